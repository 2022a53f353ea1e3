//! `TestApp`: the real router on a loopback port, with a data folder of its own. `DENGKE_TEST_LOG` shows its log.
//!
//! - `template`: the seeded data folder, made once a run and copied for every test
//! - `browser`: asks and keeps cookies; `page`, `form`, `html`: what came back, as a browser without scripts reads it
//! - `people`: what candidates and officers do, by name
//! - `pictures`: photos, good and bad; `process`: the built binary as a process

pub mod browser;
mod form;
mod html;
pub mod page;
pub mod people;
pub mod pictures;
pub mod process;
mod template;

use app::domain::calendar::Moment;
use server::{
    clock::Clock,
    desk::OfficeDesk,
    form_pdf::{DEFAULT_FONTS, Fonts},
    http::{Web, router::router, site::Site},
    jobs::worker::{self, Workers},
    keys::Keys,
    programmes::Programmes,
    store::Db,
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};
use tempfile::TempDir;

/// The moment at which the demo starts.
const START: &str = "2023-12-05T09:00";

static FONTS: LazyLock<Arc<Fonts>> = LazyLock::new(|| {
    let paths: Vec<PathBuf> = DEFAULT_FONTS.iter().map(PathBuf::from).collect();
    Arc::new(Fonts::load(&paths).expect("the fonts of the printed form are installed"))
});

static SITE: LazyLock<Arc<Site>> = LazyLock::new(|| {
    let around = TempDir::new().unwrap();
    let folder = around.path().join("site");
    std::fs::create_dir_all(folder.join("pkg")).unwrap();
    for (name, text) in [("dengke.css", "body{}"), ("dengke.js", "export{}"), ("dengke.wasm", "wasm")] {
        std::fs::write(folder.join("pkg").join(name), text).unwrap();
    }
    Arc::new(Site::read(&folder).unwrap())
});

/// A running site.
pub struct TestApp {
    pub address: SocketAddr,
    pub desk: Arc<OfficeDesk>,
    pub data: TempDir,
    _workers: Workers,
}

impl TestApp {
    /// The demo on SQLite, with the people of the demo, at the moment at which the demo starts.
    pub async fn new() -> Self {
        let data = TempDir::new().unwrap();
        template::copy_to(data.path());
        let desk = open(data.path(), &sqlite(data.path()), demo_clock(), true).await;
        Self::serve(data, desk, true).await
    }

    /// The demo with the programmes of one more folder.
    pub async fn with_programmes(folder: &Path) -> Self {
        let data = TempDir::new().unwrap();
        template::copy_to(data.path());
        let programmes = Programmes::with_folder(folder).unwrap();
        let desk = open_with(programmes, data.path(), &sqlite(data.path()), demo_clock(), true).await;
        Self::serve(data, desk, true).await
    }

    /// The demo on an empty PostgreSQL database.
    pub async fn on(url: &str) -> Self {
        let data = TempDir::new().unwrap();
        let desk = open(data.path(), url, demo_clock(), true).await;
        server::seed::seed(&desk).await.unwrap();
        Self::serve(data, desk, true).await
    }

    /// An empty site that is no demo.
    pub async fn outside_demo() -> Self {
        let data = TempDir::new().unwrap();
        let desk = open(data.path(), &sqlite(data.path()), Clock::real(), false).await;
        Self::serve(data, desk, false).await
    }

    async fn serve(data: TempDir, desk: OfficeDesk, demo: bool) -> Self {
        if let Ok(filter) = std::env::var("DENGKE_TEST_LOG") {
            // Only the first test can set it up; all of them write to it.
            let _ = tracing_subscriber::fmt().with_env_filter(filter).with_thread_names(true).try_init();
        }
        let desk = Arc::new(desk);
        let web = Web {
            desk: desk.clone(),
            site: SITE.clone(),
            fonts: FONTS.clone(),
            demo,
            most_requests: 64,
            options: leptos::config::LeptosOptions::builder().output_name("dengke").build(),
            stopping: tokio::sync::watch::channel(false).1,
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let site = router(web).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, site).await });
        let workers = worker::start(desk.clone());
        Self { address, desk, data, _workers: workers }
    }

    /// Moves the clock of the demo, as `/sandbox` does.
    pub fn set_clock(&self, beijing: &str) {
        assert!(self.desk.clock().set(Moment::parse_beijing(beijing).expect("a moment like 2023-12-05T09:00")));
    }
}

async fn open(data: &Path, url: &str, clock: Clock, demo: bool) -> OfficeDesk {
    open_with(Programmes::shipped().unwrap(), data, url, clock, demo).await
}

async fn open_with(programmes: Programmes, data: &Path, url: &str, clock: Clock, demo: bool) -> OfficeDesk {
    let uploads = data.join("uploads");
    std::fs::create_dir_all(&uploads).unwrap();
    let (db, keys) = (Db::open(url).await.unwrap(), Keys::open("", data).unwrap());
    OfficeDesk::new(db, programmes, clock, keys, uploads, demo).await.unwrap()
}

fn sqlite(data: &Path) -> String {
    format!("sqlite://{}", data.join(template::DATABASE).display())
}

fn demo_clock() -> Clock {
    Clock::starting_at(Moment::parse_beijing(START).unwrap())
}
