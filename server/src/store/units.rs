//! The register of work units and schools: imported, added to, searched.
//!
//! Beginnings are ranges in the order of bytes, which an index answers; a part of a name is looked for in the index
//! of names, from its beginning until enough is found.

use super::{Conn, StoreError, Stored};
use crate::pinyin::initials;
use app::domain::{
    calendar::Moment,
    unit::{Unit, UnitKind, is_code},
};
use sqlx::{AssertSqlSafe, Row, any::AnyRow};

/// What a unit is read from.
const COLUMNS: &str = "kind, code, name, region, region_name";
/// The most words of a search that are looked at.
const MOST_WORDS: usize = 5;
/// Sorts after every character that a name has.
const LAST: char = '\u{10FFFF}';

fn unit(row: &AnyRow) -> Stored<Unit> {
    let kind: String = row.try_get("kind")?;
    Ok(Unit {
        code: row.try_get("code")?,
        kind: UnitKind::from_key(&kind).ok_or_else(|| unknown(&kind))?,
        name: row.try_get("name")?,
        region: row.try_get("region")?,
        region_name: row.try_get("region_name")?,
    })
}

fn unknown(kind: &str) -> StoreError {
    StoreError::from(sqlx::Error::Decode(format!("no such kind of unit: {kind}").into()))
}

/// The entry with this code.
pub async fn find(conn: &mut Conn, kind: UnitKind, code: &str) -> Stored<Option<Unit>> {
    let sql = "select kind, code, name, region, region_name from unit where kind = $1 and code = $2";
    let row = sqlx::query(sql).bind(kind.key()).bind(code).fetch_optional(conn).await?;
    row.as_ref().map(unit).transpose()
}

/// The entries with these codes, as far as there are any.
pub async fn by_codes(conn: &mut Conn, codes: &[(UnitKind, String)]) -> Stored<Vec<Unit>> {
    let mut units = Vec::new();
    for (kind, code) in codes {
        units.extend(find(&mut *conn, *kind, code).await?);
    }
    Ok(units)
}

/// Whether there is no entry at all.
pub async fn none_yet(conn: &mut Conn) -> Stored<bool> {
    Ok(sqlx::query("select id from unit limit 1").fetch_optional(conn).await?.is_none())
}

/// Adds an entry. Unique by kind and code: `unit_kind_code_key`.
pub async fn insert(conn: &mut Conn, unit: &Unit, source: &str, now: Moment) -> Stored<()> {
    put(conn, unit, source, now, "").await
}

/// Adds entries; of a code that is there already, what is said of it is replaced.
pub async fn insert_many(conn: &mut Conn, units: &[Unit], source: &str, now: Moment) -> Stored<()> {
    let replace = "on conflict (kind, code) do update set name = excluded.name, sought = excluded.sought, \
                   initials = excluded.initials, region = excluded.region, region_name = excluded.region_name";
    for unit in units {
        put(&mut *conn, unit, source, now, replace).await?;
    }
    Ok(())
}

/// Tells the database how many entries there are and of what kind: until it counts them itself, PostgreSQL reads all
/// of them for a search that an index would answer.
pub async fn count_anew(conn: &mut Conn) -> Stored<()> {
    sqlx::query("analyze unit").execute(conn).await?;
    Ok(())
}

async fn put(conn: &mut Conn, unit: &Unit, source: &str, now: Moment, conflict: &'static str) -> Stored<()> {
    // Both parts are constants of this file.
    let sql = AssertSqlSafe(format!(
        "insert into unit (kind, code, name, sought, initials, region, region_name, source, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) {conflict}"
    ));
    let query = sqlx::query(sql).bind(unit.kind.key()).bind(&unit.code).bind(&unit.name).bind(sought(&unit.name));
    let query = query.bind(initials(&unit.name)).bind(&unit.region).bind(&unit.region_name);
    query.bind(source).bind(now.0).execute(conn).await?;
    Ok(())
}

/// Entries of a region and everything below it; an empty region is everywhere.
///
/// By the beginning of the code, of the name, of the initials, and by words of the name, in this order. Without words
/// the first of the region; nothing where that is empty too.
pub async fn search(conn: &mut Conn, kind: UnitKind, query: &str, region: &str, most: usize) -> Stored<Vec<Unit>> {
    let mut search = Search { kind, region, most, found: Vec::new() };
    let words: Vec<String> =
        query.split_whitespace().map(sought).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    if let [word] = words.as_slice() {
        if is_code(word) {
            let code = word.to_ascii_uppercase();
            search.look(conn, "code >= $2 and code < $3", "code", &beginning(code.clone())).await?;
            // A whole code is one entry's: nobody types it to find another.
            if search.found.iter().any(|unit| unit.code == code) {
                return Ok(search.found);
            }
        }
        search.look(conn, "sought >= $2 and sought < $3", "sought", &beginning(word.clone())).await?;
        if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            let order = "initials, sought";
            search.look(conn, "initials >= $2 and initials < $3", order, &beginning(word.clone())).await?;
        }
    }
    let has = |place: usize| format!("sought like ${} escape '!'", place + 2);
    let all = (0..words.len()).map(has).collect::<Vec<_>>().join(" and ");
    let parts: Vec<String> = words.iter().map(|word| part(word)).collect();
    match (words.is_empty(), region.is_empty()) {
        (true, true) => {}
        (true, false) => search.look(conn, "1 = 1", "region, sought", &[]).await?,
        (false, _) => search.look(conn, &all, "sought", &parts).await?,
    }
    Ok(search.found)
}

/// A search under way.
struct Search<'a> {
    kind: UnitKind,
    region: &'a str,
    most: usize,
    found: Vec<Unit>,
}

impl Search<'_> {
    /// Adds what one more condition finds, as far as there is room. Its values begin with `$2`.
    async fn look(&mut self, conn: &mut Conn, condition: &str, order: &'static str, values: &[String]) -> Stored<()> {
        if self.found.len() >= self.most {
            return Ok(());
        }
        let mut bounds = Vec::new();
        let mut sql = format!("select {COLUMNS} from unit where kind = $1 and {condition}");
        if !self.region.is_empty() {
            // Codes are digits, so that only what lies below a region lies between it and the `0` behind the slash.
            bounds = vec![self.region.to_owned(), format!("{}0", self.region)];
            let place = values.len() + 2;
            sql.push_str(&format!(" and region >= ${place} and region < ${}", place + 1));
        }
        // Conditions and orders are constants of this file, the number is our own.
        sql.push_str(&format!(" order by {order} limit {}", self.most));
        // Planned for what is looked for: of a plan for any pattern PostgreSQL thinks that it finds something soon.
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false).bind(self.kind.key());
        for value in values.iter().chain(&bounds) {
            query = query.bind(value.as_str());
        }
        for row in &query.fetch_all(conn).await? {
            let unit = unit(row)?;
            if self.found.len() < self.most && !self.found.contains(&unit) {
                self.found.push(unit);
            }
        }
        Ok(())
    }
}

/// The bounds of everything that begins so.
fn beginning(text: String) -> [String; 2] {
    let after = format!("{text}{LAST}");
    [text, after]
}

/// The pattern of everything that has this part; its own % and _ are no wildcards.
fn part(word: &str) -> String {
    format!("%{}%", word.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// A name, or a word of a search, as it is compared: in small letters, without blanks, wide signs as narrow ones.
fn sought(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let plain = text.chars().map(narrow).filter(|c| !c.is_whitespace() && !c.is_control());
    plain.flat_map(char::to_lowercase).collect()
}
