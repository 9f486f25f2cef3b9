//! What all pages share: the language, the theme, who is signed in, the network, toasts.

use api::console::account::Me;
use api::console::path;
use api::problem::{Code, Problem};
use domain::account::Permission;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::lang::Lang;

use crate::api::{self as client, Request};
use crate::browser::page;
use crate::browser::theme::Theme;
use crate::text;

/// How long a toast stays, in milliseconds.
const TOAST: u32 = 6_000;

/// One that offers to undo something.
const UNDO_TOAST: u32 = 15_000;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// It isn't known yet.
    Unknown,
    /// It can't be known for now.
    Trouble(Problem),
    /// Nobody.
    Nobody,
    /// Somebody.
    Somebody(Me),
}

/// A word on what was done.
#[derive(Clone, Debug)]
pub struct Toast {
    /// Its number.
    pub id: u32,
    /// What it says.
    pub text: String,
    /// How it is undone.
    pub undo: Option<Undo>,
}

/// How something is undone. It outlives the page that did it.
#[derive(Clone, Debug)]
pub struct Undo {
    /// What undoes it.
    pub request: Request,
    /// What is said then.
    pub done: String,
}

/// What all pages share; cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// Who is signed in.
    pub who: RwSignal<Who>,
    /// The session has ended by itself while a page was open: one signs in over it, and goes on.
    pub lost: RwSignal<bool>,
    /// The browser has no network.
    pub offline: RwSignal<bool>,
    /// Counts what makes pages load again: a sign-in, a network that is back.
    pub epoch: RwSignal<u32>,
    /// What was done of late.
    pub toasts: RwSignal<Vec<Toast>>,
}

impl Session {
    /// A session of which nothing is known but what the browser keeps.
    pub fn new() -> Self {
        let kept = page::remembered_lang().and_then(|word| Lang::parse(&word));
        let spoken = if page::speaks_chinese() {
            Lang::Zh
        } else {
            Lang::En
        };
        let session = Self {
            lang: RwSignal::new(kept.unwrap_or(spoken)),
            theme: RwSignal::new(Theme::kept()),
            who: RwSignal::new(Who::Unknown),
            lost: RwSignal::new(false),
            offline: RwSignal::new(!page::online()),
            epoch: RwSignal::new(0),
            toasts: RwSignal::new(Vec::new()),
        };
        page::on_window("offline", move || session.offline.set(true));
        page::on_window("online", move || {
            session.offline.set(false);
            session.epoch.update(|epoch| *epoch += 1);
        });
        session
    }

    /// Asks the server who is signed in.
    pub fn look(self) {
        spawn_local(async move {
            let who = match client::get(self, path::ME.to_owned()).await {
                Ok(me) => Who::Somebody(me),
                Err(problem) if problem.code == Code::NotSignedIn => Who::Nobody,
                Err(problem) => Who::Trouble(problem),
            };
            self.who.set(who);
        });
    }

    /// Somebody has signed in.
    pub fn sign_in(self, me: Me) {
        self.lost.set(false);
        self.who.set(Who::Somebody(me));
        self.epoch.update(|epoch| *epoch += 1);
    }

    /// Who is signed in, if somebody is.
    pub fn me(self) -> Option<Me> {
        match self.who.get() {
            Who::Somebody(me) => Some(me),
            _ => None,
        }
    }

    /// Changes what is known of who is signed in.
    pub fn update_me(self, change: impl FnOnce(&mut Me)) {
        self.who.update(|who| {
            if let Who::Somebody(me) = who {
                change(me);
            }
        });
    }

    /// Whether they may do that.
    pub fn may(self, act: Permission) -> bool {
        self.who.with(|who| match who {
            Who::Somebody(me) => me.permissions.contains(&act),
            _ => false,
        })
    }

    /// Notes what a refusal says about the session.
    pub fn note(self, problem: &Problem) {
        let is_in = self
            .who
            .with_untracked(|who| matches!(who, Who::Somebody(_)));
        match problem.code {
            Code::NotSignedIn if is_in => self.lost.set(true),
            // Their role has changed meanwhile, or what it asks for.
            Code::TotpRequired if is_in => self.look(),
            _ => {}
        }
    }

    /// Says what was done.
    pub fn say(self, text: impl Into<String>) {
        self.toast(text.into(), None, TOAST);
    }

    /// Says what was done, and offers to undo it.
    pub fn say_undoable(self, text: impl Into<String>, undo: Undo) {
        self.toast(text.into(), Some(undo), UNDO_TOAST);
    }

    fn toast(self, text: String, undo: Option<Undo>, stay: u32) {
        let id = self
            .toasts
            .with_untracked(|toasts| toasts.last().map_or(0, |toast| toast.id + 1));
        let toast = Toast { id, text, undo };
        self.toasts.update(|toasts| toasts.push(toast));
        Timeout::new(stay, move || self.dismiss(id)).forget();
    }

    /// Undoes something, and loads again what pages show.
    pub fn undo(self, Undo { request, done }: Undo) {
        spawn_local(async move {
            match client::send(self, request).await {
                Ok(_) => {
                    self.reload();
                    self.say(done);
                }
                Err(problem) => self.say(untrack(|| self.message(&problem))),
            }
        });
    }

    /// Loads again what pages show.
    pub fn reload(self) {
        self.epoch.update(|epoch| *epoch += 1);
    }

    /// Takes a toast away.
    pub fn dismiss(self, id: u32) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Switches to the other language.
    pub fn switch_lang(self) {
        let lang = self.lang.get_untracked().other();
        page::remember_lang(lang.word());
        self.lang.set(lang);
    }

    /// What a refusal means to the person.
    pub fn message(self, problem: &Problem) -> String {
        let is_in = self.who.with(|who| matches!(who, Who::Somebody(_))) && !self.lost.get();
        // Who is signed in is asked for the password alone: no address can be wrong.
        if problem.code == Code::PasswordWrong && is_in {
            return text::refusal::own_password(self.lang.get()).to_owned();
        }
        text::refusal::refusal(self.lang.get(), problem)
    }
}

/// The session of the program.
pub fn use_session() -> Session {
    expect_context()
}

/// The texts of an area in the present language. A closure that reads them is run again in the other.
pub fn use_texts<T: 'static>(
    of: fn(Lang) -> &'static T,
) -> impl Fn() -> &'static T + Copy + Send + Sync + 'static {
    let session = use_session();
    move || of(session.lang.get())
}
