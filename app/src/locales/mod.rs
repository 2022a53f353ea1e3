//! The texts of the screens: data in `zh-CN/*.toml` and `en/*.toml`, one function a text.
//!
//! A text that is missing in one language, or has other placeholders there, fails the build (`build.rs`).

mod dates;
mod eligibility;
mod errors;
mod nodes;
mod photos;
mod refusals;
mod states;
mod timeline;
mod warnings;

pub use crate::domain::text::Language;
pub use dates::{countdown, day, days, last_day, machine, moment, month_day, until, window};
pub use eligibility::{point_found, point_needed, point_state, way_met, way_name};
pub use errors::{explained, plain};
pub use nodes::{either, list, node_label, node_note, status_word, told_apart};
pub use photos::{photo_found, photo_limit, photo_rule_name};
pub use refusals::{field_wrong, in_one_line, remedy, sentence, size};
pub use states::{
    ban_reason_name, ban_state_word, id_type_name, nationality_name, paper_name, paper_names, question_text,
    queue_word, request_word, sex_name, state_word, unit_kind_name,
};
pub use timeline::timeline_word;
pub use warnings::warning_sentence;

use leptos::prelude::use_context;

/// The language of the page, from context; Chinese where none is set.
#[must_use]
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

/// One function a text, named `section_key`.
#[expect(clippy::doc_markdown, reason = "the texts themselves are the docs")]
pub mod words {
    use super::Language;
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
