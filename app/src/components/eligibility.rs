//! Whether the conditions of entry (报名条件) are met and why: a hint that holds nobody back.

use super::{Icon, Note, NoteKind};
use crate::{
    domain::eligibility::{Point, Verdict, Way},
    locales::{Language, point_found, point_needed, point_state, use_language, way_name, words},
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// Met: one line that names the way. Not met: each way with what it lacks, the nearest one open.
#[component]
pub fn EligibilityNote(verdict: Verdict) -> impl IntoView {
    let l = use_language();
    if verdict.met { met(l, &verdict) } else { unmet(l, &verdict) }
}

fn met(l: Language, verdict: &Verdict) -> AnyView {
    let best = verdict.ways.first();
    let way = best.map(|way| way_name(l, way)).unwrap_or_default();
    let points = best.map(|way| points(l, way, verdict.cutoff));
    view! {
        <Note kind=NoteKind::Ok>
            <p><Icon name="check"/>" "{words::eligibility_met(l, way)}</p>
            <details class="more"><summary>{words::eligibility_how(l)}</summary>{points}</details>
        </Note>
    }
    .into_any()
}

fn unmet(l: Language, verdict: &Verdict) -> AnyView {
    let way = |(index, way): (usize, &Way)| {
        let points = points(l, way, verdict.cutoff);
        let nearest = index == 0;
        view! { <details class="more" open=nearest><summary>{way_name(l, way)}</summary>{points}</details> }.into_any()
    };
    let ways: Vec<_> = verdict.ways.iter().enumerate().map(way).collect();
    view! {
        <Note kind=NoteKind::Warn title=words::eligibility_unmet(l)>
            <p>{words::eligibility_hint(l)}</p>
            <p>{words::eligibility_unmet_text(l)}</p>
            {ways}
        </Note>
    }
    .into_any()
}

fn points(l: Language, way: &Way, cutoff: NaiveDate) -> AnyView {
    let point = |point: &Point| {
        let met = if point.met { "yes" } else { "no" };
        view! {
            <li data-met=met>
                <div class="checks__head">
                    <span>{point_needed(l, &point.what)}</span>
                    <span class="checks__state">{point_state(l, point)}</span>
                </div>
                <p class="checks__found">{point_found(l, &point.what, cutoff)}</p>
            </li>
        }
    };
    let points: Vec<_> = way.points.iter().map(point).collect();
    view! { <ul class="checks">{points}</ul> }.into_any()
}
