//! What differs between two versions, field by field: as candidates and officers both see it.

use crate::{
    locales::{use_language, words},
    view::NamedDifference,
};
use leptos::prelude::*;

/// Field, what was, what is; last year and this year where `columns` does not say otherwise.
#[component]
pub fn DifferenceTable(
    differences: Vec<NamedDifference>,
    #[prop(optional)] caption: Option<&'static str>,
    #[prop(optional)] columns: Option<[String; 2]>,
    /// Whether neither has taken the place of the other yet, so that none is struck out.
    #[prop(optional)]
    undecided: bool,
) -> impl IntoView {
    let l = use_language();
    let years = || [words::registration_last_year(l), words::registration_this_year(l)].map(str::to_owned);
    let [was, is] = columns.unwrap_or_else(years);
    let row = |d: NamedDifference| {
        let (last, now) = (d.last_name.get(l).to_owned(), d.now_name.get(l).to_owned());
        let cells = if undecided {
            view! { <td>{last}</td><td>{now}</td> }.into_any()
        } else {
            view! { <td><del>{last}</del></td><td><ins>{now}</ins></td> }.into_any()
        };
        view! { <tr><td>{d.label.get(l).to_owned()}</td>{cells}</tr> }
    };
    let rows: Vec<_> = differences.into_iter().map(row).collect();
    view! {
        <table class="table">
            {caption.map(|caption| view! { <caption>{caption}</caption> })}
            <thead>
                <tr>
                    <th scope="col">{words::registration_item(l)}</th>
                    <th scope="col">{was}</th>
                    <th scope="col">{is}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
