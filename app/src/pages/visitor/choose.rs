//! What to register for, chosen at the start: all of it as radio buttons; with WebAssembly level, category and a
//! search narrow them (notice 003, 第三步).

use crate::{
    components::{Icon, typed, use_wrong},
    domain::{form::Choice, programme::Specialty},
    locales::{Language, use_language, words},
};
use leptos::prelude::*;

/// The picker.
#[component]
pub fn SpecialtyPicker(specialties: Vec<Specialty>, levels: Vec<Choice>, categories: Vec<Choice>) -> impl IntoView {
    let l = use_language();
    let narrow = Narrow { level: RwSignal::default(), category: RwSignal::default(), search: RwSignal::default() };
    let chosen = typed("specialty").unwrap_or_default();
    let wrong = use_wrong("specialty");
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id="specialty-error">{text}</p> });
    let items: Vec<_> = specialties
        .iter()
        .enumerate()
        .map(|(index, specialty)| {
            let hint = hint(l, specialty, &levels, &categories);
            item(l, specialty, index, hint, specialty.code == chosen, narrow)
        })
        .collect();
    let none = move || !specialties.iter().any(|specialty| narrow.fits(specialty));
    view! {
        <fieldset>
            <legend class="group__title">{words::programme_choose(l)}</legend>
            <p class="group__note">{words::programme_choose_note(l)}</p>
            {error}
            <div class="picker">
                <div class="picker__narrow js">
                    {list(l, words::programme_choose_level(l), levels, narrow.level)}
                    {list(l, words::programme_choose_category(l), categories, narrow.category)}
                </div>
                <div class="picker__search js">
                    <Icon name="search"/>
                    <input
                        class="field__control" type="search" aria-label=words::programme_choose_search(l)
                        placeholder=words::programme_choose_search(l) aria-controls="specialties"
                        on:input=move |event| narrow.search.set(event_target_value(&event))
                    />
                </div>
                <ul class="picker__list" id="specialties">{items}</ul>
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
    fn fits(self, specialty: &Specialty) -> bool {
        let same = |wanted: RwSignal<String>, own: &str| wanted.with(|wanted| wanted.is_empty() || wanted == own);
        let en = specialty.name.en.as_deref().unwrap_or_default();
        let text = format!("{} {} {en}", specialty.code, specialty.name.zh).to_lowercase();
        let found = self.search.with(|search| text.contains(&search.trim().to_lowercase()));
        found && same(self.level, &specialty.level) && same(self.category, &specialty.category)
    }
}

fn list(l: Language, label: &'static str, choices: Vec<Choice>, narrowed: RwSignal<String>) -> AnyView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| view! { <option value=choice.code.clone()>{choice.name.get(l).to_owned()}</option> })
        .collect();
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select class="field__control" on:change=move |event| narrowed.set(event_target_value(&event))>
                <option value="">{words::programme_choose_all(l)}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn hint(l: Language, specialty: &Specialty, levels: &[Choice], categories: &[Choice]) -> String {
    let name = |choices: &[Choice], code: &str| {
        choices.iter().find(|choice| choice.code == code).map(|choice| choice.name.get(l).to_owned())
    };
    let parts = [name(levels, &specialty.level), name(categories, &specialty.category)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn item(l: Language, specialty: &Specialty, index: usize, hint: String, checked: bool, narrow: Narrow) -> AnyView {
    let own = specialty.clone();
    // The summary's link leads to the first choice.
    let id = if index == 0 { "specialty".to_owned() } else { format!("specialty-{}", specialty.code) };
    view! {
        <li hidden=move || !narrow.fits(&own)>
            <label class="choice choice--box">
                <input type="radio" name="specialty" value=specialty.code.clone() checked=checked id=id/>
                <span>
                    {format!("{} {}", specialty.code, specialty.name.get(l))}
                    <span class="choice__hint">{hint}</span>
                </span>
            </label>
        </li>
    }
    .into_any()
}
