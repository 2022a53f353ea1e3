//! A repeatable group: its entries, and always an empty one to go on, so that it works without WebAssembly.

use super::{
    field,
    filling::{Filling, focus},
};
use crate::{
    components::use_wrong,
    domain::form::{Answer, Group, entry_field},
    locales::{Language, words},
};
use leptos::prelude::*;
use std::time::Duration;

/// The group with all entries. An entry that is emptied is gone when the page is saved.
pub fn draw(l: Language, filling: Filling, group: &Group) -> AnyView {
    let stored = filling.view.with_value(|view| match view.answers.get(&group.key) {
        Some(Answer::Entries(entries)) => entries.len(),
        _ => 0,
    });
    let most = group.max as usize;
    let first = (stored + 1).max(group.min as usize).min(most.max(1));
    // Numbers are never used twice, so that removing one entry does not rename the others.
    let numbers = RwSignal::new((0..first).collect::<Vec<usize>>());
    let next = StoredValue::new(first);
    let shown = StoredValue::new(group.clone());
    let add = move |_| {
        let number = next.get_value();
        next.set_value(number + 1);
        numbers.update(|numbers| numbers.push(number));
        let first = shown.with_value(|group| group.fields.first().map(|f| entry_field(&group.key, number, &f.key)));
        set_timeout(move || focus(&first.unwrap_or_default()), Duration::ZERO);
    };
    let full = move || numbers.with(|numbers| numbers.len() >= most);
    let wrong = use_wrong(&group.key);
    let error_id = format!("{}-error", group.key);
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> });
    let note = group.note.as_ref().map(|note| view! { <p class="group__note">{note.get(l).to_owned()}</p> });
    view! {
        <fieldset class="group" id=group.key.clone() tabindex="-1">
            <legend class="group__title">{group.label.get(l).to_owned()}</legend>
            {note}
            <p class="group__note">{words::registration_group_note(l, most)}<span class="nojs">{words::registration_group_plain(l)}</span></p>
            {error}
            <For each=move || numbers.get() key=|number| *number let:number>
                {shown.with_value(|group| entry(l, filling, group, number, numbers))}
            </For>
            <p class="js" hidden=full>
                <button type="button" class="btn btn--quiet btn--small" on:click=add>{words::registration_group_add(l)}</button>
            </p>
        </fieldset>
    }
    .into_any()
}

fn entry(l: Language, filling: Filling, group: &Group, number: usize, numbers: RwSignal<Vec<usize>>) -> AnyView {
    let fields: Vec<_> =
        group.fields.iter().filter_map(|f| field::draw(l, filling, f, Some((group.key.clone(), number)))).collect();
    let chosen = group.choose_one.as_ref().map(|mark| {
        let name = entry_field(&group.key, number, mark);
        let checked = filling.view.with_value(|view| match view.answers.get(&group.key) {
            Some(Answer::Entries(entries)) => {
                entries.get(number).and_then(|entry| entry.get(mark)).is_some_and(|value| value == "yes")
            }
            _ => false,
        });
        view! {
            <label class="choice">
                <input type="checkbox" id=name.clone() name=name value="yes" checked=checked/>
                <span>{words::registration_group_choose(l)}</span>
            </label>
        }
    });
    let whole = group.key.clone();
    let remove = move |_| {
        numbers.update(|numbers| numbers.retain(|n| *n != number));
        let whole = whole.clone();
        set_timeout(
            move || {
                if !filling.typed.is_disposed() {
                    filling.read();
                    focus(&whole);
                }
            },
            Duration::ZERO,
        );
    };
    let label = group.label.get(l).to_owned();
    let name = Memo::new(move |_| {
        let at = numbers.with(|numbers| numbers.iter().position(|n| *n == number)).unwrap_or_default();
        words::registration_group_entry(l, &label, at + 1)
    });
    view! {
        <section class="sheet" role="group" aria-label=name>
            {fields}
            {chosen}
            <p class="js">
                <button type="button" class="link link--danger" on:click=remove>
                    {words::registration_group_remove(l)}<span class="hide">{name}</span>
                </button>
            </p>
        </section>
    }
    .into_any()
}
