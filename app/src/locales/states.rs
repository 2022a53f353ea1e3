//! The words for states, identity documents, sexes, security questions, for units and their requests, and for bans.

use super::{Language, words};
use crate::domain::{
    ban::{BanReason, BanState},
    person::{CHINESE, IdType, Sex},
    registration::State,
    unit::{Paper, RequestState, UnitKind},
};

/// A state as the notices call it.
#[must_use]
pub const fn state_word(language: Language, state: State) -> &'static str {
    match state {
        State::Draft => words::state_draft(language),
        State::Submitted => words::state_submitted(language),
        State::ConfirmationRefused => words::state_confirmation_refused(language),
        State::Confirmed => words::state_confirmed(language),
        State::SitePassed => words::state_site_passed(language),
        State::AreaPassed => words::state_area_passed(language),
        State::Registered => words::state_registered(language),
        State::ReviewRefused => words::state_review_refused(language),
        State::Abandoned => words::state_abandoned(language),
        State::Cancelled => words::state_cancelled(language),
    }
}

/// The queue of a state, by what is to be done there where that is an office's turn.
#[must_use]
pub const fn queue_word(language: Language, state: State) -> &'static str {
    match state {
        State::Confirmed => words::staff_queue_confirmed(language),
        State::SitePassed => words::staff_queue_site_passed(language),
        other => state_word(language, other),
    }
}

/// How a request to add to the register stands.
#[must_use]
pub const fn request_word(language: Language, state: RequestState) -> &'static str {
    match state {
        RequestState::Open => words::unit_open(language),
        RequestState::Approved => words::unit_approved(language),
        RequestState::Refused => words::unit_refused(language),
    }
}

/// The name of a kind of entry of the register.
#[must_use]
pub const fn unit_kind_name(language: Language, kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Work => words::unit_kind_work(language),
        UnitKind::School => words::unit_kind_school(language),
    }
}

/// The name of a paper of a request for an entry of this kind.
#[must_use]
pub const fn paper_name(language: Language, paper: Paper, kind: UnitKind) -> &'static str {
    match (paper, kind) {
        (Paper::BusinessLicence, UnitKind::Work) => words::unit_business_licence(language),
        (Paper::PracticeLicence, UnitKind::Work) => words::unit_practice_licence(language),
        (Paper::BusinessLicence, UnitKind::School) => words::unit_business_licence_school(language),
        (Paper::PracticeLicence, UnitKind::School) => words::unit_practice_licence_school(language),
    }
}

/// The name of a paper while nobody knows of which kind the entry will be.
#[must_use]
pub fn paper_names(language: Language, paper: Paper) -> String {
    let [work, school] = UnitKind::ALL.map(|kind| paper_name(language, paper, kind));
    words::unit_paper_names(language, work, school)
}

/// Why somebody is banned.
#[must_use]
pub const fn ban_reason_name(language: Language, reason: BanReason) -> &'static str {
    match reason {
        BanReason::Banned => words::ban_reason_banned(language),
        BanReason::Violation => words::ban_reason_violation(language),
    }
}

/// How a ban stands.
#[must_use]
pub const fn ban_state_word(language: Language, state: BanState) -> &'static str {
    match state {
        BanState::ToCome => words::ban_to_come(language),
        BanState::InForce => words::ban_in_force(language),
        BanState::Over => words::ban_over(language),
        BanState::Lifted => words::ban_lifted(language),
    }
}

/// The name of a kind of identity document.
#[must_use]
pub const fn id_type_name(language: Language, id_type: IdType) -> &'static str {
    match id_type {
        IdType::ResidentCard => words::state_id_resident_card(language),
        IdType::ResidencePermit => words::state_id_residence_permit(language),
        IdType::HongKongMacaoPass => words::state_id_hong_kong_macao_pass(language),
        IdType::TaiwanPass => words::state_id_taiwan_pass(language),
        IdType::PermanentResident => words::state_id_permanent_resident(language),
        IdType::Passport => words::state_id_passport(language),
        IdType::Military => words::state_id_military(language),
    }
}

/// The word for a sex.
#[must_use]
pub const fn sex_name(language: Language, sex: Sex) -> &'static str {
    match sex {
        Sex::Male => words::state_male(language),
        Sex::Female => words::state_female(language),
    }
}

/// A nationality as it is stored; others than the usual one stay as they were typed.
#[must_use]
pub fn nationality_name(language: Language, stored: &str) -> &str {
    if stored == CHINESE { words::state_china(language) } else { stored }
}

/// A security question; its key where the key is unknown.
#[must_use]
pub fn question_text(language: Language, key: &str) -> &str {
    match key {
        "childhood-friend" => words::account_question_childhood_friend(language),
        "childhood-toy" => words::account_question_childhood_toy(language),
        "childhood-wish" => words::account_question_childhood_wish(language),
        "favourite-teacher" => words::account_question_favourite_teacher(language),
        "first-dish" => words::account_question_first_dish(language),
        "first-film" => words::account_question_first_film(language),
        "first-journey" => words::account_question_first_journey(language),
        "hiding-place" => words::account_question_hiding_place(language),
        unknown => unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::QUESTIONS;

    #[test]
    fn every_security_question_has_words() {
        for language in [Language::Chinese, Language::English] {
            for key in QUESTIONS {
                assert_ne!(question_text(language, key), key);
            }
        }
    }
}
