//! What both programs share: the language, who is signed in, the network, and what is said.

use api::answer::Person;
use api::problem::Problem;
use domain::phone::Phone;
use leptos::prelude::*;
use view::lang::Lang;
use view::text::{self, Text};

use crate::browser::{history, page};
use crate::sign_in::draft::SignInDraft;

/// What the keys of what was typed and not sent begin with.
pub const DRAFTS: &str = "team:";

/// What both programs share; cheap to copy.
#[derive(Clone, Copy)]
pub struct Shell {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// Who is signed in.
    pub person: RwSignal<Option<Person>>,
    /// The last request found no network.
    pub offline: RwSignal<bool>,
    /// So many requests are on their way that somebody waits for.
    pub sending: RwSignal<u32>,
    /// The session has ended by itself, which the sign-in says.
    pub over: RwSignal<bool>,
    /// The server couldn't make the page.
    pub failed: bool,
    /// What was typed at the sign-in.
    pub sign_in: SignInDraft,
    /// The vendor's name in what is said.
    pub vendor: RwSignal<String>,
    /// What a refusal means, in the program's words.
    pub refusal: Refusal,
}

/// What a refusal means to the person, the vendor called by this name.
pub type Refusal = fn(Lang, &Problem, &str) -> String;

impl Shell {
    /// The state with which the page came; a page that was kept on the phone names no language.
    pub fn new(lang: &str, person: Option<Person>, failed: bool, refusal: Refusal) -> Self {
        let lang = Lang::parse(lang).or_else(|| Lang::parse(&page::remembered_lang()?));
        let shell = Self {
            lang: RwSignal::new(lang.unwrap_or(Lang::Zh)),
            person: RwSignal::new(person),
            offline: RwSignal::new(!page::online()),
            sending: RwSignal::new(0),
            over: RwSignal::new(false),
            failed,
            sign_in: SignInDraft::default(),
            vendor: RwSignal::new(String::new()),
            refusal,
        };
        history::on_network(move || shell.offline.set(!page::online()));
        shell
    }

    /// The texts.
    pub fn t(self) -> &'static Text {
        text::of(self.lang.get())
    }

    /// The language, for what is drawn but needn't be drawn anew with it.
    pub fn lang_now(self) -> Lang {
        self.lang.get_untracked()
    }

    /// The number of who is signed in.
    pub fn own_phone(self) -> Option<Phone> {
        self.person
            .with_untracked(|person| Phone::parse(&person.as_ref()?.phone).ok())
    }

    /// Nobody is signed in any more, though nobody has signed out.
    pub fn session_over(self) {
        self.over.set(true);
        self.person.set(None);
    }

    /// Follows a link to the other language; `false` for any other link.
    pub fn switches_lang(self, href: &str) -> bool {
        let Some(word) = href.strip_prefix("?lang=") else {
            return false;
        };
        let lang = Lang::parse(word).unwrap_or(Lang::Zh);
        page::remember_lang(lang.word());
        self.lang.set(lang);
        true
    }
}
