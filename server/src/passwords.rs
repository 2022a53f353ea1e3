//! Passwords: argon2id, kept away from the database writer and from floods.
//!
//! Each hash takes 19 MiB and tens of milliseconds of one core. A semaphore lets as many run as there are
//! cores, a short line may wait, and everybody else is asked to come back: pages stay quick meanwhile.

use app::error::Error;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString,
};
use rand::RngCore;
use std::sync::Arc;
use tokio::sync::{OnceCell, Semaphore};

use crate::desk::unexpected;

/// Memory in KiB, passes, lanes (§12 of the design; the least that OWASP accepts).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// How many may wait for a core.
const WAITING: usize = 64;
/// When to come back, in seconds.
const COME_BACK: u32 = 5;

/// Hashes and verifies passwords; cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// The hash of nothing anybody knows, verified against where there is no account.
    nobody: Arc<OnceCell<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

impl Passwords {
    /// As many at once as there are cores.
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            running: Arc::new(Semaphore::new(cores)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            nobody: Arc::default(),
        }
    }

    /// Hashes each secret with a salt of its own.
    pub async fn hash(&self, secrets: Vec<String>) -> Result<Vec<String>, Error> {
        self.work(move || secrets.iter().map(|secret| hash(secret)).collect()).await
    }

    /// Whether `password` belongs to `hash`. Without a hash the same work is done and the answer is no, so
    /// that time does not tell whether an account exists.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => self.nobody().await?,
        };
        let fits = self.work(move || verify(&password, &hash)).await?;
        Ok(known && fits)
    }

    async fn nobody(&self) -> Result<String, Error> {
        let made = self.nobody.get_or_try_init(|| self.work(|| hash(&crate::keys::random_token()))).await?;
        Ok(made.clone())
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let place = self.waiting.clone().try_acquire_owned().map_err(|_| Error::Busy(COME_BACK))?;
        let core = self.running.clone().acquire_owned().await.map_err(unexpected)?;
        let work = move || {
            // Given back when the work is done, not when the browser is gone.
            let _places = (place, core);
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(unexpected)?
    }
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(unexpected)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(secret: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    rand::rng().fill_bytes(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(unexpected)?;
    Ok(argon2()?.hash_password(secret.as_bytes(), &salt).map_err(unexpected)?.to_string())
}

fn verify(secret: &str, hash: &str) -> Result<bool, Error> {
    let hash = PasswordHash::new(hash).map_err(unexpected)?;
    Ok(argon2()?.verify_password(secret.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() -> Result<(), Error> {
        let passwords = Passwords::new();
        let hashes = passwords.hash(vec!["Dengke2024".into(), "Dengke2024".into()]).await?;
        assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")));
        assert_ne!(hashes.first(), hashes.last());
        let first = hashes.first().cloned();
        assert!(passwords.verify("Dengke2024".into(), first.clone()).await?);
        assert!(!passwords.verify("dengke2024".into(), first).await?);
        assert!(!passwords.verify("Dengke2024".into(), None).await?);
        Ok(())
    }
}
