//! A choice of several levels, such as province, city, county: one list a level.
//!
//! The page brings the levels on the way to the answer; the browser asks for the next one. Without WebAssembly the
//! next list comes with the saved page.

use super::{field::Asked, filling::Filling, narrowed::read_soon};
use crate::{
    api::unit::load_choices,
    components::use_wrong,
    domain::form::{Choice, Field},
    locales::{Language, words},
};
use leptos::{
    ev,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{HtmlSelectElement, Node},
};

/// The lists.
pub fn draw(l: Language, filling: Filling, field: &Field, asked: Asked) -> AnyView {
    let dictionary = field.options.clone().unwrap_or_default();
    let path: Vec<String> = asked.value().split('/').filter(|code| !code.is_empty()).map(str::to_owned).collect();
    let path = RwSignal::new(path);
    // Drawn anew whenever a level becomes known.
    let known = RwSignal::new(0_u32);
    let wrong = use_wrong(&asked.name);
    let class = move || {
        if wrong.with(Option::is_some) { "field field--bad" } else { "field" }
    };
    let (hint_id, error_id) = (format!("{}-hint", asked.name), format!("{}-error", asked.name));
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> });
    let hint = (!asked.hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{asked.hint.clone()}</p> });
    let label = asked.label.clone();
    let name = StoredValue::new(asked.name);
    let lists = move || {
        known.track();
        let codes = path.get();
        // A list for each code of the path, and one for what comes next.
        let one = |depth: usize| {
            let parent = depth.checked_sub(1).and_then(|above| codes.get(above)).cloned().unwrap_or_default();
            let choices = below(filling, &dictionary, &parent);
            let dictionary = dictionary.clone();
            let changed = move |event: ev::Event| choose(filling, &dictionary, path, known, depth, &event);
            let chosen = codes.get(depth).map_or("", String::as_str);
            let label = format!("{label} {}", depth + 1);
            (!choices.is_empty()).then(|| list(l, name.get_value(), label, depth, &choices, chosen, changed))
        };
        (0..=codes.len()).filter_map(one).collect::<Vec<_>>()
    };
    view! {
        <fieldset class=class>
            <legend class="field__label">{asked.label}</legend>
            {hint}
            {error}
            <div class="levels">{lists}</div>
        </fieldset>
    }
    .into_any()
}

fn list(
    l: Language,
    name: String,
    label: String,
    depth: usize,
    choices: &[Choice],
    chosen: &str,
    changed: impl Fn(ev::Event) + 'static,
) -> AnyView {
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let selected = choice.code == chosen;
            view! { <option value=choice.code.clone() selected=selected>{choice.name.get(l).to_owned()}</option> }
        })
        .collect();
    // The summary's link leads to the first list.
    let id = if depth == 0 { name.clone() } else { format!("{name}-{}", depth + 1) };
    view! {
        <select class="field__control" id=id name=name aria-label=label on:change=changed>
            <option value="">{words::common_please_choose(l)}</option>
            {options}
        </select>
    }
    .into_any()
}

fn below(filling: Filling, dictionary: &str, parent: &str) -> Vec<Choice> {
    filling.view.with_value(|view| {
        let choices = view.dictionaries.get(dictionary).map_or(&[][..], Vec::as_slice);
        let below = |choice: &&Choice| choice.parent.as_deref().unwrap_or_default() == parent;
        choices.iter().filter(below).cloned().collect()
    })
}

/// Another choice at `depth`: what was chosen below it is void, and the next level is asked for.
fn choose(
    filling: Filling,
    dictionary: &str,
    path: RwSignal<Vec<String>>,
    known: RwSignal<u32>,
    depth: usize,
    event: &ev::Event,
) {
    let list: HtmlSelectElement = event_target(event);
    empty_after(&list);
    let code = list.value();
    path.update(|path| {
        path.truncate(depth);
        path.extend(Some(code.clone()).filter(|code| !code.is_empty()));
    });
    if code.is_empty() || !below(filling, dictionary, &code).is_empty() {
        return read_soon(filling);
    }
    let (programme, dictionary) = (filling.view.with_value(|view| view.programme_id.clone()), dictionary.to_owned());
    spawn_local(async move {
        let found = load_choices(programme, dictionary.clone(), code).await.unwrap_or_default();
        if filling.typed.is_disposed() {
            return;
        }
        filling.view.update_value(|view| view.dictionaries.entry(dictionary).or_default().extend(found));
        known.update(|known| *known += 1);
        read_soon(filling);
    });
}

/// The lists below must not be read once more with what no longer fits.
fn empty_after(list: &HtmlSelectElement) {
    let mut next: Option<Node> = list.next_sibling();
    while let Some(node) = next {
        if let Some(list) = node.dyn_ref::<HtmlSelectElement>() {
            list.set_value("");
        }
        next = node.next_sibling();
    }
}
