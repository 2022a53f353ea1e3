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
    let sent = match read {
        Ok(()) => send(&web, &caller, upload).await,
        Err(error) => Err(error),
    };
    let mut answer = match sent {
        Ok(()) => Redirect::to(&format!("{PAGE}?sent=1")).into_response(),
        Err(error) => back(PAGE, &error),
    };
    answer.extensions_mut().insert(typed);
    answer
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
