//! `/registrations/{id}/submit`: the last look at the answers, and what submitting them leads to.

use super::{
    OfficeDesk,
    known::Known,
    prefill,
    registrations::own,
    views::{self, area as area_of, file_address, fresh_key},
};
use crate::store::Conn;
use app::{
    desk::{Caller, Result},
    domain::{
        form::Page,
        programme::{Payment, Programme},
        registration::{Command, ConfirmedBy, Event, Places, Registration, State},
    },
    view::{CheckView, NamedDifference, Replaced, Section},
};

/// `/registrations/{id}/submit`: check your answers.
pub(super) async fn check(desk: &OfficeDesk, caller: &Caller, id: i64) -> Result<CheckView> {
    let mut conn = desk.db.read().await?;
    let (registration, programme, mut known) = own(desk, &mut conn, caller, id).await?;
    let sections = sections(desk, &mut conn, &registration, &programme, &mut known).await?;
    let replaces = replaced(&mut conn, &registration, &programme, &mut known).await?;
    let area = area_of(&programme, &registration);
    let submitted = known.decide(desk, &registration, &programme, &Command::Submit);
    let printed = registration.prints.last().is_some_and(|print| print.answers == registration.answers);
    Ok(CheckView {
        id,
        state: registration.state,
        area: area.filter(|_| programme.area_field().is_none()).map(|area| area.name.clone()),
        sections,
        photo: registration.photo.as_deref().map(file_address),
        materials_needed: programme.takes_materials(&registration.area),
        materials_finished: registration.materials_finished.is_some(),
        payment: area.map_or(Payment::None, |area| area.payment),
        deadline: registration.due(&programme),
        can_submit: submitted.is_ok(),
        submitted: match registration.missed.unwrap_or(registration.state) {
            State::Draft => false,
            State::Cancelled => printed,
            _ => true,
        },
        amendment: programme.amendment,
        amend_until: (!registration.reopened).then_some(programme.amendment_window.until),
        replaces,
        wechat_missing: programme.wechat_required && known.account.wechat_openid.is_none(),
        automatic: automatic(submitted.unwrap_or_default(), &registration, &programme, &known),
        eligibility: known.verdict(&programme, &registration),
        key: fresh_key(),
    })
}

/// The answers page by page. A page that nobody has saved yet and that holds submitting up shows what it offers, as
/// if that were saved: what is wrong with it then is what is left to be typed.
async fn sections(
    desk: &OfficeDesk,
    conn: &mut Conn,
    registration: &Registration,
    programme: &Programme,
    known: &mut Known,
) -> Result<Vec<Section>> {
    let now = desk.now();
    let sections = views::sections(registration, programme, known, now);
    if !views::is_open(desk, registration, programme, known) {
        return Ok(sections);
    }
    let contact = views::contact(desk, &known.account)?;
    let places = Places::of(programme, &registration.area);
    let facts = places.facts(programme, known.evidence(), now);
    let offer = |(section, page): (&Section, &Page)| {
        let offered = || prefill::offered(registration, programme, page, known, &contact, &facts);
        if section.wrong.is_empty() { None } else { offered() }
    };
    let offers: Vec<_> = sections.iter().zip(&programme.pages).map(offer).collect();
    let mut as_if = registration.clone();
    as_if.answers.extend(offers.iter().flatten().flat_map(|(answers, _)| answers.clone()));
    known.look_up(conn, programme, &as_if.answers).await?;
    let mut sections = views::sections(&as_if, programme, known, now);
    for (section, offer) in sections.iter_mut().zip(offers) {
        section.offered = offer.map(|(_, whence)| whence);
    }
    Ok(sections)
}

/// What a corrected copy takes the place of, and how it differs; nothing where none is filled.
async fn replaced(
    conn: &mut Conn,
    registration: &Registration,
    programme: &Programme,
    known: &mut Known,
) -> Result<Option<Replaced>> {
    let Some(print) = registration.prints.last().filter(|_| registration.replacing) else { return Ok(None) };
    known.look_up(conn, programme, &print.answers).await?;
    let (before, now) = (known.seen(programme, &print.answers), known.seen(programme, &registration.answers));
    let speaker = known.speaker(programme);
    let differences = programme.pages.iter().flat_map(|page| speaker.differing(page, &before, &now)).collect();
    Ok(Some(Replaced { version: print.version, differences }))
}

/// What submitting would lead to for one of last year's candidates; nothing for everybody else.
fn automatic(
    events: Vec<Event>,
    registration: &Registration,
    programme: &Programme,
    known: &Known,
) -> Option<Vec<NamedDifference>> {
    events.into_iter().find_map(|event| match event {
        Event::Confirmed { by: ConfirmedBy::Automatic } => Some(Vec::new()),
        Event::AutoConfirmationFailed { differences } => {
            let as_if = Registration { differences, ..registration.clone() };
            Some(views::differences(&as_if, programme, known))
        }
        _ => None,
    })
}
