//! Tables of what refers to places, to the register, and to what else was answered.

use super::*;

fn of_field(mut field: Value, others: &Value, answer: &str) -> Result<Vec<Wrong>, serde_json::Error> {
    field["key"] = "f".into();
    let mut fields = vec![field];
    let mut answers = json!({ "f": answer });
    for (key, value) in others.as_object().into_iter().flatten() {
        fields.push(json!({ "key": key, "type": "text", "required": false }));
        answers[key] = value.clone();
    }
    wrong(json!({ "fields": fields }), answers)
}

#[test]
fn a_cascade_goes_down_to_its_last_level() -> Result<(), serde_json::Error> {
    let field = json!({ "type": "cascade", "options": "region" });
    for (path, expected) in [
        ("44/4401/440103", None),
        ("11", None),
        ("44", Some(Refusal::CascadeUnfinished)),
        ("44/4401", Some(Refusal::CascadeUnfinished)),
        ("11/4401/440103", Some(Refusal::NotInList)),
        ("440103", Some(Refusal::NotInList)),
        ("99", Some(Refusal::NotInList)),
    ] {
        assert_eq!(of_field(field.clone(), &json!({}), path)?, expected.map(one).unwrap_or_default(), "{path}");
    }
    Ok(())
}

#[test]
fn a_unit_is_in_the_register_and_in_its_region() -> Result<(), serde_json::Error> {
    let field = json!({ "type": "unit", "region_field": "region" });
    for (code, region, expected) in [
        ("U1", "", None),
        ("U1", "44/4401/440103", None),
        ("U1", "44", None),
        ("U1", "11", Some(Refusal::UnitElsewhere)),
        ("U2", "", Some(Refusal::UnitUnknown)),
        // A school is no work unit.
        ("S1", "", Some(Refusal::UnitUnknown)),
    ] {
        let found = of_field(field.clone(), &json!({ "region": region }), code)?;
        assert_eq!(found, expected.map(one).unwrap_or_default(), "{code} {region}");
    }
    assert_eq!(of_field(json!({ "type": "school" }), &json!({}), "S1")?, []);
    assert_eq!(of_field(json!({ "type": "school" }), &json!({}), "U1")?, one(Refusal::UnitUnknown));
    Ok(())
}

#[test]
fn a_site_lies_in_the_chosen_area() -> Result<(), serde_json::Error> {
    let field = json!({ "type": "site", "area_field": "area" });
    assert_eq!(of_field(field.clone(), &json!({ "area": "11" }), "110101")?, []);
    assert_eq!(of_field(field.clone(), &json!({ "area": "31" }), "110101")?, one(Refusal::NotInList));
    assert_eq!(of_field(json!({ "type": "area" }), &json!({}), "31")?, []);
    assert_eq!(of_field(json!({ "type": "area" }), &json!({}), "99")?, one(Refusal::NotInList));
    Ok(())
}

/// Notice 003, 第十步 3: 加试 only for some.
#[test]
fn a_choice_may_be_for_some_only() -> Result<(), serde_json::Error> {
    let field = json!({
        "type": "choice", "options": "yes_no",
        "allow": [{ "choice": "yes", "when": { "field": "specialty", "equals": "110" } }],
    });
    for (specialty, choice, expected) in [
        ("110", "yes", None),
        ("130", "yes", Some(Refusal::ChoiceNotAllowed)),
        ("130", "no", None),
        ("", "yes", Some(Refusal::ChoiceNotAllowed)),
    ] {
        let found = of_field(field.clone(), &json!({ "specialty": specialty }), choice)?;
        assert_eq!(found, expected.map(one).unwrap_or_default(), "{specialty} {choice}");
    }
    Ok(())
}

/// Notice 003, 第七步 二 4: no 中专 among 高等教育. Before the kind is chosen, every level is open.
#[test]
fn a_choice_may_be_shut_for_some() -> Result<(), serde_json::Error> {
    let allow = |more: Value| json!({ "type": "choice", "options": "yes_no", "allow": [more] });
    let unless = allow(json!({ "choice": "yes", "unless": { "field": "kind", "equals": "higher" } }));
    let when = json!({ "field": "level", "equals": "1" });
    let both = allow(json!({ "choice": "yes", "when": when, "unless": { "field": "kind", "equals": "higher" } }));
    for (field, kind, level, open) in [
        (&unless, "", "", true),
        (&unless, "secondary", "", true),
        (&unless, "higher", "", false),
        (&both, "", "1", true),
        (&both, "", "2", false),
        (&both, "higher", "1", false),
    ] {
        let found = of_field(field.clone(), &json!({ "kind": kind, "level": level }), "yes")?;
        let expected = if open { Vec::new() } else { one(Refusal::ChoiceNotAllowed) };
        assert_eq!(found, expected, "{field} {kind:?} {level:?}");
        assert_eq!(of_field(field.clone(), &json!({ "kind": kind, "level": level }), "no")?, []);
    }
    Ok(())
}

/// Notice 003, 第七步 一 2: 师承及确有专长 write `-`.
#[test]
fn a_dash_stands_for_an_answer_only_where_it_may() -> Result<(), serde_json::Error> {
    let when = json!({ "field": "kind", "equals": "apprentice" });
    for (field, refusal) in [
        (json!({ "type": "month", "dash_when": when }), Refusal::NotAMonth),
        (json!({ "type": "text", "pattern": "digits", "dash_when": when }), Refusal::NotANumber),
        (json!({ "type": "school", "dash_when": when }), Refusal::UnitUnknown),
    ] {
        assert_eq!(of_field(field.clone(), &json!({ "kind": "apprentice" }), "-")?, []);
        assert_eq!(of_field(field, &json!({ "kind": "college" }), "-")?, one(refusal));
    }
    Ok(())
}

#[test]
fn what_was_chosen_at_the_start_is_never_stored_again() -> Result<(), serde_json::Error> {
    let page = read(json!({ "fields": [{ "key": "f", "type": "choice", "options": "yes_no", "locked": true }] }))?;
    let answers = Answers::from([("f".to_owned(), Answer::One("no".to_owned()))]);
    assert_eq!(check_storable(&page, &answers), one(Refusal::UnknownField));
    Ok(())
}

#[test]
fn a_group_without_entries_needs_no_choice() -> Result<(), serde_json::Error> {
    let page = json!({ "groups": [{
        "key": "g", "max": 2, "choose_one": "chosen", "fields": [{ "key": "kind", "type": "text" }],
    }] });
    assert_eq!(wrong(page.clone(), json!({ "g": [] }))?, []);
    let entry = json!({ "g": [{ "kind": "a" }] });
    assert_eq!(wrong(page, entry)?, [Wrong::new("g", Refusal::ChooseOne)]);
    Ok(())
}
