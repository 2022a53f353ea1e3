//! Where a refusal can be mended.

use crate::{
    domain::refusal::Refusal,
    locales::{Language, use_language, words},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The screen on which this refusal can be mended, with the words of the link.
#[must_use]
pub fn mend(language: Language, refusal: &Refusal) -> Option<(String, &'static str)> {
    let l = language;
    match refusal {
        Refusal::WechatUnbound | Refusal::WechatTaken | Refusal::WechatExpired => {
            Some(("/me/wechat".into(), words::profile_wechat(l)))
        }
        Refusal::ProfileIncomplete => Some(("/me/profile".into(), words::profile_title(l))),
        Refusal::PhotoMissing => Some(("/me/photo".into(), words::profile_photo(l))),
        Refusal::AlreadyRegistering { registration } => {
            Some((format!("/registrations/{registration}"), words::programme_continue(l)))
        }
        Refusal::SignUpTaken => Some(("/login".into(), words::account_sign_in(l))),
        Refusal::ProgrammeUnknown => Some(("/programmes".into(), words::common_programmes(l))),
        _ => None,
    }
}

/// The link that mends a refusal; nothing where none does, or where it would lead to this very page.
#[component]
pub fn Mend(refusal: Refusal) -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    let elsewhere = mend(use_language(), &refusal).filter(|(href, _)| *href != here);
    elsewhere.map(|(href, text)| view! { <a href=href>{text}</a> })
}
