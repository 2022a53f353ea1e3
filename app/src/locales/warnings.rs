//! Warnings in words: what deserves attention and holds nobody back.

use super::{Language, day, words};
use crate::domain::form::Warning;

/// What deserves attention, and what to do about it.
#[must_use]
pub fn warning_sentence(l: Language, warning: &Warning) -> String {
    match warning {
        Warning::BeforeExam { exam } => words::registration_before_exam(l, day(l, *exam)),
        Warning::Said { text, proposed: None } => text.get(l).to_owned(),
        Warning::Said { text, proposed: Some(proposed) } => {
            words::registration_other_proposed(l, text.get(l), proposed.get(l))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{calendar::parse_date, text::Text};

    #[test]
    fn a_warning_names_the_day_and_says_that_it_is_no_obstacle() {
        let warning = Warning::BeforeExam { exam: parse_date("2024-04-21").unwrap_or_default() };
        let chinese = warning_sentence(Language::Chinese, &warning);
        assert!(chinese.contains("2024年4月21日") && chinese.contains("不影响报名"), "{chinese}");
        let english = warning_sentence(Language::English, &warning);
        assert!(english.contains("21 Apr 2024") && english.contains("You can register"), "{english}");
    }

    #[test]
    fn a_warning_of_the_programme_names_what_is_proposed() {
        let said = |proposed: Option<&str>| Warning::Said {
            text: Text::new("考点应在单位所在地。", "The site is where your unit is."),
            proposed: proposed.map(Text::chinese),
        };
        assert_eq!(warning_sentence(Language::Chinese, &said(None)), "考点应在单位所在地。");
        let chinese = warning_sentence(Language::Chinese, &said(Some("广州")));
        assert!(chinese.starts_with("考点应在单位所在地。") && chinese.contains("“广州”"), "{chinese}");
        let english = warning_sentence(Language::English, &said(Some("广州")));
        assert!(english.contains("广州") && english.contains("You can register"), "{english}");
    }
}
