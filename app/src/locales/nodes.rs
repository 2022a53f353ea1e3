//! The words of the status nodes: label, state, sentence.

use super::{Language, words};
use crate::domain::{
    node::{Node, NodeKey, Note, Status},
    registration::ConfirmedBy,
};

/// The name of a node.
#[must_use]
pub const fn node_label(language: Language, key: NodeKey) -> &'static str {
    match key {
        NodeKey::Select => words::node_select(language),
        NodeKey::Fill => words::node_fill(language),
        NodeKey::Photo => words::node_photo(language),
        NodeKey::Materials => words::node_materials(language),
        NodeKey::Submit => words::node_submit(language),
        NodeKey::Confirmation => words::node_confirmation(language),
        NodeKey::Review => words::node_review(language),
        NodeKey::ReviewSite => words::node_review_site(language),
        NodeKey::ReviewArea => words::node_review_area(language),
        NodeKey::Payment => words::node_payment(language),
    }
}

/// The word beside the label: colour is never alone.
#[must_use]
pub const fn status_word(language: Language, node: &Node) -> &'static str {
    match (&node.note, node.status) {
        (Note::NoMaterials, _) => words::node_status_no_materials(language),
        (Note::Lapsed, _) => words::node_status_lapsed(language),
        (Note::AutoConfirmationFailed { .. }, _) => words::node_status_auto_failed(language),
        (Note::ConfirmationRefused { .. }, _) => words::state_confirmation_refused(language),
        // It was submitted once: whoever reads that it has not begun looks for what was sent.
        (Note::SubmitAgain, Status::Grey) => words::node_status_submit_again(language),
        (_, Status::Grey) => words::node_status_grey(language),
        (_, Status::LightBlue) => words::node_status_light_blue(language),
        (_, Status::DeepBlue) => words::node_status_deep_blue(language),
        (_, Status::Green) => words::node_status_green(language),
        (_, Status::Red) => words::node_status_red(language),
    }
}

/// The sentence of a node; empty where the status says it all.
#[must_use]
pub fn node_note(language: Language, note: &Note) -> String {
    let l = language;
    match note {
        Note::NotReached => String::new(),
        Note::Chosen => words::node_chosen(l).into(),
        Note::Pages { done, total } => words::node_pages(l, total, done),
        Note::PagesComplete => words::node_pages_complete(l).into(),
        Note::PhotoToConfirm => words::node_photo_to_confirm(l).into(),
        Note::PhotoConfirmed => words::node_photo_confirmed(l).into(),
        Note::NoMaterials => words::node_no_materials(l).into(),
        Note::Materials { have, need } => words::node_materials_have(l, need, have),
        Note::MaterialsFinished => words::node_materials_finished(l).into(),
        Note::ReadyToSubmit => words::node_ready_to_submit(l).into(),
        Note::Submitted { version } => words::node_submitted(l, version),
        Note::SubmitAgain => words::node_submit_again(l).into(),
        Note::AwaitOnsite => words::node_await_onsite(l).into(),
        Note::AwaitOnline => words::node_await_online(l).into(),
        Note::AutoConfirmationFailed { differences } => words::node_auto_failed(l, differences),
        Note::Confirmed { by: ConfirmedBy::Automatic } => words::node_confirmed_automatic(l).into(),
        Note::Confirmed { by: ConfirmedBy::Onsite } => words::node_confirmed_onsite(l).into(),
        Note::Confirmed { by: ConfirmedBy::Online } => words::node_confirmed_online(l).into(),
        Note::ConfirmationRefused { reasons } => words::node_confirmation_refused(l, told_apart(l, reasons)),
        Note::Reviewing => words::node_reviewing(l).into(),
        Note::Passed => words::node_passed(l).into(),
        Note::ReviewRefused { reasons } => words::node_review_refused(l, told_apart(l, reasons)),
        Note::PaymentDue => words::node_payment_due(l).into(),
        Note::Paid => words::node_paid(l).into(),
        Note::Lapsed => words::node_lapsed(l).into(),
    }
}

/// Several names in one sentence.
#[must_use]
pub fn list(language: Language, items: &[String]) -> String {
    items.join(words::common_list_separator(language))
}

/// Several reasons in one sentence. Each may be a sentence of an officer's own, with its full stop.
#[must_use]
pub fn told_apart(language: Language, reasons: &[String]) -> String {
    let bare: Vec<&str> = reasons.iter().map(|reason| reason.trim().trim_end_matches(['。', '.', '；', ';'])).collect();
    bare.join(words::desk_separator(language))
}

/// Several names of which any will do.
#[must_use]
pub fn either(language: Language, items: &[String]) -> String {
    match items.split_last() {
        Some((last, others)) if !others.is_empty() => words::common_either(language, list(language, others), last),
        _ => list(language, items),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The notice prints this sentence; candidates look for it word by word (notice 000 (二)2(3)).
    #[test]
    fn automatic_confirmation_says_what_the_notice_says() {
        let note = Note::Confirmed { by: ConfirmedBy::Automatic };
        let sentence = "您已完成报名确认，请等待考点、考区考试管理机构进行资格审核";
        assert_eq!(node_note(Language::Chinese, &note), sentence);
    }

    #[test]
    fn reasons_are_told_apart_and_end_once() {
        let reasons = ["照片不清楚、单位未盖章", "请按清单补传盖章页。"].map(String::from);
        let told = node_note(Language::Chinese, &Note::ConfirmationRefused { reasons: reasons.to_vec() });
        assert_eq!(told, "确认不通过：照片不清楚、单位未盖章；请按清单补传盖章页");
    }

    #[test]
    fn what_is_to_be_submitted_again_is_not_called_untouched() {
        let node = |status, note| Node {
            key: NodeKey::Submit,
            status,
            note,
            deadline: None,
            done: None,
            children: Vec::new(),
        };
        for (status, note, word) in [
            (Status::Grey, Note::NotReached, "未开始"),
            (Status::Grey, Note::SubmitAgain, "须再次提交"),
            (Status::LightBlue, Note::SubmitAgain, "进行中"),
        ] {
            assert_eq!(status_word(Language::Chinese, &node(status, note)), word);
        }
    }
}
