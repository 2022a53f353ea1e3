//! Commands: one transaction from key to jobs, carried out once however often it is asked, announced after commit.

use super::{
    OfficeDesk, bans, education, known::Known, photos, profile, programmes, sandbox, unit_requests, views, wechat,
};
use crate::{
    jobs::send_message::SendMessage,
    keys::hex,
    live::Announcement,
    store::{Conn, accounts, events, files, jobs, queue, receipts, registrations},
};
use app::{
    desk::{Caller, Command, Order, Receipt, Result},
    domain::{
        calendar::Moment,
        material::Material,
        refusal::Refusal,
        registration::{self, Event, Registration},
        role::{Action, Actor, may},
    },
    error::Error,
};
use sha2::{Digest, Sha256};

/// The longest key of a client.
const LONGEST_KEY: usize = 64;

/// What a command did: the answer, and what is to be said after the commit.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    pub receipt: Receipt,
    pub announcement: Option<Announcement>,
    pub jobs: bool,
}

impl Done {
    /// Something outside of registrations was written.
    pub fn at(now: Moment) -> Self {
        Self { receipt: Receipt { registration: None, version: 0, at: now }, ..Self::default() }
    }
}

/// Carries an order out.
pub(super) async fn execute(desk: &OfficeDesk, caller: &Caller, order: Order) -> Result<Receipt> {
    if let Command::SetClock { beijing } = &order.command {
        return sandbox::set_clock(desk, beijing);
    }
    let actor = caller.signed_in()?.clone();
    if order.key.len() > LONGEST_KEY {
        return Err(Refusal::TooLong { max: LONGEST_KEY as u32 }.into());
    }
    let key = key_of(&order)?;
    if let Command::BindWechat { state, code } = &order.command {
        return wechat::bind(desk, &actor, state, code).await;
    }
    let command = photos::fitted(desk, &actor, order.command).await?;
    run(desk, actor, key, command).await
}

impl OfficeDesk {
    /// Abandons a registration whose deadline has passed.
    ///
    /// # Errors
    /// [`Refusal::NotLapsed`] where it has not, or nothing is awaited of the candidate.
    pub async fn abandon(&self, id: i64) -> Result<Receipt> {
        let command = Command::Registration { id, version: None, command: registration::Command::Abandon };
        run(self, Actor::clock(), String::new(), command).await
    }
}

/// Carries a command out in a task of its own: a caller who hangs up takes neither the command nor its announcement
/// along.
async fn run(desk: &OfficeDesk, actor: Actor, key: String, command: Command) -> Result<Receipt> {
    let desk = desk.clone();
    tokio::spawn(async move { commit(&desk, actor, key, command).await }).await.map_err(super::unexpected)?
}

async fn commit(desk: &OfficeDesk, actor: Actor, key: String, command: Command) -> Result<Receipt> {
    let inside = desk.clone();
    let done = desk
        .write(move |tx| {
            Box::pin(async move {
                let now = inside.now();
                let claimed = key.is_empty() || receipts::claim(tx, actor.id, &key, now).await?;
                if !claimed {
                    let receipt = receipts::find(tx, actor.id, &key).await?.unwrap_or_default();
                    return Ok(Done { receipt, ..Done::default() });
                }
                let done = carry_out(&inside, tx, &actor, command, now).await?;
                if !key.is_empty() {
                    receipts::keep(tx, actor.id, &key, &done.receipt).await?;
                }
                Ok(done)
            })
        })
        .await?;
    if let Some(announcement) = done.announcement {
        desk.live.announce(announcement);
    }
    if done.jobs {
        desk.wake.notify_one();
    }
    Ok(done.receipt)
}

/// The key under which an order is carried out once: of the client's key and the command itself. Whoever goes
/// back, corrects what they typed and sends the same page again means a new command, not the old one. An upload is
/// stored under a new name each time; it is the same one by its kind, its own name and its size.
fn key_of(order: &Order) -> Result<String> {
    if order.key.is_empty() {
        return Ok(String::new());
    }
    let mut command = order.command.clone();
    if let Command::Registration { command: registration::Command::AddMaterial { material }, .. } = &mut command {
        material.file.clear();
        material.at = Moment::default();
    }
    if let Command::RequestUnit { papers, .. } = &mut command {
        papers.iter_mut().for_each(String::clear);
    }
    let command = serde_json::to_string(&command).map_err(super::unexpected)?;
    let mut hash = Sha256::new();
    hash.update((order.key.len() as u64).to_be_bytes());
    hash.update(order.key.as_bytes());
    hash.update(command.as_bytes());
    Ok(hex(&hash.finalize()))
}

async fn carry_out(desk: &OfficeDesk, tx: &mut Conn, actor: &Actor, command: Command, now: Moment) -> Result<Done> {
    if let Command::Registration { id, version, command } = command {
        return change(desk, tx, actor, id, version, command, now).await;
    }
    match &command {
        Command::DecideUnitRequest { id, approve, opinion } => {
            return unit_requests::decide(desk, tx, actor, *id, *approve, opinion, now).await;
        }
        Command::SetBan { ban } => return bans::set(desk, tx, actor, ban, now).await,
        Command::LiftBan { id } => return bans::lift(tx, actor, *id, now).await,
        _ => {}
    }
    if !actor.is_candidate() {
        return Err(Error::Forbidden);
    }
    match command {
        Command::Start { programme, chosen, accepted } => {
            programmes::start(desk, tx, actor, &programme, &chosen, &accepted, now).await
        }
        Command::SaveContact { contact, base } => profile::save_contact(desk, tx, actor, &contact, base, now).await,
        Command::AddEducation { education: typed } => education::add(desk, tx, actor, &typed, now).await,
        Command::RemoveEducation { id } => education::remove(desk, tx, actor, id, now).await,
        Command::UnbindWechat => wechat::unbind(tx, actor, now).await,
        Command::ReadMessages => profile::read_messages(tx, actor, now).await,
        Command::RequestUnit { unit, papers } => unit_requests::request(desk, tx, actor, unit, papers, now).await,
        Command::Registration { .. }
        | Command::BindWechat { .. }
        | Command::DecideUnitRequest { .. }
        | Command::SetBan { .. }
        | Command::LiftBan { .. }
        | Command::SetClock { .. } => Err(Error::Forbidden),
    }
}

/// Something is done to a registration.
async fn change(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    id: i64,
    seen: Option<i64>,
    command: registration::Command,
    now: Moment,
) -> Result<Done> {
    let registration = registrations::load(tx, id).await?.ok_or(Error::NotFound)?;
    let stale = seen.is_some_and(|seen| seen != registration.version);
    // Whose decision it is follows from the state: an officer who decided on one that is over hears that it is.
    if !(stale && sees(actor, &registration)) {
        allowed(actor, &registration, &command)?;
    }
    if stale {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    let programme = desk.programmes.get(&registration.programme);
    let programme =
        programme.ok_or_else(|| super::unexpected(format!("programme {} is gone", registration.programme)))?;
    let command = own_files_only(tx, actor, command, now).await?;
    let known = Known::needed_for(desk, tx, &registration, &programme, &command).await?;
    let events = known.decide(desk, &registration, &programme, &command)?;
    if events.iter().any(|event| matches!(event, Event::Reopened { .. })) && !registration.state.is_live() {
        // Back to life only where no other registration took its place.
        if let Some(registration) = registrations::live(tx, registration.candidate, &registration.programme).await? {
            return Err(Refusal::AlreadyRegistering { registration }.into());
        }
    }
    let page = if let registration::Command::SavePage { page, .. } = &command { Some(page.clone()) } else { None };
    let (changed, jobs) = apply(desk, tx, actor, registration, &known, &events, now).await?;
    let page_version = page.and_then(|page| changed.page_versions.get(&page).map(|version| i64::from(*version)));
    Ok(Done {
        receipt: Receipt { registration: Some(id), version: page_version.unwrap_or(changed.version), at: now },
        announcement: (!events.is_empty()).then_some(Announcement { registration: id, version: changed.version }),
        jobs,
    })
}

/// Whether this is an officer who has the registration before them.
fn sees(actor: &Actor, registration: &Registration) -> bool {
    actor.is_staff() && queue::is_listed(registration) && may(actor, Action::Read, &registrations::scope(registration))
}

/// The table of roles, and two things that nobody may claim through a page.
fn allowed(actor: &Actor, registration: &Registration, command: &registration::Command) -> Result<()> {
    let refused = || if actor.is_staff() { Error::Forbidden } else { Error::NotFound };
    let action = Action::of(command, registration.state);
    if !may(actor, action, &registrations::scope(registration)) {
        return Err(refused());
    }
    // A payment is believed from the payment service only: a browser cannot claim one.
    if matches!(command, registration::Command::Pay { .. }) {
        return Err(Error::Forbidden);
    }
    let photo = matches!(command, registration::Command::ReplacePhoto { .. });
    let unseen = actor.is_staff() && !photo && !queue::is_listed(registration);
    if unseen { Err(refused()) } else { Ok(()) }
}

/// Files are named by those who uploaded them; type, size and time are what the store knows, not what a page says.
async fn own_files_only(
    tx: &mut Conn,
    actor: &Actor,
    command: registration::Command,
    now: Moment,
) -> Result<registration::Command> {
    match command {
        registration::Command::AddMaterial { material } => {
            let file =
                files::find(tx, &material.file).await?.filter(|f| f.owner == actor.id && f.purpose == "material");
            let file = file.ok_or(Refusal::MaterialUnknown)?;
            let bytes = u64::try_from(file.bytes).unwrap_or_default();
            let content_type = file.content_type;
            Ok(registration::Command::AddMaterial { material: Material { content_type, bytes, at: now, ..material } })
        }
        registration::Command::ReplacePhoto { photo } => {
            let file = files::find(tx, &photo).await?.filter(|f| f.owner == actor.id && f.purpose == "photo");
            file.ok_or(Refusal::PhotoMissing)?;
            Ok(registration::Command::ReplacePhoto { photo })
        }
        other => Ok(other),
    }
}

/// Applies events to a registration that is stored already, saves it over the version it was decided on, appends
/// the events and enqueues what follows. Says what it is now and whether there are jobs.
pub(super) async fn apply(
    desk: &OfficeDesk,
    tx: &mut Conn,
    actor: &Actor,
    mut registration: Registration,
    known: &Known,
    events: &[Event],
    now: Moment,
) -> Result<(Registration, bool)> {
    if events.is_empty() {
        return Ok((registration, false));
    }
    let before = registration.version;
    let deadline = desk.programmes.get(&registration.programme).and_then(|p| registration.deadline(&p));
    for event in events {
        registration.apply(event, now, &actor.office);
    }
    if !registrations::save(tx, &registration, before, now).await? {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    events::append(tx, registration.id, before, now, actor.id, &actor.office, events).await?;
    let submitted = events.iter().any(|event| matches!(event, Event::Submitted { .. }));
    if let Some(print) = registration.prints.last().filter(|_| submitted) {
        registrations::insert_form(tx, registration.id, print).await?;
    }
    let messages = match desk.programmes.get(&registration.programme) {
        Some(programme) => {
            let differences = views::differences(&registration, &programme, known);
            SendMessage::after(&registration, events, &programme, &differences, deadline, now)
        }
        None => Vec::new(),
    };
    for message in &messages {
        let body = serde_json::to_string(message).map_err(super::unexpected)?;
        jobs::insert(tx, SendMessage::KIND, &body, desk.clock.machine()).await?;
    }
    Ok((registration, !messages.is_empty()))
}

/// The account of a candidate who is signed in.
pub(super) async fn own_account(tx: &mut Conn, actor: &Actor) -> Result<accounts::Account> {
    accounts::by_id(tx, actor.id).await?.ok_or(Error::SignIn)
}
