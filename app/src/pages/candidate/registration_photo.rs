//! `/registrations/{id}/photo`: 确认报名照片.

use super::registration::parts::{Frame, PhotoFrame, path, use_id, use_registration};
use crate::{
    api::registration::{AFTER_PHOTO, ConfirmPhoto},
    components::{Form, FormState, Hidden, Icon, Note, NoteKind, SubmitButton},
    domain::{photo::PhotoRule, registration::State},
    locales::{Language, photo_limit, use_language, words},
    view::RegistrationView,
};
use leptos::prelude::*;

/// Confirms the photo of the profile for this registration.
#[component]
pub fn RegistrationPhoto() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let action = ServerAction::<ConfirmPhoto>::new();
    let form = FormState::new(action);
    view! {
        <Frame
            title=words::registration_photo_title(l) id=id forms=vec![form] resource=use_registration(id, &[form])
            draw=move |l, view| draw(l, view, action, form)
        />
    }
}

fn draw(l: Language, view: RegistrationView, action: ServerAction<ConfirmPhoto>, form: FormState) -> AnyView {
    let confirmed = view.photo.is_some() && (!view.can_change || view.photo_confirmed);
    let content = match (confirmed, &view.profile_photo) {
        (true, _) => done(l, &view),
        (false, Some(photo)) if view.can_change => ask(l, &view, photo.clone(), action, form),
        (false, None) if view.can_change => missing(l, &view.photo_rule),
        _ => view! { <Note kind=NoteKind::Plain><p>{words::registration_photo_closed(l)}</p></Note> }.into_any(),
    };
    view! {
        <header class="head">
            <h1>{words::registration_photo_title(l)}</h1>
            <p class="head__meta">{words::registration_photo_meta(l)}</p>
        </header>
        {content}
    }
    .into_any()
}

/// Where it goes on: materials only where the area asks for some.
fn after(view: &RegistrationView) -> &'static str {
    let [materials, submit] = AFTER_PHOTO;
    if view.takes_materials { materials } else { submit }
}

fn framed(l: Language, photo: String, text: &'static str) -> AnyView {
    view! {
        <section class="sheet" aria-label=words::registration_photo_alt(l)>
            <div class="photo">
                <PhotoFrame src=photo class="photo__frame photo__frame--large"/>
                <div class="photo__text stack"><p>{text}</p></div>
            </div>
        </section>
    }
    .into_any()
}

fn ask(
    l: Language,
    view: &RegistrationView,
    photo: String,
    action: ServerAction<ConfirmPhoto>,
    form: FormState,
) -> AnyView {
    let changed = view.photo.is_some().then(|| {
        view! { <Note><p>{words::registration_photo_changed(l)}</p></Note> }
    });
    let (id, key, then) = (view.id.to_string(), view.key.clone(), after(view));
    let rule = rule(l, &view.photo_rule);
    view! {
        {changed}
        {framed(l, photo, words::registration_photo_text(l))}
        {rule}
        <Form action=action form=form class="actions">
            <Hidden name="id" value=id/>
            <Hidden name="then" value=then/>
            <Hidden name="key" value=key/>
            <SubmitButton text=words::registration_photo_confirm(l)/>
            <a class="btn btn--quiet" href="/me/photo">{words::registration_photo_other(l)}</a>
        </Form>
    }
    .into_any()
}

fn done(l: Language, view: &RegistrationView) -> AnyView {
    let photo = view.photo.clone().unwrap_or_default();
    let draft = view.state == State::Draft;
    let next = draft.then(|| {
        let words = if after(view) == "materials" { words::node_link_materials(l) } else { words::node_link_submit(l) };
        view! {
            <div class="actions">
                <a class="btn" href=path(view.id, after(view))>{words}</a>
                <a class="btn btn--quiet" href="/me/photo">{words::registration_photo_other(l)}</a>
            </div>
        }
    });
    view! {
        <Note kind=NoteKind::Ok><p><Icon name="check"/>" "{words::node_photo_confirmed(l)}</p></Note>
        {framed(l, photo, words::registration_photo_printed(l))}
        {next}
    }
    .into_any()
}

/// What the programme asks of a photo, told before one is refused.
fn rule(l: Language, rule: &PhotoRule) -> AnyView {
    let lines: Vec<_> = rule.lines().map(|line| view! { <li>{photo_limit(l, rule, line)}</li> }).collect();
    let copy = rule.may_need_a_copy().then(|| view! { <p>{words::registration_photo_copy(l)}</p> });
    view! { <Note kind=NoteKind::Plain title=words::registration_photo_rule(l)><ul>{lines}</ul>{copy}</Note> }
        .into_any()
}

fn missing(l: Language, asked: &PhotoRule) -> AnyView {
    let rule = rule(l, asked);
    view! {
        <Note kind=NoteKind::Warn title=words::refusal_photo_missing(l)><p>{words::registration_photo_missing_text(l)}</p></Note>
        {rule}
        <div class="actions"><a class="btn" href="/me/photo">{words::registration_photo_upload(l)}</a></div>
    }
    .into_any()
}
