//! The built binary as a process of its own, to be killed without warning or told to stop.

use super::{browser::Browser, template};
use std::{
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// A debug build on a busy machine needs a moment to start.
const START_TIME: Duration = Duration::from_secs(60);

/// A server process on the demo's data.
pub struct Process {
    child: Child,
    base: String,
}

/// A copy of the seeded data folder, with a folder of site files in it.
pub fn demo_data() -> TempDir {
    let data = TempDir::new().unwrap();
    template::copy_to(data.path());
    std::fs::create_dir(data.path().join("site")).unwrap();
    data
}

/// The command `serve` on this data folder; more arguments may follow.
pub fn serve(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    let site = data.join("site");
    command.args(["serve", "--log", "error", "--data"]).arg(data).arg("--site").arg(site);
    for name in ["DENGKE_DEMO", "DENGKE_CLOCK", "DATABASE_URL", "DENGKE_KEY", "DENGKE_PROGRAMMES", "DENGKE_ADDR"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

impl Process {
    /// Starts the demo and waits until it listens.
    pub async fn start(data: &Path) -> Self {
        Self::start_with(data, &[]).await
    }

    /// The same with more arguments.
    pub async fn start_with(data: &Path, more: &[&str]) -> Self {
        let mut child = serve(data).args(["--demo", "--addr", "127.0.0.1:0"]).args(more).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = async {
            while let Some(line) = lines.next_line().await.unwrap() {
                if let Some((_, base)) = line.split_once("serves on ") {
                    return base.trim().to_owned();
                }
            }
            panic!("the server ended before it listened")
        };
        let base = timeout(START_TIME, address).await.expect("the server starts");
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, base }
    }

    /// Ends it as a power cut would: it can finish nothing.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Tells it to stop, as a service manager does, and waits until it has.
    pub async fn terminate(mut self) -> ExitStatus {
        let id = self.child.id().expect("the server runs").to_string();
        let told = std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success(), "{told}");
        self.child.wait().await.unwrap()
    }

    pub fn visitor(&self) -> Browser {
        Browser::at(&self.base)
    }
}
