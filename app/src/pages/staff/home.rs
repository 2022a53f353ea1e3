//! `/staff`: what waits for this office, and the way to a registration by its form code.

use super::queue::address;
use crate::{
    api::staff::load_staff,
    components::{Icon, Layout, Load, Row, Size, TextField, Width},
    domain::registration::State,
    locales::{Language, moment, queue_word, use_language, words},
    view::{Counts, StaffView},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn StaffHome() -> impl IntoView {
    let l = use_language();
    let staff = Resource::new_blocking(|| (), |()| load_staff());
    view! {
        <Title text=words::staff_home_title(l)/>
        <Layout width=Width::Wide>
            <Load resource=staff let:staff>{home(staff)}</Load>
        </Layout>
    }
}

fn home(staff: StaffView) -> AnyView {
    let l = use_language();
    // Who confirms has a print at hand; everybody else looks somebody up.
    let (title, text) = match staff.confirms {
        true => (words::staff_find_title(l), words::staff_find_text(l)),
        false => (words::staff_search_title(l), words::staff_search_text(l)),
    };
    view! {
        <header class="head">
            <h1>{words::staff_home_title(l)}</h1>
            <p class="head__meta">{moment(l, staff.now)}</p>
        </header>
        <div class="cols">
            <section class="sheet">
                <h2>{title}</h2>
                <p class="quiet">{text}</p>
                <form class="stack" method="get" action="/staff/registrations">
                    <TextField name="search" label=words::staff_search_label(l) size=Size::Code autocomplete="off"/>
                    <div class="actions"><button class="btn" type="submit">{words::staff_search(l)}</button></div>
                </form>
            </section>
            <div class="stack">
                {registrations(l, &staff.counts)}
                {register(l, staff.requests)}
                {staff.bans.then(|| discipline(l))}
            </div>
        </div>
    }
    .into_any()
}

/// What waits for this office, also where nothing does, and how many registrations stand elsewhere.
fn registrations(l: Language, counts: &Counts) -> AnyView {
    let Counts { tasks, others } = counts;
    if tasks.is_empty() && others.is_empty() {
        return view! {
            <section class="sheet">
                <div class="blank blank--small"><Icon name="inbox"/><p>{words::staff_counts_empty(l)}</p></div>
            </section>
        }
        .into_any();
    }
    let title = if tasks.is_empty() { words::staff_counts_title(l) } else { words::staff_others_title(l) };
    view! { {queues(l, words::staff_tasks_title(l), tasks)}{queues(l, title, others)} }.into_any()
}

/// Queues, each with the way to it; nothing where there is none.
fn queues(l: Language, title: &'static str, counts: &[(State, u32)]) -> Option<AnyView> {
    let row = |&(state, many): &(State, u32)| {
        view! { <Row href=address(state) title=queue_word(l, state)><span class="tally">{many}</span></Row> }
    };
    let rows: Vec<_> = counts.iter().map(row).collect();
    let rows = (!rows.is_empty()).then(|| view! { <ul class="rows">{rows}</ul> })?;
    let sheet = view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head"><h2>{title}</h2></div>
            {rows}
        </section>
    };
    Some(sheet.into_any())
}

/// The register of units, and the requests to add to it that wait for this office.
fn register(l: Language, requests: Option<u32>) -> AnyView {
    let requests = requests.map(|waiting| {
        view! {
            <Row href="/staff/requests" title=words::unit_staff_requests(l)><span class="tally">{waiting}</span></Row>
        }
    });
    view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head"><h2>{words::unit_staff(l)}</h2></div>
            <ul class="rows">{requests}<Row href="/staff/units" title=words::unit_register(l)/></ul>
        </section>
    }
    .into_any()
}

/// The register of bans, for the offices that see it.
fn discipline(l: Language) -> AnyView {
    view! {
        <section class="sheet sheet--flush">
            <div class="sheet__head"><h2>{words::ban_staff(l)}</h2></div>
            <ul class="rows"><Row href="/staff/bans" title=words::ban_title(l)/></ul>
        </section>
    }
    .into_any()
}
