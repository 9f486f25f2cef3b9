//! Reading answers on the phone, from JSON that the browser has parsed.
//!
//! serde reads the same types on the server. On the phone its generated readers weigh 20 KB of
//! what a customer downloads; these few lines weigh 3. A test holds the two together.

use domain::authorization::{AuthorizationState, Change};
use domain::invite::{InviteProblem, Standing};
use domain::link::LinkProblem;
use domain::notice::NoticeKind;
use domain::request::RequestState;
use domain::role::Role;
use domain::task::{Task, TaskState};
use domain::team::{TeamMode, TeamModes};
use domain::word::Word;

use crate::answer::*;
use crate::problem::{Code, Problem};
use crate::request::{Scope, Team};
use crate::team::{
    Account, App, Badge, Changes, Event, Invitation, Invite, Joining, Notice, Notices, Onward,
    People, Rating, Request, Requests, Seat, SuitePage, SuiteRow, Suites, TeamBoot, TeamRef,
    Workbench,
};

/// A parsed JSON value.
pub trait Json: Sized {
    /// The value under a name of an object; what is no such thing is null.
    fn at(&self, name: &str) -> Self;
    /// Null, or nothing at all.
    fn is_null(&self) -> bool;
    /// A string's text.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// True or false.
    fn flag(&self) -> Option<bool>;
    /// An array's items.
    fn items(&self) -> Option<Vec<Self>>;
}

/// What can be read from JSON.
pub trait Read: Sized {
    /// Reads it; `None` for anything else.
    fn read(json: &impl Json) -> Option<Self>;
}

impl Read for String {
    fn read(json: &impl Json) -> Option<Self> {
        json.text()
    }
}

impl Read for bool {
    fn read(json: &impl Json) -> Option<Self> {
        json.flag()
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Read for $number {
            fn read(json: &impl Json) -> Option<Self> {
                let number = json.number()?;
                let whole = number as Self;
                (whole as f64 == number).then_some(whole)
            }
        }
    )+};
}

numbers! { u16 u32 i64 }

impl<T: Read> Read for Option<T> {
    fn read(json: &impl Json) -> Option<Self> {
        match json.is_null() {
            true => Some(None),
            false => T::read(json).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &impl Json) -> Option<Self> {
        // A loop, not a collect: each type's would be a kilobyte more on the phone.
        let items = json.items()?;
        let mut read = Self::with_capacity(items.len());
        for item in &items {
            read.push(T::read(item)?);
        }
        Some(read)
    }
}

macro_rules! words {
    ($($word:ty)+) => {$(
        impl Read for $word {
            fn read(json: &impl Json) -> Option<Self> {
                Self::from_word(&json.text()?)
            }
        }
    )+};
}

words! {
    AuthorizationState Change Code InviteProblem LinkProblem NoticeKind RequestState Role Standing Task
    TaskState TeamMode TeamModes
}

macro_rules! objects {
    ($($object:path { $($field:ident)+ })+) => {$(
        impl Read for $object {
            fn read(json: &impl Json) -> Option<Self> {
                Some(Self { $($field: Read::read(&json.at(stringify!($field)))?,)+ })
            }
        }
    )+};
}

objects! {
    Account { person hand_over dissolve leave }
    App { suite name icon url state }
    AskStatus { state reason decided_by authorization admitted }
    AuthorizationStatus { state authorized_at active_at late reason }
    Badge { name icon }
    Boot { lang guide onboarding person failed }
    Changes { changes }
    CodeSent { resend_after demo_code }
    crate::request::Colleague { name phone department }
    crate::team::Colleague { id name phone department role signed_in joined_at }
    CustomTask { title text url }
    Department { id name people }
    Directory { people departments members more }
    Event { change by at }
    Guide { link problem suite client }
    Invitation {
        code problem corpid team people inviter suites approval standing person nameless
    }
    Invite { url qr approval renewed_at }
    Joining { id name phone }
    Member { id name department }
    Notice { kind corpid team who what at new }
    Notices { notices }
    Onboarding { tasks person teams team team_open ask serial authorization scope }
    Onward { link }
    People { joins members more me role }
    Permission { title text }
    Person { phone name }
    Rating { stars text }
    Request {
        id state asker asked_at reason decided_by suite icon vendor certified permissions
    }
    Requests { requests }
    Problem { status code title field due retry_after left suggestion unknown request_id }
    ScopeStatus { scope names people }
    RefusedSerial { serial code }
    SerialStatus { prefilled accepted pending refused tries_left wait }
    SignedIn { person onboarding }
    Suite {
        name tagline icon accent accent_dark vendor vendor_short certified contact team_modes tasks
        permissions custom_tasks
    }
    Seat { corpid name people role changes }
    SuitePage {
        suite role vendor contact permissions version rating serial authorized_at events
    }
    SuiteRow { key name icon vendor state scope }
    Suites { suites }
    TaskStep { task state }
    TeamBoot { lang invitation person unknown failed }
    TeamChoice { corpid name people has_suite decides }
    TeamInfo { corpid name people }
    TeamRef { corpid name }
    Words { zh en }
    Workbench { person teams team apps joins joining requests requested unread wishes }
}

impl Read for Scope {
    fn read(json: &impl Json) -> Option<Self> {
        let ids = || Read::read(&json.at("ids"));
        match json.at("who").text()?.as_str() {
            "everyone" => Some(Self::Everyone),
            "departments" => ids().map(Self::Departments),
            "members" => ids().map(Self::Members),
            _ => None,
        }
    }
}

impl Read for Team {
    fn read(json: &impl Json) -> Option<Self> {
        match json.at("how").text()?.as_str() {
            "create" => Some(Self::Create {
                mode: Read::read(&json.at("mode"))?,
                name: Read::read(&json.at("name"))?,
                industry: Read::read(&json.at("industry"))?,
                owner_name: Read::read(&json.at("owner_name"))?,
                colleagues: Read::read(&json.at("colleagues"))?,
            }),
            "pick" => Some(Self::Pick {
                corpid: Read::read(&json.at("corpid"))?,
            }),
            "other" => Some(Self::Other),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
