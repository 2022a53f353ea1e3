//! The bar with the one button and "已保存 09:41", and the boxes for what stands in the way of saving.

use super::autosave::{Autosave, Saved};
use crate::{
    components::{Alert, DifferenceTable, Icon},
    domain::refusal::Refusal,
    error::Error,
    locales::{Language, sentence, words},
};
use leptos::{html, prelude::*};

/// The id of the box that asks which of two versions stays.
pub const ELSEWHERE: &str = "saved-elsewhere";

/// Sticks to the bottom of the screen.
pub fn bar(l: Language, autosave: Autosave) -> AnyView {
    let saved = autosave.saved;
    let state = move || {
        saved.with(|saved| match saved {
            Saved::Never => None,
            Saved::At(_) => Some("yes"),
            Saved::Saving => Some("saving"),
            Saved::Failed | Saved::Elsewhere | Saved::Refused(_) => Some("failed"),
        })
    };
    let icon = move || {
        let name = saved.with(|saved| match saved {
            Saved::Never => None,
            Saved::At(_) => Some("check"),
            Saved::Saving => Some("refresh"),
            Saved::Failed | Saved::Elsewhere | Saved::Refused(_) => Some("alert"),
        });
        name.map(|name| view! { <Icon name=name/> })
    };
    let text = move || {
        saved.with(|saved| match saved {
            Saved::Never => String::new(),
            Saved::At(at) => words::common_saved_at(l, at.clock()),
            Saved::Saving => words::registration_saving(l).to_owned(),
            Saved::Failed => words::registration_save_failed(l).to_owned(),
            Saved::Elsewhere | Saved::Refused(_) => words::registration_not_saved(l).to_owned(),
        })
    };
    view! {
        <div class="bar">
            <span class="saved" role="status" data-saved=state>{icon}{text}</span>
            <button type="submit" class="btn">{words::registration_save_and_on(l)}</button>
        </div>
    }
    .into_any()
}

/// The page was saved elsewhere, or saving was refused; nothing otherwise.
pub fn troubles(l: Language, autosave: Autosave) -> AnyView {
    // Only once it is known what differs: often nothing does.
    let elsewhere = Memo::new(move |_| {
        autosave.saved.with(|saved| *saved == Saved::Elsewhere) && autosave.elsewhere.with(Option::is_some)
    });
    let refused = Memo::new(move |_| match autosave.saved.get() {
        Saved::Refused(error) => Some(error),
        _ => None,
    });
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let (true, Some(node)) = (elsewhere.get(), node.get()) {
            let _ = node.focus();
        }
    });
    let choice = move || {
        elsewhere.get().then(|| {
            view! {
                <div class="alert" role="alert" tabindex="-1" id=ELSEWHERE node_ref=node>
                    <h2>{sentence(l, &Refusal::PageChangedElsewhere)}</h2>
                    {move || differences(l, autosave)}
                    <p class="js">{words::registration_elsewhere_text(l)}</p>
                    <p class="nojs">{words::registration_elsewhere_plain(l)}</p>
                    <div class="actions">
                        <button type="button" class="btn js" on:click=move |_| autosave.overwrite()>
                            {words::registration_keep_mine(l)}
                        </button>
                        <a class="btn btn--quiet" href=autosave.theirs() rel="external">{words::registration_take_theirs(l)}</a>
                    </div>
                </div>
            }
        })
    };
    let refusal = move || {
        refused.get().map(|error| match error {
            Error::SignIn => {
                view! { <div class="alert" role="alert"><h2>{words::registration_signed_out(l)}</h2></div> }.into_any()
            }
            error => view! { <Alert error=error/> }.into_any(),
        })
    };
    view! { {choice}{refusal} }.into_any()
}

/// Each field that differs, as it was saved elsewhere and as it is typed here.
fn differences(l: Language, autosave: Autosave) -> AnyView {
    let Some(found) = autosave.elsewhere.get() else {
        return view! { <p role="status">{words::common_loading(l)}</p> }.into_any();
    };
    if found.differences.is_empty() {
        return view! { <p>{words::registration_elsewhere_same(l)}</p> }.into_any();
    }
    let columns = [words::registration_elsewhere_there(l), words::registration_elsewhere_here(l)].map(str::to_owned);
    view! { <DifferenceTable differences=found.differences columns=columns undecided=true/> }.into_any()
}
