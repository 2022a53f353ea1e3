//! The form that bans somebody, folded until it is wanted.

use crate::{
    api::ban::SetBan,
    components::{
        AreaField, Check, Form, FormState, Hidden, Labels, RadioField, SelectField, Size, SubmitButton, TextField,
        TickField,
    },
    domain::{
        ban::{BanReason, check_ban},
        calendar::Moment,
        person::IdType,
        text::LONGEST_REMARK,
    },
    locales::{Language, ban_reason_name, id_type_name, words},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The form.
pub(super) fn draw(l: Language, now: Moment, key: String, action: ServerAction<SetBan>, form: FormState) -> AnyView {
    // By the clock of the server: that of the browser may be wrong, and the demo's is another one.
    let check: Check<SetBan> = Arc::new(move |typed: SetBan| check_ban(&typed.ban, now).err().unwrap_or_default());
    let id_types: Vec<_> = IdType::ALL.map(|t| (t.key().to_owned(), id_type_name(l, t).to_owned())).to_vec();
    let reasons: Vec<_> = BanReason::ALL.map(|r| (r.key().to_owned(), ban_reason_name(l, r).to_owned())).to_vec();
    // The fold does not hide what is wrong.
    let open = untrack(|| form.error.with(Option::is_some));
    view! {
        <section class="sheet">
            <details class="more" open=open>
                <summary>{words::ban_add(l)}</summary>
                <Form action=action form=form check=check>
                    <Hidden name="key" value=key/>
                    <TextField
                        name="name" label=words::account_name(l) hint=words::ban_name_hint(l) size=Size::Middle
                        autocomplete="off"
                    />
                    <div class="twice">
                        <SelectField name="id_type" label=words::account_id_type(l) options=id_types/>
                        <TextField name="id_number" label=words::account_id_number(l) autocomplete="off"/>
                    </div>
                    <RadioField name="reason" label=words::ban_reason(l) options=reasons/>
                    <div class="twice">
                        <TextField
                            name="from" label=words::ban_from(l) hint=words::ban_from_hint(l) kind="date"
                            size=Size::Short autocomplete="off" optional=true
                        />
                        <TextField
                            name="until" label=words::ban_until(l) hint=words::ban_until_hint(l) kind="date"
                            size=Size::Short autocomplete="off"
                        />
                    </div>
                    <TickField name="for_life" label=words::ban_for_life(l)/>
                    <AreaField
                        name="note" label=words::ban_note(l) hint=words::ban_note_hint(l) optional=true
                        maxlength=LONGEST_REMARK
                    />
                    <div class="actions"><SubmitButton text=words::ban_add(l)/></div>
                </Form>
            </details>
        </section>
    }
    .into_any()
}

/// The labels of its fields.
pub(super) fn labels(l: Language) -> Labels {
    let labels = [
        ("name", words::account_name(l)),
        ("id_type", words::account_id_type(l)),
        ("id_number", words::account_id_number(l)),
        ("reason", words::ban_reason(l)),
        ("from", words::ban_from(l)),
        ("until", words::ban_until(l)),
        ("note", words::ban_note(l)),
    ];
    labels.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec()
}

/// Empties the form; on the server there is none.
pub(super) fn empty() {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{wasm_bindgen::JsCast, web_sys::HtmlFormElement};
        let found = document().query_selector("form[action$=set_ban]").ok().flatten();
        if let Some(form) = found.and_then(|element| element.dyn_into::<HtmlFormElement>().ok()) {
            form.reset();
        }
    }
}
