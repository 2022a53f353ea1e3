//! The record in the middle of an officer's desk: who, what differs, every answer, materials, what happened.

use super::actions::Actions;
use crate::{
    components::{
        DifferenceTable, EligibilityNote, ErrorSummary, Form, FormAction, Hidden, Icon, Note, NoteKind, StateChip,
        Timeline, answers,
    },
    domain::{refusal::Refusal, registration::State},
    locales::{Language, list, moment, remedy, sentence, use_language, warning_sentence, words},
    view::{RegistrationView, Row, Section, StaffRegistration},
};
use leptos::prelude::*;

/// The whole record.
pub(super) fn record(staff: StaffRegistration, actions: Actions) -> AnyView {
    let l = use_language();
    let eligibility = staff.eligibility.clone().map(|verdict| view! { <EligibilityNote verdict=verdict/> });
    let sections: Vec<_> = staff.sections.iter().map(|answered| section(l, answered)).collect();
    view! {
        {who(l, &staff, actions)}
        {old_print(l, &staff, actions)}
        {differences(l, &staff)}
        {eligibility}
        {sections}
        {materials(l, &staff)}
        {timeline(l, &staff)}
    }
    .into_any()
}

fn who(l: Language, staff: &StaffRegistration, actions: Actions) -> AnyView {
    let registration = &staff.registration;
    let specialty = registration.specialty.as_ref().map(|t| format!(" · {}", t.get(l))).unwrap_or_default();
    let area = registration.area.as_ref().map(|area| format!(" · {}", area.name.get(l))).unwrap_or_default();
    let site = registration.site.as_ref().map(|t| format!(" · {}", t.get(l))).unwrap_or_default();
    view! {
        <section class="sheet">
            <header class="head">
                <p class="head__over">{registration.programme.get(l).to_owned()}{area}{site}</p>
                <h1>{staff.name.clone()}{specialty}</h1>
                <div class="head__meta">
                    <IdNumber id=registration.id masked=staff.id_number.clone() actions=actions/>
                </div>
                <p class="head__meta"><span class="num">{staff.phone.clone()}</span>{form(l, registration)}</p>
                <p class="head__chips chips"><StateChip state=registration.state/></p>
            </header>
            {reasons(l, registration)}
        </section>
    }
    .into_any()
}

/// That the print at hand is an old one, and what it does not show. Once a confirmation was refused for it, the panel
/// says so.
fn old_print(l: Language, staff: &StaffRegistration, actions: Actions) -> Option<AnyView> {
    let refusal = staff.old_print.as_ref()?;
    let Refusal::FormCodeOld { changed, .. } = refusal else { return None };
    let labels = staff.sections.iter().flat_map(|section| section.labels(l));
    let changed: Vec<_> = labels.filter(|(field, _)| changed.contains(field)).map(|(_, label)| label).collect();
    let (title, changed, what_to_do) = (sentence(l, refusal), list(l, &changed), remedy(l, refusal));
    let note = move || {
        (!actions.refused()).then(|| {
            let changed = (!changed.is_empty()).then(|| view! { <p>{changed.clone()}</p> });
            view! { <Note kind=NoteKind::Warn title=title.clone()>{changed}<p>{what_to_do}</p></Note> }.into_any()
        })
    };
    Some(view! { {note} }.into_any())
}

/// Which print counts; its code too, unless the officer is to read it from the paper.
fn form(l: Language, registration: &RegistrationView) -> Option<AnyView> {
    let version = registration.form_version;
    let code = registration.form_code.clone().map(|code| view! { " · "<span class="num">{code}</span> });
    (version > 0).then(|| view! { " · "{words::staff_form_version(l, version)}{code} }.into_any())
}

/// Why it was refused or given back; once that is over, why it was last.
fn reasons(l: Language, registration: &RegistrationView) -> Option<AnyView> {
    let title = match registration.state {
        State::ConfirmationRefused | State::ReviewRefused => words::staff_refused_reasons(l),
        State::Draft => words::staff_reopened_reasons(l),
        _ => words::staff_last_reasons(l),
    };
    let reasons: Vec<_> = registration.reasons.iter().map(|r| view! { <li>{r.clone()}</li> }).collect();
    (!reasons.is_empty()).then(|| view! { <Note kind=NoteKind::Bad title=title><ul>{reasons}</ul></Note> }.into_any())
}

/// The masked number, and the button that shows it whole and puts the look on record. A number that was asked for
/// another registration is not shown.
#[component]
fn IdNumber(id: i64, masked: String, actions: Actions) -> impl IntoView {
    let l = use_language();
    let FormAction { action, form } = actions.reveal;
    let shown = move || match action.value().get() {
        Some(Ok((whose, number))) if whose == id => number,
        _ => masked.clone(),
    };
    view! {
        <ErrorSummary form=form/>
        <Form action=action form=form>
            <Hidden name="id" value=id.to_string()/>
            <span class="num" data-id-number="" aria-live="polite">{shown}</span>" "
            <button class="link js" type="submit">{words::staff_reveal(l)}</button>
        </Form>
    }
}

fn differences(l: Language, staff: &StaffRegistration) -> Option<AnyView> {
    let differences = staff.registration.differences.clone();
    (!differences.is_empty()).then(|| {
        view! {
            <section class="sheet"><DifferenceTable differences=differences caption=words::staff_differs(l)/></section>
        }
        .into_any()
    })
}

fn section(l: Language, section: &Section) -> AnyView {
    let row = |row: &Row| {
        let value = row.value.get(l);
        let value = if value.is_empty() { words::registration_empty(l) } else { value }.to_owned();
        let warned = section.warnings.iter().find(|warned| warned.field == row.field);
        let warning = warned.map(|warned| view! { <br/><strong>{warning_sentence(l, &warned.warning)}</strong> });
        view! { <div class="summary__row"><dt>{row.label.get(l).to_owned()}</dt><dd>{value}{warning}</dd></div> }
            .into_any()
    };
    let answers = answers(l, section, row);
    view! {
        <section class="sheet">
            <div class="sheet__head"><h2>{section.title.get(l).to_owned()}</h2></div>
            {answers}
        </section>
    }
    .into_any()
}

fn materials(l: Language, staff: &StaffRegistration) -> Option<AnyView> {
    let files: Vec<_> = staff
        .materials
        .iter()
        .map(|material| {
            let kind = staff.kinds.iter().find(|k| k.key == material.kind).map(|k| k.name.get(l).to_owned());
            view! {
                <li>
                    <span class="files__thumb"><Icon name="file"/></span>
                    <span class="files__name">
                        {kind}<small>{material.name.clone()}" · "{material.bytes / 1024}" kB · "{moment(l, material.at)}</small>
                    </span>
                    <a href=format!("/files/{}", material.file) rel="external" target="_blank">
                        {words::staff_open(l)}<span class="hide">{material.name.clone()}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!staff.kinds.is_empty()).then(|| {
        view! {
            <section class="sheet">
                <div class="sheet__head"><h2>{words::staff_materials(l)}</h2></div>
                <ul class="files">{files}</ul>
            </section>
        }
        .into_any()
    })
}

fn timeline(l: Language, staff: &StaffRegistration) -> AnyView {
    view! {
        <section class="sheet">
            <div class="sheet__head"><h2>{words::staff_timeline(l)}</h2></div>
            <Timeline entries=staff.registration.timeline.clone()/>
        </section>
    }
    .into_any()
}
