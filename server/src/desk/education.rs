//! `/me/education`: the records of a candidate, shown, added and removed.

use super::{
    OfficeDesk,
    execute::Done,
    known::{level_name, mark_used, theirs},
    views::{candidate, fresh_key},
};
use crate::store::{Conn, education};
use app::{
    desk::{Caller, Result},
    domain::{
        calendar::Moment,
        education::{EducationFacts, NewEducation, add_education, remove_education},
        form::Choice,
        role::Actor,
    },
    error::Error,
    view::EducationView,
};

/// The dictionaries of education records.
const LEVELS: &str = "education_level";
const DEGREES: &str = "degree";
const SCHOOLS: &str = "school";

/// The choices of a dictionary, from the first programme that has it.
fn dictionary(desk: &OfficeDesk, name: &str) -> Vec<Choice> {
    let programmes = desk.programmes.all();
    programmes.iter().map(|p| p.dictionary(name)).find(|choices| !choices.is_empty()).unwrap_or_default().to_vec()
}

/// `/me/education`.
pub(super) async fn records(desk: &OfficeDesk, caller: &Caller) -> Result<EducationView> {
    let actor = candidate(caller)?;
    let mut conn = desk.db.read().await?;
    let mut records = education::of(&mut conn, actor.id).await?;
    mark_used(&mut records, &theirs(desk, &mut conn, actor.id).await?);
    let programmes = desk.programmes.all();
    let named = programmes.iter().find(|p| !p.dictionary(LEVELS).is_empty());
    if let Some(programme) = named {
        records.iter_mut().for_each(|record| record.level_name = level_name(programme, &record.level));
    }
    Ok(EducationView {
        records,
        levels: dictionary(desk, LEVELS),
        degrees: dictionary(desk, DEGREES),
        schools: dictionary(desk, SCHOOLS).into_iter().map(|choice| choice.name.zh).collect(),
        now: desk.now(),
        key: fresh_key(),
    })
}

/// Adds a record.
pub(super) async fn add(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    typed: &NewEducation,
    now: Moment,
) -> Result<Done> {
    let records = education::of(tx, actor.id).await?;
    let (levels, degrees) = (dictionary(desk, LEVELS), dictionary(desk, DEGREES));
    let new = add_education(&records, typed, &EducationFacts { now, levels: &levels, degrees: &degrees })?;
    education::insert(tx, actor.id, &new).await?;
    Ok(Done::at(now))
}

/// Removes a record that no registration uses.
pub(super) async fn remove(desk: &OfficeDesk, tx: &mut Conn, actor: &Actor, id: i64, now: Moment) -> Result<Done> {
    let mut records = education::of(tx, actor.id).await?;
    mark_used(&mut records, &theirs(desk, tx, actor.id).await?);
    remove_education(&records, id)?;
    if education::delete(tx, actor.id, id).await? { Ok(Done::at(now)) } else { Err(Error::NotFound) }
}
