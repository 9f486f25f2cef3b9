//! What customers read of a suite before they authorize it: the vendor's contact, the data that it asks for, the vendor's own tasks.

use std::str::FromStr;

use thiserror::Error;

mod contact;

pub use self::contact::{Contact, ContactError};
use crate::suite::{HomeUrl, HomeUrlError};
use crate::task::Task;
use crate::text::{Name, NameError};
use crate::word::Word;

/// What the parts of an entry are separated by.
const SEPARATOR: char = '|';

/// Why an entry such as `TITLE|TEXT` can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// Too few or too many parts; `0` is the form.
    #[error("it must have the form {0}")]
    Form(&'static str),
    /// A part's text; `0` is the part's name.
    #[error("{0} is {1}")]
    Text(&'static str, NameError),
    /// No task that a task can follow.
    #[error("{0:?} is none of sign-in, team, serial, authorize, scope")]
    After(String),
    /// The address.
    #[error("the address isn't right: {0}")]
    Url(#[from] HomeUrlError),
}

/// A text in Chinese and perhaps English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: Option<String>,
}

impl Bilingual {
    /// Reads a part with its English one, each of up to `MAX` characters. An empty English one is none.
    ///
    /// # Errors
    ///
    /// [`EntryError::Text`] with the part's name.
    pub fn parse<const MAX: usize>(
        part: &'static str,
        zh: &str,
        en: Option<&str>,
    ) -> Result<Self, EntryError> {
        let text = |text: &str| {
            let name = Name::<MAX>::parse(text);
            name.map(String::from)
                .map_err(|why| EntryError::Text(part, why))
        };
        let en = en.map(str::trim).filter(|en| !en.is_empty());
        Ok(Self {
            zh: text(zh)?,
            en: en.map(text).transpose()?,
        })
    }
}

/// Data or an interface that a suite asks for: `TITLE|TEXT` or `TITLE|TEXT|ENGLISH TITLE|ENGLISH TEXT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedData {
    /// What: 1 to 40 characters.
    pub title: Bilingual,
    /// What for: 1 to 120 characters.
    pub text: Bilingual,
}

impl FromStr for AskedData {
    type Err = EntryError;

    fn from_str(entry: &str) -> Result<Self, EntryError> {
        let parts: Vec<&str> = entry.split(SEPARATOR).collect();
        let (title, text, en) = match parts[..] {
            [title, text] => (title, text, None),
            [title, text, title_en, text_en] => (title, text, Some((title_en, text_en))),
            _ => return Err(EntryError::Form("TITLE|TEXT|ENGLISH TITLE|ENGLISH TEXT")),
        };
        Ok(Self {
            title: Bilingual::parse::<40>("the title", title, en.map(|en| en.0))?,
            text: Bilingual::parse::<120>("the text", text, en.map(|en| en.1))?,
        })
    }
}

/// A task of the vendor's own: `AFTER|TITLE|TEXT`, with an address behind it, and behind that the English title and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTask {
    /// The built-in task that it follows: any but the start, which is the last.
    pub after: Task,
    /// Its title.
    pub title: Bilingual,
    /// What to do.
    pub text: Bilingual,
    /// Where to do it.
    pub url: Option<String>,
}

impl FromStr for OwnTask {
    type Err = EntryError;

    fn from_str(entry: &str) -> Result<Self, EntryError> {
        let parts: Vec<&str> = entry.split(SEPARATOR).collect();
        let (after, title, text, url, en) = match parts[..] {
            [after, title, text] => (after, title, text, "", None),
            [after, title, text, url] => (after, title, text, url, None),
            [after, title, text, url, title_en, text_en] => {
                (after, title, text, url, Some((title_en, text_en)))
            }
            _ => {
                let form = "AFTER|TITLE|TEXT|ADDRESS|ENGLISH TITLE|ENGLISH TEXT";
                return Err(EntryError::Form(form));
            }
        };
        let url = Some(url.trim()).filter(|url| !url.is_empty());
        let url = url.map(|url| url.parse::<HomeUrl>()).transpose()?;
        Ok(Self {
            after: followed(after.trim()).ok_or_else(|| EntryError::After(after.to_owned()))?,
            title: Bilingual::parse::<40>("the title", title, en.map(|en| en.0))?,
            text: Bilingual::parse::<120>("the text", text, en.map(|en| en.1))?,
            url: url.map(String::from),
        })
    }
}

/// The built-in task of a word, if the vendor's own may follow it.
pub fn followed(word: &str) -> Option<Task> {
    let task = Task::from_word(word)?;
    match task {
        Task::SignIn | Task::Team | Task::Serial | Task::Authorize | Task::Scope => Some(task),
        Task::Ask | Task::Start | Task::Custom(_) => None,
    }
}

/// What a micro app does: 4 to 120 characters on one line (open API 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppDescription(String);

/// Why a text is no app's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AppDescriptionError {
    /// No text at all, or too long.
    #[error("the description is {0}")]
    Text(#[from] NameError),
    /// Fewer than 4 characters.
    #[error("the description is shorter than {min} characters", min = AppDescription::MIN)]
    TooShort,
}

impl AppDescription {
    /// The least number of characters.
    pub const MIN: usize = 4;
}

impl FromStr for AppDescription {
    type Err = AppDescriptionError;

    fn from_str(text: &str) -> Result<Self, AppDescriptionError> {
        let text = String::from(Name::<120>::parse(text)?);
        match text.chars().count() < Self::MIN {
            true => Err(AppDescriptionError::TooShort),
            false => Ok(Self(text)),
        }
    }
}

impl From<AppDescription> for String {
    fn from(description: AppDescription) -> Self {
        description.0
    }
}

/// A suite's tagline: one line of up to 60 characters.
pub type Tagline = Name<60>;

/// The most apps that a suite has, the most tasks of its vendor's own, and the most data that it asks for.
pub const MOST: usize = 20;

/// How many of something a suite has that can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CountError {
    /// More than [`MOST`].
    #[error("there are {0}, and {MOST} at most may be")]
    TooMany(usize),
    /// Not one for each app: how many there are, and how many apps.
    #[error("there are {0} for {1} apps: each app needs its own")]
    NotOneEach(usize, usize),
}

/// Whether a suite may have so many apps, tasks or data.
///
/// # Errors
///
/// [`CountError::TooMany`].
pub fn check_most(number: usize) -> Result<(), CountError> {
    match number > MOST {
        true => Err(CountError::TooMany(number)),
        false => Ok(()),
    }
}

/// Whether there is one for each app.
///
/// # Errors
///
/// [`CountError::NotOneEach`].
pub fn check_one_each(number: usize, apps: usize) -> Result<(), CountError> {
    match number == apps {
        true => Ok(()),
        false => Err(CountError::NotOneEach(number, apps)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bilingual(zh: &str, en: Option<&str>) -> Bilingual {
        Bilingual {
            zh: zh.to_owned(),
            en: en.map(str::to_owned),
        }
    }

    #[test]
    fn data_that_is_asked_for_has_a_title_and_a_text_and_perhaps_both_in_english() {
        let read = |entry: &str| entry.parse::<AskedData>();
        let data = AskedData {
            title: bilingual("手机号", None),
            text: bilingual("仅用于短信提醒", None),
        };
        assert_eq!(read(" 手机号 | 仅用于短信提醒 "), Ok(data.clone()));
        assert_eq!(read("手机号|仅用于短信提醒||"), Ok(data));
        let both = read("手机号|仅用于短信提醒|Phone numbers|Only for text reminders").unwrap();
        assert_eq!(both.title, bilingual("手机号", Some("Phone numbers")));
        for (entry, why) in [
            (
                "手机号",
                "it must have the form TITLE|TEXT|ENGLISH TITLE|ENGLISH TEXT",
            ),
            (
                "a|b|c",
                "it must have the form TITLE|TEXT|ENGLISH TITLE|ENGLISH TEXT",
            ),
            ("|text", "the title is empty"),
            ("title| ", "the text is empty"),
            (
                &format!("{}|b", "a".repeat(41)),
                "the title is longer than 40 characters",
            ),
        ] {
            assert_eq!(read(entry).unwrap_err().to_string(), why, "{entry}");
        }
    }

    #[test]
    fn an_own_task_follows_any_but_the_last_and_may_lead_somewhere() {
        let read = |entry: &str| entry.parse::<OwnTask>();
        let task = read("scope|看一分钟介绍|了解怎样打卡。|https://isv.example/a").unwrap();
        assert_eq!(
            (task.after, task.url.as_deref()),
            (Task::Scope, Some("https://isv.example/a"))
        );
        let task = read("sign-in|看介绍|了解。||Watch|Learn how.").unwrap();
        assert_eq!((task.after, task.url), (Task::SignIn, None));
        assert_eq!(task.title, bilingual("看介绍", Some("Watch")));
        for after in ["start", "ask", "task-0", "", "later"] {
            let why = read(&format!("{after}|a|b")).unwrap_err();
            assert_eq!(why, EntryError::After(after.to_owned()));
        }
        for entry in ["scope|a", "scope|a|b|c|d", "scope|a|b|c|d|e|f"] {
            assert!(matches!(read(entry), Err(EntryError::Form(_))), "{entry}");
        }
        assert!(matches!(
            read("scope|a|b|isv.example"),
            Err(EntryError::Url(_))
        ));
    }

    #[test]
    fn a_description_has_4_to_120_characters_on_one_line() {
        let read = |text: &str| text.parse::<AppDescription>();
        assert_eq!(
            read(" 打卡\n排班 ").map(String::from),
            Ok("打卡 排班".to_owned())
        );
        assert!(read("打卡排班").is_ok() && read(&"班".repeat(120)).is_ok());
        assert_eq!(read("打卡排"), Err(AppDescriptionError::TooShort));
        let long = AppDescriptionError::Text(NameError::TooLong(120));
        assert_eq!(read(&"班".repeat(121)), Err(long));
    }

    #[test]
    fn a_suite_has_not_too_much_of_anything_and_each_app_its_own() {
        assert_eq!(check_most(MOST), Ok(()));
        assert_eq!(check_most(MOST + 1), Err(CountError::TooMany(21)));
        assert_eq!(check_one_each(2, 2), Ok(()));
        let why = check_one_each(1, 2).unwrap_err();
        assert_eq!(
            why.to_string(),
            "there are 1 for 2 apps: each app needs its own"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = text.parse::<AskedData>();
            let _ = text.parse::<OwnTask>();
            let _ = text.parse::<AppDescription>();
        }
    }
}
