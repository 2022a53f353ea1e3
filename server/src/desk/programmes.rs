//! Programmes: the list, one with what stands in the way of starting, and the start itself.

use super::{
    OfficeDesk,
    execute::{self, Done, own_account},
    known::{Known, theirs},
    profile::is_complete,
    views::{fresh_key, programme_card},
};
use crate::{
    live::Announcement,
    store::{Conn, accounts::Account, bans, registrations},
};
use app::{
    desk::{Caller, Chosen, Receipt, Result},
    domain::{
        ban::Ban,
        calendar::Moment,
        form::Answers,
        programme::Programme,
        refusal::Refusal,
        registration::{Event, Registration, Start, start as may_start, unanswered},
        role::Actor,
    },
    error::Error,
    view::{Landing, OwnRegistration, ProgrammeView},
};

/// `/` and `/programmes`.
pub(super) async fn landing(desk: &OfficeDesk, caller: &Caller) -> Result<Landing> {
    let own = match candidate(caller) {
        Some(actor) => own(desk, &mut *desk.db.read().await?, actor).await?,
        None => Vec::new(),
    };
    let programmes = desk.programmes.all();
    Ok(Landing { now: desk.now(), programmes: programmes.iter().map(|p| programme_card(p)).collect(), own })
}

/// Whoever asks, where that is a candidate.
fn candidate(caller: &Caller) -> Option<&Actor> {
    caller.actor.as_ref().filter(|actor| actor.is_candidate())
}

/// The live registrations of a candidate.
async fn own(desk: &OfficeDesk, conn: &mut Conn, actor: &Actor) -> Result<Vec<OwnRegistration>> {
    let all = theirs(desk, conn, actor.id).await?.into_iter().map(|(registration, _)| registration);
    let live = all.filter(|registration| registration.state.is_live());
    Ok(live.map(|r| OwnRegistration { programme: r.programme, id: r.id, state: r.state }).collect())
}

/// `/programmes/{programme}`.
pub(super) async fn programme(desk: &OfficeDesk, caller: &Caller, id: &str) -> Result<ProgrammeView> {
    let programme = desk.programmes.get(id).ok_or(Error::NotFound)?;
    let now = desk.now();
    let candidate = candidate(caller);
    let (mut blockers, mut live) = (Vec::new(), None);
    if let Some(actor) = candidate {
        let mut conn = desk.db.read().await?;
        let account = own_account(&mut conn, actor).await?;
        live = own(desk, &mut conn, actor).await?.into_iter().find(|own| own.programme == id);
        let bans = bans_of(&mut conn, &account).await?;
        blockers = all_blockers(&programme, &account, &bans, live.as_ref().map(|live| live.id), now);
    }
    Ok(ProgrammeView {
        card: programme_card(&programme),
        chooses: programme.chosen_at_start().is_some(),
        specialties: match programme.chosen_at_start() {
            Some(_) => programme.specialties.iter().filter(|s| s.offered).cloned().collect(),
            None => Vec::new(),
        },
        levels: programme.dictionary("levels").to_vec(),
        categories: programme.dictionary("categories").to_vec(),
        asks_area: programme.area_field().is_some(),
        areas: programme.areas.clone(),
        statements: programme.statements.clone(),
        blockers,
        candidate: candidate.is_some(),
        live,
        now,
        key: fresh_key(),
    })
}

/// Everything that stands in the way: the rules name the first, so each is taken as mended to hear the next.
fn all_blockers(
    programme: &Programme,
    account: &Account,
    bans: &[Ban],
    live: Option<i64>,
    now: Moment,
) -> Vec<Refusal> {
    let accepted: Vec<String> = programme.statements.iter().map(|statement| statement.key.clone()).collect();
    let any = Chosen {
        area: programme.areas.first().map(|area| area.code.clone()).unwrap_or_default(),
        specialty: programme.specialties.iter().find(|s| s.offered).map(|s| s.code.clone()).unwrap_or_default(),
    };
    let mut brings = brings(programme, account, bans, live, now, &any, &accepted);
    let mut blockers = Vec::new();
    while let Err(refusal) = may_start(&brings) {
        match &refusal {
            Refusal::AlreadyRegistering { .. } => brings.live = None,
            Refusal::WindowNotOpen { from } => brings.now = *from,
            Refusal::WindowClosed { .. } => brings.now = programme.registration.from,
            Refusal::Banned { .. } => brings.bans = &[],
            Refusal::ProfileIncomplete => brings.profile_complete = true,
            Refusal::PhotoMissing => brings.photo = Some(""),
            Refusal::WechatUnbound => brings.wechat_bound = true,
            _ => {
                blockers.push(refusal);
                break;
            }
        }
        blockers.push(refusal);
    }
    blockers
}

/// The bans of a candidate's ID number, whenever they were set: those that are not lifted.
async fn bans_of(conn: &mut Conn, account: &Account) -> Result<Vec<Ban>> {
    match &account.id_number_hash {
        Some(hash) => Ok(bans::of(conn, hash).await?),
        None => Ok(Vec::new()),
    }
}

fn brings<'a>(
    programme: &'a Programme,
    account: &'a Account,
    bans: &'a [Ban],
    live: Option<i64>,
    now: Moment,
    chosen: &'a Chosen,
    accepted: &'a [String],
) -> Start<'a> {
    Start {
        now,
        programme,
        area: &chosen.area,
        specialty: &chosen.specialty,
        accepted,
        wechat_bound: account.wechat_openid.is_some(),
        photo: account.photo.as_deref(),
        profile_complete: is_complete(account),
        bans,
        live,
    }
}

/// What is left to choose or to accept is told all at once: without scripts, each answer costs a page.
fn all_at_once(first: Refusal, brings: &Start<'_>) -> Refusal {
    let left = unanswered(brings);
    if left.iter().any(|wrong| wrong.refusal == first) { Refusal::Fields(left) } else { first }
}

/// Starts a registration.
pub(super) async fn start(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    programme: &str,
    chosen: &Chosen,
    accepted: &[String],
    now: Moment,
) -> Result<Done> {
    let programme = desk.programme(programme)?;
    let known = Known::load(desk, tx, actor.id, &programme, &Answers::new()).await?;
    let live = registrations::live(tx, actor.id, &programme.id).await?;
    let bans = bans_of(tx, &known.account).await?;
    let brings = brings(&programme, &known.account, &bans, live, now, chosen, accepted);
    let event: Event = may_start(&brings).map_err(|first| all_at_once(first, &brings))?;
    let mut new = Registration {
        candidate: actor.id,
        programme: programme.id.clone(),
        // As the event will have it.
        area: match programme.area_field() {
            Some(_) => String::new(),
            None => chosen.area.clone(),
        },
        ..Registration::default()
    };
    new.id = registrations::insert(tx, &new, now).await.map_err(|error| {
        match error.violates("registration_candidate_programme_key") {
            // Somebody was faster by a moment: asked again, the rules will name that registration.
            true => Error::Busy(1),
            false => Error::from(error),
        }
    })?;
    let (new, jobs) = execute::apply(desk, tx, actor, new, &known, &[event], now).await?;
    Ok(Done {
        receipt: Receipt { registration: Some(new.id), version: new.version, at: now },
        announcement: Some(Announcement { registration: new.id, version: new.version }),
        jobs,
    })
}
