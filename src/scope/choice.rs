//! What is being chosen for the scope, and the directory it is chosen from.

use api::answer::{Directory, ScopeStatus};
use api::request::Scope;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api as client;
use crate::browser::{page, time};
use crate::shell::Shell;

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
    /// The list has changed: what it doesn't show is no longer chosen.
    changed: RwSignal<bool>,
    /// The last search got no answer that could be shown.
    pub failed: RwSignal<bool>,
    departments: RwSignal<Chosen>,
    members: RwSignal<Chosen>,
    shell: Shell,
    path: StoredValue<String>,
}

impl Choice {
    /// What was set before, else everyone; chosen from the directory at this path.
    pub fn new(shell: Shell, path: String, before: Option<&ScopeStatus>) -> Self {
        let (who, ids) = match before.map(|before| &before.scope) {
            None | Some(Scope::Everyone) => (Who::Everyone, Vec::new()),
            Some(Scope::Departments(ids)) => (Who::Departments, ids.clone()),
            Some(Scope::Members(ids)) => (Who::Members, ids.clone()),
        };
        let chosen: Chosen = ids.into_iter().map(|id| (id, 1)).collect();
        let of = |kind| match who == kind {
            true => RwSignal::new(chosen.clone()),
            false => RwSignal::new(Vec::new()),
        };
        Self {
            who: RwSignal::new(who),
            search: RwSignal::new(String::new()),
            directory: RwSignal::new(None),
            changed: RwSignal::new(false),
            failed: RwSignal::new(false),
            departments: of(Who::Departments),
            members: of(Who::Members),
            shell,
            path: StoredValue::new(path),
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

    /// Looks at the whole list again, and forgets who is no longer in it.
    pub fn look_anew(self) {
        self.search.set(String::new());
        self.changed.set(true);
        self.look();
    }

    /// Looks what matches, a quarter of a second after the last key.
    pub fn look(self) {
        let wanted = self.search.get_untracked();
        spawn_local(async move {
            time::sleep(if wanted.is_empty() { 0 } else { 250 }).await;
            let still = || self.search.try_get_untracked().as_ref() == Some(&wanted);
            if !still() {
                return;
            }
            let path = format!("{}?q={}", self.path.get_value(), page::encode(&wanted));
            let found = client::get::<Directory>(self.shell.offline, path).await;
            if still() {
                self.failed.set(found.is_err());
                if let Ok(found) = &found {
                    self.size(found);
                }
                self.directory.set(found.ok());
            }
        });
    }

    /// Departments chosen before are as large as the directory says.
    fn size(self, found: &Directory) {
        if self.changed.get_untracked() {
            let listed = |id| found.members.iter().any(|member| member.id == id);
            self.members
                .update(|chosen| chosen.retain(|(id, _)| listed(*id)));
            let listed = |id| found.departments.iter().any(|of| of.id == id);
            self.departments
                .update(|chosen| chosen.retain(|(id, _)| listed(*id)));
            self.changed.set(false);
        }
        self.departments.update(|chosen| {
            for (id, people) in chosen {
                if let Some(department) = found.departments.iter().find(|of| of.id == *id) {
                    *people = department.people;
                }
            }
        });
    }
}
