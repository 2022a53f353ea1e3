//! The register of bans: looked up by the keyed hash of ID type and number, listed for the centre, lifted once.

use super::{Conn, StoreError, Stored};
use app::domain::{
    ban::{Ban, BanReason, MOST_LISTED},
    calendar::Moment,
};
use sqlx::{AssertSqlSafe, Row, any::AnyRow};

/// What a ban is read from.
const COLUMNS: &str = "b.id, b.reason, b.note, b.starts_at, b.ends_at, b.set_by, b.set_at, b.lifted_by, b.lifted_at";

/// Whose a ban is, with what is sealed still sealed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `0017_ban.sql`")]
pub struct Person {
    pub id_number_hash: String,
    pub id_type: String,
    pub id_number_sealed: String,
    pub name: String,
}

/// A ban in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The ban.
    pub ban: Ban,
    /// Whose it is.
    pub person: Person,
    /// The name of the officer who set it.
    pub set_by: String,
    /// The name of the officer who lifted it; empty where nobody did.
    pub lifted_by: String,
}

/// What to list; everybody where both are empty.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only names with this part.
    pub name: String,
    /// Only these hashes of an ID (one for each type that the number could be of).
    pub id_hashes: Vec<String>,
}

impl Wanted {
    /// The condition, whose values begin with `$2`, and these values.
    fn condition(&self) -> (String, Vec<String>) {
        if !self.id_hashes.is_empty() {
            let places: Vec<String> = (2..self.id_hashes.len() + 2).map(|place| format!("${place}")).collect();
            return (format!("b.id_number_hash in ({})", places.join(", ")), self.id_hashes.clone());
        }
        if self.name.is_empty() {
            return (String::from("1 = 1"), Vec::new());
        }
        // Part of a name is enough; its own % and _ are no wildcards.
        let part = self.name.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        (String::from("lower(b.name) like $2 escape '!'"), vec![format!("%{part}%")])
    }
}

fn ban(row: &AnyRow) -> Stored<Ban> {
    let reason: String = row.try_get("reason")?;
    let lifted_by: Option<i64> = row.try_get("lifted_by")?;
    let lifted_at: Option<i64> = row.try_get("lifted_at")?;
    Ok(Ban {
        id: row.try_get("id")?,
        reason: BanReason::from_key(&reason).ok_or_else(|| unknown(&reason))?,
        note: row.try_get("note")?,
        from: Moment(row.try_get("starts_at")?),
        until: row.try_get::<Option<i64>, _>("ends_at")?.map(Moment),
        set_by: row.try_get("set_by")?,
        set_at: Moment(row.try_get("set_at")?),
        lifted: lifted_by.zip(lifted_at.map(Moment)),
    })
}

fn unknown(reason: &str) -> StoreError {
    StoreError::from(sqlx::Error::Decode(format!("no such reason of a ban: {reason}").into()))
}

fn listed_ban(row: &AnyRow) -> Stored<Listed> {
    let officer = |column: &str| row.try_get::<Option<String>, _>(column);
    Ok(Listed {
        ban: ban(row)?,
        person: Person {
            id_number_hash: row.try_get("id_number_hash")?,
            id_type: row.try_get("id_type")?,
            id_number_sealed: row.try_get("id_number_sealed")?,
            name: row.try_get("name")?,
        },
        set_by: officer("set_by_name")?.unwrap_or_default(),
        lifted_by: officer("lifted_by_name")?.unwrap_or_default(),
    })
}

/// Keeps a new ban and returns its number.
pub async fn insert(conn: &mut Conn, person: &Person, ban: &Ban) -> Stored<i64> {
    let sql = "insert into ban (id_number_hash, id_type, id_number_sealed, name, reason, note, starts_at, ends_at, \
               set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id";
    let query = sqlx::query(sql).bind(&person.id_number_hash).bind(&person.id_type).bind(&person.id_number_sealed);
    let query = query.bind(&person.name).bind(ban.reason.key()).bind(&ban.note).bind(ban.from.0);
    let query = query.bind(ban.until.map(|until| until.0)).bind(ban.set_by).bind(ban.set_at.0);
    Ok(query.fetch_one(conn).await?.try_get("id")?)
}

/// The ban with this number.
pub async fn find(conn: &mut Conn, id: i64) -> Stored<Option<Ban>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from ban b where b.id = $1"));
    let row = sqlx::query(sql).bind(id).fetch_optional(conn).await?;
    row.as_ref().map(ban).transpose()
}

/// The bans of the person with this hash of ID type and number, as far as they are not lifted.
pub async fn of(conn: &mut Conn, id_number_hash: &str) -> Stored<Vec<Ban>> {
    let sql = format!("select {COLUMNS} from ban b where b.id_number_hash = $1 and b.lifted_at is null order by b.id");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(id_number_hash).fetch_all(conn).await?;
    rows.iter().map(ban).collect()
}

/// The newest of those that are current at `now` (in force or to come), or of the others.
pub async fn listed(conn: &mut Conn, wanted: &Wanted, now: Moment, current: bool) -> Stored<Vec<Listed>> {
    let state = match current {
        true => "b.lifted_at is null and (b.ends_at is null or b.ends_at > $1)",
        false => "(b.lifted_at is not null or b.ends_at <= $1)",
    };
    let (condition, values) = wanted.condition();
    // All parts are constants of this file, the number is our own.
    let sql = format!(
        "select {COLUMNS}, b.id_number_hash, b.id_type, b.id_number_sealed, b.name, s.name as set_by_name, \
         l.name as lifted_by_name from ban b left join account s on s.id = b.set_by \
         left join account l on l.id = b.lifted_by where {state} and {condition} \
         order by b.set_at desc, b.id desc limit {MOST_LISTED}"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(now.0);
    for value in &values {
        query = query.bind(value.as_str());
    }
    query.fetch_all(conn).await?.iter().map(listed_ban).collect()
}

/// Lifts a ban; `false` where it is lifted already.
pub async fn lift(conn: &mut Conn, id: i64, officer: i64, now: Moment) -> Stored<bool> {
    let sql = "update ban set lifted_by = $2, lifted_at = $3 where id = $1 and lifted_at is null";
    Ok(sqlx::query(sql).bind(id).bind(officer).bind(now.0).execute(conn).await?.rows_affected() == 1)
}
