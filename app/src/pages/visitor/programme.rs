//! `/programmes/{programme}`: what is chosen at the start, statements, start.

use super::choose::{NarrowForm, SpecialtyPicker};
use crate::{
    api::programme::{StartRegistration, load_programme},
    components::{
        Back, Check, DOT, Deadline, ErrorSummary, Form, FormState, Hidden, Icon, Labels, Layout, Load, Markdown, Note,
        NoteKind, Row, SubmitButton, TickField, mend, own_words, typed, use_wrong, window_chip,
    },
    domain::{
        calendar::{Position, Window},
        programme::{Area, Confirmation, Payment, Statement},
        refusal::{Refusal, Wrong},
        registration::ACCEPT,
    },
    locales::{Language, days, remedy, sentence, use_language, window, words},
    view::ProgrammeView,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// `/programmes/{programme}`.
#[component]
pub fn Programme() -> impl IntoView {
    let l = use_language();
    let action = ServerAction::<StartRegistration>::new();
    let form = FormState::new(action);
    let params = use_params_map();
    let id = move || params.read().get("programme").unwrap_or_default();
    let programme = Resource::new_blocking(id, load_programme);
    view! {
        <Layout>
            <Load resource=programme let:view>
                <Title text=view.card.title.get(l).to_owned()/>
                <ErrorSummary form=form labels=labels(l, &view)/>
                <Back href="/programmes" text=words::programme_list_title(l)/>
                {head(l, &view)}
                {body(l, view, action, form)}
            </Load>
        </Layout>
    }
}

fn labels(l: Language, view: &ProgrammeView) -> Labels {
    let chosen = [
        ("area".to_owned(), words::programme_area(l).to_owned()),
        ("specialty".to_owned(), words::programme_choose(l).to_owned()),
    ];
    let statement = |s: &Statement| (format!("{ACCEPT}{}", s.key), s.title.get(l).to_owned());
    chosen.into_iter().chain(view.statements.iter().map(statement)).collect()
}

fn head(l: Language, view: &ProgrammeView) -> AnyView {
    let card = &view.card;
    let deadline =
        card.registration.is_open(view.now).then(|| view! { <Deadline now=view.now until=card.registration.until/> });
    let row =
        |label: &'static str, value: String| view! { <div class="summary__row"><dt>{label}</dt><dd>{value}</dd></div> };
    view! {
        <header class="head">
            <h1>{card.title.get(l).to_owned()}</h1>
            <p class="head__meta">{card.summary.get(l).to_owned()}</p>
            <p class="head__chips chips">{window_chip(card.registration, view.now)}{deadline}</p>
        </header>
        <section class="sheet">
            <dl class="summary">
                {row(words::programme_dates_registration(l), window(l, card.registration))}
                {row(words::programme_dates_exam_days(l), days(l, &card.exam_dates))}
            </dl>
        </section>
    }
    .into_any()
}

/// The form for whoever may start; for everybody else what stands in the way, and what the areas ask for.
fn body(l: Language, view: ProgrammeView, action: ServerAction<StartRegistration>, form: FormState) -> AnyView {
    if let Some(own) = &view.live {
        let (href, text) = (format!("/registrations/{}", own.id), own_words(l, own.state));
        return view! {
            <div class="stack">
                <Note title=words::programme_live(l)>
                    <p>{words::programme_live_text(l)}</p>
                    <div class="actions"><a class="btn" href=href>{text}</a></div>
                </Note>
                {areas(l, &view.areas)}
            </div>
        }
        .into_any();
    }
    if view.candidate && view.blockers.is_empty() {
        return start(l, view, action, form);
    }
    let Window { from, until } = view.card.registration;
    let (shut, way) = match view.card.registration.position(view.now) {
        // Nothing that is left to prepare would help.
        Position::After => (Some(told(l, words::programme_closed(l), &Refusal::WindowClosed { until })), None),
        Position::Before => {
            let shut = told(l, words::programme_not_open(l), &Refusal::WindowNotOpen { from });
            (Some(shut), Some(prepare(l, &view)))
        }
        Position::Inside => (None, Some(prepare(l, &view))),
    };
    view! { <div class="stack">{shut}{way}{areas(l, &view.areas)}</div> }.into_any()
}

/// What holds everybody.
fn told(l: Language, title: &'static str, refusal: &Refusal) -> AnyView {
    let (said, what_to_do) = (sentence(l, refusal), remedy(l, refusal));
    view! { <Note title=title><p>{said}</p><p>{what_to_do}</p></Note> }.into_any()
}

/// What can be prepared.
fn prepare(l: Language, view: &ProgrammeView) -> AnyView {
    if view.candidate { blockers(l, &view.blockers) } else { visitor(l, &view.card.id) }
}

fn visitor(l: Language, programme: &str) -> AnyView {
    let sign_in = format!("/login?next=/programmes/{programme}");
    view! {
        <Note title=words::programme_visitor(l)>
            <p>{words::programme_visitor_text(l)}</p>
            <div class="actions">
                <a class="btn" href=sign_in>{words::account_sign_in(l)}</a>
                <a class="btn btn--quiet" href="/register">{words::account_sign_up(l)}</a>
            </div>
        </Note>
    }
    .into_any()
}

/// What stands in the way: first what the candidate cannot mend, such as a ban, then the rest with the way to mend it.
/// That registration is not open is said already.
fn blockers(l: Language, blockers: &[Refusal]) -> AnyView {
    let others = blockers.iter().filter(|refusal| !matches!(refusal, Refusal::WindowNotOpen { .. }));
    let (mut barred, mut items) = (Vec::new(), Vec::new());
    for refusal in others {
        let (said, what_to_do) = (sentence(l, refusal), remedy(l, refusal));
        match mend(l, refusal) {
            Some((href, _)) => items.push(view! { <Row href=href title=said meta=what_to_do/> }.into_any()),
            None => barred.push(view! { <p>{said}</p><p>{what_to_do}</p> }.into_any()),
        }
    }
    let barred = (!barred.is_empty())
        .then(|| view! { <Note kind=NoteKind::Bad title=words::programme_barred(l)>{barred}</Note> });
    let items = (!items.is_empty()).then(|| {
        view! {
            <section class="sheet sheet--flush">
                <div class="sheet__head"><h2>{words::programme_blocked(l)}</h2></div>
                <ul class="rows" data-blockers="">{items}</ul>
            </section>
        }
    });
    view! { {barred}{items} }.into_any()
}

fn start(l: Language, view: ProgrammeView, action: ServerAction<StartRegistration>, form: FormState) -> AnyView {
    let keys: Vec<String> = view.statements.iter().map(|s| format!("{ACCEPT}{}", s.key)).collect();
    let (chooses, asks_area) = (view.chooses, view.asks_area);
    let check: Check<StartRegistration> = Arc::new(move |typed: StartRegistration| {
        let area = (!asks_area && typed.area.is_empty()).then(|| Wrong::new("area", Refusal::AreaUnknown));
        let specialty =
            (chooses && typed.specialty.is_empty()).then(|| Wrong::new("specialty", Refusal::SpecialtyUnknown));
        let unread = keys.iter().filter(|key| !typed.ticks.contains_key(*key));
        specialty
            .into_iter()
            .chain(area)
            .chain(unread.map(|key| Wrong::new(key, Refusal::StatementNotAccepted)))
            .collect()
    });
    let statements: Vec<_> = view.statements.iter().map(|s| statement(l, s)).collect();
    let narrow = chooses.then(|| view! { <NarrowForm programme=view.card.id.clone()/> });
    let chooser = chooses.then(|| {
        view! {
            <section class="sheet">
                <SpecialtyPicker specialties=view.specialties levels=view.levels categories=view.categories/>
            </section>
        }
    });
    let area = match asks_area {
        true => view! { <p class="quiet">{words::programme_area_later(l)}</p> }.into_any(),
        false => view! { <section class="sheet"><AreaPicker areas=view.areas/></section> }.into_any(),
    };
    view! {
        <p>{words::programme_start_meta(l)}</p>
        {narrow}
        <Form action=action form=form class="stack" check=check>
            <Hidden name="programme" value=view.card.id/>
            <Hidden name="key" value=view.key/>
            {chooser}
            {area}
            {statements}
            // At the end, not at the thumb: there it would lie over what a search finds.
            <div class="actions"><SubmitButton text=words::programme_start(l)/></div>
        </Form>
    }
    .into_any()
}

fn statement(l: Language, statement: &Statement) -> AnyView {
    let title = statement.title.get(l).to_owned();
    view! {
        <section class="sheet">
            <h2>{title.clone()}</h2>
            <div class="statement" tabindex="0" role="region" aria-label=title.clone()>
                <Markdown source=statement.body.get(l)/>
            </div>
            <TickField name=format!("{ACCEPT}{}", statement.key) label=words::programme_accept(l, title)/>
        </section>
    }
    .into_any()
}

/// How registrations are confirmed in an area, in a few words.
fn area_hint(l: Language, area: &Area) -> String {
    let confirmation = match area.confirmation {
        Confirmation::Onsite => words::programme_area_onsite(l),
        Confirmation::Online => words::programme_area_online(l),
    };
    let auto = area.auto_confirm.then(|| words::programme_area_auto(l));
    let payment = (area.payment == Payment::Online).then(|| words::programme_area_payment(l));
    [Some(confirmation), auto, payment].into_iter().flatten().collect::<Vec<_>>().join(DOT)
}

/// All areas with what they ask for, to read.
fn areas(l: Language, areas: &[Area]) -> AnyView {
    let row = |area: &Area| {
        let confirm = words::programme_area_confirm(l, window(l, area.confirm));
        let place = area.place.get(l).to_owned();
        view! {
            <div class="summary__row">
                <dt>{area.name.get(l).to_owned()}</dt>
                <dd>{area_hint(l, area)}<br/>{confirm}<br/><span class="quiet">{place}</span></dd>
            </div>
        }
        .into_any()
    };
    let rows: Vec<_> = areas.iter().map(row).collect();
    view! { <details class="more"><summary>{words::programme_areas(l)}</summary><dl class="summary">{rows}</dl></details> }.into_any()
}

/// The areas as radio buttons; with WebAssembly a search narrows them.
#[component]
fn AreaPicker(areas: Vec<Area>) -> impl IntoView {
    let l = use_language();
    let search = RwSignal::new(String::new());
    let chosen = typed("area").unwrap_or_default();
    let names: Vec<String> = areas.iter().map(searched).collect();
    let wrong = use_wrong("area");
    let error = move || wrong.get().map(|text| view! { <p class="field__error" id="area-error">{text}</p> });
    let none = move || search.with(|search| !names.iter().any(|name| matches(name, search)));
    let items: Vec<_> = areas
        .iter()
        .enumerate()
        .map(|(index, area)| {
            let (name, checked) = (searched(area), area.code == chosen);
            view! {
                <li hidden=move || search.with(|search| !matches(&name, search))>
                    <label class="choice choice--box">
                        <input
                            type="radio" name="area" value=area.code.clone() checked=checked
                            id=if index == 0 { "area".to_owned() } else { format!("area-{}", area.code) }
                        />
                        <span>{area.name.get(l).to_owned()}<span class="choice__hint">{area_hint(l, area)}</span></span>
                    </label>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset>
            <legend class="group__title">{words::programme_area(l)}</legend>
            <p class="group__note">{words::programme_area_note(l)}</p>
            {error}
            <div class="picker">
                <div class="picker__search js">
                    <Icon name="search"/>
                    <input
                        class="field__control" type="search" aria-label=words::programme_area_search(l)
                        placeholder=words::programme_area_search(l) aria-controls="areas"
                        on:input=move |event| search.set(event_target_value(&event))
                    />
                </div>
                <ul class="picker__list" id="areas">{items}</ul>
                <p class="picker__none" role="status" hidden=move || !none()>{words::programme_area_none(l)}</p>
            </div>
        </fieldset>
    }
}

/// What the search looks in: both names, small letters.
fn searched(area: &Area) -> String {
    format!("{} {}", area.name.zh, area.name.en.as_deref().unwrap_or_default()).to_lowercase()
}

fn matches(name: &str, search: &str) -> bool {
    name.contains(&search.trim().to_lowercase())
}
