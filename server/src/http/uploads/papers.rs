//! `POST /me/requests`: a request to add to the register of units, with its two papers.

use super::{
    content_type,
    form::{Limits, Sent, Upload},
};
use crate::{
    files::PAPER,
    http::{Web, fill::back, typed::SmallFields},
};
use app::{
    desk::{Caller, Command, Desk, Order},
    domain::{
        refusal::{Refusal, Wrong},
        unit::{NewUnit, PAPER_KB, PAPER_TYPES, Paper, UnitKind, check_request, deepest},
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
    let of = |paper: Paper| upload.files.iter().filter(move |sent| sent.input == paper.key() && is_there(sent));
    let mut wrong = check_request(&unit, Paper::ALL.map(|paper| of(paper).next().is_some()));
    for paper in Paper::ALL {
        let fault = match of(paper).count() {
            0 => None,
            1 => of(paper).find_map(|sent| accepted(sent).err()),
            _ => Some(Refusal::TooMany { max: 1 }),
        };
        wrong.extend(fault.map(|refusal| Wrong::new(paper.key(), refusal)));
    }
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong).into());
    }
    let mut papers = [String::new(), String::new()];
    for (paper, kept) in Paper::ALL.into_iter().zip(&mut papers) {
        if let Some(sent) = upload.files.iter_mut().find(|sent| sent.input == paper.key() && is_there(sent)) {
            let content_type = accepted(sent)?;
            let bytes = std::mem::take(&mut sent.bytes);
            *kept = web.desk.files().keep(caller, PAPER, content_type, bytes).await?;
        }
    }
    web.desk.execute(caller, Order { key, command: Command::RequestUnit { unit, papers } }).await.map(drop)
}

/// Whether a file was chosen at all.
fn is_there(sent: &Sent) -> bool {
    sent.too_large || !sent.bytes.is_empty()
}

/// The content type of a paper; told by content, not by name.
fn accepted(sent: &Sent) -> Result<&'static str, Refusal> {
    if sent.too_large {
        return Err(Refusal::FileTooLarge { max_kb: PAPER_KB });
    }
    let known = content_type(&sent.bytes).filter(|(ending, _)| PAPER_TYPES.contains(ending));
    known.map(|(_, content_type)| content_type).ok_or_else(|| Refusal::FileType { accepted: PAPER_TYPES.join(", ") })
}
