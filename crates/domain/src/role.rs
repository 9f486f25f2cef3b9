//! Roles in a team, and what each may do: the one table that the server asks and the docs print.

/// A person's place in a team; a greater one may do all that a lesser one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Uses the apps.
    Member,
    /// Looks after people and apps.
    Admin,
    /// Whose team it is. Each team has exactly one.
    Owner,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Member, Self::Admin, Self::Owner];
}

/// Something that is done in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Opens the workbench and sees the apps in one's scope.
    UseApps,
    /// Reports a problem about a suite, rates it.
    Judge,
    /// Asks for a suite that one may not authorize.
    Ask,
    /// Leaves the team.
    Leave,
    /// Shows the invite link and its code to others.
    Invite,
    /// Renews the invite link, sets whether joining needs approval.
    SetInvite,
    /// Sees who is in the team and who wants to be.
    SeePeople,
    /// Lets in whoever asks to join, or not.
    Admit,
    /// Takes somebody out of the team.
    Remove,
    /// Makes somebody an admin, or takes that back.
    SetRole,
    /// Makes somebody else the owner.
    HandOver,
    /// Authorizes a suite, also again; answers members' requests.
    Authorize,
    /// Sets who may use a suite.
    SetScope,
    /// Disables a suite, or enables it again.
    Switch,
    /// Withdraws an authorization.
    Withdraw,
}

/// The least role that may do each act.
pub const RIGHTS: [(Act, Role); 15] = [
    (Act::UseApps, Role::Member),
    (Act::Judge, Role::Member),
    (Act::Ask, Role::Member),
    (Act::Leave, Role::Member),
    (Act::Invite, Role::Admin),
    (Act::SetInvite, Role::Owner),
    (Act::SeePeople, Role::Admin),
    (Act::Admit, Role::Admin),
    (Act::Remove, Role::Admin),
    (Act::SetRole, Role::Owner),
    (Act::HandOver, Role::Owner),
    (Act::Authorize, Role::Admin),
    (Act::SetScope, Role::Admin),
    (Act::Switch, Role::Admin),
    (Act::Withdraw, Role::Admin),
];

impl Role {
    /// Whether this role may do that.
    pub fn may(self, act: Act) -> bool {
        RIGHTS
            .iter()
            .any(|&(listed, least)| listed == act && self >= least)
    }

    /// Whether this role may take somebody of that role out of the team: only lesser ones, so that
    /// admins can't turn on each other and nobody takes the owner out.
    pub fn may_remove(self, other: Self) -> bool {
        self.may(Act::Remove) && other < self
    }

    /// Whether somebody of this role may leave: the owner hands over first.
    pub fn may_leave(self) -> bool {
        self.may(Act::Leave) && self != Self::Owner
    }
}

/// What stands in the way of deleting one's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Farewell {
    /// Nothing: one leaves the team like anybody.
    Leave,
    /// One owns it and nobody else is in it: it ends with its owner, and so do its invitations.
    Dissolve,
    /// One owns it and others use it: it is handed over first.
    HandOverFirst,
}

/// What deleting an account means for a team that one is in, with so many others in it. The invited don't count.
pub fn farewell(role: Role, others: u32) -> Farewell {
    match (role, others) {
        (Role::Owner, 0) => Farewell::Dissolve,
        (Role::Owner, _) => Farewell::HandOverFirst,
        _ => Farewell::Leave,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_stands_in_the_table_once_and_a_greater_role_may_do_no_less() {
        for (act, least) in RIGHTS {
            let rows = RIGHTS.iter().filter(|(listed, _)| *listed == act).count();
            assert_eq!(rows, 1, "{act:?}");
            for role in Role::ALL {
                assert_eq!(role.may(act), role >= least, "{role:?} {act:?}");
            }
        }
    }

    #[test]
    fn one_removes_lesser_roles_only_and_the_owner_neither_is_removed_nor_leaves() {
        use Role::*;
        for (role, other, may) in [
            (Member, Member, false),
            (Admin, Member, true),
            (Admin, Admin, false),
            (Admin, Owner, false),
            (Owner, Admin, true),
            (Owner, Owner, false),
        ] {
            assert_eq!(role.may_remove(other), may, "{role:?} {other:?}");
        }
        assert!(Member.may_leave() && Admin.may_leave() && !Owner.may_leave());
    }

    #[test]
    fn an_owner_hands_over_unless_nobody_is_there_to_take_it() {
        for (role, others, outcome) in [
            (Role::Member, 3, Farewell::Leave),
            (Role::Admin, 0, Farewell::Leave),
            (Role::Owner, 0, Farewell::Dissolve),
            (Role::Owner, 1, Farewell::HandOverFirst),
        ] {
            assert_eq!(farewell(role, others), outcome, "{role:?} {others}");
        }
    }
}
