//! What officers see in lists: registrations of their scope, counted by state, filtered and searched.
//!
//! Drafts that never were submitted are nobody's business but the candidate's and are in no list.

use super::{Conn, StoreError, Stored};
use app::domain::{calendar::Moment, registration::State, role::Role};
use sqlx::{Any, AssertSqlSafe, Row, any::AnyArguments, any::AnyRow, query::Query};

/// Rows of one page.
pub const PAGE: i64 = 50;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only this state.
    pub state: Option<State>,
    /// Only names with this part.
    pub name: String,
    /// Only this hash of an ID (one for each type that the number could be of).
    pub id_hashes: Vec<String>,
    /// Only forms with this code, old prints included.
    pub form_code: String,
}

/// A registration in a list.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `0005_registration.sql`")]
pub struct Listed {
    pub id: i64,
    pub programme: String,
    pub name: String,
    pub id_type: String,
    pub id_number_sealed: String,
    pub specialty: String,
    pub site: String,
    pub state: State,
    pub since: Moment,
    pub differs: bool,
    pub automatic: bool,
}

/// The conditions of a list with their values, so that text and placeholders cannot get out of step.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<String>,
}

impl Conditions {
    /// `condition` has one `?` a value.
    fn add(&mut self, condition: &'static str, values: &[&str]) {
        let mut parts = condition.split('?');
        let mut sql = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            self.values.push((*value).to_owned());
            sql.push_str(&format!("${}{part}", self.values.len()));
        }
        self.sql.push(sql);
    }

    fn of(role: &Role, wanted: &Wanted) -> Self {
        let mut all = Self::default();
        all.add("r.form_version > 0", &[]);
        match role {
            Role::Site { area, site } => {
                all.add("r.area = ?", &[area]);
                if !site.is_empty() {
                    all.add("r.site = ?", &[site]);
                }
            }
            Role::Area { area } => all.add("r.area = ?", &[area]),
            Role::Centre | Role::Auditor => {}
            Role::Candidate | Role::Clock => all.add("1 = 0", &[]),
        }
        if let Some(state) = wanted.state {
            all.add("r.state = ?", &[state.key()]);
        }
        if !wanted.name.is_empty() {
            // Part of a name is enough; its own % and _ are no wildcards.
            let pattern = wanted.name.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
            all.add("lower(a.name) like ? escape '!'", &[&format!("%{pattern}%")]);
        }
        if !wanted.form_code.is_empty() {
            let condition = "r.id in (select f.registration from form f where f.code = ?)";
            all.add(condition, &[&wanted.form_code]);
        }
        if let Some((first, more)) = wanted.id_hashes.split_first() {
            let start = all.values.len() + 1;
            all.values.push(first.clone());
            all.values.extend(more.iter().cloned());
            let places: Vec<String> = (start..=all.values.len()).map(|n| format!("${n}")).collect();
            all.sql.push(format!("a.id_number_hash in ({})", places.join(", ")));
        }
        all
    }

    fn text(&self) -> String {
        self.sql.join(" and ")
    }

    fn bind<'q>(&'q self, mut query: Query<'q, Any, AnyArguments>) -> Query<'q, Any, AnyArguments> {
        for value in &self.values {
            query = query.bind(value.as_str());
        }
        query
    }
}

/// How many registrations of a role's scope stand in each state.
pub async fn counts(conn: &mut Conn, role: &Role) -> Stored<Vec<(State, u32)>> {
    let conditions = Conditions::of(role, &Wanted::default());
    let sql =
        format!("select r.state, count(*) as many from registration r where {} group by r.state", conditions.text());
    let rows = conditions.bind(sqlx::query(AssertSqlSafe(sql))).fetch_all(conn).await?;
    let mut counts = Vec::new();
    for row in rows {
        if let Some(state) = State::from_key(&row.try_get::<String, _>("state")?) {
            counts.push((state, number(row.try_get("many")?)));
        }
    }
    counts.sort_by_key(|(state, _)| State::ALL.iter().position(|s| s == state));
    Ok(counts)
}

/// How many are wanted, and one page of them, those that wait longest first.
pub async fn page(conn: &mut Conn, role: &Role, wanted: &Wanted, page: u32) -> Stored<(u32, Vec<Listed>)> {
    let conditions = Conditions::of(role, wanted);
    let from = format!("from registration r join account a on a.id = r.candidate where {}", conditions.text());
    let sql = format!("select count(*) as many {from}");
    let row = conditions.bind(sqlx::query(AssertSqlSafe(sql))).fetch_one(&mut *conn).await?;
    let total = number(row.try_get("many")?);
    // Numbers of our own.
    let sql = format!(
        "select r.id, r.programme, a.name, a.id_type, a.id_number_sealed, r.specialty, r.site, r.state, r.since, r.differs, \
         r.automatic {from} order by r.since, r.id limit {PAGE} offset {}",
        i64::from(page) * PAGE
    );
    let rows = conditions.bind(sqlx::query(AssertSqlSafe(sql))).fetch_all(conn).await?;
    Ok((total, rows.iter().map(listed).collect::<Stored<_>>()?))
}

fn listed(row: &AnyRow) -> Stored<Listed> {
    let state: String = row.try_get("state")?;
    Ok(Listed {
        id: row.try_get("id")?,
        programme: row.try_get("programme")?,
        name: row.try_get("name")?,
        id_type: row.try_get("id_type")?,
        id_number_sealed: row.try_get("id_number_sealed")?,
        specialty: row.try_get("specialty")?,
        site: row.try_get("site")?,
        state: State::from_key(&state).ok_or_else(|| unknown(&state))?,
        since: Moment(row.try_get("since")?),
        differs: row.try_get::<i64, _>("differs")? != 0,
        automatic: row.try_get::<i64, _>("automatic")? != 0,
    })
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn unknown(state: &str) -> StoreError {
    StoreError::from(sqlx::Error::Decode(format!("no such state: {state}").into()))
}

/// Whether officers see a registration at all: once it was submitted.
pub fn is_listed(registration: &app::domain::registration::Registration) -> bool {
    registration.form_version() > 0
}
