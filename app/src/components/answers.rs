//! The answers of a page of the form in words: its rows, then the entries of each repeatable group.

use super::{Chip, Tone};
use crate::{
    locales::{Language, words},
    view::{Entry, GroupSection, Row, Section},
};
use leptos::prelude::*;

/// The answers of a section; `row` draws one.
pub fn answers(l: Language, section: &Section, row: impl Fn(&Row) -> AnyView) -> AnyView {
    let rows = (!section.rows.is_empty()).then(|| rows(&section.rows, &row));
    let groups: Vec<_> = section.groups.iter().map(|group| entries(l, group, &row)).collect();
    view! { {rows}{groups} }.into_any()
}

fn rows(rows: &[Row], row: &impl Fn(&Row) -> AnyView) -> AnyView {
    let rows: Vec<_> = rows.iter().map(row).collect();
    view! { <dl class="summary">{rows}</dl> }.into_any()
}

fn entries(l: Language, group: &GroupSection, row: &impl Fn(&Row) -> AnyView) -> AnyView {
    if group.entries.is_empty() {
        return view! { <p class="quiet">{words::desk_entry_none(l)}</p> }.into_any();
    }
    let entry = |entry: &Entry| {
        let chosen = entry.chosen.then(|| view! { <Chip tone=Tone::Ok text=words::desk_entry_chosen(l)/> });
        view! {
            <div class="summary__entry">
                <h3>{entry.title.get(l).to_owned()}</h3>
                {chosen}
            </div>
            {rows(&entry.rows, row)}
        }
        .into_any()
    };
    group.entries.iter().map(entry).collect::<Vec<_>>().into_any()
}
