//! How what is typed gets to the server: one request after another, each with the version that the last has answered.

use api::console::application::{
    Application, ApplicationForm, OfVersion, SaveApplication, SetApplicationIcon,
};
use api::console::review_path as path;
use api::console::vendor_path::of_suite;
use api::problem::{Code, Problem};
use domain::application::ApplicationState;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::editor::{Editor, IconChange, Trouble};
use crate::api::{self as client, Request};
use crate::browser::page;
use crate::session::Who;
use crate::text::application as text;

/// The first wait before what the server didn't answer is sent again, in milliseconds; it doubles.
const FIRST_WAIT: u32 = 1_000;

/// The most doublings.
const MOST_DOUBLED: u32 = 5;

/// What is sent.
enum Change {
    Form(ApplicationForm),
    Icon(IconChange),
    Submit,
    Discard,
}

impl Change {
    fn request(&self, suite: &str, version: i64) -> Request {
        let of_version = OfVersion { version };
        match self {
            Self::Form(form) => {
                let form = form.clone();
                let body = SaveApplication { version, form };
                Request::put(of_suite(path::APPLICATION, suite), &body)
            }
            Self::Icon(IconChange::Set(icon)) => {
                let icon = icon.clone();
                let body = SetApplicationIcon { version, icon };
                Request::put(of_suite(path::APPLICATION_ICON, suite), &body)
            }
            Self::Icon(IconChange::Drop) => {
                let icon = of_suite(path::APPLICATION_ICON, suite);
                Request::delete(format!("{icon}?version={version}"))
            }
            Self::Submit => {
                Request::post(of_suite(path::APPLICATION_SUBMISSION, suite), &of_version)
            }
            Self::Discard => {
                let application = of_suite(path::APPLICATION, suite);
                Request::delete(format!("{application}?version={version}"))
            }
        }
    }
}

impl Editor {
    /// Sends what is next, unless something is under way: its answer sends the next.
    pub fn send_next(self) {
        if self.sending.get_untracked() {
            return;
        }
        let Some((change, version)) = self.next() else {
            return;
        };
        self.sending.set(true);
        let request = self
            .suite
            .with_value(|suite| change.request(suite, version));
        spawn_local(async move {
            let sent = client::send(self.session, request).await;
            let answer = sent.and_then(|answer| client::read::<Application>(&answer));
            self.sending.set(false);
            match answer {
                Ok(now) => self.done(&change, now),
                Err(problem) => self.refused(change, problem),
            }
        });
    }

    fn next(self) -> Option<(Change, i64)> {
        let known = self.known.get_untracked()?;
        if self.discarding.get_untracked() {
            return Some((Change::Discard, known.version));
        }
        let stands_still = known.state == ApplicationState::Submitted
            || matches!(self.trouble.get_untracked(), Some(Trouble::Elsewhere(_, _)));
        if stands_still {
            self.asked.set(false);
            return None;
        }
        let form = self.form.get_untracked();
        let change = if form != known.form {
            Change::Form(form)
        } else if let Some(icon) = self.icon.get_untracked() {
            Change::Icon(icon)
        } else if self.asked.get_untracked() {
            Change::Submit
        } else {
            return None;
        };
        Some((change, known.version))
    }

    fn done(self, change: &Change, now: Application) {
        self.tries.set_value(0);
        self.trouble.set(None);
        let t = text::of(self.session.lang.get_untracked());
        match change {
            Change::Form(_) => {}
            Change::Discard => {
                self.discarded(now);
                self.session.say(t.discarded);
                return to_heading();
            }
            Change::Icon(_) => {
                self.icon.set(None);
                self.session.say(t.icon_set);
            }
            Change::Submit => {
                self.asked.set(false);
                self.shows_faults.set(false);
                self.again.set(false);
                self.session.say(t.submitted);
            }
        }
        self.takes(now);
        match change {
            // Another page stands there now.
            Change::Submit => to_heading(),
            _ => self.send_next(),
        }
    }

    fn refused(self, change: Change, mut problem: Problem) {
        match problem.code {
            // One signs in over the page, and it is sent again.
            Code::Timeout | Code::Internal | Code::NotSignedIn => self.wait(),
            Code::ApplicationChanged | Code::ApplicationNotNow => match problem.newer.take() {
                Some(newer) => self.behind(&change, *newer),
                None => {
                    self.asked.set(false);
                    self.discarding.set(false);
                    self.session.reload();
                }
            },
            Code::ApplicationFaulty => {
                self.asked.set(false);
                self.shows_faults.set(true);
                self.known.update(|known| {
                    if let Some(known) = known {
                        known.faults = problem.faults;
                    }
                });
                self.lead();
            }
            _ => {
                self.asked.set(false);
                self.discarding.set(false);
                if matches!(change, Change::Icon(_)) {
                    self.icon.set(None);
                }
                self.trouble.set(Some(Trouble::Refused(problem)));
            }
        }
    }

    /// The server can't be reached: the same is tried again, less and less often.
    fn wait(self) {
        self.trouble.set(Some(Trouble::Waiting));
        let tries = self.tries.get_value();
        self.tries.set_value(tries + 1);
        // After a sign-out it waits for a sign-in.
        let who = self.session.who;
        if who.with_untracked(|who| matches!(who, Who::Somebody(_))) {
            self.later(FIRST_WAIT << tries.min(MOST_DOUBLED));
        }
    }

    /// It was changed in another version than was known here.
    fn behind(self, change: &Change, newer: Application) {
        let is_ours = match change {
            Change::Form(sent) => *sent == newer.form,
            Change::Submit => {
                let is_as_typed = self.form.with_untracked(|form| *form == newer.form);
                newer.state == ApplicationState::Submitted && is_as_typed
            }
            Change::Icon(_) => false,
            // They look at it before they ask again.
            Change::Discard => {
                self.discarding.set(false);
                newer.version == 0
            }
        };
        match is_ours {
            // What was sent did arrive, but its answer got lost.
            true => self.done(change, newer),
            false => self.merge(newer),
        }
    }
}

/// Puts the focus on the heading of the page that stands there now, once what lay over it is closed.
pub(super) fn to_heading() {
    spawn_local(async {
        tick().await;
        page::focus("h1");
    });
}
