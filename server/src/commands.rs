//! What the binary can do: one function a command.

use crate::{
    clock::Clock,
    config::{CreateOfficer, ImportUnits, NewProgramme, Serve, Storage},
    desk::OfficeDesk,
    form_pdf::{DEFAULT_FONTS, Fonts},
    http::{Web, router::router, site::Site, stream},
    jobs,
    keys::Keys,
    programmes::{self, NotMade, Problem, Programmes},
    register,
    store::Db,
};
use app::domain::calendar::Moment;
use std::{
    error::Error,
    io::{self, BufRead},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch};
use tracing_subscriber::EnvFilter;

/// The outcome of a command; its error is shown to the operator.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// The moment at which the demo starts.
const DEMO_START: &str = "2023-12-05T09:00";
/// What requests under way have to end once the server is told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// Serves the site until it is told to stop.
///
/// # Errors
/// Anything that keeps the server from starting, in words for the operator.
pub async fn serve(options: Serve) -> Outcome {
    tracing_subscriber::fmt().with_env_filter(EnvFilter::new(&options.log)).init();
    refuse_demo_elsewhere(&options)?;
    let clock = clock(&options)?;
    let desk = Arc::new(open(&options.storage, clock, options.demo).await?);
    desk.settle_mode().await?;
    if options.demo {
        crate::seed::seed(&desk).await?;
    }
    let workers = jobs::worker::start(desk.clone());
    let (stop, stopping) = watch::channel(false);
    let web = Web {
        site: Arc::new(site(options.site.as_deref())?),
        fonts: Arc::new(fonts(&options.fonts)?),
        demo: options.demo,
        most_requests: options.most_requests,
        options: leptos::config::LeptosOptions::builder().output_name("dengke").build(),
        stopping,
        desk,
    };
    let listener = TcpListener::bind(options.addr).await?;
    println!("Dengke serves on http://{}", listener.local_addr()?);
    until_stopped(listener, web, stop).await?;
    workers.stop().await;
    Ok(())
}

/// Answers until the server is told to stop, and then until the last answer or the end of their time.
async fn until_stopped(listener: TcpListener, web: Web, stop: watch::Sender<bool>) -> io::Result<()> {
    let stopping = web.stopping.clone();
    let signal = async move {
        stopped().await;
        stop.send_replace(true);
    };
    let overdue = async move {
        stream::told(stopping).await;
        tokio::time::sleep(LAST_ANSWERS).await;
    };
    let site = router(web).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, site).with_graceful_shutdown(signal).into_future();
    tokio::select! {
        served = serving => served,
        () = overdue => {
            tracing::warn!("requests that were still under way are cut off");
            Ok(())
        }
    }
}

/// The demo has known passwords and a clock that anybody may move: it is for this machine only.
fn refuse_demo_elsewhere(options: &Serve) -> Outcome {
    if options.demo && !options.addr.ip().is_loopback() {
        return Err("--demo listens on loopback addresses only, such as 127.0.0.1:3000".into());
    }
    if options.clock.is_some() && !options.demo {
        return Err("DENGKE_CLOCK works with --demo only".into());
    }
    Ok(())
}

fn clock(options: &Serve) -> Result<Clock, Box<dyn Error + Send + Sync>> {
    if !options.demo {
        return Ok(Clock::real());
    }
    let start = options.clock.as_deref().unwrap_or(DEMO_START);
    let moment = Moment::parse_beijing(start).ok_or_else(|| format!("{start} is no moment like {DEMO_START}"))?;
    Ok(Clock::starting_at(moment))
}

/// Opens storage and programmes.
async fn open(storage: &Storage, clock: Clock, demo: bool) -> Result<OfficeDesk, Box<dyn Error + Send + Sync>> {
    std::fs::create_dir_all(storage.data.join("uploads"))?;
    let keys = Keys::open(&storage.key, &storage.data)?;
    let programmes = match &storage.programmes {
        Some(folder) => Programmes::with_folder(folder)?,
        None => Programmes::shipped()?,
    };
    let db = Db::open(&storage.url()).await?;
    Ok(OfficeDesk::new(db, programmes, clock, keys, storage.data.join("uploads"), demo).await?)
}

#[cfg(feature = "embed")]
fn site(folder: Option<&Path>) -> Result<Site, Box<dyn Error + Send + Sync>> {
    Ok(match folder {
        Some(folder) => Site::read(folder)?,
        None => Site::embedded(),
    })
}

#[cfg(not(feature = "embed"))]
fn site(folder: Option<&Path>) -> Result<Site, Box<dyn Error + Send + Sync>> {
    let leptos = std::env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
    let folder = folder.map(Path::to_owned).or(leptos).unwrap_or_else(|| PathBuf::from("target/site"));
    Site::read(&folder).map_err(|e| format!("the site's files are not in {}: {e}", folder.display()).into())
}

fn fonts(paths: &[PathBuf]) -> Result<Fonts, Box<dyn Error + Send + Sync>> {
    let defaults: Vec<PathBuf> = DEFAULT_FONTS.iter().map(PathBuf::from).collect();
    Ok(Fonts::load(if paths.is_empty() { &defaults } else { paths })?)
}

async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    let _ = interrupted.await;
}

/// Reports every error of a programme's folder.
///
/// # Errors
/// Where there is at least one.
pub fn check_programme(dir: &Path) -> Outcome {
    match programmes::check_programme(dir) {
        Ok(summary) => {
            println!("{summary}");
            Ok(())
        }
        Err(problems) => refused(&problems, dir),
    }
}

fn refused(problems: &[Problem], dir: &Path) -> Outcome {
    problems.iter().for_each(|problem| println!("{problem}"));
    Err(format!("{} errors in {}", problems.len(), dir.display()).into())
}

/// Makes next year's folder of a programme, and lists the lines that a person must check.
///
/// # Errors
/// Where nothing was made, or what was made has errors.
pub fn new_programme(new: &NewProgramme) -> Outcome {
    let made = programmes::new_programme(&new.from, &new.id, &new.shift, &new.to).inspect_err(|error| {
        if let NotMade::Broken(_, problems) = error {
            problems.iter().for_each(|problem| println!("{problem}"));
        }
    })?;
    println!("{}", made.dir.display());
    println!("dates shifted: {}", made.dates);
    println!("lines that still name a year, a month or a day, to check: {}", made.lines.len());
    made.lines.iter().for_each(|line| println!("{line}"));
    if made.problems.is_empty() { Ok(()) } else { refused(&made.problems, &made.dir) }
}

/// Imports a file into the register of units.
///
/// # Errors
/// Where it cannot be read, or a line was left out; the others are imported all the same.
pub async fn import_units(units: ImportUnits) -> Outcome {
    let file = std::fs::File::open(&units.file).map_err(|e| format!("{}: {e}", units.file.display()))?;
    let desk = open(&units.storage, Clock::real(), false).await?;
    let mut left_out = 0_u64;
    let wrong = |line: u64, problem: String| {
        left_out += 1;
        println!("{}:{line}: {problem}", units.file.display());
    };
    let taken = register::import(&desk, "import", file, wrong).await?;
    println!("{taken} entries imported.");
    if left_out == 0 { Ok(()) } else { Err(format!("{left_out} lines were left out").into()) }
}

/// Makes an officer's account.
///
/// # Errors
/// Where a rule or the storage says no.
pub async fn create_officer(officer: CreateOfficer) -> Outcome {
    let mut password = String::new();
    println!("Password for {}:", officer.username);
    io::stdin().lock().read_line(&mut password)?;
    let desk = open(&officer.storage, Clock::real(), false).await?;
    desk.create_officer(&officer, password.trim_end_matches(['\r', '\n'])).await?;
    println!("{} may sign in.", officer.username);
    Ok(())
}

/// Proves that no event was changed or removed.
///
/// # Errors
/// Where a chain is broken, or the storage cannot be read.
pub async fn verify_log(storage: Storage) -> Outcome {
    let report = open(&storage, Clock::real(), false).await?.verify_log().await?;
    println!("{report}");
    if report.is_sound() { Ok(()) } else { Err("the log was changed".into()) }
}
