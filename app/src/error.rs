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

    /// Whether the same may succeed a moment later.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Network | Self::Unexpected(_))
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
        Self::between(&error, cfg!(feature = "ssr"))
    }
}

impl Error {
    /// What a failure between browser and server means. What the server cannot read is a form with something missing;
    /// what the browser cannot read is no answer of the server, but of something that stands between the two.
    fn between(error: &ServerFnErrorErr, on_server: bool) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Refused(Refusal::Missing),
            ServerFnErrorErr::Deserialization(_) if on_server => Self::Refused(Refusal::Missing),
            _ => Self::Network,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_refused_by_the_server_and_no_answer_for_the_browser() {
        let missing = Error::Refused(Refusal::Missing);
        let (unread, args) = (ServerFnErrorErr::Deserialization, ServerFnErrorErr::Args);
        for (error, on_server, means) in [
            (unread(String::new()), true, missing.clone()),
            (unread(String::new()), false, Error::Network),
            (args(String::new()), true, missing),
            (ServerFnErrorErr::Request(String::new()), false, Error::Network),
        ] {
            assert_eq!(Error::between(&error, on_server), means, "{error:?} on the server: {on_server}");
        }
    }

    #[test]
    fn a_page_of_something_between_is_no_refusal() {
        for body in ["<h1>502 Bad Gateway</h1>", "", "{\"error\":\"upstream\"}"] {
            let unread = serde_json::from_str::<Error>(body).map_err(|error| error.to_string());
            let means = unread.map_err(|why| Error::between(&ServerFnErrorErr::Deserialization(why), false));
            assert_eq!(means, Err(Error::Network), "{body}");
        }
    }
}
