//! What both programs share: the language, who is signed in, the network, what was typed at the sign-in.

mod draft;

use api::answer::Person;
use api::problem::Problem;
use domain::phone::Phone;
use leptos::prelude::*;
use ui::lang::Lang;
use ui::text::{self, Text};

use self::draft::SignInDraft;
use crate::browser::page;

/// The prefix of the keys under which a team's draft is kept.
pub const DRAFTS: &str = "team:";

/// What a refusal means to the person; the vendor is called by this name.
pub type Refusal = fn(Lang, &Problem, &str) -> String;

/// What both programs share; cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// Who is signed in.
    pub person: RwSignal<Option<Person>>,
    /// The session has ended by itself, which the sign-in says.
    pub expired: RwSignal<bool>,
    /// The last request found no network.
    pub offline: RwSignal<bool>,
    /// How many requests are pending that somebody waits for.
    pub pending: RwSignal<u32>,
    /// The phone works for a proof that the server has asked for.
    pub proving: RwSignal<bool>,
    /// What was typed at the sign-in.
    pub sign_in: SignInDraft,
    /// The vendor's name in messages.
    pub vendor: RwSignal<String>,
    refusal: Refusal,
}

impl Session {
    /// The state with which the page came; a page that was kept on the phone names no language.
    pub fn new(lang: &str, person: Option<Person>, refusal: Refusal) -> Self {
        let lang = Lang::parse(lang).or_else(|| Lang::parse(&page::remembered_lang()?));
        let session = Self {
            lang: RwSignal::new(lang.unwrap_or(Lang::Zh)),
            person: RwSignal::new(person),
            expired: RwSignal::new(false),
            offline: RwSignal::new(!page::online()),
            pending: RwSignal::new(0),
            proving: RwSignal::new(false),
            sign_in: SignInDraft::new(),
            vendor: RwSignal::new(String::new()),
            refusal,
        };
        let network = move || session.offline.set(!page::online());
        page::on_window("online", network);
        page::on_window("offline", network);
        session
    }

    /// The texts; a view that reads them is drawn again in the other language.
    pub fn t(self) -> &'static Text {
        text::of(self.lang.get())
    }

    /// What a refusal means to the person.
    pub fn message(self, problem: &Problem) -> String {
        let vendor = self.vendor.get_untracked();
        (self.refusal)(self.lang.get(), problem, &vendor)
    }

    /// The number of who is signed in.
    pub fn own_phone(self) -> Option<Phone> {
        self.person
            .with_untracked(|person| Phone::parse(&person.as_ref()?.phone).ok())
    }

    /// The session has ended, though nobody has signed out.
    pub fn expire(self) {
        self.expired.set(true);
        self.person.set(None);
    }

    /// Switches to the other language, for the pages that the server paints too.
    pub fn switch_lang(self) {
        let lang = self.lang.get_untracked().other();
        page::remember_lang(lang.word());
        self.lang.set(lang);
        page::focus(".lang");
    }
}

/// The session of the program.
pub fn use_session() -> Session {
    expect_context()
}
