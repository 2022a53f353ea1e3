//! The named people of the demo (§14 of the design) and their records of last year. Everything is invented.

mod units;

use crate::{
    desk::{OfficeDesk, unexpected, words::both},
    store::{
        accounts::{self, Account},
        education, history,
    },
};
use app::{
    desk::Result,
    domain::{
        education::NewEducation,
        history::History,
        person::{CHINESE, IdNumber, IdType},
        photo::Judgement,
        role::Role,
    },
    error::Error,
    locales::words,
    view::DemoAccount,
};
use image::{ExtendedColorType, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use std::collections::BTreeMap;

/// The password of everybody in the demo.
const PASSWORD: &str = "Dengke2024";
/// The programme of last year's records.
const PROGRAMME: &str = "health-2024";

/// A candidate of the demo.
struct Person {
    username: &'static str,
    name: &'static str,
    /// The first 17 digits; the check digit is calculated.
    number: &'static str,
    /// Empty where nothing is filled in yet.
    phone: &'static str,
    address: &'static str,
    postcode: &'static str,
    education: &'static [[&'static str; 6]],
}

const PEOPLE: [Person; 4] = [
    Person {
        username: "wangfang",
        name: "王芳",
        number: "11010119950101002",
        phone: "",
        address: "",
        postcode: "",
        education: &[],
    },
    Person {
        username: "lina",
        name: "李娜",
        number: "11010119900307004",
        phone: "13800000002",
        address: "北京市东城区演示路2号",
        postcode: "100010",
        education: &[
            ["首都医科大学", "护理学", "21", "4", "2012-07", "100252012050002"],
            ["北京中医药大学", "护理学", "31", "0", "2009-07", "100262009060002"],
        ],
    },
    Person {
        username: "zhangwei",
        name: "张伟",
        number: "11010219880512001",
        phone: "13800000003",
        address: "北京市西城区演示路3号",
        postcode: "100032",
        education: &[["北京大学医学部", "临床医学", "21", "4", "2011-07", "100012011050003"]],
    },
    Person {
        username: "chenjing",
        name: "陈静",
        number: "31010119920823006",
        phone: "13800000004",
        address: "上海市黄浦区演示路4号",
        postcode: "200001",
        education: &[["复旦大学上海医学院", "护理学", "21", "4", "2014-07", "102462014050004"]],
    },
];

/// The officers of the demo: user name, name, role, area.
const OFFICERS: [(&str, &str, &str, &str); 6] = [
    ("site-beijing", "考点甲", "site", "11"),
    ("area-beijing", "考区甲", "area", "11"),
    ("site-shanghai", "考点乙", "site", "31"),
    ("area-shanghai", "考区乙", "area", "31"),
    ("centre", "中心", "centre", ""),
    ("auditor", "审计", "auditor", ""),
];

/// What a candidate answered and scored last year.
struct LastYear {
    username: &'static str,
    answers: &'static [(&'static str, &'static str)],
    scores: &'static [(&'static str, u32)],
}

/// Last year's candidates among the people of the demo.
const LAST_YEAR: [LastYear; 2] = [
    LastYear {
        username: "lina",
        answers: &[
            ("site", "110101"),
            ("ethnicity", "01"),
            ("health", "1"),
            ("category", "nursing"),
            ("level", "intermediate"),
            ("specialty", "368"),
            ("practice_category", "nursing"),
            ("first_registered", "2012-09"),
            ("residency", "no"),
            ("title", "senior_nurse"),
            ("title_obtained", "2017-06"),
            ("education", "首都医科大学 护理学 21 2012-07"),
            ("unit", "北京市东城区演示医院"),
            ("unit_kind", "hospital"),
            ("unit_address", "北京市东城区演示路20号"),
            ("department", "内科"),
            ("post", "senior_nurse"),
            ("practice_since", "2012-08"),
            ("practice_years", "11"),
        ],
        scores: &[
            ("basic_knowledge", 71),
            ("related_knowledge", 65),
            ("professional_knowledge", 52),
            ("professional_practice", 48),
        ],
    },
    LastYear {
        username: "zhangwei",
        answers: &[
            ("site", "110102"),
            ("ethnicity", "01"),
            ("health", "1"),
            ("category", "medicine"),
            ("level", "intermediate"),
            ("specialty", "303"),
            ("practice_category", "clinical"),
            ("first_registered", "2013-03"),
            ("residency", "yes"),
            ("residency_issued", "2014-08"),
            ("title", "physician"),
            ("title_obtained", "2012-12"),
            ("education", "北京大学医学部 临床医学 21 2011-07"),
            ("unit", "北京市西城区演示医院"),
            ("unit_kind", "hospital"),
            ("unit_address", "北京市西城区演示路30号"),
            ("department", "内科"),
            ("post", "physician"),
            ("practice_since", "2011-08"),
            ("practice_years", "12"),
        ],
        scores: &[
            ("basic_knowledge", 58),
            ("related_knowledge", 63),
            ("professional_knowledge", 61),
            ("professional_practice", 55),
        ],
    },
];

/// The accounts that the sign-in page of the demo shows.
pub fn demo_accounts() -> Vec<DemoAccount> {
    let notes = [
        ("wangfang", both(words::desk_demo_wangfang)),
        ("lina", both(words::desk_demo_lina)),
        ("zhangwei", both(words::desk_demo_zhangwei)),
        ("chenjing", both(words::desk_demo_chenjing)),
        ("site-beijing", both(words::desk_demo_site_beijing)),
        ("area-beijing", both(words::desk_demo_area_beijing)),
        ("site-shanghai", both(words::desk_demo_site_shanghai)),
        ("area-shanghai", both(words::desk_demo_area_shanghai)),
        ("centre", both(words::desk_demo_centre)),
        ("auditor", both(words::desk_demo_auditor)),
    ];
    let account = |(username, note): (&str, _)| DemoAccount {
        username: username.to_owned(),
        password: PASSWORD.to_owned(),
        note,
    };
    notes.into_iter().map(account).collect()
}

/// Makes the people of the demo where there is no account yet, and fills its register where that is empty.
///
/// # Errors
/// Where the storage cannot be used.
pub async fn seed(desk: &OfficeDesk) -> Result<()> {
    units::seed(desk).await?;
    if !accounts::none_yet(&mut *desk.db().read().await?).await? {
        return Ok(());
    }
    let hash = desk.passwords().hash(vec![PASSWORD.to_owned()]).await?.into_iter().next().unwrap_or_default();
    for (person, number) in PEOPLE.iter().zip(1..) {
        candidate(desk, person, &hash, number).await?;
    }
    for (username, name, role, area) in OFFICERS {
        let (area, site) = (area.to_owned(), String::new());
        let role = match role {
            "site" => Role::Site { area, site },
            "area" => Role::Area { area },
            "centre" => Role::Centre,
            _ => Role::Auditor,
        };
        let mut account = Account::new(username, role, name, &hash, desk.now());
        account.office = desk.office_name(&account.role).unwrap_or_default().zh;
        desk.db()
            .write::<_, Error, _>(move |tx| Box::pin(async move { Ok(accounts::insert(tx, &account).await?) }))
            .await?;
    }
    Ok(())
}

async fn candidate(desk: &OfficeDesk, person: &Person, hash: &str, number: usize) -> Result<()> {
    let id_number = with_check_digit(person.number)?;
    let id_type = IdType::ResidentCard.key();
    let mut account = Account::new(person.username, Role::Candidate, person.name, hash, desk.now());
    account.id_type = id_type.to_owned();
    account.id_number_sealed = desk.keys().seal("account/id_number", id_number.as_str())?;
    account.id_number_hash = Some(desk.keys().id_hash(id_type, id_number.as_str()));
    account.sex = id_number.sex().map(|sex| sex.key().to_owned()).unwrap_or_default();
    account.birth_date = id_number.birth_date().map(|date| date.to_string()).unwrap_or_default();
    account.nationality = CHINESE.to_owned();
    let filled = !person.phone.is_empty();
    if filled {
        account.phone_sealed = desk.keys().seal("account/phone", person.phone)?;
        account.address = person.address.to_owned();
        account.postcode = person.postcode.to_owned();
        let nickname = words::desk_wechat_nicknames(app::locales::Language::Chinese).split('、').nth(number - 1);
        account.wechat_openid = Some(format!("sandbox-{number}"));
        account.wechat_nickname = nickname.unwrap_or_default().to_owned();
    }
    let id_hash = account.id_number_hash.clone().unwrap_or_default();
    let (name, records) = (person.name, person.education);
    let last_year = LAST_YEAR.iter().find(|last| last.username == person.username).map(history_of);
    let id = desk
        .db()
        .write::<_, Error, _>(move |tx| {
            Box::pin(async move {
                let id = accounts::insert(tx, &account).await?;
                for [school, major, level, degree, graduated, certificate] in records {
                    let own = |text: &str| text.to_owned();
                    let new = NewEducation {
                        school: own(school),
                        major: own(major),
                        level: own(level),
                        degree: own(degree),
                        graduated: own(graduated),
                        certificate: own(certificate),
                    };
                    education::insert(tx, id, &new).await?;
                }
                if let Some(last_year) = &last_year {
                    history::put(tx, PROGRAMME, &id_hash, name, last_year).await?;
                }
                Ok(id)
            })
        })
        .await?;
    if filled {
        let file = desk.files().keep_for(id, "photo", "image/jpeg", photo()?).await?;
        let judgements: Vec<Judgement> = Vec::new();
        desk.db()
            .write::<_, Error, _>(move |tx| {
                Box::pin(async move { Ok(accounts::save_photo(tx, id, Some(&file), &judgements).await?) })
            })
            .await?;
    }
    Ok(())
}

fn history_of(last: &LastYear) -> History {
    let answers: BTreeMap<String, String> =
        last.answers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let scores = last.scores.iter().map(|(subject, points)| ((*subject).to_owned(), *points)).collect();
    History { area: String::from("11"), answers, scores, absent: false, violation: false }
}

/// The one number with these 17 digits that the rules accept.
fn with_check_digit(digits: &str) -> Result<IdNumber> {
    let tried = "0123456789X".chars().map(|check| IdNumber::parse(IdType::ResidentCard, &format!("{digits}{check}")));
    tried.filter_map(std::result::Result::ok).next().ok_or_else(|| unexpected("no check digit fits"))
}

/// A silhouette on white, in the measures of an ID photo.
fn photo() -> Result<Vec<u8>> {
    const WIDTH: u32 = 413;
    const HEIGHT: u32 = 579;
    let (coat, skin) = (Rgb([70, 92, 120]), Rgb([196, 178, 166]));
    let inside = |x: u32, y: u32, centre: (f32, f32), radius: (f32, f32)| {
        let (dx, dy) = ((x as f32 - centre.0) / radius.0, (y as f32 - centre.1) / radius.1);
        dx * dx + dy * dy <= 1.0
    };
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let head = inside(x, y, (206.0, 235.0), (92.0, 122.0));
        let neck = (166..=246).contains(&x) && (320..=430).contains(&y);
        let shoulders = inside(x, y, (206.0, 579.0), (188.0, 180.0));
        match (head || (neck && !shoulders), shoulders) {
            (true, _) => skin,
            (_, true) => coat,
            _ => Rgb([255, 255, 255]),
        }
    });
    let mut jpeg = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut jpeg, 90).encode(&picture, WIDTH, HEIGHT, ExtendedColorType::Rgb8);
    encoded.map_err(unexpected)?;
    Ok(jpeg)
}
