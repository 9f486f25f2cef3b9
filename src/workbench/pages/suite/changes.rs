//! What those who manage may change about a suite.

use api::path::SUITE_SWITCH;
use api::team::{SuitePage, Switch};
use domain::authorization::{AuthorizationState, Change};
use domain::role::Permission;
use leptos::prelude::*;

use super::Suite;
use super::sheets::SheetKind;
use crate::api::Request;
use crate::workbench::pages::bar::{ButtonRow, LinkRow};
use crate::workbench::pages::scope_line;

/// The card; none where nothing may be changed.
#[component]
pub fn Changes(suite: Suite, found: SuitePage) -> impl IntoView {
    let team = suite.team;
    let t = team.t();
    let role = found.role;
    let state = found.suite.state;
    let may_set_scope = role.may(Permission::SetScope) && state.changed(Change::Scope).is_ok();
    let scope = may_set_scope.then(|| {
        let line = found.suite.scope.as_ref();
        let line = line
            .map(|scope| scope_line(team, scope))
            .unwrap_or_default();
        let href = team.page_path(&format!("/scope/{}", found.suite.key));
        view! { <LinkRow href text=t.scope end=line/> }
    });
    let may_withdraw = role.may(Permission::Withdraw) && state != AuthorizationState::Withdrawn;
    let withdraw = may_withdraw.then(|| {
        let on_tap = Callback::new(move |()| suite.show(SheetKind::Withdraw));
        view! { <ButtonRow class="row bad" id="withdraw" text=t.withdraw on_tap/> }
    });
    let switch = role
        .may(Permission::Switch)
        .then(|| view! { <SwitchRow suite state/> });
    (may_set_scope || may_withdraw).then(|| {
        view! {
            <div class="card">
                {scope}
                {switch}
                {withdraw}
            </div>
        }
    })
}

/// Disabling it, which is confirmed in a sheet, or enabling it again.
#[component]
fn SwitchRow(suite: Suite, state: AuthorizationState) -> impl IntoView {
    let t = suite.team.t();
    let (id, text) = match state {
        AuthorizationState::Active => ("disable", t.disable),
        AuthorizationState::Disabled => ("enable", t.enable),
        _ => return None,
    };
    let on_tap = Callback::new(move |()| match state {
        AuthorizationState::Active => suite.show(SheetKind::Disable),
        _ => suite
            .form
            .submit(Request::put(suite.path(SUITE_SWITCH), &Switch { on: true })),
    });
    Some(view! { <ButtonRow class="row deed" id text on_tap/> })
}
