//! Step 9 of notice 003: the certificates held, and who must give one.

use super::*;

#[test]
fn step_9_certificates() -> Outcome {
    use Refusal::{ChoiceNotAllowed, ChooseOne, InTheFuture, Missing, NotACode, TooFew, TooShort};
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
            // Of those who need none nothing is asked, whatever they typed before.
            ("九 一 说明", json!({ "specialty": "210", "held_certificates.0.certificate_number": "" }), ok()),
            ("九 一 说明", json!({ "specialty": "250P", "held_certificates.0.certificate_chosen": "" }), ok()),
            ("九 二 1", kind("110", "western_tcm"), one("held_certificates.0.certificate_kind", ChoiceNotAllowed)),
            ("九 二 1", kind("141", "western_tcm"), one("held_certificates.0.certificate_kind", ChoiceNotAllowed)),
            ("九 二 1", kind("142", "western_tcm"), ok()),
            ("九 二 1", kind("142", "assistant"), ok()),
            ("九 二 2", with("certificate_number", ""), one("held_certificates.0.certificate_number", Missing)),
            (
                "九 二 3",
                with("certificate_obtained", "2024-02"),
                vec![
                    ("held_certificates.0.certificate_obtained", InTheFuture),
                    ("held_certificates.0.licence_registered", early("2024-02")),
                ],
            ),
            (
                "九 二 2",
                with("certificate_number", "证书2022112101101"),
                one("held_certificates.0.certificate_number", NotACode),
            ),
            (
                "九 二 2",
                with("certificate_number", "202211"),
                one("held_certificates.0.certificate_number", TooShort { min: 9 }),
            ),
            (
                "九 二 3",
                with("certificate_obtained", "2010-01"),
                one("held_certificates.0.certificate_obtained", early("2011-03")),
            ),
            ("九 二 4", with("licence_number", ""), one("held_certificates.0.licence_number", Missing)),
            ("九 二 4", with("licence_number", "２１０１１０"), one("held_certificates.0.licence_number", NotACode)),
            ("九 二 4", with("licence_number", "110"), one("held_certificates.0.licence_number", TooShort { min: 15 })),
            ("九 二 5", with("licence_registered", "2022-01"), ok()),
            (
                "九 二 5",
                with("licence_registered", "2021-12"),
                one("held_certificates.0.licence_registered", early("2022-01")),
            ),
            ("九 二 5", with("licence_registered", ""), one("held_certificates.0.licence_registered", Missing)),
            ("九 三 3", with("certificate_chosen", ""), one("held_certificates", ChooseOne)),
        ],
    )
}
