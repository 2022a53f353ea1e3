//! `POST /me/requests`: a request to add to the register of units, with its two papers.

use super::{
    document::Document,
    form::{Limits, Sent, Upload},
};
use crate::{
    files::PAPER,
    http::{Web, fill::back, typed::SmallFields},
};
use app::{
    api::account::local_path,
    desk::{Caller, Command, Desk, Order},
    domain::{
        form::deepest,
        refusal::{Refusal, Wrong},
        unit::{NewUnit, PAPER_KB, PAPER_TYPES, Paper, UnitKind, check_request},
    },
    error::Error,
};
use axum::{
    Extension,
    extract::{Multipart, State},
    response::{IntoResponse, Redirect, Response},
};

/// The page of the form.
const PAGE: &str = "/me/requests";
/// How much is read of a request; a name may have characters of four bytes.
pub const LIMITS: Limits =
    Limits { files: &[Paper::BusinessLicence.key(), Paper::PracticeLicence.key()], max_kb: PAPER_KB, longest: 512 };

/// Makes a request. Where it is refused, the small fields come back; files must be chosen again.
pub async fn request(State(web): State<Web>, Extension(caller): Extension<Caller>, form: Multipart) -> Response {
    let (upload, read) = Upload::read(form, LIMITS).await;
    let typed = SmallFields(upload.fields.clone());
    let page = page_of(&upload);
    let sent = match read {
        Ok(()) => send(&web, &caller, upload).await,
        Err(error) => Err(error),
    };
    let mut answer = match sent {
        Ok(()) => {
            let sign = if page.contains('?') { '&' } else { '?' };
            Redirect::to(&format!("{page}{sign}sent=1")).into_response()
        }
        Err(error) => back(&page, &error),
    };
    answer.extensions_mut().insert(typed);
    answer
}

/// The page of the form, with the way back to where the candidate came from.
fn page_of(upload: &Upload) -> String {
    let Some(next) = local_path(upload.field("next")) else { return PAGE.to_owned() };
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{PAGE}?next={next}")
}

async fn send(web: &Web, caller: &Caller, mut upload: Upload) -> Result<(), Error> {
    let unit = NewUnit {
        kind: UnitKind::from_key(upload.field("kind")).unwrap_or_default(),
        name: upload.field("name").trim().to_owned(),
        code: upload.field("code").trim().to_owned(),
        region: deepest(upload.all("region")).to_owned(),
    };
    let key = upload.field("key").to_owned();
    let mut files: Vec<Sent> = upload.files.drain(..).filter(Sent::was_chosen).collect();
    let mut wrong = check_request(&unit, Paper::ALL.map(|paper| files.iter().any(|sent| sent.input == paper.key())));
    let mut documents = Vec::new();
    for paper in Paper::ALL {
        let (own, others): (Vec<Sent>, Vec<Sent>) = files.into_iter().partition(|sent| sent.input == paper.key());
        files = others;
        match read(own).await {
            Ok(document) => documents.extend(document),
            Err(Error::Refused(refusal)) => wrong.push(Wrong::new(paper.key(), refusal)),
            Err(error) => return Err(error),
        }
    }
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong).into());
    }
    // None is missing, or something would be wrong: they are in the order of the papers.
    let mut papers = [String::new(), String::new()];
    for (document, kept) in documents.into_iter().zip(&mut papers) {
        *kept = web.desk.files().keep(caller, PAPER, document.content_type, document.bytes).await?;
    }
    web.desk.execute(caller, Order { key, command: Command::RequestUnit { unit, papers } }).await.map(drop)
}

/// The file of one paper, where one was chosen.
async fn read(mut sent: Vec<Sent>) -> Result<Option<Document>, Error> {
    match (sent.pop(), sent.is_empty()) {
        (None, _) => Ok(None),
        (Some(sent), true) => Document::read(sent, &PAPER_TYPES, PAPER_KB).await.map(Some),
        (Some(_), false) => Err(Refusal::TooMany { max: 1 }.into()),
    }
}
