//! The items of a self-check: to be ticked with a remark, or to be read.

use api::console::acceptance::CheckTick;
use domain::acceptance::{CheckGroup, CheckItem};
use domain::word::Word;
use leptos::prelude::*;
use ui::icon::{CHECK, CROSS, Icon};

use super::self_check::Typed;
use crate::components::field::FieldError;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// The items by group.
#[component]
pub fn Items(
    /// What is said.
    typed: RwSignal<Typed>,
    /// What saves it.
    save: Form,
    /// What hands it in.
    hand_in: Form,
) -> impl IntoView {
    let session = use_session();
    let items =
        typed.with_untracked(|typed| typed.checks.iter().map(|it| it.item).collect::<Vec<_>>());
    let groups = CheckGroup::ALL.into_iter().map(|group| {
        let own = items.iter().filter(|item| item.group() == group);
        let rows: Vec<_> = own
            .map(|item| view! { <ItemRow item=*item typed save hand_in/> })
            .collect();
        view! {
            <fieldset class="checks">
                <legend>{move || text::group(session.lang.get(), group)}</legend>
                {rows}
            </fieldset>
        }
    });
    groups.collect_view()
}

/// Changes what is said of an item.
fn change(typed: RwSignal<Typed>, item: CheckItem, with: impl FnOnce(&mut CheckTick)) {
    typed.update(|typed| {
        if let Some(tick) = typed.checks.iter_mut().find(|it| it.item == item) {
            with(tick);
        }
    });
}

#[component]
fn ItemRow(item: CheckItem, typed: RwSignal<Typed>, save: Form, hand_in: Form) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let tick = move || typed.with(|typed| typed.checks.iter().find(|it| it.item == item).cloned());
    let ticked = move || tick().is_some_and(|it| it.ticked);
    let remark = move || tick().map(|it| it.remark).unwrap_or_default();
    let name = move || text::item(session.lang.get(), item);
    let word = item.word();
    let (of_tick, of_remark) = (format!("checks.{word}"), format!("remark.{word}"));
    view! {
        <div class="check-row">
            <label class="check-label">
                <input
                    type="checkbox"
                    id=hand_in.id(&of_tick)
                    prop:checked=ticked
                    on:change=move |event| {
                        let ticked = event_target_checked(&event);
                        change(typed, item, |tick| tick.ticked = ticked);
                    }
                />
                <span>{name}</span>
            </label>
            <input
                class="input small"
                id=save.id(&of_remark)
                autocomplete="off"
                placeholder=move || t().remark
                aria-label=move || format!("{}{}", t().remark_of, name())
                prop:value=remark
                on:change=move |event| {
                    let remark = event_target_value(&event);
                    change(typed, item, |tick| tick.remark = remark);
                }
            />
            <FieldError form=hand_in name=of_tick/>
            <FieldError form=save name=of_remark/>
        </div>
    }
}

/// The items with what was said of each.
#[component]
pub fn Reading(
    /// What was said.
    checks: Vec<CheckTick>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let rows = checks.into_iter().map(|tick| {
        let (icon, class) = match tick.ticked {
            true => (CHECK, "read-check ticked"),
            false => (CROSS, "read-check"),
        };
        let state = move || if tick.ticked { t().ticked } else { "" };
        let remark =
            (!tick.remark.is_empty()).then(|| view! { <small class="lines">{tick.remark}</small> });
        view! {
            <li class=class>
                <Icon path=icon/>
                <div>
                    <span class="unseen">{state} " "</span>
                    {move || text::item(session.lang.get(), tick.item)}
                    {remark}
                </div>
            </li>
        }
    });
    view! { <ul class="read-checks">{rows.collect_view()}</ul> }
}
