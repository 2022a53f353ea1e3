//! What is taken with a warning: a document that expires before the exam is over (domain knowledge: it does not block),
//! and what a programme warns of in its own words.

use super::*;
use crate::domain::form::{Warned, Warning, warnings};

#[test]
fn a_date_before_the_end_of_the_exam_is_taken_with_a_warning() -> Result<(), serde_json::Error> {
    let field = |warns: bool| {
        let mut field = json!({ "key": "f", "type": "date", "required": false, "future": true });
        if warns {
            field["warn_before"] = "exam".into();
        }
        json!({ "fields": [field] })
    };
    let exam = parse_date("2024-04-21");
    for (warns, exam, typed, warned) in [
        (true, exam, "2024-04-20", true),
        (true, exam, "2001-01-01", true),
        // Valid on the last day is valid on all of them.
        (true, exam, "2024-04-21", false),
        (true, exam, "2034-04-21", false),
        (true, exam, "", false),
        // Wrong, which is more than a warning.
        (true, exam, "2024-04-31", false),
        (true, None, "2024-04-20", false),
        (false, exam, "2024-04-20", false),
    ] {
        let (page, answers) = (read(field(warns))?, Answers::from([("f".to_owned(), Answer::One(typed.to_owned()))]));
        let warning = exam.filter(|_| warned).map(|exam| Warning::BeforeExam { exam });
        let expected: Vec<Warned> = warning.map(|warning| Warned { field: "f".into(), warning }).into_iter().collect();
        let found = with_facts(exam, |facts| warnings(&page, &answers, facts));
        assert_eq!(found, expected, "{warns} {exam:?} {typed:?}");
        let refused = wrong(field(warns), json!({ "f": typed }))?;
        assert_eq!(refused.is_empty(), typed != "2024-04-31", "a warning refuses nothing: {typed:?}");
    }
    Ok(())
}

#[test]
fn what_is_not_shown_is_not_warned_of_and_each_entry_is_by_its_own_name() -> Result<(), serde_json::Error> {
    let date = |when: &str| {
        json!({
            "key": "until", "type": "date", "future": true, "warn_before": "exam",
            "visible_when": { "field": "kind", "equals": when },
        })
    };
    let exam = parse_date("2024-04-21").unwrap_or_default();
    let found = |page: &Page, answers: &Answers| with_facts(Some(exam), |facts| warnings(page, answers, facts));
    let kind = json!({ "key": "kind", "type": "text" });
    let page = read(json!({ "fields": [kind, date("card")] }))?;
    for (kind, warned) in [("card", 1), ("none", 0)] {
        let answers = serde_json::from_value(json!({ "kind": kind, "until": "2024-01-01" }))?;
        assert_eq!(found(&page, &answers).len(), warned, "{kind}");
    }
    let group = |when: Value| json!({ "groups": [{ "key": "g", "max": 3, "visible_when": when, "fields": [kind, date("card")] }] });
    let entry = |kind: &str, until: &str| json!({ "kind": kind, "until": until });
    let entries = [entry("card", "2034-01-01"), entry("none", "2024-01-01"), entry("card", "2024-01-01")];
    let answers = serde_json::from_value(json!({ "level": "1", "g": entries }))?;
    let expected = [Warned { field: "g.2.until".into(), warning: Warning::BeforeExam { exam } }];
    assert_eq!(found(&read(group(json!({ "field": "level", "equals": "1" })))?, &answers), expected);
    assert_eq!(found(&read(group(json!({ "field": "level", "equals": "2" })))?, &answers), []);
    Ok(())
}

/// Notice 003, 第十步 一 3: what an additional test means for the licence.
#[test]
fn a_programme_warns_in_its_own_words() -> Result<(), serde_json::Error> {
    let chosen = json!({ "field": "f", "any_of": ["a", "b"] });
    let free = json!({ "field": "free", "equals": "yes" });
    let page = read(json!({ "fields": [{
        "key": "f", "type": "text", "required": false,
        "warn": [
            { "when": chosen, "unless": free, "text": { "zh": "以后不能变更" } },
            { "when": { "field": "f", "not": "c" }, "text": { "zh": "请再想想" } },
        ],
    }] }))?;
    for (typed, free, said) in [
        ("a", "", Some("以后不能变更")),
        ("b", "no", Some("以后不能变更")),
        ("b", "yes", Some("请再想想")),
        ("d", "", Some("请再想想")),
        ("c", "", None),
        ("", "", None),
    ] {
        let answers = serde_json::from_value(json!({ "f": typed, "free": free }))?;
        let found = with_facts(None, |facts| warnings(&page, &answers, facts));
        let warning = said.map(|text| Warning::Said { text: Text::chinese(text), proposed: None });
        let expected: Vec<Warned> = warning.map(|warning| Warned { field: "f".into(), warning }).into_iter().collect();
        assert_eq!(found, expected, "{typed:?} {free:?}");
    }
    Ok(())
}

/// Notice 003, 第十步 二 2: the site is that of the place of work, but nobody is held back who says otherwise.
#[test]
fn another_place_than_the_units_is_warned_of_with_what_is_proposed() -> Result<(), serde_json::Error> {
    let warn =
        json!([{ "unproposed": true, "unless": { "field": "f", "equals": "66" }, "text": { "zh": "单位所在地" } }]);
    let places = [below("4401", "44"), below("4403", "44"), below("4400", "44"), below("110101", "11")];
    let areas = choices(&["11", "44", "66"]);
    let area = json!({ "type": "area" });
    let site = json!({ "type": "site", "propose": "unit-city", "provincial_when": { "field": "of", "equals": "20" } });
    let plain = json!({ "type": "site" });
    for (field, region, of, chosen, proposed) in [
        (&area, "44/4401/440103", "", "44", None),
        (&area, "44/4401/440103", "", "11", Some("44")),
        (&area, "44/4401/440103", "", "66", None),
        (&site, "44/4401/440103", "", "4401", None),
        (&site, "44/4401/440103", "", "4403", Some("4401")),
        (&site, "44/4401/440103", "20", "4401", Some("4400")),
        (&site, "44/4401/440103", "20", "4400", None),
        (&site, "11/1101/110101", "20", "110101", None),
        // Nobody knows a better one.
        (&site, "99/9901/990101", "", "4401", None),
        (&area, "99/9901/990101", "", "44", None),
        (&site, "44/4401/440103", "", "", None),
        (&plain, "44/4401/440103", "", "4403", None),
    ] {
        let mut field = field.clone();
        field["key"] = "f".into();
        field["warn"] = warn.clone();
        let page = read(json!({ "fields": [field] }))?;
        let answers = serde_json::from_value(json!({ "f": chosen, "of": of }))?;
        let units = [unit(UnitKind::Work, "U1", region)];
        let found = with_facts(None, |facts| {
            let facts = FormFacts { areas: &areas, sites: &places, units: &units, ..*facts };
            warnings(&page, &answers, &facts)
        });
        let found: Vec<Warning> = found.into_iter().map(|warned| warned.warning).collect();
        let said = |name| Warning::Said { text: Text::chinese("单位所在地"), proposed: Some(Text::chinese(name)) };
        assert_eq!(found, proposed.map(said).into_iter().collect::<Vec<_>>(), "{field} {region} {of:?} {chosen:?}");
    }
    Ok(())
}
