//! A field for a file. The control is the browser's own: it works without any script.

use super::field::Frame;
use leptos::prelude::*;

/// One file to choose; `accept` are the endings that the browser offers.
#[component]
pub fn FileField(
    #[prop(into)] name: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: String,
    #[prop(into)] accept: String,
) -> impl IntoView {
    let frame = Frame::new(&name, hint);
    view! {
        <div class=frame.class()>
            <label class="field__label" for=name.clone()>{move || label.get()}</label>
            {frame.texts()}
            <div class="upload">
                <input
                    id=name.clone() name=name type="file" accept=accept
                    aria-describedby=frame.described_by() aria-invalid=frame.invalid()
                />
            </div>
        </div>
    }
}
