//! Cookie to [`Caller`]; who may open which path; no writes from other sites.

use super::{Web, plain::Reader, typed};
use app::{
    app::{Who, access, record_of},
    desk::Caller,
    domain::{role::Actor, text::Language},
    error::Error,
};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use std::net::SocketAddr;

/// The cookie that remembers the chosen language.
const LANGUAGE: &str = "dengke_language";
/// When to come back where the sessions cannot be read, in seconds.
const COME_BACK: u32 = 5;

/// Finds out who is calling and puts it into the request; turns away who may not open the path.
pub async fn identify(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let Some(caller) = caller(&web, &request).await else {
        return reader.error(&Error::Busy(COME_BACK));
    };
    let chosen = chosen_language(request.uri());
    if let Some(away) = turned_away(&caller, &request) {
        return typed::keep(&web, &caller, request, away).await;
    }
    request.extensions_mut().insert(caller);
    let mut response = next.run(request).await;
    if let Some(cookie) = chosen.and_then(language_cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Who is calling; `None` where the sessions cannot be read. Everything is taken from the request before the
/// first wait, because a request with its body cannot be shared between threads.
fn caller(web: &Web, request: &Request) -> impl Future<Output = Option<Caller>> + Send + use<> {
    let token = cookie(request.headers(), web.desk.session_cookie_name()).map(str::to_owned);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|info| info.0.ip().to_string()).unwrap_or_default();
    let (language, desk) = (language(request), web.desk.clone());
    async move {
        let found = match token {
            Some(token) => desk.find_session(&token).await.ok()?,
            None => None,
        };
        let (actor, session) = found.map_or((None, None), |(actor, session)| (Some(actor), Some(session)));
        Some(Caller { actor, session, peer, language })
    }
}

/// Where somebody is sent who may not open a page: visitors to the sign-in page and back, officers who open a
/// candidate's page to their own page of the same registration.
fn turned_away(caller: &Caller, request: &Request) -> Option<Response> {
    let path = request.uri().path();
    let who = access(path);
    let officer = caller.actor.as_ref().is_some_and(Actor::is_staff) && *request.method() == Method::GET;
    if let Some(record) = record_of(path).filter(|_| officer) {
        return Some(Redirect::to(&record).into_response());
    }
    let allowed = match (who, &caller.actor) {
        (Who::Everybody, _) => true,
        (_, None) => return Some(to_sign_in(request)),
        (Who::Candidate, Some(actor)) => actor.is_candidate() || path.starts_with("/registrations/"),
        (Who::Staff, Some(actor)) => actor.is_staff(),
    };
    // The page itself is drawn by the app as "not allowed"; everything else is refused here.
    (!allowed && *request.method() != Method::GET).then(|| Reader::of(request).error(&Error::Forbidden))
}

fn to_sign_in(request: &Request) -> Response {
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    Redirect::to(&format!("/login?next={next}")).into_response()
}

/// Refuses writes that another site made the browser send (`Sec-Fetch-Site`, else `Origin`).
pub async fn same_origin(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    Reader::of(&request).foreign()
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        // Browsers name the origin of every cross-site post; whoever sends none is no browser.
        (None, _) => true,
        _ => false,
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The language that was chosen: in the address, else before.
pub fn language(request: &Request) -> Language {
    let kept = || cookie(request.headers(), LANGUAGE).map(Language::from_tag);
    chosen_language(request.uri()).or_else(kept).unwrap_or_default()
}

/// `?lang=en` chooses a language.
fn chosen_language(uri: &Uri) -> Option<Language> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs.into_iter().find_map(|(key, tag)| (key == "lang").then(|| Language::from_tag(&tag)))
}

fn language_cookie(language: Language) -> Option<HeaderValue> {
    let cookie = format!("{LANGUAGE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language.tag());
    HeaderValue::from_str(&cookie).ok()
}
