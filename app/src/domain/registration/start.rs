//! The start of a registration: what a candidate must bring, and what is chosen then.

use super::{Event, decide::open};
use crate::domain::{
    ban::{Ban, in_force},
    calendar::Moment,
    form::{Answer, Answers},
    programme::Programme,
    refusal::{Refusal, Wrong},
};

/// Begins the name of the tick that accepts a statement; its key follows.
pub const ACCEPT: &str = "accept_";

/// What a candidate brings to the start of a registration.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Start<'a> {
    pub now: Moment,
    pub programme: &'a Programme,
    /// Where the programme asks for it at the start.
    pub area: &'a str,
    /// Where the programme asks for it at the start.
    pub specialty: &'a str,
    pub accepted: &'a [String],
    pub wechat_bound: bool,
    pub photo: Option<&'a str>,
    pub profile_complete: bool,
    /// Every ban of the candidate's ID number that is not lifted; the one in force at `now` counts.
    pub bans: &'a [Ban],
    pub live: Option<i64>,
}

/// Starts a registration, or says why not (§5, Start).
///
/// # Errors
/// The first rule that is not met, in the order in which a candidate can mend them.
pub fn start(start: &Start<'_>) -> Result<Event, Refusal> {
    if let Some(registration) = start.live {
        return Err(Refusal::AlreadyRegistering { registration });
    }
    open(&start.programme.registration, start.now)?;
    if let Some(ban) = in_force(start.bans, start.now) {
        return Err(Refusal::Banned { reason: ban.reason, until: ban.until });
    }
    if !start.profile_complete {
        return Err(Refusal::ProfileIncomplete);
    }
    if start.photo.is_none() {
        return Err(Refusal::PhotoMissing);
    }
    if start.programme.wechat_required && !start.wechat_bound {
        return Err(Refusal::WechatUnbound);
    }
    if let Some(first) = unanswered(start).into_iter().next() {
        return Err(first.refusal);
    }
    let answers = chosen(start.programme, start.specialty)?;
    let area = if start.programme.area_field().is_some() { "" } else { start.area };
    Ok(Event::Started {
        programme: start.programme.id.clone(),
        area: area.to_owned(),
        // What else was sent is nobody's statement.
        accepted: start.programme.statements.iter().map(|s| s.key.clone()).collect(),
        answers,
    })
}

/// Everything that is left to choose or to accept, by the names of its inputs, in the order of the page.
#[must_use]
pub fn unanswered(start: &Start<'_>) -> Vec<Wrong> {
    let programme = start.programme;
    let specialty = chosen(programme, start.specialty).err().map(|refusal| Wrong::new("specialty", refusal));
    let nowhere = programme.area_field().is_none() && programme.area(start.area).is_none();
    let area = nowhere.then(|| Wrong::new("area", Refusal::AreaUnknown));
    let unread = programme.statements.iter().filter(|statement| !start.accepted.contains(&statement.key));
    let unread = unread.map(|s| Wrong::new(&format!("{ACCEPT}{}", s.key), Refusal::StatementNotAccepted));
    specialty.into_iter().chain(area).chain(unread).collect()
}

/// What the choice of a specialty at the start answers: it, its level and its category (notice 003, 第三步).
fn chosen(programme: &Programme, specialty: &str) -> Result<Answers, Refusal> {
    let Some(field) = programme.chosen_at_start() else { return Ok(Answers::new()) };
    let specialty = programme.specialty(specialty).filter(|s| s.offered).ok_or(Refusal::SpecialtyUnknown)?;
    let parts = [
        (Some(&field.key), &specialty.code),
        (field.level_field.as_ref(), &specialty.level),
        (field.category_field.as_ref(), &specialty.category),
    ];
    Ok(parts.into_iter().filter_map(|(key, value)| Some((key?.clone(), Answer::One(value.clone())))).collect())
}
