//! What was typed survives a refused plain form: kept in a sealed cookie until the page is drawn again.

use super::{Web, body::LONGEST, plain::Reader, session::cookie, uploads};
use app::{api::account::SignOut, components::Typed, desk::Caller};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::Response,
};
use leptos::server_fn::ServerFn;
use std::collections::BTreeMap;

/// The cookie's name.
const COOKIE: &str = "dengke_typed";
/// The longest form that is kept, in bytes; browsers keep cookies up to 4 KiB.
const LONGEST_COOKIE: usize = 3_900;
/// How long a form is kept, in seconds.
const KEPT: i64 = 15 * 60;
/// Whose a form is that was posted by nobody who is signed in.
const VISITOR: i64 = 0;

/// The small fields of an upload: whoever has read them puts them into the answer.
#[derive(Clone, Debug)]
pub struct SmallFields(pub Vec<(String, String)>);

/// Keeps the form where the answer sends the browser back with a refusal; gives it to the page that follows.
pub async fn remember(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let account = request.extensions().get::<Caller>().map_or(VISITOR, account);
    if *request.method() == Method::GET {
        let typed = unseal(&web, account, request.headers(), request.uri().path());
        let had = typed.is_some();
        if let Some(typed) = typed {
            request.extensions_mut().insert(typed);
        }
        let mut response = next.run(request).await;
        if had {
            set_cookie(&web, "", 0, &mut response);
        }
        return response;
    }
    if request.uri().path() == SignOut::PATH {
        // Whoever uses this browser next has nothing to do with it.
        let had = cookie(request.headers(), COOKIE).is_some();
        let mut response = next.run(request).await;
        if had {
            set_cookie(&web, "", 0, &mut response);
        }
        return response;
    }
    if !is_plain_form(request.headers()) {
        let mut response = next.run(request).await;
        let fields = response.extensions_mut().remove::<SmallFields>();
        if let (Some(SmallFields(fields)), Some(page)) = (fields, refused(&response)) {
            seal(&web, account, &page, fields, &mut response);
        }
        return response;
    }
    let reader = Reader::of(&request);
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST).await else { return reader.too_long(LONGEST) };
    let mut response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    if let Some(page) = refused(&response) {
        seal(&web, account, &page, pairs(&bytes), &mut response);
    }
    response
}

/// Keeps the form of a request that is answered by `away`, such as the way to the sign-in page.
///
/// It is kept until the page from which it came is drawn again: such forms are posted to their own page.
pub async fn keep(web: &Web, caller: &Caller, request: Request, mut away: Response) -> Response {
    if !away.status().is_redirection() || *request.method() != Method::POST {
        return away;
    }
    let page = request.uri().path().to_owned();
    let (upload, plain) = (uploads::is_one(&request), is_plain_form(request.headers()));
    if upload {
        let fields = uploads::small_fields(request).await;
        seal(web, account(caller), &page, fields, &mut away);
    } else if plain && let Ok(bytes) = to_bytes(request.into_body(), LONGEST).await {
        seal(web, account(caller), &page, pairs(&bytes), &mut away);
    }
    away
}

/// The fields of a plain form.
fn pairs(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}

/// The number of the account that asks.
fn account(caller: &Caller) -> i64 {
    caller.actor.as_ref().map_or(VISITOR, |actor| actor.id)
}

fn is_plain_form(headers: &HeaderMap) -> bool {
    let starts = |name, with: &str| {
        headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok()).is_some_and(|v| v.contains(with))
    };
    starts(header::CONTENT_TYPE, "application/x-www-form-urlencoded") && starts(header::ACCEPT, "text/html")
}

/// The path of the page that a refused form is sent back to: by `leptos_axum` with `__err`, by our own handlers with
/// `refused`.
fn refused(response: &Response) -> Option<String> {
    let location: Uri = response.headers().get(header::LOCATION)?.to_str().ok()?.parse().ok()?;
    let query = location.query().unwrap_or_default();
    ["__err=", "refused="].iter().any(|mark| query.contains(mark)).then(|| location.path().to_owned())
}

/// Passwords and answers to security questions are never kept.
fn is_secret(name: &str) -> bool {
    name.contains("password") || name.starts_with("answer_") || name == "key"
}

fn seal(web: &Web, account: i64, page: &str, fields: Vec<(String, String)>, response: &mut Response) {
    let mut typed = BTreeMap::<String, String>::new();
    for (name, value) in fields.into_iter().filter(|(name, _)| !is_secret(name)) {
        // Ticks share a name: one a line.
        let lines = typed.entry(name).or_default();
        *lines = if lines.is_empty() { value } else { format!("{lines}\n{value}") };
    }
    let until = web.desk.clock().machine().plus(KEPT * 1000).0;
    let Ok(text) = serde_json::to_string(&(page, account, until, typed)) else { return };
    let Ok(sealed) = web.desk.keys().seal_cookie(&text) else { return };
    if sealed.len() <= LONGEST_COOKIE {
        set_cookie(web, &sealed, KEPT, response);
    }
}

/// What was typed on the page at `path`; the sign-in page between must not use it up.
///
/// An account gets what it typed itself, or what was typed before anybody signed in (or after the session had
/// ended); never what another account typed.
fn unseal(web: &Web, account: i64, headers: &HeaderMap, path: &str) -> Option<Typed> {
    // Only pages take it: what a script or a picture asks for meanwhile must not use it up either.
    let page = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"));
    let sealed = cookie(headers, COOKIE).filter(|_| page)?;
    let text = web.desk.keys().unseal_cookie(sealed).ok()?;
    let (page, owner, until, typed): (String, i64, i64, _) = serde_json::from_str(&text).ok()?;
    let for_account = owner == VISITOR || owner == account;
    (page == path && for_account && web.desk.clock().machine().0 < until).then_some(Typed(typed))
}

fn set_cookie(web: &Web, value: &str, seconds: i64, response: &mut Response) {
    let secure = if web.demo { "" } else { "; Secure" };
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
