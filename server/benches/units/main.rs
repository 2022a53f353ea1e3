//! How long a search of the register takes with 200 000 units in it; the aim is under 100 ms.
//!
//! `cargo bench -p server --bench units`. PostgreSQL takes part where `DENGKE_BENCH_POSTGRES` names an empty database.
//! `DENGKE_BENCH_UNITS` sets another number, `DENGKE_BENCH_ROUNDS` how often each search is run.

use app::domain::{
    calendar::Moment,
    unit::{MOST_FOUND, Unit, UnitKind},
};
use server::store::{Db, StoreError, units};
use std::{
    error::Error,
    time::{Duration, Instant},
};

/// What the parts of the bench return.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Units written in one transaction.
const BATCH: usize = 500;
/// What names are made of.
const PLACES: [&str; 16] = [
    "东山", "西河", "南湖", "北岭", "平安", "长乐", "永和", "新华", "清溪", "高桥", "石门", "太平", "和平", "光明",
    "金沙", "白云",
];
const KINDS: [&str; 8] =
    ["人民医院", "中医医院", "妇幼保健院", "社区卫生服务中心", "镇卫生院", "口腔门诊部", "诊所", "疾病预防控制中心"];

/// Each way of searching: what it is, the query, the region.
const SEARCHES: [(&str, &str, &str); 10] = [
    ("part of a name that many have", "医院", ""),
    ("part of a name that one has", "第123456号", ""),
    ("part of a name that none has", "没有这样的", ""),
    ("two words", "清溪 第777号", ""),
    ("beginning of a name", "东山第", ""),
    ("initials", "qxd", ""),
    ("initials that none has", "zzzzzz", ""),
    ("code", "TS0123456", ""),
    ("region and part of a name", "口腔", "17/1703"),
    ("region alone", "", "17"),
];

fn main() -> Outcome<()> {
    let (many, rounds) = (setting("DENGKE_BENCH_UNITS", 200_000), setting("DENGKE_BENCH_ROUNDS", 21));
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let folder = tempfile::tempdir_in(std::env::var("DENGKE_BENCH_DIR").unwrap_or(".".to_owned()))?;
        let url = format!("sqlite://{}/units.db", folder.path().display());
        measure("SQLite", &url, many, rounds).await?;
        match std::env::var("DENGKE_BENCH_POSTGRES") {
            Ok(url) => measure("PostgreSQL", &url, many, rounds).await?,
            Err(_) => println!("\nPostgreSQL: not here"),
        }
        Ok(())
    })
}

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

async fn measure(engine: &str, url: &str, many: usize, rounds: usize) -> Outcome<()> {
    let db = Db::open(url).await?;
    let start = Instant::now();
    fill(&db, many).await?;
    println!("\n{engine}: {many} units written in {:.1} s", start.elapsed().as_secs_f64());
    println!("| search | found | median ms | longest ms |\n|---|---:|---:|---:|");
    let mut conn = db.read().await?;
    for (name, query, region) in SEARCHES {
        let (mut times, mut found) = (Vec::new(), 0);
        for _ in 0..rounds.max(1) {
            let start = Instant::now();
            found = units::search(&mut conn, UnitKind::Work, query, region, MOST_FOUND).await?.len();
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let ms = |time: Option<&Duration>| time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
        println!("| {name} | {found} | {:.1} | {:.1} |", ms(times.get(times.len() / 2)), ms(times.last()));
    }
    Ok(())
}

async fn fill(db: &Db, many: usize) -> Outcome<()> {
    let numbers: Vec<usize> = (0..many).collect();
    for batch in numbers.chunks(BATCH) {
        let batch: Vec<Unit> = batch.iter().map(|number| unit(*number)).collect();
        db.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { units::insert_many(tx, &batch, "bench", Moment(0)).await })
        })
        .await?;
    }
    db.write::<_, StoreError, _>(|tx| Box::pin(async move { units::count_anew(tx).await })).await?;
    Ok(())
}

/// The unit with this number, in one of 31 × 12 × 9 regions.
fn unit(number: usize) -> Unit {
    let pick = |list: &[&'static str], of: usize| list.get(of % list.len()).copied().unwrap_or_default();
    let (province, city, county) = (10 + number % 31, number / 31 % 12, number / 372 % 9);
    let place = pick(&PLACES, number / 7);
    Unit {
        kind: UnitKind::Work,
        code: format!("TS{number:07}"),
        name: format!("{place}第{number}号{}", pick(&KINDS, number / 3)),
        region: format!("{province}/{province}{city:02}/{province}{city:02}{county:02}"),
        region_name: String::from("某省某市某县"),
    }
}
