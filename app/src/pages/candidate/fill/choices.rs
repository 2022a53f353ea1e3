//! Fields that show more beside each choice: subjects with last year's points, education records as cards.

use super::field::Asked;
use crate::{
    components::{Chip, DOT, Tone, typed, use_wrong},
    domain::{
        education::{EducationCheck, EducationRecord},
        form::Field,
    },
    locales::{Language, words},
    view::FillView,
};
use leptos::prelude::*;

/// Ticks; subjects of last year's candidates show the points.
pub fn ticks(l: Language, view: &FillView, field: &Field, mut asked: Asked) -> AnyView {
    let choices = field.options.as_ref().and_then(|name| view.dictionaries.get(name));
    // A form that came back without any tick had none.
    if typed("base").is_some() {
        asked.values = typed(&asked.name).unwrap_or_default().lines().map(str::to_owned).collect();
    }
    let items = choices.map_or(&[][..], Vec::as_slice).iter().enumerate().map(|(index, choice)| {
        let points = view.scores.get(&choice.code).map(|points| {
            view! { " "<Chip text=words::registration_points(l, points)/> }
        });
        let checked = asked.values.contains(&choice.code);
        let text = choice.name.get(l).to_owned();
        option(&asked.name, index, "checkbox", choice.code.clone(), checked, view! { {text}{points} }.into_any(), false)
    });
    let items: Vec<_> = items.collect();
    framed(l, asked, items)
}

/// The candidate's records; the way to add one stands below, what is typed here stays.
pub fn education(l: Language, view: &FillView, mut asked: Asked) -> AnyView {
    if let Some(value) = typed(&asked.name) {
        asked.values = vec![value];
    }
    let chosen = asked.value();
    let items: Vec<_> = view
        .education
        .iter()
        .enumerate()
        .map(|(index, record)| {
            let id = record.id.to_string();
            let checked = id == chosen;
            option(&asked.name, index, "radio", id, checked, card(l, record), true)
        })
        .collect();
    let (text, link) = match items.is_empty() {
        true => (words::registration_education_none(l), words::registration_education_add(l)),
        false => (words::registration_education_more(l), words::registration_education_link(l)),
    };
    let name = asked.name.clone();
    // With no record to choose, the summary's link leads to the way of adding one.
    let anchor = items.is_empty().then_some(name);
    view! {
        {framed(l, asked, items)}
        <p class="quiet">{text}" "<a id=anchor href="/me/education">{link}</a></p>
    }
    .into_any()
}

fn card(l: Language, record: &EducationRecord) -> AnyView {
    let (tone, check) = match record.check {
        EducationCheck::Unchecked => (Tone::Plain, words::registration_education_unchecked(l)),
        EducationCheck::Passed => (Tone::Ok, words::registration_education_passed(l)),
        EducationCheck::Failed => (Tone::Bad, words::registration_education_failed(l)),
    };
    let more = format!("{}{DOT}{}{DOT}{}", record.major, record.level_name.get(l), record.graduated);
    view! { {record.school.clone()}" "<Chip tone=tone text=check/><span class="choice__hint">{more}</span> }.into_any()
}

fn option(
    name: &str,
    index: usize,
    kind: &'static str,
    value: String,
    checked: bool,
    text: AnyView,
    boxed: bool,
) -> AnyView {
    // The summary's link leads to the first choice.
    let id = if index == 0 { name.to_owned() } else { format!("{name}-{index}") };
    let class = if boxed { "choice choice--box" } else { "choice" };
    view! {
        <label class=class>
            <input type=kind id=id name=name.to_owned() value=value checked=checked/>
            <span>{text}</span>
        </label>
    }
    .into_any()
}

fn framed(l: Language, asked: Asked, items: Vec<AnyView>) -> AnyView {
    let wrong = use_wrong(&asked.name);
    let (hint_id, error_id) = (format!("{}-hint", asked.name), format!("{}-error", asked.name));
    let class = move || {
        if wrong.with(Option::is_some) { "field field--bad" } else { "field" }
    };
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            if wrong.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
        }
    };
    let small = asked.optional.then(|| view! { " "<small>{words::common_optional(l)}</small> });
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> });
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{asked.label}{small}</legend>
            <p class="field__hint" id=hint_id>{asked.hint}</p>
            {error}
            <div class="choices">{items}</div>
        </fieldset>
    }
    .into_any()
}
