//! `/registrations/{id}/area`: 修改考区, with the warning what it clears.

use super::registration::parts::{Frame, path, use_id};
use crate::{
    api::registration::{ChangeArea as Change, load_area},
    components::{Form, FormState, Hidden, Note, NoteKind, SelectField, SubmitButton},
    domain::{
        programme::{Area, Confirmation},
        refusal::Refusal,
    },
    locales::{Language, sentence, state_word, use_language, words},
    view::AreaView,
};
use leptos::prelude::*;

/// Moves a registration to another area.
#[component]
pub fn ChangeArea() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let action = ServerAction::<Change>::new();
    let form = FormState::new(action);
    let area = Resource::new_blocking(move || (id.get(), form.saved.get()), |(id, _)| load_area(id));
    view! {
        <Frame
            title=words::node_link_change_area(l) id=id forms=vec![form] resource=area
            draw=move |l, view| draw(l, view, action, form)
        />
    }
}

fn draw(l: Language, view: AreaView, action: ServerAction<Change>, form: FormState) -> AnyView {
    let now = words::registration_area_now(l, words::common_area_name(l, view.current.name.get(l)));
    if let Some(refusal) = &view.closed {
        return closed(l, &view, now, refusal);
    }
    let others = view.areas.iter().filter(|area| area.code != view.current.code);
    let option = |area: &Area| {
        let how = match area.confirmation {
            Confirmation::Onsite => words::registration_confirm_onsite(l),
            Confirmation::Online => words::registration_confirm_online(l),
        };
        (area.code.clone(), words::registration_area_option(l, area.name.get(l), how))
    };
    let options: Vec<_> = others.map(option).collect();
    let warning = (view.answered > 0).then(|| {
        view! {
            <Note kind=NoteKind::Warn title=words::registration_area_warning(l, view.answered)>
                <p>{words::registration_area_warning_text(l)}</p>
            </Note>
        }
    });
    view! {
        <header class="head"><h1>{words::node_link_change_area(l)}</h1><p class="head__meta">{now}</p></header>
        {warning}
        <Form action=action form=form>
            <Hidden name="id" value=view.id.to_string()/>
            <Hidden name="key" value=view.key/>
            <SelectField name="area" label=words::registration_new_area(l) options=options/>
            <div class="actions">
                <SubmitButton text=words::registration_area_change(l) class="btn btn--danger"/>
                <a class="btn btn--quiet" href=format!("/registrations/{}", view.id)>{words::registration_area_stay(l)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// Why the area stays as it is, and the way back where there is one.
fn closed(l: Language, view: &AreaView, now: String, refusal: &Refusal) -> AnyView {
    let text = match refusal {
        Refusal::WindowClosed { .. } => sentence(l, refusal),
        Refusal::UnknownField => words::programme_area_later(l).to_owned(),
        _ if view.can_withdraw => words::registration_area_closed_withdraw(l).to_owned(),
        _ => words::registration_area_closed_state(l, state_word(l, view.state)),
    };
    let withdraw = view.can_withdraw.then(|| {
        view! { <p><a href=path(view.id, "confirmation")>{words::registration_withdraw(l)}</a></p> }
    });
    view! {
        <header class="head"><h1>{words::node_link_change_area(l)}</h1><p class="head__meta">{now}</p></header>
        <Note kind=NoteKind::Plain title=words::registration_area_closed(l)>
            <p>{text}</p>
            {withdraw}
        </Note>
    }
    .into_any()
}
