//! The register of bans: set and lifted by the centre, read by the auditor, each change on record.

use super::{
    OfficeDesk,
    execute::Done,
    views::{fresh_key, officer},
};
use crate::store::{
    Conn, audit,
    bans::{self as stored, Listed, Person, Wanted},
};
use app::{
    desk::{Caller, Result},
    domain::{
        ban::{Ban, NewBan, check_ban, lift_ban},
        calendar::Moment,
        person::{IdNumber, IdType},
        refusal::{Refusal, Wrong},
        role::{Action, Actor, Scope, may},
    },
    error::Error,
    view::{StaffBan, StaffBans},
};

/// The column that is sealed.
const ID_NUMBER: &str = "ban/id_number";
/// The longest search, in characters.
const LONGEST_QUERY: usize = 60;

/// `/staff/bans`.
pub(super) async fn staff_bans(desk: &OfficeDesk, caller: &Caller, query: &str) -> Result<StaffBans> {
    let actor = officer(caller)?;
    allowed(actor, Action::SeeBans)?;
    // No name and no number has control characters, and PostgreSQL takes no NUL.
    let query: String = query.trim().chars().filter(|c| !c.is_control()).take(LONGEST_QUERY).collect();
    let (wanted, now) = (wanted(desk, &query), desk.now());
    let mut conn = desk.db.read().await?;
    let current = stored::listed(&mut conn, &wanted, now, true).await?;
    let past = stored::listed(&mut conn, &wanted, now, false).await?;
    Ok(StaffBans {
        query,
        current: current.into_iter().map(|listed| shown(desk, listed)).collect::<Result<_>>()?,
        past: past.into_iter().map(|listed| shown(desk, listed)).collect::<Result<_>>()?,
        may_set: allowed(actor, Action::SetBans).is_ok(),
        now,
        key: fresh_key(),
    })
}

/// Whether an office sees the register.
pub(super) fn sees(actor: &Actor) -> bool {
    allowed(actor, Action::SeeBans).is_ok()
}

/// Bans belong to no scope: the role alone decides.
fn allowed(actor: &Actor, action: Action) -> Result<()> {
    if may(actor, action, &Scope::default()) { Ok(()) } else { Err(Error::Forbidden) }
}

/// A search is for an ID number where it can be one, else for a name.
fn wanted(desk: &OfficeDesk, query: &str) -> Wanted {
    let mut wanted = Wanted::default();
    if query.bytes().any(|b| b.is_ascii_digit()) {
        let read = |id_type: IdType| Some((id_type, IdNumber::parse(id_type, query).ok()?));
        let numbers = IdType::ALL.into_iter().filter_map(read);
        wanted.id_hashes = numbers.map(|(id_type, n)| desk.keys().id_hash(id_type.key(), n.as_str())).collect();
    }
    if wanted.id_hashes.is_empty() {
        query.clone_into(&mut wanted.name);
    }
    wanted
}

fn shown(desk: &OfficeDesk, listed: Listed) -> Result<StaffBan> {
    let Listed { ban, person, set_by, lifted_by } = listed;
    let number = desk.keys().open_sealed(ID_NUMBER, &person.id_number_sealed)?;
    let id_type = IdType::from_key(&person.id_type);
    let id_type = id_type.ok_or_else(|| super::unexpected(format!("no such ID type: {}", person.id_type)))?;
    let id_number = IdNumber::parse(id_type, &number).map(|number| number.masked()).unwrap_or_default();
    Ok(StaffBan { ban, name: person.name, id_type, id_number, set_by, lifted_by })
}

/// Bans the person with an ID number, whether they have an account or not.
pub(super) async fn set(desk: &OfficeDesk, tx: &mut Conn, actor: &Actor, typed: &NewBan, now: Moment) -> Result<Done> {
    allowed(actor, Action::SetBans)?;
    let new = check_ban(typed, now).map_err(Refusal::Fields)?;
    let (id_type, number) = (new.id_type.key(), new.id_number.as_str());
    let id_number_hash = desk.keys().id_hash(id_type, number);
    if stored::of(tx, &id_number_hash).await?.iter().any(|ban| new.repeats(ban, now)) {
        return Err(Refusal::Fields(vec![Wrong::new("id_number", Refusal::BanExists)]).into());
    }
    let person = Person {
        id_number_hash,
        id_type: id_type.to_owned(),
        id_number_sealed: desk.keys().seal(ID_NUMBER, number)?,
        name: new.name.as_str().to_owned(),
    };
    let ban = Ban {
        id: 0,
        reason: new.reason,
        note: new.note,
        from: new.from,
        until: new.until,
        set_by: actor.id,
        set_at: now,
        lifted: None,
    };
    let id = stored::insert(tx, &person, &ban).await?;
    audit::insert_detail(tx, now, actor.id, "set-ban", id).await?;
    Ok(Done::at(now))
}

/// Lifts a ban before its end.
pub(super) async fn lift(tx: &mut Conn, actor: &Actor, id: i64, now: Moment) -> Result<Done> {
    allowed(actor, Action::SetBans)?;
    let ban = stored::find(tx, id).await?.ok_or(Error::NotFound)?;
    lift_ban(&ban, now)?;
    if !stored::lift(tx, id, actor.id, now).await? {
        return Err(Refusal::BanOver.into());
    }
    audit::insert_detail(tx, now, actor.id, "lift-ban", id).await?;
    Ok(Done::at(now))
}
