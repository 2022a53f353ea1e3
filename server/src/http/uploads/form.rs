//! What an upload brings: files, and the small fields beside them; read with limits, as it comes.

use app::{domain::refusal::Refusal, error::Error};
use axum::extract::{Multipart, multipart::Field};
use std::time::Duration;

/// How long an upload may take.
const PATIENCE: Duration = Duration::from_secs(600);
/// The most small fields that are read.
const MOST_FIELDS: usize = 16;

/// How much is read of an upload.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The names of the inputs that bring files.
    pub files: &'static [&'static str],
    /// The largest file, in kB.
    pub max_kb: u32,
    /// The longest small field, in bytes.
    pub longest: usize,
}

/// What was posted.
#[derive(Debug, Default)]
pub struct Upload {
    /// The small fields by name, in order.
    pub fields: Vec<(String, String)>,
    /// The files, in order.
    pub files: Vec<Sent>,
}

/// A file that was posted.
#[derive(Debug, Default)]
pub struct Sent {
    /// The name of its input.
    pub input: String,
    /// The name that it has on the sender's device.
    pub name: String,
    /// What is in it; nothing where none was chosen.
    pub bytes: Vec<u8>,
    /// Whether it is larger than it may be; then only its beginning is here.
    pub too_large: bool,
}

impl Upload {
    /// Reads a form to its end, or as far as it can be read.
    pub async fn read(form: Multipart, limits: Limits) -> (Self, Result<(), Error>) {
        let mut upload = Self::default();
        let read = tokio::time::timeout(PATIENCE, upload.receive(form, limits)).await;
        (upload, read.unwrap_or(Err(Error::Network)))
    }

    async fn receive(&mut self, mut form: Multipart, limits: Limits) -> Result<(), Error> {
        while let Some(field) = form.next_field().await.map_err(|_| Error::Network)? {
            let input = field.name().unwrap_or_default().to_owned();
            if limits.files.contains(&input.as_str()) {
                // Of a second file for the same input only that it came is of interest.
                let again = self.files.iter().any(|sent| sent.input == input);
                let max = if again { 0 } else { limits.max_kb as usize * 1024 };
                self.files.push(Sent::read(input, field, max).await?);
            } else if field.file_name().is_none() && self.fields.len() < MOST_FIELDS {
                self.fields.push((input, read_text(field, limits.longest).await?));
            }
        }
        Ok(())
    }

    /// A small field; empty where it was not posted.
    pub fn field(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every small field of this name, in order.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The file of a form that takes one.
    pub fn take_one(&mut self, max_kb: u32) -> Result<Sent, Refusal> {
        if self.files.len() > 1 {
            return Err(Refusal::TooMany { max: 1 });
        }
        match self.files.pop() {
            Some(sent) if sent.too_large => Err(Refusal::FileTooLarge { max_kb }),
            Some(sent) if !sent.bytes.is_empty() => Ok(sent),
            Some(sent) if sent.was_chosen() => Err(Refusal::FileEmpty),
            _ => Err(Refusal::FileMissing),
        }
    }
}

impl Sent {
    /// Whether a file was chosen at all: where none was, browsers send an empty part without a name.
    pub fn was_chosen(&self) -> bool {
        self.too_large || !self.bytes.is_empty() || !self.name.is_empty()
    }

    async fn read(input: String, field: Field<'_>, max: usize) -> Result<Self, Error> {
        let name = field.file_name().unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
        let mut bytes = Vec::new();
        let too_large = !read_bytes(field, max, &mut bytes).await?;
        Ok(Self { input, name, bytes, too_large })
    }
}

/// One of the small fields beside a file.
async fn read_text(field: Field<'_>, longest: usize) -> Result<String, Error> {
    let mut bytes = Vec::new();
    if !read_bytes(field, longest, &mut bytes).await? {
        return Err(Refusal::TooLong { max: u32::try_from(longest).unwrap_or(u32::MAX) }.into());
    }
    String::from_utf8(bytes).map_err(|_| Error::Network)
}

/// Reads a part of the form into `bytes`; `false` where it is larger than `max`. Whatever it is, no more than
/// [`READ_AT_MOST`](super::READ_AT_MOST) comes.
async fn read_bytes(mut field: Field<'_>, max: usize, bytes: &mut Vec<u8>) -> Result<bool, Error> {
    let mut read = 0;
    while let Some(chunk) = field.chunk().await.map_err(|_| Error::Network)? {
        read += chunk.len();
        if read <= max {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(read <= max)
}
