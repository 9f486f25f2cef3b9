//! The steps that a form makes, in order, and how one of the provider's own is moved among them.

use crate::task::{SerialRule, Task, TaskSettings, plan};
use crate::team::TeamModes;

/// Which way a step is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Before the step above it.
    Up,
    /// Behind the step below it.
    Down,
}

/// The steps of a form whose own tasks follow these, in order.
pub fn steps(serials: SerialRule, after: &[Task]) -> Vec<Task> {
    plan(&TaskSettings {
        team_modes: TeamModes::Either,
        serial: serials,
        custom_after: after.to_vec(),
    })
}

/// Moves the own task at a place one step up or down, past a built-in step or another own one.
///
/// The answer has all own tasks in their new order: where each stood, and what it follows. It is `None` where the task can go no
/// further: nothing comes before the sign-in or after the start.
pub fn moved(
    serials: SerialRule,
    after: &[Task],
    place: usize,
    way: Way,
) -> Option<Vec<(usize, Task)>> {
    let mut steps = steps(serials, after);
    let own = Task::Custom(u8::try_from(place).ok()?);
    let at = steps.iter().position(|step| *step == own)?;
    let to = match way {
        Way::Up => at.checked_sub(1)?,
        Way::Down => at + 1,
    };
    if matches!(steps.get(to)?, Task::SignIn | Task::Start) {
        return None;
    }
    steps.swap(at, to);
    let before = to.checked_sub(1).and_then(|at| steps.get(at));
    // Behind another own task it follows what that one does, which may be a step that this suite doesn't have.
    let own_after = before.map_or(Task::SignIn, |step| follows(*step, after));
    let tasks = steps.into_iter().filter_map(|step| match step {
        Task::Custom(it) if usize::from(it) == place => Some((place, own_after)),
        Task::Custom(it) => Some((usize::from(it), follows(step, after))),
        _ => None,
    });
    Some(tasks.collect())
}

/// The built-in step that comes with a step: itself, or the one that an own task follows.
fn follows(step: Task, after: &[Task]) -> Task {
    match step {
        Task::Custom(place) => after.get(usize::from(place)).copied().unwrap_or(step),
        step => step,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Task::{Authorize, Custom, Scope, Serial, SignIn, Start, Team};

    /// The steps after the task at this place was moved, with the tasks by their old places.
    fn after_move(serials: SerialRule, after: &[Task], place: usize, way: Way) -> Vec<Task> {
        let Some(moved) = moved(serials, after, place, way) else {
            return Vec::new();
        };
        let follow: Vec<_> = moved.iter().map(|(_, after)| *after).collect();
        let named = |step| match step {
            Custom(at) => Custom(u8::try_from(moved[usize::from(at)].0).unwrap()),
            step => step,
        };
        steps(serials, &follow).into_iter().map(named).collect()
    }

    #[test]
    fn a_task_is_moved_past_built_in_steps_and_past_others() {
        let after = [Team, Team];
        let none = SerialRule::None;
        assert_eq!(
            after_move(none, &after, 0, Way::Down),
            [SignIn, Team, Custom(1), Custom(0), Authorize, Scope, Start]
        );
        assert_eq!(
            after_move(none, &after, 1, Way::Down),
            [SignIn, Team, Custom(0), Authorize, Custom(1), Scope, Start]
        );
        assert_eq!(
            after_move(none, &after, 0, Way::Up),
            [SignIn, Custom(0), Team, Custom(1), Authorize, Scope, Start]
        );
        assert_eq!(moved(none, &[SignIn], 0, Way::Up), None);
        assert_eq!(moved(none, &[Scope], 0, Way::Down), None);
        assert_eq!(moved(none, &[Scope], 1, Way::Up), None);
    }

    #[test]
    fn a_task_that_follows_an_absent_serial_stays_there_when_another_is_moved() {
        let after = [Serial, Team];
        let moved = moved(SerialRule::None, &after, 1, Way::Down);
        assert_eq!(moved, Some(vec![(0, Serial), (1, Serial)]));
    }

    proptest! {
        #[test]
        fn a_move_swaps_two_steps_and_back_again(
            follow in proptest::collection::vec(0_usize..5, 1..6), place in 0_usize..6, has_serial: bool, is_up: bool,
        ) {
            let built_in = [SignIn, Team, Serial, Authorize, Scope];
            let after: Vec<_> = follow.into_iter().map(|at| built_in[at]).collect();
            let serials = if has_serial { SerialRule::Issued } else { SerialRule::None };
            let (way, back) = if is_up { (Way::Up, Way::Down) } else { (Way::Down, Way::Up) };
            let before = steps(serials, &after);
            if let Some(tasks) = moved(serials, &after, place, way) {
                let now = after_move(serials, &after, place, way);
                let changed = before.iter().zip(&now).filter(|(one, other)| one != other).count();
                prop_assert_eq!(changed, 2);
                let follow: Vec<_> = tasks.iter().map(|(_, after)| *after).collect();
                let there = tasks.iter().position(|(at, _)| *at == place).unwrap();
                let again = moved(serials, &follow, there, back).unwrap();
                let again: Vec<_> = again.iter().map(|(at, _)| tasks[*at].0).collect();
                let order = |steps: &[Task]| -> Vec<usize> {
                    let own = |step: &Task| match step { Custom(at) => Some(usize::from(*at)), _ => None };
                    steps.iter().filter_map(own).collect()
                };
                prop_assert_eq!(again, order(&before));
            }
        }
    }
}
