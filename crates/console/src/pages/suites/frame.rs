//! What stands around the pages of a suite: its icon, name and state, and the tabs to its pages.

use api::console::suite::Suite;
use api::console::vendor_path as path;
use api::problem::{Code, Problem};
use domain::suite::SuiteState;
use domain::word::Word;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map};
use ui::component::Picture;

use super::StateBadge;
use crate::browser::time;
use crate::components::load::{Skeleton, Trouble, load};
use crate::pages::NotFoundPage;
use crate::session::{use_session, use_texts};
use crate::text::suite::{self, Text};

/// The suite that the address names, for the pages within the frame. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TheSuite {
    /// Its key.
    pub key: Memo<String>,
    found: RwSignal<Option<Suite>>,
}

impl TheSuite {
    /// The suite now.
    ///
    /// It is loaded before any page within the frame is drawn; without one it has no key.
    pub fn get(self) -> Suite {
        self.found.get().unwrap_or_else(empty)
    }

    /// The suite as the server has answered it after a change.
    pub fn set(self, suite: Suite) {
        self.found.set(Some(suite));
    }

    /// The same after its icon was changed: at the same address, which the browser has another picture of.
    pub fn set_with_icon(self, mut suite: Suite) {
        suite.icon = format!("{}?at={}", suite.icon, time::now());
        self.set(suite);
    }

    /// Whether it isn't approved yet.
    pub fn is_draft(self) -> bool {
        self.get().state == SuiteState::Draft.word()
    }

    /// The address of a page of the suite: `apps`; its overview for an empty one.
    pub fn address(self, page: &str) -> String {
        address(&self.key.get(), page)
    }

    /// One of the API's paths for it, for what is loaded again when another suite is shown.
    pub fn tracked_path(self, path: &str) -> String {
        path::of_suite(path, &self.key.get())
    }

    /// One of the API's paths for it.
    pub fn path(self, path: &str) -> String {
        path::of_suite(path, &self.key.get_untracked())
    }
}

fn empty() -> Suite {
    Suite {
        suite_key: String::new(),
        state: SuiteState::Draft.word().into_owned(),
        fields: super::draft::blank(),
        name_in_force: None,
        icon: String::new(),
        apps: Vec::new(),
        callback_url: None,
        whitelist: String::new(),
        secrets: api::console::suite::SecretsState {
            made: false,
            former_until: None,
        },
        created_at: 0,
        approved_at: None,
    }
}

/// The address of a page of a suite.
pub fn address(key: &str, page: &str) -> String {
    let address = format!("/console/suites/{key}/{page}");
    address.trim_end_matches('/').to_owned()
}

/// The suite of the frame.
pub fn use_suite() -> TheSuite {
    expect_context()
}

/// A page of a suite.
struct Tab {
    page: &'static str,
    name: fn(&Text) -> &'static str,
}

static TABS: [Tab; 11] = [
    Tab {
        page: "",
        name: |t| t.overview,
    },
    Tab {
        page: "apps",
        name: |t| t.apps,
    },
    Tab {
        page: "server",
        name: |t| t.server,
    },
    Tab {
        page: "application",
        name: |t| t.application,
    },
    Tab {
        page: "acceptance",
        name: |t| t.acceptance,
    },
    Tab {
        page: "serials",
        name: |t| t.serials,
    },
    Tab {
        page: "links",
        name: |t| t.links,
    },
    Tab {
        page: "sandbox",
        name: |t| t.sandbox,
    },
    Tab {
        page: "funnel",
        name: |t| t.funnel,
    },
    Tab {
        page: "customers",
        name: |t| t.customers,
    },
    Tab {
        page: "events",
        name: |t| t.events,
    },
];

/// How the suite stands: before it is loaded, there, or not to be had.
#[derive(Clone, PartialEq)]
enum Standing {
    Coming,
    There(String),
    Trouble(Problem),
}

/// The frame; the page stands below the tabs.
#[component]
pub fn SuiteFrame() -> impl IntoView {
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|params| params.get("suite").unwrap_or_default()));
    let found = RwSignal::new(None);
    provide_context(TheSuite { key, found });
    let loaded = load::<Suite>(move || path::of_suite(path::SUITE, &key.get()));
    Effect::new(move |_| {
        if let Some(Ok(suite)) = loaded.get() {
            found.set(Some(suite));
        }
    });
    let standing = Memo::new(move |_| {
        let has = found.with(|found| found.as_ref().map(|suite: &Suite| suite.suite_key.clone()));
        match (has, loaded.get()) {
            (Some(has), _) if has == key.get() => Standing::There(has),
            (_, Some(Err(problem))) => Standing::Trouble(problem),
            _ => Standing::Coming,
        }
    });
    move || match standing.get() {
        Standing::Coming => view! { <Skeleton/> }.into_any(),
        Standing::Trouble(problem) if problem.code == Code::NotFound => {
            view! { <NotFoundPage/> }.into_any()
        }
        Standing::Trouble(problem) => {
            let retry = Callback::new(move |()| loaded.refetch());
            view! { <Trouble problem retry/> }.into_any()
        }
        Standing::There(_) => view! {
            <Head/>
            <Outlet/>
        }
        .into_any(),
    }
}

/// The suite's head, and the tabs.
#[component]
fn Head() -> impl IntoView {
    let (session, suite) = (use_session(), use_suite());
    let t = use_texts(suite::of);
    let pathname = use_location().pathname;
    let about = move || {
        session.lang.track();
        let Suite {
            icon,
            fields,
            name_in_force,
            state,
            ..
        } = suite.get();
        view! {
            <Picture src=icon size="44"/>
            <a class="suite-name" href=suite.address("")>
                {name_in_force.unwrap_or(fields.name)}
            </a>
            <StateBadge state/>
        }
    };
    let tabs = TABS.iter().map(|tab| {
        let href = move || suite.address(tab.page);
        let current = move || {
            let (pathname, href) = (pathname.get(), href());
            let rest = pathname.strip_prefix(&*href)?.trim_end_matches('/');
            // One event is below all of them, and so on; the overview is above every page, and leads to the form alone.
            match (rest, tab.page) {
                ("", _) => Some("page"),
                (rest, "") => (rest == "/edit").then_some("true"),
                (rest, _) => rest.starts_with('/').then_some("true"),
            }
        };
        view! {
            <li>
                <a class="tab" href=href aria-current=current>
                    {move || (tab.name)(t())}
                </a>
            </li>
        }
    });
    view! {
        <div class="suite-head">{about}</div>
        <nav class="tabs" aria-label=move || t().pages>
            <ul>{tabs.collect_view()}</ul>
        </nav>
    }
}
