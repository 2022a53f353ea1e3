//! What happened to registrations: appended, chained by hash, never changed.

use super::{Conn, Stored, from_json, to_json};
use crate::keys::hex;
use app::domain::{calendar::Moment, registration::Event};
use sha2::{Digest, Sha256};
use sqlx::{Row, any::AnyRow};

/// A stored event.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// Whose.
    pub registration: i64,
    /// The registration's version after it.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Whose account; 0 for the clock.
    pub actor: i64,
    /// The office that acted, as candidates see it.
    pub office: String,
    /// The kind, such as `submitted`.
    pub kind: String,
    /// What happened, as JSON.
    pub body: String,
    /// The hash of the event before; empty for the first.
    pub previous_hash: String,
    /// The hash of this event.
    pub hash: String,
}

impl StoredEvent {
    /// The event itself.
    pub fn event(&self) -> Stored<Event> {
        from_json(&self.body)
    }

    /// What the hash must be: over every column and the hash before, each with its length.
    pub fn expected_hash(&self) -> String {
        let numbers = [self.registration, self.seq, self.at.0, self.actor];
        let texts = [&self.office, &self.kind, &self.body, &self.previous_hash];
        let mut hash = Sha256::new();
        for number in numbers {
            hash.update(number.to_be_bytes());
        }
        for text in texts {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
        hex(&hash.finalize())
    }
}

fn stored(row: &AnyRow) -> Stored<StoredEvent> {
    Ok(StoredEvent {
        registration: row.try_get("registration")?,
        seq: row.try_get("seq")?,
        at: Moment(row.try_get("at")?),
        actor: row.try_get("actor")?,
        office: row.try_get("office")?,
        kind: row.try_get("kind")?,
        body: row.try_get("body")?,
        previous_hash: row.try_get("previous_hash")?,
        hash: row.try_get("hash")?,
    })
}

/// Appends events after version `before` of a registration.
pub async fn append(
    conn: &mut Conn,
    registration: i64,
    before: i64,
    at: Moment,
    actor: i64,
    office: &str,
    events: &[Event],
) -> Stored<()> {
    let sql = "select hash from event where registration = $1 and seq = $2";
    let row = sqlx::query(sql).bind(registration).bind(before).fetch_optional(&mut *conn).await?;
    let mut previous_hash: String = row.map(|row| row.try_get("hash")).transpose()?.unwrap_or_default();
    for (seq, event) in (before + 1..).zip(events) {
        let body = to_json(event)?;
        let kind = kind(&body)?;
        let office = office.to_owned();
        let mut new =
            StoredEvent { registration, seq, at, actor, office, kind, body, previous_hash, hash: String::new() };
        new.hash = new.expected_hash();
        insert(conn, &new).await?;
        previous_hash = new.hash;
    }
    Ok(())
}

async fn insert(conn: &mut Conn, e: &StoredEvent) -> Stored<()> {
    let sql = "insert into event (registration, seq, at, actor, office, kind, body, previous_hash, hash) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let query = sqlx::query(sql).bind(e.registration).bind(e.seq).bind(e.at.0).bind(e.actor).bind(&e.office);
    query.bind(&e.kind).bind(&e.body).bind(&e.previous_hash).bind(&e.hash).execute(conn).await?;
    Ok(())
}

/// The kind that an event's JSON names.
fn kind(body: &str) -> Stored<String> {
    #[derive(serde::Deserialize)]
    struct Kind {
        event: String,
    }
    from_json::<Kind>(body).map(|kind| kind.event)
}

/// The events of a registration, oldest first.
pub async fn of(conn: &mut Conn, registration: i64) -> Stored<Vec<StoredEvent>> {
    let sql = "select registration, seq, at, actor, office, kind, body, previous_hash, hash from event \
               where registration = $1 order by seq";
    let rows = sqlx::query(sql).bind(registration).fetch_all(conn).await?;
    rows.iter().map(stored).collect()
}
