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
pub enum Permission {
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
    /// Admits or declines those who ask to join.
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
pub const ROLE_PERMISSIONS: [(Permission, Role); 15] = [
    (Permission::UseApps, Role::Member),
    (Permission::Judge, Role::Member),
    (Permission::Ask, Role::Member),
    (Permission::Leave, Role::Member),
    (Permission::Invite, Role::Admin),
    (Permission::SetInvite, Role::Owner),
    (Permission::SeePeople, Role::Admin),
    (Permission::Admit, Role::Admin),
    (Permission::Remove, Role::Admin),
    (Permission::SetRole, Role::Owner),
    (Permission::HandOver, Role::Owner),
    (Permission::Authorize, Role::Admin),
    (Permission::SetScope, Role::Admin),
    (Permission::Switch, Role::Admin),
    (Permission::Withdraw, Role::Admin),
];

impl Role {
    /// Whether this role may do that.
    pub fn may(self, act: Permission) -> bool {
        ROLE_PERMISSIONS
            .iter()
            .any(|&(listed, least)| listed == act && self >= least)
    }

    /// Whether this role may take somebody of that role out of the team: only lesser ones, so that
    /// admins can't turn on each other and nobody takes the owner out.
    pub fn may_remove(self, other: Self) -> bool {
        self.may(Permission::Remove) && other < self
    }

    /// Whether somebody of this role may leave: the owner hands over first.
    pub fn may_leave(self) -> bool {
        self.may(Permission::Leave) && self != Self::Owner
    }
}

/// What stands in the way of deleting one's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountDeletionEffect {
    /// Nothing: one leaves the team like anybody.
    Leave,
    /// One owns it and nobody else is in it: it ends with its owner, and so do its invitations.
    Dissolve,
    /// One owns it and others use it: it is handed over first.
    HandOverFirst,
}

/// What deleting an account means for a team that one is in, with so many others in it. The invited don't count.
pub fn account_deletion_effect(role: Role, others: u32) -> AccountDeletionEffect {
    match (role, others) {
        (Role::Owner, 0) => AccountDeletionEffect::Dissolve,
        (Role::Owner, _) => AccountDeletionEffect::HandOverFirst,
        _ => AccountDeletionEffect::Leave,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_use_apps_admins_look_after_people_and_apps_and_owners_after_the_team() {
        use Permission::*;
        let member = [UseApps, Judge, Ask, Leave];
        let admin = [
            Invite, SeePeople, Admit, Remove, Authorize, SetScope, Switch, Withdraw,
        ];
        let owner = [SetInvite, SetRole, HandOver];
        let rows = ROLE_PERMISSIONS.map(|(act, _)| act);
        assert_eq!(rows.len(), member.len() + admin.len() + owner.len());
        for act in rows {
            let may = Role::ALL.map(|role| role.may(act));
            let expected = [
                member.contains(&act),
                member.contains(&act) || admin.contains(&act),
                member.contains(&act) || admin.contains(&act) || owner.contains(&act),
            ];
            assert_eq!(may, expected, "{act:?}");
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
            (Role::Member, 3, AccountDeletionEffect::Leave),
            (Role::Admin, 0, AccountDeletionEffect::Leave),
            (Role::Owner, 0, AccountDeletionEffect::Dissolve),
            (Role::Owner, 1, AccountDeletionEffect::HandOverFirst),
        ] {
            assert_eq!(
                account_deletion_effect(role, others),
                outcome,
                "{role:?} {others}"
            );
        }
    }
}
