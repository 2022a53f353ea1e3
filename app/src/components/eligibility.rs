//! Whether the conditions of entry (报名条件) are met and why: a hint that holds nobody back.

use super::{Icon, Note, NoteKind};
use crate::{
    domain::eligibility::{Point, Standing, Verdict, Way},
    locales::{Language, point_found, point_needed, point_state, use_language, way_met, way_name, words},
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// Met: the way in one line. Something to judge: the way with its points. Not met: each way with what it lacks, the
/// nearest one open.
#[component]
pub fn EligibilityNote(verdict: Verdict) -> impl IntoView {
    let l = use_language();
    match verdict.standing {
        Standing::Met => met(l, &verdict),
        Standing::Judged => judged(l, &verdict),
        Standing::Unmet => unmet(l, &verdict),
    }
}

fn met(l: Language, verdict: &Verdict) -> AnyView {
    let nearest = nearest(l, verdict, false);
    view! {
        <Note kind=NoteKind::Ok>
            <p><Icon name="check"/>" "{words::eligibility_met(l)}</p>
            {nearest}
        </Note>
    }
    .into_any()
}

/// What can be checked is right; what the offices judge is named, never called met.
fn judged(l: Language, verdict: &Verdict) -> AnyView {
    let nearest = nearest(l, verdict, true);
    view! {
        <Note title=words::eligibility_judged(l)>
            <p>{words::eligibility_judged_text(l)}</p>
            {nearest}
        </Note>
    }
    .into_any()
}

/// The way that counts, and how that was worked out.
fn nearest(l: Language, verdict: &Verdict, open: bool) -> Option<AnyView> {
    let way = verdict.ways.first()?;
    let (name, points) = (way_met(l, way), points(l, way, verdict.cutoff));
    let how = words::eligibility_how(l);
    Some(view! { <p>{name}</p><details class="more" open=open><summary>{how}</summary>{points}</details> }.into_any())
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
        let met = match point.standing {
            Standing::Met => "yes",
            Standing::Judged => "later",
            Standing::Unmet => "no",
        };
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
