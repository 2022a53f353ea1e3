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
        Note::ConfirmationRefused { reasons } => words::node_confirmation_refused(l, list(l, reasons)),
        Note::Reviewing => words::node_reviewing(l).into(),
        Note::Passed => words::node_passed(l).into(),
        Note::ReviewRefused { reasons } => words::node_review_refused(l, list(l, reasons)),
        Note::PaymentDue => words::node_payment_due(l).into(),
        Note::Paid => words::node_paid(l).into(),
        Note::Lapsed => words::node_lapsed(l).into(),
    }
}

/// Several names or reasons in one sentence.
#[must_use]
pub fn list(language: Language, items: &[String]) -> String {
    items.join(words::common_list_separator(language))
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
}
