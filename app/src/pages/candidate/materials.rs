//! `/registrations/{id}/materials`: 证明材料 where the area confirms online; elsewhere 无需上传 and the way on.

mod kind;

use super::registration::parts::{FormLink, Frame, Reasons, path, saved, use_id};
use crate::{
    api::registration::{FinishMaterials, RemoveMaterial, load_materials},
    components::{Chip, Form, FormAction, FormState, Hidden, Icon, Note, NoteKind, SubmitButton, Tone},
    domain::{material, registration::State},
    locales::{Language, moment, until, use_language, words},
    view::MaterialsView,
};
use leptos::prelude::*;

/// The materials of a registration.
#[component]
pub fn Materials() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let (remove, finish) = (FormAction::<RemoveMaterial>::new(), FormAction::<FinishMaterials>::new());
    let forms = [FormState::posted(), remove.form, finish.form];
    let saved = saved(&forms);
    let materials = Resource::new_blocking(move || (id.get(), saved()), |(id, _)| load_materials(id));
    view! {
        <Frame
            title=words::registration_materials_title(l) id=id forms=forms.to_vec() resource=materials
            draw=move |l, view| draw(l, &view, remove, finish)
        />
    }
}

fn draw(
    l: Language,
    view: &MaterialsView,
    remove: FormAction<RemoveMaterial>,
    finish: FormAction<FinishMaterials>,
) -> AnyView {
    if view.kinds.is_empty() {
        return none_needed(l, view);
    }
    let needed = view.kinds.iter().filter(|kind| kind.min > 0).count();
    let missing = material::missing(view.kinds.iter(), &view.materials);
    let tone = if missing.is_empty() { Tone::Ok } else { Tone::Now };
    let there = words::registration_materials_count(l, needed, needed - missing.len());
    let deadline = view.deadline.filter(|_| view.open).map(|at| {
        view! { <Chip text=words::common_until(l, until(l, at))/> }
    });
    let refused = view.state == State::ConfirmationRefused;
    let reasons = if refused { view.reasons.clone() } else { Vec::new() };
    let meta = match view.form_wanted {
        true => words::registration_materials_meta(l),
        false => words::registration_materials_meta_onsite(l),
    };
    let id = view.id;
    let form_first = (view.open && view.form_wanted).then(|| {
        let link = match view.form_ready {
            true => view! { <FormLink id=id name=view.form_name.clone() class="btn btn--quiet btn--small"/> }.into_any(),
            false => {
                let fill = format!("/registrations/{id}");
                view! { <a class="btn btn--quiet btn--small" href=fill>{words::registration_materials_fill_first(l)}</a> }
                    .into_any()
            }
        };
        let name = view.form_name.get(l);
        let (title, text) =
            (words::registration_materials_form(l, name), words::registration_materials_form_text(l, name));
        view! {
            <Note title=title>
                <p>{text}</p>
                <p>{link}</p>
            </Note>
        }
    });
    let kinds = view.kinds.iter().map(|kind| kind::draw(l, view, kind, remove)).collect_view();
    view! {
        <header class="head">
            <h1>{words::registration_materials_title(l)}</h1>
            <p class="head__meta">{meta}</p>
            <p class="head__chips chips"><Chip tone=tone text=there/>{deadline}</p>
        </header>
        <Reasons title=words::registration_reasons(l) reasons=reasons/>
        {form_first}
        <div class="stack">{kinds}</div>
        {finishing(l, view, missing.len(), finish)}
    }
    .into_any()
}

/// 证明材料上传完成, or what it has led to.
fn finishing(l: Language, view: &MaterialsView, missing: usize, finish: FormAction<FinishMaterials>) -> AnyView {
    if let Some(at) = view.finished {
        let next = view.open.then(|| {
            view! { <div class="bar"><a class="btn" href=path(view.id, "submit")>{words::node_link_submit(l)}</a></div> }
        });
        return view! {
            <Note kind=NoteKind::Ok>
                <p><Icon name="check"/>" "{words::registration_materials_finished(l, moment(l, at))}</p>
            </Note>
            {next}
        }
        .into_any();
    }
    if !view.open {
        return view! { <Note kind=NoteKind::Plain><p>{words::registration_materials_closed(l)}</p></Note> }.into_any();
    }
    let FormAction { action, form } = finish;
    let (id, key) = (view.id.to_string(), view.key.clone());
    let still = (missing > 0).then(|| {
        view! { <span class="saved">{words::registration_materials_missing(l, missing)}</span> }
    });
    view! {
        <Form action=action form=form>
            <Hidden name="id" value=id/>
            <Hidden name="key" value=key/>
            <div class="bar">{still}<SubmitButton text=words::registration_materials_finish(l)/></div>
        </Form>
    }
    .into_any()
}

fn none_needed(l: Language, view: &MaterialsView) -> AnyView {
    let (href, text) = match view.state {
        State::Draft => (path(view.id, "submit"), words::node_link_submit(l)),
        _ => (format!("/registrations/{}", view.id), words::registration_back(l)),
    };
    view! {
        <header class="head"><h1>{words::registration_materials_title(l)}</h1></header>
        <div class="blank">
            <Icon name="check"/>
            <h2>{words::node_status_no_materials(l)}</h2>
            <p>{words::registration_materials_none(l)}</p>
            <div class="actions"><a class="btn" href=href>{text}</a></div>
        </div>
    }
    .into_any()
}
