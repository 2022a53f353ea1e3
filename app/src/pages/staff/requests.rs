//! `/staff/requests`: requests to add to the register of units; one is open to be decided, the others wait beside it.
//! After a decision the same one stays, so that nothing else lies where somebody has just pressed.

mod list;
mod papers;

use crate::{
    api::unit::{DecideUnitRequest, load_staff_requests},
    components::{
        AreaField, ErrorSummary, Form, FormState, Hidden, Icon, Labels, Layout, Load, Note, NoteKind, RequestChip,
        SubmitButton, Width, use_query,
    },
    domain::{text::LONGEST_REMARK, unit::RequestState},
    locales::{Language, moment, unit_kind_name, use_language, words},
    view::{StaffRequest, StaffRequests},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

/// The page.
#[component]
pub fn StaffRequestsPage() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<DecideUnitRequest>::new();
    let form = FormState::new(action);
    let query = use_query();
    // The request that the address names; 0, which is none, where it names none.
    let asked = Memo::new(move |_| query.with(|query| query.get("request")?.parse::<i64>().ok()).unwrap_or_default());
    let requests = Resource::new_blocking(move || (form.saved.get(), asked.get()), |_| load_staff_requests());
    // What was refused for one request is nothing to the next.
    Effect::new(move |before: Option<i64>| {
        let id = asked.get();
        if before.is_some_and(|before| before != id) {
            action.value().set(None);
        }
        id
    });
    // Another request gets a sheet of its own: drawn over the former one, it would keep the opinion on somebody else's.
    let drawn = StoredValue::new((0, false));
    let fresh = move |id: i64, sheet: AnyView| {
        drawn.update_value(|(last, side)| *side ^= std::mem::replace(last, id) != id);
        if drawn.with_value(|(_, side)| *side) { Either::Left(sheet) } else { Either::Right(sheet) }
    };
    let page = move |view: StaffRequests| {
        let shown = shown(&view, asked.get_untracked()).cloned();
        fresh(shown.as_ref().map_or(0, |shown| shown.request.id), draw(l, view, shown, action, form))
    };
    let labels: Labels = vec![("reason".into(), words::unit_opinion(l).into())];
    view! {
        <Title text=words::unit_staff_requests(l)/>
        <Layout width=Width::Wide>
            <ErrorSummary form=form labels=labels/>
            <Load resource=requests let:view>{page(view)}</Load>
        </Layout>
    }
}

/// The request that is asked for, or the one that is due first.
fn shown(view: &StaffRequests, asked: i64) -> Option<&StaffRequest> {
    view.open.iter().chain(&view.decided).find(|shown| shown.request.id == asked).or_else(|| view.open.first())
}

fn draw(
    l: Language,
    view: StaffRequests,
    shown: Option<StaffRequest>,
    action: ServerAction<DecideUnitRequest>,
    form: FormState,
) -> AnyView {
    let id = shown.as_ref().map_or(0, |shown| shown.request.id);
    let none = shown.is_none().then(|| {
        view! {
            <section class="sheet"><div class="blank blank--small"><Icon name="check"/><p>{words::unit_staff_none(l)}</p></div></section>
        }
    });
    let sheet = shown.map(|shown| sheet(l, &shown, &view, action, form));
    view! {
        <header class="head"><h1>{words::unit_staff_requests(l)}</h1></header>
        <div class="cols cols--side">
            <div class="stack">{none}{sheet}</div>
            <div class="stack">
                {list::draw(l, words::unit_open(l), &view.open, id, view.now)}
                {list::draw(l, words::unit_closed(l), &view.decided, id, view.now)}
            </div>
        </div>
    }
    .into_any()
}

/// What this officer has just decided, as the address says after a decision, and the way to the next request.
fn done(l: Language, view: &StaffRequests) -> Option<AnyView> {
    let text = match use_query().with_untracked(|query| query.get("done"))?.as_str() {
        "approved" => words::unit_done_approved(l),
        "refused" => words::unit_done_refused(l),
        _ => return None,
    };
    let next = view.open.first().map(|next| {
        let href = format!("/staff/requests?request={}", next.request.id);
        view! { <p><a href=href>{words::unit_next(l, &next.request.unit.name)}</a></p> }
    });
    Some(view! { <Note kind=NoteKind::Ok><p role="status">{text}</p>{next}</Note> }.into_any())
}

fn sheet(
    l: Language,
    shown: &StaffRequest,
    view: &StaffRequests,
    action: ServerAction<DecideUnitRequest>,
    form: FormState,
) -> AnyView {
    let request = &shown.request;
    let rows = [
        (words::unit_kind(l), unit_kind_name(l, request.unit.kind).to_owned()),
        (words::unit_code(l), request.unit.code.clone()),
        (words::unit_region(l), request.region_name.clone()),
        (words::unit_candidate(l), shown.candidate.clone()),
        (words::unit_made(l), moment(l, request.at)),
        (words::unit_due(l), moment(l, request.due)),
    ];
    let decided = request.decided.map(|at| (words::unit_decided(l), moment(l, at)));
    let rows: Vec<_> = rows
        .into_iter()
        .chain(decided)
        .map(|(label, value)| view! { <div class="summary__row"><dt>{label}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    let open = request.state == RequestState::Open;
    let opinion = (!request.opinion.is_empty()).then(|| {
        let opinion = request.opinion.clone();
        view! { <Note kind=NoteKind::Plain title=words::unit_opinion(l)><p>{opinion}</p></Note> }
    });
    let decide = (shown.may_decide && open).then(|| decide(l, request.id, view.key.clone(), action, form));
    let done = if open { None } else { done(l, view) };
    view! {
        <section class="sheet" data-request=request.state.key()>
            <div class="sheet__head"><h2>{request.unit.name.clone()}</h2><RequestChip state=request.state/></div>
            <dl class="summary">{rows}</dl>
            <div class="request">
                {papers::draw(l, shown)}
                <div class="request__decide stack">{decide}{done}{opinion}</div>
            </div>
        </section>
    }
    .into_any()
}

/// The opinion and both decisions.
fn decide(l: Language, id: i64, key: String, action: ServerAction<DecideUnitRequest>, form: FormState) -> AnyView {
    view! {
        <Form action=action form=form>
            <Hidden name="id" value=id.to_string()/>
            <Hidden name="key" value=key/>
            <AreaField
                name="reason" label=words::unit_opinion(l) hint=words::unit_opinion_hint(l) optional=true
                maxlength=LONGEST_REMARK
            />
            <div class="actions">
                <SubmitButton text=words::unit_approve(l) name="decision" value="approve"/>
                <SubmitButton text=words::unit_refuse(l) class="btn btn--danger" name="decision" value="refuse"/>
            </div>
        </Form>
    }
    .into_any()
}
