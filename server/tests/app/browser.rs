//! Somebody with a browser: keeps cookies, follows links, sends forms; and asks as the WebAssembly does.

use super::{TestApp, page::Page};
use app::error::Error;
use leptos::server_fn::ServerFn;
use reqwest::{
    Client, RequestBuilder,
    header::{ACCEPT, COOKIE, HeaderMap, ORIGIN, REFERER, SET_COOKIE},
    multipart::{Form, Part},
    redirect::Policy,
};
use serde::de::DeserializeOwned;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

/// What browsers accept where they ask for a page.
const PAGES: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// After this a hanging site fails its test instead of stopping all of them.
const PATIENCE: Duration = Duration::from_secs(60);
/// More redirects than the site has a reason for.
const MOST_REDIRECTS: usize = 5;

/// A browser; clones share the cookies, like the tabs of one.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    base: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl TestApp {
    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        Browser::at(&format!("http://{}", self.address))
    }
}

impl Browser {
    /// A browser for the site at this address.
    pub fn at(base: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy().timeout(PATIENCE).build().unwrap();
        Self { client, base: base.to_owned(), cookies: Arc::default() }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie in by hand.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// A request with the cookies of this browser.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let pairs: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.client.request(method.parse().unwrap(), format!("{}{path}", self.base));
        if pairs.is_empty() { request } else { request.header(COOKIE, pairs.join("; ")) }
    }

    /// Sends a request and keeps the cookies of the answer; redirects are not followed.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap_or_else(|error| panic!("the site does not answer: {error:?}"));
        let url = response.url();
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.keep_cookies(&headers);
        let bytes = response.bytes().await.expect("the answer is whole").to_vec();
        Page { path, status, headers, bytes }
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut kept = self.cookies.lock().unwrap();
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                kept.remove(name);
            } else {
                kept.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// One answer, redirects not followed.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request("GET", path).header(ACCEPT, PAGES)).await
    }

    /// The page at an address, or where it sends the browser.
    pub async fn open(&self, path: &str) -> Page {
        self.follow(self.get(path).await).await
    }

    /// Goes where an answer sends the browser.
    pub async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..MOST_REDIRECTS {
            if !(300..400).contains(&page.status) {
                return page;
            }
            page = self.get(&self.local(page.location())).await;
        }
        panic!("{} sends the browser around for ever", page.path)
    }

    /// The path of an address of this site; there is no reason to send anybody elsewhere.
    #[track_caller]
    fn local(&self, location: &str) -> String {
        let path = location.strip_prefix(&self.base).unwrap_or(location);
        assert!(path.starts_with('/') && !path.starts_with("//"), "sent away to {location:?}");
        path.split('#').next().unwrap_or_default().to_owned()
    }

    /// A request as a browser makes it that posts a form of the page at `from`.
    fn post(&self, from: &str, to: &str) -> RequestBuilder {
        let request = self.request("POST", to).header(ACCEPT, PAGES).header(ORIGIN, &self.base);
        request.header(REFERER, format!("{}{from}", self.base)).header("Sec-Fetch-Site", "same-origin")
    }

    /// Posts fields to an address, whatever the page there offers; redirects are not followed.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.post(path, path).form(fields)).await
    }

    /// Posts fields with the address of a form of a page, whatever the form offers; redirects are not followed.
    pub async fn post_from(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.post(&page.path, &page.form(action).action).form(fields)).await
    }

    /// Fills in the form of a page that posts to an address that ends so, sends it, and goes where that leads.
    pub async fn submit(&self, page: &Page, action: &str, typed: &[(&str, &str)]) -> Page {
        let form = page.form(action);
        assert!(!form.multipart, "{} is for files", form.action);
        let answer = self.send(self.post(&page.path, &form.action).form(&form.filled(typed))).await;
        assert!((300..400).contains(&answer.status), "{} answered {}: {}", form.action, answer.status, answer.text());
        self.follow(answer).await
    }

    /// Chooses a file in the form of a page, sends it, and goes where that leads.
    pub async fn upload(&self, page: &Page, action: &str, field: &str, name: &str, bytes: Vec<u8>) -> Page {
        let form = page.form(action);
        assert!(form.multipart && form.takes_file(field), "{} takes no file as {field}", form.action);
        let part = Part::bytes(bytes).file_name(name.to_owned()).mime_str("image/jpeg").unwrap();
        let body = form.filled(&[]).into_iter().fold(Form::new(), |body, (name, value)| body.text(name, value));
        let answer = self.send(self.post(&page.path, &form.action).multipart(body.part(field.to_owned(), part))).await;
        self.follow(answer).await
    }

    /// Calls a server function as the WebAssembly does.
    pub async fn ask<F>(&self, fields: &[(&str, &str)]) -> Result<F::Output, Error>
    where
        F: ServerFn<Error = Error>,
        F::Output: DeserializeOwned,
    {
        self.told::<F>(fields).await.0
    }

    /// Calls a server function; its answer, the status, and where it would send a browser.
    pub async fn told<F>(&self, fields: &[(&str, &str)]) -> (Result<F::Output, Error>, Page)
    where
        F: ServerFn<Error = Error>,
        F::Output: DeserializeOwned,
    {
        let request = self.request("POST", F::PATH).header(ACCEPT, "application/json").header(ORIGIN, &self.base);
        let page = self.send(request.header("Sec-Fetch-Site", "same-origin").form(fields)).await;
        let body = page.body();
        let read = |what: &str| format!("{} answered {} with no {what}: {body}", F::PATH, page.status);
        let answer = if page.status < 400 {
            Ok(serde_json::from_str(&body).unwrap_or_else(|e| panic!("{} ({e})", read("answer"))))
        } else {
            Err(serde_json::from_str(&body).unwrap_or_else(|e| panic!("{} ({e})", read("error"))))
        };
        (answer, page)
    }
}
