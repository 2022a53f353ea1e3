//! The candidate's own pages: overview, contact, photo, education, WeChat, inbox.

use super::{
    OfficeDesk,
    execute::{Done, own_account},
    known::{PHONE, identity, level_name, mark_used, masked, theirs},
    views::{candidate, contact, file_address, fresh_key, programme_card, registration_card},
};
use crate::{
    keys::random_token,
    providers::wechat::WechatError,
    store::{Conn, accounts, education, messages, wechat},
};
use app::{
    desk::{Caller, Contact, Receipt, Result},
    domain::{
        calendar::{Moment, Month},
        education::{EducationRecord, MOST_RECORDS, NewEducation},
        form::Choice,
        person::Phone,
        refusal::{Refusal, Wrong},
        role::Actor,
    },
    error::Error,
    view::{EducationView, Header, InboxView, MeView, PhotoView, ProfileView, WechatView},
};

/// How long an authorisation asked of WeChat stays open, in milliseconds.
const AUTHORIZATION: i64 = 600_000;
/// The longest address, school and the like, and the longest certificate number.
const LONGEST_LINE: u32 = 100;
const LONGEST_NUMBER: u32 = 40;
/// The dictionaries of education records.
const LEVELS: &str = "education_level";
const DEGREES: &str = "degree";
const SCHOOLS: &str = "school";

/// The header of every page.
pub(super) async fn header(desk: &OfficeDesk, caller: &Caller) -> Result<Header> {
    let unread = match caller.actor.as_ref().filter(|actor| actor.is_candidate()) {
        Some(actor) => messages::unread(&mut *desk.db.read().await?, actor.id).await?,
        None => 0,
    };
    Ok(Header { actor: caller.actor.clone(), unread, demo: desk.is_demo(), now: desk.now() })
}

/// `/me`.
pub(super) async fn me(desk: &OfficeDesk, caller: &Caller) -> Result<MeView> {
    let actor = candidate(caller)?;
    let mut conn = desk.db.read().await?;
    let account = own_account(&mut conn, actor).await?;
    let education = education::of(&mut conn, actor.id).await?;
    let theirs = theirs(desk, &mut conn, actor.id).await?;
    Ok(MeView {
        name: account.name.clone(),
        profile_complete: is_complete(&account),
        has_photo: account.photo.is_some(),
        education_count: u32::try_from(education.len()).unwrap_or(u32::MAX),
        wechat_bound: account.wechat_openid.is_some(),
        unread: messages::unread(&mut conn, actor.id).await?,
        registrations: theirs.iter().map(|(r, programme)| registration_card(r, programme)).collect(),
        programmes: desk.programmes.all().iter().map(|programme| programme_card(programme)).collect(),
        now: desk.now(),
    })
}

/// Whether the basic information that a start needs is there: a phone to be reached at.
pub(super) fn is_complete(account: &accounts::Account) -> bool {
    !account.phone_sealed.is_empty()
}

/// `/me/profile`.
pub(super) async fn profile(desk: &OfficeDesk, caller: &Caller) -> Result<ProfileView> {
    let actor = candidate(caller)?;
    let account = own_account(&mut *desk.db.read().await?, actor).await?;
    let contact = contact(desk, &account)?;
    let masked = masked(desk, &account)?;
    let words = identity(&account, &masked).into_iter();
    Ok(ProfileView {
        identity: words.map(|(key, text)| (key, text.get(caller.language).to_owned())).collect(),
        username: account.username,
        phone: contact.phone,
        address: contact.address,
        postcode: contact.postcode,
        key: fresh_key(),
    })
}

/// Changes contact data.
pub(super) async fn save_contact(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    typed: &Contact,
    now: Moment,
) -> Result<Done> {
    let phone = Phone::parse(&typed.phone);
    let (address, postcode) = (typed.address.trim(), typed.postcode.trim());
    let wrong = [
        phone.as_ref().err().map(|refusal| Wrong::new("phone", refusal.clone())),
        check_line(address, LONGEST_LINE).map(|refusal| Wrong::new("address", refusal)),
        (!postcode.is_empty() && (postcode.len() != 6 || !postcode.bytes().all(|b| b.is_ascii_digit())))
            .then(|| Wrong::new("postcode", Refusal::NotAPostcode)),
    ];
    let wrong: Vec<Wrong> = wrong.into_iter().flatten().collect();
    match phone {
        Ok(phone) if wrong.is_empty() => {
            let sealed = desk.keys.seal(PHONE, phone.as_str())?;
            accounts::save_contact(tx, actor.id, &sealed, address, postcode).await?;
            Ok(Done::at(now))
        }
        _ => Err(Refusal::Fields(wrong).into()),
    }
}

fn check_line(text: &str, max: u32) -> Option<Refusal> {
    if text.chars().count() > max as usize {
        return Some(Refusal::TooLong { max });
    }
    let control = text.chars().find(|c| c.is_control())?;
    Some(Refusal::Character { character: format!("U+{:04X}", u32::from(control)) })
}

/// `/me/photo`.
pub(super) async fn photo(desk: &OfficeDesk, caller: &Caller) -> Result<PhotoView> {
    let actor = candidate(caller)?;
    let account = own_account(&mut *desk.db.read().await?, actor).await?;
    Ok(PhotoView {
        photo: account.photo.as_deref().map(file_address),
        judgements: serde_json::from_str(&account.photo_judgements).map_err(super::unexpected)?,
    })
}

/// The choices of a dictionary, from the first programme that has it.
fn dictionary(desk: &OfficeDesk, name: &str) -> Vec<Choice> {
    let programmes = desk.programmes.all();
    programmes.iter().map(|p| p.dictionary(name)).find(|choices| !choices.is_empty()).unwrap_or_default().to_vec()
}

/// `/me/education`.
pub(super) async fn education(desk: &OfficeDesk, caller: &Caller) -> Result<EducationView> {
    let actor = candidate(caller)?;
    let mut conn = desk.db.read().await?;
    let mut records = education::of(&mut conn, actor.id).await?;
    mark_used(&mut records, &theirs(desk, &mut conn, actor.id).await?);
    let programmes = desk.programmes.all();
    let named = programmes.iter().find(|p| !p.dictionary(LEVELS).is_empty());
    if let Some(programme) = named {
        records.iter_mut().for_each(|record| record.level_name = level_name(programme, &record.level));
    }
    Ok(EducationView {
        records,
        levels: dictionary(desk, LEVELS),
        degrees: dictionary(desk, DEGREES),
        schools: dictionary(desk, SCHOOLS).into_iter().map(|choice| choice.name.zh).collect(),
        key: fresh_key(),
    })
}

/// Adds an education record.
pub(super) async fn add_education(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    typed: NewEducation,
    now: Moment,
) -> Result<Done> {
    let records = education::of(tx, actor.id).await?;
    if records.len() >= MOST_RECORDS {
        return Err(Refusal::EducationFull { max: MOST_RECORDS as u32 }.into());
    }
    let trim = |text: &str| text.trim().to_owned();
    let new = NewEducation {
        school: trim(&typed.school),
        major: trim(&typed.major),
        level: trim(&typed.level),
        degree: trim(&typed.degree),
        graduated: trim(&typed.graduated),
        certificate: trim(&typed.certificate),
    };
    let wrong = check_education(desk, &new, now);
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong).into());
    }
    if records.iter().any(|record| is_same(record, &new)) {
        return Err(Refusal::EducationExists.into());
    }
    education::insert(tx, actor.id, &new).await?;
    Ok(Done::at(now))
}

/// Whether nothing tells a new record from one that is there: the button was pressed twice.
fn is_same(record: &EducationRecord, new: &NewEducation) -> bool {
    let there = [&record.school, &record.major, &record.level, &record.degree, &record.graduated, &record.certificate];
    there == [&new.school, &new.major, &new.level, &new.degree, &new.graduated, &new.certificate]
}

fn check_education(desk: &OfficeDesk, new: &NewEducation, now: Moment) -> Vec<Wrong> {
    let filled = |text: &str, max| if text.is_empty() { Some(Refusal::Missing) } else { check_line(text, max) };
    let listed = |code: &str, name| match code {
        "" => Some(Refusal::NotChosen),
        _ => (!dictionary(desk, name).iter().any(|choice| choice.code == code)).then_some(Refusal::NotInList),
    };
    let this_month = Month::parse(now.stamp().get(..7).unwrap_or_default());
    let graduated = match Month::parse(&new.graduated) {
        _ if new.graduated.is_empty() => Some(Refusal::Missing),
        None => Some(Refusal::NotAMonth),
        Some(month) => this_month.is_some_and(|now| month > now).then_some(Refusal::InTheFuture),
    };
    let checks = [
        ("school", filled(&new.school, LONGEST_LINE)),
        ("major", filled(&new.major, LONGEST_LINE)),
        ("level", listed(&new.level, LEVELS)),
        ("degree", listed(&new.degree, DEGREES)),
        ("graduated", graduated),
        ("certificate", filled(&new.certificate, LONGEST_NUMBER)),
    ];
    checks.into_iter().filter_map(|(field, refusal)| refusal.map(|refusal| Wrong::new(field, refusal))).collect()
}

/// Removes an education record that no registration uses.
pub(super) async fn remove_education(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    id: i64,
    now: Moment,
) -> Result<Done> {
    let mut records = education::of(tx, actor.id).await?;
    mark_used(&mut records, &theirs(desk, tx, actor.id).await?);
    if records.iter().any(|record| record.id == id && record.in_use) {
        return Err(Refusal::EducationInUse.into());
    }
    if education::delete(tx, actor.id, id).await? { Ok(Done::at(now)) } else { Err(Error::NotFound) }
}

/// `/me/wechat`. Looking at it opens an authorisation, which belongs to the caller and lapses by itself.
pub(super) async fn wechat(desk: &OfficeDesk, caller: &Caller) -> Result<WechatView> {
    let actor = candidate(caller)?;
    let account = own_account(&mut *desk.db.read().await?, actor).await?;
    let bound = account.wechat_openid.is_some().then_some(account.wechat_nickname);
    let mut authorize = String::new();
    if let (None, Some(service)) = (&bound, &desk.wechat) {
        let state = random_token();
        authorize = service.authorize_url(&state);
        let (id, expires) = (actor.id, desk.clock.machine().plus(AUTHORIZATION));
        desk.write(move |tx| Box::pin(async move { Ok(wechat::insert(tx, &state, id, expires).await?) })).await?;
    }
    Ok(WechatView { bound, authorize, key: fresh_key() })
}

/// Binds the WeChat account that an authorisation names.
///
/// The code can be exchanged once and the exchange is no matter for a transaction; so one binding at a time for
/// an account, and whoever comes second with the same authorisation finds it done.
pub(super) async fn bind_wechat(desk: &OfficeDesk, actor: &Actor, state: &str, code: &str) -> Result<Receipt> {
    if !actor.is_candidate() {
        return Err(Error::Forbidden);
    }
    let service = desk.wechat.clone().ok_or(Error::NotFound)?;
    let place = usize::try_from(actor.id.unsigned_abs() % 64).unwrap_or_default();
    let _turn = match desk.binding.get(place) {
        Some(lock) => Some(lock.lock().await),
        None => None,
    };
    let now = desk.now();
    let done = Receipt { registration: None, version: 0, at: now };
    let id = actor.id;
    let mut conn = desk.db.read().await?;
    let open = wechat::is_open(&mut conn, state, id, desk.clock.machine()).await?;
    if !open {
        let repeated = wechat::was_used_by(&mut conn, state, id).await?;
        let bound = own_account(&mut conn, actor).await?.wechat_openid.is_some();
        return if repeated && bound { Ok(done) } else { Err(Refusal::WechatExpired.into()) };
    }
    drop(conn);
    let account = service.exchange(code).await.map_err(|error| match error {
        WechatError::Code => Refusal::WechatExpired.into(),
        WechatError::Service(cause) => super::unexpected(cause),
    })?;
    let (state, machine) = (state.to_owned(), desk.clock.machine());
    desk.write(move |tx| {
        Box::pin(async move {
            if !wechat::take(tx, &state, id, machine).await? {
                return Err(Refusal::WechatExpired.into());
            }
            let saved = accounts::save_wechat(tx, id, Some(&account.openid), &account.nickname).await;
            saved.map_err(|error| match error.violates("account_wechat_openid_key") {
                true => Error::Refused(Refusal::WechatTaken),
                false => Error::from(error),
            })
        })
    })
    .await?;
    Ok(done)
}

/// Gives the binding up.
pub(super) async fn unbind_wechat(tx: &mut Conn, actor: &Actor, now: Moment) -> Result<Done> {
    accounts::save_wechat(tx, actor.id, None, "").await?;
    Ok(Done::at(now))
}

/// `/me/inbox`.
pub(super) async fn inbox(desk: &OfficeDesk, caller: &Caller) -> Result<InboxView> {
    let actor = candidate(caller)?;
    let messages = messages::of(&mut *desk.db.read().await?, actor.id).await?;
    Ok(InboxView { messages, key: fresh_key() })
}

/// Marks all messages as read.
pub(super) async fn read_messages(tx: &mut Conn, actor: &Actor, now: Moment) -> Result<Done> {
    messages::mark_read(tx, actor.id).await?;
    Ok(Done::at(now))
}
