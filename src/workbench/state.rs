//! The team as the server holds it, kept up to date while the page is looked at.

use std::mem;
use std::ops::Deref;

use api::path::{CHANGES, WORKBENCH, of_item, of_suite, of_team};
use api::problem::{Code, Problem};
use api::team::{Changes, Invitation, Membership, TeamBoot, Workbench};
use domain::role::{Permission, Role};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_query_map};
use serde::de::IgnoredAny;
use ui::text::team::{self as text, Text};

use crate::api::{self as client, Request};
use crate::browser::install::{self, Offer};
use crate::browser::{page, storage};
use crate::components::load::{AnswerResource, Loaded, load, resource};
use crate::form::Form;
use crate::navigate::Navigate;
use crate::session::{DRAFTS, Session, use_session};

/// The pause between two looks at the server, in milliseconds.
const PAUSE: u32 = 1_000;
/// The same where the server can't hold the question, or is unwell.
const LONG_PAUSE: u32 = 4_000;
/// How long the question may take whether something has changed, in milliseconds: the server holds it for eight seconds.
const HELD: u32 = 15_000;
/// Where the team is kept that was shown last.
const LAST: &str = "last-team";

/// What all pages share; cheap to copy.
#[derive(Clone, Copy)]
pub struct Team {
    session: Session,
    /// The router's navigation.
    pub navigate: Navigate,
    /// Where the invite leads, on the way in.
    pub invitation: RwSignal<Option<Invitation>>,
    /// The account has just been deleted, which the sign-in tells.
    pub deleted: RwSignal<bool>,
    /// The browser's offer to install the app.
    pub offer: Offer,
    /// The person's view of the team, as the server answered it last.
    pub home: RwSignal<Option<Workbench>>,
    /// Why it isn't to be had.
    pub problem: RwSignal<Option<Problem>>,
    /// Grows whenever something of the team has changed: what pages show is loaded again.
    changed: RwSignal<u32>,
    /// The team that the address asks for.
    asked: Memo<Option<String>>,
    pathname: Memo<String>,
    /// The workbench of the team that is wanted; an empty answer where none is.
    workbench: AnswerResource,
    /// How many answers have come: each ends the wait that the one before has begun.
    answers: StoredValue<u32>,
    /// The page was kept on the phone, and the server hasn't told yet who is signed in.
    unknown: RwSignal<bool>,
}

impl Deref for Team {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

/// The team of the program.
pub fn use_team() -> Team {
    expect_context()
}

/// What the address of a page comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Signing in comes first.
    SignIn,
    /// The team is on its way.
    Loading,
    /// It isn't to be had.
    Trouble,
    /// The person is in no team, or not in the one that is asked for.
    NoTeam,
    /// The page itself, of this team; none for a page of the person.
    Shown(Option<String>),
}

impl Team {
    /// The state with which the page came.
    pub fn new(boot: TeamBoot) -> Self {
        let session = use_session();
        let query = use_query_map();
        let pathname = use_location().pathname;
        let asked = Memo::new(move |_| query.with(|query| query.get("team")));
        let home = RwSignal::new(None::<Workbench>);
        let unknown = RwSignal::new(boot.unknown);
        let changed = RwSignal::new(0);
        // The team that is wanted, empty for the one shown last; `None` for a stranger, and away from any team's page.
        let wanted = Memo::new(move |before: Option<&Option<String>>| {
            let is_stranger = session.person.with(Option::is_none) && !unknown.get();
            if is_stranger || !pathname.with(|path| path.starts_with("/workbench")) {
                return None;
            }
            let asked = asked.get().unwrap_or_default();
            let is_shown = home.with_untracked(|home| {
                let shown = home.as_ref().and_then(|home| home.team.as_ref());
                shown.is_some_and(|team| team.corpid == asked)
            });
            // The address has only taken the name of the team that is shown.
            let is_named = is_shown && before.is_some_and(|before| before.as_deref() == Some(""));
            Some(if is_named { String::new() } else { asked })
        });
        let workbench = resource(move || {
            changed.track();
            let wanted = wanted.get().map(|_| asked.get_untracked());
            Box::pin(fetch(session, wanted))
        });
        let team = Self {
            session,
            navigate: Navigate::new(),
            invitation: RwSignal::new(boot.invitation),
            deleted: RwSignal::new(false),
            offer: install::offers(),
            home,
            problem: RwSignal::new(None),
            changed,
            asked,
            pathname,
            workbench,
            answers: StoredValue::new(0),
            unknown,
        };
        Effect::new(move |_| {
            if let Some(answer) = workbench.get() {
                team.take(answer);
            }
        });
        Effect::new(move |_| {
            if session.person.with(Option::is_none) {
                team.home.set(None);
                team.problem.set(None);
            }
        });
        team
    }

    /// The texts; a view that reads them is drawn again in the other language.
    pub fn t(self) -> &'static Text {
        text::of(self.lang.get())
    }

    /// What the address comes to. Pages of the person need no team.
    pub fn page(self, of_person: bool) -> Page {
        if self.person.with(Option::is_none) && !self.unknown.get() {
            return Page::SignIn;
        }
        if of_person {
            return Page::Shown(None);
        }
        let shown = self.corpid();
        let asked = self.asked.get();
        match self.home.with(Option::is_some) {
            true if shown.is_none() => Page::NoTeam,
            true if asked.is_none() || asked == shown => Page::Shown(shown),
            _ if self.problem.with(Option::is_some) => Page::Trouble,
            _ => Page::Loading,
        }
    }

    /// Something of the team shown.
    pub fn membership<T>(self, part: impl FnOnce(&Membership) -> T) -> Option<T> {
        self.home
            .with(|home| Some(part(home.as_ref()?.team.as_ref()?)))
    }

    fn corpid(self) -> Option<String> {
        self.membership(|membership| membership.corpid.clone())
    }

    /// The name of the team shown.
    pub fn name(self) -> String {
        self.membership(|membership| membership.name.clone())
            .unwrap_or_default()
    }

    /// What the person is in the team shown.
    pub fn role(self) -> Role {
        self.membership(|membership| membership.role)
            .unwrap_or(Role::Member)
    }

    /// Whether the person may do this in the team shown.
    pub fn may(self, act: Permission) -> bool {
        self.role().may(act)
    }

    /// The address of a page of the team shown: `/people`.
    pub fn page_path(self, page: &str) -> String {
        page_of(page, untrack(|| self.corpid()).as_deref())
    }

    /// A path of the team's API.
    pub fn path(self, path: &str) -> String {
        of_team(path, &untrack(|| self.corpid()).unwrap_or_default())
    }

    /// A path of the API of one of the team's things.
    pub fn item_path(self, path: &str, id: i64) -> String {
        of_item(path, &untrack(|| self.corpid()).unwrap_or_default(), id)
    }

    /// A path of the API of one of the team's suites.
    pub fn suite_path(self, path: &str, suite: &str) -> String {
        of_suite(path, &untrack(|| self.corpid()).unwrap_or_default(), suite)
    }

    /// What the server holds at a path, loaded again whenever the team has changed.
    pub fn load<T>(self, path: impl Fn() -> String + 'static) -> Loaded<T> {
        load(move || {
            self.changed.track();
            path()
        })
    }

    /// Loads the team again, and what its pages show.
    pub fn reload(self) {
        self.changed.update(|changed| *changed += 1);
    }

    /// Loads the team again, and leaves what its pages show.
    pub fn refresh(self) {
        self.workbench.refetch();
    }

    /// A form whose request takes the right to it away with it: where its answer is lost, the repeat is refused. Then `then`
    /// runs too, since it was done.
    pub fn form_that_may_be_done(self, then: impl Fn() + Send + Sync + Clone + 'static) -> Form {
        let done = then.clone();
        Form::new(move |_: IgnoredAny| then()).with_error_handler(move |problem| {
            let is_done = matches!(problem.code, Code::NotInTeam | Code::NotAllowed);
            if is_done {
                done();
            }
            is_done
        })
    }

    /// Leaves the team's pages for the workbench of another team, or of none.
    pub fn leave_team(self) {
        self.home.set(None);
        self.reload();
        self.navigate.replace("/workbench");
    }

    /// Forgets who was signed in, their team and what they typed.
    pub fn forget_person(self) {
        storage::remove(LAST);
        storage::remove_all(DRAFTS);
        self.sign_in.forget();
        self.person.set(None);
    }

    /// Takes the server's answer, and waits for the next change.
    fn take(self, answer: Result<String, Problem>) {
        self.answers.update_value(|answers| *answers += 1);
        if answer.as_ref().is_ok_and(String::is_empty) {
            return;
        }
        let mut seen = None;
        match answer.and_then(|answer| client::read::<Workbench>(&answer)) {
            Ok(mut found) => {
                if let Some(team) = &mut found.team {
                    storage::set(LAST, &team.corpid);
                    seen = Some((team.corpid.clone(), mem::take(&mut team.changes)));
                }
                // The counts stand apart: a change that shows nothing here draws nothing again.
                for team in &mut found.teams {
                    team.changes = 0;
                }
                self.show(found);
            }
            Err(problem) if problem.code == Code::NotSignedIn => {
                // A page that was kept on the phone belongs to nobody whose session could expire.
                match self.unknown.get_untracked() {
                    true => self.unknown.set(false),
                    false => self.expire(),
                }
                return;
            }
            Err(problem) => self.problem.set(Some(problem)),
        }
        spawn_local(self.follow(self.answers.get_value(), seen));
    }

    fn show(self, found: Workbench) {
        self.problem.set(None);
        let person = Some(found.person.clone());
        if self.person.with_untracked(|before| *before != person) {
            self.person.set(person);
        }
        self.unknown.set(false);
        let corpid = found.team.as_ref().map(|team| team.corpid.clone());
        if self
            .home
            .with_untracked(|before| before.as_ref() != Some(&found))
        {
            self.home.set(Some(found));
        }
        // The address names the team that is shown, so that Back from another leads here.
        if let Some(corpid) = corpid.filter(|_| self.asked.with_untracked(Option::is_none)) {
            let path = self.pathname.get_untracked();
            self.navigate.replace(&format!("{path}?team={corpid}"));
        }
    }

    /// Waits until the team has changed, and loads it again; a person in no team is looked after as well. A page that isn't
    /// looked at asks nothing.
    async fn follow(self, answer: u32, seen: Option<(String, i64)>) {
        loop {
            TimeoutFuture::new(PAUSE).await;
            if self.answers.get_value() != answer {
                return;
            }
            if page::visible() && has_changed(&seen).await && self.answers.get_value() == answer {
                return self.reload();
            }
        }
    }
}

/// The address of a page of a team: `/people`.
pub fn page_of(page: &str, corpid: Option<&str>) -> String {
    let mut path = "/workbench".to_owned() + page;
    if let Some(corpid) = corpid {
        path.push_str("?team=");
        path.push_str(corpid);
    }
    path
}

/// The workbench of a team; without one, that of the team shown last. Where none is wanted, the answer is empty.
async fn fetch(session: Session, wanted: Option<Option<String>>) -> Result<String, Problem> {
    let Some(team) = wanted else {
        return Ok(String::new());
    };
    let last = match team {
        None => storage::get(LAST),
        Some(_) => None,
    };
    let is_last = last.is_some();
    let answer = client::send(session, workbench_of(team.or(last))).await;
    if is_last && answer.as_ref().is_ok_and(|answer| is_elsewhere(answer)) {
        storage::remove(LAST);
        return client::send(session, workbench_of(None)).await;
    }
    answer
}

/// Whether the person has teams, but isn't in the one that was asked for.
fn is_elsewhere(answer: &str) -> bool {
    client::read(answer)
        .is_ok_and(|found: Workbench| found.team.is_none() && !found.teams.is_empty())
}

fn workbench_of(team: Option<String>) -> Request {
    let query = team.map(|team| format!("?team={team}"));
    Request::get(WORKBENCH.to_owned() + &query.unwrap_or_default())
}

/// Whether a team may have changed since so many changes; the server holds the question for a while.
async fn has_changed(seen: &Option<(String, i64)>) -> bool {
    let Some((corpid, seen)) = seen else {
        TimeoutFuture::new(LONG_PAUSE).await;
        return true;
    };
    let path = format!("{}?seen={seen}", of_team(CHANGES, corpid));
    match client::send_once(&Request::get(path), HELD).await {
        Some(Ok(answer)) => {
            let now: Result<Changes, _> = client::read(&answer);
            !now.is_ok_and(|now| now.changes == *seen)
        }
        Some(Err(problem)) => {
            if problem.status >= 500 {
                TimeoutFuture::new(LONG_PAUSE).await;
            }
            // Out of the team, perhaps, which the workbench tells.
            true
        }
        // The workbench comes once there is a network.
        None => true,
    }
}
