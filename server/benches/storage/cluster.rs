//! A private PostgreSQL cluster for the length of the bench, and `pgbench` as the measure.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};

use crate::Outcome;
use crate::shared::body;

/// Where PostgreSQL answers.
pub struct Cluster {
    /// Understood by sqlx and by `pgbench`.
    pub url: String,
    programs: PathBuf,
    private: Option<TempDir>,
}

impl Cluster {
    /// The database of `DENGKE_BENCH_POSTGRES`, or a new cluster if the programs are there.
    pub fn find() -> Outcome<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        if let Ok(url) = std::env::var("DENGKE_BENCH_POSTGRES") {
            return Ok(Some(Self { url, programs, private: None }));
        }
        let folder = tempfile::Builder::new().permissions(PermissionsExt::from_mode(0o777)).tempdir()?;
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o777))?;
        let at = folder.path().display().to_string();
        let data = format!("{at}/data");
        let init = ["-D", &data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"];
        // It listens on a socket in its own folder, nowhere else.
        let socket = format!("-c listen_addresses='' -k {at}");
        let start = ["-D", &data, "-o", &socket, "-l", &format!("{at}/log"), "-w", "start"];
        if !succeeds(&programs.join("initdb"), &init)? || !succeeds(&programs.join("pg_ctl"), &start)? {
            return Ok(None);
        }
        let url = format!("postgres://postgres@localhost/postgres?host={at}");
        Ok(Some(Self { url, programs, private: Some(folder) }))
    }

    /// Submissions per second of `pgbench` with so many clients.
    pub fn pgbench(&self, clients: i64, time: Duration) -> Outcome<f64> {
        let script = NamedTempFile::new()?;
        std::fs::write(script.path(), SUBMISSION)?;
        let run = Command::new(self.programs.join("pgbench"))
            .args(["-n", "-M", "prepared", "-j", "2", "-D", "version=0", "-D"])
            .arg(format!("body={}", body()))
            .args(["-c", &clients.to_string(), "-T", &time.as_secs().to_string(), "-f"])
            .arg(script.path())
            .arg(&self.url)
            .output()?;
        let text = String::from_utf8_lossy(&run.stdout);
        let rate = text.lines().find_map(|line| line.strip_prefix("tps = "));
        let rate = rate.and_then(|rest| rest.split(' ').next()).ok_or("no figure from pgbench")?;
        Ok(rate.parse()?)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(folder) = &self.private {
            let data = format!("{}/data", folder.path().display());
            let stop = ["-D", &data, "-m", "immediate", "-w", "stop"];
            if !matches!(succeeds(&self.programs.join("pg_ctl"), &stop), Ok(true)) {
                eprintln!("the private cluster in {data} still runs");
            }
        }
    }
}

/// `pgbench` cannot look at the number of rows; it starts from the version it finds.
const SUBMISSION: &str = "\
\\set id (:client_id + 1) * 150
begin;
insert into bench_page (registration, body) values (:id, :body);
update bench_registration set state = 'submitted', version = version + 1 where id = :id and version >= :version;
insert into bench_event (registration, at, kind) values (:id, :version, 'submitted');
commit;
\\set version :version + 1
";

fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|folder| folder.join("pgbench").exists() && folder.join("initdb").exists())
        .collect();
    found.sort();
    found.pop()
}

/// Runs a program of the cluster; as root under the name `postgres`, for the server refuses root.
fn succeeds(program: &Path, arguments: &[&str]) -> Outcome<bool> {
    let root = Command::new("id").arg("-u").output()?.stdout.starts_with(b"0\n");
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    let status = command.args(arguments).current_dir("/").stdout(Stdio::null()).status()?;
    Ok(status.success())
}
