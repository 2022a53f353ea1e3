//! What differs from last year, field by field: as candidates and officers both see it.

use crate::{
    locales::{use_language, words},
    view::NamedDifference,
};
use leptos::prelude::*;

/// Field, last year, this year.
#[component]
pub fn DifferenceTable(
    differences: Vec<NamedDifference>,
    #[prop(optional)] caption: Option<&'static str>,
) -> impl IntoView {
    let l = use_language();
    let row = |d: NamedDifference| {
        let (last, now) = (d.last_name.get(l).to_owned(), d.now_name.get(l).to_owned());
        view! { <tr><td>{d.label.get(l).to_owned()}</td><td><del>{last}</del></td><td><ins>{now}</ins></td></tr> }
    };
    let rows: Vec<_> = differences.into_iter().map(row).collect();
    view! {
        <table class="table">
            {caption.map(|caption| view! { <caption>{caption}</caption> })}
            <thead>
                <tr>
                    <th scope="col">{words::registration_item(l)}</th>
                    <th scope="col">{words::registration_last_year(l)}</th>
                    <th scope="col">{words::registration_this_year(l)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
