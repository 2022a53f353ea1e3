//! A PostgreSQL for the tests: the one that `DENGKE_TEST_POSTGRES` names, else a cluster of our own that lives as
//! long as this process, listens on a socket only, and does not wait for the disk.

use sqlx::{Connection, Executor, PgConnection};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::Mutex,
};
use tokio::sync::OnceCell;

/// Starts a cluster, says where its socket is, and takes it down when nobody holds its standard input any more.
const SCRIPT: &str = r#"
set -e
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
PATH="$bin:$PATH"
dir=$(mktemp -d)
initdb --pgdata="$dir/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
postgres -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off -c max_connections=400 >/dev/null 2>&1 &
server=$!
tries=0
until pg_isready --quiet --host="$dir"; do
  tries=$((tries + 1)); [ "$tries" -lt 600 ]; kill -0 "$server"
  sleep 0.1
done
echo "$dir"
read -r _ || true
kill -INT "$server"
wait "$server" || true
rm -rf "$dir"
"#;

static CLUSTER: OnceCell<Option<String>> = OnceCell::const_new();
/// Holds the script's standard input open until the process ends.
static RUNNING: Mutex<Option<Child>> = Mutex::new(None);

/// A fresh empty database, or nothing where this machine has no PostgreSQL.
pub async fn fresh_database() -> Option<String> {
    let server = CLUSTER.get_or_init(|| async { configured().or_else(start) }).await.clone();
    // A plain `cargo test` without PostgreSQL tests on SQLite; `make test` must not call passed what it did not test.
    let both = std::env::var_os("DENGKE_TEST_BOTH").is_some();
    assert!(server.is_some() || !both, "make test needs a PostgreSQL: install the package postgresql");
    let server = server?;
    let name = format!("test_{}", server::keys::random_token().replace('-', "_").to_lowercase());
    let mut conn = PgConnection::connect(&server).await.expect("the PostgreSQL of the tests answers");
    conn.execute(sqlx::AssertSqlSafe(format!("create database \"{name}\""))).await.expect("a database is made");
    Some(server.replacen("/postgres?", &format!("/{name}?"), 1))
}

/// `postgres://…/postgres?…`, the name of the database included.
fn configured() -> Option<String> {
    let url = std::env::var("DENGKE_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
    Some(if url.contains('?') { url } else { format!("{url}?sslmode=prefer") })
}

fn start() -> Option<String> {
    // PostgreSQL refuses to run as root.
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"));
    let (program, before): (_, &[&str]) = if root { ("runuser", &["-u", "postgres", "--"]) } else { ("env", &[]) };
    let child = Command::new(program)
        .args(before)
        .args(["sh", "-c", SCRIPT])
        .current_dir("/tmp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.ok()?;
    let mut dir = String::new();
    BufReader::new(child.stdout.take()?).read_line(&mut dir).ok()?;
    if dir.trim().is_empty() {
        eprintln!("no PostgreSQL on this machine: these tests ran on SQLite only");
        return None;
    }
    *RUNNING.lock().ok()? = Some(child);
    Some(format!("postgres://postgres@localhost/postgres?host={}", dir.trim()))
}
