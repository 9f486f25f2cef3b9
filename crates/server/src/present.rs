//! From what the store holds to what the pages read.

pub mod team;

use api::answer;
use api::request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::authorization::AuthorizationState;
use domain::limit::WRONG_SERIALS_PER_ONBOARDING;
use domain::link::LinkToken;
use domain::role::Permission;
use domain::scope::Scope;
use domain::serial::Serial;
use domain::task::{self, Progress, SerialRule, Task, TaskState};
use domain::time::{Moment, Span};
use store::{At, Deployment, Onboarding, Person, SerialState, Suite, Words};

use crate::error::{ApiResult, serial_code};
use crate::state::AppState;

/// From when on a waiting activation is called late (design 2, step 3.2).
const LATE: Span = Span::seconds(5);

/// A PNG as a `data:` URL.
pub fn data_url(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}

/// A text in both languages.
pub fn words(words: Words) -> answer::Words {
    answer::Words {
        zh: words.zh,
        en: words.en,
    }
}

/// What a suite asks for.
pub fn permission(asked: store::DataPermission) -> answer::DataPermission {
    answer::DataPermission {
        title: words(asked.title),
        text: words(asked.text),
    }
}

/// A person.
pub fn person(person: &Person) -> answer::Person {
    answer::Person {
        phone: person.phone.to_string(),
        name: person.name.clone(),
    }
}

fn steps(tasks: Vec<(Task, TaskState)>) -> Vec<answer::TaskStep> {
    tasks
        .into_iter()
        .map(|(task, state)| answer::TaskStep { task, state })
        .collect()
}

/// What a guide page shows: of a link, to a visitor who may have begun already.
pub fn guide(
    link: &LinkToken,
    deployment: Option<Deployment>,
    signed_in: bool,
    onboarding: Option<&Onboarding>,
    now: Moment,
) -> answer::Guide {
    let problem = match (&deployment, onboarding) {
        (None, _) => Some(domain::link::LinkProblem::Unknown),
        (Some(_), Some(begun)) => begun.may_go_on().err(),
        (Some(found), None) => found.facts.may_begin(now).err(),
    };
    let tasks = match (onboarding, &deployment) {
        (Some(begun), _) => begun.tasks(),
        (None, Some(found)) => {
            let progress = Progress {
                signed_in,
                ..Progress::default()
            };
            task::states(&task::plan(&found.suite.settings), &progress)
        }
        (None, None) => Vec::new(),
    };
    answer::Guide {
        client: None,
        link: link.to_string(),
        problem,
        suite: deployment.map(|found| suite(found.suite, steps(tasks))),
    }
}

fn suite(suite: Suite, tasks: Vec<answer::TaskStep>) -> answer::Suite {
    answer::Suite {
        name: suite.name,
        tagline: words(suite.tagline),
        icon: data_url(&suite.icon),
        accent: suite.accent.fill().css(),
        accent_dark: suite.accent.on_dark().css(),
        vendor: suite.vendor,
        vendor_short: suite.vendor_short,
        certified: suite.certified,
        contact: suite.contact,
        team_modes: suite.settings.team_modes,
        serial: suite.settings.serial,
        tasks,
        permissions: suite.permissions.into_iter().map(permission).collect(),
        custom_tasks: suite
            .custom_tasks
            .into_iter()
            .map(|t| answer::CustomTask {
                title: words(t.title),
                text: words(t.text),
                url: t.url,
            })
            .collect(),
    }
}

/// An onboarding with everything that its pages show; `carried` is the serial with which the browser came.
pub async fn onboarding(
    state: &AppState,
    at: &At,
    by: &Person,
    mut found: Onboarding,
    carried: Option<Serial>,
) -> ApiResult<answer::Onboarding> {
    let store = &state.store;
    let asks = found.asks();
    let own = match (&found.corp, found.teams.take()) {
        (Some(_), _) => Vec::new(),
        (None, Some(known)) => known,
        (None, None) => store.teams_of(by.id, &found.deployment).await?,
    };
    let scope = match asks {
        true => None,
        false => store.scope_of(&found).await?,
    };
    let team = found.team();
    Ok(answer::Onboarding {
        tasks: steps(found.tasks()),
        person: person(by),
        teams: own
            .into_iter()
            .map(|choice| answer::TeamChoice {
                corpid: choice.team.corpid,
                name: choice.team.name,
                people: choice.team.people,
                has_suite: choice.has_suite,
                decides: choice.role.may(Permission::Authorize),
            })
            .collect(),
        team: team.map(team_info),
        team_open: found.team_is_open(),
        ask: ask(&found),
        serial: serial(state, at, &found, carried).await?,
        authorization: found.authorization.filter(|_| !asks).map(|given| {
            answer::AuthorizationStatus {
                late: given.state == AuthorizationState::AwaitingActivation
                    && at.now - given.authorized_at > LATE,
                state: given.state,
                authorized_at: given.authorized_at.0,
                active_at: given.active_at.map(|at| at.0),
                stopped: given.stopped,
                reason: given.reason,
            }
        }),
        scope: scope.map(scope_status),
    })
}

/// A scope with its names.
pub fn scope_status(view: store::ScopeView) -> answer::ScopeStatus {
    answer::ScopeStatus {
        scope: match view.scope {
            Scope::Everyone => request::Scope::Everyone,
            Scope::Departments(chosen) => request::Scope::Departments(chosen.ids().collect()),
            Scope::Members(chosen) => request::Scope::Members(chosen.ids().collect()),
        },
        names: view.names,
        people: view.people,
    }
}

/// How the request stands of one who may not authorize.
fn ask(found: &Onboarding) -> Option<answer::AskStatus> {
    let asked = found.asked.clone();
    found.asks().then(|| answer::AskStatus {
        state: asked.as_ref().map(|asked| asked.state),
        reason: asked.as_ref().and_then(|asked| asked.reason.clone()),
        decided_by: asked.and_then(|asked| asked.decided_by),
        authorization: found.authorization.as_ref().map(|given| given.state),
        admitted: found.admitted,
    })
}

async fn serial(
    state: &AppState,
    at: &At,
    found: &Onboarding,
    carried: Option<Serial>,
) -> ApiResult<Option<answer::SerialStatus>> {
    if found.deployment.suite.settings.serial == SerialRule::None {
        return Ok(None);
    }
    // Before it is due nothing is tried, and nothing after it was accepted.
    let left = match found.tasks().contains(&(Task::Serial, TaskState::Now)) {
        true => state.store.serial_tries_left(at, found.id).await?,
        false => Ok(WRONG_SERIALS_PER_ONBOARDING.most),
    };
    let (mut accepted, mut pending, mut refused) = (None, None, None);
    match &found.serial {
        SerialState::Missing => {}
        SerialState::Pending(serial) => pending = Some(serial.to_string()),
        SerialState::Accepted(serial) => accepted = Some(serial.to_string()),
        SerialState::Refused(serial, why) => {
            refused = Some(answer::RefusedSerial {
                serial: serial.to_string(),
                code: serial_code(*why),
            });
        }
    }
    Ok(Some(answer::SerialStatus {
        prefilled: (found.deployment.serial.as_ref().map(ToString::to_string))
            .or(carried.map(|serial| serial.to_string())),
        accepted,
        pending,
        stopped: found.serial_has_stopped(),
        refused,
        tries_left: left.ok().and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
        wait: left.err().map(Span::seconds_up),
    }))
}

/// A team.
pub fn team_info(team: store::TeamInfo) -> answer::TeamInfo {
    answer::TeamInfo {
        corpid: team.corpid,
        name: team.name,
        people: team.people,
    }
}

/// What a scope is chosen from.
pub fn directory(found: store::Directory) -> answer::Directory {
    let departments = found.departments.into_iter();
    let members = found.members.into_iter();
    answer::Directory {
        people: found.people,
        departments: departments
            .map(|(id, name, people)| answer::Department { id, name, people })
            .collect(),
        members: members
            .map(|(id, name, department)| answer::Member {
                id,
                name,
                department,
            })
            .collect(),
        more: found.more,
    }
}
