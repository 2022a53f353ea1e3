//! What happened to a registration, in words.

use super::{Language, words};

/// The words for a kind of event, as the timeline names it; an unknown kind is shown as it is.
#[must_use]
pub fn timeline_word(l: Language, event: &str) -> String {
    let text = match event {
        "started" => words::timeline_started(l),
        "area-chosen" => words::timeline_area_chosen(l),
        "replacement-started" => words::timeline_replacement_started(l),
        "replacement-dropped" => words::timeline_replacement_dropped(l),
        "page-saved" => words::timeline_page_saved(l),
        "area-changed" => words::timeline_area_changed(l),
        "photo-confirmed" => words::timeline_photo_confirmed(l),
        "material-added" => words::timeline_material_added(l),
        "material-removed" => words::timeline_material_removed(l),
        "materials-finished" => words::timeline_materials_finished(l),
        "submitted" => words::timeline_submitted(l),
        "auto-confirmation-failed" => words::timeline_auto_confirmation_failed(l),
        "withdrawn" => words::timeline_withdrawn(l),
        "confirmed" => words::timeline_confirmed(l),
        "confirmation-refused" => words::timeline_confirmation_refused(l),
        "site-passed" => words::timeline_site_passed(l),
        "area-passed" => words::timeline_area_passed(l),
        "review-refused" => words::timeline_review_refused(l),
        "reopened" => words::timeline_reopened(l),
        "paid" => words::timeline_paid(l),
        "registered" => words::timeline_registered(l),
        "photo-replaced" => words::timeline_photo_replaced(l),
        "cancelled" => words::timeline_cancelled(l),
        "abandoned" => words::timeline_abandoned(l),
        other => return other.to_owned(),
    };
    text.to_owned()
}
