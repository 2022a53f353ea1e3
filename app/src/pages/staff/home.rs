//! `/staff`: what waits for this office, and the way to a registration by its form code.

use crate::{
    api::staff::load_staff,
    components::{Icon, Layout, Load, Row, Size, TextField, Width},
    locales::{Language, moment, state_word, use_language, words},
    view::StaffView,
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
    let rows: Vec<_> = staff
        .counts
        .iter()
        .map(|(state, count)| {
            let href = format!("/staff/registrations?state={}", state.key());
            view! {
                <li>
                    <a class="row" href=href>
                        <span class="row__main"><span class="row__title">{state_word(l, *state)}</span></span>
                        <span class="row__end"><span class="num">{*count}</span></span>
                        <Icon name="right"/>
                    </a>
                </li>
            }
        })
        .collect();
    let counts = if rows.is_empty() {
        view! { <div class="blank blank--small"><p>{words::staff_counts_empty(l)}</p></div> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    // Who confirms has a print at hand; everybody else looks somebody up.
    let (title, text) = match staff.confirms {
        true => (words::staff_find_title(l), words::staff_find_text(l)),
        false => (words::staff_search_title(l), words::staff_search_text(l)),
    };
    view! {
        <header class="head">
            <p class="head__over">{staff.office.clone()}</p>
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
                <section class="sheet sheet--flush">
                    <div class="sheet__head"><h2>{words::staff_counts_title(l)}</h2></div>
                    {counts}
                </section>
                {register(l, staff.requests)}
            </div>
        </div>
    }
    .into_any()
}

/// The register of units, and the requests to add to it that wait for this office.
fn register(l: Language, requests: Option<u32>) -> AnyView {
    let requests = requests.map(|waiting| {
        view! {
            <Row href="/staff/requests" title=words::unit_staff_requests(l)><span class="num">{waiting}</span></Row>
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
