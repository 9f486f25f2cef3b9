//! The tasks (任务) of an onboarding: which of them a suite has, and which one is due.

use crate::team::TeamModes;

/// One task. The order of the built-in ones is fixed; ISVs may put their own anywhere after sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// Sign in by phone number and one-time code.
    SignIn,
    /// Create a team, or pick one of one's own.
    Team,
    /// Ask those who may authorize; done when the suite is active for the team.
    Ask,
    /// Enter the serial number.
    Serial,
    /// Authorize the suite; done when it is active.
    Authorize,
    /// Set who may use it.
    Scope,
    /// Begin to use it.
    Start,
    /// The ISV's own task, by its place in the suite's list from 0.
    Custom(u8),
}

/// Who verifies a suite's serials, if anyone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SerialRule {
    /// The suite asks for none.
    None,
    /// Issued and verified by us.
    Issued,
    /// Verified by the vendor's server.
    Vendor,
}

/// What a suite's approved application sets about its tasks (seed 4.2, step 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskSettings {
    /// Which teams may be created.
    pub team_modes: TeamModes,
    /// Whether a serial is asked for.
    pub serial: SerialRule,
    /// For each custom task in turn, the built-in task that it follows.
    pub custom_after: Vec<Task>,
}

/// What is known to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Someone is signed in.
    pub signed_in: bool,
    /// A team was created or picked.
    pub team: bool,
    /// The serial was accepted.
    pub serial: bool,
    /// The suite that was asked for is active in the team, no matter who authorized it.
    pub answered: bool,
    /// The authorization is active.
    pub active: bool,
    /// The scope was set.
    pub scope: bool,
    /// The customer has started.
    pub started: bool,
    /// Custom tasks that are done, by their place.
    pub custom: Vec<u8>,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Behind us.
    Done,
    /// The one that is due.
    Now,
    /// Not yet.
    Later,
}

/// Where a request for a task's page leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is due: there.
    Here,
    /// It is done: there, to read only.
    ReadOnly,
    /// It comes later, or this suite doesn't have it: to the one that is due.
    Due(Task),
    /// Everything is done: to the workbench.
    Finished,
}

const BUILT_IN: [Task; 6] = [
    Task::SignIn,
    Task::Team,
    Task::Serial,
    Task::Authorize,
    Task::Scope,
    Task::Start,
];

/// The tasks of a suite, in order.
pub fn plan(settings: &TaskSettings) -> Vec<Task> {
    let has = |task: &Task| *task != Task::Serial || settings.serial != SerialRule::None;
    let mut tasks = Vec::with_capacity(BUILT_IN.len() + settings.custom_after.len());
    for task in BUILT_IN {
        if has(&task) {
            tasks.push(task);
        }
        // A custom task after an absent serial still has its place. None can follow the start.
        let custom = (0u8..).zip(&settings.custom_after);
        tasks.extend(
            custom
                .filter(|(_, after)| **after == task && task != Task::Start)
                .map(|(place, _)| Task::Custom(place)),
        );
    }
    tasks
}

/// The tasks of somebody who may not authorize for the team: in the place of opening the app they
/// ask, and the ISV's own tasks are for the person who opens it.
pub fn asking() -> Vec<Task> {
    vec![Task::SignIn, Task::Team, Task::Ask, Task::Start]
}

impl Progress {
    /// Everything is done.
    pub fn finished(custom: usize) -> Self {
        Self {
            signed_in: true,
            team: true,
            answered: true,
            serial: true,
            active: true,
            scope: true,
            started: true,
            custom: (0..custom)
                .filter_map(|place| u8::try_from(place).ok())
                .collect(),
        }
    }

    /// Whether this task is behind us.
    pub fn has_done(&self, task: Task) -> bool {
        match task {
            Task::SignIn => self.signed_in,
            Task::Team => self.team,
            Task::Ask => self.answered,
            Task::Serial => self.serial,
            Task::Authorize => self.active,
            Task::Scope => self.scope,
            Task::Start => self.started,
            Task::Custom(place) => self.custom.contains(&place),
        }
    }
}

/// The task that is due: the first that isn't done; `None` when all are.
pub fn due(plan: &[Task], progress: &Progress) -> Option<Task> {
    plan.iter().copied().find(|&task| !progress.has_done(task))
}

/// Every task with its state: what is before the due one is done, what is after it comes later.
pub fn states(plan: &[Task], progress: &Progress) -> Vec<(Task, TaskState)> {
    let due_at = plan
        .iter()
        .position(|&task| !progress.has_done(task))
        .unwrap_or(plan.len());
    let state = |at: usize| match at.cmp(&due_at) {
        std::cmp::Ordering::Less => TaskState::Done,
        std::cmp::Ordering::Equal => TaskState::Now,
        std::cmp::Ordering::Greater => TaskState::Later,
    };
    plan.iter()
        .enumerate()
        .map(|(at, &task)| (task, state(at)))
        .collect()
}

/// Where someone who asks for a task's page is led.
pub fn place(states: &[(Task, TaskState)], wanted: Task) -> Place {
    let due = states
        .iter()
        .find(|(_, state)| *state == TaskState::Now)
        .map(|(task, _)| *task);
    match states
        .iter()
        .find(|(task, _)| *task == wanted)
        .map(|(_, state)| *state)
    {
        Some(TaskState::Now) => Place::Here,
        Some(TaskState::Done) => Place::ReadOnly,
        Some(TaskState::Later) | None => due.map_or(Place::Finished, Place::Due),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settings(serial: SerialRule, custom_after: &[Task]) -> TaskSettings {
        TaskSettings {
            team_modes: TeamModes::Either,
            serial,
            custom_after: custom_after.to_vec(),
        }
    }

    #[test]
    fn a_suite_has_the_tasks_that_its_application_sets() {
        use Task::*;
        for (serial, custom, tasks) in [
            (
                SerialRule::Issued,
                vec![],
                vec![SignIn, Team, Serial, Authorize, Scope, Start],
            ),
            (
                SerialRule::None,
                vec![],
                vec![SignIn, Team, Authorize, Scope, Start],
            ),
            (
                SerialRule::Vendor,
                vec![Scope, SignIn],
                vec![
                    SignIn,
                    Custom(1),
                    Team,
                    Serial,
                    Authorize,
                    Scope,
                    Custom(0),
                    Start,
                ],
            ),
            (
                SerialRule::None,
                vec![Serial],
                vec![SignIn, Team, Custom(0), Authorize, Scope, Start],
            ),
            (
                SerialRule::None,
                vec![Start],
                vec![SignIn, Team, Authorize, Scope, Start],
            ),
        ] {
            assert_eq!(plan(&settings(serial, &custom)), tasks);
        }
    }

    #[test]
    fn the_due_task_is_the_first_that_is_not_done() {
        let plan = plan(&settings(SerialRule::Issued, &[]));
        let mut progress = Progress::default();
        assert_eq!(due(&plan, &progress), Some(Task::SignIn));
        progress.signed_in = true;
        progress.team = true;
        assert_eq!(due(&plan, &progress), Some(Task::Serial));
        progress.serial = true;
        progress.active = true;
        progress.scope = true;
        progress.started = true;
        assert_eq!(due(&plan, &progress), None);
    }

    #[test]
    fn who_may_not_authorize_asks_instead() {
        let mut progress = Progress {
            signed_in: true,
            team: true,
            ..Progress::default()
        };
        assert_eq!(due(&asking(), &progress), Some(Task::Ask));
        progress.answered = true;
        assert_eq!(due(&asking(), &progress), Some(Task::Start));
    }

    #[test]
    fn whoever_has_started_has_nothing_left() {
        let custom = [Task::SignIn, Task::Scope];
        let plan = plan(&settings(SerialRule::Issued, &custom));
        assert_eq!(due(&plan, &Progress::finished(custom.len())), None);
        assert_eq!(due(&asking(), &Progress::finished(0)), None);
    }

    #[test]
    fn a_later_page_leads_to_the_due_one_and_a_done_one_is_read_only() {
        let plan = plan(&settings(SerialRule::None, &[]));
        let progress = Progress {
            signed_in: true,
            team: true,
            ..Progress::default()
        };
        let states = states(&plan, &progress);
        for (wanted, expected) in [
            (Task::SignIn, Place::ReadOnly),
            (Task::Team, Place::ReadOnly),
            (Task::Authorize, Place::Here),
            (Task::Scope, Place::Due(Task::Authorize)),
            (Task::Serial, Place::Due(Task::Authorize)),
            (Task::Custom(3), Place::Due(Task::Authorize)),
        ] {
            assert_eq!(place(&states, wanted), expected, "{wanted:?}");
        }
    }

    fn any_task() -> impl Strategy<Value = Task> {
        proptest::sample::select(BUILT_IN.to_vec())
    }

    proptest! {
        #[test]
        fn at_most_one_task_is_due_and_doing_what_is_due_ends(
            serial in proptest::sample::select(vec![SerialRule::None, SerialRule::Issued, SerialRule::Vendor]),
            custom in proptest::collection::vec(any_task(), 0..4),
        ) {
            let plan = plan(&settings(serial, &custom));
            let mut progress = Progress::default();
            for _ in 0..plan.len() {
                let now = states(&plan, &progress).iter().filter(|(_, s)| *s == TaskState::Now).count();
                prop_assert_eq!(now, 1);
                match due(&plan, &progress) {
                    Some(Task::SignIn) => progress.signed_in = true,
                    Some(Task::Team) => progress.team = true,
                    Some(Task::Serial) => progress.serial = true,
                    Some(Task::Authorize) => progress.active = true,
                    Some(Task::Scope) => progress.scope = true,
                    Some(Task::Start) => progress.started = true,
                    Some(Task::Custom(n)) => progress.custom.push(n),
                    Some(Task::Ask) => prop_assert!(false, "whoever authorizes asks nobody"),
                    None => prop_assert!(false, "nothing due too early"),
                }
            }
            prop_assert_eq!(due(&plan, &progress), None);
        }
    }
}
