//! `/me/education`: up to five records, chosen by registrations.

use crate::{
    api::profile::{AddEducation, RemoveEducation, load_education},
    components::{
        Back, Check, Chip, DOT, ErrorSummary, Form, FormState, Hidden, Labels, Layout, Load, SelectField, Size,
        SubmitButton, TextField, Tone,
    },
    domain::{
        education::{EducationCheck, EducationFacts, EducationRecord, MOST_RECORDS, check_education},
        form::Choice,
    },
    locales::{Language, use_language, words},
    view::EducationView,
};
use leptos::prelude::*;
use leptos_meta::Title;
use std::sync::Arc;

/// `/me/education`.
#[component]
pub fn Education() -> impl IntoView {
    let l = use_language();
    let (add, remove) = (ServerAction::<AddEducation>::new(), ServerAction::<RemoveEducation>::new());
    let (adding, removing) = (FormState::new(add), FormState::new(remove));
    // The form outlives what is drawn anew after each record; it must not offer the same record again.
    Effect::new(move |before: Option<u32>| {
        let saved = adding.saved.get();
        if before.is_some_and(|before| before != saved) {
            empty("form[action$=add_education]");
        }
        saved
    });
    let education = Resource::new_blocking(move || (adding.saved.get(), removing.saved.get()), |_| load_education());
    view! {
        <Title text=words::profile_education(l)/>
        <Layout>
            <ErrorSummary form=adding labels=labels(l)/>
            <ErrorSummary form=removing/>
            <Back href="/me" text=words::common_back_to_me(l)/>
            <header class="head">
                <h1>{words::profile_education(l)}</h1>
                <p class="head__meta">{words::profile_education_meta(l)}</p>
            </header>
            <Load resource=education let:view>
                <div class="stack">
                    {records(l, &view, remove, removing)}
                    {(view.records.len() < MOST_RECORDS).then(|| add_form(l, view, add, adding))}
                </div>
            </Load>
        </Layout>
    }
}

/// Empties a form; on the server there is none.
fn empty(form: &str) {
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    #[cfg(feature = "hydrate")]
    {
        use leptos::{wasm_bindgen::JsCast, web_sys::HtmlFormElement};
        let found = document().query_selector(form).ok().flatten();
        if let Some(form) = found.and_then(|element| element.dyn_into::<HtmlFormElement>().ok()) {
            form.reset();
        }
    }
}

fn records(l: Language, view: &EducationView, remove: ServerAction<RemoveEducation>, form: FormState) -> AnyView {
    if view.records.is_empty() {
        return view! { <p class="quiet">{words::profile_education_none(l)}</p> }.into_any();
    }
    let degree = |code: &str| {
        let found = view.degrees.iter().find(|choice| choice.code == code);
        found.map_or_else(|| code.to_owned(), |choice| choice.name.get(l).to_owned())
    };
    let sheet = |record: &EducationRecord| sheet(l, record, degree(&record.degree), view.key.clone(), remove, form);
    view.records.iter().map(sheet).collect::<Vec<_>>().into_any()
}

fn sheet(
    l: Language,
    record: &EducationRecord,
    degree: String,
    key: String,
    remove: ServerAction<RemoveEducation>,
    form: FormState,
) -> AnyView {
    let title = format!("{}{DOT}{}", record.level_name.get(l), record.school);
    let (tone, word) = match record.check {
        EducationCheck::Unchecked => (Tone::Plain, words::profile_education_unchecked(l)),
        EducationCheck::Passed => (Tone::Ok, words::profile_education_passed(l)),
        EducationCheck::Failed => (Tone::Bad, words::profile_education_failed(l)),
    };
    let rows = [
        (words::profile_education_major(l), record.major.clone()),
        (words::profile_education_degree(l), degree),
        (words::profile_education_graduated(l), record.graduated.clone()),
        (words::profile_education_certificate(l), record.certificate.clone()),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <div class="summary__row"><dt>{label}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    let (id, name) = (record.id.to_string(), title.clone());
    let foot = if record.in_use {
        view! { <p class="quiet">{words::profile_education_in_use(l)}</p> }.into_any()
    } else {
        view! {
            <Form action=remove form=form>
                <Hidden name="id" value=id/>
                <Hidden name="key" value=key/>
                <button type="submit" class="link link--danger">{words::common_delete(l)}<span class="hide">{name}</span></button>
            </Form>
        }
        .into_any()
    };
    view! {
        <section class="sheet">
            <div class="sheet__head"><h2>{title}</h2><Chip tone=tone text=word/></div>
            <dl class="summary">{rows}</dl>
            {foot}
        </section>
    }
    .into_any()
}

fn add_form(l: Language, view: EducationView, add: ServerAction<AddEducation>, form: FormState) -> AnyView {
    let (now, levels, degrees) = (view.now, view.levels.clone(), view.degrees.clone());
    let check: Check<AddEducation> = Arc::new(move |typed: AddEducation| {
        check_education(&typed.education, &EducationFacts { now, levels: &levels, degrees: &degrees })
    });
    let options = move |choices: Vec<Choice>| -> Vec<_> {
        choices.into_iter().map(move |choice| (choice.code, choice.name.get(l).to_owned())).collect()
    };
    let schools: Vec<_> = view.schools.into_iter().map(|school| view! { <option value=school></option> }).collect();
    view! {
        <section class="sheet">
            <h2>{words::profile_education_add(l)}</h2>
            <Form action=add form=form check=check>
                <Hidden name="key" value=view.key/>
                <div class="twice">
                    <SelectField name="level" label=words::profile_education_level(l) options=options(view.levels)/>
                    <SelectField name="degree" label=words::profile_education_degree(l) options=options(view.degrees)/>
                </div>
                <TextField
                    name="school" label=words::profile_education_school(l)
                    hint=words::profile_education_school_hint(l) list="schools" autocomplete="off"
                />
                <datalist id="schools">{schools}</datalist>
                <TextField name="major" label=words::profile_education_major(l) autocomplete="off"/>
                <TextField
                    name="graduated" label=words::profile_education_graduated(l) size=Size::Short
                    hint=words::profile_education_graduated_hint(l) kind="month" autocomplete="off"
                />
                <TextField name="certificate" label=words::profile_education_certificate(l) autocomplete="off"/>
                <div class="actions"><SubmitButton text=words::profile_education_submit(l)/></div>
            </Form>
        </section>
    }
    .into_any()
}

fn labels(l: Language) -> Labels {
    let labels = [
        ("level", words::profile_education_level(l)),
        ("degree", words::profile_education_degree(l)),
        ("school", words::profile_education_school(l)),
        ("major", words::profile_education_major(l)),
        ("graduated", words::profile_education_graduated(l)),
        ("certificate", words::profile_education_certificate(l)),
    ];
    labels.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec()
}
