//! The signals around the onboarding that the server holds, and where each outcome leads.

use std::ops::Deref;

use api::answer::{Boot, Guide, Onboarding, Suite, TaskStep};
use api::path::{ONBOARDING, of_link};
use api::problem::{Code, Problem};
use domain::authorization::AuthorizationState;
use domain::request::RequestState;
use domain::task::{self, Place, Task, TaskState};
use leptos::prelude::*;
use serde::Serialize;
use view::text::deploy::{self as text, Text};

use crate::browser::history;
use crate::deploy::draft::TeamDraft;
use crate::deploy::screen::Screen;
use crate::form::Form;
use crate::shell::Shell;

/// Everything that screens share; cheap to copy.
#[derive(Clone, Copy)]
pub struct App {
    /// What both programs share.
    shell: Shell,
    /// Where the address says that the person is.
    pub screen: RwSignal<Screen>,
    /// The link's guide.
    pub guide: RwSignal<Option<Guide>>,
    /// The onboarding as the server last told it.
    pub onboarding: RwSignal<Option<Onboarding>>,
    /// What was typed about the team.
    pub team: TeamDraft,
}

impl Deref for App {
    type Target = Shell;

    fn deref(&self) -> &Shell {
        &self.shell
    }
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The guide page.
    Guide,
    /// A task that is due.
    Due(Task),
    /// A task that is done.
    Done(Task),
    /// No such page.
    NotFound,
    /// The server couldn't make the page.
    Failed,
}

impl App {
    /// The state with which the page came.
    pub fn new(boot: Boot) -> Self {
        let app = Self {
            shell: Shell::new(&boot.lang, boot.person, boot.failed, text::refusal),
            screen: RwSignal::new(Screen::parse(&history::address())),
            guide: RwSignal::new(boot.guide),
            onboarding: RwSignal::new(boot.onboarding),
            team: TeamDraft::new(),
        };
        app.vendor
            .set(app.suite(|suite| suite.vendor_short.clone()));
        app
    }

    /// The texts.
    pub fn t(self) -> &'static Text {
        text::of(self.lang.get())
    }

    /// A form of a step.
    pub fn form(self) -> Form {
        Form::heeding(
            *self,
            Box::new(move |form, problem| self.heed(form, problem)),
        )
    }

    /// Posts a step of the onboarding and goes to what is due then.
    pub fn step(self, form: Form, path: &str, body: &impl Serialize) {
        form.post(self.path(path), body, move |found| match form.there() {
            true => self.advance(found),
            false => self.take(found),
        });
    }

    fn heed(self, form: Form, problem: &Problem) -> bool {
        if problem.field.as_deref() == Some("serial") {
            self.serial_refused(problem);
        }
        let stale = problem.code == Code::TaskNotDue;
        if stale {
            // The server knows better: another phone, or another tab, went on.
            form.get(self.onboarding_path(), move |found| self.advance(found));
        }
        stale
    }

    /// The link's token.
    pub fn link(self) -> String {
        self.guide
            .with_untracked(|g| g.as_ref().map(|g| g.link.clone()).unwrap_or_default())
    }

    /// The link whose task the address asks for, if it asks for one.
    pub fn asked_link(self) -> Option<String> {
        self.screen.with_untracked(|screen| match screen {
            Screen::Task(link, _) => Some(link.clone()),
            _ => None,
        })
    }

    /// Something of the suite, as it is now.
    pub fn suite<T: Default>(self, part: impl FnOnce(&Suite) -> T) -> T {
        self.guide.with_untracked(|g| {
            g.as_ref()
                .and_then(|g| g.suite.as_ref())
                .map(part)
                .unwrap_or_default()
        })
    }

    /// Something of the onboarding, as it is now.
    pub fn found<T>(self, part: impl FnOnce(&Onboarding) -> Option<T>) -> Option<T> {
        self.onboarding
            .with_untracked(|found| found.as_ref().and_then(part))
    }

    /// The id of the onboarding's team, once there is one.
    pub fn corpid(self) -> Option<String> {
        self.found(|found| Some(found.team.as_ref()?.corpid.clone()))
    }

    /// Whether anybody's word is being waited for.
    pub fn awaits(self) -> bool {
        let asked = |found: &Onboarding| {
            let ask = found.ask.as_ref()?;
            let waits = ask.state == Some(RequestState::Waiting);
            Some(waits || ask.authorization == Some(AuthorizationState::AwaitingActivation))
        };
        self.awaits_vendor() || self.found(asked) == Some(true)
    }

    /// Whether the vendor's word is being waited for.
    pub fn awaits_vendor(self) -> bool {
        self.onboarding.with(|found| {
            found.as_ref().is_some_and(|found| {
                let activating = found
                    .authorization
                    .as_ref()
                    .is_some_and(|given| given.state == AuthorizationState::AwaitingActivation);
                let verifying = found
                    .serial
                    .as_ref()
                    .is_some_and(|serial| serial.pending.is_some());
                activating || verifying
            })
        })
    }

    /// Takes what a refused serial tells: the tries that are left, or the wait.
    pub fn serial_refused(self, problem: &Problem) {
        self.onboarding.update(|found| {
            if let Some(status) = found.as_mut().and_then(|found| found.serial.as_mut()) {
                status.tries_left = problem.left.unwrap_or(status.tries_left);
                status.wait = problem.retry_after;
            }
        });
    }

    /// What the address and the server's state come to.
    pub fn shown(self) -> Shown {
        match self.screen.get() {
            _ if self.failed => Shown::Failed,
            Screen::NotFound => Shown::NotFound,
            Screen::Guide(_) => Shown::Guide,
            Screen::Task(_, wanted) => self.place(wanted),
        }
    }

    fn place(self, wanted: Task) -> Shown {
        if self
            .guide
            .with(|g| g.as_ref().is_none_or(|g| g.problem.is_some()))
        {
            return Shown::Guide;
        }
        self.onboarding.with(|found| match found {
            _ if self.person.with(Option::is_none) => Shown::Due(Task::SignIn),
            // Signed in, but not begun: only a tap on the guide page begins.
            None => Shown::Guide,
            Some(found) => {
                let states: Vec<(Task, TaskState)> = found
                    .tasks
                    .iter()
                    .map(|step| (step.task, step.state))
                    .collect();
                match task::place(&states, wanted) {
                    Place::Here => Shown::Due(wanted),
                    Place::ReadOnly => Shown::Done(wanted),
                    Place::Due(due) => Shown::Due(due),
                    Place::Finished => Shown::Done(Task::Start),
                }
            }
        })
    }

    /// Goes to a screen.
    pub fn go(self, screen: Screen) {
        history::push(&screen.path());
        self.screen.set(screen);
    }

    /// The task that is due.
    pub fn due(self) -> Option<Task> {
        self.found(|found| {
            let now = |step: &&TaskStep| step.state == TaskState::Now;
            Some(found.tasks.iter().find(now)?.task)
        })
    }

    /// Takes the onboarding as the server tells it and goes to what is due.
    pub fn advance(self, found: Onboarding) {
        self.take(found);
        self.go_on();
    }

    /// Goes to what is due.
    pub fn go_on(self) {
        let task = self.due().unwrap_or(Task::Start);
        self.go(Screen::Task(self.link(), task));
    }

    /// Takes the onboarding as the server tells it, and stays.
    pub fn take(self, found: Onboarding) {
        self.guide.update(|guide| {
            if let Some(suite) = guide.as_mut().and_then(|guide| guide.suite.as_mut()) {
                suite.tasks.clone_from(&found.tasks);
            }
        });
        self.person.set(Some(found.person.clone()));
        self.onboarding.set(Some(found));
    }

    /// A path of the link's API.
    pub fn path(self, path: &str) -> String {
        of_link(path, &self.link())
    }

    /// The onboarding's own path.
    pub fn onboarding_path(self) -> String {
        self.path(ONBOARDING)
    }
}
