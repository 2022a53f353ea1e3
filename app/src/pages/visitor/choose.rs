//! What to register for, chosen at the start (notice 003, 第三步): all of it as radio buttons under level and category,
//! narrowed by both and by a search. With WebAssembly at once; without, the page is asked for again.

use crate::{
    components::{DOT, Icon, typed, use_query, use_wrong},
    domain::{form::Choice, programme::Specialty},
    locales::{Language, use_language, words},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The id of the form that narrows the list.
const NARROW: &str = "narrow";

/// The form that narrows the list. Its controls stand in the form that starts a registration and name this one, for a
/// form cannot lie in another.
#[component]
pub fn NarrowForm(programme: String) -> impl IntoView {
    let action = format!("/programmes/{programme}#choose");
    view! { <form id=NARROW method="get" action=action hidden=true on:submit=|event| event.prevent_default()></form> }
}

/// The picker.
#[component]
pub fn SpecialtyPicker(specialties: Vec<Specialty>, levels: Vec<Choice>, categories: Vec<Choice>) -> impl IntoView {
    let l = use_language();
    let narrow = Narrow::asked();
    let chosen = typed("specialty").unwrap_or_default();
    let wrong = use_wrong("specialty");
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id="specialty-error">{text}</p> });
    let first = specialties.first().map(|specialty| specialty.code.clone()).unwrap_or_default();
    let all = Arc::new(specialties);
    let groups: Vec<_> = grouped(l, &all, &levels, &categories)
        .into_iter()
        .enumerate()
        .map(|(index, (title, members))| group(l, index, title, members, &chosen, &first, narrow))
        .collect();
    let none = move || !all.iter().any(|specialty| narrow.fits(specialty));
    view! {
        <fieldset id="choose">
            <legend class="group__title">{words::programme_choose(l)}</legend>
            <p class="group__note">{words::programme_choose_note(l)}</p>
            {error}
            <div class="picker">
                <div class="picker__narrow">
                    {list(l, "level", words::programme_choose_level(l), levels, narrow.level)}
                    {list(l, "category", words::programme_choose_category(l), categories, narrow.category)}
                </div>
                <div class="picker__search">
                    <Icon name="search"/>
                    <input
                        class="field__control" type="search" form=NARROW name="search"
                        aria-label=words::programme_choose_search(l) placeholder=words::programme_choose_search(l)
                        aria-controls="specialties" value=narrow.search.get_untracked()
                        on:input=move |event| narrow.search.set(event_target_value(&event))
                    />
                </div>
                <p class="picker__ask nojs">
                    <button class="btn btn--quiet btn--small" type="submit" form=NARROW>{words::programme_choose_narrow(l)}</button>
                </p>
                <div id="specialties">{groups}</div>
                <p class="picker__none" role="status" hidden=move || !none()>{words::programme_choose_none(l)}</p>
            </div>
        </fieldset>
    }
}

/// What narrows the list; empty = everything.
#[derive(Clone, Copy)]
struct Narrow {
    level: RwSignal<String>,
    category: RwSignal<String>,
    search: RwSignal<String>,
}

impl Narrow {
    /// What the address asks for.
    fn asked() -> Self {
        let query = use_query();
        let asked = |key: &str| RwSignal::new(query.with_untracked(|query| query.get(key)).unwrap_or_default());
        Self { level: asked("level"), category: asked("category"), search: asked("search") }
    }

    fn fits(self, specialty: &Specialty) -> bool {
        let same = |wanted: RwSignal<String>, own: &str| wanted.with(|wanted| wanted.is_empty() || wanted == own);
        let en = specialty.name.en.as_deref().unwrap_or_default();
        let text = format!("{} {} {en}", specialty.code, specialty.name.zh).to_lowercase();
        let found = self.search.with(|search| text.contains(&search.trim().to_lowercase()));
        found && same(self.level, &specialty.level) && same(self.category, &specialty.category)
    }
}

fn list(
    l: Language,
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    narrowed: RwSignal<String>,
) -> AnyView {
    let now = narrowed.get_untracked();
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.code == now;
            view! { <option value=choice.code.clone() selected=selected>{choice.name.get(l).to_owned()}</option> }
        })
        .collect();
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select
                class="field__control" form=NARROW name=name
                on:change=move |event| narrowed.set(event_target_value(&event))
            >
                <option value="">{words::programme_choose_all(l)}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Those of each level and category, in the order of the programme, under the names of both.
fn grouped(
    l: Language,
    specialties: &[Specialty],
    levels: &[Choice],
    categories: &[Choice],
) -> Vec<(String, Vec<Specialty>)> {
    let name = |choices: &[Choice], code: &str| {
        choices.iter().find(|choice| choice.code == code).map(|choice| choice.name.get(l).to_owned())
    };
    let mut groups: Vec<(String, Vec<Specialty>)> = Vec::new();
    for specialty in specialties {
        let parts = [name(levels, &specialty.level), name(categories, &specialty.category)];
        let title = parts.into_iter().flatten().collect::<Vec<_>>().join(DOT);
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, members)) => members.push(specialty.clone()),
            None => groups.push((title, vec![specialty.clone()])),
        }
    }
    groups
}

fn group(
    l: Language,
    index: usize,
    title: String,
    members: Vec<Specialty>,
    chosen: &str,
    first: &str,
    narrow: Narrow,
) -> AnyView {
    let items: Vec<_> = members.iter().map(|member| item(l, member, chosen, first, narrow)).collect();
    let none = move || !members.iter().any(|member| narrow.fits(member));
    let id = format!("specialties-{index}");
    let named = id.clone();
    view! {
        <div class="picker__group" role="group" aria-labelledby=named hidden=none>
            <p class="picker__title" id=id>{title}</p>
            <ul class="picker__list">{items}</ul>
        </div>
    }
    .into_any()
}

fn item(l: Language, specialty: &Specialty, chosen: &str, first: &str, narrow: Narrow) -> AnyView {
    let own = specialty.clone();
    let checked = specialty.code == chosen;
    // The summary's link leads to the first choice.
    let id = if specialty.code == first { "specialty".to_owned() } else { format!("specialty-{}", specialty.code) };
    let (code, name) = (specialty.code.clone(), specialty.name.get(l).to_owned());
    view! {
        <li hidden=move || !narrow.fits(&own)>
            <label class="choice choice--box">
                <input type="radio" name="specialty" value=code.clone() checked=checked id=id/>
                <span><span><b class="picker__code">{code}</b>" "{name}</span></span>
            </label>
        </li>
    }
    .into_any()
}
