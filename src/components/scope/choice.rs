//! What is being chosen for the scope, and the directory it is chosen from.

use std::time::Duration;

use api::answer::Directory;
use api::request::Scope;
use leptos::prelude::*;

use crate::browser::page;
use crate::components::load::{Loaded, load};

/// The pause after the last key before a search begins.
const SEARCH_PAUSE: Duration = Duration::from_millis(250);

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

/// A department or member, with how many people they stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: i64,
    /// How many people.
    pub people: u32,
}

/// What is chosen so far, of either kind. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The kind.
    pub who: RwSignal<Who>,
    /// What stands in the search field.
    pub search: RwSignal<String>,
    /// What was found.
    pub found: Loaded<Directory>,
    /// What is searched for.
    query: RwSignal<String>,
    departments: RwSignal<Vec<Entry>>,
    members: RwSignal<Vec<Entry>>,
}

impl Choice {
    /// What was set before, else everyone; chosen from the directory at this path.
    pub fn new(path: String, before: Option<Scope>) -> Self {
        let (who, ids) = match before {
            None | Some(Scope::Everyone) => (Who::Everyone, Vec::new()),
            Some(Scope::Departments(ids)) => (Who::Departments, ids),
            Some(Scope::Members(ids)) => (Who::Members, ids),
        };
        let chosen: Vec<Entry> = ids.into_iter().map(|id| Entry { id, people: 1 }).collect();
        let of = |kind| {
            RwSignal::new(if who == kind {
                chosen.clone()
            } else {
                Vec::new()
            })
        };
        let query = RwSignal::new(String::new());
        let found = load(move || format!("{path}?q={}", page::encode(&query.get())));
        let choice = Self {
            who: RwSignal::new(who),
            search: RwSignal::default(),
            found,
            query,
            departments: of(Who::Departments),
            members: of(Who::Members),
        };
        Effect::new(move |_| {
            if let Some(Ok(found)) = found.get() {
                choice.update_counts(&found);
            }
        });
        choice
    }

    fn chosen(self) -> RwSignal<Vec<Entry>> {
        match self.who.get() {
            Who::Departments => self.departments,
            _ => self.members,
        }
    }

    /// Switches to another kind; what was chosen of this one is kept.
    pub fn switch(self, who: Who) {
        self.who.set(who);
        self.search.set(String::new());
        self.query.set(String::new());
    }

    /// Searches, once the keys pause.
    pub fn search_for(self, typed: String) {
        self.search.set(typed.clone());
        set_timeout(
            move || {
                if self.search.try_get_untracked() == Some(typed.clone()) {
                    self.query.set(typed.clone());
                }
            },
            SEARCH_PAUSE,
        );
    }

    /// Whether this one is chosen.
    pub fn has(self, id: i64) -> bool {
        self.chosen()
            .with(|chosen| chosen.iter().any(|entry| entry.id == id))
    }

    /// Chooses one, or leaves it out.
    pub fn choose(self, entry: Entry, yes: bool) {
        untrack(|| self.chosen()).update(|chosen| {
            chosen.retain(|other| other.id != entry.id);
            if yes {
                chosen.push(entry);
            }
        });
    }

    /// Leaves out those that the team no longer has; all others stay chosen, in the list shown or not.
    pub fn remove(self, gone: &[i64]) {
        untrack(|| self.chosen()).update(|chosen| chosen.retain(|entry| !gone.contains(&entry.id)));
        self.found.refetch();
    }

    /// How many are chosen, and how many people that is.
    pub fn counts(self) -> (usize, u32) {
        self.chosen().with(|chosen| {
            let people = chosen.iter().map(|entry| entry.people).sum();
            (chosen.len(), people)
        })
    }

    /// Whether anyone is let in.
    pub fn is_ready(self) -> bool {
        self.who.get() == Who::Everyone || self.counts().0 > 0
    }

    /// The scope as it is sent.
    pub fn scope(self) -> Scope {
        let ids = untrack(|| self.chosen())
            .with_untracked(|chosen| chosen.iter().map(|entry| entry.id).collect());
        match self.who.get_untracked() {
            Who::Everyone => Scope::Everyone,
            Who::Departments => Scope::Departments(ids),
            Who::Members => Scope::Members(ids),
        }
    }

    /// Departments that were chosen before are as large as the directory says.
    fn update_counts(self, found: &Directory) {
        self.departments.update(|chosen| {
            for entry in chosen {
                if let Some(department) = found.departments.iter().find(|of| of.id == entry.id) {
                    entry.people = department.people;
                }
            }
        });
    }
}
