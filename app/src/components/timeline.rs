//! What happened to a registration, newest first: as candidates and officers both see it.

use super::rows::DOT;
use crate::{
    locales::{machine, moment, timeline_word, use_language, words},
    view::TimelineEntry,
};
use leptos::prelude::*;

/// The list; a page that was saved again and again while it was typed stands there once.
#[component]
pub fn Timeline(entries: Vec<TimelineEntry>) -> impl IntoView {
    let l = use_language();
    let mut newest: Vec<TimelineEntry> = entries.into_iter().rev().collect();
    newest.dedup_by(|later, first| {
        first.event == "page-saved" && later.event == first.event && later.detail == first.detail
    });
    let entry = |entry: TimelineEntry| {
        let detail =
            entry.detail.iter().map(|text| text.get(l)).collect::<Vec<_>>().join(words::common_list_separator(l));
        let small = [entry.by, detail].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(DOT);
        let small = (!small.is_empty()).then(|| view! { <small>{small}</small> });
        view! { <li><time datetime=machine(entry.at)>{moment(l, entry.at)}</time>{timeline_word(l, &entry.event)}{small}</li> }
    };
    let entries: Vec<_> = newest.into_iter().map(entry).collect();
    view! { <ol class="timeline">{entries}</ol> }
}
