//! What was typed survives a refused plain form: kept in a sealed cookie until the page is drawn again.

mod kept;

use super::{Web, body::LONGEST, plain::Reader, session::cookie, uploads};
use app::{api::account::SignOut, components::Typed, desk::Caller};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::Response,
};
use kept::Kept;
use leptos::server_fn::ServerFn;
use std::collections::BTreeMap;

/// The cookie's name.
const COOKIE: &str = "dengke_typed";
/// How long a form is kept, in seconds.
const KEPT: i64 = 15 * 60;
/// Whose a form is that was posted by nobody who is signed in.
const VISITOR: i64 = 0;
/// What an address says of a refused form: `leptos_axum` puts the first two there, our own handlers the last.
const REFUSED: [&str; 3] = ["__path", "__err", "refused"];

/// The fields of a form, in order.
type Fields = Vec<(String, String)>;

/// The small fields of an upload: whoever has read them puts them into the answer.
#[derive(Clone, Debug)]
pub struct SmallFields(pub Fields);

/// Keeps the form where the answer sends the browser back with a refusal; gives it to the page that follows.
pub async fn remember(State(web): State<Web>, request: Request, next: Next) -> Response {
    if *request.method() == Method::GET {
        give_back(&web, request, next).await
    } else if request.uri().path() == SignOut::PATH {
        forget(&web, request, next).await
    } else {
        take(&web, request, next).await
    }
}

/// Gives what was typed to its page.
async fn give_back(web: &Web, mut request: Request, next: Next) -> Response {
    let typed = unseal(web, &request);
    let Some(typed) = typed else { return next.run(request).await };
    request.extensions_mut().insert(typed);
    let mut response = next.run(request).await;
    set_cookie(web, "", 0, &mut response);
    response
}

/// Whoever uses this browser after somebody has signed out has nothing to do with what was typed.
async fn forget(web: &Web, request: Request, next: Next) -> Response {
    let had = cookie(request.headers(), COOKIE).is_some();
    let mut response = next.run(request).await;
    if had {
        set_cookie(web, "", 0, &mut response);
    }
    response
}

/// Keeps a form that is sent back.
async fn take(web: &Web, request: Request, next: Next) -> Response {
    let account = request.extensions().get::<Caller>().map_or(VISITOR, account);
    let plain = is_plain_form(request.headers());
    let (mut response, fields) = if plain { plain_form(request, next).await } else { upload(request, next).await };
    if let Some(page) = refused(&response) {
        seal(web, account, &page, fields, &mut response);
    }
    response
}

/// The answer to a plain form, and its fields.
async fn plain_form(request: Request, next: Next) -> (Response, Fields) {
    let reader = Reader::of(&request);
    let (mut parts, body) = request.into_parts();
    come_from_unrefused(&mut parts.headers);
    let Ok(bytes) = to_bytes(body, LONGEST).await else { return (reader.too_long(LONGEST), Fields::new()) };
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    (response, pairs(&bytes))
}

/// The answer to anything else, and the small fields where it was an upload with some.
async fn upload(request: Request, next: Next) -> (Response, Fields) {
    let mut response = next.run(request).await;
    let fields = response.extensions_mut().remove::<SmallFields>().map(|small| small.0);
    (response, fields.unwrap_or_default())
}

/// Keeps the form of a request that is answered by `away`, such as the way to the sign-in page.
///
/// It is kept until the page from which it came is drawn again: such forms are posted to their own page.
pub async fn keep(web: &Web, caller: &Caller, request: Request, mut away: Response) -> Response {
    if away.status().is_redirection() && *request.method() == Method::POST {
        let page = request.uri().path().to_owned();
        let fields = unhandled(request).await;
        seal(web, account(caller), &page, fields, &mut away);
    }
    away
}

/// The fields of a form that nobody handles.
async fn unhandled(request: Request) -> Fields {
    if uploads::is_one(&request) {
        return uploads::small_fields(request).await;
    }
    if !is_plain_form(request.headers()) {
        return Fields::new();
    }
    to_bytes(request.into_body(), LONGEST).await.map(|bytes| pairs(&bytes)).unwrap_or_default()
}

/// The fields of a plain form.
fn pairs(form: &[u8]) -> Fields {
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

/// The path of the page that a refused form is sent back to.
fn refused(response: &Response) -> Option<String> {
    let location: Uri = response.headers().get(header::LOCATION)?.to_str().ok()?.parse().ok()?;
    let mut query = form_urlencoded::parse(location.query().unwrap_or_default().as_bytes());
    query.any(|(name, _)| REFUSED.contains(&&*name)).then(|| location.path().to_owned())
}

/// `leptos_axum` sends the browser back to where it came from, with one more refusal in the address: what was refused
/// there before is over.
fn come_from_unrefused(headers: &mut HeaderMap) {
    let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok()).map(unrefused);
    if let Some(Ok(from)) = from.map(HeaderValue::try_from) {
        headers.insert(header::REFERER, from);
    }
}

/// An address without what it says of a refused form.
fn unrefused(address: &str) -> String {
    let Some((page, query)) = address.split_once('?') else { return address.to_owned() };
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| !REFUSED.contains(&&**name));
    let kept = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    if kept.is_empty() { page.to_owned() } else { format!("{page}?{kept}") }
}

/// Passwords and answers to security questions are never kept.
fn is_secret(name: &str) -> bool {
    name.contains("password") || name.starts_with("answer_") || name == "key"
}

fn seal(web: &Web, account: i64, page: &str, fields: Fields, response: &mut Response) {
    let mut typed = BTreeMap::<String, String>::new();
    for (name, value) in fields.into_iter().filter(|(name, _)| !is_secret(name)) {
        // Ticks share a name: one a line.
        let lines = typed.entry(name).or_default();
        *lines = if lines.is_empty() { value } else { format!("{lines}\n{value}") };
    }
    if typed.is_empty() {
        return;
    }
    let until = web.desk.clock().machine().plus(KEPT * 1000).0;
    let typed = Typed { fields: typed, shortened: false };
    let kept = Kept { page: page.to_owned(), account, until, typed };
    if let Some(sealed) = kept.seal(web.desk.keys()) {
        set_cookie(web, &sealed, KEPT, response);
    }
}

/// What was typed on the page that is asked for; the sign-in page between must not use it up.
///
/// An account gets what it typed itself, or what was typed before anybody signed in (or after the session had
/// ended); never what another account typed.
fn unseal(web: &Web, request: &Request) -> Option<Typed> {
    let headers = request.headers();
    // Only pages take it: what a script or a picture asks for meanwhile must not use it up either.
    let page = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"));
    let sealed = cookie(headers, COOKIE).filter(|_| page)?;
    let kept = Kept::unseal(web.desk.keys(), sealed)?;
    let account = request.extensions().get::<Caller>().map_or(VISITOR, account);
    let for_account = kept.account == VISITOR || kept.account == account;
    let in_time = web.desk.clock().machine().0 < kept.until;
    (kept.page == request.uri().path() && for_account && in_time).then_some(kept.typed)
}

fn set_cookie(web: &Web, value: &str, seconds: i64, response: &mut Response) {
    let secure = if web.demo { "" } else { "; Secure" };
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::unrefused;

    #[test]
    fn an_address_forgets_what_was_refused_and_nothing_else() {
        for (address, expected) in [
            ("https://x/login", "https://x/login"),
            ("https://x/login?__path=%2Fapi%2Fsign_in&__err=eyJ9", "https://x/login"),
            ("https://x/login?next=%2Fme&__path=a&__err=b&__path=c&__err=d", "https://x/login?next=%2Fme"),
            ("/me/requests?refused=%7B%7D&kind=school", "/me/requests?kind=school"),
            ("/staff/registrations/1?from=confirmed&code=A%20B", "/staff/registrations/1?from=confirmed&code=A+B"),
        ] {
            assert_eq!(unrefused(address), expected);
        }
    }
}
