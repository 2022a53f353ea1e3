//! `health-2024` against what notice 000 says of it.

use super::{super::check_programme, Outcome, check, shipped};
use app::domain::{
    calendar::Moment,
    form::{Answer, Answers, check_page},
    history::History,
    programme::{Confirmation, Programme},
    refusal::Refusal,
    registration::{Evidence, Places},
};

fn health() -> Result<Programme, String> {
    check(&shipped("health-2024"))
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn areas(programme: &Programme, which: impl Fn(&app::domain::programme::Area) -> bool) -> Vec<&str> {
    programme.areas.iter().filter(|area| which(area)).map(|area| area.name.zh.as_str()).collect()
}

#[test]
fn it_has_the_areas_of_the_notice() -> Outcome {
    let health = health()?;
    assert_eq!(health.areas.len(), 32);
    let automatic = "北京 河北 辽宁 吉林 黑龙江 上海 浙江 山东 河南 重庆 贵州 云南 陕西 甘肃 新疆 新疆兵团";
    assert_eq!(areas(&health, |area| area.auto_confirm).join(" "), automatic);
    let online = areas(&health, |area| area.confirmation == Confirmation::Online);
    assert_eq!(online, ["天津", "上海", "新疆兵团"]);
    assert!(online.iter().all(|name| {
        let code = health.areas.iter().find(|area| area.name.zh == *name).map(|area| area.code.as_str());
        code.is_some_and(|code| health.materials_of(code).next().is_some())
    }));
    Ok(())
}

#[test]
fn it_has_the_windows_of_the_notice() -> Outcome {
    let health = health()?;
    assert_eq!(health.registration.from.stamp(), "2023-12-01 00:00");
    assert_eq!(health.registration.until.stamp(), "2023-12-15 00:00");
    assert_eq!(health.cutoff.to_string(), "2023-12-31");
    assert!(health.wechat_required);
    for area in &health.areas {
        assert!(area.confirm.from < area.reupload_until, "{}", area.name.zh);
    }
    let beijing = health.area("11").ok_or("no Beijing")?;
    assert_eq!(beijing.reupload_until, beijing.confirm.until, "empty: the end of the confirmation");
    Ok(())
}

#[test]
fn it_has_the_specialties_with_four_subjects_each() -> Outcome {
    let health = health()?;
    assert_eq!(health.specialties.len(), 121);
    let closed: Vec<&str> = health.specialties.iter().filter(|s| !s.offered).map(|s| s.code.as_str()).collect();
    assert_eq!(closed, ["109", "110", "211", "212"]);
    assert!(health.specialties.iter().all(|specialty| specialty.subjects.len() == 4));
    assert_eq!(health.specialties.iter().filter(|specialty| specialty.verified).count(), 37);
    assert_eq!(health.specialty("392").and_then(|s| s.subcategory.as_deref()), Some("临床"));
    for (list, count) in [("categories", 4), ("levels", 3), ("subjects", 4), ("ethnic", 58)] {
        assert_eq!(health.dictionary(list).len(), count, "{list}");
    }
    Ok(())
}

/// 医类只有中级；护类没有初级(士)；执业类别要与专业类别相符.
#[test]
fn level_and_practice_category_fit_the_category() -> Outcome {
    let health = health()?;
    let page = health.page("exam").ok_or("no page exam")?;
    let places = Places::of(&health, "11");
    let facts = places.facts(&health, Evidence::default(), Moment::default());
    let rows: [(&str, &str, &str, &[&str]); 13] = [
        ("medicine", "intermediate", "clinical", &[]),
        ("medicine", "intermediate", "tcm", &[]),
        ("medicine", "intermediate", "none", &[]),
        ("medicine", "practitioner", "dental", &["level"]),
        ("medicine", "assistant", "public_health", &["level"]),
        ("medicine", "intermediate", "nursing", &["practice_category"]),
        ("nursing", "practitioner", "nursing", &[]),
        ("nursing", "intermediate", "none", &[]),
        ("nursing", "assistant", "nursing", &["level"]),
        ("nursing", "intermediate", "clinical", &["practice_category"]),
        ("pharmacy", "assistant", "none", &[]),
        ("technology", "practitioner", "none", &[]),
        ("technology", "intermediate", "dental", &["practice_category"]),
    ];
    for (category, level, practice, wrong) in rows {
        let answers = [("category", category), ("level", level), ("practice_category", practice)];
        let answers = Answers::from(answers.map(|(key, code)| (key.to_owned(), Answer::One(code.to_owned()))));
        let found = check_page(page, &answers, &facts).into_iter();
        let found: Vec<String> =
            found.filter(|wrong| wrong.refusal == Refusal::ChoiceNotAllowed).map(|wrong| wrong.field).collect();
        assert_eq!(found, wrong, "{category} {level} {practice}");
    }
    Ok(())
}

#[test]
fn it_has_its_texts_in_order_and_in_both_languages() -> Outcome {
    let health = health()?;
    let keys: Vec<&str> = health.statements.iter().map(|statement| statement.key.as_str()).collect();
    assert_eq!(keys, ["notice", "declaration", "promise"]);
    for statement in &health.statements {
        assert!(statement.title.en.is_some() && statement.body.en.is_some(), "{}", statement.key);
        assert!(!statement.body.zh.starts_with('#'), "{}", statement.key);
    }
    let pages: Vec<&str> = health.pages.iter().map(|page| page.key.as_str()).collect();
    assert_eq!(pages, ["site", "basic", "contact", "exam", "education", "work"]);
    assert_eq!(health.messages.len(), 9);
    Ok(())
}

#[test]
fn the_summary_counts_what_is_there_and_what_must_be_verified() {
    let summary = check_programme(&shipped("health-2024")).unwrap_or_default();
    for line in ["areas: 32 (3 confirm online, 16 automatically)", "sites: 481", "specialties to verify: 84"] {
        assert!(summary.lines().any(|found| found == line), "{line:?} is not in\n{summary}");
    }
}

#[test]
fn what_last_years_record_lacks_is_no_difference() -> Outcome {
    let health = health()?;
    let answer = |key: &str, value: &str| (key.to_owned(), Answer::One(value.to_owned()));
    let answers = Answers::from([answer("site", "110101"), answer("unit", "第一医院"), answer("health", "1")]);
    let last = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let history = History {
        area: "11".to_owned(),
        answers: [last("site", "110101"), last("unit", "第二医院"), last("department", "")].into(),
        ..History::default()
    };
    let differing = |area: &str| -> Vec<String> {
        history.differences(&health, area, &answers, &[]).into_iter().map(|difference| difference.field).collect()
    };
    assert_eq!(differing("11"), ["unit"], "health and others are not in the record");
    assert_eq!(differing("12"), ["area", "unit"]);
    Ok(())
}
