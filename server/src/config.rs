//! The command line and every environment variable, typed, with its default.

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// Dengke 登科 takes registrations for professional examinations.
#[derive(Debug, Parser)]
#[command(name = "server", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site.
    Serve(Serve),
    /// Check a programme's folder and report every error with file and line.
    CheckProgramme {
        /// The folder.
        dir: PathBuf,
    },
    /// Write programmes.
    #[command(subcommand)]
    Programme(ProgrammeCommand),
    /// Import work units and schools into the register; a code that is there already is brought up to date.
    ImportUnits(ImportUnits),
    /// Make an officer's account; asks for the password on standard input.
    CreateOfficer(CreateOfficer),
    /// Prove that no event was changed or removed.
    VerifyLog(Storage),
}

/// What can be done for who writes programmes.
#[derive(Debug, Subcommand)]
pub enum ProgrammeCommand {
    /// Make next year's folder of a programme, every date moved; what a person must check is listed.
    New(NewProgramme),
}

/// Where the data are.
#[derive(Clone, Debug, Args)]
pub struct Storage {
    /// The folder of the SQLite file, the uploads and the key.
    #[arg(long, env = "DENGKE_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`; the SQLite file in the data folder where empty.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, default_value = "")]
    pub database_url: String,
    /// 32 bytes in base64 that protect ID numbers and form codes; kept in the data folder where empty.
    #[arg(long, env = "DENGKE_KEY", hide_env_values = true, default_value = "")]
    pub key: String,
    /// A folder of programmes that adds to the shipped ones or replaces them.
    #[arg(long, env = "DENGKE_PROGRAMMES")]
    pub programmes: Option<PathBuf>,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where the data are.
    #[command(flatten)]
    pub storage: Storage,
    /// Seeds named people, starts the clock at 2023-12-05 09:00 +08:00, offers `/sandbox`. Loopback only.
    #[arg(long, env = "DENGKE_DEMO")]
    pub demo: bool,
    /// The address to listen on.
    #[arg(long, env = "DENGKE_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Starts the clock at another moment, in Beijing time such as 2023-12-05T09:00. Demo only.
    #[arg(long, env = "DENGKE_CLOCK")]
    pub clock: Option<String>,
    /// The folder of the site's files (style, script, WebAssembly); release builds carry their own.
    #[arg(long, env = "DENGKE_SITE")]
    pub site: Option<PathBuf>,
    /// Fonts of the printed form, in order of preference; Debian's Noto CJK where empty.
    #[arg(long, env = "DENGKE_FONTS", value_delimiter = ':')]
    pub fonts: Vec<PathBuf>,
    /// Requests handled at a time; more are told to come back in a moment.
    #[arg(long, env = "DENGKE_MOST_REQUESTS", default_value_t = 512)]
    pub most_requests: usize,
    /// What is logged, as in `info,sqlx=warn`.
    #[arg(long, env = "DENGKE_LOG", default_value = "info")]
    pub log: String,
}

/// A file for the register of units.
#[derive(Clone, Debug, Args)]
pub struct ImportUnits {
    /// Where the data are.
    #[command(flatten)]
    pub storage: Storage,
    /// CSV with the columns kind (work or school), code, name, region (such as 44/4401/440103) and `region_name`.
    pub file: PathBuf,
}

/// A new officer.
#[derive(Clone, Debug, Args)]
pub struct CreateOfficer {
    /// Where the data are.
    #[command(flatten)]
    pub storage: Storage,
    /// The user name.
    #[arg(long)]
    pub username: String,
    /// The name shown in the header.
    #[arg(long)]
    pub name: String,
    /// `site`, `area`, `centre` or `auditor`.
    #[arg(long)]
    pub role: String,
    /// The code of the area, for site and area officers.
    #[arg(long, default_value = "")]
    pub area: String,
    /// The code of the site; all sites of the area where empty.
    #[arg(long, default_value = "")]
    pub site: String,
}

/// A new year of a programme.
#[derive(Clone, Debug, Args)]
pub struct NewProgramme {
    /// The programme that is copied: the id of a shipped one, or the path of a folder.
    #[arg(long)]
    pub from: String,
    /// The id of the new one, which becomes the name of its folder.
    #[arg(long)]
    pub id: String,
    /// How far dates move: `1y` (to the same day next year), `52w` (to the same day of the week), `365d`, `-7d`.
    #[arg(long, allow_hyphen_values = true)]
    pub shift: String,
    /// The folder in which it is made; not that of a running server, which would show it before it was checked.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub to: PathBuf,
}

impl Storage {
    /// The address of the database.
    #[must_use]
    pub fn url(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite://{}", self.data.join("dengke.sqlite").display())
        } else {
            self.database_url.clone()
        }
    }
}
