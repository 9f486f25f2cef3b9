//! What was changed elsewhere, by a colleague or in another window, while something was typed here.

use api::console::application::{Application, ApplicationForm};
use domain::application::ApplicationState;
use leptos::prelude::*;

use super::editor::{Editor, Trouble};
use crate::text::application as text;

impl Editor {
    /// Somebody else changed it while something was typed here: both are kept, unless they touch the same fields.
    pub(super) fn merge(self, newer: Application) {
        let Some(known) = self.known.get_untracked() else {
            return;
        };
        let ours = self.form.get_untracked();
        let (both, at) = ours.clone().merged(&known.form, &newer.form);
        if !at.is_empty() {
            self.asked.set(false);
            self.trouble
                .set(Some(Trouble::Elsewhere(at, Box::new(newer))));
            return;
        }
        let t = text::of(self.session.lang.get_untracked());
        if newer.state == ApplicationState::Submitted {
            self.session.say(t.elsewhere_submitted);
        } else if both != ours {
            // It is looked at before it is submitted.
            self.asked.set(false);
            self.session.say(t.merged);
        }
        self.resolve(both, newer);
    }

    /// What both sides typed becomes this form, over the newer application.
    fn resolve(self, form: ApplicationForm, newer: Application) {
        self.known.set(Some(newer));
        self.trouble.set(None);
        self.form.set(form);
        self.send_next();
    }

    /// Keeps what is typed here where both sides changed a field, or what the other side has.
    pub fn choose(self, ours: bool) {
        let trouble = self.trouble.get_untracked();
        let (Some(Trouble::Elsewhere(_, newer)), Some(known)) =
            (trouble, self.known.get_untracked())
        else {
            return;
        };
        let typed = self.form.get_untracked();
        let (form, _) = match ours {
            true => typed.merged(&known.form, &newer.form),
            false => newer.form.clone().merged(&known.form, &typed),
        };
        self.resolve(form, *newer);
    }
}
