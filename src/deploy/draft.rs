//! What was typed about the team, kept on the phone until it is sent.

use api::request::{Colleague, Team};
use domain::team::{self, TeamMode, TeamModes, TypedColleague, TypedTeam};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::storage;
use crate::session::DRAFTS;

/// A draft as it is kept.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    group: bool,
    name: String,
    industry: String,
    owner_name: String,
    colleagues: Vec<Colleague>,
}

/// A team's form.
#[derive(Clone, Copy)]
pub struct TeamDraft {
    /// 1 person or a group.
    pub mode: RwSignal<TeamMode>,
    /// The team's name.
    pub name: RwSignal<String>,
    /// The industry's word.
    pub industry: RwSignal<String>,
    /// The owner's own name.
    pub owner_name: RwSignal<String>,
    /// The others.
    pub colleagues: RwSignal<Vec<Colleague>>,
    /// The colleague who was refused, by their place.
    pub faulty: RwSignal<Option<usize>>,
    /// Whose it is, and for which link; empty while it has no owner.
    key: RwSignal<String>,
}

impl TeamDraft {
    /// What this person typed for this link and hasn't sent; from now on it is kept.
    pub fn open(self, link: &str, phone: &str) {
        let key = format!("{DRAFTS}{link}:{phone}");
        if self.key.with_untracked(|open| *open == key) {
            return;
        }
        let kept = storage::get(&key).and_then(|kept| serde_json::from_str(&kept).ok());
        let Kept {
            group,
            name,
            industry,
            owner_name,
            colleagues,
        } = kept.unwrap_or_default();
        let mode = if group {
            TeamMode::Group
        } else {
            TeamMode::Solo
        };
        let industry = if industry.is_empty() {
            "catering".to_owned()
        } else {
            industry
        };
        // The key last: nothing of the one before is kept as this one's.
        self.key.set(String::new());
        self.mode.set(mode);
        self.name.set(name);
        self.industry.set(industry);
        self.owner_name.set(owner_name);
        self.colleagues.set(colleagues);
        self.key.set(key);
    }

    /// An empty one, which keeps itself once it is somebody's.
    pub fn new() -> Self {
        let draft = Self {
            mode: RwSignal::new(TeamMode::Solo),
            name: RwSignal::default(),
            industry: RwSignal::default(),
            owner_name: RwSignal::default(),
            colleagues: RwSignal::default(),
            faulty: RwSignal::default(),
            key: RwSignal::default(),
        };
        Effect::new(move |_| {
            let json = serde_json::to_string(&draft.kept()).unwrap_or_default();
            draft
                .key
                .with(|key| match key.is_empty() || draft.is_blank() {
                    true => storage::remove(key),
                    false => storage::set(key, &json),
                });
        });
        draft
    }

    /// Nothing was typed that would be missed.
    fn is_blank(self) -> bool {
        self.name.with(String::is_empty) && self.colleagues.with(Vec::is_empty)
    }

    /// All that was typed, the colleagues also while one person is chosen.
    fn kept(self) -> Kept {
        Kept {
            group: self.mode.get() == TeamMode::Group,
            name: self.name.get(),
            industry: self.industry.get(),
            owner_name: self.owner_name.get(),
            colleagues: self.colleagues.get(),
        }
    }

    /// Keeps to the kinds of team that the suite offers, and fills in the name of who is signed in.
    pub fn apply_defaults(self, modes: TeamModes, name: Option<String>) {
        if !modes.allow(self.mode.get_untracked()) {
            let only = if modes == TeamModes::Group {
                TeamMode::Group
            } else {
                TeamMode::Solo
            };
            self.mode.set(only);
        }
        if let Some(name) = name.filter(|_| self.owner_name.with_untracked(String::is_empty)) {
            self.owner_name.set(name);
        }
    }

    /// How many people a group still lacks; a solo team lacks none.
    pub fn missing(self) -> usize {
        match self.mode.get() {
            TeamMode::Solo => 0,
            TeamMode::Group => team::missing(self.colleagues.with(Vec::len) + 1),
        }
    }

    /// How many people there are, the owner too.
    pub fn people(self) -> u32 {
        u32::try_from(self.colleagues.with(Vec::len) + 1).unwrap_or(u32::MAX)
    }

    /// Whether the team and its owner have names.
    pub fn is_named(self) -> bool {
        let typed = |name: RwSignal<String>| name.with(|name| !name.trim().is_empty());
        typed(self.name) && typed(self.owner_name)
    }

    /// The form as the rules read it.
    pub fn typed(self) -> TypedTeam {
        TypedTeam {
            mode: self.mode.get_untracked(),
            name: self.name.get_untracked(),
            owner_name: self.owner_name.get_untracked(),
            colleagues: self
                .colleagues
                .with_untracked(|all| all.iter().map(typed).collect()),
        }
    }

    /// Where a colleague stands in the list.
    pub fn place(self, colleague: &Colleague) -> Option<usize> {
        self.colleagues
            .with_untracked(|all| all.iter().position(|other| other == colleague))
    }

    /// It was sent: nothing needs to be kept.
    pub fn forget(self) {
        self.name.set(String::new());
        self.colleagues.set(Vec::new());
    }
}

/// A colleague as the rules read them.
pub fn typed(from: &Colleague) -> TypedColleague {
    TypedColleague {
        name: from.name.clone(),
        phone: from.phone.clone(),
        department: from.department.clone(),
    }
}

impl From<TeamDraft> for Team {
    /// The team as it is sent: one person alone has no colleagues, whatever was typed before.
    fn from(draft: TeamDraft) -> Self {
        let Kept {
            group,
            name,
            industry,
            owner_name,
            colleagues,
        } = untrack(|| draft.kept());
        Self::Create {
            mode: if group {
                TeamMode::Group
            } else {
                TeamMode::Solo
            },
            name,
            industry,
            owner_name,
            colleagues: if group { colleagues } else { Vec::new() },
        }
    }
}
