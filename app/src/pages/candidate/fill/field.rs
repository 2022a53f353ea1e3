//! One field, drawn by its type.

use super::{
    choices, condition,
    filling::{Filling, drawn},
    narrowed::read_soon,
    site, specialty, unit,
};
use crate::{
    components::{Cascade, CascadeField, Found, NextList, RadioField, SelectField, Size, TextField},
    domain::form::{Answer, Choice, Field, FieldType, entry_field, levels, page_value},
    locales::{Language, warning_sentence, words},
    view::FillView,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Up to so many choices are shown at once.
const FEW: usize = 3;

/// The entry of a group that a field belongs to.
pub type Entry = Option<(String, usize)>;

/// What every kind of field needs to be drawn.
#[derive(Clone)]
pub struct Asked {
    /// The input's name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What is below the label.
    pub hint: String,
    /// The values as they are drawn.
    pub values: Vec<String>,
    /// Whether nothing needs to be typed.
    pub optional: bool,
}

impl Asked {
    /// The one value.
    pub fn value(&self) -> String {
        self.values.first().cloned().unwrap_or_default()
    }
}

/// The field; nothing for identity, which is shown locked. A field that does not apply is hidden, while the browser
/// reads along or where nothing on the page decides it.
pub fn draw(l: Language, filling: Filling, field: &Field, entry: Entry) -> Option<AnyView> {
    if field.is_locked() {
        return None;
    }
    let asked = filling.view.with_value(|view| asked(l, view, field, entry.as_ref()));
    let warning = field.warns().then(|| warning(l, filling, asked.name.clone()));
    let drawn = filling.view.with_value(|view| control(l, filling, view, field, asked, entry.as_ref()));
    let drawn = view! { {drawn}{warning} }.into_any();
    let Some(applies) = &field.visible_when else { return Some(drawn) };
    // Without WebAssembly every other field is shown, and says when it applies.
    let (settled, when) =
        filling.view.with_value(|view| (condition::is_settled(view, applies), condition::sentence(l, view, field)));
    let when = (!when.is_empty()).then(|| view! { <p class="field__hint nojs">{when}</p> });
    let field = field.clone();
    let hidden = move || {
        let entry = entry.as_ref().map(|(group, index)| (group.as_str(), *index));
        (settled || filling.live.get()) && !field.is_visible(&|key| filling.value(entry, key))
    };
    Some(view! { <div class="field" hidden=hidden>{drawn}{when}</div> }.into_any())
}

fn asked(l: Language, view: &FillView, field: &Field, entry: Option<&(String, usize)>) -> Asked {
    let help = field.help.as_ref().map(|help| help.get(l).to_owned());
    let shape = match field.kind {
        FieldType::Month => words::registration_month_hint(l),
        _ => "",
    };
    let when = if field.visible_when.is_none() { condition::sentence(l, view, field) } else { String::new() };
    let hint = [help.unwrap_or_default(), shape.to_owned(), when];
    let hint =
        hint.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(words::registration_between(l));
    let (name, values) = match entry {
        None => (field.key.clone(), drawn(view, &field.key)),
        Some((group, index)) => {
            let value = match view.answers.get(group) {
                Some(Answer::Entries(entries)) => entries.get(*index).and_then(|entry| entry.get(&field.key)).cloned(),
                _ => None,
            };
            (entry_field(group, *index, &field.key), value.into_iter().collect())
        }
    };
    let value = |key: &str| page_value(&view.answers, key);
    let optional = match &field.required_when {
        None => !field.required,
        Some(needed) => condition::is_settled(view, needed) && !needed.holds(&value),
    };
    Asked { name, label: field.label.get(l).to_owned(), hint, values, optional }
}

fn control(
    l: Language,
    filling: Filling,
    view: &FillView,
    field: &Field,
    asked: Asked,
    entry: Option<&(String, usize)>,
) -> AnyView {
    let options = |name: &str| pairs(l, view.dictionaries.get(name));
    match field.kind {
        FieldType::Identity => ().into_any(),
        FieldType::Text => line(field, asked, "text", Size::Full, None),
        FieldType::Phone => line(field, asked, "tel", Size::Middle, Some("tel")),
        FieldType::Number | FieldType::Month => line(field, asked, "text", Size::Short, Some("numeric")),
        FieldType::Date => line(field, asked, "date", Size::Short, None),
        FieldType::Area => list(options("area"), asked),
        FieldType::Site if field.area_field.is_some() => site::draw(l, filling, field, asked),
        FieldType::Site => list(options("site"), asked),
        FieldType::Choice => {
            let options = options(field.options.as_deref().unwrap_or_default());
            if field.allow.is_empty() { list(options, asked) } else { allowed(filling, field, options, asked, entry) }
        }
        FieldType::Cascade => cascade(filling, view, field, asked),
        FieldType::Unit | FieldType::School => unit::draw(l, filling, field, asked, entry),
        FieldType::Many => choices::ticks(l, view, field, asked),
        FieldType::Education => choices::education(l, view, asked),
        FieldType::Specialty => specialty::draw(l, filling, field, asked),
    }
}

/// What the answer deserves to be warned of, as it stands; it holds nobody back.
fn warning(l: Language, filling: Filling, input: String) -> AnyView {
    let text = move || filling.warning(&input).map(|warning| warning_sentence(l, &warning));
    view! { <p class="field__hint" role="status"><strong>{text}</strong></p> }.into_any()
}

/// The lists of a cascade; what comes to them is known to the rules of the page from then on.
fn cascade(filling: Filling, view: &FillView, field: &Field, asked: Asked) -> AnyView {
    let (dictionary, value) = (field.options.clone().unwrap_or_default(), asked.value());
    let choices = view.dictionaries.get(&dictionary).map_or(&[][..], Vec::as_slice);
    let lists = Cascade {
        programme: view.programme_id.clone(),
        levels: levels(choices, &value),
        dictionary: dictionary.clone(),
    };
    let found: Found = Arc::new(move |more: &[Choice]| {
        filling.view.try_update_value(|view| {
            let known = view.dictionaries.entry(dictionary.clone()).or_default();
            let new = more.iter().filter(|choice| !known.contains(choice)).cloned().collect::<Vec<_>>();
            known.extend(new);
        });
        read_soon(filling);
    });
    let Asked { name, label, hint, .. } = asked;
    view! {
        <CascadeField
            name=name label=label hint=hint value=value cascade=lists next=NextList::Saved found=found
        />
    }
    .into_any()
}

/// Only the choices that may be taken; without WebAssembly all of them, and the rules say which may not.
fn allowed(
    filling: Filling,
    field: &Field,
    options: Vec<(String, String)>,
    asked: Asked,
    entry: Option<&(String, usize)>,
) -> AnyView {
    let (field, entry) = (field.clone(), entry.cloned());
    let name = asked.name.clone();
    let open = Memo::new(move |_| {
        let value = |key: &str| filling.value(entry.as_ref().map(|(group, index)| (group.as_str(), *index)), key);
        let live = filling.live.get();
        options.iter().filter(|(code, _)| !live || field.allows(code, &value)).cloned().collect::<Vec<_>>()
    });
    let asked = StoredValue::new(asked);
    (move || {
        let options = open.get();
        let typed = untrack(|| if filling.live.get() { Some(filling.value(None, &name)) } else { None });
        let asked = asked.with_value(|asked| Asked {
            values: typed.filter(|v| !v.is_empty()).map_or_else(|| asked.values.clone(), |value| vec![value]),
            ..asked.clone()
        });
        // The inner closure is drawn anew, never patched.
        move || list(options.clone(), asked.clone())
    })
    .into_any()
}

fn pairs(l: Language, choices: Option<&Vec<Choice>>) -> Vec<(String, String)> {
    let choices = choices.map_or(&[][..], Vec::as_slice);
    choices.iter().map(|choice| (choice.code.clone(), choice.name.get(l).to_owned())).collect()
}

fn line(field: &Field, asked: Asked, kind: &'static str, size: Size, inputmode: Option<&'static str>) -> AnyView {
    let limit = if field.kind == FieldType::Text { field.max } else { None };
    let value = asked.value();
    let Asked { name, label, hint, optional, .. } = asked;
    let autocomplete = if kind == "tel" { "tel-national" } else { "off" };
    let maxlength = limit.and_then(|max| u32::try_from(max).ok()).unwrap_or(LONGEST);
    let inputmode = inputmode.unwrap_or("text");
    view! {
        <TextField
            name=name label=label hint=hint value=value kind=kind size=size optional=optional
            autocomplete=autocomplete inputmode=inputmode maxlength=maxlength
        />
    }
    .into_any()
}

/// The most characters of any answer.
const LONGEST: u32 = crate::domain::form::LONGEST_ANSWER as u32;

fn list(options: Vec<(String, String)>, asked: Asked) -> AnyView {
    let value = asked.value();
    let Asked { name, label, hint, optional, .. } = asked;
    // Radio buttons cannot be emptied again, so they only ask what must be answered.
    if options.len() <= FEW && !optional {
        return view! { <RadioField name=name label=label hint=hint value=value options=options/> }.into_any();
    }
    view! { <SelectField name=name label=label hint=hint value=value options=options optional=optional/> }.into_any()
}
