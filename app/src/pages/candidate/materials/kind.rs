//! One kind of material: what it should show, the files that are there, and the upload.

use super::super::registration::parts::path;
use crate::{
    api::registration::RemoveMaterial,
    components::{Chip, Form, FormAction, Hidden, Icon, SubmitButton, Tone},
    domain::{material::Material, programme::MaterialKind},
    locales::{Language, moment, size, words},
    view::MaterialsView,
};
use leptos::prelude::*;

/// A kind of material with its files.
pub fn draw(l: Language, view: &MaterialsView, kind: &MaterialKind, remove: FormAction<RemoveMaterial>) -> AnyView {
    let files: Vec<&Material> = view.materials.iter().filter(|m| m.kind == kind.key).collect();
    let (tone, text) = match (files.len(), kind.min) {
        (0, 0) => (Tone::Off, words::registration_material_if_any(l)),
        (there, min) if there < min as usize => (Tone::Plain, words::registration_material_needed(l)),
        _ => (Tone::Ok, words::registration_material_there(l)),
    };
    let upload = (view.open && files.len() < kind.max as usize).then(|| upload(l, view, kind, files.is_empty()));
    let list = (!files.is_empty()).then(|| {
        let items: Vec<_> = files.into_iter().map(|material| file(l, view, material, remove)).collect();
        view! { <ul class="files">{items}</ul> }
    });
    view! {
        <section class="sheet" aria-labelledby=format!("kind-{}", kind.key)>
            <div class="sheet__head"><h2 id=format!("kind-{}", kind.key)>{kind.name.get(l).to_owned()}</h2><Chip tone=tone text=text/></div>
            <div class="wanted">
                <p class="quiet">{kind.hint.get(l).to_owned()}</p>
                {example(l, view, kind)}
            </div>
            {list}
            {upload}
        </section>
    }
    .into_any()
}

/// A picture of what is wanted, small; the browser itself opens it large, not the router of the pages.
fn example(l: Language, view: &MaterialsView, kind: &MaterialKind) -> Option<AnyView> {
    let file = kind.example.as_ref()?;
    let address = format!("/programmes/{}/examples/{file}", view.programme_id);
    let large = address.clone();
    let alt = words::registration_example_alt(l, kind.name.get(l));
    Some(
        view! {
            <figure class="example">
                <a href=large rel="external" target="_blank"><img src=address alt=alt loading="lazy"/></a>
                <figcaption>{words::registration_example(l)}</figcaption>
            </figure>
        }
        .into_any(),
    )
}

fn file(l: Language, view: &MaterialsView, material: &Material, remove: FormAction<RemoveMaterial>) -> AnyView {
    let address = format!("/files/{}", material.file);
    let thumb = if material.is_picture() {
        view! { <img class="files__thumb" src=address.clone() alt="" loading="lazy"/> }.into_any()
    } else {
        view! { <span class="files__thumb"><Icon name="file"/></span> }.into_any()
    };
    let name = material.name.clone();
    let form = view.open.then(|| {
        let FormAction { action, form } = remove;
        let (id, file, key) = (view.id.to_string(), material.file.clone(), view.key.clone());
        view! {
            <Form action=action form=form>
                <Hidden name="id" value=id/>
                <Hidden name="file" value=file/>
                <Hidden name="key" value=key/>
                <button type="submit" class="link link--danger">{words::common_delete(l)}<span class="hide">{name}</span></button>
            </Form>
        }
    });
    let size = words::registration_file_size(l, material.bytes.div_ceil(1024), moment(l, material.at));
    view! {
        <li>
            {thumb}
            <span class="files__name"><a href=address rel="external">{material.name.clone()}</a><small>{size}</small></span>
            {form}
        </li>
    }
    .into_any()
}

/// A plain multipart form: the server answers it outside the server functions, with and without WebAssembly.
///
/// That no file was chosen is said by the page too, not by a bubble of the browser.
fn upload(l: Language, view: &MaterialsView, kind: &MaterialKind, first: bool) -> AnyView {
    let (id, hint_id) = (format!("file-{}", kind.key), format!("file-{}-hint", kind.key));
    let label = if first { words::registration_choose_file(l) } else { words::registration_one_more_file(l) };
    let types = kind.accept.iter().map(|ending| ending.to_uppercase()).collect::<Vec<_>>();
    let hint =
        words::registration_file_hint(l, types.join(words::common_list_separator(l)), size(kind.max_kb), kind.max);
    // Some devices write the ending of a JPEG in full.
    let jpeg = kind.accept.iter().any(|ending| ending == "jpg").then(|| ".jpeg".to_owned());
    let accept = kind.accept.iter().map(|ending| format!(".{ending}")).chain(jpeg).collect::<Vec<_>>().join(",");
    view! {
        <form class="upload" method="post" enctype="multipart/form-data" action=path(view.id, "materials")>
            <input type="hidden" name="kind" value=kind.key.clone()/>
            <input type="hidden" name="key" value=view.key.clone()/>
            <label class="field__label" for=id.clone()>{label}<span class="hide">{kind.name.get(l).to_owned()}</span></label>
            <p class="field__hint" id=hint_id.clone()>{hint}</p>
            <input id=id type="file" name="file" accept=accept aria-describedby=hint_id/>
            <SubmitButton text=words::registration_upload(l) class="btn btn--quiet btn--small"/>
        </form>
    }
    .into_any()
}
