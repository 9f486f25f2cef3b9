//! The applications that are being typed in this browser.

use std::collections::HashMap;

use leptos::prelude::*;

use super::editor::Editor;
use crate::browser::page;
use crate::session::Session;

/// An account and a suite.
type Of = (i64, String);

/// The editors of all applications that were opened. They outlive their pages: what is typed is saved also after a page is left,
/// and where that can't be, it is still there when one comes back.
#[derive(Clone, Copy)]
pub struct Editors {
    session: Session,
    owner: StoredValue<Option<Owner>>,
    open: StoredValue<HashMap<Of, Editor>>,
}

impl Editors {
    /// None yet; they live as long as the present owner.
    pub fn new(session: Session) -> Self {
        let editors = Self {
            session,
            owner: StoredValue::new(Owner::current()),
            open: StoredValue::new(HashMap::new()),
        };
        page::ask_before_leaving(move || {
            editors
                .open
                .with_value(|open| untrack(|| open.values().any(|editor| editor.is_dirty())))
        });
        editors
    }

    /// The editor of an account for a suite.
    pub fn of(self, account: i64, suite: &str) -> Editor {
        let of = (account, suite.to_owned());
        if let Some(editor) = self.open.with_value(|open| open.get(&of).copied()) {
            return editor;
        }
        let make = || Editor::new(self.session, suite);
        let editor = self.owner.with_value(|owner| match owner {
            Some(owner) => owner.with(make),
            None => make(),
        });
        self.open.update_value(|open| {
            open.insert(of, editor);
        });
        editor
    }
}
