//! `/staff/registrations/{id}`: the registration with everything on it, between the queue and the decision.

use super::{
    actions::Actions,
    after::After,
    decide::decide,
    keys::{Keys, Offered},
    record::record,
};
use crate::{
    api::staff::load_staff_registration,
    components::{Layout, Load, Width},
    live::use_live,
    locales::{Language, moment, use_language, words},
    pages::staff::queue::marks,
    view::{QueueRow, StaffRegistration},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The id of the panel.
const PANEL: &str = "decide";

/// The page.
#[component]
pub fn StaffRegistrationPage() -> impl IntoView {
    let l = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse().ok()).unwrap_or_default());
    let after = After::of_address(id);
    let asked = move || (id.get(), after.with(|after| (after.from.clone(), after.code.clone())));
    let registration = Resource::new_blocking(asked, |(id, (from, code))| load_staff_registration(id, from, code));
    // Whatever is asked for, written or switched here outlives the parts that are drawn anew below.
    let (actions, keys) = (Actions::new(id), Keys::new());
    actions.tell(use_live(id, registration, |staff| staff.registration.version));
    // Another registration gets a page of its own: drawn over the former one, it would keep the ticks and words that
    // were meant for somebody else. So does the panel in another state, for other decisions. Other news are patched
    // in, and leave what is being typed.
    let (pages, panels) = (Fresh::new(), Fresh::new());
    let draw = move |staff: StaffRegistration| {
        let (id, state) = (staff.registration.id, staff.registration.state.key());
        let panel = panels.draw((id, state), panel(decide(&staff, actions, after, keys), keys));
        pages.draw((id, ""), desk(staff, panel, actions))
    };
    view! {
        <Title text=words::staff_registration_title(l)/>
        <Layout width=Width::Wide>
            <Load resource=registration let:staff>{draw(staff)}</Load>
        </Layout>
    }
}

/// Draws a part from nothing where its key is another one than before; otherwise it is patched.
#[derive(Clone, Copy)]
struct Fresh(StoredValue<((i64, &'static str), bool)>);

impl Fresh {
    fn new() -> Self {
        Self(StoredValue::new(((0, ""), false)))
    }

    fn draw(self, key: (i64, &'static str), part: AnyView) -> AnyView {
        self.0.update_value(|(last, side)| *side ^= std::mem::replace(last, key) != key);
        let left = self.0.with_value(|(_, side)| *side);
        let part: Either<AnyView, AnyView> = if left { Either::Left(part) } else { Either::Right(part) };
        part.into_any()
    }
}

/// The panel around the decision; with the keys off it names none.
fn panel(decision: AnyView, keys: Keys) -> AnyView {
    let class = move || if keys.are_off() { "desk__decide desk__decide--silent sheet" } else { "desk__decide sheet" };
    view! { <aside class=class id=PANEL>{decision}</aside> }.into_any()
}

/// On a phone the decision lies far below the record: the way there stays in sight. The browser itself follows it, and
/// moves the focus too.
fn jump(l: Language, staff: &StaffRegistration) -> Option<AnyView> {
    let href = format!("#{PANEL}");
    let link = view! { <a class="btn" href=href rel="external">{words::staff_jump(l)}</a> };
    Offered::of(staff).decision().then(|| view! { <p class="bar desk__jump">{link}</p> }.into_any())
}

fn desk(staff: StaffRegistration, panel: AnyView, actions: Actions) -> AnyView {
    let l = use_language();
    let own = staff.registration.id;
    let queue: Vec<_> = staff.queue.iter().map(|row| queue_row(row, own)).collect();
    let queue = (!queue.is_empty()).then(|| {
        view! {
            <nav class="desk__queue sheet sheet--flush" aria-label=words::staff_queue_title(l)>
                <ul class="rows">{queue}</ul>
            </nav>
        }
    });
    let state = staff.registration.state.key();
    let jump = jump(l, &staff);
    view! {
        <div class="desk" data-state=state>
            {queue}
            <div class="desk__record stack">{record(staff, actions)}</div>
            {jump}
            {panel}
        </div>
    }
    .into_any()
}

fn queue_row(row: &QueueRow, own: i64) -> AnyView {
    let l = use_language();
    let specialty = row.specialty.as_ref().map(|t| format!("{} · ", t.get(l))).unwrap_or_default();
    let marks = marks(l, row);
    view! {
        <li>
            <a class="row" href=format!("/staff/registrations/{}", row.id) aria-current=(row.id == own).then_some("true")>
                <span class="row__main">
                    <span class="row__title">{row.name.clone()}" "{marks}</span>
                    <span class="row__meta">{specialty}{moment(l, row.since)}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
