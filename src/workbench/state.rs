//! The signals around a team as the server holds it, kept up to date while the page is looked at.

use std::ops::Deref;

use api::path::{CHANGES, WORKBENCH, of_team};
use api::problem::{Code, Problem};
use api::team::{Changes, Invitation, Seat, TeamBoot, Workbench};
use domain::role::{Act, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text::team::{self, Text};

use crate::api as client;
use crate::browser::{history, page, time};
use crate::form::Form;
use crate::shell::Shell;
use crate::workbench::screen::{Page, Screen};

/// How long after a failed or empty look the next one comes.
const PAUSE_MS: i32 = 1000;

/// Everything that screens share; cheap to copy.
#[derive(Clone, Copy)]
pub struct App {
    shell: Shell,
    /// Where the address says that the person is.
    pub screen: RwSignal<Screen>,
    /// The team's workbench as the server last told it.
    pub bench: RwSignal<Option<Workbench>>,
    /// Why it couldn't be had.
    pub problem: RwSignal<Option<Problem>>,
    /// Where the invite leads, on its page.
    pub invitation: RwSignal<Option<Invitation>>,
    /// Grows whenever something of the team has changed: pages look anew.
    pub changed: RwSignal<u32>,
    /// The page was kept on the phone and nobody has asked yet who is signed in.
    unknown: RwSignal<bool>,
}

impl Deref for App {
    type Target = Shell;

    fn deref(&self) -> &Shell {
        &self.shell
    }
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Signing in, to a team's page.
    SignIn,
    /// A page of a team.
    Team(Page),
    /// The team is on its way.
    Loading,
    /// It couldn't be had.
    Trouble,
    /// An invite's page.
    Invitation,
    /// On the way in: signing in, the name.
    Joining,
    /// No such page.
    NotFound,
    /// The server couldn't make the page.
    Failed,
}

impl App {
    /// The state with which the page came.
    pub fn new(boot: TeamBoot) -> Self {
        let shell = Shell::new(&boot.lang, boot.person, boot.failed, team::refusal);
        Self {
            shell,
            screen: RwSignal::new(Screen::parse(&history::address())),
            bench: RwSignal::new(None),
            problem: RwSignal::new(None),
            invitation: RwSignal::new(boot.invitation),
            changed: RwSignal::new(0),
            unknown: RwSignal::new(boot.unknown),
        }
    }

    /// The texts.
    pub fn t(self) -> &'static Text {
        team::of(self.lang.get())
    }

    /// A form about something of the team.
    pub fn form(self) -> Form {
        Form::new(self.shell)
    }

    /// What the address and the server's state come to.
    pub fn shown(self) -> Shown {
        let stranger = self.person.with(Option::is_none) && !self.unknown.get();
        match self.screen.get() {
            _ if self.failed => Shown::Failed,
            Screen::NotFound => Shown::NotFound,
            Screen::Invitation(_) => Shown::Invitation,
            Screen::Joining(_) => Shown::Joining,
            Screen::Team(..) if stranger => Shown::SignIn,
            // These need no team; without one, the workbench says so.
            Screen::Team(page @ (Page::Notices | Page::Account), _) => Shown::Team(page),
            Screen::Team(page, _) => {
                let seated = |bench: &Workbench| bench.team.is_some();
                match self.bench.with(|bench| bench.as_ref().map(seated)) {
                    Some(true) => Shown::Team(page),
                    Some(false) => Shown::Team(Page::Bench),
                    None if self.problem.with(Option::is_some) => Shown::Trouble,
                    None => Shown::Loading,
                }
            }
        }
    }

    /// The team that the address asks for; the outer `None` away from any team's page.
    pub fn asked(self) -> Option<Option<String>> {
        self.screen.with(|screen| match screen {
            Screen::Team(_, team) => Some(team.clone()),
            _ => None,
        })
    }

    /// The team shown.
    pub fn team<T>(self, part: impl FnOnce(&Seat) -> T) -> Option<T> {
        self.bench
            .with(|bench| Some(part(bench.as_ref()?.team.as_ref()?)))
    }

    /// The id of the team shown.
    pub fn corpid(self) -> Option<String> {
        self.team(|team| team.corpid.clone())
    }

    /// Whether one may do this in the team shown.
    pub fn may(self, act: Act) -> bool {
        self.team(|team| team.role.may(act)).unwrap_or_default()
    }

    /// What one is in the team shown.
    pub fn role(self) -> Role {
        self.team(|team| team.role).unwrap_or(Role::Member)
    }

    /// The address of a page of the team shown.
    pub fn href(self, page: Page) -> String {
        let team = untrack(|| self.corpid());
        Screen::Team(page, team).path()
    }

    /// Goes to a screen.
    pub fn go(self, screen: Screen) {
        history::push(&screen.path());
        self.screen.set(screen);
    }

    /// Goes to a page of the team shown.
    pub fn go_to(self, page: Page) {
        let team = untrack(|| self.corpid());
        self.go(Screen::Team(page, team));
    }

    /// Gets the workbench of the team that is asked for; once it is there, pages look anew.
    pub fn load(self) {
        let Some(team) = untrack(|| self.asked()) else {
            return;
        };
        spawn_local(async move {
            if self.fetch(team).await {
                self.changed.update(|n| *n += 1);
            }
        });
    }

    /// Gets the workbench again without its pages looking anew.
    pub async fn refresh(self) {
        if let Some(team) = untrack(|| self.asked()) {
            self.fetch(team).await;
        }
    }

    async fn fetch(self, team: Option<String>) -> bool {
        let path = match &team {
            Some(team) => format!("{WORKBENCH}?team={team}"),
            None => WORKBENCH.to_owned(),
        };
        let found = client::get::<Workbench>(self.offline, path).await;
        // Meanwhile another team may have been asked for.
        let wanted = untrack(|| self.asked()) == Some(team);
        if wanted {
            self.take(found);
        }
        wanted
    }

    fn take(self, found: Result<Workbench, Problem>) {
        self.unknown.set(false);
        match found {
            Ok(found) => {
                self.problem.set(None);
                self.person.set(Some(found.person.clone()));
                self.bench.set(Some(found));
            }
            Err(problem) if problem.code == Code::NotSignedIn => self.leave(),
            Err(problem) => self.problem.set(Some(problem)),
        }
    }

    /// Nobody is signed in any more.
    pub fn leave(self) {
        self.bench.set(None);
        self.unknown.set(false);
        self.signed_out();
    }

    /// Follows the team for as long as the page is there: the server answers once something has
    /// changed, and the workbench is got anew.
    pub fn follow(self) {
        spawn_local(async move {
            loop {
                let seen = untrack(|| self.team(|team| (team.corpid.clone(), team.changes)));
                let Some((corpid, seen)) = seen.filter(|_| page::visible()) else {
                    time::sleep(PAUSE_MS).await;
                    continue;
                };
                let path = format!("{}?seen={seen}", of_team(CHANGES, &corpid));
                match client::get::<Changes>(self.offline, path).await {
                    Ok(now) if now.changes == seen => {}
                    Ok(_) => {
                        self.load();
                        time::sleep(PAUSE_MS).await;
                    }
                    Err(problem) => {
                        match problem.code {
                            Code::NotSignedIn => self.leave(),
                            // Out of the team: the workbench says so.
                            Code::NotInTeam => self.load(),
                            _ => {}
                        }
                        time::sleep(5 * PAUSE_MS).await;
                    }
                }
            }
        });
    }
}
