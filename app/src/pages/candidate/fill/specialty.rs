//! 报考专业: narrowed by category and level in the browser; without it the whole list, grouped by both.

use super::{field::Asked, filling::Filling};
use crate::{
    components::{typed, use_wrong},
    domain::{form::Field, programme::Specialty},
    locales::{Language, words},
    view::FillView,
};
use leptos::prelude::*;
use std::time::Duration;

/// The category and level that narrow the list; empty = any.
type Narrow = (String, String);

/// The list of specialties.
pub fn draw(l: Language, filling: Filling, field: &Field, asked: Asked) -> AnyView {
    // What was chosen last, even while the list does not offer it.
    let wanted = StoredValue::new(typed(&asked.name).unwrap_or_else(|| asked.value()));
    let (category, level) = (field.category_field.clone(), field.level_field.clone());
    let narrow = Memo::new(move |_| {
        let value = |key: &Option<String>| key.as_ref().map(|key| filling.value(None, key)).unwrap_or_default();
        let narrow: Narrow = (value(&category), value(&level));
        (filling.live.get() && narrow != Narrow::default()).then_some(narrow)
    });
    // Once the list has changed, what was chosen may no longer be in it.
    Effect::new(move |before: Option<()>| {
        narrow.track();
        if before.is_some() {
            set_timeout(
                move || {
                    if !filling.typed.is_disposed() {
                        filling.read()
                    }
                },
                Duration::ZERO,
            );
        }
    });
    let wrong = use_wrong(&asked.name);
    let class = move || {
        if wrong.with(Option::is_some) { "field field--bad" } else { "field" }
    };
    let (hint_id, error_id) = (format!("{}-hint", asked.name), format!("{}-error", asked.name));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            if wrong.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
        }
    };
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> });
    let count = move || {
        let fitting = narrow.get().map(|narrow| filling.view.with_value(|view| fitting(view, &narrow).count()));
        fitting.map_or_else(
            || words::registration_specialty_hint(l).to_owned(),
            |count| words::registration_specialty_count(l, count),
        )
    };
    let name = asked.name.clone();
    let options = move || {
        let narrow = narrow.get();
        let chosen = untrack(|| if filling.live.get() { filling.value(None, &name) } else { String::new() });
        if !chosen.is_empty() {
            wanted.set_value(chosen);
        }
        // The inner closure is drawn anew, never patched: an option must not stay chosen under another name.
        move || filling.view.with_value(|view| options(l, view, narrow.as_ref(), &wanted.get_value()))
    };
    let invalid = move || wrong.with(Option::is_some).then_some("true");
    view! {
        <div class=class>
            <label class="field__label" for=asked.name.clone()>{asked.label}</label>
            <p class="field__hint" id=hint_id>{asked.hint}{count}</p>
            {error}
            <select
                class="field__control" id=asked.name.clone() name=asked.name
                aria-describedby=described aria-invalid=invalid
            >
                <option value="">{words::common_please_choose(l)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn fitting<'a>(view: &'a FillView, (category, level): &'a Narrow) -> impl Iterator<Item = &'a Specialty> {
    let fits = |asked: &str, own: &str| asked.is_empty() || asked == own;
    view.specialties.iter().filter(move |s| s.offered && fits(category, &s.category) && fits(level, &s.level))
}

fn options(l: Language, view: &FillView, narrow: Option<&Narrow>, wanted: &str) -> AnyView {
    let one = |specialty: &Specialty| {
        let text = format!("{} {}", specialty.code, specialty.name.get(l));
        let selected = specialty.code == wanted;
        view! { <option value=specialty.code.clone() selected=selected>{text}</option> }.into_any()
    };
    if let Some(narrow) = narrow.filter(|(category, level)| !category.is_empty() && !level.is_empty()) {
        return fitting(view, narrow).map(one).collect::<Vec<_>>().into_any();
    }
    let all = Narrow::default();
    let narrow = narrow.unwrap_or(&all);
    let mut groups: Vec<(String, Vec<AnyView>)> = Vec::new();
    for specialty in fitting(view, narrow) {
        let name = |dictionary: &str, code: &str| {
            let choices = view.dictionaries.get(dictionary).map_or(&[][..], Vec::as_slice);
            choices.iter().find(|c| c.code == code).map_or_else(|| code.to_owned(), |c| c.name.get(l).to_owned())
        };
        let label = format!("{} · {}", name("categories", &specialty.category), name("levels", &specialty.level));
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, members)) => members.push(one(specialty)),
            None => groups.push((label, vec![one(specialty)])),
        }
    }
    let group = |(label, members)| view! { <optgroup label=label>{members}</optgroup> }.into_any();
    groups.into_iter().map(group).collect::<Vec<_>>().into_any()
}
