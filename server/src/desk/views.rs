//! The parts that several screens share.

use super::{
    OfficeDesk,
    known::{Known, PHONE},
    prefill,
    words::{self, both, joined, or_empty},
};
use crate::store::{Conn, accounts::Account, queue, registrations};
use app::{
    desk::{Caller, Result},
    domain::{
        calendar::Moment,
        contact::Contact,
        form::{Answers, Field, Page, page_value, warnings},
        material,
        node::Progress,
        programme::{Area, MaterialKind, Programme},
        refusal::Refusal,
        registration::{Command, Event, Places, Registration, incomplete_pages},
        role::{Action, Actor, may},
        text::Text,
    },
    error::Error,
    locales::{self, words as texts},
    view::{NamedDifference, PageProgress, ProgrammeCard, RegistrationCard, Section, TimelineEntry},
};
use std::sync::Arc;

/// The address of a stored file.
pub(super) fn file_address(name: &str) -> String {
    format!("/files/{name}")
}

/// A key under which a page's form is carried out once.
pub(super) fn fresh_key() -> String {
    crate::keys::random_token()
}

/// The registration as it counts now, with its programme, where the actor may see it.
pub(super) async fn visible(
    desk: &OfficeDesk,
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
) -> Result<(Registration, Arc<Programme>)> {
    let registration = registrations::load(conn, id).await?;
    // Candidates must not learn whether a registration of somebody else exists.
    let hidden = || if actor.is_staff() { Error::Forbidden } else { Error::NotFound };
    let registration = registration.ok_or(Error::NotFound)?;
    let listed = !actor.is_staff() || queue::is_listed(&registration);
    if !listed || !may(actor, Action::Read, &registrations::scope(&registration)) {
        return Err(hidden());
    }
    let programme = desk.programmes().get(&registration.programme);
    let programme =
        programme.ok_or_else(|| super::unexpected(format!("programme {} is gone", registration.programme)))?;
    Ok((registration.as_of(desk.now(), &programme), programme))
}

/// The caller, who must be a candidate.
pub(super) fn candidate(caller: &Caller) -> Result<&Actor> {
    let actor = caller.signed_in()?;
    if actor.is_candidate() { Ok(actor) } else { Err(Error::Forbidden) }
}

/// The caller, who must be an officer.
pub(super) fn officer(caller: &Caller) -> Result<&Actor> {
    let actor = caller.signed_in()?;
    if actor.is_staff() { Ok(actor) } else { Err(Error::Forbidden) }
}

/// The area of a registration; nothing while the form asks for it and it is not answered.
pub(super) fn area<'a>(programme: &'a Programme, registration: &Registration) -> Option<&'a Area> {
    programme.area(&registration.area)
}

/// The kinds of material of the registration's area.
pub(super) fn kinds(programme: &Programme, registration: &Registration) -> Vec<MaterialKind> {
    programme.materials_of(&registration.area).cloned().collect()
}

/// A programme in a list.
pub(super) fn programme_card(programme: &Programme) -> ProgrammeCard {
    ProgrammeCard {
        id: programme.id.clone(),
        title: programme.title.clone(),
        summary: programme.summary.clone(),
        exam_dates: programme.exam_dates.clone(),
        registration: programme.registration,
    }
}

/// A registration in a list: what was submitted, and until when the candidate must act.
pub(super) fn registration_card(registration: &Registration, programme: &Programme) -> RegistrationCard {
    let submitted = registration.clone().as_submitted();
    RegistrationCard {
        id: registration.id,
        programme: programme.title.clone(),
        area: area(programme, &submitted).map(|area| area.name.clone()).unwrap_or_default(),
        specialty: words::specialty(programme, registrations::answer(&submitted, "specialty")),
        state: registration.state,
        deadline: registration.due(programme),
    }
}

/// All pages in order, complete or not.
pub(super) fn pages(
    registration: &Registration,
    programme: &Programme,
    known: &Known,
    now: Moment,
) -> Vec<PageProgress> {
    let incomplete = incomplete_pages(registration, programme, known.evidence(), now);
    let seen = known.seen(programme, &registration.answers);
    let progress = |page: &Page| {
        let complete = !incomplete.iter().any(|wrong| wrong.page == page.key);
        let filled = complete && (prefill::is_saved(registration, page) || asks_nothing(page, &seen));
        PageProgress { key: page.key.clone(), title: page.title.clone(), complete, filled }
    };
    programme.pages.iter().map(progress).collect()
}

/// Whether there is nothing to fill in: all of it was chosen at the start, or does not apply.
fn asks_nothing(page: &Page, seen: &Answers) -> bool {
    let value = |key: &str| page_value(seen, key);
    page.fields.iter().all(Field::is_locked) && !page.groups.iter().any(|group| group.is_visible(&value))
}

/// How far the candidate is, for the nodes.
pub(super) fn progress(registration: &Registration, programme: &Programme, pages: &[PageProgress]) -> Progress {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let needed = programme.materials_of(&registration.area).filter(|kind| kind.min > 0).count();
    let missing = material::missing(programme.materials_of(&registration.area), &registration.materials).len();
    // Pages that may stay empty count once they were opened, or once nothing is missing any more.
    let complete = pages.iter().all(|page| page.complete);
    Progress {
        pages_done: count(pages.iter().filter(|page| complete || page.filled).count()),
        pages: count(pages.len()),
        materials_done: count(needed.saturating_sub(missing)),
        materials: count(needed),
    }
}

/// Everything that was answered, page by page.
pub(super) fn sections(registration: &Registration, programme: &Programme, known: &Known, now: Moment) -> Vec<Section> {
    let speaker = known.speaker(programme);
    let mut incomplete = incomplete_pages(registration, programme, known.evidence(), now);
    let places = Places::of(programme, &registration.area);
    let facts = places.facts(programme, known.evidence(), now);
    let answers = known.seen(programme, &registration.answers);
    let section = |page: &Page| Section {
        page: page.key.clone(),
        title: page.title.clone(),
        offered: None,
        rows: speaker.rows(page, &answers),
        groups: page.groups.iter().map(|group| speaker.group(group, &answers)).collect(),
        warnings: warnings(page, &answers, &facts),
        wrong: incomplete
            .iter_mut()
            .find(|wrong| wrong.page == page.key)
            .map(|wrong| std::mem::take(&mut wrong.wrong))
            .unwrap_or_default(),
    };
    programme.pages.iter().map(section).collect()
}

/// The differences to last year, with labels and names.
pub(super) fn differences(registration: &Registration, programme: &Programme, known: &Known) -> Vec<NamedDifference> {
    let speaker = known.speaker(programme);
    let fields = || programme.pages.iter().flat_map(|page| &page.fields);
    let named = |difference: &app::domain::history::Difference| {
        let (label, last_name, now_name) = match fields().find(|field| field.key == difference.field) {
            Some(field) => (
                field.label.clone(),
                speaker.last_value(field, &difference.last),
                speaker.last_value(field, &difference.now),
            ),
            None => {
                let name = |code: &str| programme.area(code).map_or_else(|| Text::chinese(code), |a| a.name.clone());
                (both(texts::desk_difference_area), name(&difference.last), name(&difference.now))
            }
        };
        NamedDifference { label, last_name: or_empty(last_name), now_name: or_empty(now_name) }
    };
    registration.differences.iter().map(named).collect()
}

/// Differences as one sentence, for messages.
pub(crate) fn differences_text(differences: &[NamedDifference]) -> Text {
    let texts: Vec<Text> = differences
        .iter()
        .map(|d| {
            both(|language| {
                texts::desk_difference(
                    language,
                    d.label.get(language),
                    d.last_name.get(language),
                    d.now_name.get(language),
                )
            })
        })
        .collect();
    joined(&texts, texts::desk_separator)
}

/// What happened, for people; newest last.
pub(super) async fn timeline(conn: &mut Conn, id: i64, programme: &Programme) -> Result<Vec<TimelineEntry>> {
    let mut entries = Vec::new();
    for stored in crate::store::events::of(conn, id).await? {
        let event = stored.event()?;
        entries.push(TimelineEntry {
            at: stored.at,
            by: stored.office.clone(),
            detail: detail(&event, programme),
            event: stored.kind,
        });
    }
    Ok(entries)
}

fn detail(event: &Event, programme: &Programme) -> Vec<Text> {
    let area = |code: &str| programme.area(code).map_or_else(|| Text::chinese(code), |area| area.name.clone());
    match event {
        Event::Started { area: code, .. } if code.is_empty() => Vec::new(),
        Event::Started { area: code, .. } | Event::AreaChosen { area: code } => vec![area(code)],
        Event::PageSaved { page, .. } => programme.page(page).map(|page| page.title.clone()).into_iter().collect(),
        Event::AreaChanged { from, to, .. } => vec![area(from), area(to)],
        Event::MaterialAdded { material } => vec![Text::chinese(&material.name)],
        Event::Submitted { code, .. } => vec![Text::chinese(code.as_str())],
        Event::ConfirmationRefused { reasons } | Event::ReviewRefused { reasons, .. } => {
            reasons.iter().map(|reason| Text::chinese(reason)).collect()
        }
        Event::Reopened { reason } => vec![Text::chinese(reason)],
        Event::AutoConfirmationFailed { differences } => {
            let fields = || programme.pages.iter().flat_map(|page| &page.fields);
            let label = |key: &str| match fields().find(|field| field.key == key) {
                Some(field) => field.label.clone(),
                None => both(texts::desk_difference_area),
            };
            differences.iter().map(|difference| label(&difference.field)).collect()
        }
        Event::Abandoned { missed } => vec![both(|language| locales::state_word(language, *missed))],
        _ => Vec::new(),
    }
}

/// Whether the candidate may still change the form.
pub(super) fn is_open(desk: &OfficeDesk, registration: &Registration, programme: &Programme, known: &Known) -> bool {
    // The rules know no such page; they say so exactly while pages may be saved.
    let none = Command::SavePage { page: String::new(), answers: Answers::new(), base: 0 };
    known.decide(desk, registration, programme, &none) == Err(Refusal::UnknownField)
}

/// Contact data of an account, opened.
pub(super) fn contact(desk: &OfficeDesk, account: &Account) -> Result<Contact> {
    Ok(Contact {
        phone: desk.keys().open_sealed(PHONE, &account.phone_sealed)?,
        address: account.address.clone(),
        postcode: account.postcode.clone(),
    })
}

impl OfficeDesk {
    /// The version of a registration that the caller may watch change.
    ///
    /// # Errors
    /// As for looking at it.
    pub async fn may_watch(&self, caller: &Caller, id: i64) -> Result<i64> {
        let actor = caller.signed_in()?;
        let mut conn = self.db().read().await?;
        visible(self, &mut conn, actor, id).await.map(|(registration, _)| registration.version)
    }
}
