//! Fields to choose from: a list, radio buttons, ticks.

use super::{
    field::{Frame, Size, label_text},
    typed,
};
use crate::locales::{use_language, words};
use leptos::prelude::*;

/// A list to choose one value from; `options` are pairs of value and name.
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    #[prop(optional)] size: Size,
    #[prop(optional)] optional: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let value = typed(&name).unwrap_or(value);
    let options = options.into_iter().map(|(code, text)| {
        let selected = code == value;
        view! { <option value=code selected=selected>{text}</option> }
    });
    view! {
        <div class=frame.class()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            {frame.texts()}
            <select
                class=size.class() id=name.clone() name=name autocomplete=autocomplete
                aria-describedby=frame.described_by() aria-invalid=frame.invalid()
            >
                <option value="">{words::common_please_choose(use_language())}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// Radio buttons; `options` are pairs of value and name.
#[component]
pub fn RadioField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    let chosen = move |code: &str| code == value;
    view! { <Choices kind="radio" name=name label=label options=options hint=hint optional=optional chosen=chosen/> }
}

/// Ticks for several values at once; `options` are pairs of value and name.
#[component]
pub fn ManyField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] values: Vec<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let chosen = move |code: &str| values.iter().any(|v| v == code);
    view! { <Choices kind="checkbox" name=name label=label options=options hint=hint optional=optional chosen=chosen/> }
}

#[component]
fn Choices(
    kind: &'static str,
    name: String,
    label: String,
    options: Vec<(String, String)>,
    hint: String,
    optional: bool,
    chosen: impl Fn(&str) -> bool,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let items = options.into_iter().enumerate().map(|(index, (code, text))| {
        // The summary's link leads to the first choice.
        let id = if index == 0 { name.clone() } else { format!("{name}-{index}") };
        let checked = chosen(&code);
        view! {
            <label class="choice">
                <input type=kind id=id name=name.clone() value=code checked=checked/>
                <span>{text}</span>
            </label>
        }
    });
    view! {
        <fieldset class=frame.class() aria-describedby=frame.described_by()>
            <legend class="field__label">{label_text(label, optional)}</legend>
            {frame.texts()}
            <div class="choices">{items.collect_view()}</div>
        </fieldset>
    }
}

/// One tick; its value is `true`.
#[component]
pub fn TickField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let checked = checked || typed(&name).is_some_and(|value| !value.is_empty());
    view! {
        <div class=frame.class()>
            {frame.texts()}
            <label class="choice choice--box">
                <input
                    type="checkbox" id=name.clone() name=name value="true" checked=checked
                    aria-describedby=frame.described_by() aria-invalid=frame.invalid()
                />
                <span>{label}</span>
            </label>
        </div>
    }
}
