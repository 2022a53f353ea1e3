//! The rule of a photo in words, line by line: its name, its limit in figures, how a photo was judged.

use super::{Language, either, refusals::size, remedy, words};
use crate::domain::photo::{
    Judgement, LEAST_CONTENT, MAX_MEGAPIXELS, PhotoFormat, PhotoRule, PhotoRuleName, WHITE_BORDER,
};

/// The name of a line.
#[must_use]
pub const fn photo_rule_name(language: Language, line: PhotoRuleName) -> &'static str {
    match line {
        PhotoRuleName::Format => words::profile_rule_format(language),
        PhotoRuleName::LargestFile => words::profile_rule_largest_file(language),
        PhotoRuleName::SmallestFile => words::profile_rule_smallest_file(language),
        PhotoRuleName::MostPixels => words::profile_rule_most_pixels(language),
        PhotoRuleName::FewestPixels => words::profile_rule_fewest_pixels(language),
        PhotoRuleName::Shape => words::profile_rule_shape(language),
        PhotoRuleName::Background => words::profile_rule_background(language),
        PhotoRuleName::Content => words::profile_rule_content(language),
    }
}

/// What a line asks for.
#[must_use]
pub fn photo_limit(language: Language, rule: &PhotoRule, line: PhotoRuleName) -> String {
    let l = language;
    match line {
        PhotoRuleName::Format => words::profile_limit_format(l, either(l, &PhotoFormat::names(&rule.formats))),
        PhotoRuleName::LargestFile => words::profile_limit_largest_file(l, size(rule.max_kb)),
        PhotoRuleName::SmallestFile => words::profile_limit_smallest_file(l, size(rule.min_kb)),
        PhotoRuleName::MostPixels => words::profile_limit_most_pixels(l, MAX_MEGAPIXELS),
        PhotoRuleName::FewestPixels => words::profile_limit_fewest_pixels(l, rule.min_width, rule.min_height),
        PhotoRuleName::Shape => words::profile_limit_shape(l, rule.ratio.0, rule.ratio.1),
        PhotoRuleName::Background => words::profile_limit_background(l, (WHITE_BORDER * 100.0).round()),
        PhotoRuleName::Content => words::profile_limit_content(l, (LEAST_CONTENT * 100.0).round()),
    }
}

/// What was found; where it does not do, also what is asked for, and what to do.
#[must_use]
pub fn photo_found(language: Language, rule: &PhotoRule, judgement: &Judgement) -> String {
    let (l, line, found) = (language, judgement.rule, &judgement.found);
    if judgement.met {
        return words::profile_rule_found(l, found);
    }
    words::profile_rule_broken(l, photo_limit(l, rule, line), found, remedy(l, &rule.refusal(line)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::photo::PhotoFacts;

    #[test]
    fn a_line_names_its_limit_and_what_to_do() {
        let rule = PhotoRule::default();
        let (background, content) = (Some(0.5), Some(0.0));
        let facts = PhotoFacts { bytes: 1, format: PhotoFormat::Png, width: 150, height: 210, background, content };
        let judged = rule.judge(&facts);
        let lines: Vec<_> = judged.iter().map(|line| photo_found(Language::Chinese, &rule, line)).collect();
        let small = "至少 295 × 413 像素，本张 150 × 210。请使用原图，不要压缩或截图。";
        assert!(lines.iter().any(|line| line == small), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("80 %") && line.contains("本张 50 %")), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("10 %") && line.contains("本张 0 %")), "{lines:?}");
        assert!(lines.contains(&"本张：PNG".to_owned()), "{lines:?}");
    }

    #[test]
    fn the_rule_is_told_with_its_figures() {
        let rule = PhotoRule::default();
        let told: Vec<_> = rule.lines().map(|line| photo_limit(Language::Chinese, &rule, line)).collect();
        let told = told.join("\n");
        for figures in ["JPEG 或 PNG", "10 MB", "4000 万像素", "295 × 413", "295:413", "白底"] {
            assert!(told.contains(figures), "{figures} in {told}");
        }
    }
}
