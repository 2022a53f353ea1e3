//! The named people of the demo (§14 of the design), made where they are missing: whatever stopped a first start, the
//! next one completes it.

mod people;
mod photo;
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
        person::{CHINESE, IdNumber, IdType},
        role::Role,
    },
    error::Error,
    locales::words,
    view::DemoAccount,
};
use people::{OFFICERS, PEOPLE, Person};
use tokio::sync::OnceCell;

/// The password of everybody in the demo.
const PASSWORD: &str = "Dengke2024";
/// The programme of last year's records.
const PROGRAMME: &str = "health-2024";

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

/// Makes those people of the demo who are missing, and fills its register where that is empty.
///
/// # Errors
/// Where the storage cannot be used.
pub async fn seed(desk: &OfficeDesk) -> Result<()> {
    units::seed(desk).await?;
    let password = OnceCell::new();
    for (person, number) in PEOPLE.iter().zip(1..) {
        candidate(desk, person, &password, number).await?;
    }
    for (username, name, role, area) in OFFICERS {
        if find(desk, username).await?.is_none() {
            let account = officer(desk, username, name, office(role, area), hashed(desk, &password).await?);
            desk.db()
                .write::<_, Error, _>(move |tx| Box::pin(async move { Ok(accounts::insert(tx, &account).await?) }))
                .await?;
        }
    }
    Ok(())
}

async fn find(desk: &OfficeDesk, username: &str) -> Result<Option<Account>> {
    Ok(accounts::by_username(&mut *desk.db().read().await?, username).await?)
}

/// The hash of the password: slow to make, so once, and only where somebody is missing.
async fn hashed<'a>(desk: &OfficeDesk, once: &'a OnceCell<String>) -> Result<&'a str> {
    let hash = || async {
        let hashes = desk.passwords().hash(vec![PASSWORD.to_owned()]).await?;
        Ok::<_, Error>(hashes.into_iter().next().unwrap_or_default())
    };
    once.get_or_try_init(hash).await.map(String::as_str)
}

fn office(role: &str, area: &str) -> Role {
    let (area, site) = (area.to_owned(), String::new());
    match role {
        "site" => Role::Site { area, site },
        "area" => Role::Area { area },
        "centre" => Role::Centre,
        _ => Role::Auditor,
    }
}

fn officer(desk: &OfficeDesk, username: &str, name: &str, role: Role, hash: &str) -> Account {
    let mut account = Account::new(username, role, name, hash, desk.now());
    account.office = desk.office_name(&account.role).unwrap_or_default().zh;
    account
}

/// A candidate: the account with what belongs to it at once, then the photo, which is a file.
async fn candidate(
    desk: &OfficeDesk,
    person: &'static Person,
    password: &OnceCell<String>,
    number: usize,
) -> Result<()> {
    let (id, photo) = match find(desk, person.username).await? {
        Some(account) => (account.id, account.photo),
        None => (insert(desk, person, hashed(desk, password).await?, number).await?, None),
    };
    if person.is_filled() && photo.is_none() {
        let file = desk.files().keep_for(id, "photo", "image/jpeg", photo::silhouette()?).await?;
        desk.db()
            .write::<_, Error, _>(move |tx| {
                Box::pin(async move { Ok(accounts::save_photo(tx, id, &file, &[]).await?) })
            })
            .await?;
    }
    Ok(())
}

async fn insert(desk: &OfficeDesk, person: &'static Person, hash: &str, number: usize) -> Result<i64> {
    let account = account(desk, person, hash, number)?;
    let last_year = person.last_year();
    desk.db()
        .write::<_, Error, _>(move |tx| {
            Box::pin(async move {
                let id = accounts::insert(tx, &account).await?;
                for [school, major, level, degree, graduated, certificate] in person.education {
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
                if let (Some(last_year), Some(hash)) = (&last_year, &account.id_number_hash) {
                    history::put(tx, PROGRAMME, hash, person.name, last_year).await?;
                }
                Ok(id)
            })
        })
        .await
}

fn account(desk: &OfficeDesk, person: &Person, hash: &str, number: usize) -> Result<Account> {
    let id_number = with_check_digit(person.number)?;
    let id_type = IdType::ResidentCard.key();
    let mut account = Account::new(person.username, Role::Candidate, person.name, hash, desk.now());
    account.id_type = id_type.to_owned();
    account.id_number_sealed = desk.keys().seal("account/id_number", id_number.as_str())?;
    account.id_number_hash = Some(desk.keys().id_hash(id_type, id_number.as_str()));
    account.sex = id_number.sex().map(|sex| sex.key().to_owned()).unwrap_or_default();
    account.birth_date = id_number.birth_date().map(|date| date.to_string()).unwrap_or_default();
    account.nationality = CHINESE.to_owned();
    if person.is_filled() {
        account.phone_sealed = desk.keys().seal("account/phone", person.phone)?;
        account.address = person.address.to_owned();
        account.postcode = person.postcode.to_owned();
        let nickname = words::desk_wechat_nicknames(app::locales::Language::Chinese).split('、').nth(number - 1);
        account.wechat_openid = Some(format!("sandbox-{number}"));
        account.wechat_nickname = nickname.unwrap_or_default().to_owned();
    }
    Ok(account)
}

/// The one number with these 17 digits that the rules accept.
fn with_check_digit(digits: &str) -> Result<IdNumber> {
    let tried = "0123456789X".chars().map(|check| IdNumber::parse(IdType::ResidentCard, &format!("{digits}{check}")));
    tried.filter_map(std::result::Result::ok).next().ok_or_else(|| unexpected("no check digit fits"))
}
