//! `GET /wechat/callback`: WeChat sends the candidate back with an authorisation.

use super::{Web, fill::back};
use app::desk::{Caller, Command, Desk, Order};
use axum::{
    Extension,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

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
        Ok(_) => Redirect::to("/me/wechat").into_response(),
        Err(error) => back("/me/wechat", &error),
    }
}
