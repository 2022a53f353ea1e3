//! The conditional rules of notice 003, steps 5 to 10, on the shipped folder: what is answered, what is refused of it,
//! and the place of the notice (step, section, item) that says so.

mod certificates;
mod education;
mod place;

use super::{Outcome, check, shipped};
use app::domain::{
    calendar::Moment,
    form::{Answer, Answers, IdentityPart, Warned, check_page, seen, warnings},
    programme::Programme,
    refusal::{Refusal, Wrong},
    registration::{Evidence, Places},
    unit::{Unit, UnitKind},
};
use serde_json::{Value, json};
use std::error::Error;

/// A place of the notice, what is answered otherwise than in [`good`], and what is refused of it.
type Row = (&'static str, Value, Vec<(&'static str, Refusal)>);

/// Answers of which nothing is refused: of a physician of 北京东城, born in March 1996, with a bachelor's degree, a
/// training, and the certificate of an assistant.
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
            "certificate_kind": "assistant", "certificate_number": "20221121011010119960312001X",
            "certificate_obtained": "2022-01", "licence_number": "210110101000123", "licence_registered": "2022-03",
            "certificate_chosen": "yes",
        }],
        "area": "11", "site": "110101", "extra": "none",
    })
}

fn unit(kind: UnitKind, code: &str, region: &str) -> Unit {
    Unit { code: code.into(), kind, name: code.into(), region: region.into(), region_name: String::new() }
}

/// What is refused on a page in January 2024, and what is warned of; `given` replaces answers, `educations.0.school` those
/// of an entry, `id_type` and `nationality` parts of the identity.
fn judged(programme: &Programme, page: &str, given: &Value) -> Result<(Vec<Wrong>, Vec<Warned>), Box<dyn Error>> {
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
    let born = (IdentityPart::BirthDate, "1996-03-12".to_owned());
    let identity = [(IdentityPart::IdType, id_type), (IdentityPart::Nationality, nationality), born];
    // Of the work units only the one that is named is known, as on the server.
    let named = answers.get("unit").map_or("", Answer::one);
    let work = [("CS110101001", "11/1101/110101"), ("CS130102001", "13/1301/130102")];
    let work = work.into_iter().filter(|(code, _)| *code == named);
    let work = work.map(|(code, region)| unit(UnitKind::Work, code, region));
    let schools = ["CSXX001", "999998"].map(|code| unit(UnitKind::School, code, ""));
    let units: Vec<Unit> = work.chain(schools).collect();
    let places = Places::of(programme, "");
    let evidence = Evidence { units: &units, identity: &identity, ..Evidence::default() };
    let facts = places.facts(programme, evidence, Moment::parse_beijing("2024-01-25T09:00").unwrap_or_default());
    let page = programme.page(page).ok_or("no such page")?;
    let seen = seen(&programme.pages, &answers, &identity);
    Ok((check_page(page, &seen, &facts), warnings(page, &seen, &facts)))
}

fn wrong(programme: &Programme, page: &str, given: &Value) -> Result<Vec<Wrong>, Box<dyn Error>> {
    judged(programme, page, given).map(|(wrong, _)| wrong)
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

fn early(earliest: &str) -> Refusal {
    Refusal::TooEarly { earliest: earliest.into() }
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
            ("六 二 11", json!({ "title": "junior" }), ok()),
            ("六 二 11", json!({ "title": "4" }), one("title", NotInList)),
            // 待聘 has no month; one that was typed before does not count. Nobody has to give one.
            ("六 二 12", json!({ "title": "9", "title_obtained": "2019-07" }), ok()),
            ("六 二 12", json!({ "title": "9", "title_obtained": "2099-07" }), ok()),
            ("六 二 12", json!({ "title": "3" }), ok()),
            ("六 二 12", json!({ "title": "junior", "title_obtained": "" }), ok()),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2019" }), one("title_obtained", NotAMonth)),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2011-02" }), one("title_obtained", early("2011-03"))),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2024-02" }), one("title_obtained", InTheFuture)),
            ("六 二 12", json!({ "title": "3", "title_obtained": "2024-01" }), ok()),
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
