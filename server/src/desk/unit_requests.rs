//! Requests to add to the register (增补申请): made by candidates, decided by the area or the centre.

use super::{
    OfficeDesk,
    execute::Done,
    known::{Known, theirs},
    units,
    views::{self, candidate, fresh_key, officer},
    words::both,
};
use crate::{
    files::PAPER,
    jobs::send_notice::SendNotice,
    store::{
        Conn, files,
        unit_requests::{self as stored, Beside},
        units as register,
    },
};
use app::{
    desk::{Caller, Result},
    domain::{
        calendar::Moment,
        form::{Answers, FieldType, Page},
        refusal::{Refusal, Wrong},
        registration::Command,
        role::{Action, Actor, Role, may},
        text::remark,
        unit::{MOST_OPEN, NewUnit, RequestState, Unit, UnitKind, UnitRequest, check_request, decide_request},
    },
    error::Error,
    locales::words,
    view::{RequestsView, StaffRequest, StaffRequests},
};

/// What the register notes as the source of an approved entry.
const SOURCE: &str = "request";

/// `/me/requests`.
pub(super) async fn requests(desk: &OfficeDesk, caller: &Caller, region: &str) -> Result<RequestsView> {
    let actor = candidate(caller)?;
    let mut conn = desk.db.read().await?;
    let requests = stored::of(&mut conn, actor.id).await?;
    let needed = needed(desk, &mut conn, actor).await?;
    let levels = units::regions(desk, region);
    Ok(RequestsView { requests, region: region.to_owned(), levels, needed, now: desk.now(), key: fresh_key() })
}

/// The pages that ask for an entry of the register, in registrations that can still be filled in; newest first.
async fn needed(desk: &OfficeDesk, conn: &mut Conn, actor: &Actor) -> Result<Vec<(UnitKind, String)>> {
    let mut needed = Vec::new();
    for (registration, programme) in theirs(desk, conn, actor.id).await? {
        let save = Command::SavePage { page: String::new(), answers: Answers::new(), base: 0 };
        let known = Known::needed_for(desk, conn, &registration, &programme, &save).await?;
        if !views::is_open(desk, &registration, &programme, &known) {
            continue;
        }
        for page in &programme.pages {
            let path = format!("/registrations/{}/fill/{}", registration.id, page.key);
            needed.extend(asked_for(page).map(|kind| (kind, path.clone())));
        }
    }
    Ok(needed)
}

/// The kinds of entries that a page asks for.
fn asked_for(page: &Page) -> impl Iterator<Item = UnitKind> {
    let in_groups = page.groups.iter().flat_map(|group| &group.fields);
    page.fields.iter().chain(in_groups).filter_map(|field| match field.kind {
        FieldType::Unit => Some(UnitKind::Work),
        FieldType::School => Some(UnitKind::School),
        _ => None,
    })
}

/// `/staff/requests`.
pub(super) async fn staff_requests(desk: &OfficeDesk, caller: &Caller) -> Result<StaffRequests> {
    let actor = officer(caller)?;
    let region = reach(&actor.role).ok_or(Error::Forbidden)?;
    let mut conn = desk.db.read().await?;
    let shown = |(request, Beside { candidate, pictures }): (UnitRequest, Beside)| {
        let may_decide = may(actor, Action::DecideRequest, &stored::scope(&request));
        StaffRequest { request, candidate, pictures, may_decide }
    };
    let open = stored::listed(&mut conn, region, true).await?.into_iter().map(shown).collect();
    let decided = stored::listed(&mut conn, region, false).await?.into_iter().map(shown).collect();
    Ok(StaffRequests { open, decided, now: desk.now(), key: fresh_key() })
}

/// How many requests wait for an office; nothing for one that sees none.
pub(super) async fn waiting(conn: &mut Conn, role: &Role) -> Result<Option<u32>> {
    match reach(role) {
        Some(region) => Ok(Some(stored::waiting(conn, region).await?)),
        None => Ok(None),
    }
}

/// The region whose requests an office sees: everything where it is empty, nothing where there is none. An area's
/// code is the first of the paths in it.
fn reach(role: &Role) -> Option<&str> {
    match role {
        Role::Centre | Role::Auditor => Some(""),
        Role::Area { area } => Some(area.as_str()),
        Role::Candidate | Role::Site { .. } | Role::Clock => None,
    }
}

/// Makes a request.
pub(super) async fn request(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    typed: NewUnit,
    papers: [String; 2],
    now: Moment,
) -> Result<Done> {
    let unit = NewUnit {
        name: typed.name.trim().to_owned(),
        code: typed.code.trim().to_ascii_uppercase(),
        region: typed.region.trim().to_owned(),
        kind: typed.kind,
    };
    let mut wrong = check_request(&unit, papers.each_ref().map(|paper| !paper.is_empty()));
    let region = units::region(desk, &unit.region);
    if !unit.region.is_empty() {
        match &region {
            None => wrong.push(Wrong::new("region", Refusal::NotInList)),
            Some((_, false)) => wrong.push(Wrong::new("region", Refusal::CascadeUnfinished)),
            Some((_, true)) => {}
        }
    }
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong).into());
    }
    own_papers_only(tx, actor, &papers).await?;
    if let Some(there) = register::find(tx, unit.kind, &unit.code).await? {
        return Err(Refusal::UnitExists { name: there.name }.into());
    }
    if let Some(name) = stored::open_for(tx, actor.id, unit.kind, &unit.code).await? {
        return Err(Refusal::UnitRequested { name }.into());
    }
    if stored::open_of(tx, actor.id).await? >= MOST_OPEN {
        return Err(Refusal::RequestsOpen { max: MOST_OPEN }.into());
    }
    let request = UnitRequest {
        candidate: actor.id,
        unit,
        region_name: region.map(|(name, _)| name).unwrap_or_default(),
        papers,
        at: now,
        due: now.one_working_day_later(),
        ..UnitRequest::default()
    };
    stored::insert(tx, &request).await?;
    Ok(Done::at(now))
}

/// Papers are named by those who uploaded them.
async fn own_papers_only(tx: &mut Conn, actor: &Actor, papers: &[String; 2]) -> Result<()> {
    for paper in papers {
        let file = files::find(tx, paper).await?.filter(|file| file.owner == actor.id && file.purpose == PAPER);
        file.ok_or(Refusal::PaperMissing)?;
    }
    Ok(())
}

/// Decides a request; an approved unit is in the register from then on. The candidate hears of it.
pub(super) async fn decide(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    id: i64,
    approve: bool,
    opinion: &str,
    now: Moment,
) -> Result<Done> {
    let request = stored::find(tx, id).await?.ok_or(Error::NotFound)?;
    let scope = stored::scope(&request);
    if !may(actor, Action::DecideRequest, &scope) {
        // Candidates must not learn whether there is a request of somebody else.
        let known = actor.is_staff() || may(actor, Action::SeeRequest, &scope);
        return Err(if known { Error::Forbidden } else { Error::NotFound });
    }
    let opinion = remark(opinion)?;
    let state = decide_request(&request, approve, &opinion)?;
    if state == RequestState::Approved {
        add(tx, &request, now).await?;
    }
    if !stored::decide(tx, id, state, &opinion, now, actor.id).await? {
        return Err(Refusal::RequestDecided.into());
    }
    notice(&request, state, &opinion, now).enqueue(tx, desk.clock.machine()).await?;
    Ok(Done { jobs: true, ..Done::at(now) })
}

/// Puts the unit of an approved request into the register, where nobody has done so meanwhile.
async fn add(tx: &mut Conn, request: &UnitRequest, now: Moment) -> Result<()> {
    let NewUnit { kind, name, code, region } = request.unit.clone();
    if let Some(there) = register::find(tx, kind, &code).await? {
        return Err(Refusal::UnitExists { name: there.name }.into());
    }
    let unit = Unit { code, kind, name, region, region_name: request.region_name.clone() };
    Ok(register::insert(tx, &unit, SOURCE, now).await?)
}

/// What the candidate hears.
fn notice(request: &UnitRequest, state: RequestState, opinion: &str, now: Moment) -> SendNotice {
    let name = &request.unit.name;
    let (title, body) = match state {
        RequestState::Approved => {
            (both(words::unit_notice_approved), both(|l| words::unit_notice_approved_text(l, name)))
        }
        _ => (both(words::unit_notice_refused), both(|l| words::unit_notice_refused_text(l, name, opinion))),
    };
    SendNotice { account: request.candidate, title, body, at: now }
}
