//! `GET /live/registrations/{id}`: "this registration changed", as server-sent events.

use super::{Web, files::plain};
use app::desk::Caller;
use axum::{
    Extension,
    extract::{Path, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::StreamExt;
use std::{convert::Infallible, time::Duration};
use tokio_stream::wrappers::BroadcastStream;

/// Says the version whenever the registration changes; the page fetches the rest.
pub async fn registration(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<i64>,
) -> Response {
    // Subscribed before the check, so that nothing is missed between the two.
    let changes = BroadcastStream::new(web.desk.live().subscribe());
    if let Err(error) = web.desk.may_watch(&caller, id).await {
        return plain(&error);
    }
    let events = changes.filter_map(move |change| {
        let event = match change {
            Ok(change) if change.registration == id => Some(change.version.to_string()),
            Ok(_) => None,
            // Too slow to hear everything: say that something may have changed.
            Err(_) => Some(String::from("missed")),
        };
        std::future::ready(event.map(|version| Ok::<_, Infallible>(Event::default().data(version))))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}
