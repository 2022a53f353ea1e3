//! Sign up and sign in. No answer, and no time to answer, tells whether an account exists.

mod tries;

use super::{
    OfficeDesk,
    known::{ID_NUMBER, PHONE},
    sessions::{self, Fresh},
    words::both,
};
use crate::{
    config::CreateOfficer,
    store::{
        Conn,
        accounts::{self, Account},
    },
};
use app::{
    desk::{Caller, Result, Session},
    domain::{
        account::{SignUp, Username, check_password},
        person::{IdNumber, IdType},
        refusal::{Refusal, Wrong},
        role::{Actor, Role},
        text::Text,
    },
    error::Error,
    locales::words,
};
use tries::Tries;

/// The longest user name or ID number that is looked at.
const LONGEST_NAME: usize = 64;

/// Makes an account and signs it in.
pub(super) async fn sign_up(desk: &OfficeDesk, caller: &Caller, form: SignUp) -> Result<Session> {
    let now = desk.now();
    let new = form.check(now.date()).map_err(Refusal::Fields)?;
    let [(first, one), (second, two)] = new.answers;
    let password = new.password.clone();
    let mut hashes = desk.passwords.hash(vec![new.password, one, two]).await?.into_iter();
    let mut next = || hashes.next().ok_or_else(|| super::unexpected("a hash is missing"));
    let mut account = Account::new(new.username.as_str(), Role::Candidate, new.identity.name.as_str(), &next()?, now);
    account.security = serde_json::json!([[first, next()?], [second, next()?]]).to_string();
    let (id_type, number) = (new.identity.id_type.key(), new.identity.id_number.as_str());
    account.id_type = id_type.to_owned();
    account.id_number_sealed = desk.keys.seal(ID_NUMBER, number)?;
    account.id_number_hash = Some(desk.keys.id_hash(id_type, number));
    account.sex = new.identity.sex.map(|sex| sex.key().to_owned()).unwrap_or_default();
    account.birth_date = new.identity.birth_date.map(|date| date.to_string()).unwrap_or_default();
    account.nationality = new.identity.nationality;
    account.phone_sealed = desk.keys.seal(PHONE, new.phone.as_str())?;
    let (own, id_hash) = (account.username.clone(), account.id_number_hash.clone());
    let session = Fresh::new(desk, caller);
    let inside = session.clone();
    let done = desk.write(move |tx| {
        Box::pin(async move {
            let actor = insert(tx, account).await?;
            inside.insert(tx, &actor).await?;
            Ok(actor)
        })
    });
    match done.await {
        Ok(actor) => Ok(session.opened(desk, actor)),
        Err(Error::Refused(Refusal::SignUpTaken)) => again(desk, caller, &own, id_hash, password).await,
        Err(error) => Err(error),
    }
}

/// A second tap, or an answer that was lost: whoever signs up as the same person with the same password is in.
async fn again(
    desk: &OfficeDesk,
    caller: &Caller,
    username: &str,
    id_hash: Option<String>,
    password: String,
) -> Result<Session> {
    let found = accounts::by_username(&mut *desk.db.read().await?, username).await?;
    let tries = Tries::of(desk, caller, found.as_ref(), username);
    let own = found.filter(|account| account.id_number_hash == id_hash);
    match tries.password(desk, own, password).await? {
        Some(account) => sessions::open(desk, caller, account.actor()).await,
        None => Err(Refusal::SignUpTaken.into()),
    }
}

/// Inserts an account; whatever is taken, the answer is the same.
async fn insert(tx: &mut Conn, mut account: Account) -> Result<Actor> {
    account.id = accounts::insert(tx, &account).await.map_err(|error| {
        let taken = ["account_username_key", "account_id_number_hash_key"];
        match taken.iter().any(|constraint| error.violates(constraint)) {
            true => Error::Refused(Refusal::SignUpTaken),
            false => Error::from(error),
        }
    })?;
    Ok(account.actor())
}

/// User name or ID number, and password.
pub(super) async fn sign_in(desk: &OfficeDesk, caller: &Caller, username: String, password: String) -> Result<Session> {
    if username.chars().count() > LONGEST_NAME || password.chars().count() > LONGEST_NAME {
        return Err(Refusal::SignInFailed.into());
    }
    let found = find(desk, &mut *desk.db.read().await?, &username).await?;
    let tries = Tries::of(desk, caller, found.as_ref(), &username);
    match tries.password(desk, found, password).await? {
        Some(account) => sessions::open(desk, caller, account.actor()).await,
        None => Err(Refusal::SignInFailed.into()),
    }
}

/// The account that was typed: by user name, else by the number of any type of ID. All are looked up either way.
async fn find(desk: &OfficeDesk, conn: &mut Conn, typed: &str) -> Result<Option<Account>> {
    let name = Username::parse(typed).map(|name| name.as_str().to_owned()).unwrap_or_default();
    let mut found = accounts::by_username(conn, &name).await?;
    for id_type in IdType::ALL {
        let number = IdNumber::parse(id_type, typed);
        let hash = desk.keys.id_hash(id_type.key(), number.as_ref().map_or("", IdNumber::as_str));
        let by_number = accounts::by_id_number(conn, &hash).await?;
        found = found.or(by_number.filter(|_| number.is_ok()));
    }
    Ok(found)
}

impl OfficeDesk {
    /// Makes an officer's account.
    ///
    /// # Errors
    /// A refusal where user name, password, role or scope is not possible.
    pub async fn create_officer(&self, officer: &CreateOfficer, password: &str) -> Result<()> {
        let username = Username::parse(&officer.username).map_err(|r| field("username", r))?;
        check_password(password, username.as_str()).map_err(|r| field("password", r))?;
        let (area, site) = (officer.area.clone(), officer.site.clone());
        let role = match officer.role.as_str() {
            "site" => Role::Site { area, site },
            "area" => Role::Area { area },
            "centre" => Role::Centre,
            "auditor" => Role::Auditor,
            _ => return Err(field("role", Refusal::NotInList)),
        };
        let office = self.office_name(&role).ok_or_else(|| field("area", Refusal::NotInList))?;
        let hash = self.passwords.hash(vec![password.to_owned()]).await?.into_iter().next().unwrap_or_default();
        let mut account = Account::new(username.as_str(), role, &officer.name, &hash, self.clock.machine());
        account.office = office.zh;
        self.write(move |tx| Box::pin(async move { insert(tx, account).await.map(|_| ()) })).await
    }

    /// The name of an office as candidates see it; `None` where no programme knows its area or site.
    pub(crate) fn office_name(&self, role: &Role) -> Option<Text> {
        let programmes = self.programmes.all();
        let area = |code: &str| programmes.iter().find_map(|p| p.area(code).map(|area| area.name.clone()));
        match role {
            Role::Site { area: code, site } if site.is_empty() => {
                area(code).map(|name| both(|language| words::desk_office_sites(language, name.get(language))))
            }
            Role::Site { area, site } => {
                programmes.iter().find_map(|p| p.site(site).filter(|s| s.area == *area).map(|s| s.name.clone()))
            }
            Role::Area { area: code } => {
                area(code).map(|name| both(|language| words::desk_office_area(language, name.get(language))))
            }
            Role::Centre => Some(both(words::desk_office_centre)),
            Role::Auditor => Some(both(words::desk_office_auditor)),
            Role::Candidate | Role::Clock => None,
        }
    }
}

fn field(name: &str, refusal: Refusal) -> Error {
    Refusal::Fields(vec![Wrong::new(name, refusal)]).into()
}
