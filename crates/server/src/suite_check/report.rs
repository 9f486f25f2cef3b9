//! What a check of a suite found, step by step.

use std::fmt;

use domain::time::Span;
use serde_json::{Value, json};

use super::fault::Fault;

/// A step of a check, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Our own server answers where vendors call it.
    Server,
    /// The callback URL is one, leads to a server, and its answer to `check_update_suite_url` is right.
    Url,
    /// A wrong signature is refused.
    Signature,
    /// What is for another suite is refused.
    SuiteKey,
    /// An event that the server doesn't know is answered.
    UnknownEvent,
    /// A ticket is taken.
    Ticket,
    /// A wrong serial is refused.
    WrongSerial,
    /// A right serial is accepted.
    RightSerial,
    /// A temporary code is taken.
    Code,
    /// The server gets a suite token.
    Token,
    /// It swaps the code.
    Swap,
    /// It reads the authorization.
    Read,
    /// It activates the suite.
    Activation,
    /// A change of the scope is taken.
    Change,
    /// A withdrawal is taken.
    Relieve,
    /// The same event once more is taken.
    Again,
}

impl Step {
    /// Its name: what is sent or called, as the protocol has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Url => "check_update_suite_url",
            Self::Signature => "wrong signature",
            Self::SuiteKey => "another suite's event",
            Self::UnknownEvent => "unknown event",
            Self::Ticket => "suite_ticket",
            Self::WrongSerial => "wrong serial",
            Self::RightSerial => "right serial",
            Self::Code => "tmp_auth_code",
            Self::Token => "get_suite_token",
            Self::Swap => "get_permanent_code",
            Self::Read => "get_auth_info",
            Self::Activation => "activate_suite",
            Self::Change => "change_auth",
            Self::Relieve => "suite_relieve",
            Self::Again => "suite_relieve again",
        }
    }
}

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Not at all.
    Ok,
    /// It wasn't tried.
    Skip,
    /// It works, perhaps not for long.
    Warn,
    /// It doesn't work.
    Bad,
}

impl Level {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Skip => "skip",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// What came of a step.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is as it must be, and how.
    Right(&'static str),
    /// It wasn't tried, and why.
    Skipped(&'static str),
    /// What is wrong.
    Wrong(Fault),
}

/// A line of a report.
#[derive(Clone, Debug)]
pub struct Line {
    /// The step.
    pub step: Step,
    /// What came of it.
    pub outcome: Outcome,
    /// How long it took.
    pub took: Option<Span>,
}

impl Line {
    /// How bad it is.
    pub fn level(&self) -> Level {
        match &self.outcome {
            Outcome::Right(_) => Level::Ok,
            Outcome::Skipped(_) => Level::Skip,
            Outcome::Wrong(fault) => fault.words().level,
        }
    }

    /// The fault, if it is one.
    pub fn fault(&self) -> Option<&Fault> {
        match &self.outcome {
            Outcome::Wrong(fault) => Some(fault),
            Outcome::Right(_) | Outcome::Skipped(_) => None,
        }
    }

    /// The line for programs.
    pub fn json(&self) -> Value {
        let mut line = json!({
            "step": self.step.name(), "level": self.level().word(), "took_ms": self.took.map(|took| took.0),
        });
        match &self.outcome {
            Outcome::Right(what) | Outcome::Skipped(what) => line["what"] = json!(what),
            Outcome::Wrong(fault) => {
                let words = fault.words();
                line["fault"] = json!(words.code);
                line["what"] = json!(words.what);
                line["remedy"] = json!(words.remedy);
            }
        }
        line
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:4} {}: ", self.level().word(), self.step.name())?;
        match &self.outcome {
            Outcome::Right(what) | Outcome::Skipped(what) => f.write_str(what)?,
            Outcome::Wrong(fault) => {
                let words = fault.words();
                write!(f, "{}  → {}", words.what, words.remedy)?;
            }
        }
        match self.took {
            Some(took) => write!(f, " ({} ms)", took.0),
            None => Ok(()),
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Its lines, in the order of the steps; a step may have several.
    pub lines: Vec<Line>,
}

impl Report {
    /// How many lines are so bad. A server without any that is [`Level::Bad`] passes.
    pub fn count(&self, level: Level) -> usize {
        let lines = self.lines.iter();
        lines.filter(|line| line.level() == level).count()
    }

    /// The report for programs.
    pub fn json(&self) -> Value {
        let lines: Vec<Value> = self.lines.iter().map(Line::json).collect();
        json!({ "passed": self.count(Level::Bad) == 0, "lines": lines })
    }
}
