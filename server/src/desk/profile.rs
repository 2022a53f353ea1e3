//! The candidate's own pages: overview, contact, photo, inbox.

use super::{
    OfficeDesk,
    execute::{Done, own_account},
    known::{PHONE, identity, masked, theirs},
    views::{candidate, contact, file_address, fresh_key, registration_card},
};
use crate::store::{Conn, accounts, education, messages};
use app::{
    desk::{Caller, Receipt, Result},
    domain::{
        calendar::{Moment, Position},
        contact::{self as rules, Contact},
        preparation::Needs,
        programme::Programme,
        refusal::Refusal,
        role::Actor,
    },
    view::{Header, InboxView, MeView, PhotoView, ProfileView},
};

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
        programmes: needs(desk),
        now: desk.now(),
    })
}

/// What the programmes need that one can register for, now or later.
fn needs(desk: &OfficeDesk) -> Vec<Needs> {
    let all = desk.programmes.all();
    let ahead = all.iter().filter(|programme| programme.registration.position(desk.now()) != Position::After);
    let needs = |programme: &Programme| Needs {
        title: programme.title.clone(),
        registration: programme.registration,
        education: programme.asks_education(),
        wechat: programme.wechat_required,
    };
    ahead.map(|programme| needs(programme)).collect()
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
    let (masked, base) = (masked(desk, &account)?, account.contact_version);
    let words = identity(&account, &masked).into_iter();
    Ok(ProfileView {
        identity: words.map(|(key, text)| (key, text.get(caller.language).to_owned())).collect(),
        username: account.username,
        phone: contact.phone,
        address: contact.address,
        postcode: contact.postcode,
        base,
        key: fresh_key(),
    })
}

/// Saves contact data over those that were seen.
pub(super) async fn save_contact(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    typed: &Contact,
    base: i64,
    now: Moment,
) -> Result<Done> {
    let account = own_account(tx, actor).await?;
    let stored = contact(desk, &account)?;
    let mut version = account.contact_version;
    if let Some(new) = rules::save_contact(&stored, version, typed, base)? {
        let sealed = desk.keys.seal(PHONE, &new.phone)?;
        if !accounts::save_contact(tx, actor.id, base, &sealed, &new.address, &new.postcode).await? {
            return Err(Refusal::PageChangedElsewhere.into());
        }
        version += 1;
    }
    Ok(Done { receipt: Receipt { registration: None, version, at: now }, ..Done::default() })
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
