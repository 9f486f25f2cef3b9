//! What a vendor's account does next, each step with whether it is done.

use api::console::list::Page;
use api::console::member::{Members, Vendor};
use api::console::suite::SuiteRow;
use api::console::{path, vendor_path};
use domain::account::Permission;
use leptos::prelude::*;

use crate::components::load::{load, show};
use crate::components::steps::{Step, Steps};
use crate::pages::suites::frame::address;
use crate::session::{use_session, use_texts};
use crate::text::home::{self, Text};

/// Where a suite is made.
const NEW: &str = "/console/suites/new";

/// The step of these texts.
fn step(
    name: fn(&Text) -> &'static str,
    detail: fn(&Text) -> &'static str,
    href: impl Into<String>,
    done: bool,
) -> Step {
    let t = use_texts(home::of);
    Step {
        name: (move || name(t())).into(),
        detail: (move || detail(t())).into(),
        href: href.into(),
        done,
    }
}

/// The second factor's step, which everybody has.
fn factor(done: bool) -> Step {
    let href = "/console/account/second-factor";
    step(|t| t.factor, |t| t.factor_detail, href, done)
}

/// The suites that a vendor has made, as far as the steps tell.
#[derive(Clone)]
struct Suites {
    /// The key of the latest.
    latest: Option<String>,
    /// One is live, or was.
    is_live: bool,
}

impl Suites {
    /// A suite is made, and applied for.
    fn steps(&self) -> [Step; 2] {
        let apply = match &self.latest {
            Some(key) => address(key, "application"),
            None => NEW.to_owned(),
        };
        [
            step(|t| t.suite, |t| t.suite_detail, NEW, self.latest.is_some()),
            step(
                |t| t.application,
                |t| t.application_detail,
                apply,
                self.is_live,
            ),
        ]
    }
}

/// The steps: the owner's are of the whole vendor.
#[component]
pub fn VendorSteps() -> impl IntoView {
    let session = use_session();
    let has_factor = Memo::new(move |_| session.me().is_some_and(|me| me.second_factor));
    let is_owner = Memo::new(move |_| session.may(Permission::EditMembers));
    let suites = load::<Page<SuiteRow>>(|| format!("{}?limit=1", vendor_path::SUITES));
    let live = load::<Page<SuiteRow>>(|| format!("{}?limit=1&state=approved", vendor_path::SUITES));
    show(suites, move |suites| {
        let latest = suites.rows.into_iter().next().map(|suite| suite.suite_key);
        show(live, move |live| {
            let suites = Suites {
                latest: latest.clone(),
                is_live: !live.rows.is_empty(),
            };
            match is_owner.get() {
                true => view! { <OwnerSteps suites has_factor/> }.into_any(),
                false => {
                    let [make, apply] = suites.steps();
                    let steps = vec![make, apply, factor(has_factor.get())];
                    view! { <Steps steps/> }.into_any()
                }
            }
        })
    })
}

#[component]
fn OwnerSteps(suites: Suites, has_factor: Memo<bool>) -> impl IntoView {
    let vendor = load::<Vendor>(|| path::VENDOR.to_owned());
    let members = load::<Members>(|| path::MEMBERS.to_owned());
    show(vendor, move |vendor| {
        let has_contact = vendor.contact.is_some();
        let suites = suites.clone();
        show(
            members,
            move |Members {
                      members,
                      invitations,
                  }| {
                let has_colleagues = members.len() > 1 || !invitations.is_empty();
                let [make, apply] = suites.steps();
                let steps = vec![
                    make,
                    apply,
                    step(
                        |t| t.contact,
                        |t| t.contact_detail,
                        "/console/vendor",
                        has_contact,
                    ),
                    factor(has_factor.get()),
                    step(
                        |t| t.colleagues,
                        |t| t.colleagues_detail,
                        "/console/members",
                        has_colleagues,
                    ),
                ];
                view! { <Steps steps/> }
            },
        )
    })
}
