//! Uploaded files: bytes in a folder under names that nobody can guess, and who may see them.

use crate::{
    clock::Clock,
    desk::{OfficeDesk, unexpected},
    keys::random_token,
    store::{
        Conn, Db, accounts,
        files::{self, StoredFile},
        queue, registrations, unit_requests,
    },
};
use app::{
    desk::{Caller, Result},
    domain::{
        material::Material,
        photo::Judgement,
        registration::Registration,
        role::{Action, Actor, may},
    },
    error::Error,
};
use std::{io, path::PathBuf};

/// The purpose of the papers of requests to add to the register of units.
pub const PAPER: &str = "unit-paper";

/// The file store; cheap to clone.
#[derive(Clone)]
pub struct Files {
    db: Db,
    folder: PathBuf,
    clock: Clock,
}

impl Files {
    /// Files in `folder`, known to `db`.
    pub fn new(db: Db, folder: PathBuf, clock: Clock) -> Self {
        Self { db, folder, clock }
    }

    /// Keeps a file of the caller for `purpose` (`photo`, `material`, [`PAPER`]) and returns its name.
    ///
    /// # Errors
    /// Where nobody is signed in, or it cannot be written.
    pub async fn keep(&self, caller: &Caller, purpose: &str, content_type: &str, bytes: Vec<u8>) -> Result<String> {
        self.keep_for(caller.signed_in()?.id, purpose, content_type, bytes).await
    }

    /// Keeps a file of an account.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub async fn keep_for(&self, owner: i64, purpose: &str, content_type: &str, bytes: Vec<u8>) -> Result<String> {
        let name = random_token();
        let file = StoredFile {
            name: name.clone(),
            owner,
            purpose: purpose.to_owned(),
            content_type: content_type.to_owned(),
            bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            at: self.clock.now(),
        };
        // Bytes first: a row without bytes would be a broken picture, bytes without a row only take room.
        tokio::fs::create_dir_all(&self.folder).await.map_err(unexpected)?;
        let path = self.folder.join(&name);
        tokio::task::spawn_blocking(move || write_durably(&path, &bytes))
            .await
            .map_err(unexpected)?
            .map_err(unexpected)?;
        self.db
            .write::<_, Error, _>(move |tx| {
                Box::pin(async move {
                    files::insert(tx, &file).await?;
                    Ok(name)
                })
            })
            .await
    }

    /// The bytes of a file that is known.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub async fn read(&self, name: &str) -> Result<Vec<u8>> {
        // Names are our own, but this one came through an address.
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return Err(Error::NotFound);
        }
        tokio::fs::read(self.folder.join(name)).await.map_err(unexpected)
    }

    /// Removes a file, unless anything refers to it; says whether it is gone.
    ///
    /// # Errors
    /// Where the storage cannot be used.
    pub async fn remove(&self, name: &str) -> Result<bool> {
        let mut conn = self.db.read().await?;
        let used = files::is_used(&mut conn, name).await?;
        drop(conn);
        if used {
            return Ok(false);
        }
        let row = name.to_owned();
        let forget =
            self.db.write::<_, Error, _>(move |tx| Box::pin(async move { Ok(files::forget(tx, &row).await?) }));
        let forgotten = forget.await?;
        if forgotten
            && let Err(error) = tokio::fs::remove_file(self.folder.join(name)).await
            && error.kind() != io::ErrorKind::NotFound
        {
            // No row names these bytes any more: they only take room.
            tracing::warn!(file = name, %error, "the bytes of a file that was swept are left");
        }
        Ok(forgotten)
    }
}

/// Written and synced before anything names it.
fn write_durably(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Whether the file is a paper of a request that the actor sees.
async fn is_paper_for(conn: &mut Conn, actor: &Actor, file: &StoredFile) -> Result<bool> {
    if file.purpose != PAPER {
        return Ok(false);
    }
    let requests = unit_requests::with_paper(conn, file.owner, &file.name).await?;
    Ok(requests.iter().map(unit_requests::scope).any(|scope| may(actor, Action::SeeRequest, &scope)))
}

impl OfficeDesk {
    /// A file's type and bytes, for its owner and for the officers who see one of the owner's registrations or
    /// requests that has it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else.
    pub async fn open_file(&self, caller: &Caller, name: &str) -> Result<(String, Vec<u8>)> {
        let actor = caller.signed_in()?;
        let mut conn = self.db().read().await?;
        let file = files::find(&mut conn, name).await?.ok_or(Error::NotFound)?;
        if file.owner != actor.id && !is_paper_for(&mut conn, actor, &file).await? {
            let theirs = registrations::of(&mut conn, file.owner).await?;
            let of = |photo: Option<&str>, materials: &[Material]| {
                photo == Some(name) || materials.iter().any(|material| material.file == name)
            };
            let uses = |r: &Registration| {
                of(r.photo.as_deref(), &r.materials)
                    || r.prints.iter().any(|print| of(print.photo.as_deref(), &print.materials))
            };
            let visible = theirs.iter().filter(|r| actor.is_staff() && queue::is_listed(r) && uses(r));
            if !visible.map(registrations::scope).any(|scope| may(actor, Action::Read, &scope)) {
                // A photo that an officer put in belongs to the officer, and the candidate sees it.
                let own = registrations::of(&mut conn, actor.id).await?;
                if !own.iter().any(uses) {
                    return Err(Error::NotFound);
                }
            }
        }
        drop(conn);
        Ok((file.content_type, self.files().read(name).await?))
    }

    /// Keeps a photo that met every rule for the profile, and how it was judged.
    ///
    /// # Errors
    /// Where the caller is no candidate.
    pub async fn keep_photo(&self, caller: &Caller, file: String, judgements: Vec<Judgement>) -> Result<()> {
        let actor = caller.signed_in()?;
        if !actor.is_candidate() {
            return Err(Error::Forbidden);
        }
        let id = actor.id;
        self.db()
            .write::<_, Error, _>(move |tx| {
                Box::pin(async move { Ok(accounts::save_photo(tx, id, &file, &judgements).await?) })
            })
            .await
    }
}
