//! An application as it is being typed: what is typed, what the server holds, and how the one becomes the other.

use api::console::application::{Application, ApplicationForm};
use api::problem::Problem;
use domain::application::{ApplicationState, Field};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::place::Place;
use crate::browser::page;
use crate::components::icon_field;
use crate::session::Session;

/// After how long without another key what is typed is saved, in milliseconds.
const PAUSE: u32 = 700;

/// What keeps what is typed from being saved.
#[derive(Clone, PartialEq)]
pub enum Trouble {
    /// The server can't be reached; it is tried again.
    Waiting,
    /// The server refuses it as it is.
    Refused(Problem),
    /// Somebody else changed these fields, too.
    Elsewhere(Vec<Field>, Box<Application>),
}

/// A change of the icon that isn't saved yet.
#[derive(Clone)]
pub enum IconChange {
    /// Another icon, in base64.
    Set(String),
    /// The suite's own.
    Drop,
}

/// The application of one suite. It outlives its pages, so that what is typed is saved also after they are left. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Editor {
    pub(super) session: Session,
    pub(super) suite: StoredValue<String>,
    /// The form as it is typed.
    pub form: RwSignal<ApplicationForm>,
    /// The application as the server has answered it last; `None` before it is loaded.
    pub known: RwSignal<Option<Application>>,
    /// Why what is typed isn't saved.
    pub trouble: RwSignal<Option<Trouble>>,
    /// The icon that is to be set.
    pub icon: RwSignal<Option<IconChange>>,
    /// It is to be submitted as soon as all is saved.
    pub asked: RwSignal<bool>,
    /// It is to be discarded as soon as nothing is under way.
    pub(super) discarding: RwSignal<bool>,
    /// All faults are shown, also of fields that nobody has been in.
    pub shows_faults: RwSignal<bool>,
    /// What is in force is to be changed.
    pub again: RwSignal<bool>,
    /// Something was sent and isn't answered yet.
    pub(super) sending: RwSignal<bool>,
    pub(super) tries: StoredValue<u32>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Editor {
    /// The editor of a suite's application, of which nothing is known yet.
    pub fn new(session: Session, suite: &str) -> Self {
        let editor = Self {
            session,
            suite: StoredValue::new(suite.to_owned()),
            form: RwSignal::default(),
            known: RwSignal::new(None),
            trouble: RwSignal::new(None),
            icon: RwSignal::new(None),
            asked: RwSignal::new(false),
            discarding: RwSignal::new(false),
            shows_faults: RwSignal::new(false),
            again: RwSignal::new(false),
            sending: RwSignal::new(false),
            tries: StoredValue::new(0),
            timer: StoredValue::new_local(None),
        };
        Effect::new(move |_| {
            editor.form.track();
            untrack(|| editor.typed());
        });
        // The network is back, or somebody has signed in over the page.
        Effect::new(move |_| {
            session.epoch.track();
            untrack(|| {
                if editor.trouble.get() == Some(Trouble::Waiting) {
                    editor.send_next();
                }
            });
        });
        editor
    }

    /// Something was typed: it is saved after a pause.
    fn typed(self) {
        if matches!(self.trouble.get_untracked(), Some(Trouble::Refused(_))) {
            self.trouble.set(None);
        }
        if self.is_dirty() {
            self.later(PAUSE);
        }
    }

    /// Sends what isn't saved after so many milliseconds.
    pub(super) fn later(self, milliseconds: u32) {
        let timer = Timeout::new(milliseconds, move || self.send_next());
        self.timer.set_value(Some(timer));
    }

    /// How it stands; a draft before it is loaded.
    pub fn state(self) -> ApplicationState {
        let state = |it: &Option<Application>| it.as_ref().map(|it| it.state);
        self.known.with(state).unwrap_or(ApplicationState::Draft)
    }

    /// Whether it can be changed.
    pub fn is_open(self) -> bool {
        self.state() != ApplicationState::Submitted
    }

    /// Whether something is typed that the server doesn't hold.
    pub fn is_dirty(self) -> bool {
        let differs = self.known.with(|known| {
            let known = known.as_ref();
            known.is_some_and(|known| self.form.with(|form| *form != known.form))
        });
        self.is_open() && (differs || self.icon.with(Option::is_some))
    }

    /// Where its icon is; one that came by an approval has another address than the one before it.
    pub fn shown_icon(self) -> Option<String> {
        if let Some(IconChange::Set(icon)) = self.icon.get() {
            return Some(icon_field::address(&icon));
        }
        self.known.with(|known| {
            let known = known.as_ref()?;
            Some(match (known.has_own_icon, known.in_force_since) {
                (false, Some(at)) => format!("{}?at={at}", known.icon),
                _ => known.icon.clone(),
            })
        })
    }

    /// Takes the application as the server has it now, and keeps what is typed.
    pub fn takes(self, now: Application) {
        let is_clean = untrack(|| !self.is_dirty());
        let form = now.form.clone();
        self.known.set(Some(now));
        if is_clean && self.form.with_untracked(|typed| *typed != form) {
            self.form.set(form);
        }
    }

    /// Discards what is typed, for what is in force.
    pub fn discard(self) {
        self.discarding.set(true);
        self.send_next();
    }

    /// What is in force is shown again.
    pub(super) fn discarded(self, now: Application) {
        self.timer.set_value(None);
        self.trouble.set(None);
        self.icon.set(None);
        self.asked.set(false);
        self.discarding.set(false);
        self.shows_faults.set(false);
        self.again.set(false);
        let form = now.form.clone();
        self.known.set(Some(now));
        self.form.set(form);
    }

    /// The application was loaded, which may be older or newer than what is known.
    pub fn loaded(self, now: Application) {
        let Some(known) = self.known.get_untracked() else {
            self.takes(now);
            return;
        };
        let is_same_round = now.in_force_since == known.in_force_since;
        if self.sending.get_untracked() || (is_same_round && now.version < known.version) {
            return;
        }
        match now.version == known.version || untrack(|| !self.is_dirty()) {
            true => self.takes(now),
            false => self.merge(now),
        }
    }

    /// Sets another icon, or the suite's own.
    pub fn set_icon(self, icon: IconChange) {
        self.icon.set(Some(icon));
        self.send_next();
    }

    /// Submits it, once all is saved.
    pub fn submit(self) {
        self.asked.set(true);
        self.send_next();
    }

    /// Leads to the first place that is at fault.
    pub fn lead(self) {
        let first = self.known.with_untracked(|known| {
            let fault = known.as_ref().and_then(|known| known.faults.first());
            fault.map(Place::of)
        });
        if let Some(first) = first {
            focus(&first.id());
        }
    }
}

/// Puts the focus on a field, or on the first of a group, once it is drawn.
pub fn focus(id: &str) {
    let field = ":is(input, select, textarea, button)";
    let selector = format!("{field}[id=\"{id}\"], [id=\"{id}\"] {field}");
    spawn_local(async move {
        tick().await;
        page::focus(&selector);
    });
}
