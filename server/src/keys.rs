//! All keyed cryptography: sealing, look-up hashes, form codes, tokens. One master key, one derived key a purpose.
//!
//! A key that leaks through one purpose opens no other. Nothing here can be printed: `Debug` names no key.

use app::{
    domain::{form_code::FormCode, registration::Registration},
    error::Error,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::Sha256;
use std::path::Path;

use crate::desk::unexpected;

type Hash = Hmac<Sha256>;

/// Bytes of the master key, of a sealing nonce.
const MASTER: usize = 32;
const NONCE: usize = 12;

/// Where the master key is kept inside the data folder, where the environment names none.
const KEY_FILE: &str = "secret.key";

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Not 32 bytes in base64 or hexadecimal.
    #[error("the master key must be 32 bytes, written as 64 hexadecimal digits or in base64")]
    Malformed,
    /// The key file cannot be read or written.
    #[error("the key file {0} cannot be used: {1}")]
    File(String, std::io::Error),
}

/// The derived keys; cheap to clone.
#[derive(Clone)]
pub struct Keys {
    seal: ChaCha20Poly1305,
    look_up: Hash,
    form: Hash,
    token: Hash,
    bucket: Hash,
    cookie: ChaCha20Poly1305,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// The keys from `DENGKE_KEY` where it is set, else from the key file of the data folder, which is
    /// made (readable by its owner only) at the first start.
    ///
    /// # Errors
    /// [`KeyError`] where the key is malformed or its file cannot be used.
    pub fn open(configured: &str, folder: &Path) -> Result<Self, KeyError> {
        if !configured.trim().is_empty() {
            return Self::from_text(configured);
        }
        let path = folder.join(KEY_FILE);
        let failed = |error| KeyError::File(path.display().to_string(), error);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::from_text(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                std::fs::create_dir_all(folder).map_err(failed)?;
                let text = random_token();
                create_private(&path, &text).map_err(failed)?;
                Self::from_text(&text)
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// The keys of a master key written in hexadecimal or base64.
    ///
    /// # Errors
    /// [`KeyError::Malformed`].
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let text = text.trim().trim_end_matches('=').replace('+', "-").replace('/', "_");
        let bytes = unhex(&text).or_else(|| URL_SAFE_NO_PAD.decode(&text).ok()).ok_or(KeyError::Malformed)?;
        if bytes.len() != MASTER {
            return Err(KeyError::Malformed);
        }
        Self::derive(&bytes)
    }

    /// A master key of 32 uniformly random bytes needs no extraction: one HMAC a purpose is the whole of
    /// HKDF's expansion.
    fn derive(master: &[u8]) -> Result<Self, KeyError> {
        let hash = |key: &[u8]| <Hash as Mac>::new_from_slice(key).map_err(|_| KeyError::Malformed);
        let master = hash(master)?;
        let key = |purpose: &str| finish(&master, &[b"dengke 1", purpose.as_bytes()]);
        let cipher = |purpose: &str| ChaCha20Poly1305::new_from_slice(&key(purpose)).map_err(|_| KeyError::Malformed);
        Ok(Self {
            seal: cipher("seal")?,
            look_up: hash(&key("look-up"))?,
            form: hash(&key("form code"))?,
            token: hash(&key("session token"))?,
            bucket: hash(&key("throttle"))?,
            cookie: cipher("cookie")?,
        })
    }

    /// Seals `plain` for one column, such as `account/phone`: opened for another column it fails.
    ///
    /// # Errors
    /// Where it cannot be sealed.
    pub fn seal(&self, column: &str, plain: &str) -> Result<String, Error> {
        seal(&self.seal, column, plain.as_bytes())
    }

    /// Opens what [`Keys::seal`] sealed for the same column; what never was filled is empty.
    ///
    /// # Errors
    /// Where it was sealed for another column, with another key, or changed since.
    pub fn open_sealed(&self, column: &str, sealed: &str) -> Result<String, Error> {
        if sealed.is_empty() {
            return Ok(String::new());
        }
        let plain = open_sealed(&self.seal, column, sealed).and_then(|plain| String::from_utf8(plain).ok());
        plain.ok_or_else(|| unexpected(format!("{column} cannot be opened")))
    }

    /// The hash by which an ID is found again. Letters count alike in both cases.
    pub fn id_hash(&self, id_type: &str, number: &str) -> String {
        hex(&finish(&self.look_up, &[id_type.as_bytes(), number.trim().to_uppercase().as_bytes()]))
    }

    /// The hash of a session's token.
    pub fn token_hash(&self, token: &str) -> String {
        hex(&finish(&self.token, &[token.as_bytes()]))
    }

    /// The name of a throttle's bucket. What was typed may be an ID number, so it is never kept itself.
    pub fn bucket(&self, kind: &str, what: &str) -> String {
        hex(&finish(&self.bucket, &[kind.as_bytes(), what.as_bytes()]))
    }

    /// Seals a value that a browser keeps for us, such as what was typed.
    ///
    /// # Errors
    /// Where it cannot be sealed.
    pub fn seal_cookie(&self, plain: &[u8]) -> Result<String, Error> {
        seal(&self.cookie, "cookie", plain)
    }

    /// Opens what [`Keys::seal_cookie`] sealed.
    ///
    /// # Errors
    /// Where it is none of ours.
    pub fn unseal_cookie(&self, sealed: &str) -> Result<Vec<u8>, NotOurs> {
        open_sealed(&self.cookie, "cookie", sealed).ok_or(NotOurs)
    }

    /// The code of a form version: changes with every answer, the area, and the person on the form.
    pub fn form_code(&self, registration: &Registration, version: u32, name: &str, masked_id: &str) -> FormCode {
        // The maps inside are sorted, so the same answers always give the same text.
        let canonical =
            serde_json::json!([registration.id, version, registration.area, registration.answers, name, masked_id]);
        FormCode::from_mac(&finish(&self.form, &[canonical.to_string().as_bytes()]), version)
    }
}

/// A sealed value that is none of ours, or too old a key's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOurs;

fn seal(key: &ChaCha20Poly1305, purpose: &str, plain: &[u8]) -> Result<String, Error> {
    let mut nonce = [0; NONCE];
    rand::rng().fill_bytes(&mut nonce);
    let payload = Payload { msg: plain, aad: purpose.as_bytes() };
    let sealed = key.encrypt(&nonce.into(), payload).map_err(unexpected)?;
    Ok(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
}

fn open_sealed(key: &ChaCha20Poly1305, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, body) = bytes.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    key.decrypt(&nonce.into(), Payload { msg: body, aad: purpose.as_bytes() }).ok()
}

/// 256 random bits, for tokens and names that cannot be guessed.
pub fn random_token() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

fn finish(key: &Hash, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = key.clone();
    feed(&mut mac, parts);
    mac.finalize().into_bytes().into()
}

/// Each part with its length, so that moving a letter from one part to the next makes another hash.
fn feed(mac: &mut Hash, parts: &[&[u8]]) {
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
}

#[cfg(unix)]
fn create_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(not(unix))]
fn create_private(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Option<Keys> {
        Keys::from_text(&"07".repeat(32)).ok()
    }

    #[test]
    fn a_sealed_value_opens_only_for_its_own_column() {
        let keys = keys();
        let sealed = keys.as_ref().and_then(|k| k.seal("account/phone", "13800000000").ok()).unwrap_or_default();
        let open = |column| keys.as_ref().and_then(|k| k.open_sealed(column, &sealed).ok());
        assert!(!sealed.contains("138"));
        assert_eq!(open("account/phone").as_deref(), Some("13800000000"));
        assert_eq!(open("account/id_number"), None);
    }

    #[test]
    fn hashes_depend_on_where_the_parts_end() {
        let keys = keys();
        let hash = |a, b| keys.as_ref().map(|k| k.id_hash(a, b));
        assert_ne!(hash("ab", "c"), hash("a", "bc"));
        assert_eq!(hash("a", "11x"), hash("a", "11X"));
    }

    #[test]
    fn the_key_file_is_made_once_and_private() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let first = Keys::open("", folder.path())?;
        let second = Keys::open("", folder.path())?;
        assert_eq!(first.token_hash("t"), second.token_hash("t"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(folder.path().join(KEY_FILE))?.permissions().mode() & 0o777, 0o600);
        }
        assert!(Keys::from_text("too short").is_err());
        Ok(())
    }
}
