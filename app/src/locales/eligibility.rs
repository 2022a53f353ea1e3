//! Conditions of entry (报名条件) in words: what is needed, what was found, what is missing.

use super::{Language, day, either, words};
use crate::domain::{
    calendar::Month,
    eligibility::{OneOf, Point, Standing, Stated, Way, What},
    text::Text,
};
use chrono::NaiveDate;

/// A way to qualify in the words of the programme, or by what it needs.
#[must_use]
pub fn way_name(l: Language, way: &Way) -> String {
    let needed = || way.points.iter().map(|point| point_needed(l, &point.what)).collect::<Vec<_>>();
    way.note.as_ref().map_or_else(|| needed().join(words::eligibility_and(l)), |note| note.get(l).to_owned())
}

/// A way that nothing is missing of: in the words of the programme, or by what it needs and what was found.
#[must_use]
pub fn way_met(l: Language, way: &Way) -> String {
    let one = |point: &Point| {
        let needed = point_needed(l, &point.what);
        match &point.what {
            What::Education(OneOf { held: Some(held), .. }) | What::Title(OneOf { held: Some(held), .. }) => {
                words::eligibility_with_held(l, needed, held.get(l))
            }
            _ => needed,
        }
    };
    let all = || way.points.iter().map(one).collect::<Vec<_>>().join(words::eligibility_and(l));
    way.note.as_ref().map_or_else(all, |note| note.get(l).to_owned())
}

/// What is needed.
#[must_use]
pub fn point_needed(l: Language, what: &What) -> String {
    match what {
        What::Education(one) | What::Title(one) => is(l, one),
        What::Since { label, needed, .. } => {
            let label = label.as_ref().map_or(words::eligibility_graduated(l), |label| label.get(l));
            match needed {
                0 => words::eligibility_has(l, label),
                years => words::eligibility_since(l, label, length(l, years.saturating_mul(12))),
            }
        }
        What::Counted { label, needed, .. } => {
            words::eligibility_counted(l, label.get(l), length(l, needed.saturating_mul(12)))
        }
        What::Condition(stated) => condition(l, stated),
        What::Judged { text, .. } => text.get(l).to_owned(),
    }
}

/// What was found.
#[must_use]
pub fn point_found(l: Language, what: &What, cutoff: NaiveDate) -> String {
    match what {
        What::Education(one) | What::Title(one) => held(l, one.held.as_ref()),
        What::Since { from: None, .. } | What::Counted { counted: None, .. } => not_answered(l),
        What::Since { from: Some(from), passed: 0, .. } => words::eligibility_late(l, month(*from), day(l, cutoff)),
        What::Since { from: Some(from), passed, .. } => {
            words::eligibility_passed(l, month(*from), day(l, cutoff), length(l, *passed))
        }
        What::Counted { counted: Some(years), .. } => words::eligibility_held(l, length(l, years.saturating_mul(12))),
        What::Judged { of: Some(one), .. } => held(l, one.held.as_ref()),
        What::Judged { of: None, .. } => words::eligibility_by_materials(l).to_owned(),
        What::Condition(Stated::Is(one) | Stated::Not(one) | Stated::Contains(one) | Stated::Lacks(one)) => {
            held(l, one.held.as_ref())
        }
        What::Condition(several) => {
            let found = |one: &OneOf| {
                let value = one.held.as_ref().map_or_else(|| not_answered(l), |held| held.get(l).to_owned());
                words::eligibility_found(l, one.label.get(l), value)
            };
            leaves(several).into_iter().map(found).collect::<Vec<_>>().join(words::eligibility_and(l))
        }
    }
}

/// Whether it is met, or how much is missing.
#[must_use]
pub fn point_state(l: Language, point: &Point) -> String {
    match &point.what {
        _ if point.standing == Standing::Met => words::eligibility_point_met(l).to_owned(),
        _ if point.standing == Standing::Judged => words::eligibility_point_judged(l).to_owned(),
        What::Since { from: Some(_), missing, .. } | What::Counted { counted: Some(_), missing, .. } => {
            words::eligibility_short(l, length(l, *missing))
        }
        _ => words::eligibility_point_unmet(l).to_owned(),
    }
}

fn is(l: Language, one: &OneOf) -> String {
    match &one.least {
        Some(least) => words::eligibility_at_least(l, one.label.get(l), least.get(l)),
        None => words::eligibility_is(l, one.label.get(l), values(l, one)),
    }
}

fn values(l: Language, one: &OneOf) -> String {
    let values: Vec<String> = one.values.iter().map(|value| value.get(l).to_owned()).collect();
    either(l, &values)
}

fn condition(l: Language, stated: &Stated) -> String {
    let all = |several: &[Stated]| several.iter().map(|one| condition(l, one)).collect::<Vec<_>>();
    match stated {
        Stated::Is(one) => is(l, one),
        Stated::Not(one) => words::eligibility_is_not(l, one.label.get(l), values(l, one)),
        Stated::Contains(one) => words::eligibility_contains(l, one.label.get(l), values(l, one)),
        Stated::Lacks(one) => words::eligibility_lacks(l, one.label.get(l), values(l, one)),
        Stated::All(several) => all(several).join(words::eligibility_and(l)),
        Stated::Any(several) => all(several).join(words::eligibility_or(l)),
    }
}

fn leaves(stated: &Stated) -> Vec<&OneOf> {
    match stated {
        Stated::Is(one) | Stated::Not(one) | Stated::Contains(one) | Stated::Lacks(one) => vec![one],
        Stated::All(several) | Stated::Any(several) => several.iter().flat_map(leaves).collect(),
    }
}

fn held(l: Language, found: Option<&Text>) -> String {
    found.map_or_else(|| not_answered(l), |found| words::eligibility_held(l, found.get(l)))
}

fn not_answered(l: Language) -> String {
    words::eligibility_not_answered(l).to_owned()
}

fn month(month: Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

/// `1 年 3 个月` / `1 year 3 months`.
fn length(l: Language, months: u32) -> String {
    let in_years = |years: u32| match years {
        1 => words::eligibility_one_year(l).to_owned(),
        _ => words::eligibility_years(l, years),
    };
    let in_months = |months: u32| match months {
        1 => words::eligibility_one_month(l).to_owned(),
        _ => words::eligibility_months(l, months),
    };
    match (months / 12, months % 12) {
        (years, 0) => in_years(years),
        (0, months) => in_months(months),
        (years, months) => format!("{} {}", in_years(years), in_months(months)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::parse_date;

    #[test]
    fn lengths_in_years_and_months() {
        for (months, chinese, english) in [
            (0, "0 年", "0 years"),
            (2, "2 个月", "2 months"),
            (12, "1 年", "1 year"),
            (15, "1 年 3 个月", "1 year 3 months"),
            (25, "2 年 1 个月", "2 years 1 month"),
        ] {
            assert_eq!(length(Language::Chinese, months), chinese);
            assert_eq!(length(Language::English, months), english);
        }
    }

    #[test]
    fn what_is_missing_is_said_by_how_much() {
        let l = Language::Chinese;
        let cutoff = parse_date("2023-12-31").unwrap_or_default();
        let since = |from, needed, passed, missing| {
            let from = Month::parse(from);
            What::Since { label: Some(Text::chinese("首次注册年月")), from, needed, passed, missing }
        };
        for (what, needed, found, state) in [
            (
                since("2023-03", 1, 10, 2),
                "从“首次注册年月”起满 1 年",
                "2023-03 起，到2023年12月31日共 10 个月",
                "还差 2 个月",
            ),
            (since("2024-02", 0, 0, 2), "有“首次注册年月”，不要求年限", "2024-02，晚于2023年12月31日", "还差 2 个月"),
            (since("", 1, 0, 12), "从“首次注册年月”起满 1 年", "没有填写", "不符合"),
        ] {
            assert_eq!(point_needed(l, &what), needed);
            assert_eq!(point_found(l, &what, cutoff), found);
            assert_eq!(point_state(l, &Point { standing: Standing::Unmet, what }), state);
        }
    }

    #[test]
    fn conditions_name_their_fields_and_what_was_found() {
        let one = |label: &str, held: Option<&str>| OneOf {
            label: Text::chinese(label),
            values: vec![Text::chinese("甲"), Text::chinese("乙")],
            least: None,
            held: held.map(Text::chinese),
        };
        let any = Stated::Any(vec![Stated::Is(one("身份", Some("丙"))), Stated::Not(one("岗位", None))]);
        let l = Language::Chinese;
        assert_eq!(point_needed(l, &What::Condition(any.clone())), "身份为甲 或 乙，或者岗位不是甲 或 乙");
        let cutoff = NaiveDate::default();
        assert_eq!(point_found(l, &What::Condition(any), cutoff), "身份：丙；岗位：没有填写");
        assert_eq!(point_found(l, &What::Condition(Stated::Is(one("身份", Some("丙")))), cutoff), "填写的是：丙");
    }
    #[test]
    fn a_way_that_is_met_tells_what_is_needed_from_what_is_held() {
        let way = |least: Option<&str>, note: Option<&str>| {
            let label = Text::chinese("报考所用学历");
            let values = ["博士", "硕士", "本科"].map(Text::chinese).to_vec();
            let (least, held) = (least.map(Text::chinese), Some(Text::chinese("本科")));
            let what = What::Education(OneOf { label, values, least, held });
            Way { note: note.map(Text::chinese), points: vec![Point { standing: Standing::Met, what }] }
        };
        for (least, note, said) in [
            (Some("本科"), None, "报考所用学历为本科及以上（您填写：本科）"),
            (None, None, "报考所用学历为博士、硕士 或 本科（您填写：本科）"),
            (Some("本科"), Some("本科及以上，试用满1年。"), "本科及以上，试用满1年。"),
        ] {
            assert_eq!(way_met(Language::Chinese, &way(least, note)), said);
        }
    }

    #[test]
    fn what_the_offices_judge_is_said_to_be_theirs() {
        let (l, cutoff) = (Language::Chinese, NaiveDate::default());
        let major = |held: Option<&str>| OneOf {
            label: Text::chinese("专业"),
            values: Vec::new(),
            least: None,
            held: held.map(Text::chinese),
        };
        for (of, found) in [
            (Some(major(Some("临床医学"))), "填写的是：临床医学"),
            (Some(major(None)), "没有填写"),
            (None, "以提交的材料为准"),
        ] {
            let what = What::Judged { text: Text::chinese("专业与报考类别一致"), of };
            assert_eq!(point_needed(l, &what), "专业与报考类别一致");
            assert_eq!(point_found(l, &what, cutoff), found);
            let state = point_state(l, &Point { standing: Standing::Judged, what });
            assert_eq!(state, "由考点、考区审核认定");
        }
    }
}
