//! While a corrected copy is filled (重新报考): that what was submitted stays valid, and what the copy changes.

use crate::{
    components::{DifferenceTable, Note},
    locales::{Language, words},
    view::Replaced,
};
use leptos::prelude::*;

/// The version that is replaced, and each field that differs from it; nothing where no copy is filled.
pub fn replaced(l: Language, replaces: Option<&Replaced>) -> Option<AnyView> {
    let Replaced { version, differences } = replaces?.clone();
    let what = if differences.is_empty() {
        view! { <p>{words::registration_check_replacing_same(l, version)}</p> }.into_any()
    } else {
        let columns = [words::registration_version(l, version), words::registration_check_corrected(l).to_owned()];
        view! { <DifferenceTable differences=differences columns=columns/> }.into_any()
    };
    let title = words::registration_check_replacing(l, version);
    Some(view! { <Note title=title>{what}</Note> }.into_any())
}
