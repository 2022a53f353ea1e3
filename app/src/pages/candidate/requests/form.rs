//! The form of a request: a plain post with files, with and without WebAssembly. The browser checks it first, as a
//! hint: a refused upload costs the files that were chosen.

use crate::{
    components::{
        Cascade, CascadeField, FileField, FormState, Hidden, NextList, RadioField, SubmitButton, TextField, use_query,
    },
    domain::unit::{LONGEST_CODE, LONGEST_NAME, PAPER_KB, PAPER_TYPES, Paper, REGION, UnitKind},
    locales::{Language, paper_name, paper_names, unit_kind_name, words},
    view::RequestsView,
};
use leptos::{context::Provider, ev, prelude::*, web_sys::HtmlInputElement};

/// The form; what the address brings is filled in. `next` is where the candidate came from.
pub fn draw(l: Language, view: RequestsView, form: FormState, next: Option<&str>) -> AnyView {
    let query = use_query();
    let given = move |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    // What the browser sees chosen, once it runs.
    let chosen = RwSignal::new(None::<UnitKind>);
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        chosen.set(browser::kind());
    });
    let changed = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if input.name() == "kind" {
            chosen.set(UnitKind::from_key(&input.value()));
        }
    };
    let next = next.map(|next| view! { <Hidden name="next" value=next/> });
    let kind = UnitKind::from_key(&given("kind")).unwrap_or_default().key();
    let kinds = UnitKind::ALL.map(|kind| (kind.key().to_owned(), unit_kind_name(l, kind).to_owned())).to_vec();
    let check = move |event: ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        browser::check(&event, form);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let regions = Cascade { dictionary: REGION.to_owned(), levels: view.levels, ..Cascade::default() };
    let (longest_name, longest_code) = (LONGEST_NAME as u32, LONGEST_CODE as u32);
    view! {
        <Provider value=form>
            <form method="post" action="/me/requests" enctype="multipart/form-data" novalidate=true on:submit=check on:change=changed>
                <Hidden name="key" value=view.key/>
                {next}
                <RadioField name="kind" label=words::unit_kind(l) options=kinds value=kind/>
                <CascadeField
                    name="region" label=words::unit_region(l) hint=words::unit_region_hint(l) value=view.region
                    cascade=regions next=NextList::Asked("/me/requests")
                />
                <TextField
                    name="name" label=words::unit_name(l) hint=words::unit_name_hint(l) value=given("name")
                    autocomplete="off" maxlength=longest_name
                />
                <TextField
                    name="code" label=words::unit_code(l) hint=words::unit_code_hint(l) value=given("code")
                    autocomplete="off" maxlength=longest_code
                />
                {papers(l, chosen)}
                <div class="actions"><SubmitButton text=words::unit_send(l)/></div>
            </form>
        </Provider>
    }
    .into_any()
}

/// The papers, under the names that they have for the chosen kind; under both while the browser does not read along.
fn papers(l: Language, chosen: RwSignal<Option<UnitKind>>) -> AnyView {
    let types = PAPER_TYPES.map(str::to_uppercase).join(words::common_list_separator(l));
    let accept = PAPER_TYPES.map(|ending| format!(".{ending}")).join(",");
    let hint = words::unit_paper_hint(l, types, PAPER_KB / 1024);
    let field = |paper: Paper| {
        let label = Signal::derive(move || match chosen.get() {
            Some(kind) => paper_name(l, paper, kind).to_owned(),
            None => paper_names(l, paper),
        });
        view! { <FileField name=paper.key() label=label hint=hint.clone() accept=accept.clone()/> }.into_any()
    };
    Paper::ALL.map(field).into_iter().collect::<Vec<_>>().into_any()
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::{
        components::FormState,
        domain::{
            form::deepest,
            refusal::{Refusal, Wrong},
            unit::{NewUnit, Paper, UnitKind, check_request},
        },
    };
    use leptos::{ev, prelude::document};
    use wasm_bindgen::JsCast;
    use web_sys::{File, FormData, HtmlFormElement, HtmlInputElement};

    /// The kind that is chosen in the form.
    pub fn kind() -> Option<UnitKind> {
        let chosen = document().query_selector("input[name=kind]:checked").ok().flatten()?;
        UnitKind::from_key(&chosen.dyn_into::<HtmlInputElement>().ok()?.value())
    }

    /// Keeps the form from being sent while something is missing.
    pub fn check(event: &ev::SubmitEvent, form: FormState) {
        let posted = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = posted.and_then(|posted| FormData::new_with_form(&posted).ok()) else { return };
        let text = |name: &str| data.get(name).as_string().unwrap_or_default().trim().to_owned();
        let regions: Vec<String> = data.get_all("region").iter().filter_map(|path| path.as_string()).collect();
        let unit = NewUnit {
            kind: UnitKind::from_key(&text("kind")).unwrap_or_default(),
            name: text("name"),
            code: text("code"),
            region: deepest(regions.iter().map(String::as_str)).to_owned(),
        };
        // Where none was chosen, the form has an empty file without a name.
        let chosen = |paper: &Paper| data.get(paper.key()).dyn_into::<File>().ok().filter(|f| !f.name().is_empty());
        let mut wrong = check_request(&unit, Paper::ALL.map(|paper| chosen(&paper).is_some()));
        let empty = Paper::ALL.into_iter().filter(|paper| chosen(paper).is_some_and(|file| file.size() == 0.0));
        wrong.extend(empty.map(|paper| Wrong::new(paper.key(), Refusal::FileEmpty)));
        if !wrong.is_empty() {
            event.prevent_default();
        }
        form.hint(wrong);
    }
}
