//! The table of batches of serials.

use api::console::serial::SerialBatch;
use api::console::vendor_path::{SERIAL_BATCH_REVOKE, of_item};
use domain::account::Permission;
use leptos::prelude::*;

use super::of_batch;
use crate::api::Request;
use crate::components::table::Time;
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{use_session, use_texts};
use crate::text::number::{number, percent};
use crate::text::{common, serials as text};

/// What the page is doing to which batch. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Acts {
    /// The suite.
    pub suite: TheSuite,
    /// The one that is taken back.
    pub revoking: RwSignal<Option<SerialBatch>>,
    /// Gives one back.
    pub restore: Form,
}

/// The table.
#[component]
pub fn Table(rows: Vec<SerialBatch>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|batch| view! { <Row batch acts/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().batch}</th>
                    <th scope="col">{t().issued_at}</th>
                    <th scope="col" class="num">{t().issued}</th>
                    <th scope="col" class="num">{t().redeemed}</th>
                    <th scope="col" class="num">{t().taken_back}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(batch: SerialBatch, acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    let SerialBatch {
        id,
        issued_at,
        issued,
        redeemed,
        revoked,
        ..
    } = batch;
    let href = untrack(|| of_batch(acts.suite, id));
    let label = match batch.label.is_empty() {
        true => t().no_label.to_owned(),
        false => batch.label.clone(),
    };
    let restore_path = of_item(SERIAL_BATCH_REVOKE, &acts.suite.key.get_untracked(), id);
    let of = |act: &str| format!("{act}: {}", text::batch(lang, id));
    let (revoke_label, restore_label) = (of(t().revoke_batch), of(t().restore_batch));
    let can_revoke = redeemed + revoked < issued;
    let act = move || match can_revoke {
        true => {
            let batch = batch.clone();
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-label=revoke_label.clone()
                    on:click=move |_| acts.revoking.set(Some(batch.clone()))
                >
                    {t().revoke_batch}
                </button>
            }
            .into_any()
        }
        false if revoked > 0 => {
            let path = restore_path.clone();
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-label=restore_label.clone()
                    on:click=move |_| acts.restore.submit(Request::delete(path.clone()).with_long_timeout())
                >
                    {t().restore_batch}
                </button>
            }
            .into_any()
        }
        false => ().into_any(),
    };
    view! {
        <tr>
            <td class="first">
                <a class="two" href=href>
                    <span class="strong">{label}</span>
                    <small>{text::batch(lang, id)}</small>
                </a>
            </td>
            <td data-label=t().issued_at>
                <Time at=issued_at/>
            </td>
            <td class="num" data-label=t().issued>
                {number(issued)}
            </td>
            <td class="num" data-label=t().redeemed>
                <span>{number(redeemed)} " " <small>{percent(redeemed, issued)} "%"</small></span>
            </td>
            <td class="num" data-label=t().taken_back>
                {number(revoked)}
            </td>
            <td class="end">
                <Show when=move || session.may(Permission::EditSerials)>{act.clone()}</Show>
            </td>
        </tr>
    }
}
