//! The candidate's screens of one registration.

use super::{
    OfficeDesk, choices,
    known::Known,
    prefill,
    views::{self, area as area_of, file_address, fresh_key, kinds, visible},
    words,
};
use crate::store::{Conn, registrations::answer};
use app::{
    desk::{Caller, Result},
    domain::text::Language,
    domain::{
        form::{Answer, Answers, FieldType, Page, check_page, check_storable},
        node,
        programme::{Area, Confirmation, Programme},
        refusal::Refusal,
        registration::{Command, Places, Registration},
    },
    error::Error,
    view::{AreaView, Elsewhere, FillView, MaterialsView, RegistrationView},
};
use std::{collections::BTreeMap, sync::Arc};

/// The caller's own registration with everything the rules know of them.
pub(super) async fn own(
    desk: &OfficeDesk,
    conn: &mut Conn,
    caller: &Caller,
    id: i64,
) -> Result<(Registration, Arc<Programme>, Known)> {
    let (registration, programme) = visible(desk, conn, caller.signed_in()?, id).await?;
    let known = Known::load(desk, conn, registration.candidate, &programme, &registration.answers).await?;
    Ok((registration, programme, known))
}

/// `/registrations/{id}` and its photo, confirmation, review, payment and notice pages.
pub(super) async fn registration(desk: &OfficeDesk, caller: &Caller, id: i64) -> Result<RegistrationView> {
    let mut conn = desk.db.read().await?;
    let (registration, programme, known) = own(desk, &mut conn, caller, id).await?;
    view(desk, &mut conn, &registration, &programme, &known).await
}

/// The view of a registration, for its candidate and for officers. While a corrected copy is filled its area and site
/// are those of what was submitted; the way to the pages and the photo are the copy's.
pub(super) async fn view(
    desk: &OfficeDesk,
    conn: &mut Conn,
    registration: &Registration,
    programme: &Programme,
    known: &Known,
) -> Result<RegistrationView> {
    let now = desk.now();
    let pages = views::pages(registration, programme, known, now);
    let next = pages.iter().find(|page| !page.complete).or(pages.first());
    let progress = views::progress(registration, programme, &pages);
    let submitted = registration.clone().as_submitted();
    let can = |command| known.decide(desk, registration, programme, &command).is_ok();
    Ok(RegistrationView {
        id: registration.id,
        programme: programme.title.clone(),
        programme_id: programme.id.clone(),
        area: area_of(programme, &submitted).cloned(),
        asks_area: programme.area_field().is_some(),
        takes_materials: programme.takes_materials(&registration.area),
        form_name: words::form_name(programme),
        form_stamped: programme.form_stamped,
        submitted_title: programme.submitted_title.clone(),
        replacing: registration.replacing,
        reopened: registration.reopened,
        can_replace: !registration.replacing && can(Command::Replace),
        can_cancel: can(Command::Cancel),
        site: programme.site(answer(&submitted, "site")).map(|site| site.name.clone()),
        specialty: words::specialty(programme, answer(&submitted, "specialty")),
        state: registration.state,
        version: registration.version,
        nodes: node::nodes(registration, programme, &progress),
        deadline: registration.due(programme),
        now,
        next_page: next.map(|page| page.key.clone()).unwrap_or_default(),
        form_version: registration.form_version(),
        form_code: registration.form_code().map(ToString::to_string),
        photo: registration.photo.as_deref().map(file_address),
        photo_confirmed: known.account.photo.as_deref().is_none_or(|profile| registration.has_photo_of(profile)),
        profile_photo: known.account.photo.as_deref().map(file_address),
        photo_rule: programme.photo.clone(),
        differences: views::differences(registration, programme, known),
        reasons: registration.reasons.clone(),
        can_withdraw: can(Command::Withdraw),
        can_change: views::is_open(desk, registration, programme, known),
        timeline: views::timeline(conn, registration.id, programme).await?,
        statements: programme.statements.clone(),
        key: fresh_key(),
    })
}

/// `/registrations/{id}/area`.
pub(super) async fn area(desk: &OfficeDesk, caller: &Caller, id: i64) -> Result<AreaView> {
    let mut conn = desk.db.read().await?;
    let (registration, programme) = visible(desk, &mut conn, caller.signed_in()?, id).await?;
    let current = area_of(&programme, &registration).cloned().ok_or(Error::NotFound)?;
    // Staying where it is changes nothing, and the rules refuse it exactly while no other area may be chosen.
    let move_to = |area: &Area| Command::ChangeArea { area: area.code.clone() };
    let known = Known::needed_for(desk, &mut conn, &registration, &programme, &move_to(&current)).await?;
    let refused = |area: &Area| known.decide(desk, &registration, &programme, &move_to(area)).err();
    Ok(AreaView {
        id,
        areas: programme.areas.iter().filter(|area| refused(area).is_none()).cloned().collect(),
        state: registration.state,
        closed: refused(&current),
        current,
        can_withdraw: known.decide(desk, &registration, &programme, &Command::Withdraw).is_ok(),
        answered: u32::try_from(registration.answers.values().filter(|a| !a.is_empty()).count()).unwrap_or(u32::MAX),
        key: fresh_key(),
    })
}

impl OfficeDesk {
    /// The definition of a page of a registration that the caller may see.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such page; as for looking at the registration.
    pub async fn page_of(&self, caller: &Caller, id: i64, key: &str) -> Result<Page> {
        let mut conn = self.db.read().await?;
        let (_, programme) = visible(self, &mut conn, caller.signed_in()?, id).await?;
        programme.page(key).cloned().ok_or(Error::NotFound)
    }
}

/// `/registrations/{id}/fill/{page}`.
pub(super) async fn fill(desk: &OfficeDesk, caller: &Caller, id: i64, key: &str) -> Result<FillView> {
    let mut conn = desk.db.read().await?;
    let (registration, programme, known) = own(desk, &mut conn, caller, id).await?;
    let page = programme.page(key).ok_or(Error::NotFound)?;
    let now = desk.now();
    let (saved, filled) = (prefill::is_saved(&registration, page), prefill::is_filled(&registration, page));
    let contact = views::contact(desk, &known.account)?;
    let places = Places::of(&programme, &registration.area);
    let facts = places.facts(&programme, known.evidence(), now);
    // A page that nobody has filled yet is not wrong.
    let stored = known.seen(&programme, &registration.answers);
    let wrong = if saved { check_page(page, &stored, &facts) } else { Vec::new() };
    let answers = prefill::answers(&registration, &programme, page, &known, &contact, &facts);
    let answers = known.seen(&programme, &answers);
    let specialties = has(page, FieldType::Specialty).then(|| {
        let offered = programme.specialties.iter().filter(|s| s.offered);
        offered.cloned().collect()
    });
    let identity = known.identity.iter().map(|(key, text)| (key.clone(), text.get(caller.language).to_owned()));
    let history = known.history.as_ref().filter(|history| history.counts(&programme));
    Ok(FillView {
        id,
        programme: programme.title.clone(),
        programme_id: programme.id.clone(),
        base: registration.page_versions.get(key).copied().unwrap_or_default(),
        former: former(&registration, page),
        wrong,
        dictionaries: choices::of_page(&programme, page, &answers, &places),
        answers,
        units: known.units.clone(),
        locked: locked(&programme, page, &registration, &known, caller.language),
        specialties: specialties.unwrap_or_default(),
        education: if has(page, FieldType::Education) { known.education.clone() } else { Vec::new() },
        identity: identity.collect(),
        pages: views::pages(&registration, &programme, &known, now),
        saved_at: registration.stamps.get("filled").filter(|_| filled).map(|stamp| stamp.at),
        now,
        cutoff: programme.cutoff,
        exam: programme.exam_dates.last().copied(),
        scores: history.map(|history| history.scores.clone()).unwrap_or_default(),
        open: views::is_open(desk, &registration, &programme, &known),
        page: page.clone(),
        key: fresh_key(),
    })
}

/// What is typed on a page beside what was saved of it elsewhere.
pub(super) async fn compare(
    desk: &OfficeDesk,
    caller: &Caller,
    id: i64,
    key: &str,
    typed: Answers,
) -> Result<Elsewhere> {
    let mut conn = desk.db.read().await?;
    let (registration, programme, mut known) = own(desk, &mut conn, caller, id).await?;
    let page = programme.page(key).ok_or(Error::NotFound)?;
    let wrong = check_storable(page, &typed);
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong).into());
    }
    let mut here = registration.answers.clone();
    here.extend(typed);
    known.look_up(&mut conn, &programme, &here).await?;
    let (stored, here) = (known.seen(&programme, &registration.answers), known.seen(&programme, &here));
    Ok(Elsewhere {
        base: registration.page_versions.get(key).copied().unwrap_or_default(),
        differences: known.speaker(&programme).differing(page, &stored, &here),
    })
}

fn has(page: &Page, kind: FieldType) -> bool {
    let in_groups = page.groups.iter().flat_map(|group| &group.fields);
    page.fields.iter().chain(in_groups).any(|field| field.kind == kind)
}

/// This page's answers from before the last change of area.
fn former(registration: &Registration, page: &Page) -> BTreeMap<String, Answer> {
    let keys = page.fields.iter().map(|f| &f.key).chain(page.groups.iter().map(|g| &g.key));
    keys.filter_map(|key| registration.former_answers.get_key_value(key))
        .map(|(key, answer)| (key.clone(), answer.clone()))
        .collect()
}

/// What was answered at the start, in words, by field key.
fn locked(
    programme: &Programme,
    page: &Page,
    registration: &Registration,
    known: &Known,
    language: Language,
) -> BTreeMap<String, String> {
    let speaker = known.speaker(programme);
    let fields = page.fields.iter().filter(|field| field.locked);
    fields
        .map(|field| {
            let text = speaker.value(field, registration.answers.get(&field.key));
            (field.key.clone(), text.get(language).to_owned())
        })
        .collect()
}

/// `/registrations/{id}/materials`.
pub(super) async fn materials(desk: &OfficeDesk, caller: &Caller, id: i64) -> Result<MaterialsView> {
    let mut conn = desk.db.read().await?;
    let (registration, programme, known) = own(desk, &mut conn, caller, id).await?;
    let unknown = Command::RemoveMaterial { file: String::new() };
    // The rules refuse to remove a file that is not there exactly while files may be changed.
    let open = known.decide(desk, &registration, &programme, &unknown) == Err(Refusal::MaterialUnknown);
    Ok(MaterialsView {
        id,
        programme_id: programme.id.clone(),
        form_name: words::form_name(&programme),
        form_wanted: area_of(&programme, &registration).is_some_and(|a| a.confirmation == Confirmation::Online),
        state: registration.state,
        kinds: kinds(&programme, &registration),
        finished: registration.materials_finished,
        reasons: registration.reasons.clone(),
        deadline: registration.due(&programme),
        form_ready: desk.code_to_print(&registration, &programme, &known).is_some(),
        materials: registration.materials,
        open,
        key: fresh_key(),
    })
}
