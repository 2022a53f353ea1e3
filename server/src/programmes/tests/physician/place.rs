//! Step 10 of notice 003: area, site and additional test; what is refused, and what is only warned of.

use super::*;
use app::domain::form::Warning;

/// Where somebody works, as what, and the additional test that they choose.
fn at(department: &str, org_kind: &str, post: &str, extra: &str) -> Value {
    json!({ "department": department, "org_kind": org_kind, "post": post, "extra": extra })
}

#[test]
fn step_10_area_site_and_additional_test() -> Outcome {
    use Refusal::{ChoiceNotAllowed, NotChosen, NotInList};
    let extra = |specialty: &str, kind: &str, extra: &str| {
        let department = if extra == "emergency" { "院前急救" } else { "儿科" };
        json!({ "specialty": specialty, "identity_kind": kind, "extra": extra, "department": department })
    };
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
            // Only who practises there: by the department, or the kind of institution, and as a physician.
            ("十 一 3", at("内科", "A/A100", "230", "pediatrics"), refused()),
            ("十 一 3", at("小儿外科", "A/A100", "230", "pediatrics"), ok()),
            ("十 一 3", at("新生儿科", "A/A100", "230", "emergency"), refused()),
            ("十 一 3", at("内科", "A/A519", "230", "pediatrics"), ok()),
            ("十 一 3", at("儿科", "A/A100", "250", "pediatrics"), refused()),
            ("十 一 3", at("急诊科（院前急救）", "A/A100", "230", "emergency"), ok()),
            ("十 一 3", at("内科", "A/A100", "230", "emergency"), refused()),
            ("十 一 3", at("调度科", "E/E100", "230", "emergency"), ok()),
            ("十 一 3", at("内科", "A/A100", "230", "none"), ok()),
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

/// Notice 003, 第十步 一 3 and 二 1, 2: what is said beside the choice and before submitting, and holds nobody back.
#[test]
fn step_10_warns_of_another_place_than_the_units_and_of_what_an_additional_test_means() -> Outcome {
    let programme = check(&shipped("physician-2024")).map_err(|problems| format!("{problems:?}"))?;
    let hebei = |affiliation: &str, area: &str, site: &str| {
        json!({
            "work_region": "13/1301/130102", "unit": "CS130102001", "affiliation": affiliation, "area": area,
            "site": site,
        })
    };
    for (given, expected) in [
        (json!({}), vec![]),
        (json!({ "area": "13", "site": "1301" }), vec![("area", Some("北京")), ("site", Some("东城考点"))]),
        (json!({ "site": "110102" }), vec![("site", Some("东城考点"))]),
        (hebei("40", "13", "1301"), vec![]),
        (hebei("40", "13", "1302"), vec![("site", Some("石家庄考点"))]),
        (hebei("40", "13", "1300"), vec![("site", Some("石家庄考点"))]),
        (hebei("20", "13", "1301"), vec![("site", Some("河北省直考点"))]),
        (hebei("20", "13", "1300"), vec![]),
        // 兵团 lies in 新疆 and is an area of its own.
        (hebei("40", "66", "6601"), vec![]),
        (json!({ "department": "儿科", "extra": "pediatrics" }), vec![("extra", None)]),
        (json!({ "department": "院前急救", "extra": "emergency" }), vec![("extra", None)]),
        (json!({ "identity_kind": "active", "extra": "military" }), vec![]),
    ] {
        let (wrong, warned) = judged(&programme, "submit_to", &given)?;
        assert_eq!(wrong, [], "{given}");
        let said = warned.iter().map(|warned| match &warned.warning {
            Warning::Said { proposed, .. } => (warned.field.as_str(), proposed.as_ref().map(|name| name.zh.as_str())),
            Warning::BeforeExam { .. } => ("a date", None),
        });
        assert_eq!(said.collect::<Vec<_>>(), expected, "{given}");
    }
    Ok(())
}
