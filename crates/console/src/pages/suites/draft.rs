//! A suite as it is being typed, what the server is sent of it, and the guide page that comes of it.

use api::answer::{CustomTask, Guide, Suite, TaskStep, Words};
use api::console::member::Vendor;
use api::console::suite::{AskedData, Bilingual, OwnTask, SuiteFields};
use domain::accent::{self, Color};
use domain::offer::{MOST, followed};
use domain::task::{self, Progress, SerialRule, TaskSettings};
use domain::team::TeamModes;
use leptos::prelude::*;

/// What stands in the place of an icon that isn't chosen yet.
const NO_ICON: &str = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 120'><rect width='120' height='120' rx='22' fill='%23858c99' opacity='.25'/></svg>";

/// What a new suite begins with.
pub fn blank() -> SuiteFields {
    SuiteFields {
        name: String::new(),
        tagline: Bilingual::default(),
        accent: Some(accent::DEFAULT.css()),
        team_modes: TeamModes::Either,
        serial: SerialRule::None,
        permissions: Vec::new(),
        tasks: Vec::new(),
    }
}

/// A text in both languages.
#[derive(Clone, Copy, PartialEq)]
pub struct Both {
    /// Chinese.
    pub zh: RwSignal<String>,
    /// English; may be empty.
    pub en: RwSignal<String>,
}

impl Both {
    fn of(text: Bilingual) -> Self {
        Self {
            zh: RwSignal::new(text.zh),
            en: RwSignal::new(text.en.unwrap_or_default()),
        }
    }

    fn set(self, text: Bilingual) {
        self.zh.set(text.zh);
        self.en.set(text.en.unwrap_or_default());
    }

    fn typed(self) -> Bilingual {
        Bilingual {
            zh: self.zh.get(),
            en: Some(self.en.get()).filter(|en| !en.trim().is_empty()),
        }
    }
}

/// A row of the form: data that is asked for, or a task of the vendor's own.
#[derive(Clone, Copy, PartialEq)]
pub struct Entry {
    /// What it is told apart by.
    pub id: u32,
    /// The title.
    pub title: Both,
    /// The text.
    pub text: Both,
    /// The task that it follows.
    pub after: RwSignal<String>,
    /// Where it leads.
    pub url: RwSignal<String>,
}

impl Entry {
    fn empty(id: u32) -> Self {
        Self {
            id,
            title: Both::of(Bilingual::default()),
            text: Both::of(Bilingual::default()),
            after: RwSignal::new(String::new()),
            url: RwSignal::new(String::new()),
        }
    }

    fn set(self, title: Bilingual, text: Bilingual, (after, url): (String, String)) {
        self.title.set(title);
        self.text.set(text);
        self.after.set(after);
        self.url.set(url);
    }
}

/// Rows of the form. Cheap to copy.
///
/// All that there can be are made with the form: a signal that is made by a click goes with the button that was clicked.
#[derive(Clone, Copy)]
pub struct Entries {
    shown: RwSignal<Vec<Entry>>,
    all: StoredValue<Vec<Entry>>,
}

impl Entries {
    fn new() -> Self {
        let all = (0..).take(MOST).map(Entry::empty);
        Self {
            shown: RwSignal::default(),
            all: StoredValue::new(all.collect()),
        }
    }

    /// The rows in order.
    pub fn get(self) -> Vec<Entry> {
        self.shown.get()
    }

    /// Whether another one can be added.
    pub fn has_room(self) -> bool {
        self.shown.with(Vec::len) < MOST
    }

    /// Adds an empty row.
    pub fn add(self) {
        let none = (Bilingual::default(), Bilingual::default());
        self.put(none, ("scope".to_owned(), String::new()));
    }

    fn put(self, (title, text): (Bilingual, Bilingual), more: (String, String)) {
        let is_free = |entry: &&Entry| {
            let shown = self.shown.read_untracked();
            shown.iter().all(|of| of.id != entry.id)
        };
        let free = self.all.with_value(|all| all.iter().find(is_free).copied());
        if let Some(entry) = free {
            entry.set(title, text, more);
            self.shown.update(|shown| shown.push(entry));
        }
    }

    /// Moves a row up.
    pub fn up(self, at: usize) {
        self.shown.update(|shown| shown.swap(at - 1, at));
    }

    /// Takes a row away.
    pub fn take(self, at: usize) {
        self.shown.update(|shown| {
            shown.remove(at);
        });
    }
}

/// A suite as it is being typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Draft {
    /// Its name.
    pub name: RwSignal<String>,
    /// Its tagline.
    pub tagline: Both,
    /// Its color.
    pub accent: RwSignal<String>,
    /// Its icon as an address, if it has one.
    pub icon: RwSignal<Option<String>>,
    /// Which teams may be created.
    pub team_modes: RwSignal<TeamModes>,
    /// Who verifies serials.
    pub serial: RwSignal<SerialRule>,
    /// What it asks for.
    pub permissions: Entries,
    /// The vendor's own tasks.
    pub tasks: Entries,
}

impl Draft {
    /// The draft that begins with these.
    pub fn of(fields: SuiteFields, icon: Option<String>) -> Self {
        let [permissions, tasks] = [Entries::new(), Entries::new()];
        for asked in fields.permissions {
            permissions.put((asked.title, asked.text), Default::default());
        }
        for task in fields.tasks {
            let more = (task.after, task.url.unwrap_or_default());
            tasks.put((task.title, task.text), more);
        }
        Self {
            name: RwSignal::new(fields.name),
            tagline: Both::of(fields.tagline),
            accent: RwSignal::new(fields.accent.unwrap_or_else(|| accent::DEFAULT.css())),
            icon: RwSignal::new(icon),
            team_modes: RwSignal::new(fields.team_modes),
            serial: RwSignal::new(fields.serial),
            permissions,
            tasks,
        }
    }

    /// What is typed.
    pub fn fields(self) -> SuiteFields {
        let permission = |entry: Entry| AskedData {
            title: entry.title.typed(),
            text: entry.text.typed(),
        };
        let task = |entry: Entry| OwnTask {
            after: entry.after.get(),
            title: entry.title.typed(),
            text: entry.text.typed(),
            url: Some(entry.url.get()).filter(|url| !url.trim().is_empty()),
        };
        SuiteFields {
            name: self.name.get(),
            tagline: self.tagline.typed(),
            accent: Some(self.accent.get()).filter(|color| !color.is_empty()),
            team_modes: self.team_modes.get(),
            serial: self.serial.get(),
            permissions: self.permissions.get().into_iter().map(permission).collect(),
            tasks: self.tasks.get().into_iter().map(task).collect(),
        }
    }

    /// The guide page that customers would see.
    pub fn guide(self, vendor: Vendor) -> Guide {
        guide(
            self.fields(),
            self.icon.get().unwrap_or_else(|| NO_ICON.to_owned()),
            vendor,
        )
    }
}

fn words(text: Bilingual) -> Words {
    Words {
        zh: text.zh,
        en: text.en,
    }
}

/// The guide page of a suite with these fields and this icon.
pub fn guide(fields: SuiteFields, icon: String, vendor: Vendor) -> Guide {
    let color = fields.accent.as_deref().and_then(Color::parse);
    let color = color.unwrap_or(accent::DEFAULT);
    let custom_after = fields.tasks.iter().filter_map(|task| followed(&task.after));
    let settings = TaskSettings {
        team_modes: fields.team_modes,
        serial: fields.serial,
        custom_after: custom_after.collect(),
    };
    let steps = task::states(&task::plan(&settings), &Progress::default());
    let steps = steps.into_iter();
    let suite = Suite {
        name: fields.name,
        tagline: words(fields.tagline),
        icon,
        accent: color.fill().css(),
        accent_dark: color.on_dark().css(),
        vendor: vendor.name,
        vendor_short: vendor.short_name,
        certified: vendor.certified,
        contact: vendor.contact,
        team_modes: fields.team_modes,
        serial: fields.serial,
        tasks: steps
            .map(|(task, state)| TaskStep { task, state })
            .collect(),
        permissions: Vec::new(),
        custom_tasks: fields
            .tasks
            .into_iter()
            .map(|task| CustomTask {
                title: words(task.title),
                text: words(task.text),
                url: task.url,
            })
            .collect(),
    };
    Guide {
        link: String::new(),
        problem: None,
        suite: Some(suite),
        client: None,
    }
}
