//! The files of the site: style, script, WebAssembly, icons; read once at the start, served compressed.

use super::Web;
use app::app::Assets;
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
    middleware::Next,
};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, fs, io, path::Path};

/// The files by address, such as `/pkg/dengke.css`.
#[derive(Debug, Default)]
pub struct Site {
    files: HashMap<String, File>,
    /// Tells this build's `/pkg` from every other's, so that browsers may keep its files for ever.
    version: String,
}

#[derive(Debug)]
struct File {
    mime: &'static str,
    version: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The address of the module that starts the WebAssembly.
const START: &str = "/pkg/start.js";
const START_SCRIPT: &str = "import start, { hydrate } from './dengke.js';\n\
    await start({ module_or_path: new URL('./dengke.wasm', import.meta.url) });\nhydrate();\n";

impl File {
    fn new(name: &str, plain: Vec<u8>, brotli: Option<Vec<u8>>, gzip: Option<Vec<u8>>) -> Self {
        let (brotli, gzip) = (brotli.map(Bytes::from), gzip.map(Bytes::from));
        Self { mime: mime(name), version: version(&plain), plain: plain.into(), brotli, gzip }
    }
}

/// Files are answered before anybody is asked who they are: they are everybody's, and most of the requests.
pub async fn answer(State(web): State<Web>, request: Request, next: Next) -> Response<Body> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match web.site.answer(request.uri().path(), request.headers()).filter(|_| reads) {
        Some(file) => file,
        None => next.run(request).await,
    }
}

impl Site {
    /// Reads all files below `folder`; `x.br` and `x.gz` are the compressed `x`.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut raw = HashMap::new();
        walk(folder, folder, &mut raw)?;
        Ok(Self::from_files(raw))
    }

    /// The files that the release binary carries.
    #[cfg(feature = "embed")]
    #[must_use]
    pub fn embedded() -> Self {
        #[derive(rust_embed::RustEmbed)]
        #[folder = "$DENGKE_SITE"]
        struct Carried;
        let files = Carried::iter()
            .filter_map(|name| Carried::get(&name).map(|file| (format!("/{name}"), file.data.into_owned())));
        Self::from_files(files.collect())
    }

    fn from_files(mut raw: HashMap<String, Vec<u8>>) -> Self {
        let names: Vec<String> = raw.keys().filter(|n| !n.ends_with(".br") && !n.ends_with(".gz")).cloned().collect();
        let mut files = HashMap::new();
        for name in names {
            let Some(plain) = raw.remove(&name) else { continue };
            let (brotli, gzip) = (raw.remove(&format!("{name}.br")), raw.remove(&format!("{name}.gz")));
            files.insert(name.clone(), File::new(&name, plain, brotli, gzip));
        }
        let mut site = Self { version: version_of(&files), files };
        if site.files.contains_key("/pkg/dengke.wasm") {
            site.files.insert(START.to_owned(), File::new(START, START_SCRIPT.into(), None, None));
        }
        site
    }

    /// The address of a file of `/pkg` in this build's own folder: modules find one another there by relative
    /// addresses, and each is loaded once.
    fn address(&self, name: &str) -> Option<String> {
        let rest = name.strip_prefix("/pkg/").filter(|_| self.files.contains_key(name))?;
        Some(format!("/pkg/{}/{rest}", self.version))
    }

    /// Where the pages find their files.
    #[must_use]
    pub fn assets(&self) -> Assets {
        let address = |name| self.address(name).unwrap_or_default();
        Assets {
            css: address("/pkg/dengke.css"),
            start: address(START),
            js: address("/pkg/dengke.js"),
            wasm: address("/pkg/dengke.wasm"),
        }
    }

    /// The answer to a request for a file, where there is such a file.
    #[must_use]
    pub fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let own = path.strip_prefix("/pkg/").and_then(|rest| rest.strip_prefix(&self.version));
        let file = match own {
            Some(rest) => self.files.get(&format!("/pkg{rest}"))?,
            None => self.files.get(path)?,
        };
        let tag = format!("\"{}\"", file.version);
        let cache = if own.is_some() { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut answer = Response::builder()
            .header(header::CONTENT_TYPE, HeaderValue::from_static(file.mime))
            .header(header::CACHE_CONTROL, cache)
            .header(header::VARY, "accept-encoding")
            .header(header::ETAG, &tag);
        if headers.get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes()) {
            return answer.status(StatusCode::NOT_MODIFIED).body(Body::empty()).ok();
        }
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let (encoding, bytes) = match (&file.brotli, &file.gzip) {
            (Some(brotli), _) if accepted.contains("br") => (Some("br"), brotli),
            (_, Some(gzip)) if accepted.contains("gzip") => (Some("gzip"), gzip),
            _ => (None, &file.plain),
        };
        if let Some(encoding) = encoding {
            answer = answer.header(header::CONTENT_ENCODING, encoding);
        }
        answer.body(Body::from(bytes.clone())).ok()
    }
}

fn walk(root: &Path, folder: &Path, files: &mut HashMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            files.insert(format!("/{name}"), fs::read(&path)?);
        }
    }
    Ok(())
}

fn version_of(files: &HashMap<String, File>) -> String {
    let mut all: Vec<_> = files.iter().map(|(name, file)| format!("{name} {}", file.version)).collect();
    all.sort();
    version(all.join("\n").as_bytes())
}

fn version(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}
