//! The signals around the onboarding that the server holds, and where each outcome leads.

use std::ops::Deref;

use api::answer::{Boot, Onboarding, Suite, TaskStep};
use api::path::{ONBOARDING, of_link};
use api::problem::{Code, Problem};
use domain::authorization::AuthorizationState;
use domain::request::RequestState;
use domain::task::{self, Place, Task, TaskState};
use domain::word::Word;
use leptos::prelude::*;
use serde::Serialize;
use ui::text::deploy::{self as text, Text};

use crate::api::Request;
use crate::browser::page;
use crate::deploy::draft::TeamDraft;
use crate::form::Form;
use crate::navigate::Navigate;
use crate::session::{Session, use_session};

/// What all steps share; cheap to copy.
#[derive(Clone, Copy)]
pub struct Flow {
    session: Session,
    navigate: Navigate,
    link: StoredValue<String>,
    suite: StoredValue<Option<Suite>>,
    /// The tasks in order, as they stand.
    pub steps: RwSignal<Vec<TaskStep>>,
    /// The onboarding as the server answered it last.
    pub found: RwSignal<Option<Onboarding>>,
    /// What was typed about the team.
    pub team: TeamDraft,
    /// What is loaded and begun without a button.
    background: StoredValue<Option<Form>>,
}

impl Deref for Flow {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

/// The flow of the program.
pub fn use_flow() -> Flow {
    expect_context()
}

/// What a step's address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A task that is due.
    Due(Task),
    /// A task that is done.
    Done(Task),
    /// The onboarding begins first.
    Begin,
    /// No such page.
    NotFound,
}

impl Flow {
    /// The state with which the page came.
    pub fn new(boot: Boot) -> Self {
        let session = use_session();
        let (link, suite) = match boot.guide {
            Some(guide) => (guide.link, guide.suite),
            None => Default::default(),
        };
        let tasks = suite.as_ref().map(|suite| suite.tasks.clone());
        let vendor = suite.as_ref().map(|suite| suite.vendor_short.clone());
        session.vendor.set(vendor.unwrap_or_default());
        let flow = Self {
            session,
            navigate: Navigate::new(),
            link: StoredValue::new(link),
            steps: RwSignal::new(tasks.unwrap_or_default()),
            suite: StoredValue::new(suite),
            found: RwSignal::new(boot.onboarding),
            team: TeamDraft::new(),
            background: StoredValue::new(None),
        };
        let background = Form::new(move |found| flow.advance(found));
        flow.background.set_value(Some(background));
        flow
    }

    /// The texts; a view that reads them is drawn again in the other language.
    pub fn t(self) -> &'static Text {
        text::of(self.lang.get())
    }

    /// A form of a step: its answer is the onboarding, and leads to what is due then.
    pub fn form(self) -> Form {
        let mounted = RwSignal::new(());
        let form = Form::new(move |found| match mounted.try_get_untracked() {
            Some(()) => self.advance(found),
            None => self.take(found),
        });
        form.with_error_handler(move |problem| self.handle(problem))
    }

    /// Sends a step of the onboarding.
    pub fn step(self, form: Form, path: &str, body: &impl Serialize) {
        form.submit(Request::post(self.path(path), body));
    }

    fn handle(self, problem: &Problem) -> bool {
        if problem.field.as_deref() == Some("serial") {
            self.serial_refused(problem);
        }
        // The server knows better: another phone, or another tab, went on.
        let stale = problem.code == Code::TaskNotDue;
        if stale {
            self.in_background(Request::get(self.path(ONBOARDING)));
        }
        stale
    }

    /// Begins the onboarding: a step's page is opened by a tap on the guide's button.
    pub fn begin(self) {
        self.in_background(Request::post(
            self.path(ONBOARDING),
            &api::request::Begin::default(),
        ));
    }

    /// Loads the onboarding again and goes to what is due.
    pub fn reload(self) {
        if self.found.with_untracked(Option::is_some) {
            self.in_background(Request::get(self.path(ONBOARDING)));
        }
    }

    fn in_background(self, request: Request) {
        if let Some(form) = self.background.get_value() {
            form.submit(request);
        }
    }

    /// Something of the suite.
    pub fn suite<T: Default>(self, part: impl FnOnce(&Suite) -> T) -> T {
        self.suite
            .with_value(|suite| suite.as_ref().map(part).unwrap_or_default())
    }

    /// Something of the onboarding, as it is now.
    pub fn onboarding<T>(self, part: impl FnOnce(&Onboarding) -> T) -> Option<T> {
        self.found.with_untracked(|found| found.as_ref().map(part))
    }

    /// Something of the onboarding, followed.
    pub fn follow<T>(self, part: impl FnOnce(&Onboarding) -> T) -> Option<T> {
        self.found.with(|found| found.as_ref().map(part))
    }

    /// The id of the onboarding's team, once there is one.
    pub fn corpid(self) -> Option<String> {
        self.onboarding(|found| Some(found.team.as_ref()?.corpid.clone()))
            .flatten()
    }

    /// The name of the onboarding's team; empty until there is one.
    pub fn team_name(self) -> String {
        let name = |found: &Onboarding| found.team.as_ref().map(|team| team.name.clone());
        self.onboarding(name).flatten().unwrap_or_default()
    }

    /// Whether an answer is awaited, the vendor's or the team's.
    pub fn awaits(self) -> bool {
        let asked = |found: &Onboarding| {
            found.ask.as_ref().is_some_and(|ask| {
                ask.state == Some(RequestState::Waiting)
                    || ask.authorization == Some(AuthorizationState::AwaitingActivation)
            })
        };
        self.awaits_vendor() || self.follow(asked) == Some(true)
    }

    /// Whether the vendor's answer is awaited.
    pub fn awaits_vendor(self) -> bool {
        let awaits = |found: &Onboarding| {
            let given = found.authorization.as_ref();
            let activating =
                given.is_some_and(|given| given.state == AuthorizationState::AwaitingActivation);
            let serial = found.serial.as_ref();
            activating || serial.is_some_and(|serial| serial.pending.is_some())
        };
        self.follow(awaits) == Some(true)
    }

    /// Whether the vendor hasn't answered, and no attempt follows until the customer asks for one.
    pub fn vendor_has_stopped(self) -> bool {
        let stopped = |found: &Onboarding| {
            let given = found.authorization.as_ref();
            let serial = found.serial.as_ref();
            given.is_some_and(|given| given.stopped) || serial.is_some_and(|serial| serial.stopped)
        };
        self.follow(stopped) == Some(true)
    }

    /// Takes what a refused serial tells: the tries that are left, or the wait.
    fn serial_refused(self, problem: &Problem) {
        self.found.update(|found| {
            if let Some(status) = found.as_mut().and_then(|found| found.serial.as_mut()) {
                status.tries_left = problem.left.unwrap_or(status.tries_left);
                status.wait = problem.retry_after;
            }
        });
    }

    /// What the address of a task leads to.
    pub fn page(self, wanted: Option<Task>) -> Page {
        let Some(wanted) = wanted else {
            return Page::NotFound;
        };
        if self.person.with(Option::is_none) {
            return Page::Due(Task::SignIn);
        }
        let states = |found: &Onboarding| -> Vec<(Task, TaskState)> {
            found
                .tasks
                .iter()
                .map(|step| (step.task, step.state))
                .collect()
        };
        match self.follow(states) {
            None => Page::Begin,
            Some(states) => match task::place(&states, wanted) {
                Place::Here => Page::Due(wanted),
                Place::ReadOnly => Page::Done(wanted),
                Place::Due(due) => Page::Due(due),
                Place::Finished => Page::Done(Task::Start),
            },
        }
    }

    /// The task that is due.
    pub fn due(self) -> Option<Task> {
        self.onboarding(due).flatten()
    }

    /// Takes the onboarding as the server answers it and goes to what is due.
    pub fn advance(self, found: Onboarding) {
        // The address first: no page is drawn for the old address and the new state.
        let due = due(&found).unwrap_or(Task::Start);
        self.navigate.go(&self.task_path(due));
        self.take(found);
    }

    /// Lets the address name the task that is shown, unless it has moved on meanwhile.
    pub fn settle(self, wanted: &str, task: Task) {
        if page::address() == format!("{}/{wanted}", self.guide_path()) {
            self.navigate.replace(&self.task_path(task));
        }
    }

    /// Takes the onboarding as the server answers it, and stays.
    pub fn take(self, found: Onboarding) {
        if self.steps.with_untracked(|steps| *steps != found.tasks) {
            self.steps.set(found.tasks.clone());
        }
        let person = Some(found.person.clone());
        if self.person.with_untracked(|before| *before != person) {
            self.person.set(person);
        }
        self.found.set(Some(found));
    }

    /// The address of the guide.
    pub fn guide_path(self) -> String {
        self.link.with_value(|link| format!("/d/{link}"))
    }

    /// The address of a task's page.
    pub fn task_path(self, task: Task) -> String {
        format!("{}/{}", self.guide_path(), task.word())
    }

    /// The link's token.
    pub fn link(self) -> String {
        self.link.get_value()
    }

    /// A path of the link's API.
    pub fn path(self, path: &str) -> String {
        self.link.with_value(|link| of_link(path, link))
    }
}

/// The task of an onboarding that is due.
pub fn due(found: &Onboarding) -> Option<Task> {
    let mut tasks = found.tasks.iter();
    tasks
        .find(|step| step.state == TaskState::Now)
        .map(|step| step.task)
}
