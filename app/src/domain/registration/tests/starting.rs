//! Tables of what a start refuses, and what it keeps.

use super::*;

#[test]
fn a_start_names_the_first_rule_that_is_not_met() {
    let programme = programme();
    let accepted = ["promise".to_owned()];
    let good = Start {
        now: OPEN,
        programme: &programme,
        area: "onsite",
        specialty: "",
        accepted: &accepted,
        wechat_bound: true,
        photo: Some("photo"),
        profile_complete: true,
        bans: &[],
        live: None,
    };
    let more = ["promise".to_owned(), "x".repeat(9_000)];
    let started = start(&Start { accepted: &more, ..good.clone() });
    let kept = started.map(|event| if let Event::Started { accepted, .. } = event { accepted } else { Vec::new() });
    assert_eq!(kept, Ok(accepted.to_vec()), "what else was sent is not kept");
    let ban = |reason, from, until| Ban {
        id: 1,
        reason,
        note: String::new(),
        from,
        until,
        set_by: 9,
        set_at: Moment(0),
        lifted: None,
    };
    let ended = ban(BanReason::Violation, Moment(0), Some(OPEN));
    let to_come = ban(BanReason::Violation, OPEN.plus(1), None);
    let lifted = Ban { lifted: Some((9, Moment(1))), ..ban(BanReason::Violation, Moment(0), None) };
    assert!(start(&Start { bans: &[ended.clone(), to_come, lifted], ..good.clone() }).is_ok());
    let banned = [ban(BanReason::Banned, OPEN, Some(LATE)), ended];
    let for_life = [ban(BanReason::Banned, OPEN, Some(LATE)), ban(BanReason::Violation, OPEN, None)];
    let rows = [
        (Start { live: Some(3), ..good.clone() }, Refusal::AlreadyRegistering { registration: 3 }),
        (Start { now: Moment(-1), ..good.clone() }, Refusal::WindowNotOpen { from: Moment(0) }),
        (Start { now: LATE, ..good.clone() }, Refusal::WindowClosed { until: Moment(2_000) }),
        (Start { bans: &banned, ..good.clone() }, Refusal::Banned { reason: BanReason::Banned, until: Some(LATE) }),
        (Start { bans: &for_life, ..good.clone() }, Refusal::Banned { reason: BanReason::Violation, until: None }),
        (Start { profile_complete: false, ..good.clone() }, Refusal::ProfileIncomplete),
        (Start { photo: None, ..good.clone() }, Refusal::PhotoMissing),
        (Start { wechat_bound: false, ..good.clone() }, Refusal::WechatUnbound),
        (Start { area: "nowhere", ..good.clone() }, Refusal::AreaUnknown),
        (Start { accepted: &[], ..good.clone() }, Refusal::StatementNotAccepted),
    ];
    for (input, refusal) in rows {
        assert_eq!(start(&input), Err(refusal));
    }
    let left = unanswered(&Start { area: "", accepted: &[], ..good });
    let left: Vec<_> = left.iter().map(|wrong| wrong.field.as_str()).collect();
    assert_eq!(left, ["area", "accept_promise"], "what is left to choose is known all at once");
}
