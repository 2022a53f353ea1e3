//! Fields to type into: label, hint, error, control. The input's `name` and `id` are the field's key.

use super::{typed, use_wrong};
use crate::locales::{use_language, words};
use leptos::prelude::*;

/// How wide a control is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As wide as the form.
    #[default]
    Full,
    /// For a month or a number.
    Short,
    /// For a phone number.
    Middle,
    /// For a form code.
    Code,
}

impl Size {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Full => "field__control",
            Self::Short => "field__control field__control--short",
            Self::Middle => "field__control field__control--middle",
            Self::Code => "field__control field__control--code",
        }
    }
}

/// What surrounds every control: label, hint and error, with their ids.
pub(crate) struct Frame {
    pub(crate) wrong: Memo<Option<String>>,
    pub(crate) hint_id: String,
    pub(crate) error_id: String,
    pub(crate) hint: String,
}

impl Frame {
    pub(crate) fn new(name: &str, hint: String) -> Self {
        Self { wrong: use_wrong(name), hint_id: format!("{name}-hint"), error_id: format!("{name}-error"), hint }
    }

    pub(crate) fn class(&self) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        let wrong = self.wrong;
        move || if wrong.with(Option::is_some) { "field field--bad" } else { "field" }
    }

    pub(crate) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
        let wrong = self.wrong;
        move || wrong.with(Option::is_some).then_some("true")
    }

    pub(crate) fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let (wrong, hint) = (self.wrong, (!self.hint.is_empty()).then(|| self.hint_id.clone()));
        let error = self.error_id.clone();
        move || {
            let ids: Vec<String> =
                hint.clone().into_iter().chain(wrong.with(Option::is_some).then(|| error.clone())).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    pub(crate) fn texts(&self) -> AnyView {
        let (hint_id, error_id, wrong) = (self.hint_id.clone(), self.error_id.clone(), self.wrong);
        let hint = (!self.hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{self.hint.clone()}</p> });
        let error = move || wrong.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> });
        view! { {hint}{error} }.into_any()
    }
}

/// The label's words, with "选填" where nothing needs to be typed.
pub(super) fn label_text(label: String, optional: bool) -> AnyView {
    let small = optional.then(|| view! { " "<small>{words::common_optional(use_language())}</small> });
    view! { {label}{small} }.into_any()
}

/// One line to type into. A refused value that was posted without WebAssembly comes back, passwords never.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] size: Size,
    #[prop(optional)] optional: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional, into)] maxlength: Option<u32>,
    /// The id of a `<datalist>`.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let value = if kind == "password" { None } else { Some(typed(&name).unwrap_or(value)) };
    view! {
        <div class=frame.class()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            {frame.texts()}
            <input
                class=size.class() id=name.clone() name=name type=kind value=value
                autocomplete=autocomplete inputmode=inputmode maxlength=maxlength list=list
                aria-describedby=frame.described_by() aria-invalid=frame.invalid()
            />
        </div>
    }
}

/// What stands in a textarea. Leptos writes it into the page as it is: a tag that was typed there would be one.
#[must_use]
pub fn in_textarea(text: String) -> String {
    if cfg!(feature = "ssr") { text.replace('&', "&amp;").replace('<', "&lt;") } else { text }
}

/// Several lines to type into.
#[component]
pub fn AreaField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] maxlength: Option<u32>,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    let value = typed(&name).unwrap_or(value);
    view! {
        <div class=frame.class()>
            <label class="field__label" for=name.clone()>{label_text(label, optional)}</label>
            {frame.texts()}
            <textarea
                class="field__control" id=name.clone() name=name rows="4" maxlength=maxlength
                aria-describedby=frame.described_by() aria-invalid=frame.invalid()
            >{in_textarea(value)}</textarea>
        </div>
    }
}

/// A value that travels with the form unseen.
#[component]
pub fn Hidden(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
