//! `/registrations/{id}/fill/{page}`: a page of the form. Posted natively, so that it works without WebAssembly;
//! with it, saved while it is typed.

mod autosave;
mod bar;
mod choices;
mod condition;
mod field;
mod filling;
mod group;
mod kept;
mod narrowed;
mod progress;
mod site;
mod specialty;
mod unit;

use super::registration::parts::{Frame, path, use_id};
use crate::{
    api::registration::{compare_page, load_fill},
    components::{
        Alert, ErrorSummary, FormState, Labels, Locked, LockedRow, Note, NoteKind, Proposals, typed_pairs, use_query,
    },
    domain::{
        form::{Field, Group, entries_shown, entry_field, posted_answers},
        refusal::Refusal,
    },
    error::Error,
    locales::{Language, use_language, words},
    unsaved::Unsaved,
    view::{Elsewhere, FillView, identity_key},
};
use autosave::Autosave;
use filling::{Filling, focus};
use leptos::{context::Provider, ev, prelude::*, web_sys::HtmlInputElement};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Of each group, how many entries are shown at least.
type Shown = BTreeMap<String, usize>;

/// A page, and how many entries of its groups came back with a form that was refused: the browser must draw as many as
/// the server did.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Loaded {
    view: FillView,
    came_back: Shown,
    /// What was saved elsewhere, where such a form was refused for it.
    elsewhere: Option<Elsewhere>,
}

async fn load(id: i64, page: String, elsewhere: bool) -> Result<Loaded, Error> {
    let view = load_fill(id, page.clone()).await?;
    let elsewhere = match typed_pairs().filter(|_| elsewhere) {
        Some(typed) => compare_page(id, page, posted_answers(&view.page, &typed)).await.ok(),
        None => None,
    };
    let came_back = view.page.groups.iter().map(|group| (group.key.clone(), group::came_back(group))).collect();
    Ok(Loaded { view, came_back, elsewhere })
}

/// A page of the form.
#[component]
pub fn Fill() -> impl IntoView {
    let (l, id) = (use_language(), use_id());
    let (params, query) = (use_params_map(), use_query());
    // What one field knows of another.
    provide_context(Proposals::default());
    let page = Memo::new(move |_| params.read().get("page").unwrap_or_default());
    // What the address asks for: to see what is wrong, to take the answers given for the former area.
    let check = Memo::new(move |_| query.read().get("check").is_some());
    let former = Memo::new(move |_| query.read().get("former").is_some());
    let refused = FormState::posted().error;
    let elsewhere = Memo::new(move |_| refused.with(|refused| refused.as_ref().is_some_and(is_elsewhere)));
    let asked = move || (id.get(), page.get(), former.get(), check.get(), elsewhere.get());
    let filled = Resource::new_blocking(asked, |(id, page, .., elsewhere)| load(id, page, elsewhere));
    // What the browser kept is asked for once it runs: the page is drawn as the server drew it, then once more.
    let running = RwSignal::new(false);
    Effect::new(move |_| running.set(true));
    let drawn = move |l, loaded: Loaded| {
        let Loaded { view, mut came_back, elsewhere } = loaded;
        for (group, shown) in &mut came_back {
            let asked: Option<usize> = query.with_untracked(|query| query.get(&entries_shown(group))?.parse().ok());
            *shown = asked.unwrap_or_default().max(*shown);
        }
        let (key, id) = (view.page.key.clone(), view.id);
        let unsaved = Memo::new(move |found: Option<&Option<Unsaved>>| match found.cloned().flatten() {
            None if running.get() => Unsaved::find(id, &key),
            found => found,
        });
        let ask = Ask {
            check: check.get_untracked(),
            former: former.get_untracked(),
            refused: refused.get_untracked(),
            shown: came_back,
            elsewhere,
        };
        // A closure is drawn anew, never patched: what was typed on another page must not stay here.
        (move || draw(l, view.clone(), ask.clone(), unsaved.get())).into_any()
    };
    view! { <Frame title=words::node_fill(l) id=id resource=filled draw=drawn/> }
}

/// What the address asks for besides the page.
#[derive(Clone)]
struct Ask {
    check: bool,
    former: bool,
    refused: Option<Error>,
    shown: Shown,
    elsewhere: Option<Elsewhere>,
}

fn is_elsewhere(error: &Error) -> bool {
    error.refusal() == Some(&Refusal::PageChangedElsewhere)
}

fn draw(l: Language, view: FillView, ask: Ask, unsaved: Option<Unsaved>) -> AnyView {
    let at = view.pages.iter().position(|page| page.key == view.page.key).unwrap_or_default();
    let over = words::registration_page_of(l, at + 1, view.pages.len());
    let title = view.page.title.get(l).to_owned();
    let intro = view.page.intro.as_ref().map(|intro| view! { <p class="head__meta">{intro.get(l).to_owned()}</p> });
    let copy = copy_offer(l, &view, ask.former);
    let progress = progress::progress(l, &view);
    let locked = locked(l, &view);
    let labels = labels(l, &view);
    let refused = ask.refused.filter(|_| ask.elsewhere.is_none()).map(|error| view! { <Alert error=error/> });
    let unsaved = unsaved.filter(|_| view.open);
    let found = unsaved.is_some().then(|| view! { <Note><p>{words::registration_unsaved_found(l)}</p></Note> });
    let filling = Filling::new(view, ask.check, ask.former, unsaved);
    let autosave = Autosave::new(filling, ask.elsewhere);
    // The summary stands still while its fields are corrected, or it would take the focus away each time.
    let mut summary = FormState::posted();
    summary.error = Signal::stored(filling.check_error());
    view! {
        <ErrorSummary form=summary labels=labels/>
        {refused}
        {bar::troubles(l, autosave)}
        {progress}
        <header class="head"><p class="head__over">{over}</p><h1>{title}</h1>{intro}</header>
        {found}
        {copy}
        {locked}
        {form(l, filling, autosave, ask.shown)}
    }
    .into_any()
}

fn form(l: Language, filling: Filling, autosave: Autosave, shown: Shown) -> AnyView {
    let (id, page, base, key, open) =
        filling.view.with_value(|v| (v.id, v.page.clone(), v.base, v.key.clone(), v.open));
    let action = path(id, &format!("fill/{}", page.key));
    // A form that is closed keeps its inputs from the browser: it stays as it was drawn.
    if open {
        filling.watch();
        autosave.watch();
    }
    // Drawn inside the provider, where each field finds what is wrong with it.
    let fields = move || -> Vec<AnyView> {
        let fields = page.fields.iter().filter_map(|f| field::draw(l, filling, f, None));
        let shown = |group: &Group| shown.get(&group.key).copied().unwrap_or_default();
        fields.chain(page.groups.iter().map(|g| group::draw(l, filling, g, shown(g)))).collect()
    };
    // The first button of a form is the one that Enter presses, seen or not. Once the browser reads along, none but the
    // last sends the form.
    let first = move || {
        (open && !filling.live.get()).then(|| {
            view! { <button type="submit" class="hide" tabindex="-1" aria-hidden="true">{words::registration_save_and_on(l)}</button> }
        })
    };
    let closed = (!open).then(|| {
        view! {
            <Note kind=NoteKind::Plain>
                <p>{words::registration_fill_closed(l)}</p>
                <p><a href=path(id, "submit")>{words::registration_see_answers(l)}</a></p>
            </Note>
        }
    });
    let changed = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        filling.typed_into(&input.name());
        autosave.save();
    };
    let submit = move |event: ev::SubmitEvent| {
        if autosave.must_come_first() {
            event.prevent_default();
            focus(bar::ELSEWHERE);
            autosave.then_leave();
        }
    };
    let bar = open.then(|| bar::bar(l, autosave));
    view! {
        {closed}
        <Provider value=filling.errors()>
            <form
                method="post" action=action novalidate=true node_ref=filling.form
                on:input=move |_| filling.read() on:change=changed on:submit=submit
            >
                // Browsers must not bring old values of these back with the page.
                <input type="hidden" name="base" autocomplete="off" value=base.to_string() prop:value=move || autosave.base.get().to_string()/>
                <input type="hidden" name="key" autocomplete="off" value=key/>
                {first}
                <fieldset disabled=!open>{fields()}</fieldset>
                {bar}
            </form>
        </Provider>
    }
    .into_any()
}

/// The identity from the account and what was chosen at the start; nothing on pages without any of it.
fn locked(l: Language, view: &FillView) -> Option<AnyView> {
    let value = |field: &Field| match field.identity {
        Some(part) => view.identity.get(identity_key(part)).cloned(),
        None => view.locked.get(&field.key).cloned(),
    };
    let row = |field: &Field| Some(view! { <LockedRow label=field.label.get(l) value=value(field)?/> });
    let rows: Vec<_> = view.page.fields.iter().filter(|field| field.is_locked()).filter_map(row).collect();
    let title = match view.page.fields.iter().any(|field| field.locked) {
        true => words::registration_locked_choice(l),
        false => words::registration_locked(l),
    };
    (!rows.is_empty()).then(|| view! { <Locked title=title>{rows}</Locked> }.into_any())
}

/// The answers given for the former area, to be copied; they are stored only when the page is saved.
fn copy_offer(l: Language, view: &FillView, copied: bool) -> Option<AnyView> {
    if view.former.is_empty() || !view.open {
        return None;
    }
    if copied {
        return Some(view! { <Note><p>{words::registration_former_copied(l)}</p></Note> }.into_any());
    }
    let href = path(view.id, &format!("fill/{}?former", view.page.key));
    Some(
        view! {
            <Note>
                <p>{words::registration_former(l)}</p>
                <p><a class="btn btn--quiet btn--small" href=href>{words::registration_former_copy(l)}</a></p>
            </Note>
        }
        .into_any(),
    )
}

/// The labels of all inputs, in the order of the page.
fn labels(l: Language, view: &FillView) -> Labels {
    let fields = view.page.fields.iter().map(|field| (field.key.clone(), field.label.get(l).to_owned()));
    let groups = view.page.groups.iter().flat_map(|group| {
        let label = group.label.get(l).to_owned();
        let entries = (0..group.max as usize).flat_map(move |index| {
            group.fields.iter().map(move |field| {
                let name = entry_field(&group.key, index, &field.key);
                (name, format!("{} {}", words::desk_entry(l, group.label.get(l), index + 1), field.label.get(l)))
            })
        });
        std::iter::once((group.key.clone(), label)).chain(entries)
    });
    fields.chain(groups).collect()
}
