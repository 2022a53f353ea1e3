//! What conditions look at beyond their own page: the identity, and the chosen entry of a group elsewhere.

use super::*;
use crate::domain::form::{IdentityPart, seen};

/// A page on which somebody chooses one of several educations, beside two parts of the identity.
fn other_page() -> Result<Page, serde_json::Error> {
    read(json!({
        "fields": [
            { "key": "document", "type": "identity", "identity": "id_type" },
            { "key": "whole_name", "type": "identity", "identity": "name" },
        ],
        "groups": [{
            "key": "educations", "max": 3, "choose_one": "chosen",
            "fields": [{ "key": "level", "type": "text" }, { "key": "school", "type": "text" }],
        }],
    }))
}

#[test]
fn the_identity_and_the_chosen_entry_stand_under_their_own_keys() -> Result<(), serde_json::Error> {
    let pages = [other_page()?];
    let identity = [(IdentityPart::IdType, "passport".to_owned()), (IdentityPart::Nationality, "日本".to_owned())];
    let entry = |level: &str, chosen: &str| json!({ "level": level, "chosen": chosen });
    for (entries, level) in [
        (json!([]), None),
        (json!([entry("21", "")]), None),
        (json!([entry("21", ""), entry("31", "yes")]), Some("31")),
    ] {
        let answers: Answers = serde_json::from_value(json!({ "educations": entries, "post": "1" }))?;
        let seen = seen(&pages, &answers, &identity);
        let value = |key: &str| seen.get(key).map(|answer| answer.one().to_owned());
        assert_eq!(value("level").as_deref(), level, "{entries}");
        // Neither what the entry lacks, nor the mark, nor a part that no field shows.
        assert_eq!((value("school"), value("chosen"), value("nationality")), (None, None, None));
        assert_eq!((value("document").as_deref(), value("whole_name")), (Some("passport"), None));
        assert_eq!(seen.get("educations"), answers.get("educations"), "answers stay as they are");
        assert_eq!(value("post").as_deref(), Some("1"));
    }
    Ok(())
}

#[test]
fn an_entry_sees_its_own_fields_before_anything_else() -> Result<(), serde_json::Error> {
    let page = json!({ "groups": [{
        "key": "g", "max": 3,
        "fields": [
            { "key": "kind", "type": "text", "required": false },
            { "key": "more", "type": "text", "required_when": { "field": "kind", "equals": "a" } },
        ],
    }] });
    for (entry, elsewhere, missing) in [
        (json!({ "kind": "a" }), "b", true),
        (json!({ "kind": "b" }), "a", false),
        // Its own field, not answered yet: what another entry or page says does not count.
        (json!({ "more": "" }), "a", false),
    ] {
        let found = wrong(page.clone(), json!({ "g": [entry], "kind": elsewhere }))?;
        let expected = if missing { vec![Wrong::new("g.0.more", Refusal::Missing)] } else { Vec::new() };
        assert_eq!(found, expected, "{entry} {elsewhere}");
    }
    Ok(())
}

/// Notice 003, 第九步 一 1: who must have a certificate adds one.
#[test]
fn a_group_may_need_an_entry_of_some_only() -> Result<(), serde_json::Error> {
    for (min, level, entries, expected) in [
        (0, "1", 0, Some(1)),
        (0, "1", 1, None),
        (0, "2", 0, None),
        (0, "", 0, None),
        (2, "1", 1, Some(2)),
        (2, "2", 1, Some(2)),
    ] {
        let page = json!({ "groups": [{
            "key": "g", "min": min, "max": 3, "min_when": { "field": "level", "equals": "1" },
            "fields": [{ "key": "kind", "type": "text" }],
        }] });
        let given: Vec<Value> = (0..entries).map(|_| json!({ "kind": "a" })).collect();
        let found = wrong(page, json!({ "level": level, "g": given }))?;
        let expected: Vec<Wrong> = expected.map(|min| Wrong::new("g", Refusal::TooFew { min })).into_iter().collect();
        assert_eq!(found, expected, "{min} {level:?} {entries}");
    }
    Ok(())
}

/// Notice 003, 第九步 说明: who needs no certificate is not asked, and what they typed before counts for nothing.
#[test]
fn of_a_group_that_is_not_shown_nothing_counts() -> Result<(), serde_json::Error> {
    let page = json!({ "groups": [{
        "key": "g", "min": 1, "max": 2, "choose_one": "chosen", "visible_when": { "field": "level", "equals": "1" },
        "fields": [{ "key": "kind", "type": "text" }],
    }] });
    for (level, entries, wrong_field, kind) in [
        ("1", json!([{ "kind": "a", "chosen": "yes" }]), None, Some("a")),
        ("1", json!([{ "kind": "", "chosen": "yes" }]), Some("g.0.kind"), Some("")),
        ("1", json!([]), Some("g"), None),
        ("2", json!([{ "kind": "", "chosen": "yes" }]), None, None),
        ("2", json!([]), None, None),
        ("", json!([{ "kind": "a", "chosen": "yes" }]), None, None),
    ] {
        let answers = json!({ "level": level, "g": entries });
        let found = wrong(page.clone(), answers.clone())?;
        let fields: Vec<&str> = found.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, wrong_field.into_iter().collect::<Vec<_>>(), "{answers}");
        let seen = seen(&[read(page.clone())?], &serde_json::from_value(answers.clone())?, &[]);
        assert_eq!(seen.get("kind").map(Answer::one), kind, "{answers}");
    }
    Ok(())
}
