//! `/staff/units`: the register of units and schools, to be searched.

use crate::{
    api::unit::load_staff_units,
    components::{Hidden, Layout, Load, SelectField, TextField, Width, use_query},
    domain::unit::{MOST_FOUND, Unit, UnitKind},
    locales::{Language, unit_kind_name, use_language, words},
    view::StaffUnits,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn StaffUnitsPage() -> impl IntoView {
    let l = use_language();
    let query = use_query();
    let asked = move || {
        let query = query.get();
        let text = |key: &str| query.get(key).unwrap_or_default();
        (text("kind"), text("query"), text("region"))
    };
    let units = Resource::new_blocking(asked, |(kind, query, region)| load_staff_units(kind, query, region));
    view! {
        <Title text=words::unit_register(l)/>
        <Layout width=Width::Wide>
            <Load resource=units let:view>{draw(l, view)}</Load>
        </Layout>
    }
}

fn draw(l: Language, view: StaffUnits) -> AnyView {
    let asked = !(view.query.trim().is_empty() && view.region.is_empty());
    let found = found(l, &view.units, asked);
    view! {
        <header class="head">
            <h1>{words::unit_register(l)}</h1>
            <p class="head__meta">{words::unit_register_meta(l, MOST_FOUND)}</p>
        </header>
        {tabs(l, view.kind)}
        {search(l, view)}
        {found}
    }
    .into_any()
}

fn tabs(l: Language, kind: UnitKind) -> AnyView {
    let tab = |other: UnitKind| {
        let href = format!("/staff/units?kind={}", other.key());
        let current = (other == kind).then_some("page");
        view! { <li><a href=href aria-current=current>{unit_kind_name(l, other)}</a></li> }.into_any()
    };
    let tabs: Vec<_> = UnitKind::ALL.into_iter().map(tab).collect();
    view! { <nav aria-label=words::unit_kind(l)><ul class="tabs">{tabs}</ul></nav> }.into_any()
}

fn search(l: Language, view: StaffUnits) -> AnyView {
    let regions: Vec<_> = view.regions.into_iter().map(|region| (region.code, region.name.get(l).to_owned())).collect();
    view! {
        <form class="filters" method="get" action="/staff/units" role="search">
            <Hidden name="kind" value=view.kind.key()/>
            <SelectField name="region" label=words::unit_region(l) options=regions value=view.region optional=true/>
            <TextField name="query" label=words::unit_query(l) value=view.query kind="search" autocomplete="off"/>
            <button class="btn btn--quiet" type="submit">{words::unit_search(l)}</button>
        </form>
    }
    .into_any()
}

fn found(l: Language, units: &[Unit], asked: bool) -> AnyView {
    if units.is_empty() {
        let text = if asked { words::unit_not_found(l) } else { words::unit_ask(l) };
        return view! { <section class="sheet"><div class="blank blank--small"><p>{text}</p></div></section> }
            .into_any();
    }
    let row = |unit: &Unit| {
        view! {
            <tr>
                <td>{unit.name.clone()}</td>
                <td data-label=words::unit_code(l)><span class="num">{unit.code.clone()}</span></td>
                <td data-label=words::unit_region(l)>{unit.region_name.clone()}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<_> = units.iter().map(row).collect();
    view! {
        <section class="sheet sheet--flush">
            <table class="table table--cards">
                <thead>
                    <tr>
                        <th scope="col">{words::unit_name(l)}</th>
                        <th scope="col">{words::unit_code(l)}</th>
                        <th scope="col">{words::unit_region(l)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
