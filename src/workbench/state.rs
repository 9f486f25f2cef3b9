//! The signals around a team as the server holds it, kept up to date while the page is looked at.

use std::mem;
use std::ops::Deref;

use api::answer::Person;
use api::path::{CHANGES, WORKBENCH, of_team};
use api::problem::{Code, Problem};
use api::team::{Changes, Invitation, Seat, TeamBoot, Workbench};
use domain::role::{Act, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text::team::{self, Text};

use crate::api::{self as client, Request};
use crate::browser::install::{self, Offer};
use crate::browser::{history, json, page, storage, time};
use crate::form::Form;
use crate::shell::{DRAFTS, Shell};
use crate::workbench::screen::{Page, Screen};
use crate::workbench::screens::join;

/// How long after a failed or empty look the next one comes.
const PAUSE_MS: i32 = 1000;
/// Where the team is kept that was shown last.
const LAST: &str = "last-team";

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
    /// The form behind an invite's button.
    pub joining: Form,
    /// The account has just been deleted, which the sign-in says.
    pub deleted: RwSignal<bool>,
    /// The browser's offer to install the app.
    pub offer: Offer,
    /// The team shown, and how far its changes have been seen.
    seen: RwSignal<Option<(String, i64)>>,
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
    /// A page of a team, which is drawn anew for another; without one, of the person.
    Team(Page, Option<String>),
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
        let invitation = RwSignal::new(boot.invitation);
        Self {
            shell,
            screen: RwSignal::new(Screen::parse(&history::address())),
            bench: RwSignal::new(None),
            problem: RwSignal::new(None),
            invitation,
            changed: RwSignal::new(0),
            joining: join::form(shell, invitation),
            deleted: RwSignal::new(false),
            offer: install::offers(),
            seen: RwSignal::new(None),
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
            Screen::Team(page @ (Page::Notices | Page::Account), _) => Shown::Team(page, None),
            Screen::Team(page, asked) => {
                let there = self.bench.with(Option::is_some);
                let team = self.corpid();
                match (there, &team) {
                    (true, None) => Shown::Team(Page::Bench, None),
                    (true, Some(_)) if asked.is_none() || asked == team => Shown::Team(page, team),
                    _ if self.problem.with(Option::is_some) => Shown::Trouble,
                    _ => Shown::Loading,
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

    /// Goes to a screen in the place of this one.
    pub fn go_instead(self, screen: Screen) {
        history::replace(&screen.path());
        self.screen.set(screen);
    }

    /// Goes to a page of the team shown.
    pub fn go_to(self, page: Page) {
        let team = untrack(|| self.corpid());
        self.go(Screen::Team(page, team));
    }

    /// Gets the workbench of the team that is asked for; once it is there, pages look anew.
    pub fn load(self) {
        spawn_local(self.look());
    }

    async fn look(self) {
        if self.refresh().await {
            self.changed.update(|n| *n += 1);
        }
    }

    /// Gets the workbench again without its pages looking anew; `false` if nobody wants it any more.
    pub async fn refresh(self) -> bool {
        let Some(team) = untrack(|| self.asked()) else {
            return false;
        };
        // Whoever asks for no certain team gets the one that they were in last.
        let last = team.is_none().then(|| storage::get(LAST)).flatten();
        let mut found = self.fetch(team.as_ref().or(last.as_ref())).await;
        let elsewhere = |bench: &Workbench| bench.team.is_none() && !bench.teams.is_empty();
        if last.is_some() && found.as_ref().is_ok_and(elsewhere) {
            storage::remove(LAST);
            found = self.fetch(None).await;
        }
        // Meanwhile another team may have been asked for.
        let wanted = untrack(|| self.asked()) == Some(team);
        if wanted {
            self.take(found);
        }
        wanted
    }

    async fn fetch(self, team: Option<&String>) -> Result<Workbench, Problem> {
        let path = match team {
            Some(team) => format!("{WORKBENCH}?team={team}"),
            None => WORKBENCH.to_owned(),
        };
        client::get(self.offline, path).await
    }

    fn take(self, found: Result<Workbench, Problem>) {
        let unknown = self.unknown.get_untracked();
        self.unknown.set(false);
        match found {
            Ok(mut found) => {
                self.problem.set(None);
                self.know(found.person.clone());
                if let Some(team) = &found.team {
                    storage::set(LAST, &team.corpid);
                }
                let seen = |team: &mut Seat| (team.corpid.clone(), mem::take(&mut team.changes));
                self.seen.set(found.team.as_mut().map(seen));
                found.teams.iter_mut().for_each(|team| team.changes = 0);
                // The count of changes stands apart: what shows nothing here draws nothing anew.
                if self
                    .bench
                    .with_untracked(|before| before.as_ref() != Some(&found))
                {
                    self.bench.set(Some(found));
                }
                if let Some(corpid) = untrack(|| self.corpid()) {
                    self.name_team(&corpid);
                }
            }
            Err(problem) if problem.code == Code::NotSignedIn && unknown => self.person.set(None),
            Err(problem) if problem.code == Code::NotSignedIn => self.session_over(),
            Err(problem) => self.problem.set(Some(problem)),
        }
    }

    /// Lets the address say which team is shown, so that the way back from another leads here.
    fn name_team(self, corpid: &str) {
        if let Screen::Team(page, None) = self.screen.get_untracked() {
            self.go_instead(Screen::Team(page, Some(corpid.to_owned())));
        }
    }

    fn know(self, person: Person) {
        let person = Some(person);
        if self.person.with_untracked(|before| *before != person) {
            self.person.set(person);
        }
    }

    /// Forgets who was here, their team and what they typed.
    pub fn leave(self) {
        storage::remove(LAST);
        storage::remove_all(DRAFTS);
        self.sign_in.forget();
        self.person.set(None);
    }

    /// Keeps nothing of a person who is no longer signed in.
    pub fn watch_person(self) {
        Effect::new(move |_| {
            if self.person.with(Option::is_none) && !self.unknown.get_untracked() {
                self.bench.set(None);
                self.problem.set(None);
                self.seen.set(None);
            }
        });
    }

    /// Follows the team for as long as the page is there: the server answers once something has
    /// changed, and the workbench is got anew. Whoever is in no team is looked after all the same.
    pub fn follow(self) {
        spawn_local(async move {
            loop {
                let there = self.bench.with_untracked(Option::is_some) && page::visible();
                match self.seen.get_untracked() {
                    Some((corpid, seen)) if there => self.await_change(&corpid, seen).await,
                    None if there => {
                        time::sleep(5 * PAUSE_MS).await;
                        self.refresh().await;
                    }
                    _ => time::sleep(PAUSE_MS).await,
                }
            }
        });
    }

    async fn await_change(self, corpid: &str, seen: i64) {
        let path = format!("{}?seen={seen}", of_team(CHANGES, corpid));
        let answer = client::try_once(&Request::get(path)).await;
        match answer.map(|answer| answer.map(|text| json::read::<Changes>(&text))) {
            Some(Ok(Some(now))) if now.changes == seen => {}
            Some(Ok(Some(_))) => {
                self.look().await;
                time::sleep(PAUSE_MS).await;
            }
            // No answer: the workbench is asked for, and goes on once there is a network.
            None => {
                time::sleep(PAUSE_MS).await;
                self.look().await;
            }
            Some(Err(problem)) if problem.code == Code::NotSignedIn => self.session_over(),
            // Out of the team, which the workbench says; or a server that is unwell.
            Some(_) => {
                self.look().await;
                time::sleep(5 * PAUSE_MS).await;
            }
        }
    }
}
