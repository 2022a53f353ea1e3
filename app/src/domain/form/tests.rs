//! Tables of the form's rules: each type of field, conditions, groups, and what is never stored.

mod register;
mod seen;
mod warned;

use super::{Answer, Answers, Choice, FormFacts, Page, check_page, check_storable};
use crate::domain::{
    calendar::{Moment, parse_date},
    education::{EducationCheck, EducationRecord},
    programme::Specialty,
    refusal::{Refusal, Wrong},
    text::Text,
    unit::{Unit, UnitKind},
};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn choices(codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|code| Choice { code: (*code).into(), name: Text::chinese(code), parent: None }).collect()
}

fn specialty(code: &str, category: &str, level: &str, offered: bool) -> Specialty {
    Specialty {
        code: code.into(),
        name: Text::chinese(code),
        category: category.into(),
        level: level.into(),
        subjects: Vec::new(),
        offered,
        subcategory: None,
        verified: true,
    }
}

fn below(code: &str, parent: &str) -> Choice {
    Choice { code: code.into(), name: Text::chinese(code), parent: Some(parent.into()) }
}

/// 广东 > 广州 > 荔湾, and 北京 without anything below it.
fn regions() -> Vec<Choice> {
    let top = choices(&["44", "11"]);
    top.into_iter().chain([below("4401", "44"), below("440103", "4401")]).collect()
}

fn unit(kind: UnitKind, code: &str, region: &str) -> Unit {
    Unit { code: code.into(), kind, name: code.into(), region: region.into(), region_name: String::new() }
}

fn record(id: i64) -> EducationRecord {
    EducationRecord {
        id,
        school: "医学院".into(),
        major: "护理".into(),
        level: "21".into(),
        level_name: Text::chinese("本科"),
        degree: String::new(),
        graduated: "2016-07".into(),
        certificate: String::new(),
        check: EducationCheck::Unchecked,
        in_use: false,
    }
}

/// A page of these fields and groups, each with a label.
fn read(mut page: Value) -> Result<Page, serde_json::Error> {
    let label = |fields: Option<&mut Value>| {
        for field in fields.and_then(Value::as_array_mut).into_iter().flatten() {
            field["label"] = json!({ "zh": "项" });
        }
    };
    page["key"] = "page".into();
    page["title"] = json!({ "zh": "页" });
    label(page.get_mut("fields"));
    label(page.get_mut("groups"));
    for group in page.get_mut("groups").and_then(Value::as_array_mut).into_iter().flatten() {
        label(group.get_mut("fields"));
    }
    serde_json::from_value(page)
}

/// What pages are checked against on 2023-12-05, before an exam with this last day.
fn with_facts<T>(exam: Option<NaiveDate>, then: impl FnOnce(&FormFacts<'_>) -> T) -> T {
    let dictionaries = BTreeMap::from([
        ("yes_no".to_owned(), choices(&["yes", "no"])),
        ("subjects".to_owned(), choices(&["a", "b"])),
        ("region".to_owned(), regions()),
    ]);
    let facts = FormFacts {
        now: Moment::parse_beijing("2023-12-05T09:00").unwrap_or_default(),
        cutoff: parse_date("2023-12-31").unwrap_or_default(),
        dictionaries: &dictionaries,
        areas: &choices(&["11", "31"]),
        sites: &[below("110101", "11"), below("310101", "31")],
        specialties: &[specialty("368", "nursing", "intermediate", true), specialty("109", "technology", "low", false)],
        education: &[record(7)],
        units: &[unit(UnitKind::Work, "U1", "44/4401/440103"), unit(UnitKind::School, "S1", "")],
        exam,
    };
    then(&facts)
}

/// What is wrong with `answers` on a page with these fields and groups.
fn wrong(page: Value, answers: Value) -> Result<Vec<Wrong>, serde_json::Error> {
    let (page, answers): (Page, Answers) = (read(page)?, serde_json::from_value(answers)?);
    Ok(with_facts(None, |facts| check_page(&page, &answers, facts)))
}

fn one(refusal: Refusal) -> Vec<Wrong> {
    vec![Wrong::new("f", refusal)]
}

#[test]
fn each_type_of_field_takes_what_it_is_for() -> Result<(), serde_json::Error> {
    use Refusal::{
        Character, InTheFuture, Missing, NotACode, NotADate, NotAMonth, NotANumber, NotAPostcode, NotAnEmail,
        NotChosen, NotInList, NotLatin, OutOfRange, TooLong, TooShort,
    };
    let text = json!({ "type": "text", "min": 2, "max": 4 });
    let number = json!({ "type": "number", "min": 0, "max": 60 });
    let month = json!({ "type": "month" });
    let date = json!({ "type": "date" });
    let choice = json!({ "type": "choice", "options": "yes_no" });
    let many = json!({ "type": "many", "options": "subjects" });
    let future = json!({ "type": "date", "future": true });
    let optional = json!({ "type": "text", "required": false });
    let postcode = json!({ "type": "text", "pattern": "postcode" });
    let digits = json!({ "type": "text", "pattern": "digits" });
    let latin = json!({ "type": "text", "pattern": "latin" });
    let code = json!({ "type": "text", "pattern": "code", "min": 4 });
    let email = json!({ "type": "text", "pattern": "email" });
    let table: &[(&Value, Value, Option<Refusal>)] = &[
        (&text, json!("内科"), None),
        (&text, json!("𠮷田"), None),
        (&text, json!(""), Some(Missing)),
        (&text, json!("内"), Some(TooShort { min: 2 })),
        (&text, json!("内外妇儿科"), Some(TooLong { max: 4 })),
        (&text, json!("内\u{7}科"), Some(Character { character: "U+0007".into() })),
        (&optional, json!(""), None),
        (&number, json!("0"), None),
        (&number, json!("60"), None),
        (&number, json!("61"), Some(OutOfRange { min: 0, max: 60 })),
        (&number, json!("-1"), Some(OutOfRange { min: 0, max: 60 })),
        (&number, json!("六"), Some(NotANumber)),
        (&number, json!("1.5"), Some(NotANumber)),
        (&month, json!("2023-12"), None),
        (&month, json!("2024-01"), Some(InTheFuture)),
        (&month, json!("2023-13"), Some(NotAMonth)),
        (&month, json!("23-12"), Some(NotAMonth)),
        (&month, json!(""), Some(Missing)),
        (&date, json!("2023-12-05"), None),
        (&date, json!("2023-12-06"), Some(InTheFuture)),
        (&date, json!("2023-02-30"), Some(NotADate)),
        (&future, json!("2033-05-01"), None),
        (&choice, json!("yes"), None),
        (&choice, json!("maybe"), Some(NotInList)),
        (&choice, json!(""), Some(NotChosen)),
        (&many, json!(["a", "b"]), None),
        (&many, json!([]), Some(NotChosen)),
        (&many, json!(["a", "c"]), Some(NotInList)),
        (&postcode, json!("100010"), None),
        (&postcode, json!("10001"), Some(NotAPostcode)),
        (&digits, json!("007"), None),
        (&digits, json!("７"), Some(NotANumber)),
        (&latin, json!("ZHANG SAN"), None),
        (&latin, json!("Müller"), None),
        (&latin, json!("张三"), Some(NotLatin)),
        (&latin, json!("ZHANG 3"), Some(NotLatin)),
        (&latin, json!("ZHANG·SAN"), Some(NotLatin)),
        (&code, json!("2022-110X"), None),
        (&code, json!("110"), Some(TooShort { min: 4 })),
        (&code, json!("证2022110"), Some(NotACode)),
        (&code, json!("2022 110"), Some(NotACode)),
        (&code, json!("２０２２"), Some(NotACode)),
        (&email, json!("a.b+c@mail.example.com"), None),
        (&email, json!("a@b"), Some(NotAnEmail)),
        (&email, json!("a@b..com"), Some(NotAnEmail)),
        (&email, json!("@b.com"), Some(NotAnEmail)),
        (&email, json!("a b@c.com"), Some(NotAnEmail)),
        (&email, json!("a@b@c.com"), Some(NotAnEmail)),
        (&email, json!("13900000001"), Some(NotAnEmail)),
        (&json!({ "type": "site" }), json!("110101"), None),
        (&json!({ "type": "site" }), json!("440101"), Some(NotInList)),
        (&json!({ "type": "specialty" }), json!("368"), None),
        (&json!({ "type": "specialty" }), json!("109"), Some(NotInList)),
        (&json!({ "type": "education" }), json!("7"), None),
        (&json!({ "type": "education" }), json!("8"), Some(NotInList)),
        // Locked parts come from the account: nothing that is sent for them counts.
        (&json!({ "type": "identity", "identity": "name" }), json!(""), None),
    ];
    for (field, answer, expected) in table {
        let mut field = (*field).clone();
        field["key"] = "f".into();
        let found = wrong(json!({ "fields": [field] }), json!({ "f": answer }))?;
        assert_eq!(found, expected.clone().map(one).unwrap_or_default(), "{field} {answer}");
    }
    Ok(())
}

#[test]
fn a_phone_is_checked_as_at_sign_up() -> Result<(), serde_json::Error> {
    let page = json!({ "fields": [{ "key": "f", "type": "phone" }] });
    assert_eq!(wrong(page.clone(), json!({ "f": "13900000001" }))?, []);
    assert_eq!(wrong(page, json!({ "f": "1390000000" }))?.len(), 1);
    Ok(())
}

#[test]
fn conditions_say_what_is_shown_and_what_is_required() -> Result<(), serde_json::Error> {
    let by = |condition: Value| {
        json!({ "fields": [
            { "key": "x", "type": "text", "required": false },
            { "key": "y", "type": "text", "required": false },
            { "key": "f", "type": "text", "visible_when": condition.clone(), "required_when": condition },
        ] })
    };
    let equals = json!({ "field": "x", "equals": "1" });
    let not = json!({ "field": "x", "not": "none" });
    let any_of = json!({ "field": "x", "any_of": ["其它", "其他"] });
    let contains = json!({ "field": "x", "contains": ["儿", "PICU"] });
    let lacks = json!({ "field": "x", "lacks": ["护理", "药学"] });
    let all = json!({ "all": [{ "field": "x", "equals": "1" }, { "field": "y", "equals": "2" }] });
    let any = json!({ "any": [{ "field": "x", "equals": "1" }, { "field": "y", "equals": "2" }] });
    for (condition, x, y, required) in [
        (&equals, "1", "", true),
        (&equals, "2", "", false),
        // Nothing chosen yet is not another choice.
        (&not, "", "", false),
        (&not, "none", "", false),
        (&not, "doctor", "", true),
        (&any_of, "其他", "", true),
        (&any_of, "医院", "", false),
        (&contains, "小儿外科", "", true),
        (&contains, "PICU病房", "", true),
        (&contains, "内科", "", false),
        (&contains, "", "", false),
        (&lacks, "临床医学", "", true),
        (&lacks, "中药学", "", false),
        (&lacks, "", "", false),
        (&all, "1", "", false),
        (&all, "1", "2", true),
        (&any, "", "2", true),
        (&any, "", "", false),
    ] {
        let found = wrong(by(condition.clone()), json!({ "x": x, "y": y }))?;
        assert_eq!(!found.is_empty(), required, "{condition} {x} {y}");
        // What is hidden is not judged either.
        let hidden = wrong(by(condition.clone()), json!({ "x": x, "y": y, "f": "a\u{7}" }))?;
        assert_eq!(!hidden.is_empty(), required, "{condition} {x} {y}");
    }
    Ok(())
}

#[test]
fn a_specialty_fits_its_category_and_level() -> Result<(), serde_json::Error> {
    for (category, level, fits) in
        [("nursing", "intermediate", true), ("medicine", "intermediate", false), ("nursing", "low", false)]
    {
        let page = json!({ "fields": [
            { "key": "c", "type": "text" },
            { "key": "l", "type": "text" },
            { "key": "f", "type": "specialty", "category_field": "c", "level_field": "l" },
        ] });
        let found = wrong(page, json!({ "c": category, "l": level, "f": "368" }))?;
        assert_eq!(found, if fits { Vec::new() } else { one(Refusal::NotInList) }, "{category} {level}");
    }
    Ok(())
}

#[test]
fn years_cannot_be_more_than_have_passed() -> Result<(), serde_json::Error> {
    let page = json!({ "fields": [
        { "key": "since", "type": "month", "required": false },
        { "key": "f", "type": "number", "years_since": "since" },
    ] });
    let too_many = |since: &str, years| {
        one(Refusal::MoreYearsThanPassed { since: since.into(), until: "2023-12-31".into(), years })
    };
    for (since, years, expected) in [
        ("2017-08", "6", Vec::new()),
        ("2017-08", "2", Vec::new()),
        ("2017-08", "7", too_many("2017-08", 6)),
        ("2023-11", "1", too_many("2023-11", 0)),
        // Without a month there is nothing to count from.
        ("", "30", Vec::new()),
    ] {
        assert_eq!(wrong(page.clone(), json!({ "since": since, "f": years }))?, expected, "{since} {years}");
    }
    Ok(())
}

/// Nobody graduates before they are grown, and nobody is licensed before they are qualified.
#[test]
fn a_month_does_not_come_before_what_it_follows() -> Result<(), serde_json::Error> {
    let page = |years: u32, future: bool| {
        json!({ "fields": [
            { "key": "other", "type": "text", "required": false },
            { "key": "f", "type": "month", "future": future, "not_before": { "field": "other", "years": years } },
        ] })
    };
    let early = |earliest: &str| Refusal::TooEarly { earliest: earliest.into() };
    for (years, other, month, expected) in [
        (15, "1996-03-12", "2011-03", None),
        (15, "1996-03-12", "2011-02", Some(early("2011-03"))),
        (15, "1996-03-12", "1900-01", Some(early("2011-03"))),
        (0, "2022-03", "2022-03", None),
        (0, "2022-03", "2022-02", Some(early("2022-03"))),
        // Nothing to come after.
        (0, "", "1900-01", None),
        (0, "-", "1900-01", None),
        // What is wrong by itself is said first.
        (0, "2022-03", "2024-02", Some(Refusal::InTheFuture)),
        (0, "2022-03", "2022", Some(Refusal::NotAMonth)),
    ] {
        let found = wrong(page(years, false), json!({ "other": other, "f": month }))?;
        assert_eq!(found, expected.map(one).unwrap_or_default(), "{years} {other:?} {month}");
    }
    assert_eq!(wrong(page(0, true), json!({ "other": "2030-01", "f": "2029-12" }))?, one(early("2030-01")));
    Ok(())
}

fn group() -> Value {
    json!({ "groups": [{
        "key": "g", "min": 1, "max": 2, "choose_one": "chosen",
        "fields": [
            { "key": "kind", "type": "text" },
            { "key": "more", "type": "text", "required_when": { "field": "kind", "equals": "其它" } },
        ],
    }] })
}

#[test]
fn a_group_has_enough_entries_each_right_and_one_chosen() -> Result<(), serde_json::Error> {
    let entry = |kind: &str, more: &str, chosen: &str| json!({ "kind": kind, "more": more, "chosen": chosen });
    let of_group = |refusal| vec![Wrong::new("g", refusal)];
    for (entries, expected) in [
        (json!([]), of_group(Refusal::TooFew { min: 1 })),
        (json!([entry("医院", "", "yes")]), Vec::new()),
        (json!([entry("医院", "", "")]), of_group(Refusal::ChooseOne)),
        (json!([entry("a", "", "yes"), entry("b", "", "yes")]), of_group(Refusal::ChooseOne)),
        (json!([entry("a", "", "yes"), entry("b", "", "no")]), Vec::new()),
        (json!([entry("a", "", "yes"), entry("b", "", ""), entry("c", "", "")]), of_group(Refusal::TooMany { max: 2 })),
        (json!([entry("其它", "", "yes")]), vec![Wrong::new("g.0.more", Refusal::Missing)]),
        // The condition looks at its own entry.
        (json!([entry("医院", "", "yes"), entry("其它", "", "")]), vec![Wrong::new("g.1.more", Refusal::Missing)]),
    ] {
        assert_eq!(wrong(group(), json!({ "g": entries }))?, expected, "{entries}");
    }
    Ok(())
}

#[test]
fn what_a_page_cannot_hold_is_never_stored() -> Result<(), serde_json::Error> {
    let mut page = group();
    page["fields"] = json!([
        { "key": "line", "type": "text" },
        { "key": "ticks", "type": "many", "options": "subjects" },
        { "key": "name", "type": "identity", "identity": "name" },
    ]);
    let page = read(page)?;
    let long = "长".repeat(501);
    let many: Vec<Value> = (0..51).map(|_| json!({ "kind": "a" })).collect();
    for (key, answer, refusal) in [
        ("line", json!("a"), None),
        // Wrong, but kept: the candidate finds it again and mends it.
        ("line", json!("a\u{7}"), None),
        ("line", json!(long), Some(Refusal::TooLong { max: 500 })),
        ("line", json!(["a"]), Some(Refusal::UnknownField)),
        ("ticks", json!(["a"]), None),
        ("ticks", json!(vec!["a"; 51]), Some(Refusal::TooMany { max: 50 })),
        ("name", json!("李四"), Some(Refusal::UnknownField)),
        ("other", json!("a"), Some(Refusal::UnknownField)),
        ("g", json!([{ "kind": "a", "chosen": "yes" }]), None),
        ("g", json!([{ "other": "a" }]), Some(Refusal::UnknownField)),
        ("g", json!([{ "kind": long }]), Some(Refusal::TooLong { max: 500 })),
        ("g", json!(many), Some(Refusal::TooMany { max: 2 })),
        ("g", json!([]), None),
        ("g", json!("a"), Some(Refusal::UnknownField)),
    ] {
        let answer: Answer = serde_json::from_value(answer)?;
        let answers = Answers::from([(key.to_owned(), answer)]);
        let expected: Vec<Wrong> = refusal.map(|refusal| Wrong::new(key, refusal)).into_iter().collect();
        assert_eq!(check_storable(&page, &answers), expected, "{key}");
    }
    Ok(())
}
