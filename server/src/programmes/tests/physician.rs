//! The conditional rules of notice 003, steps 5 to 10, on the shipped folder: what is answered, what is refused of it,
//! and the place of the notice (step, section, item) that says so.

use super::{Outcome, check, shipped};
use app::domain::{
    calendar::Moment,
    form::{Answers, IdentityPart, check_page, seen},
    programme::Programme,
    refusal::{Refusal, Wrong},
    registration::{Evidence, Places},
    unit::{Unit, UnitKind},
};
use serde_json::{Value, json};
use std::error::Error;

/// A place of the notice, what is answered otherwise than in [`good`], and what is refused of it.
type Row = (&'static str, Value, Vec<(&'static str, Refusal)>);

/// Answers of which nothing is refused: of a physician of 北京东城 with a bachelor's degree, a training, and the
/// certificate of an assistant.
fn good() -> Value {
    json!({
        "specialty": "110",
        "pinyin": "CHEN JING", "ethnicity": "01", "identity_kind": "none", "mobile": "13800000004",
        "email": "chen@example.com", "address": "北京市东城区演示路4号", "postcode": "100010",
        "work_region": "11/1101/110101", "unit": "CS110101001", "org_kind": "A/A100", "affiliation": "50",
        "department": "内科", "on_post": "employed", "practice_state": "full_time", "practice_years": "2",
        "post": "230", "title": "9",
        "educations": [{
            "edu_place": "mainland", "edu_kind": "higher", "school": "CSXX001", "graduated": "2021-07",
            "study_form": "full_time", "edu_level": "21", "degree": "4", "major": "临床医学",
            "years_of_study": "5", "certificate": "100251202105000123", "chosen": "yes",
        }],
        "trainings": [{
            "training_specialty": "全科", "training_from": "2022-09", "training_result": "passed",
            "training_practice": "内科", "training_unit": "东城医院", "training_base": "西城医院",
            "training_base_grade": "31",
        }],
        "held_certificates": [{
            "certificate_kind": "assistant", "certificate_number": "2022110", "certificate_obtained": "2022-01",
            "licence_number": "110", "licence_registered": "2022-03", "certificate_chosen": "yes",
        }],
        "area": "11", "site": "110101", "extra": "none",
    })
}

fn unit(kind: UnitKind, code: &str, region: &str) -> Unit {
    Unit { code: code.into(), kind, name: code.into(), region: region.into(), region_name: String::new() }
}

/// What is refused on a page in January 2024; `given` replaces answers, `educations.0.school` those of an entry,
/// `id_type` and `nationality` parts of the identity.
fn wrong(programme: &Programme, page: &str, given: &Value) -> Result<Vec<Wrong>, Box<dyn Error>> {
    let (mut answers, mut id_type, mut nationality) = (good(), "resident-card".to_owned(), "中国".to_owned());
    for (key, value) in given.as_object().into_iter().flatten() {
        let text = value.as_str().unwrap_or_default().to_owned();
        match *key.split('.').collect::<Vec<_>>() {
            [group, index, field] => answers[group][index.parse::<usize>()?][field] = value.clone(),
            ["id_type"] => id_type = text,
            ["nationality"] => nationality = text,
            _ => answers[key.as_str()] = value.clone(),
        }
    }
    let specialty = answers["specialty"].as_str().and_then(|code| programme.specialty(code)).ok_or("no specialty")?;
    let (level, category) = (specialty.level.clone(), specialty.category.clone());
    answers["level"] = level.into();
    answers["category"] = category.into();
    let answers: Answers = serde_json::from_value(answers)?;
    let identity = [(IdentityPart::IdType, id_type), (IdentityPart::Nationality, nationality)];
    let units = [
        unit(UnitKind::Work, "CS110101001", "11/1101/110101"),
        unit(UnitKind::School, "CSXX001", ""),
        unit(UnitKind::School, "999998", ""),
    ];
    let places = Places::of(programme, "");
    let evidence = Evidence { units: &units, identity: &identity, ..Evidence::default() };
    let facts = places.facts(programme, evidence, Moment::parse_beijing("2024-01-25T09:00").unwrap_or_default());
    let page = programme.page(page).ok_or("no such page")?;
    Ok(check_page(page, &seen(&programme.pages, &answers, &identity), &facts))
}

fn each(page: &str, rows: Vec<Row>) -> Outcome {
    let programme = check(&shipped("physician-2024")).map_err(|problems| format!("{problems:?}"))?;
    assert_eq!(wrong(&programme, page, &json!({}))?, [], "{page}");
    for (place, given, refused) in rows {
        let expected: Vec<Wrong> = refused.into_iter().map(|(field, refusal)| Wrong::new(field, refusal)).collect();
        assert_eq!(wrong(&programme, page, &given)?, expected, "{place}: {given}");
    }
    Ok(())
}

fn ok() -> Vec<(&'static str, Refusal)> {
    Vec::new()
}

fn one(field: &'static str, refusal: Refusal) -> Vec<(&'static str, Refusal)> {
    vec![(field, refusal)]
}

#[test]
fn step_5_basic_information() -> Outcome {
    use Refusal::{Missing, NotAPhone, NotAPostcode, NotAnEmail, NotChosen, NotInList, NotLatin, TooShort};
    each(
        "basic",
        vec![
            ("五 二 3", json!({ "pinyin": "" }), one("pinyin", Missing)),
            ("五 二 3", json!({ "pinyin": "陈静" }), one("pinyin", NotLatin)),
            ("五 二 3", json!({ "pinyin": "Chen Jing" }), ok()),
            ("五 二 6", json!({ "ethnicity": "" }), one("ethnicity", NotChosen)),
            ("五 二 6", json!({ "ethnicity": "57" }), one("ethnicity", NotInList)),
            ("五 二 7", json!({ "identity_kind": "" }), one("identity_kind", NotChosen)),
            ("五 二 7", json!({ "identity_kind": "none" }), ok()),
            ("五 一 5", json!({ "identity_kind": "active" }), ok()),
            ("五 一 5", json!({ "identity_kind": "employed" }), ok()),
            ("五 二 7", json!({ "identity_kind": "retired" }), one("identity_kind", NotInList)),
            // Hidden from holders of a Chinese card, whatever they typed before.
            ("五 二 8", json!({ "travel_permit": "1" }), ok()),
            ("五 二 8", json!({ "id_type": "military" }), ok()),
            ("五 二 8", json!({ "id_type": "passport" }), ok()),
            ("五 二 8", json!({ "id_type": "hong-kong-macao-pass" }), one("travel_permit", Missing)),
            ("五 二 8", json!({ "id_type": "residence-permit" }), one("travel_permit", Missing)),
            ("五 二 8", json!({ "id_type": "taiwan-pass", "travel_permit": "12345678" }), ok()),
            (
                "五 二 8",
                json!({ "id_type": "taiwan-pass", "travel_permit": "-" }),
                one("travel_permit", TooShort { min: 6 }),
            ),
            ("五 二 8", json!({ "id_type": "passport", "nationality": "日本" }), one("travel_permit", Missing)),
            ("五 二 8", json!({ "id_type": "passport", "nationality": "日本", "travel_permit": "-" }), ok()),
            ("五 二 9", json!({ "mobile": "" }), one("mobile", Missing)),
            ("五 二 9", json!({ "mobile": "1380000" }), one("mobile", NotAPhone)),
            ("五 二 9", json!({ "email": "" }), ok()),
            ("五 二 9", json!({ "email": "chen" }), one("email", NotAnEmail)),
            ("五 二 9", json!({ "address": "" }), one("address", Missing)),
            ("五 二 9", json!({ "address": "北京" }), one("address", TooShort { min: 4 })),
            ("五 二 9", json!({ "postcode": "" }), ok()),
            ("五 二 9", json!({ "postcode": "1000" }), one("postcode", NotAPostcode)),
        ],
    )
}

#[test]
fn step_6_work() -> Outcome {
    use Refusal::{
        CascadeUnfinished, InTheFuture, Missing, NotAMonth, NotANumber, NotChosen, NotInList, OutOfRange,
        UnitElsewhere, UnitUnknown,
    };
    each(
        "work",
        vec![
            ("六 二 1", json!({ "unit": "" }), one("unit", NotChosen)),
            ("六 二 1", json!({ "unit": "CS0" }), one("unit", UnitUnknown)),
            ("六 二 1", json!({ "unit": "CSXX001" }), one("unit", UnitUnknown)),
            ("六 二 2", json!({ "work_region": "31/3101/310101" }), one("unit", UnitElsewhere)),
            ("六 二 4", json!({ "work_region": "11/1101" }), one("work_region", CascadeUnfinished)),
            ("六 二 5", json!({ "org_kind": "" }), one("org_kind", NotChosen)),
            ("六 二 5", json!({ "org_kind": "A" }), one("org_kind", CascadeUnfinished)),
            ("六 二 5", json!({ "org_kind": "A/A999" }), one("org_kind", NotInList)),
            ("六 二 6", json!({ "affiliation": "" }), one("affiliation", NotChosen)),
            ("六 二 6", json!({ "affiliation": "20" }), ok()),
            ("六 二 6", json!({ "affiliation": "military" }), ok()),
            ("六 二 6", json!({ "affiliation": "30" }), one("affiliation", NotInList)),
            ("六 二 7", json!({ "department": "" }), one("department", Missing)),
            ("六 二 8", json!({ "on_post": "" }), one("on_post", NotChosen)),
            ("六 二 8", json!({ "on_post": "postgraduate" }), ok()),
            ("六 二 8", json!({ "on_post": "probation" }), ok()),
            ("六 二 8", json!({ "on_post": "retired" }), one("on_post", NotInList)),
            ("六 二 9", json!({ "practice_state": "" }), one("practice_state", NotChosen)),
            ("六 二 10", json!({ "practice_years": "" }), one("practice_years", Missing)),
            ("六 二 10", json!({ "practice_years": "两" }), one("practice_years", NotANumber)),
            ("六 二 10", json!({ "practice_years": "61" }), one("practice_years", OutOfRange { min: 0, max: 60 })),
            ("六 二 10", json!({ "practice_years": "0" }), ok()),
            ("六 二 职务", json!({ "post": "" }), one("post", NotChosen)),
            ("六 二 11", json!({ "title": "" }), one("title", NotChosen)),
            // 待聘 has no month; one that was typed before does not count.
            ("六 二 12", json!({ "title": "9", "title_obtained": "2019-07" }), ok()),
            ("六 二 12", json!({ "title": "9", "title_obtained": "2099-07" }), ok()),
            ("六 二 12", json!({ "title": "3" }), one("title_obtained", Missing)),
            ("六 二 12", json!({ "title": "3", "title_obtained": "" }), one("title_obtained", Missing)),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2019" }), one("title_obtained", NotAMonth)),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2024-02" }), one("title_obtained", InTheFuture)),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2024-01" }), ok()),
        ],
    )
}

#[test]
fn step_7_education() -> Outcome {
    use Refusal::{
        ChoiceNotAllowed, ChooseOne, InTheFuture, Missing, NotAMonth, NotANumber, NotChosen, NotInList, TooFew,
        TooLong, UnitUnknown,
    };
    let first = |changes: Value| {
        let named = changes.as_object().cloned().unwrap_or_default().into_iter();
        named.map(|(key, value)| (format!("educations.0.{key}"), value)).collect::<Value>()
    };
    let studying = |changes: Value| {
        let mut changes = first(changes);
        changes["on_post"] = "postgraduate".into();
        changes
    };
    let entry = |chosen: &str| {
        let mut entry = good()["educations"][0].clone();
        entry["chosen"] = chosen.into();
        entry
    };
    // 师承和确有专长: hidden fields are empty.
    let apprentice = |school: &str, graduated: &str, certificate: &str, level: &str| {
        first(json!({
            "edu_kind": "apprentice", "school": school, "graduated": graduated, "certificate": certificate,
            "edu_level": level, "degree": "0", "study_form": "", "major": "", "years_of_study": "",
        }))
    };
    let secondary =
        |level: &str, degree: &str| first(json!({ "edu_kind": "secondary", "edu_level": level, "degree": degree }));
    each(
        "education",
        vec![
            ("七 一 1", json!({ "educations": [] }), one("educations", TooFew { min: 1 })),
            ("七 一 1", json!({ "educations": [entry("")] }), one("educations", ChooseOne)),
            ("七 一 1", json!({ "educations": [entry("yes"), entry("yes")] }), one("educations", ChooseOne)),
            ("七 一 1", json!({ "educations": [entry(""), entry("yes")] }), ok()),
            ("七 二 1", first(json!({ "edu_place": "" })), one("educations.0.edu_place", NotChosen)),
            ("七 二 1", first(json!({ "edu_place": "abroad" })), ok()),
            ("七 二 1", first(json!({ "edu_place": "moon" })), one("educations.0.edu_place", NotInList)),
            ("七 二 2", first(json!({ "school": "" })), one("educations.0.school", NotChosen)),
            ("七 二 2", first(json!({ "school": "S0" })), one("educations.0.school", UnitUnknown)),
            ("七 二 2", first(json!({ "school": "-" })), one("educations.0.school", UnitUnknown)),
            ("七 一 2", apprentice("999998", "-", "-", "90"), ok()),
            ("七 一 2", apprentice("-", "-", "-", "90"), ok()),
            ("七 一 2", apprentice("-", "2020-07", "123", "21"), ok()),
            ("七 二 3", first(json!({ "graduated": "" })), one("educations.0.graduated", Missing)),
            ("七 二 3", first(json!({ "graduated": "2024-02" })), one("educations.0.graduated", InTheFuture)),
            ("七 二 3", first(json!({ "graduated": "-" })), one("educations.0.graduated", NotAMonth)),
            // 研究生在读 who register with another degree have its certificate.
            ("六 一 2", studying(json!({ "edu_level": "14", "graduated": "-", "certificate": "-" })), ok()),
            ("六 一 2", studying(json!({ "edu_level": "11", "graduated": "-", "certificate": "-" })), ok()),
            ("六 一 2", studying(json!({ "graduated": "-" })), one("educations.0.graduated", NotAMonth)),
            ("六 一 2", studying(json!({ "certificate": "-" })), one("educations.0.certificate", NotANumber)),
            (
                "六 一 2",
                studying(json!({ "edu_level": "17", "graduated": "-" })),
                one("educations.0.graduated", NotAMonth),
            ),
            (
                "六 一 2",
                first(json!({ "edu_level": "14", "graduated": "-" })),
                one("educations.0.graduated", NotAMonth),
            ),
            ("七 二 4", first(json!({ "edu_kind": "" })), one("educations.0.edu_kind", NotChosen)),
            ("七 二 4", first(json!({ "edu_level": "31" })), ok()),
            ("七 二 4", first(json!({ "edu_level": "41" })), one("educations.0.edu_level", ChoiceNotAllowed)),
            ("七 二 4", first(json!({ "edu_level": "90" })), one("educations.0.edu_level", ChoiceNotAllowed)),
            ("七 二 4", secondary("41", "0"), ok()),
            ("七 二 4", secondary("21", "0"), one("educations.0.edu_level", ChoiceNotAllowed)),
            ("七 二 4", secondary("31", "0"), one("educations.0.edu_level", ChoiceNotAllowed)),
            ("七 二 5", first(json!({ "study_form": "" })), one("educations.0.study_form", NotChosen)),
            ("七 二 6", first(json!({ "edu_level": "" })), one("educations.0.edu_level", NotChosen)),
            ("七 二 7", first(json!({ "degree": "" })), one("educations.0.degree", NotChosen)),
            ("七 二 7", secondary("41", "4"), one("educations.0.degree", ChoiceNotAllowed)),
            ("七 二 8", first(json!({ "major": "" })), one("educations.0.major", Missing)),
            ("七 二 9", first(json!({ "years_of_study": "" })), one("educations.0.years_of_study", NotChosen)),
            ("七 二 9", first(json!({ "years_of_study": "2.7" })), one("educations.0.years_of_study", NotInList)),
            ("七 二 10", first(json!({ "certificate": "" })), one("educations.0.certificate", Missing)),
            ("七 二 10", first(json!({ "certificate": "证1" })), one("educations.0.certificate", NotANumber)),
            ("七 二 10", first(json!({ "certificate": "-" })), one("educations.0.certificate", NotANumber)),
            (
                "七 二 10",
                first(json!({ "certificate": "1".repeat(19) })),
                one("educations.0.certificate", TooLong { max: 18 }),
            ),
        ],
    )
}

#[test]
fn step_8_training() -> Outcome {
    use Refusal::{InTheFuture, Missing, NotAMonth, NotChosen, NotInList};
    let with = |field: &str, value: &str| json!({ (format!("trainings.0.{field}")): value });
    each(
        "training",
        vec![
            ("八 一", json!({ "trainings": [] }), ok()),
            ("八 二 1", with("training_specialty", ""), one("trainings.0.training_specialty", Missing)),
            ("八 二 2", with("training_from", "2024-02"), one("trainings.0.training_from", InTheFuture)),
            ("八 二 2", with("training_from", "去年"), one("trainings.0.training_from", NotAMonth)),
            ("八 二 3", with("training_result", ""), one("trainings.0.training_result", NotChosen)),
            ("八 二 3", with("training_result", "failed"), one("trainings.0.training_result", NotInList)),
            ("八 二 4", with("training_practice", ""), one("trainings.0.training_practice", Missing)),
            ("八 二 5", with("training_unit", ""), one("trainings.0.training_unit", Missing)),
            ("八 二 6", with("training_base", ""), one("trainings.0.training_base", Missing)),
            ("八 二 7", with("training_base_grade", "40"), one("trainings.0.training_base_grade", NotInList)),
        ],
    )
}

#[test]
fn step_9_certificates() -> Outcome {
    use Refusal::{ChoiceNotAllowed, ChooseOne, InTheFuture, Missing, TooFew};
    let none = |specialty: &str, kind: &str, level: &str| {
        json!({
            "specialty": specialty, "held_certificates": [],
            "educations.0.edu_kind": kind, "educations.0.edu_level": level,
        })
    };
    let kind =
        |specialty: &str, kind: &str| json!({ "specialty": specialty, "held_certificates.0.certificate_kind": kind });
    let with = |field: &str, value: &str| json!({ (format!("held_certificates.0.{field}")): value });
    let needed = || one("held_certificates", TooFew { min: 1 });
    each(
        "certificates",
        vec![
            ("九 三 4", none("110", "higher", "21"), ok()),
            ("九 一 1", none("110", "higher", "31"), needed()),
            ("九 一 1", none("120", "secondary", "41"), needed()),
            ("九 一 1", none("142", "higher", "31"), needed()),
            ("九 一 1", json!({ "educations.0.edu_level": "31" }), ok()),
            ("九 一 说明", none("210", "higher", "31"), ok()),
            ("九 一 说明", none("250P", "secondary", "41"), ok()),
            ("九 一 说明", none("341", "apprentice", "90"), ok()),
            ("九 二 1", kind("110", "western_tcm"), one("held_certificates.0.certificate_kind", ChoiceNotAllowed)),
            ("九 二 1", kind("141", "western_tcm"), one("held_certificates.0.certificate_kind", ChoiceNotAllowed)),
            ("九 二 1", kind("142", "western_tcm"), ok()),
            ("九 二 1", kind("142", "assistant"), ok()),
            ("九 二 2", with("certificate_number", ""), one("held_certificates.0.certificate_number", Missing)),
            (
                "九 二 3",
                with("certificate_obtained", "2024-02"),
                one("held_certificates.0.certificate_obtained", InTheFuture),
            ),
            ("九 二 4", with("licence_number", ""), one("held_certificates.0.licence_number", Missing)),
            ("九 二 5", with("licence_registered", ""), one("held_certificates.0.licence_registered", Missing)),
            ("九 三 3", with("certificate_chosen", ""), one("held_certificates", ChooseOne)),
        ],
    )
}

#[test]
fn step_10_area_site_and_additional_test() -> Outcome {
    use Refusal::{ChoiceNotAllowed, NotChosen, NotInList};
    let extra = |specialty: &str, kind: &str, extra: &str| json!({ "specialty": specialty, "identity_kind": kind, "extra": extra });
    let refused = || one("extra", ChoiceNotAllowed);
    each(
        "submit_to",
        vec![
            ("十 二 1", json!({ "area": "" }), vec![("area", NotChosen), ("site", NotInList)]),
            ("十 二 2", json!({ "site": "" }), one("site", NotChosen)),
            ("十 二 2", json!({ "site": "310101" }), one("site", NotInList)),
            ("十 一 4", json!({ "area": "13", "site": "1300" }), ok()),
            ("十 二 3", json!({ "extra": "" }), one("extra", NotChosen)),
            ("十 二 3", json!({ "extra": "surgery" }), one("extra", NotInList)),
            ("十 一 3", extra("110", "none", "pediatrics"), ok()),
            ("十 一 3", extra("110", "none", "emergency"), ok()),
            ("十 一 3", extra("210", "none", "pediatrics"), refused()),
            ("十 一 3", extra("120", "none", "emergency"), refused()),
            ("十 一 3", extra("130", "none", "pediatrics"), refused()),
            ("十 一 3", extra("130", "none", "none"), ok()),
            // 军事医学 (domain.md §5c): active members must, civilian staff may.
            ("十 二 3", extra("110", "active", "none"), refused()),
            ("十 二 3", extra("110", "active", "pediatrics"), refused()),
            ("十 二 3", extra("110", "active", "military"), ok()),
            ("十 二 3", extra("220", "active", "military"), ok()),
            ("十 二 3", extra("110", "civilian", "military"), ok()),
            ("十 二 3", extra("110", "civilian", "none"), ok()),
            ("十 二 3", extra("110", "civilian", "emergency"), ok()),
            ("十 二 3", extra("110", "employed", "military"), refused()),
            ("十 二 3", extra("110", "none", "military"), refused()),
        ],
    )
}
