//! Tests of roads: in a table, and whatever the facts are.

use proptest::prelude::*;

use super::*;

/// A suite that was just made.
const NEW: Facts = Facts {
    has_app: false,
    server: Server::Hosted,
    has_contact: false,
    has_product_code: false,
    accepting: Accepting::Unchecked,
    has_invite_code: false,
    is_approved: false,
    application: ApplicationState::Draft,
    is_suspended: false,
    has_link: false,
    has_customer: false,
    has_late_defect: false,
};

/// A suite at the end of the road.
const DONE: Facts = Facts {
    has_app: true,
    server: Server::Good,
    has_contact: true,
    has_product_code: true,
    accepting: Accepting::Passed,
    has_invite_code: true,
    is_approved: true,
    has_link: true,
    has_customer: true,
    ..NEW
};

/// `d`one, `v`endor or `o`perator now, `l`ater.
fn marks(facts: Facts) -> String {
    let mark = |it: &Standing| match (it.state, it.who()) {
        (StepState::Done, _) => 'd',
        (StepState::Later, _) => 'l',
        (StepState::Now, Some(Who::Operator)) => 'o',
        (StepState::Now, _) => 'v',
    };
    facts.road().iter().map(mark).collect()
}

#[test]
fn each_step_says_who_must_act() {
    use ApplicationState::{Rejected, Submitted};
    for (facts, expected) in [
        (NEW, "vvloll"),
        (
            Facts {
                has_app: true,
                ..NEW
            },
            "dvvoll",
        ),
        (
            Facts {
                accepting: Accepting::Submitted,
                ..NEW
            },
            "vvooll",
        ),
        (
            Facts {
                server: Server::Faulty,
                ..DONE
            },
            "vddddd",
        ),
        (
            Facts {
                accepting: Accepting::Spent,
                is_approved: false,
                has_customer: false,
                ..DONE
            },
            "ddvdll",
        ),
        (
            Facts {
                is_approved: false,
                application: Submitted,
                has_customer: false,
                ..DONE
            },
            "ddddol",
        ),
        (
            Facts {
                is_approved: false,
                application: Rejected,
                has_customer: false,
                ..DONE
            },
            "ddddvl",
        ),
        (
            Facts {
                has_customer: false,
                ..DONE
            },
            "dddddv",
        ),
        (
            Facts {
                is_suspended: true,
                ..DONE
            },
            "dddddo",
        ),
        (
            Facts {
                has_late_defect: true,
                ..DONE
            },
            "dddddv",
        ),
        (DONE, "dddddd"),
        (
            Facts {
                application: Rejected,
                ..DONE
            },
            "dddddd",
        ),
    ] {
        assert_eq!(marks(facts), expected, "{facts:?}");
    }
}

prop_compose! {
    fn facts()(
        bits in prop::collection::vec(any::<bool>(), 9),
        server in prop::sample::select(vec![Server::Hosted, Server::Unchecked, Server::Faulty, Server::Good]),
        accepting in prop::sample::select(vec![
            Accepting::Unchecked, Accepting::Checked, Accepting::Submitted,
            Accepting::Failed, Accepting::Spent, Accepting::Passed,
        ]),
        application in prop::sample::select(vec![
            ApplicationState::Draft, ApplicationState::Submitted, ApplicationState::Rejected,
        ]),
    ) -> Facts {
        Facts {
            has_app: bits[0], server, has_contact: bits[1], has_product_code: bits[2], accepting,
            has_invite_code: bits[3], is_approved: bits[4], application, is_suspended: bits[5],
            has_link: bits[6], has_customer: bits[7], has_late_defect: bits[8],
        }
    }
}

proptest! {
    #[test]
    fn somebody_can_always_act_until_all_is_done(facts in facts()) {
        let road = facts.road();
        let is_done = road.iter().all(|it| it.state == StepState::Done);
        prop_assert!(is_done || road.iter().any(|it| it.state == StepState::Now));
        for it in &road {
            prop_assert_eq!(it.state == StepState::Done, it.lacks.is_empty());
            prop_assert_eq!(it.who().is_none(), it.lacks.is_empty());
            prop_assert!(it.who() != Some(Who::Operator) || it.state == StepState::Now);
        }
    }

    #[test]
    fn a_step_that_others_need_is_before_them(facts in facts()) {
        let road = facts.road();
        let place = |step| Step::ALL.iter().position(|it| *it == step);
        for it in &road {
            for needed in it.step.needs() {
                prop_assert!(place(*needed) < place(it.step));
            }
        }
    }

    #[test]
    fn what_one_step_lacks_no_other_does(facts in facts()) {
        let lacks: Vec<_> = facts.road().into_iter().flat_map(|it| it.lacks).collect();
        for lack in Lack::ALL {
            prop_assert!(lacks.iter().filter(|it| **it == lack).count() <= 1);
        }
    }
}
