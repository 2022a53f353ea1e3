//! What officers write: reasons are cleaned, bounded, and never left out.

use super::*;

fn said(reasons: &[&str]) -> Vec<String> {
    reasons.iter().map(|reason| (*reason).to_owned()).collect()
}

#[test]
fn reasons_are_cleaned_and_bounded() {
    let programme = programme();
    let facts = facts(&programme, OPEN, None);
    let longest = "院".repeat(500);
    let longer = format!("{longest}院");
    for (typed, kept) in [
        (said(&[" 不清晰 ", "", " "]), Ok(said(&["不清晰"]))),
        (said(&["不清晰", "缺\r\n盖章\u{0}"]), Ok(said(&["不清晰", "缺\n盖章"]))),
        (said(&[&longest]), Ok(said(&[&longest]))),
        (said(&["a"; 20]), Ok(said(&["a"; 20]))),
        (said(&[]), Err(Refusal::ReasonMissing)),
        (said(&[" ", "\u{7}"]), Err(Refusal::ReasonMissing)),
        (said(&["不清晰", &longer]), Err(Refusal::TooLong { max: 500 })),
        (said(&["a"; 21]), Err(Refusal::TooMany { max: 20 })),
    ] {
        let refuse = Command::RefuseOnline { reasons: typed.clone() };
        let refused = decide(&registration("online", State::Submitted), &refuse, &facts);
        assert_eq!(refused, kept.clone().map(|reasons| vec![Event::ConfirmationRefused { reasons }]), "{typed:?}");
        for (state, level) in [(State::Confirmed, ReviewLevel::Site), (State::SitePassed, ReviewLevel::Area)] {
            let refuse = Command::RefuseReview { reasons: typed.clone() };
            let refused = decide(&registration("onsite", state), &refuse, &facts);
            let expected = kept.clone().map(|reasons| vec![Event::ReviewRefused { level, reasons }]);
            assert_eq!(refused, expected, "{state:?} {typed:?}");
        }
    }
}

#[test]
fn a_reopening_has_one_reason_of_the_same_kind() {
    let programme = programme();
    let confirmed = registration("onsite", State::Confirmed);
    for (typed, kept) in [
        (" 补正\u{0} ".to_owned(), Ok("补正".to_owned())),
        ("院".repeat(500), Ok("院".repeat(500))),
        ("院".repeat(501), Err(Refusal::TooLong { max: 500 })),
        ("\u{7}\r\n".to_owned(), Err(Refusal::ReasonMissing)),
    ] {
        let reopen = Command::Reopen { reason: typed.clone() };
        let reopened = decide(&confirmed, &reopen, &facts(&programme, OPEN, None));
        assert_eq!(reopened, kept.map(|reason| vec![Event::Reopened { reason }]), "{typed:?}");
    }
}
