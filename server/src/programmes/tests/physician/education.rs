//! Step 7 of notice 003: the education, and who may give which.

use super::*;

#[test]
fn step_7_education() -> Outcome {
    use Refusal::{
        ChoiceNotAllowed, ChooseOne, InTheFuture, Missing, NotAMonth, NotANumber, NotChosen, NotInList, TooFew,
        TooLong, TooShort, UnitUnknown,
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
    let apprentice = |school: &str, graduated: &str, certificate: &str, level: &str, degree: &str| {
        let mut changes = first(json!({
            "edu_kind": "apprentice", "school": school, "graduated": graduated, "certificate": certificate,
            "edu_level": level, "degree": degree, "study_form": "", "major": "", "years_of_study": "",
        }));
        changes["specialty"] = "341".into();
        changes
    };
    let kind = |specialty: &str, kind: &str, level: &str| {
        json!({
            "specialty": specialty, "educations.0.edu_kind": kind, "educations.0.edu_level": level,
            "educations.0.degree": "0",
        })
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
            ("七 一 2", apprentice("999998", "-", "-", "90", "0"), ok()),
            ("七 一 2", apprentice("-", "-", "-", "", ""), ok()),
            ("七 一 2", apprentice("-", "2020-07", "123456", "21", "4"), ok()),
            // Their own examinations, and no others (domain.md §5a).
            ("七 一 2", kind("110", "apprentice", "90"), one("educations.0.edu_kind", ChoiceNotAllowed)),
            ("七 一 2", kind("141", "apprentice", "90"), one("educations.0.edu_kind", ChoiceNotAllowed)),
            ("七 一 2", kind("241", "apprentice", "90"), one("educations.0.edu_kind", ChoiceNotAllowed)),
            ("七 一 2", kind("445", "apprentice", "90"), ok()),
            ("七 一 2", kind("341", "higher", "21"), one("educations.0.edu_kind", ChoiceNotAllowed)),
            ("七 一 2", kind("441", "secondary", "41"), one("educations.0.edu_kind", ChoiceNotAllowed)),
            ("七 二 3", first(json!({ "graduated": "" })), one("educations.0.graduated", Missing)),
            ("七 二 3", first(json!({ "graduated": "2024-02" })), one("educations.0.graduated", InTheFuture)),
            ("七 二 3", first(json!({ "graduated": "-" })), one("educations.0.graduated", NotAMonth)),
            ("七 二 3", first(json!({ "graduated": "1900-01" })), one("educations.0.graduated", early("2011-03"))),
            ("七 二 3", first(json!({ "graduated": "2011-02" })), one("educations.0.graduated", early("2011-03"))),
            ("七 二 3", first(json!({ "graduated": "2011-03" })), ok()),
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
            ("七 二 10", first(json!({ "certificate": "12" })), one("educations.0.certificate", TooShort { min: 6 })),
            (
                "七 二 10",
                first(json!({ "certificate": "1".repeat(19) })),
                one("educations.0.certificate", TooLong { max: 18 }),
            ),
        ],
    )
}
