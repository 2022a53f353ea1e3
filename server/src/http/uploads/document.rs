//! Documents, the files of materials and papers: told by content, read to their end, pictures decoded once.

use super::form::Sent;
use crate::pictures;
use app::{
    domain::{
        document::{DocumentType, read_document},
        refusal::Refusal,
    },
    error::Error,
};

/// A document that may be kept: whoever opens it sees something.
#[derive(Debug)]
pub struct Document {
    /// Its name, with the ending of what it is.
    pub name: String,
    /// What browsers are told that it is.
    pub content_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Document {
    /// Reads what was sent, where it is one of `accept` and no larger than `max_kb`.
    pub async fn read(sent: Sent, accept: &[impl AsRef<str> + Sync], max_kb: u32) -> Result<Self, Error> {
        let Sent { name, mut bytes, too_large, .. } = sent;
        if too_large || bytes.len() > max_kb as usize * 1024 {
            return Err(Refusal::FileTooLarge { max_kb }.into());
        }
        let kind = read_document(&bytes, accept)?;
        if let DocumentType::Picture(_) = kind {
            bytes = pictures::decodable(bytes).await?;
        }
        Ok(Self { name: kind.named(&name), content_type: kind.content_type(), bytes })
    }
}
