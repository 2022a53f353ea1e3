//! A work unit or a school of the register: searched by name, part of it, initials or code, and chosen from what is
//! found. Without WebAssembly the search saves the page and brings it back with what it found.

use super::{field::Asked, filling::Filling, narrowed::read_soon};
use crate::{
    api::unit::search_units,
    components::{Frame, failure, typed, use_query},
    domain::{
        form::{FIND, Field, FieldType, find_field},
        unit::{Unit, UnitKind},
    },
    locales::{Language, words},
};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long nobody types before the register is asked.
const PAUSE: Duration = Duration::from_millis(250);

/// The chosen entry, the search, what it found, and the way to have one added.
pub fn draw(l: Language, filling: Filling, field: &Field, asked: Asked, entry: Option<&(String, usize)>) -> AnyView {
    let kind = if field.kind == FieldType::School { UnitKind::School } else { UnitKind::Work };
    let searched = find_field(&asked.name);
    let words_typed = RwSignal::new(use_query().with_untracked(|query| query.get(&searched).unwrap_or_default()));
    let region = region(filling, field);
    let found = Resource::new(
        move || (words_typed.get(), region.get()),
        move |(query, region)| async move {
            if query.trim().is_empty() {
                return Ok(Vec::new());
            }
            search_units(kind.key().to_owned(), query, region).await
        },
    );
    let chosen = RwSignal::new(typed(&asked.name).unwrap_or_else(|| asked.value()));
    let (name, frame) = (asked.name.clone(), Frame::new(&asked.name, asked.hint));
    let dash = dash(l, filling, field, &name, chosen.get_untracked() == "-", entry);
    // What is chosen stays, whatever is searched for next.
    let own = {
        let name = name.clone();
        move || known(filling, kind, &chosen.get()).map(|unit| choice(&name, 0, &unit, chosen, true))
    };
    let list = {
        let name = name.clone();
        move || {
            let (name, own) = (name.clone(), chosen.get());
            Suspend::new(async move {
                let units = match found.await {
                    Ok(units) => units,
                    Err(error) => return failure(l, &error),
                };
                remember(filling, &units);
                let none = units.is_empty() && !words_typed.get_untracked().trim().is_empty();
                let items: Vec<_> = units
                    .iter()
                    .filter(|unit| unit.code != own)
                    .enumerate()
                    .map(|(index, unit)| choice(&name, index + 1, unit, chosen, false))
                    .collect();
                let none = none
                    .then(|| view! { <p class="picker__none" role="status">{words::registration_unit_none(l)}</p> });
                view! { <div class="choices">{items}</div>{none} }.into_any()
            })
        }
    };
    let field_id = format!("{name}-field");
    let add = format!("/me/requests?kind={}", kind.key());
    let missing = match kind {
        UnitKind::Work => words::registration_unit_missing(l),
        UnitKind::School => words::registration_unit_school_missing(l),
    };
    view! {
        <fieldset class=frame.class() id=field_id aria-describedby=frame.described_by()>
            <legend class="field__label">{asked.label}</legend>
            {frame.texts()}
            <div class="choices">{own}{dash}</div>
            {search(l, filling, name, searched, words_typed)}
            <Transition>{list}</Transition>
            <p class="quiet">{missing}" "<a href=add>{words::registration_unit_request(l)}</a></p>
        </fieldset>
    }
    .into_any()
}

/// The region in which to search.
fn region(filling: Filling, field: &Field) -> Memo<String> {
    let key = field.region_field.clone();
    Memo::new(move |_| key.as_ref().map(|key| filling.value(None, key)).unwrap_or_default())
}

fn search(l: Language, filling: Filling, name: String, searched: String, words_typed: RwSignal<String>) -> AnyView {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let input = move |event: ev::Event| {
        // Not an answer: the page has nothing to save.
        event.stop_propagation();
        let value = event_target_value(&event);
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(move || drop(words_typed.try_set(value)), PAUSE).ok());
    };
    let enter = |event: ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    // Gone once the browser searches by itself: the first button of a form is the one that Enter presses.
    let button = move || {
        let name = name.clone();
        (!filling.live.get()).then(|| {
            view! {
                <button class="btn btn--quiet btn--small" type="submit" name=FIND value=name>
                    {words::registration_unit_search_button(l)}
                </button>
            }
        })
    };
    view! {
        <div class="picker__search">
            <input
                class="field__control" type="search" id=searched.clone() name=searched autocomplete="off"
                aria-label=words::registration_unit_search(l) placeholder=words::registration_unit_search(l) value=words_typed.get_untracked()
                on:input=input on:change=|event| event.stop_propagation() on:keydown=enter
            />
            {button}
        </div>
    }
    .into_any()
}

/// The `-` of whoever has nothing to choose, while that is possible.
fn dash(
    l: Language,
    filling: Filling,
    field: &Field,
    name: &str,
    checked: bool,
    entry: Option<&(String, usize)>,
) -> Option<AnyView> {
    let (field, entry) = (field.clone(), entry.cloned());
    field.dash_when.as_ref()?;
    let hidden = move || {
        let value = |key: &str| filling.value(entry.as_ref().map(|(group, index)| (group.as_str(), *index)), key);
        filling.live.get() && !field.takes_dash("-", &value)
    };
    let id = format!("{name}-dash");
    Some(
        view! {
            <label class="choice" hidden=hidden>
                <input type="radio" id=id name=name.to_owned() value="-" checked=checked/>
                <span>{words::registration_unit_dash(l)}</span>
            </label>
        }
        .into_any(),
    )
}

fn choice(name: &str, index: usize, unit: &Unit, chosen: RwSignal<String>, checked: bool) -> AnyView {
    // The summary's link leads to the first choice.
    let id = if index == 0 { name.to_owned() } else { format!("{name}-{index}") };
    let hint = [unit.code.as_str(), unit.region_name.as_str()];
    let hint = hint.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    let code = unit.code.clone();
    let choose = move |_| chosen.set(code.clone());
    view! {
        <label class="choice choice--box">
            <input type="radio" id=id name=name.to_owned() value=unit.code.clone() checked=checked on:change=choose/>
            <span>{unit.name.clone()}<span class="choice__hint">{hint}</span></span>
        </label>
    }
    .into_any()
}

fn known(filling: Filling, kind: UnitKind, code: &str) -> Option<Unit> {
    filling.view.with_value(|view| view.units.iter().find(|unit| unit.kind == kind && unit.code == code).cloned())
}

/// What was found may be chosen: the rules of the page know it from now on.
fn remember(filling: Filling, units: &[Unit]) {
    filling.view.update_value(|view| {
        for unit in units {
            if !view.units.contains(unit) {
                view.units.push(unit.clone());
            }
        }
    });
    read_soon(filling);
}
