//! Requests to add to the register of units, and what became of them.

use super::{Conn, StoreError, Stored};
use app::domain::{
    calendar::Moment,
    role::Scope,
    unit::{NewUnit, RequestState, UnitKind, UnitRequest},
};
use sqlx::{AssertSqlSafe, Row, any::AnyRow};

/// What a request is read from.
const COLUMNS: &str = "r.id, r.candidate, r.kind, r.name, r.code, r.region, r.region_name, r.business_licence, \
    r.practice_licence, r.state, r.opinion, r.at, r.due, r.decided";
/// The most of a list.
const MOST: usize = 200;

fn request(row: &AnyRow) -> Stored<UnitRequest> {
    let (kind, state): (String, String) = (row.try_get("kind")?, row.try_get("state")?);
    let kind = UnitKind::from_key(&kind).ok_or_else(|| unknown(&kind))?;
    let unit = NewUnit { kind, name: row.try_get("name")?, code: row.try_get("code")?, region: row.try_get("region")? };
    Ok(UnitRequest {
        id: row.try_get("id")?,
        candidate: row.try_get("candidate")?,
        unit,
        region_name: row.try_get("region_name")?,
        // In the order of `Paper::ALL`.
        papers: [row.try_get("business_licence")?, row.try_get("practice_licence")?],
        state: RequestState::from_key(&state).ok_or_else(|| unknown(&state))?,
        opinion: row.try_get("opinion")?,
        at: Moment(row.try_get("at")?),
        due: Moment(row.try_get("due")?),
        decided: row.try_get::<Option<i64>, _>("decided")?.map(Moment),
    })
}

fn unknown(word: &str) -> StoreError {
    StoreError::from(sqlx::Error::Decode(format!("no such kind or state of a request: {word}").into()))
}

/// Where a request belongs, for [`app::domain::role::may`]: the first code of its region is that of an area.
pub fn scope(request: &UnitRequest) -> Scope {
    let area = request.unit.region.split('/').next().unwrap_or_default().to_owned();
    Scope { candidate: request.candidate, area, ..Scope::default() }
}

/// Keeps a new request and returns its number.
pub async fn insert(conn: &mut Conn, r: &UnitRequest) -> Stored<i64> {
    let sql = "insert into unit_request (candidate, kind, name, code, region, region_name, business_licence, \
               practice_licence, state, at, due) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id";
    let [business, practice] = &r.papers;
    let query = sqlx::query(sql).bind(r.candidate).bind(r.unit.kind.key()).bind(&r.unit.name).bind(&r.unit.code);
    let query = query.bind(&r.unit.region).bind(&r.region_name).bind(business).bind(practice);
    let row = query.bind(r.state.key()).bind(r.at.0).bind(r.due.0).fetch_one(conn).await?;
    Ok(row.try_get("id")?)
}

/// The request with this number.
pub async fn find(conn: &mut Conn, id: i64) -> Stored<Option<UnitRequest>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from unit_request r where r.id = $1"));
    let row = sqlx::query(sql).bind(id).fetch_optional(conn).await?;
    row.as_ref().map(request).transpose()
}

/// The requests of a candidate, newest first.
pub async fn of(conn: &mut Conn, candidate: i64) -> Stored<Vec<UnitRequest>> {
    let sql = format!("select {COLUMNS} from unit_request r where r.candidate = $1 order by r.id desc limit {MOST}");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(candidate).fetch_all(conn).await?;
    rows.iter().map(request).collect()
}

/// How many requests of a candidate are open.
pub async fn open_of(conn: &mut Conn, candidate: i64) -> Stored<u32> {
    let sql = "select count(*) as many from unit_request where candidate = $1 and state = 'open'";
    let many: i64 = sqlx::query(sql).bind(candidate).fetch_one(conn).await?.try_get("many")?;
    Ok(u32::try_from(many).unwrap_or(u32::MAX))
}

/// The name in an open request of a candidate for an entry of this kind with this code.
pub async fn open_for(conn: &mut Conn, candidate: i64, kind: UnitKind, code: &str) -> Stored<Option<String>> {
    let sql = "select name from unit_request where candidate = $1 and kind = $2 and code = $3 and state = 'open'";
    let row = sqlx::query(sql).bind(candidate).bind(kind.key()).bind(code).fetch_optional(conn).await?;
    Ok(row.map(|row| row.try_get("name")).transpose()?)
}

/// The requests of a candidate whose paper this file is.
pub async fn with_paper(conn: &mut Conn, candidate: i64, file: &str) -> Stored<Vec<UnitRequest>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from unit_request r \
         where r.candidate = $1 and (r.business_licence = $2 or r.practice_licence = $2)"
    ));
    let rows = sqlx::query(sql).bind(candidate).bind(file).fetch_all(conn).await?;
    rows.iter().map(request).collect()
}

/// What an officer sees beside a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The candidate's name.
    pub candidate: String,
    /// Which of the papers are pictures.
    pub pictures: [bool; 2],
}

/// Requests for units of a region and everything below it, each with what an officer sees beside it.
///
/// The open ones, those that are due first; or the others, those that were decided last. An empty region is everywhere.
pub async fn listed(conn: &mut Conn, region: &str, open: bool) -> Stored<Vec<(UnitRequest, Beside)>> {
    let (state, order) =
        if open { ("r.state = 'open'", "r.due, r.id") } else { ("r.state <> 'open'", "r.decided desc, r.id desc") };
    // All parts are constants of this file.
    let sql = format!(
        "select {COLUMNS}, a.name as candidate_name, b.content_type as business_type, p.content_type as practice_type \
         from unit_request r join account a on a.id = r.candidate \
         left join stored_file b on b.name = r.business_licence left join stored_file p on p.name = r.practice_licence \
         where {state} and {BELOW} order by {order} limit {MOST}"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(region).bind(end_of(region)).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((request(row)?, beside(row)?))).collect()
}

fn beside(row: &AnyRow) -> Stored<Beside> {
    let picture = |column: &str| -> Stored<bool> {
        Ok(row.try_get::<Option<String>, _>(column)?.is_some_and(|kind| kind.starts_with("image/")))
    };
    let pictures = [picture("business_type")?, picture("practice_type")?];
    Ok(Beside { candidate: row.try_get("candidate_name")?, pictures })
}

/// How many requests for units of a region and everything below it are open; everywhere where it is empty.
pub async fn waiting(conn: &mut Conn, region: &str) -> Stored<u32> {
    let sql = format!("select count(*) as many from unit_request r where r.state = 'open' and {BELOW}");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(region).bind(end_of(region)).fetch_one(conn).await?;
    Ok(u32::try_from(row.try_get::<i64, _>("many")?).unwrap_or(u32::MAX))
}

/// Lies in a region: between its path and [`end_of`] it.
const BELOW: &str = "r.region >= $1 and r.region < $2";

/// The first path that lies behind a region: codes are digits, which a `:` follows.
fn end_of(region: &str) -> String {
    if region.is_empty() { String::from(":") } else { format!("{region}0") }
}

/// Notes a decision; `false` where there is one already.
pub async fn decide(
    conn: &mut Conn,
    id: i64,
    state: RequestState,
    opinion: &str,
    now: Moment,
    officer: i64,
) -> Stored<bool> {
    let sql = "update unit_request set state = $2, opinion = $3, decided = $4, decided_by = $5 \
               where id = $1 and state = 'open'";
    let query = sqlx::query(sql).bind(id).bind(state.key()).bind(opinion).bind(now.0).bind(officer);
    Ok(query.execute(conn).await?.rows_affected() == 1)
}
