//! What is being chosen for the scope, and the directory it is chosen from.

use api::answer::Directory;
use api::path::DIRECTORY;
use api::request::Scope;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api as client;
use crate::browser::{page, time};
use crate::state::App;

/// The kind of scope.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everyone.
    Everyone,
    /// Chosen departments.
    Departments,
    /// Chosen members.
    Members,
}

/// Ids, with how many people each stands for.
type Chosen = Vec<(i64, u32)>;

/// What is chosen so far, of either kind.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The kind.
    pub who: RwSignal<Who>,
    /// What is searched for.
    pub search: RwSignal<String>,
    /// What was found; `None` until the first answer.
    pub directory: RwSignal<Option<Directory>>,
    /// The last search got no answer that could be shown.
    pub failed: RwSignal<bool>,
    departments: RwSignal<Chosen>,
    members: RwSignal<Chosen>,
}

impl Choice {
    /// Everyone.
    pub fn new() -> Self {
        Self {
            who: RwSignal::new(Who::Everyone),
            search: RwSignal::new(String::new()),
            directory: RwSignal::new(None),
            failed: RwSignal::new(false),
            departments: RwSignal::new(Vec::new()),
            members: RwSignal::new(Vec::new()),
        }
    }

    fn chosen(self) -> RwSignal<Chosen> {
        match self.who.get() {
            Who::Departments => self.departments,
            _ => self.members,
        }
    }

    /// Whether this one is chosen.
    pub fn has(self, id: i64) -> bool {
        self.chosen()
            .with(|chosen| chosen.iter().any(|(other, _)| *other == id))
    }

    /// Chooses one, or leaves it out.
    pub fn choose(self, (id, people): (i64, u32), yes: bool) {
        untrack(|| self.chosen()).update(|chosen| {
            chosen.retain(|(other, _)| *other != id);
            if yes {
                chosen.push((id, people));
            }
        });
    }

    /// How many are chosen, and how many people that is.
    pub fn sum(self) -> (usize, u32) {
        self.chosen().with(|chosen| {
            let people = chosen.iter().map(|(_, people)| people).sum();
            (chosen.len(), people)
        })
    }

    /// Whether anyone is let in.
    pub fn ready(self) -> bool {
        self.who.get() == Who::Everyone || self.sum().0 > 0
    }

    /// The scope as it is sent.
    pub fn scope(self) -> Scope {
        let ids = untrack(|| self.chosen())
            .with_untracked(|chosen| chosen.iter().map(|(id, _)| *id).collect());
        match self.who.get_untracked() {
            Who::Everyone => Scope::Everyone,
            Who::Departments => Scope::Departments(ids),
            Who::Members => Scope::Members(ids),
        }
    }

    /// Looks what matches, a quarter of a second after the last key.
    pub fn look(self, app: App) {
        let wanted = self.search.get_untracked();
        spawn_local(async move {
            time::sleep(if wanted.is_empty() { 0 } else { 250 }).await;
            let still = || self.search.try_get_untracked().as_ref() == Some(&wanted);
            if !still() {
                return;
            }
            let path = format!("{}?q={}", app.path(DIRECTORY), page::encode(&wanted));
            let found = client::get::<Directory>(app.offline, path).await;
            if still() {
                self.failed.set(found.is_err());
                self.directory.set(found.ok());
            }
        });
    }
}
