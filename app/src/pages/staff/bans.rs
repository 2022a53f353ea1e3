//! `/staff/bans`: the register of those who may not take part; the centre adds to it and lifts.

mod add;
mod list;

use crate::{
    api::ban::{LiftBan, SetBan, load_staff_bans},
    components::{ErrorSummary, FormState, Layout, Load, Note, NoteKind, TextField, Width, use_query},
    domain::ban::MOST_LISTED,
    locales::{Language, use_language, words},
    view::StaffBans,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The two things that can be done, each with the state of its forms.
#[derive(Clone, Copy)]
struct Actions {
    set: ServerAction<SetBan>,
    setting: FormState,
    lift: ServerAction<LiftBan>,
    lifting: FormState,
}

/// The page.
#[component]
pub fn StaffBansPage() -> impl IntoView {
    let l = use_language();
    let (set, lift) = (ServerAction::<SetBan>::new(), ServerAction::<LiftBan>::new());
    let (setting, lifting) = (FormState::new(set), FormState::new(lift));
    let actions = Actions { set, setting, lift, lifting };
    // The form outlives what is drawn anew after each ban; it must not offer the same one again.
    Effect::new(move |before: Option<u32>| {
        let saved = setting.saved.get();
        if before.is_some_and(|before| before != saved) {
            add::empty();
        }
        saved
    });
    let query = use_query();
    let asked = move || {
        let query = query.with(|query| query.get("query").unwrap_or_default());
        (setting.saved.get(), lifting.saved.get(), query)
    };
    let bans = Resource::new_blocking(asked, |(_, _, query)| load_staff_bans(query));
    view! {
        <Title text=words::ban_title(l)/>
        <Layout width=Width::Wide>
            <ErrorSummary form=setting labels=add::labels(l)/>
            <ErrorSummary form=lifting/>
            <Load resource=bans let:view>{draw(l, view, actions)}</Load>
        </Layout>
    }
}

fn draw(l: Language, view: StaffBans, actions: Actions) -> AnyView {
    let add = view.may_set.then(|| add::draw(l, view.now, view.key.clone(), actions.set, actions.setting));
    let lift = view.may_set.then(|| list::Lift { action: actions.lift, form: actions.lifting, key: view.key.clone() });
    let none = if view.query.is_empty() { words::ban_none(l) } else { words::ban_not_found(l) };
    view! {
        <header class="head">
            <h1>{words::ban_title(l)}</h1>
            <p class="head__meta">{words::ban_meta(l)}</p>
        </header>
        <div class="stack">
            {done(l, actions)}
            {add}
            {search(l, view.query.clone())}
            {list::draw(l, words::ban_current(l), none, &view.current, view.now, lift.as_ref())}
            {list::draw(l, words::ban_past(l), none, &view.past, view.now, None)}
        </div>
    }
    .into_any()
}

/// What this officer has just done, as the address says; nothing once something was refused.
fn done(l: Language, actions: Actions) -> impl Fn() -> Option<AnyView> + Send + Sync + 'static {
    let text = match use_query().with_untracked(|query| query.get("done")).as_deref() {
        Some("set") => Some(words::ban_done_set(l)),
        Some("lifted") => Some(words::ban_done_lifted(l)),
        _ => None,
    };
    let well = move || [actions.setting, actions.lifting].iter().all(|form| form.error.with(Option::is_none));
    move || {
        let text = text.filter(|_| well())?;
        Some(view! { <Note kind=NoteKind::Ok><p role="status">{text}</p></Note> }.into_any())
    }
}

fn search(l: Language, query: String) -> AnyView {
    let all = (!query.is_empty())
        .then(|| view! { <a class="btn btn--quiet" href="/staff/bans">{words::ban_show_all(l)}</a> });
    view! {
        <form class="filters" method="get" action="/staff/bans" role="search">
            <TextField
                name="query" label=words::ban_query(l) hint=words::ban_most(l, MOST_LISTED) value=query kind="search"
                autocomplete="off"
            />
            <button class="btn btn--quiet" type="submit">{words::ban_search(l)}</button>
            {all}
        </form>
    }
    .into_any()
}
