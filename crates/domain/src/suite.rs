//! What a suite's application must satisfy: its key, its names, its app's home page (open API 5).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::Url;

use crate::application::Field;
use crate::task::SerialRule;
use crate::text::{Name, NameError};
use crate::word::Word;

/// Random bytes that a key is made of.
pub const KEY_RANDOM_BYTES: usize = 16;

/// What the keys that we make begin with.
const PREFIX: &str = "suite";

/// A suite's key, by which its vendor calls us.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SuiteKey(String);

/// Why a text is no suite key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SuiteKeyError {
    /// Fewer or more characters than may be.
    #[error("a suite key has {min} to {max} characters", min = SuiteKey::MIN, max = SuiteKey::MAX)]
    Length,
    /// A character outside of letters, digits, - and _.
    #[error("a suite key has only A-Z, a-z, 0-9, - and _, not {0:?}")]
    Character(char),
}

impl SuiteKey {
    /// The least number of characters.
    pub const MIN: usize = 4;
    /// The greatest number of characters.
    pub const MAX: usize = 64;

    /// Makes a key as the platform's are: `suite` and 16 lower-case letters and digits.
    pub fn generate(random: [u8; KEY_RANDOM_BYTES]) -> Self {
        const ALL: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        // Some characters are a little likelier: a key is no secret, it only has to be new.
        let chars = random.map(|byte| char::from(ALL[usize::from(byte) % ALL.len()]));
        Self(chars.iter().fold(PREFIX.to_owned(), |mut key, &c| {
            key.push(c);
            key
        }))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SuiteKey {
    type Err = SuiteKeyError;

    fn from_str(text: &str) -> Result<Self, SuiteKeyError> {
        let strange = |c: &char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_');
        if let Some(strange) = text.chars().find(strange) {
            return Err(SuiteKeyError::Character(strange));
        }
        match text.len() {
            Self::MIN..=Self::MAX => Ok(Self(text.to_owned())),
            _ => Err(SuiteKeyError::Length),
        }
    }
}

impl fmt::Display for SuiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A suite's name: letters and digits of any script, without words that say that it isn't finished.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SuiteName(String);

/// Why a text is no suite's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SuiteNameError {
    /// No name at all.
    #[error("the name is {0}")]
    Name(#[from] NameError),
    /// A symbol.
    #[error("the name holds the symbol {0:?}")]
    Symbol(char),
    /// A word such as `beta`.
    #[error("the name holds the word {0:?}: customers get finished suites")]
    Unfinished(&'static str),
}

/// Words that no suite's name holds (open API 5).
const UNFINISHED: [&str; 4] = ["beta", "demo", "trial", "test"];

impl FromStr for SuiteName {
    type Err = SuiteNameError;

    fn from_str(text: &str) -> Result<Self, SuiteNameError> {
        let name = String::from(Name::<30>::parse(text)?);
        let symbol = |c: &char| !c.is_alphanumeric() && *c != ' ';
        if let Some(symbol) = name.chars().find(symbol) {
            return Err(SuiteNameError::Symbol(symbol));
        }
        let mut words = name.split(|c: char| !c.is_ascii_alphabetic());
        let unfinished = words.find_map(|word| {
            let same = |of: &&&str| of.eq_ignore_ascii_case(word);
            UNFINISHED.iter().find(same)
        });
        match unfinished {
            Some(word) => Err(SuiteNameError::Unfinished(word)),
            None => Ok(Self(name)),
        }
    }
}

impl From<SuiteName> for String {
    fn from(name: SuiteName) -> Self {
        name.0
    }
}

/// A micro app's name: 2 to 16 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AppName(String);

/// Why a text is no app's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AppNameError {
    /// No name at all, or too long.
    #[error("the name is {0}")]
    Name(#[from] NameError),
    /// A single character.
    #[error("the name is shorter than 2 characters")]
    TooShort,
}

impl FromStr for AppName {
    type Err = AppNameError;

    fn from_str(text: &str) -> Result<Self, AppNameError> {
        let name = String::from(Name::<16>::parse(text)?);
        match name.chars().nth(1) {
            Some(_) => Ok(Self(name)),
            None => Err(AppNameError::TooShort),
        }
    }
}

impl From<AppName> for String {
    fn from(name: AppName) -> Self {
        name.0
    }
}

/// A micro app's home page: `http` or `https`, in which `$CORPID$` stands for the team's id. It is kept as it was entered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HomeUrl(String);

/// Why a text is no home page.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HomeUrlError {
    /// More characters than [`HomeUrl::MAX`].
    #[error("the URL is longer than {max} characters", max = HomeUrl::MAX)]
    TooLong,
    /// Spaces or line breaks inside.
    #[error("the URL holds spaces or line breaks")]
    Space,
    /// No URL at all, and why.
    #[error("this isn't a URL: {0}")]
    NotAUrl(#[from] url::ParseError),
    /// Another scheme than `http` and `https`.
    #[error("the URL begins with {0}: instead of http:// or https://")]
    Scheme(String),
    /// A name or a password before the host.
    #[error("the URL holds a user name or a password")]
    Credentials,
}

impl HomeUrl {
    /// The greatest number of characters.
    pub const MAX: usize = 1000;
}

impl FromStr for HomeUrl {
    type Err = HomeUrlError;

    fn from_str(text: &str) -> Result<Self, HomeUrlError> {
        let text = text.trim();
        if text.chars().count() > Self::MAX {
            return Err(HomeUrlError::TooLong);
        }
        if text.contains(char::is_whitespace) {
            return Err(HomeUrlError::Space);
        }
        let url = Url::parse(text)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(HomeUrlError::Scheme(url.scheme().to_owned()));
        }
        match url.username().is_empty() && url.password().is_none() {
            true => Ok(Self(text.to_owned())),
            false => Err(HomeUrlError::Credentials),
        }
    }
}

impl From<HomeUrl> for String {
    fn from(url: HomeUrl) -> Self {
        url.0
    }
}

/// The greatest number of characters of a token or a secret that a vendor gives.
pub const MAX_SECRET: usize = 128;

/// Why a text can't be a token or a secret. It doesn't show the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GivenSecretError {
    /// Too few or too many characters.
    #[error("{0} to {MAX_SECRET} characters are needed")]
    Length(usize),
    /// Invisible characters, or spaces, which get lost on the way.
    #[error("no spaces and no invisible characters may be in it")]
    Character,
}

/// Checks a token (from 1 character on) or a secret (from 16 on) that a vendor gives.
///
/// # Errors
///
/// What is wrong with it.
pub fn check_given(text: &str, min: usize) -> Result<(), GivenSecretError> {
    if !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err(GivenSecretError::Character);
    }
    match text.len() {
        n if (min..=MAX_SECRET).contains(&n) => Ok(()),
        _ => Err(GivenSecretError::Length(min)),
    }
}

/// A suite whose vendor verifies serials has no server to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("serials that the vendor verifies need a callback URL, where its server is asked")]
pub struct NobodyToAsk;

/// Whether a suite with this rule may be with or without a callback URL.
///
/// # Errors
///
/// [`NobodyToAsk`].
pub fn check_serial_rule(rule: SerialRule, has_callback: bool) -> Result<(), NobodyToAsk> {
    match rule == SerialRule::Vendor && !has_callback {
        true => Err(NobodyToAsk),
        false => Ok(()),
    }
}

/// Why what a vendor wants of its suite isn't done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SuiteRefusal {
    /// Another suite has the name.
    #[error("another suite has this name")]
    NameTaken,
    /// It would have serials that nobody verifies.
    #[error(transparent)]
    NobodyToAsk(#[from] NobodyToAsk),
    /// It has as many apps as may be.
    #[error("a suite has {} apps at most", crate::offer::MOST)]
    TooManyApps,
    /// Teams use the app.
    #[error("teams use this app")]
    AppUsed,
    /// It has no secrets yet.
    #[error("the suite has no secrets yet")]
    NoSecrets,
    /// Its check is running.
    #[error("a check of the suite is running")]
    CheckRunning,
    /// The suite is approved with something else: another application changes that.
    #[error("the suite is approved with another {}", .0.word())]
    ByApplication(Field),
}

/// How a suite stands for its vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuiteState {
    /// It isn't approved: nobody can deploy it.
    Draft,
    /// Customers deploy it.
    Approved,
    /// The operator has suspended it.
    Suspended,
}

impl SuiteState {
    /// How a suite stands.
    pub fn of(approved: bool, suspended: bool) -> Self {
        match (approved, suspended) {
            (_, true) => Self::Suspended,
            (true, false) => Self::Approved,
            (false, false) => Self::Draft,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_made_as_the_platforms_are_and_a_given_one_may_be_shorter() {
        assert_eq!(
            SuiteKey::generate([0; 16]).to_string(),
            "suiteaaaaaaaaaaaaaaaa"
        );
        for (text, why) in [
            ("suite4xxxxxxxxxxxxxxx", None),
            ("demo-attendance", None),
            ("key", Some(SuiteKeyError::Length)),
            ("", Some(SuiteKeyError::Length)),
            ("a key", Some(SuiteKeyError::Character(' '))),
            ("套件套件", Some(SuiteKeyError::Character('套'))),
        ] {
            assert_eq!(text.parse::<SuiteKey>().err(), why, "{text}");
        }
        assert!("a".repeat(64).parse::<SuiteKey>().is_ok());
        assert!("a".repeat(65).parse::<SuiteKey>().is_err());
    }

    #[test]
    fn a_suites_name_has_no_symbols_and_no_words_of_what_is_unfinished() {
        use SuiteNameError::*;
        for (text, why) in [
            ("云考勤", None),
            ("Contest 365", None),
            ("", Some(Name(NameError::Empty))),
            ("云考勤+", Some(Symbol('+'))),
            ("云考勤beta", Some(Unfinished("beta"))),
            ("Test 云考勤", Some(Unfinished("test"))),
        ] {
            assert_eq!(text.parse::<SuiteName>().err(), why, "{text}");
        }
    }

    #[test]
    fn an_apps_name_has_2_to_16_characters() {
        for (text, is_one) in [
            ("考", false),
            ("考勤", true),
            ("一二三四五六七八九十一二三四五六", true),
            ("一二三四五六七八九十一二三四五六七", false),
            (" 考 ", false),
        ] {
            assert_eq!(text.parse::<AppName>().is_ok(), is_one, "{text}");
        }
    }

    #[test]
    fn a_home_page_is_of_the_web_and_kept_as_it_was_entered() {
        use HomeUrlError::*;
        for (text, why) in [
            ("https://isv.example/?corpid=$CORPID$", None),
            ("http://isv.example/#/home?corpid=$CORPID$", None),
            ("https://$CORPID$.isv.example/", None),
            ("ftp://isv.example/", Some(Scheme("ftp".into()))),
            ("https://me:secret@isv.example/", Some(Credentials)),
            ("https://isv.example/a b", Some(Space)),
            (
                "isv.example",
                Some(NotAUrl(url::ParseError::RelativeUrlWithoutBase)),
            ),
        ] {
            let read = text.parse::<HomeUrl>();
            match why {
                None => assert_eq!(read.map(String::from), Ok(text.to_owned())),
                why => assert_eq!(read.err(), why, "{text}"),
            }
        }
        let long = format!("https://isv.example/{}", "a".repeat(1000));
        assert_eq!(long.parse::<HomeUrl>(), Err(TooLong));
    }

    #[test]
    fn what_a_vendor_gives_is_one_word() {
        for (text, min, why) in [
            ("123456", 1, None),
            ("", 1, Some(GivenSecretError::Length(1))),
            ("123456", 16, Some(GivenSecretError::Length(16))),
            ("a b", 1, Some(GivenSecretError::Character)),
            ("令牌", 1, Some(GivenSecretError::Character)),
        ] {
            assert_eq!(check_given(text, min).err(), why, "{text}");
        }
    }

    #[test]
    fn a_vendor_that_verifies_serials_has_a_server() {
        for (rule, has_callback, is_right) in [
            (SerialRule::None, false, true),
            (SerialRule::Issued, false, true),
            (SerialRule::Vendor, false, false),
            (SerialRule::Vendor, true, true),
        ] {
            assert_eq!(check_serial_rule(rule, has_callback).is_ok(), is_right);
        }
    }

    proptest! {
        #[test]
        fn a_key_that_is_made_is_a_key(random: [u8; KEY_RANDOM_BYTES]) {
            let key = SuiteKey::generate(random);
            prop_assert_eq!(key.as_str().len(), 21);
            prop_assert_eq!(key.as_str().parse(), Ok(key.clone()));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = text.parse::<SuiteKey>();
            let _ = text.parse::<SuiteName>();
            let _ = text.parse::<AppName>();
            let _ = text.parse::<HomeUrl>();
            let _ = check_given(&text, 1);
        }
    }
}
