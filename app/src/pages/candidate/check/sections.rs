//! The answers page by page, with a link to change each page and each missing field.

use super::{
    super::registration::parts::{PhotoFrame, path},
    field_path,
    problems::offered_text,
};
use crate::{
    components::answers,
    domain::programme::Payment,
    locales::{Language, warning_sentence, words},
    view::{CheckView, Row, Section},
};
use leptos::prelude::*;

/// All sections; `edit` offers to change them.
pub fn draw(l: Language, view: &CheckView, edit: bool) -> AnyView {
    let change = |screen: String, what: String| {
        edit.then(
            || view! { <a href=path(view.id, &screen)>{words::common_change(l)}<span class="hide">{what}</span></a> },
        )
    };
    let sections = view.sections.iter().map(|section| {
        let title = section.title.get(l).to_owned();
        let answers = answers(l, section, |item| row(l, view.id, section, item, edit));
        let offered = section.offered.map(|offered| view! { <p class="field__hint">{offered_text(l, offered)}</p> });
        view! {
            <section class="sheet">
                <div class="sheet__head">
                    <h2>{title.clone()}</h2>
                    {change(format!("fill/{}", section.page), title)}
                </div>
                {offered}
                {answers}
            </section>
        }
        .into_any()
    });
    let photo = view.photo.clone().map(|photo| {
        view! {
            <section class="sheet">
                <div class="sheet__head">
                    <h2>{words::registration_photo(l)}</h2>
                    {change("photo".into(), words::registration_photo(l).into())}
                </div>
                <div class="photo"><PhotoFrame src=photo class="photo__frame photo__frame--small"/></div>
            </section>
        }
    });
    let materials = view.materials_needed.then(|| {
        let text = match view.materials_finished {
            true => words::node_materials_finished(l),
            false => words::registration_materials_open(l),
        };
        view! {
            <section class="sheet">
                <div class="sheet__head">
                    <h2>{words::registration_materials(l)}</h2>
                    <a href=path(view.id, "materials")>{words::node_link_read(l)}<span class="hide">{words::registration_materials(l)}</span></a>
                </div>
                <p>{text}</p>
            </section>
        }
    });
    let payment = match view.payment {
        Payment::Online => words::registration_payment_later(l),
        Payment::None => words::registration_payment_none(l),
    };
    let area = view.area.as_ref().map(|area| {
        view! {
            <section class="sheet">
                <div class="sheet__head">
                    <h2>{words::registration_area(l)}</h2>
                    {change("area".into(), words::registration_area(l).into())}
                </div>
                <dl class="summary">
                    <div class="summary__row"><dt>{words::registration_area(l)}</dt><dd>{area.get(l).to_owned()}</dd></div>
                    <div class="summary__row"><dt>{words::registration_payment(l)}</dt><dd>{payment}</dd></div>
                </dl>
            </section>
        }
    });
    view! {
        {area}
        {sections.collect_view()}
        {photo}
        {materials}
    }
    .into_any()
}

fn row(l: Language, id: i64, section: &Section, row: &Row, edit: bool) -> AnyView {
    let label = row.label.get(l).to_owned();
    let value = row.value.get(l).to_owned();
    let wrong = section.wrong.iter().any(|wrong| wrong.field == row.field);
    let (missing, text) = match (wrong, value.is_empty()) {
        (true, true) => (true, words::registration_missing(l).to_owned()),
        (true, false) => (true, value),
        (false, true) => (false, words::registration_empty(l).to_owned()),
        (false, false) => (false, value),
    };
    if missing && edit {
        let href = field_path(id, &section.page, &row.field);
        return view! {
            <div class="summary__row"><dt>{label}</dt><dd class="summary__missing"><a href=href>{text}</a></dd></div>
        }
        .into_any();
    }
    let warned = section.warnings.iter().find(|warned| warned.field == row.field);
    let warning = warned.map(|warned| view! { <br/><strong>{warning_sentence(l, &warned.warning)}</strong> });
    view! { <div class="summary__row"><dt>{label}</dt><dd>{text}{warning}</dd></div> }.into_any()
}
