//! A work unit or a school of the register: searched by name, part of it, initials or code, and chosen from what is
//! found. Without WebAssembly the search saves the page and brings it back with what it found.

use super::{super::registration::parts::path, field::Asked, filling::Filling, narrowed::read_soon};
use crate::{
    api::unit::search_units,
    components::{DOT, Frame, Icon, Proposals, failure, typed, use_query},
    domain::{
        form::{FIND, Field, FieldType, find_field},
        unit::{MOST_FOUND, Unit, UnitKind, is_code},
    },
    locales::{Language, words},
};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::location::Url;
use std::time::Duration;

/// How long nobody types before the register is asked.
const PAUSE: Duration = Duration::from_millis(250);

/// The entry that is chosen; cheap to copy.
#[derive(Clone, Copy)]
struct Chosen {
    filling: Filling,
    kind: UnitKind,
    code: RwSignal<String>,
    /// The name of the entry that was given up because another region was chosen.
    dropped: RwSignal<Option<String>>,
    /// The region in which to search.
    region: Memo<String>,
    proposals: Option<Proposals>,
}

impl Chosen {
    fn new(filling: Filling, kind: UnitKind, field: &Field, code: String) -> Self {
        let key = field.region_field.clone();
        Self {
            filling,
            kind,
            code: RwSignal::new(code),
            dropped: RwSignal::new(None),
            region: Memo::new(move |_| key.as_ref().map(|key| filling.value(None, key)).unwrap_or_default()),
            proposals: use_context::<Proposals>(),
        }
    }

    fn known(self) -> Option<Unit> {
        let (kind, code) = (self.kind, self.code.get());
        let mine = |unit: &&Unit| unit.kind == kind && unit.code == code;
        self.filling.view.with_value(|view| view.units.iter().find(mine).cloned())
    }

    /// Another region: an entry that does not lie in it is no longer chosen.
    fn watch(self) {
        Effect::new(move |before: Option<String>| {
            let region = self.region.get();
            if before.is_some_and(|before| before != region) {
                self.leave(&region);
            }
            region
        });
    }

    fn leave(self, region: &str) {
        if let Some(unit) = untrack(|| self.known()).filter(|unit| !unit.is_in(region)) {
            self.code.set(String::new());
            self.dropped.set(Some(unit.name));
            read_soon(self.filling);
        }
    }

    /// A unit brings its region along, where none is chosen; `field` is the one that asks for it.
    fn choose(self, unit: &Unit, field: Option<&str>) {
        self.code.set(unit.code.clone());
        self.dropped.set(None);
        let open = self.region.with_untracked(String::is_empty) && !unit.region.is_empty();
        if let (true, Some(proposals), Some(field)) = (open, self.proposals, field) {
            proposals.propose(field, &unit.region);
        }
    }
}

/// The chosen entry, the search, what it found, and the way to have one added.
pub fn draw(l: Language, filling: Filling, field: &Field, asked: Asked, entry: Option<&(String, usize)>) -> AnyView {
    let kind = if field.kind == FieldType::School { UnitKind::School } else { UnitKind::Work };
    let searched = find_field(&asked.name);
    let words_typed = RwSignal::new(use_query().with_untracked(|query| query.get(&searched).unwrap_or_default()));
    let chosen = Chosen::new(filling, kind, field, typed(&asked.name).unwrap_or_else(|| asked.value()));
    chosen.watch();
    let found = Resource::new(
        move || (words_typed.get(), chosen.region.get()),
        move |(query, region)| async move {
            if query.trim().is_empty() {
                return Ok(Vec::new());
            }
            search_units(kind.key().to_owned(), query, region).await
        },
    );
    let (name, frame) = (asked.name.clone(), Frame::new(&asked.name, asked.hint));
    let dash = dash(l, filling, field, &name, chosen.code.get_untracked() == "-", entry);
    let place = field.region_field.clone();
    // What is chosen stays, whatever is searched for next.
    let own = {
        let (name, place) = (name.clone(), place.clone());
        move || chosen.known().map(|unit| choice(&name, 0, unit, chosen, place.clone(), true))
    };
    let list = {
        let name = name.clone();
        move || {
            let (name, place, own) = (name.clone(), place.clone(), chosen.code.get());
            Suspend::new(async move {
                let units = match found.await {
                    Ok(units) => units,
                    Err(error) => return failure(l, &error),
                };
                remember(filling, &units);
                let many = units.len();
                let items: Vec<_> = units
                    .into_iter()
                    .filter(|unit| unit.code != own)
                    .enumerate()
                    .map(|(index, unit)| choice(&name, index + 1, unit, chosen, place.clone(), false))
                    .collect();
                let said = match many {
                    0 if words_typed.get_untracked().trim().is_empty() => None,
                    0 => Some(words::registration_unit_none(l)),
                    _ => (many >= MOST_FOUND).then(|| words::registration_unit_more(l)),
                };
                let said = said.map(|said| view! { <p class="picker__none" role="status">{said}</p> });
                view! { <div class="choices">{items}</div>{said} }.into_any()
            })
        }
    };
    let dropped = move || chosen.dropped.get().map(|name| words::registration_unit_dropped(l, name));
    let dropped = move || dropped().map(|text| view! { <p class="field__error">{text}</p> });
    let id = name.clone();
    view! {
        // The summary's link leads here.
        <fieldset class=frame.class() id=id tabindex="-1" aria-describedby=frame.described_by()>
            <legend class="field__label">{asked.label}</legend>
            {frame.texts()}
            <div role="status">{dropped}</div>
            <div class="choices">{own}{dash}</div>
            {search(l, filling, name, searched, words_typed)}
            <Transition>{list}</Transition>
            {missing(l, chosen, words_typed)}
        </fieldset>
    }
    .into_any()
}

/// The way to have an entry added; what was searched for goes along.
fn missing(l: Language, chosen: Chosen, words_typed: RwSignal<String>) -> AnyView {
    let back = chosen.filling.view.with_value(|view| path(view.id, &format!("fill/{}", view.page.key)));
    let kind = chosen.kind;
    let address = move || {
        let sought = words_typed.get();
        let sought = sought.trim();
        // Initials have no digits, names are no codes.
        let part = if is_code(sought) && sought.bytes().any(|b| b.is_ascii_digit()) { "code" } else { "name" };
        let (sought, region, back) = (Url::escape(sought), Url::escape(&chosen.region.get()), Url::escape(&back));
        format!("/me/requests?kind={}&{part}={sought}&region={region}&next={back}", kind.key())
    };
    let text = match kind {
        UnitKind::Work => words::registration_unit_missing(l),
        UnitKind::School => words::registration_unit_school_missing(l),
    };
    view! { <p class="quiet"><a href=address>{text}</a></p> }.into_any()
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
    // Gone once the browser searches by itself.
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
            <Icon name="search"/>
            <input
                class="field__control" type="search" id=searched.clone() name=searched autocomplete="off"
                aria-label=words::registration_unit_search(l) placeholder=words::registration_unit_search_short(l)
                value=words_typed.get_untracked()
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

fn choice(name: &str, index: usize, unit: Unit, chosen: Chosen, place: Option<String>, checked: bool) -> AnyView {
    let hint = [unit.code.as_str(), unit.region_name.as_str()];
    let hint = hint.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(DOT);
    let (id, name) = (format!("{name}-{index}"), name.to_owned());
    let (code, text) = (unit.code.clone(), unit.name.clone());
    view! {
        <label class="choice choice--box">
            <input
                type="radio" id=id name=name value=code checked=checked
                on:change=move |_| chosen.choose(&unit, place.as_deref())
            />
            <span>{text}<span class="choice__hint">{hint}</span></span>
        </label>
    }
    .into_any()
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
