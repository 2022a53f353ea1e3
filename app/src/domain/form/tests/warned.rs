//! What is taken with a warning: a document that expires before the exam is over (domain knowledge: it does not block).

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
        assert_eq!(warnings(&page, &answers, exam), expected, "{warns} {exam:?} {typed:?}");
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
    let kind = json!({ "key": "kind", "type": "text" });
    let page = read(json!({ "fields": [kind, date("card")] }))?;
    for (kind, warned) in [("card", 1), ("none", 0)] {
        let answers = serde_json::from_value(json!({ "kind": kind, "until": "2024-01-01" }))?;
        assert_eq!(warnings(&page, &answers, Some(exam)).len(), warned, "{kind}");
    }
    let page = read(json!({ "groups": [{ "key": "g", "max": 3, "fields": [kind, date("card")] }] }))?;
    let entry = |kind: &str, until: &str| json!({ "kind": kind, "until": until });
    let entries = [entry("card", "2034-01-01"), entry("none", "2024-01-01"), entry("card", "2024-01-01")];
    let answers = serde_json::from_value(json!({ "g": entries }))?;
    let expected = [Warned { field: "g.2.until".into(), warning: Warning::BeforeExam { exam } }];
    assert_eq!(warnings(&page, &answers, Some(exam)), expected);
    Ok(())
}
