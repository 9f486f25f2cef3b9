//! Roles (角色) in a team, and the one table of what each may do.

/// What somebody is in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Belongs to it.
    Member,
    /// Was made one by the owner.
    Admin,
    /// Created it, or was handed it. There is always exactly one.
    Owner,
}

/// What can be done in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See the workbench: the apps within one's scope.
    SeeWorkbench,
    /// Ask for a suite that the team hasn't.
    Ask,
    /// Report a problem of a suite.
    Report,
    /// Rate a suite.
    Rate,
    /// See the people, and who has joined.
    SeePeople,
    /// See and hand on the invite link.
    Invite,
    /// Renew the invite link, or set that joining needs approval.
    ChangeInvite,
    /// Let in, or turn away, who waits to join.
    DecideJoin,
    /// Decide a member's request for a suite.
    DecideRequest,
    /// Authorize a suite, first or again.
    Authorize,
    /// Set who may use a suite.
    ChangeScope,
    /// Disable or enable a suite.
    Switch,
    /// Withdraw an authorization.
    Withdraw,
    /// Make somebody an admin, or a member again.
    ChangeRole,
    /// Hand the team over to another member.
    HandOver,
}

/// The least role that may do each.
pub const RIGHTS: [(Act, Role); 15] = [
    (Act::SeeWorkbench, Role::Member),
    (Act::Ask, Role::Member),
    (Act::Report, Role::Member),
    (Act::Rate, Role::Member),
    (Act::SeePeople, Role::Admin),
    (Act::Invite, Role::Admin),
    (Act::ChangeInvite, Role::Admin),
    (Act::DecideJoin, Role::Admin),
    (Act::DecideRequest, Role::Admin),
    (Act::Authorize, Role::Admin),
    (Act::ChangeScope, Role::Admin),
    (Act::Switch, Role::Admin),
    (Act::Withdraw, Role::Admin),
    (Act::ChangeRole, Role::Owner),
    (Act::HandOver, Role::Owner),
];

impl Role {
    /// Whether somebody in this role may do this.
    pub fn may(self, act: Act) -> bool {
        RIGHTS
            .iter()
            .any(|&(listed, least)| listed == act && self >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_may_do_everything_and_a_member_nothing_that_binds_the_team() {
        for (act, _) in RIGHTS {
            assert!(Role::Owner.may(act), "{act:?}");
            assert!(Role::Admin.may(act) || !Role::Member.may(act), "{act:?}");
        }
        for act in [Act::Authorize, Act::Withdraw, Act::Invite, Act::HandOver] {
            assert!(!Role::Member.may(act), "{act:?}");
        }
        assert!(!Role::Admin.may(Act::HandOver));
        assert!(Role::Member.may(Act::Ask));
    }

    #[test]
    fn every_act_stands_in_the_table_once() {
        for (act, _) in RIGHTS {
            let times = RIGHTS.iter().filter(|(other, _)| *other == act).count();
            assert_eq!(times, 1, "{act:?}");
        }
    }
}
