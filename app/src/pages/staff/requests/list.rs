//! The requests beside the one that is open, as rows.

use crate::{
    components::{Chip, RequestChip, Row, Tone},
    domain::{calendar::Moment, unit::RequestState},
    locales::{Language, moment, words},
    view::StaffRequest,
};
use leptos::prelude::*;

/// The others; nothing where there is none.
pub(super) fn draw(l: Language, title: &'static str, all: &[StaffRequest], id: i64, now: Moment) -> Option<AnyView> {
    let row = |other: &StaffRequest| {
        let request = &other.request;
        let due = match request.decided {
            Some(at) => moment(l, at),
            None => words::common_until(l, moment(l, request.due)),
        };
        let meta = format!("{} · {due}", request.region_name);
        let chip = match request.state {
            RequestState::Open => (request.due <= now).then(|| late(l)),
            state => Some(view! { <RequestChip state=state/> }.into_any()),
        };
        let href = format!("/staff/requests?request={}", request.id);
        view! { <Row href=href title=request.unit.name.clone() meta=meta>{chip}</Row> }.into_any()
    };
    let rows: Vec<_> = all.iter().filter(|other| other.request.id != id).map(row).collect();
    let many = rows.len();
    (many > 0).then(|| {
        view! {
            <section class="sheet sheet--flush">
                <div class="sheet__head"><h2>{title}</h2><span class="quiet">{many}</span></div>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn late(l: Language) -> AnyView {
    view! { <Chip tone=Tone::Bad text=words::unit_late(l)/> }.into_any()
}
