//! What stands in the form right now: read from the inputs, checked by the same rules as on the server.

use super::kept::pairs;
use crate::{
    components::FormState,
    domain::{
        form::{
            Answer, Answers, Field, FieldType, FormFacts, Warning, as_meant, check_page, deepest, entry_field, is_find,
            page_value, posted_answers, posted_entries, warnings,
        },
        refusal::{Refusal, Wrong},
    },
    error::Error,
    unsaved::Unsaved,
    view::FillView,
};
use leptos::{
    html,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{FormData, HtmlElement, HtmlInputElement, js_sys::Array},
};
use leptos_router::hooks::use_location;
use std::{collections::BTreeSet, time::Duration};

/// How long a press takes from the finger's touch to its click.
const AFTER_A_PRESS: Duration = Duration::from_millis(300);

/// The form of a page while it is filled; cheap to copy.
#[derive(Clone, Copy)]
pub struct Filling {
    /// What the server sent.
    pub view: StoredValue<FillView>,
    /// The form itself.
    pub form: NodeRef<html::Form>,
    /// Names and values as they stand in the inputs; before the browser reads them, as they were drawn.
    pub typed: RwSignal<Vec<(String, String)>>,
    /// Whether the browser reads the inputs; until then every field is shown, for it may never do so.
    pub live: RwSignal<bool>,
    /// The answers that the server has.
    pub stored: StoredValue<Answers>,
    /// Whether the form was drawn with what the server has not.
    pub restored: bool,
    /// Whether everything that is wrong is shown, or only what was typed wrong just now.
    check: bool,
    touched: RwSignal<BTreeSet<String>>,
}

impl Filling {
    /// The form as the server draws it; with `former` it offers the answers given for the former area, with
    /// `unsaved` what did not reach the server, on the version on which it was typed.
    pub fn new(mut view: FillView, check: bool, former: bool, unsaved: Option<Unsaved>) -> Self {
        let stored = posted_answers(&view.page, &pairs(&view));
        if former {
            view.answers.extend(view.former.clone());
        }
        let restored = unsaved.is_some();
        if let Some(unsaved) = unsaved {
            view.answers.extend(posted_answers(&view.page, &unsaved.typed));
            view.base = unsaved.base;
        }
        Self {
            typed: RwSignal::new(pairs(&view)),
            stored: StoredValue::new(stored),
            restored,
            view: StoredValue::new(view),
            form: NodeRef::new(),
            live: RwSignal::new(false),
            check,
            touched: RwSignal::default(),
        }
    }

    /// Reads the inputs as soon as they are there, and leads to the field that the address names.
    pub fn watch(self) {
        let hash = use_location().hash;
        Effect::new(move |_| {
            if self.form.get().is_none() {
                return;
            }
            untrack(|| self.read());
            self.live.set(true);
            let field = hash.get().trim_start_matches('#').to_owned();
            // After the summary, which takes the focus first.
            set_timeout(move || focus(&field), Duration::ZERO);
        });
    }

    /// Reads all inputs.
    pub fn read(self) {
        let Some(form) = self.form.get_untracked() else {
            return;
        };
        let Ok(data) = FormData::new_with_form(&form) else {
            return;
        };
        let data: JsValue = data.into();
        let pair = |entry: JsValue| {
            let entry = Array::from(&entry);
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        };
        let typed: Vec<_> = Array::from(&data)
            .iter()
            .filter_map(pair)
            .filter(|(n, _)| n != "base" && n != "key" && !is_find(n))
            .collect();
        if self.typed.with_untracked(|before| *before != typed) {
            self.typed.set(typed);
        }
    }

    /// Somebody has finished with this input: its months are put into their one form, its errors shown.
    pub fn typed_into(self, name: &str) {
        let kind = self.view.with_value(|view| field_of(view, name).map(|field| field.kind));
        if let (Some(kind), Some(form)) = (kind, self.form.get_untracked()) {
            let found = form.elements().named_item(name).and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = found.filter(|input| input.type_() == "text") {
                let typed = input.value();
                let meant = as_meant(kind, &typed);
                if meant != typed {
                    input.set_value(&meant);
                }
            }
        }
        // A sentence below the field moves the page: a button that is being pressed must not move away from under it.
        let name = name.to_owned();
        let show = move || {
            self.touched.try_update(|touched| touched.insert(name));
        };
        set_timeout(show, AFTER_A_PRESS);
        self.read();
    }

    /// The value that conditions see: of the same entry where that has such a field, else of the page, else of what
    /// is not typed here: other pages, the identity, what was chosen at the start.
    pub fn value(self, entry: Option<(&str, usize)>, key: &str) -> String {
        let inside = entry.map(|(group, index)| entry_field(group, index, key));
        let inside = inside.filter(|name| self.view.with_value(|view| field_of(view, name).is_some()));
        let cascade = self.view.with_value(|view| field_of(view, key).is_some_and(|f| f.kind == FieldType::Cascade));
        let typed = self.typed.with(|typed| {
            let one = |name: &str| {
                let mut values = typed.iter().filter(|(n, _)| n == name).map(|(_, value)| value.trim()).peekable();
                values.peek()?;
                Some(if cascade { deepest(values) } else { values.next().unwrap_or_default() }.to_owned())
            };
            one(inside.as_deref().unwrap_or(key))
        });
        typed.unwrap_or_else(|| {
            self.view.with_value(|view| {
                let here = inside.is_some() || is_typed_here(view, key);
                if here { String::new() } else { page_value(&view.answers, key) }
            })
        })
    }

    /// What stands in the form, as answers.
    pub fn answers(self) -> Answers {
        self.view.with_value(|view| self.typed.with(|typed| posted_answers(&view.page, typed)))
    }

    /// The state that the fields find in their context: what is wrong with each.
    pub fn errors(self) -> FormState {
        let wrong = Memo::new(move |_| {
            let all = self.wrong();
            let touched = self.touched.get();
            let empty = |wrong: &Wrong| matches!(wrong.refusal, Refusal::Missing | Refusal::NotChosen);
            let shown = |wrong: &Wrong| self.check || (touched.contains(&wrong.field) && !empty(wrong));
            all.into_iter().filter(shown).collect::<Vec<_>>()
        });
        let mut state = FormState::posted();
        state.error = Signal::derive(move || refused(wrong.get()));
        state
    }

    /// Everything that is wrong, where the address asks for it.
    pub fn check_error(self) -> Option<Error> {
        if self.check { refused(untrack(move || self.wrong())) } else { None }
    }

    /// What the answer in this input deserves to be warned of, as it stands.
    pub fn warning(self, input: &str) -> Option<Warning> {
        self.by_rules(|view, answers, typed, facts| {
            let mut warned = warnings(&view.page, answers, facts).into_iter();
            warned.find(|warned| at_its_input(view, typed, &warned.field) == input).map(|warned| warned.warning)
        })
    }

    fn wrong(self) -> Vec<Wrong> {
        self.by_rules(|view, answers, typed, facts| {
            let wrong = check_page(&view.page, answers, facts).into_iter();
            wrong.map(|wrong| Wrong::new(&at_its_input(view, typed, &wrong.field), wrong.refusal)).collect()
        })
    }

    /// What the rules make of the form as it stands: its answers, its inputs, and what they are checked against.
    fn by_rules<T>(self, rules: impl FnOnce(&FillView, &Answers, &[(String, String)], &FormFacts<'_>) -> T) -> T {
        self.view.with_value(|view| {
            self.typed.with(|typed| {
                let mut answers = view.answers.clone();
                answers.extend(posted_answers(&view.page, typed));
                let facts = FormFacts {
                    now: view.now,
                    cutoff: view.cutoff,
                    dictionaries: &view.dictionaries,
                    areas: view.dictionaries.get("area").map_or(&[], Vec::as_slice),
                    sites: view.dictionaries.get("site").map_or(&[], Vec::as_slice),
                    specialties: &view.specialties,
                    education: &view.education,
                    units: &view.units,
                    exam: view.exam,
                };
                rules(view, &answers, typed, &facts)
            })
        })
    }
}

fn refused(wrong: Vec<Wrong>) -> Option<Error> {
    if wrong.is_empty() { None } else { Some(Error::Refused(Refusal::Fields(wrong))) }
}

/// The input of a field: entries count without the empty ones, inputs with them.
fn at_its_input(view: &FillView, typed: &[(String, String)], name: &str) -> String {
    let mut parts = name.splitn(3, '.');
    let (Some(group), Some(Ok(index)), Some(field)) = (parts.next(), parts.next().map(str::parse), parts.next()) else {
        return name.to_owned();
    };
    if !view.page.groups.iter().any(|g| g.key == group) {
        return name.to_owned();
    }
    let input = posted_entries(group, typed).into_keys().nth(index).unwrap_or(index);
    entry_field(group, input, field)
}

/// The field that an input asks for.
fn field_of<'a>(view: &'a FillView, name: &str) -> Option<&'a Field> {
    let mut parts = name.splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(group), Some(_), Some(key)) => {
            let group = view.page.groups.iter().find(|g| g.key == group)?;
            group.fields.iter().find(|f| f.key == key)
        }
        _ => view.page.fields.iter().find(|f| f.key == name),
    }
}

/// Whether a field outside of groups is answered on this page; the others stay as they are while it is open.
pub fn is_typed_here(view: &FillView, key: &str) -> bool {
    view.page.fields.iter().any(|field| field.key == key && !field.is_locked())
}

/// Leads to this element, where it is there.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// The values of a field as they are drawn.
pub fn drawn(view: &FillView, key: &str) -> Vec<String> {
    view.answers.get(key).map(Answer::many).unwrap_or_default().to_vec()
}
