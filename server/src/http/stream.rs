//! `GET /live/registrations/{id}`: "this registration changed", as server-sent events.

use super::{Web, files::plain};
use crate::live::Announcement;
use app::{
    desk::Caller,
    live::{BEAT, BEATS_EVERY},
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::StreamExt;
use std::{convert::Infallible, future};
use tokio::sync::watch;
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

/// Says the version at once and whenever the registration changes; the page fetches the rest.
pub async fn registration(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<i64>,
) -> Response {
    // Subscribed before the version is read, so that nothing is missed between the two.
    let changes = BroadcastStream::new(web.desk.live().subscribe());
    let version = match web.desk.may_watch(&caller, id).await {
        Ok(version) => version,
        Err(error) => return plain(&error),
    };
    let first = futures::stream::once(future::ready(version.to_string()));
    let news = changes.filter_map(move |change| future::ready(data(change, id, version)));
    // A browser keeps this open for hours, and a server that stops waits for its last answer.
    let events = first.chain(news).take_until(told(web.stopping.clone()));
    let events = events.map(|data| Ok::<_, Infallible>(Event::default().data(data)));
    let beat = KeepAlive::new().interval(BEATS_EVERY).event(Event::default().event(BEAT).data(BEAT));
    // nginx would hold the events back until there are enough of them.
    ([("x-accel-buffering", "no")], Sse::new(events).keep_alive(beat)).into_response()
}

/// The data of the event that a change is for whoever watches `id` and knows of `version`.
fn data(change: Result<Announcement, BroadcastStreamRecvError>, id: i64, version: i64) -> Option<String> {
    match change {
        Ok(change) if change.registration == id => (change.version > version).then(|| change.version.to_string()),
        Ok(change) if change != Announcement::LOST => None,
        // Lost on the way, or told too slowly to be heard: say that something may have changed.
        Ok(_) | Err(_) => Some(String::from("missed")),
    }
}

/// Ends when the server is told to stop; where nobody is left to tell it, never.
pub async fn told(mut stopping: watch::Receiver<bool>) {
    if stopping.wait_for(|stopping| *stopping).await.map(drop).is_err() {
        future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_once_to_those_whom_it_concerns() {
        let change = |registration, version| Ok(Announcement { registration, version });
        for (change, says) in [
            (change(42, 8), Some("8")),
            (change(42, 7), None),
            (change(42, 6), None),
            (change(41, 8), None),
            (Ok(Announcement::LOST), Some("missed")),
            (Err(BroadcastStreamRecvError::Lagged(3)), Some("missed")),
        ] {
            assert_eq!(data(change.clone(), 42, 7).as_deref(), says, "{change:?}");
        }
    }
}
