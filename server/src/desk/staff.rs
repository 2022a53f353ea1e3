//! The officers' screens: counts, queue, one registration, and the audited look at an ID number.

use super::{
    OfficeDesk, bans,
    known::{self, Known, mask},
    registrations, unit_requests,
    views::{self, kinds, officer, visible},
    words,
};
use crate::store::{
    Conn, accounts, audit,
    queue::{self, Listed, PAGE, Wanted},
    registrations::scope,
};
use app::{
    desk::{Caller, Result},
    domain::{
        form_code::FormCode,
        person::{IdNumber, IdType},
        programme::{Confirmation, Programme},
        refusal::Refusal,
        registration::{Command, Registration, State},
        role::{Action, Actor, Role, may},
    },
    view::{Counts, Decision, Queue, QueueFilter, QueueRow, RegistrationView, StaffRegistration, StaffView},
};

/// `/staff`.
pub(super) async fn staff(desk: &OfficeDesk, caller: &Caller) -> Result<StaffView> {
    let actor = officer(caller)?;
    let mut conn = desk.db.read().await?;
    let counts = counts(&mut conn, &actor.role).await?;
    let requests = unit_requests::waiting(&mut conn, &actor.role).await?;
    let confirms = confirms(desk, &actor.role);
    let bans = bans::sees(actor);
    Ok(StaffView { confirms, counts, requests, bans, now: desk.now() })
}

/// How many registrations stand in each state, with the office's own work apart.
async fn counts(conn: &mut Conn, role: &Role) -> Result<Counts> {
    let (all, tasks) = (queue::counts(conn, role).await?, role.tasks());
    let many = |state: State| all.iter().find(|(counted, _)| *counted == state).map_or(0, |(_, many)| *many);
    Ok(Counts {
        tasks: tasks.iter().map(|state| (*state, many(*state))).collect(),
        others: all.iter().copied().filter(|(state, _)| !tasks.contains(state)).collect(),
    })
}

/// Whether an office confirms on site: a site whose area does so for some exam. Area officers could, but it is not
/// what they come for.
fn confirms(desk: &OfficeDesk, role: &Role) -> bool {
    let Role::Site { area, .. } = role else { return false };
    let on_site =
        |programme: &Programme| programme.area(area).is_some_and(|area| area.confirmation == Confirmation::Onsite);
    desk.programmes().all().iter().any(|programme| on_site(programme))
}

/// `/staff/registrations`.
pub(super) async fn queue(desk: &OfficeDesk, caller: &Caller, mut filter: QueueFilter) -> Result<Queue> {
    let actor = officer(caller)?;
    let mut conn = desk.db.read().await?;
    let counts = counts(&mut conn, &actor.role).await?;
    // No name and no code has control characters, and PostgreSQL takes no NUL.
    let search: String = filter.search.trim().chars().filter(|c| !c.is_control()).collect();
    if filter.state.is_none() && search.is_empty() {
        filter.state = next_work(&counts.tasks);
    }
    let wanted = wanted(desk, filter.state, &search);
    let (total, rows) = queue::page(&mut conn, &actor.role, &wanted, filter.page).await?;
    let rows = rows.into_iter().map(|row| self::row(desk, row)).collect::<Result<Vec<_>>>()?;
    // No two prints have the same code.
    let old_print = match rows.first().filter(|_| !wanted.form_code.is_empty()) {
        Some(row) => found_by(desk, &mut conn, actor, row.id, &wanted.form_code).await?,
        None => None,
    };
    Ok(Queue { filter, total, counts, rows, old_print, now: desk.now() })
}

/// What an office works on next; everything for those who only look.
fn next_work(tasks: &[(State, u32)]) -> Option<State> {
    tasks.iter().find(|(_, waiting)| *waiting > 0).or(tasks.first()).map(|(state, _)| *state)
}

/// What is to be said of the print by whose code a registration was found.
async fn found_by(desk: &OfficeDesk, conn: &mut Conn, actor: &Actor, id: i64, code: &str) -> Result<Option<Refusal>> {
    let (registration, programme) = visible(desk, conn, actor, id).await?;
    let command = Command::ConfirmOnSite { form_code: code.to_owned() };
    let known = Known::needed_for(desk, conn, &registration, &programme, &command).await?;
    Ok(old_print(desk, &registration, &programme, &known, code))
}

/// What the rules will refuse a confirmation by this code for, where it is on an old print: the officer hears it when
/// the code is read, not at the end.
fn old_print(
    desk: &OfficeDesk,
    registration: &Registration,
    programme: &Programme,
    known: &Known,
    code: &str,
) -> Option<Refusal> {
    let command = Command::ConfirmOnSite { form_code: code.to_owned() };
    let refused = known.decide(desk, registration, programme, &command).err();
    refused.filter(|refusal| matches!(refusal, Refusal::FormCodeOld { .. }))
}

/// A search is for a form code where it can be one, else for an ID number, else for a name.
fn wanted(desk: &OfficeDesk, state: Option<State>, search: &str) -> Wanted {
    let mut wanted = Wanted { state, ..Wanted::default() };
    if let Some(code) = FormCode::read(search) {
        wanted.form_code = code.as_str().to_owned();
        return wanted;
    }
    if search.bytes().any(|b| b.is_ascii_digit()) {
        let read = |id_type: IdType| Some((id_type, IdNumber::parse(id_type, search).ok()?));
        let numbers = IdType::ALL.into_iter().filter_map(read);
        wanted.id_hashes = numbers.map(|(id_type, n)| desk.keys().id_hash(id_type.key(), n.as_str())).collect();
    }
    if wanted.id_hashes.is_empty() {
        search.clone_into(&mut wanted.name);
    }
    wanted
}

fn row(desk: &OfficeDesk, listed: Listed) -> Result<QueueRow> {
    let programme = desk.programmes().get(&listed.programme);
    let programme = programme.as_deref();
    Ok(QueueRow {
        id: listed.id,
        id_number: mask(desk, &listed.id_type, &listed.id_number_sealed)?,
        specialty: programme.and_then(|p| words::specialty(p, &listed.specialty)),
        site: programme.and_then(|p| p.site(&listed.site)).map(|site| site.name.clone()),
        name: listed.name,
        state: listed.state,
        since: listed.since,
        differs: listed.differs,
        automatic: listed.automatic,
    })
}

/// `/staff/registrations/{id}`, beside the queue of the state `from`, or of its own; `code` is that of the print at
/// hand, or empty.
pub(super) async fn registration(
    desk: &OfficeDesk,
    caller: &Caller,
    id: i64,
    from: Option<State>,
    code: &str,
) -> Result<StaffRegistration> {
    let actor = officer(caller)?;
    let mut conn = desk.db.read().await?;
    let (registration, programme) = visible(desk, &mut conn, actor, id).await?;
    let registration = registration.as_submitted();
    let known = Known::load(desk, &mut conn, registration.candidate, &programme, &registration.answers).await?;
    let mut view = registrations::view(desk, &mut conn, &registration, &programme, &known).await?;
    let contact = views::contact(desk, &known.account)?;
    let queue_of = from.unwrap_or(registration.state);
    let wanted = Wanted { state: Some(queue_of), ..Wanted::default() };
    let (_, listed) = queue::page(&mut conn, &actor.role, &wanted, 0).await?;
    let mut queue = listed.into_iter().map(|listed| row(desk, listed)).collect::<Result<Vec<_>>>()?;
    if !queue.iter().any(|row| row.id == id) {
        take_in(&mut queue, own_row(&registration, &programme, &known, queue_of));
    }
    let may = decisions(desk, actor, &registration, &programme, &known);
    if may.contains(&Decision::ConfirmOnSite) {
        hide_codes(&mut view);
    }
    Ok(StaffRegistration {
        name: known.account.name.clone(),
        id_number: known.masked.clone(),
        phone: contact.phone,
        eligibility: known.verdict(&programme, &registration),
        old_print: old_print(desk, &registration, &programme, &known, code),
        sections: views::sections(&registration, &programme, &known, desk.now()),
        kinds: kinds(&programme, &registration),
        usual_reasons: programme.reasons.clone(),
        may,
        materials: registration.materials,
        registration: view,
        queue_of,
        queue,
    })
}

/// Puts a row where it has its place, or had it: the queue does not jump when one of it is decided.
fn take_in(queue: &mut Vec<QueueRow>, own: QueueRow) {
    queue.truncate(usize::try_from(PAGE).unwrap_or_default().saturating_sub(1));
    let place = queue.iter().position(|row| (row.since, row.id) > (own.since, own.id));
    queue.insert(place.unwrap_or(queue.len()), own);
}

/// Takes the codes out of what an officer sees who confirms: they prove the print, so they are read from it.
fn hide_codes(view: &mut RegistrationView) {
    view.form_code = None;
    view.timeline.iter_mut().filter(|entry| entry.event == "submitted").for_each(|entry| entry.detail.clear());
}

/// The row of a registration that has left the queue, or waits too far back to be on its first page.
fn own_row(registration: &Registration, programme: &Programme, known: &Known, queue_of: State) -> QueueRow {
    let answer = |field: &str| crate::store::registrations::answer(registration, field);
    let left = registration.stamps.get(queue_of.key()).filter(|_| queue_of != registration.state);
    let last = || registration.stamps.values().map(|stamp| stamp.at).max().unwrap_or_default();
    QueueRow {
        id: registration.id,
        name: known.account.name.clone(),
        id_number: known.masked.clone(),
        specialty: words::specialty(programme, answer("specialty")),
        site: programme.site(answer("site")).map(|site| site.name.clone()),
        state: registration.state,
        since: left.map_or_else(last, |stamp| stamp.at),
        differs: !registration.differences.is_empty(),
        automatic: registration.confirmed_by == Some(app::domain::registration::ConfirmedBy::Automatic),
    }
}

/// The decisions that an officer may take now: their role has them, and the rules do not refuse them for where the
/// registration stands. What else the rules may refuse (a wrong form code, no reason) the officer will hear then.
fn decisions(
    desk: &OfficeDesk,
    actor: &Actor,
    registration: &Registration,
    programme: &Programme,
    known: &Known,
) -> Vec<Decision> {
    let none = Vec::new;
    let all = [
        (Decision::ConfirmOnSite, Command::ConfirmOnSite { form_code: String::new() }),
        (Decision::ConfirmOnline, Command::ConfirmOnline),
        (Decision::RefuseOnline, Command::RefuseOnline { reasons: none() }),
        (Decision::PassSite, Command::PassSite),
        (Decision::PassArea, Command::PassArea),
        (Decision::RefuseReview, Command::RefuseReview { reasons: none() }),
        (Decision::Reopen, Command::Reopen { reason: String::new() }),
    ];
    let possible = |command: &Command| {
        let action = Action::of(command, registration.state);
        let refused = known.decide(desk, registration, programme, command).err();
        may(actor, action, &scope(registration))
            && !matches!(refused, Some(Refusal::NotInState { .. } | Refusal::OtherConfirmation | Refusal::NoReopening))
    };
    all.into_iter().filter(|(_, command)| possible(command)).map(|(decision, _)| decision).collect()
}

/// The full ID number of a registration's candidate. Looking is on record before anything is shown.
pub(super) async fn reveal_id_number(desk: &OfficeDesk, caller: &Caller, id: i64) -> Result<String> {
    let actor = officer(caller)?.clone();
    let mut conn = desk.db.read().await?;
    let (registration, _) = visible(desk, &mut conn, &actor, id).await?;
    let account = accounts::by_id(&mut conn, registration.candidate).await?;
    drop(conn);
    let account = account.ok_or_else(|| super::unexpected("the candidate's account is gone"))?;
    let now = desk.now();
    desk.write(move |tx| {
        Box::pin(async move { Ok(audit::insert(tx, now, actor.id, "reveal-id-number", Some(id)).await?) })
    })
    .await?;
    known::id_number(desk, &account)
}
