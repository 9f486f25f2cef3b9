//! Going to pages of the program.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use leptos_router::location::State;

use crate::browser::{history, page};

type Go = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// The router's navigation, for what runs outside of a view. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Navigate(StoredValue<Go>);

impl Navigate {
    /// Of the router around the present view.
    pub fn new() -> Self {
        let navigate = use_navigate();
        Self(StoredValue::new(Box::new(navigate)))
    }

    /// Goes to a page; to the present one it adds no entry that Back would stop at.
    pub fn go(self, path: &str) {
        if page::address() != path {
            self.0.with_value(|go| go(path, NavigateOptions::default()));
        }
    }

    /// Goes to a page in the place of the present one.
    pub fn replace(self, path: &str) {
        if page::address() != path {
            let options = NavigateOptions {
                replace: true,
                state: State::new(Some(history::state())),
                ..NavigateOptions::default()
            };
            self.0.with_value(|go| go(path, options));
        }
    }
}
