//! `/staff/registrations`: the office's registrations by state, searchable, page by page.

use crate::{
    api::staff::load_queue,
    components::{Chip, Icon, Layout, Load, Note, NoteKind, StateChip, Tone, Width, use_query},
    domain::{form_code::FormCode, registration::State},
    locales::{Language, moment, queue_word, remedy, sentence, use_language, words},
    view::{Queue, QueueRow},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Rows of a page; the Desk cuts the same.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn StaffQueue() -> impl IntoView {
    let l = use_language();
    let query = use_query();
    let asked = move || {
        let query = query.get();
        let text = |key: &str| query.get(key).unwrap_or_default();
        (text("state"), text("search"), text("page").parse().unwrap_or_default())
    };
    let queue = Resource::new_blocking(asked, |(state, search, page)| load_queue(state, search, page));
    view! {
        <Title text=words::staff_queue_title(l)/>
        <Layout width=Width::Wide>
            <Load resource=queue let:queue>{draw(queue)}</Load>
        </Layout>
    }
}

fn draw(queue: Queue) -> AnyView {
    let l = use_language();
    view! {
        <header class="head"><h1>{words::staff_queue_title(l)}</h1></header>
        {tabs(l, &queue)}
        {filters(l, &queue)}
        {old_print(l, &queue)}
        {rows(l, &queue)}
        {pager(l, &queue)}
    }
    .into_any()
}

/// The queues: the office's own first, also where nothing waits in them.
fn tabs(l: Language, queue: &Queue) -> Option<AnyView> {
    let tab = |&(state, many): &(State, u32)| {
        let current = (queue.filter.state == Some(state) && queue.filter.search.is_empty()).then_some("page");
        let many = view! { <span class="tally">{many}</span> };
        view! { <li><a href=address(state) aria-current=current>{queue_word(l, state)}" "{many}</a></li> }
    };
    let tabs: Vec<_> = queue.counts.tasks.iter().chain(&queue.counts.others).map(tab).collect();
    let tabs = (!tabs.is_empty()).then(|| view! { <ul class="tabs">{tabs}</ul> })?;
    Some(view! { <nav aria-label=words::staff_states(l)>{tabs}</nav> }.into_any())
}

/// Where the queue of a state is.
pub(super) fn address(state: State) -> String {
    format!("/staff/registrations?state={}", state.key())
}

fn filters(l: Language, queue: &Queue) -> AnyView {
    let all = (!queue.filter.search.is_empty())
        .then(|| view! { <a class="btn btn--quiet" href="/staff/registrations">{words::staff_show_all(l)}</a> });
    view! {
        <form class="filters" method="get" action="/staff/registrations" role="search">
            <div class="field field--grow">
                <label class="field__label" for="search">{words::staff_search_label(l)}</label>
                <input
                    class="field__control" id="search" name="search" type="search" autocomplete="off"
                    value=queue.filter.search.clone()
                />
            </div>
            <button class="btn btn--quiet" type="submit">{words::staff_search(l)}</button>
            {all}
        </form>
    }
    .into_any()
}

/// That the code that was searched for is the one of an old print.
fn old_print(l: Language, queue: &Queue) -> Option<AnyView> {
    let refusal = queue.old_print.as_ref()?;
    let (title, what_to_do) = (sentence(l, refusal), remedy(l, refusal));
    Some(view! { <Note kind=NoteKind::Warn title=title><p>{what_to_do}</p></Note> }.into_any())
}

/// Nothing is listed: why, and what to do instead.
fn blank(l: Language, queue: &Queue) -> AnyView {
    let (icon, title, text) = match queue.filter.state {
        _ if !queue.filter.search.is_empty() => {
            ("search", words::staff_not_found(l).to_owned(), Some(words::staff_not_found_text(l)))
        }
        Some(state) => ("check", words::staff_empty(l, queue_word(l, state)), comes_here(l, state)),
        None => ("inbox", words::staff_counts_empty(l).to_owned(), None),
    };
    let text = text.map(|text| view! { <p>{text}</p> });
    let find = queue.filter.search.is_empty().then(|| view! { <p>{words::staff_empty_find(l)}</p> });
    let waiting = queue.counts.tasks.iter().find(|(state, many)| *many > 0 && queue.filter.state != Some(*state));
    let waiting = waiting.map(|&(state, many)| {
        let many = view! { <span class="tally">{many}</span> };
        view! { <div class="actions"><a class="btn btn--quiet" href=address(state)>{queue_word(l, state)}" "{many}</a></div> }
    });
    view! {
        <section class="sheet">
            <div class="blank blank--small"><Icon name=icon/><h2>{title}</h2>{text}{find}{waiting}</div>
        </section>
    }
    .into_any()
}

/// What brings a registration into the queue of a state that is an office's turn.
const fn comes_here(l: Language, state: State) -> Option<&'static str> {
    Some(match state {
        State::Submitted => words::staff_empty_submitted(l),
        State::Confirmed => words::staff_empty_confirmed(l),
        State::SitePassed => words::staff_empty_site_passed(l),
        _ => return None,
    })
}

fn rows(l: Language, queue: &Queue) -> AnyView {
    if queue.rows.is_empty() {
        return blank(l, queue);
    }
    // A code that was searched is the code of the print at hand: it travels to the confirmation.
    let code = FormCode::read(&queue.filter.search).map(|code| format!("?code={code}")).unwrap_or_default();
    let rows: Vec<_> = queue.rows.iter().map(|row| draw_row(l, row, &code)).collect();
    view! {
        <section class="sheet sheet--flush">
            <table class="table table--cards">
                <thead>
                    <tr>
                        <th scope="col">{words::staff_name(l)}</th>
                        <th scope="col">{words::staff_id_number(l)}</th>
                        <th scope="col">{words::staff_specialty(l)}</th>
                        <th scope="col">{words::staff_site(l)}</th>
                        <th scope="col">{words::staff_state(l)}</th>
                        <th scope="col">{words::staff_since(l)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn draw_row(l: Language, row: &QueueRow, code: &str) -> AnyView {
    let name = |text: &Option<crate::domain::text::Text>| text.as_ref().map(|t| t.get(l).to_owned());
    let marks = marks(l, row);
    view! {
        <tr>
            <td><a href=format!("/staff/registrations/{}{code}", row.id)>{row.name.clone()}</a>" "{marks}</td>
            <td data-label=words::staff_id_number(l)><span class="num">{row.id_number.clone()}</span></td>
            <td data-label=words::staff_specialty(l)>{name(&row.specialty)}</td>
            <td data-label=words::staff_site(l)>{name(&row.site)}</td>
            <td data-label=words::staff_state(l)><StateChip state=row.state/></td>
            <td data-label=words::staff_since(l)>{moment(l, row.since)}</td>
        </tr>
    }
    .into_any()
}

/// Chips that say what is special about a registration.
pub(super) fn marks(l: Language, row: &QueueRow) -> AnyView {
    let differs = row.differs.then(|| view! { <Chip text=words::staff_differs(l)/> });
    let automatic = row.automatic.then(|| view! { <Chip tone=Tone::Ok text=words::staff_automatic(l)/> });
    view! { {differs}{automatic} }.into_any()
}

fn pager(l: Language, queue: &Queue) -> Option<AnyView> {
    let (page, total) = (queue.filter.page, queue.total);
    let first = page * ROWS + 1;
    let last = total.min((page + 1) * ROWS);
    let link = |to: u32, text: &'static str| {
        let state = queue.filter.state.map(|s| s.key()).unwrap_or_default();
        view! { <a href=format!("/staff/registrations?state={state}&page={to}")>{text}</a> }
    };
    let back = (page > 0).then(|| link(page.saturating_sub(1), words::staff_page_back(l)));
    let next = (last < total).then(|| link(page + 1, words::staff_page_next(l)));
    (total > ROWS).then(|| {
        view! {
            <nav class="pager" aria-label=words::staff_pager(l)>
                {back}<span>{words::staff_range(l, first, last, total)}</span>{next}
            </nav>
        }
        .into_any()
    })
}
