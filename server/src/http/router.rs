//! All routes and layers on one page.

use super::{
    Web, body, examples, files, fill, headers,
    plain::{self, Reader},
    printed, session, site, stream, typed, uploads, wechat,
};
use app::{
    app::{App, shell},
    desk::Desk,
    error::Error,
};
use axum::{
    Router,
    body::Body,
    error_handling::HandleErrorLayer,
    extract::{DefaultBodyLimit, Request, State},
    http::{StatusCode, request::Parts},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::sync::{Arc, LazyLock};
use tower::{BoxError, ServiceBuilder, limit::GlobalConcurrencyLimitLayer, load_shed::LoadShedLayer};
use tower_http::{compression::CompressionLayer, limit::RequestBodyLimitLayer, trace::TraceLayer};

/// When to come back where too many are here, in seconds.
const COME_BACK: u32 = 5;

/// The routes of the pages, listed once: while Leptos lists them, no page in the whole process gets its answers.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// The whole site.
pub fn router(web: Web) -> Router {
    let pages = PAGES.clone();
    let context = {
        let desk: Arc<dyn Desk> = web.desk.clone();
        move || provide_context(desk.clone())
    };
    let draw = {
        let assets = web.site.assets();
        move || shell(&assets)
    };
    Router::new()
        .route("/me/photo", post(uploads::photo))
        .route("/me/requests", post(uploads::request))
        .route("/registrations/{id}/materials", post(uploads::material))
        // The uploads so far count for themselves and answer in words; `body::receive` reads everything else.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(uploads::READ_AT_MOST))
        .route("/live/registrations/{id}", get(stream::registration))
        .route("/files/{name}", get(files::show))
        .route("/registrations/{id}/fill/{page}", post(fill::save))
        .route("/registrations/{id}/form.pdf", get(printed::form))
        .route("/me/wechat", post(wechat::ask))
        .route("/wechat/callback", get(wechat::bind))
        .leptos_routes_with_context(&web, pages, context, draw)
        .fallback(elsewhere)
        // From the innermost layer to the outermost.
        .layer(from_fn_with_state(web.clone(), typed::remember))
        .layer(from_fn_with_state(web.clone(), session::identify))
        .layer(from_fn(body::receive))
        .layer(from_fn(session::same_origin))
        .layer(
            ServiceBuilder::new()
                .layer(HandleErrorLayer::new(busy))
                .layer(LoadShedLayer::new())
                .layer(GlobalConcurrencyLimitLayer::new(web.most_requests)),
        )
        // Answered however many ask for the rest.
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(crate::metrics::show))
        // Nobody is asked who they are.
        .route("/programmes/{programme}/examples/{file}", get(examples::show))
        .layer(from_fn_with_state(web.clone(), site::answer))
        .layer(from_fn(plain::survive))
        .layer(from_fn(crate::metrics::count))
        .layer(from_fn_with_state(web.demo, headers::protect))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(web)
}

/// The page that says that there is no such page.
async fn elsewhere(State(web): State<Web>, request: Request) -> Response {
    let assets = web.site.assets();
    let desk: Arc<dyn Desk> = web.desk.clone();
    let draw = render_app_async_with_context(move || provide_context(desk.clone()), move || shell(&assets));
    let mut page = draw(request).await.into_response();
    *page.status_mut() = StatusCode::NOT_FOUND;
    page
}

async fn ready(State(web): State<Web>) -> Response {
    match web.desk.ready().await {
        Ok(()) => "ok".into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// More requests at a time than the server takes: come back in a moment, nothing is lost.
async fn busy(parts: Parts, _: BoxError) -> Response {
    Reader::of(&Request::from_parts(parts, Body::empty())).error(&Error::Busy(COME_BACK))
}
