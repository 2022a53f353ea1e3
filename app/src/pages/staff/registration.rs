//! `/staff/registrations/{id}`: the registration with everything on it, between the queue and the decision.

use super::{actions::Actions, decide::decide, record::record};
use crate::{
    api::staff::load_staff_registration,
    components::{Layout, Load, Width},
    live::use_live,
    locales::{moment, use_language, words},
    pages::staff::queue::marks,
    view::{QueueRow, StaffRegistration},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn StaffRegistrationPage() -> impl IntoView {
    let l = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse().ok()).unwrap_or_default());
    let registration = Resource::new_blocking(move || id.get(), load_staff_registration);
    let drawn = StoredValue::new((0, false));
    // Another registration gets a page of its own: drawn over the former one, it would keep the ticks and words that
    // were meant for somebody else. News of the same one are patched in, and leave what is being typed.
    let fresh = move |id: i64, desk: AnyView| {
        drawn.update_value(|(last, side)| *side ^= std::mem::replace(last, id) != id);
        if drawn.with_value(|(_, side)| *side) { Either::Left(desk) } else { Either::Right(desk) }
    };
    let actions = Actions::new(id);
    actions.tell(use_live(id, registration, |staff| staff.registration.version));
    view! {
        <Title text=words::staff_registration_title(l)/>
        <Layout width=Width::Wide>
            <Load resource=registration let:staff>{fresh(staff.registration.id, desk(staff, actions))}</Load>
        </Layout>
    }
}

fn desk(staff: StaffRegistration, actions: Actions) -> AnyView {
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
    let (decision, state) = (decide(&staff, actions), staff.registration.state.key());
    view! {
        <div class="desk" data-state=state>
            {queue}
            <div class="desk__record stack">{record(staff)}</div>
            <aside class="desk__decide sheet">{decision}</aside>
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
