//! Registrations: the domain's struct as JSON, with columns beside it for queues, counts and searches.

use super::{Conn, Stored, from_json, to_json};
use app::domain::{
    calendar::Moment,
    registration::{ConfirmedBy, Print, Registration, State},
    role::Scope,
};
use sqlx::Row;

/// The registration with this number.
pub async fn load(conn: &mut Conn, id: i64) -> Stored<Option<Registration>> {
    let row = sqlx::query("select body from registration where id = $1").bind(id).fetch_optional(conn).await?;
    row.map(|row| from_json(&row.try_get::<String, _>("body")?)).transpose()
}

/// All registrations of a candidate, newest first.
pub async fn of(conn: &mut Conn, candidate: i64) -> Stored<Vec<Registration>> {
    let sql = "select body from registration where candidate = $1 order by id desc";
    let rows = sqlx::query(sql).bind(candidate).fetch_all(conn).await?;
    rows.iter().map(|row| from_json(&row.try_get::<String, _>("body")?)).collect()
}

/// The number of the candidate's live registration for a programme.
pub async fn live(conn: &mut Conn, candidate: i64, programme: &str) -> Stored<Option<i64>> {
    let sql = "select id from registration where candidate = $1 and programme = $2 \
               and state not in ('abandoned', 'cancelled')";
    let row = sqlx::query(sql).bind(candidate).bind(programme).fetch_optional(conn).await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?)
}

/// Takes the place of a registration that is about to start: number it, apply its events, then [`save`] it.
///
/// Unique while live: `registration_candidate_programme_key`.
pub async fn insert(conn: &mut Conn, new: &Registration, now: Moment) -> Stored<i64> {
    let sql = "insert into registration (candidate, programme, area, state, version, since, body) \
               values ($1, $2, $3, $4, $5, $6, $7) returning id";
    let query = sqlx::query(sql).bind(new.candidate).bind(&new.programme).bind(&new.area);
    let query = query.bind(new.state.key()).bind(new.version).bind(now.0).bind("{}");
    Ok(query.fetch_one(conn).await?.try_get("id")?)
}

/// Saves a registration over version `before`; `false` where it has moved on meanwhile.
pub async fn save(conn: &mut Conn, r: &Registration, before: i64, now: Moment) -> Stored<bool> {
    let sql = "update registration set area = $3, site = $4, specialty = $5, \
               since = case when state = $6 then since else $7 end, state = $6, version = $8, form_version = $9, \
               differs = $10, automatic = $11, body = $12 where id = $1 and version = $2";
    let automatic = r.confirmed_by == Some(ConfirmedBy::Automatic);
    let saved = sqlx::query(sql)
        .bind(r.id)
        .bind(before)
        .bind(r.standing_area())
        .bind(standing(r, "site"))
        .bind(standing(r, "specialty"))
        .bind(r.state.key())
        .bind(now.0)
        .bind(r.version)
        .bind(i64::from(r.form_version()))
        .bind(i64::from(!r.differences.is_empty()))
        .bind(i64::from(automatic))
        .bind(to_json(r)?)
        .execute(conn)
        .await?;
    Ok(saved.rows_affected() == 1)
}

/// Remembers the code of a submitted form.
pub async fn insert_form(conn: &mut Conn, id: i64, print: &Print) -> Stored<()> {
    let sql = "insert into form (registration, version, code) values ($1, $2, $3)";
    sqlx::query(sql).bind(id).bind(i64::from(print.version)).bind(print.code.as_str()).execute(conn).await?;
    Ok(())
}

/// Where a registration belongs, for [`app::domain::role::may`].
pub fn scope(r: &Registration) -> Scope {
    let (area, site) = (r.standing_area().to_owned(), standing(r, "site").to_owned());
    Scope { candidate: r.candidate, area, site, state: r.state }
}

/// A single answer that counts for officers; empty where there is none.
fn standing<'a>(r: &'a Registration, field: &str) -> &'a str {
    r.standing_answers().get(field).map_or("", |answer| answer.one())
}

/// A single answer; empty where there is none.
pub fn answer<'a>(r: &'a Registration, field: &str) -> &'a str {
    r.answers.get(field).map_or("", |answer| answer.one())
}

/// Registrations of an area that stand in `state`, by number, from after `from` on: those whose window may be over.
pub async fn in_state(
    conn: &mut Conn,
    programme: &str,
    state: State,
    area: &str,
    from: i64,
    most: i64,
) -> Stored<Vec<i64>> {
    let sql = "select id from registration where programme = $1 and state = $2 and area = $3 and id > $4 \
               order by id limit $5";
    let query = sqlx::query(sql).bind(programme).bind(state.key()).bind(area).bind(from).bind(most);
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
}
