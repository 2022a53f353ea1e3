//! What can come back instead of an answer, and which of it a person may see.

use crate::domain::refusal::Refusal;
use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
    wasm_split::SplitLoaderError,
};
use serde::{Deserialize, Serialize};

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session has ended.
    #[error("sign in first")]
    SignIn,
    /// Signed in, but not allowed.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or the caller may not know of it.
    #[error("not found")]
    NotFound,
    /// The rules say no; the refusal is shown.
    #[error("refused")]
    Refused(Refusal),
    /// Dengke is too busy; try again after so many seconds.
    #[error("busy")]
    Busy(u32),
    /// Something went wrong inside; the id stands in the log beside the cause.
    #[error("unexpected failure {0}")]
    Unexpected(String),
    /// The server could not be reached or did not understand.
    #[error("network")]
    Network,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The code of a screen could not be fetched.
impl From<SplitLoaderError> for Error {
    fn from(_: SplitLoaderError) -> Self {
        Self::Network
    }
}

impl Error {
    /// The HTTP status that fits.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Refused(_) => 409,
            Self::Busy(_) => 503,
            Self::Unexpected(_) | Self::Network => 500,
        }
    }

    /// The refusal, where it is one.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        if let Self::Refused(refusal) = self { Some(refusal) } else { None }
    }
}

impl FromServerFnError for Error {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Refused(Refusal::Missing)
            }
            _ => Self::Network,
        }
    }
}
