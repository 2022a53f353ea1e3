//! `/me/requests`: 增补申请 for units and schools that the register lacks, how each stands, and another one.

mod form;

use crate::{
    api::{account::local_path, unit::load_requests},
    components::{
        Back, ErrorSummary, FormState, Labels, Layout, Load, Note, NoteKind, RequestChip, Retype, typed, use_query,
    },
    domain::{
        form::deepest,
        unit::{Paper, RequestState, UnitKind, UnitRequest},
    },
    locales::{Language, moment, paper_name, paper_names, unit_kind_name, use_language, words},
    view::RequestsView,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/me/requests`.
#[component]
pub fn Requests() -> impl IntoView {
    let l = use_language();
    let form = FormState::posted();
    let query = use_query();
    // What a refused post brought along comes before what the address says.
    let posted = typed("region");
    let region = move || match &posted {
        Some(lines) => deepest(lines.lines()).to_owned(),
        None => {
            let lists = query.with(|query| query.get_all("region")).unwrap_or_default();
            deepest(lists.iter().map(String::as_str)).to_owned()
        }
    };
    let requests = Resource::new_blocking(region, load_requests);
    // The page of a registration that lacked an entry; nothing where somebody was not led here.
    let next = typed("next").or_else(|| query.with_untracked(|query| query.get("next")));
    let next = next.as_deref().and_then(local_path).map(str::to_owned);
    let (back, text) = match &next {
        Some(next) => (next.clone(), words::unit_back_to_page(l)),
        None => ("/me".to_owned(), words::common_back_to_me(l)),
    };
    view! {
        <Title text=words::unit_requests(l)/>
        <Layout>
            <ErrorSummary form=form labels=labels(l)/>
            <Retype field="kind" text=words::unit_files_again(l)/>
            <Back href=back text=text/>
            <header class="head">
                <h1>{words::unit_requests(l)}</h1>
                <p class="head__meta">{words::unit_requests_meta(l)}</p>
            </header>
            <Load resource=requests let:view>{content(l, view, form, next.as_deref())}</Load>
        </Layout>
    }
}

fn labels(l: Language) -> Labels {
    let fields = [
        ("kind", words::unit_kind(l)),
        ("region", words::unit_region(l)),
        ("name", words::unit_name(l)),
        ("code", words::unit_code(l)),
    ];
    let fields = fields.map(|(name, label)| (name.to_owned(), label.to_owned()));
    let papers = Paper::ALL.map(|paper| (paper.key().to_owned(), paper_names(l, paper)));
    fields.into_iter().chain(papers).collect()
}

fn content(l: Language, view: RequestsView, form: FormState, next: Option<&str>) -> AnyView {
    let sent = use_query().with_untracked(|query| query.get("sent").is_some());
    let sent = sent.then(|| view! { <Note kind=NoteKind::Ok><p role="status">{words::unit_sent(l)}</p></Note> });
    let none = view.requests.is_empty().then(|| view! { <p class="quiet">{words::unit_requests_none(l)}</p> });
    let sheets: Vec<_> = view.requests.iter().map(|request| sheet(l, request, &view)).collect();
    view! {
        <div class="stack">
            {sent}
            {none}
            {sheets}
            <section class="sheet">
                <h2>{words::unit_new(l)}</h2>
                {form::draw(l, view, form, next)}
            </section>
        </div>
    }
    .into_any()
}

fn sheet(l: Language, request: &UnitRequest, view: &RequestsView) -> AnyView {
    let when = match request.decided {
        Some(at) => (words::unit_decided(l), moment(l, at)),
        None => (words::unit_due(l), moment(l, request.due)),
    };
    let rows = [
        (words::unit_kind(l), unit_kind_name(l, request.unit.kind).to_owned()),
        (words::unit_code(l), request.unit.code.clone()),
        (words::unit_region(l), request.region_name.clone()),
        (words::unit_made(l), moment(l, request.at)),
        when,
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(label, value)| view! { <div class="summary__row"><dt>{label}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    let opinion = (!request.opinion.is_empty()).then(|| {
        let kind = if request.state == RequestState::Refused { NoteKind::Bad } else { NoteKind::Plain };
        let opinion = request.opinion.clone();
        view! { <Note kind=kind title=words::unit_opinion(l)><p>{opinion}</p></Note> }
    });
    let next = match (request.state, request.unit.kind) {
        (RequestState::Open, _) => None,
        (RequestState::Refused, _) => Some(words::unit_again(l)),
        (RequestState::Approved, UnitKind::Work) => Some(words::unit_selectable(l)),
        (RequestState::Approved, UnitKind::School) => Some(words::unit_school_selectable(l)),
    };
    let approved = request.state == RequestState::Approved;
    let page = view.needed.iter().find(|(kind, _)| approved && *kind == request.unit.kind);
    let page = page.map(|(_, path)| view! { " "<a href=path.clone()>{words::unit_to_page(l)}</a> });
    let next = next.map(|text| view! { <p class="quiet">{text}{page}</p> });
    view! {
        <section class="sheet" data-request=request.state.key()>
            <div class="sheet__head">
                <h2>{request.unit.name.clone()}</h2>
                <RequestChip state=request.state/>
            </div>
            <dl class="summary">{rows}</dl>
            {papers(l, request)}
            {opinion}
            {next}
        </section>
    }
    .into_any()
}

/// The papers, to be opened.
fn papers(l: Language, request: &UnitRequest) -> AnyView {
    let links: Vec<_> = Paper::ALL
        .into_iter()
        .zip(&request.papers)
        .map(|(paper, file)| {
            let (href, name) = (format!("/files/{file}"), paper_name(l, paper, request.unit.kind));
            view! { <li><a href=href rel="external">{name}</a></li> }.into_any()
        })
        .collect();
    view! { <ul class="files">{links}</ul> }.into_any()
}
