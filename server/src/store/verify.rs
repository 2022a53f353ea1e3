//! Proves that no event was changed, put in or taken out, and that registrations are what their events made them.

use super::{Conn, Db, Stored, events, registrations};
use app::domain::registration::Registration;
use sqlx::Row;

/// Registrations looked at between two connections, so that a long proof holds up nobody.
const BATCH: i64 = 500;

/// What a proof found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Registrations looked at.
    pub registrations: u64,
    /// Events looked at.
    pub events: u64,
    /// What is wrong, one sentence each.
    pub broken: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty()
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for sentence in &self.broken {
            writeln!(f, "{sentence}")?;
        }
        write!(f, "{} registrations, {} events, {} broken", self.registrations, self.events, self.broken.len())
    }
}

/// Looks at every registration and every event.
pub async fn verify(db: &Db) -> Stored<Report> {
    let mut report = Report::default();
    let mut after = 0;
    loop {
        let mut conn = db.read().await?;
        // Also events whose registration is gone.
        let sql = "select id from registration where id > $1 union select registration as id from event \
                   where registration > $1 order by id limit $2";
        let rows = sqlx::query(sql).bind(after).bind(BATCH).fetch_all(&mut *conn).await?;
        if rows.is_empty() {
            return Ok(report);
        }
        for row in rows {
            after = row.try_get("id")?;
            let (stored, events) = both(&mut conn, after).await?;
            report.registrations += 1;
            report.events += events.len() as u64;
            if let Some(problem) = problem(stored.as_ref(), &events) {
                report.broken.push(format!("registration {after}: {problem}"));
            }
        }
    }
}

/// A registration with its events, as they stood at one moment: a server may be writing meanwhile.
async fn both(conn: &mut Conn, id: i64) -> Stored<(Option<Registration>, Vec<events::StoredEvent>)> {
    loop {
        let before = registrations::load(conn, id).await?;
        let events = events::of(conn, id).await?;
        let after = registrations::load(conn, id).await?;
        if before.as_ref().map(|r| r.version) == after.as_ref().map(|r| r.version) {
            return Ok((after, events));
        }
    }
}

/// The first thing that is wrong with one registration.
fn problem(stored: Option<&Registration>, events: &[events::StoredEvent]) -> Option<String> {
    let Some(stored) = stored else { return Some(String::from("its events are there, it is not")) };
    let mut replayed = Registration { id: stored.id, candidate: stored.candidate, ..Registration::default() };
    let mut previous = "";
    for (event, seq) in events.iter().zip(1..) {
        if event.seq != seq {
            return Some(format!("event {seq} is missing"));
        }
        if event.previous_hash != previous || event.hash != event.expected_hash() {
            return Some(format!("event {seq} was changed"));
        }
        previous = &event.hash;
        match event.event() {
            Ok(what) => replayed.apply(&what, event.at, &event.office),
            Err(_) => return Some(format!("event {seq} cannot be read")),
        }
    }
    if stored.version != replayed.version {
        return Some(format!("{} events make version {}, not {}", events.len(), replayed.version, stored.version));
    }
    (*stored != replayed).then(|| String::from("it is not what its events made it"))
}
