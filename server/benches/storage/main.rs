//! What the store can write in a second, beside the bare drivers of the same run.
//!
//! The unit is a submission: insert a 2 KiB row, a guarded update of state and version, insert an
//! event; durable before it counts. `cargo bench -p server --bench storage`. PostgreSQL takes part
//! if `DENGKE_BENCH_POSTGRES` names an empty database or a private cluster can be started here.
//! `DENGKE_BENCH_SECONDS` and `DENGKE_BENCH_ROUNDS` set the length. Contenders take turns, the
//! median round counts; on a shared machine only the ratios mean anything.

mod cluster;
mod raw;
mod shared;
mod sqlx_ways;

use std::error::Error;
use std::time::Duration;

/// What the parts of the bench return.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let seconds = setting("DENGKE_BENCH_SECONDS", 2);
    let rounds = setting("DENGKE_BENCH_ROUNDS", 5);
    let time = Duration::from_secs(seconds);
    println!("submissions/s, median of {rounds} rounds of {seconds} s");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        sqlite(time, rounds).await?;
        match cluster::Cluster::find()? {
            Some(cluster) => postgres(&cluster, time, rounds).await?,
            None => println!("\nPostgreSQL: not here"),
        }
        Ok(())
    })
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

async fn sqlite(time: Duration, rounds: u64) -> Outcome<()> {
    let folder = tempfile::tempdir_in(std::env::var("DENGKE_BENCH_DIR").unwrap_or(".".to_owned()))?;
    let url = |name: &str| format!("sqlite://{}/{name}.db", folder.path().display());
    let (any, typed, product) = (url("any"), url("typed"), url("product"));
    let bare = folder.path().join("raw.db");
    shared::prepare(&any).await?;
    shared::prepare(&typed).await?;
    let product = shared::open(&product).await?;
    raw::prepare(&bare)?;

    let mut alone = Table::new("SQLite, one commit each", "rusqlite, bare loop");
    let mut grouped = Table::new("SQLite, groups of 64", "rusqlite, bare loop");
    let mut queued = Table::new("SQLite, through Db::write", "rusqlite, bare loop, one commit each");
    for _ in 0..rounds {
        let floor = raw::sqlite(&bare, 1, time)?;
        alone.add("rusqlite, bare loop", floor);
        alone.add("sqlx typed", sqlx_ways::sqlite_typed(&typed, 1, time).await?);
        alone.add("sqlx::Any", sqlx_ways::sqlite_any(&any, 1, time).await?);
        grouped.add("rusqlite, bare loop", raw::sqlite(&bare, 64, time)?);
        grouped.add("sqlx typed", sqlx_ways::sqlite_typed(&typed, 64, time).await?);
        grouped.add("sqlx::Any", sqlx_ways::sqlite_any(&any, 64, time).await?);
        queued.add("rusqlite, bare loop, one commit each", floor);
        for callers in [1, 16, 64] {
            let name = format!("Db::write, {callers} callers");
            queued.add(&name, shared::callers(&product, callers, time).await?);
        }
    }
    alone.print();
    grouped.print();
    queued.print();
    Ok(())
}

async fn postgres(cluster: &cluster::Cluster, time: Duration, rounds: u64) -> Outcome<()> {
    shared::prepare(&cluster.url).await?;
    let product = shared::open(&cluster.url).await?;
    let mut tables = Vec::new();
    for callers in [8, 16] {
        tables.push((callers, Table::new(&format!("PostgreSQL, {callers} clients"), "pgbench")));
    }
    for _ in 0..rounds {
        for (callers, table) in &mut tables {
            table.add("pgbench", cluster.pgbench(*callers, time)?);
            let typed = sqlx_ways::postgres_typed(&cluster.url, *callers, time).await?;
            table.add("sqlx typed", typed);
            let any = sqlx_ways::postgres_any(&cluster.url, *callers, time).await?;
            table.add("sqlx::Any", any);
            let written = shared::callers(&product, *callers, time).await?;
            table.add("Db::write (serializable)", written);
        }
    }
    for (_, table) in tables {
        table.print();
    }
    Ok(())
}

/// Figures of contenders in the order they first appeared; the first is the measure.
struct Table {
    title: String,
    measure: String,
    rows: Vec<(String, Vec<f64>)>,
}

impl Table {
    fn new(title: &str, measure: &str) -> Self {
        Self { title: title.to_owned(), measure: measure.to_owned(), rows: Vec::new() }
    }

    fn add(&mut self, name: &str, rate: f64) {
        match self.rows.iter_mut().find(|(known, _)| known == name) {
            Some((_, rates)) => rates.push(rate),
            None => self.rows.push((name.to_owned(), vec![rate])),
        }
    }

    fn print(&self) {
        println!("\n| {} | submissions/s | of the first row |\n|---|---:|---:|", self.title);
        let measured = self.rows.iter().find(|(name, _)| *name == self.measure);
        for (name, rates) in &self.rows {
            // Ratios round by round: neighbours in time share the same noise.
            let ratios: Vec<f64> = measured
                .map(|(_, firsts)| rates.iter().zip(firsts).map(|(rate, first)| rate / first))
                .into_iter()
                .flatten()
                .collect();
            println!("| {name} | {:.0} | {:.0} % |", median(rates), median(&ratios) * 100.0);
        }
    }
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
