//! What those who manage may change about a suite.

use api::path::SUITE_SWITCH;
use api::team::{SuitePage, Switch};
use domain::authorization::{AuthorizationState, Change};
use domain::role::Act;
use view::{El, el};

use super::State;
use super::sheets::Sheet;
use crate::api::Request;
use crate::workbench::screen::Page;
use crate::workbench::screens::{button_row, link_row, scope_line};

/// The card; none where nothing may be changed.
pub fn card(state: State, found: &SuitePage) -> Option<El> {
    let app = state.app;
    let t = app.t();
    let standing = found.suite.state;
    let role = found.role;
    let scope = (role.may(Act::SetScope) && standing.changed(Change::Scope).is_ok()).then(|| {
        let line = found
            .suite
            .scope
            .as_ref()
            .map(|scope| scope_line(app, scope));
        let key = found.suite.key.clone();
        link_row(app.href(Page::Scope(key)), t.scope, line)
    });
    let enable = move || {
        let request = Request::put(state.path(SUITE_SWITCH), &Switch { on: true });
        state.form.tell(request, move || state.got.again());
    };
    let switch = role.may(Act::Switch).then_some(match standing {
        AuthorizationState::Active => Some(
            button_row("button.row deed", t.disable, move || {
                state.sheets.show(Sheet::Disable);
            })
            .attr("id", "disable"),
        ),
        AuthorizationState::Disabled => {
            Some(button_row("button.row deed", t.enable, enable).attr("id", "enable"))
        }
        _ => None,
    });
    let withdraw = role.may(Act::Withdraw) && standing != AuthorizationState::Withdrawn;
    let withdraw = withdraw.then(|| {
        let open = move || state.sheets.show(Sheet::Withdraw);
        button_row("button.row bad", t.withdraw, open).attr("id", "withdraw")
    });
    let any = scope.is_some() || withdraw.is_some();
    any.then(|| el("div.card").child((scope, switch.flatten(), withdraw)))
}
