//! What may be done about a member.

use api::path::{MEMBER, OWNER};
use api::team::{Colleague, HandOver, SetRole};
use domain::role::{Permission, Role};
use ui::text::team::Text;

use crate::api::Request;
use crate::workbench::state::Team;

/// What may be done about a member.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberAction {
    /// An admin, or no longer.
    SetRole(bool),
    /// The owner.
    HandOver,
    /// Out of the team.
    Remove,
    /// Out of it before they have accepted.
    Uninvite,
}

impl MemberAction {
    /// What it is called.
    pub fn title(self, t: &Text) -> &'static str {
        match self {
            Self::SetRole(true) => t.make_admin,
            Self::SetRole(false) => t.make_member,
            Self::HandOver => t.hand_over,
            Self::Remove => t.remove,
            Self::Uninvite => t.uninvite,
        }
    }

    /// What it means.
    pub fn detail(self, t: &Text) -> Option<&'static str> {
        match self {
            Self::SetRole(_) => None,
            Self::HandOver => Some(t.hand_over_detail),
            Self::Remove => Some(t.remove_detail),
            Self::Uninvite => Some(t.uninvite_detail),
        }
    }

    /// It can't be undone.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Remove | Self::Uninvite)
    }

    /// The request that does it.
    pub fn request(self, team: Team, id: i64) -> Request {
        let member = team.item_path(MEMBER, id);
        match self {
            Self::SetRole(admin) => Request::put(member, &SetRole { admin }),
            Self::HandOver => Request::put(team.path(OWNER), &HandOver { to: id }),
            Self::Remove | Self::Uninvite => Request::delete(member),
        }
    }
}

/// What somebody of this role may do about a member.
pub fn actions(role: Role, me: i64, member: &Colleague) -> Vec<MemberAction> {
    let mut actions = Vec::new();
    if member.id == me {
        return actions;
    }
    if member.invited {
        actions.extend(
            role.may_remove(member.role)
                .then_some(MemberAction::Uninvite),
        );
        return actions;
    }
    if role.may(Permission::SetRole) && member.role != Role::Owner {
        actions.push(MemberAction::SetRole(member.role == Role::Member));
    }
    if role.may(Permission::HandOver) {
        actions.push(MemberAction::HandOver);
    }
    if role.may_remove(member.role) {
        actions.push(MemberAction::Remove);
    }
    actions
}
