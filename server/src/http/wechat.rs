//! `POST /me/wechat` sends the candidate to WeChat; `GET /wechat/callback` is where WeChat sends them back with an
//! authorisation.

use super::{Web, fill::back};
use app::desk::{Caller, Command, Desk, Order};
use axum::{
    Extension,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// The page of the binding.
const PAGE: &str = "/me/wechat";

/// Asks WeChat for an authorisation: a plain post, for looking at a page must write nothing.
pub async fn ask(State(web): State<Web>, Extension(caller): Extension<Caller>) -> Response {
    match web.desk.ask_wechat(&caller).await {
        Ok(address) => Redirect::to(address.as_deref().unwrap_or(PAGE)).into_response(),
        Err(error) => back(PAGE, &error),
    }
}

/// What WeChat adds to the address.
#[derive(Debug, Deserialize)]
pub struct Authorisation {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

/// Binds the account that the authorisation names.
pub async fn bind(
    State(web): State<Web>,
    Extension(caller): Extension<Caller>,
    Query(Authorisation { state, code }): Query<Authorisation>,
) -> Response {
    let command = Command::BindWechat { state, code };
    match web.desk.execute(&caller, Order { key: String::new(), command }).await {
        Ok(_) => Redirect::to(PAGE).into_response(),
        Err(error) => back(PAGE, &error),
    }
}
