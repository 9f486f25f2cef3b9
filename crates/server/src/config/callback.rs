//! Options of `quickdeploy callback …`.

use clap::{Args, Subcommand, ValueEnum};
use domain::callback::OutboxState;

/// What is done with callbacks.
#[derive(Debug, Subcommand)]
pub enum Callback {
    /// Lists a suite's events, the latest first: id, kind, state, attempts, team, next attempt.
    List(CallbackList),
    /// Shows an event with its attempts: message, answer, time taken, outcome; secrets are masked.
    Show {
        /// The event's id, as `list` prints it.
        id: i64,
    },
    /// Pushes an event again.
    Push {
        /// The event's id, as `list` prints it.
        id: i64,
    },
    /// Pushes a new ticket to a suite's vendor now.
    Ticket {
        /// The suite's key.
        suite: String,
    },
}

/// Options of `callback list`.
#[derive(Debug, Args)]
pub struct CallbackList {
    /// The suite's key.
    #[arg(long, env = "QUICKDEPLOY_SUITE")]
    pub suite: String,
    /// Only events that stand so.
    #[arg(long)]
    pub state: Option<State>,
}

/// How an event stands.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum State {
    /// It is pushed, or waits to be pushed again.
    Waiting,
    /// The vendor's server has taken it.
    Delivered,
    /// It was pushed a hundred times without the right answer.
    GivenUp,
    /// Nobody needs it any more.
    Dropped,
}

impl From<State> for OutboxState {
    fn from(state: State) -> Self {
        match state {
            State::Waiting => Self::Waiting,
            State::Delivered => Self::Delivered,
            State::GivenUp => Self::GivenUp,
            State::Dropped => Self::Dropped,
        }
    }
}
