//! What may be done about a member: a sheet of choices, and the one chosen confirmed in it.

use api::path::{MEMBER, OWNER, of_item, of_team};
use api::team::{Colleague, HandOver, SetRole};
use domain::role::{Act, Role};
use leptos::prelude::*;
use view::{Child, El, el};

use super::State;
use crate::api::Request;
use crate::browser::page;
use crate::form::Form;
use crate::ui;
use crate::workbench::screens::{button_row, done_already};

/// What may be done about a member, each confirmed in the same sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// An admin, or no longer.
    SetRole(bool),
    /// The owner.
    HandOver,
    /// Out of the team.
    Remove,
}

/// What the visitor may do about a member.
pub fn deeds(role: Role, me: i64, member: &Colleague) -> Vec<Deed> {
    if member.id == me {
        return Vec::new();
    }
    let mut deeds = Vec::new();
    if role.may(Act::SetRole) && member.role != Role::Owner {
        deeds.push(Deed::SetRole(member.role == Role::Member));
    }
    if role.may(Act::HandOver) && member.signed_in {
        deeds.push(Deed::HandOver);
    }
    if role.may_remove(member.role) {
        deeds.push(Deed::Remove);
    }
    deeds
}

/// The sheet about a member.
pub fn open(state: State, me: i64, member: &Colleague) -> El {
    let app = state.app;
    let form = Form::heeding(*app, done_already(app));
    let closed = move || state.chosen.set(None);
    let id = member.id;
    let name = member.name.clone();
    let title = |deed| match deed {
        Deed::SetRole(true) => app.t().make_admin,
        Deed::SetRole(false) => app.t().make_member,
        Deed::HandOver => app.t().hand_over,
        Deed::Remove => app.t().remove,
    };
    let menu = |deeds: Vec<Deed>| {
        let rows = deeds.into_iter().map(|deed| {
            let class = match deed {
                Deed::Remove => "button.row bad",
                _ => "button.row",
            };
            button_row(class, title(deed), move || state.deed.set(Some(deed)))
        });
        el("div.card").child(rows.collect::<Vec<_>>())
    };
    let Some(deed) = state.deed.get() else {
        let deeds = deeds(app.role(), me, member);
        return ui::menu(*app, name, menu(deeds).node(), closed);
    };
    let detail = match deed {
        Deed::SetRole(_) => None,
        Deed::HandOver => Some(app.t().hand_over_detail),
        Deed::Remove => Some(app.t().remove_detail),
    };
    let submit = move || {
        let corpid = app.corpid().unwrap_or_default();
        let request = match deed {
            Deed::SetRole(admin) => Request::put(of_item(MEMBER, &corpid, id), &SetRole { admin }),
            Deed::HandOver => Request::put(of_team(OWNER, &corpid), &HandOver { to: id }),
            Deed::Remove => Request::delete(of_item(MEMBER, &corpid, id)),
        };
        form.tell(request, move || {
            page::close_dialog();
            app.load();
        });
    };
    let body = (
        el("p").child(name),
        el("p.second").child(detail),
        ui::error(form, ""),
    );
    let label = title(deed);
    let sheet = ui::sheet(form, label, label, body.node(), submit, closed);
    match deed {
        Deed::Remove => sheet.attr("class", "sheet danger"),
        _ => sheet,
    }
}
