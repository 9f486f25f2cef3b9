//! The sections that the role may see, and what stands below them: the account, the language, the theme.

use api::console::path;
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::component::Avatar;
use ui::icon::{ALERT, CHECK, Icon, PEOPLE};

use crate::api::Request;
use crate::browser::theme::Theme;
use crate::browser::{kept, page};
use crate::components::icons::{BUILDING, HOUSE, LIST, SQUARES, TICKET, TRAY, WORDS};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::common::{self, Text};

/// A section.
struct Section {
    href: &'static str,
    name: fn(&Text) -> &'static str,
    icon: &'static str,
    /// What seeing it takes.
    needs: Option<Permission>,
}

/// The first page.
const HOME: &str = "/console";

static SECTIONS: [Section; 13] = [
    Section {
        href: HOME,
        name: |t| t.home,
        icon: HOUSE,
        needs: None,
    },
    Section {
        href: "/console/suites",
        name: |t| t.suites,
        icon: SQUARES,
        needs: Some(Permission::SeeVendor),
    },
    Section {
        href: "/console/vendor",
        name: |t| t.vendor,
        icon: BUILDING,
        needs: Some(Permission::SeeVendor),
    },
    Section {
        href: "/console/members",
        name: |t| t.members,
        icon: PEOPLE,
        needs: Some(Permission::SeeVendor),
    },
    Section {
        href: "/console/applications",
        name: |t| t.applications,
        icon: TRAY,
        needs: Some(Permission::SeeAllVendors),
    },
    Section {
        href: "/console/all-suites",
        name: |t| t.all_suites,
        icon: SQUARES,
        needs: Some(Permission::SeeAllVendors),
    },
    Section {
        href: "/console/vendors",
        name: |t| t.vendors,
        icon: BUILDING,
        needs: Some(Permission::SeeAllVendors),
    },
    Section {
        href: "/console/complaints",
        name: |t| t.complaints,
        icon: WORDS,
        needs: Some(Permission::AnswerComplaints),
    },
    Section {
        href: "/console/invite-codes",
        name: |t| t.invite_codes,
        icon: TICKET,
        needs: Some(Permission::IssueInviteCodes),
    },
    Section {
        href: "/console/acceptances",
        name: |t| t.acceptances,
        icon: CHECK,
        needs: Some(Permission::SeeAllVendors),
    },
    Section {
        href: "/console/defects",
        name: |t| t.defects,
        icon: ALERT,
        needs: Some(Permission::SeeAllVendors),
    },
    Section {
        href: "/console/operators",
        name: |t| t.operators,
        icon: PEOPLE,
        needs: Some(Permission::EditOperators),
    },
    Section {
        href: "/console/audit",
        name: |t| t.audit,
        icon: LIST,
        needs: Some(Permission::SeeAudit),
    },
];

/// The product's mark and name.
#[component]
pub fn Brand() -> impl IntoView {
    let t = use_texts(common::of);
    view! {
        <a class="brand" href="/console">
            <span class="brand-mark">
                <Icon path=CHECK/>
            </span>
            <span class="brand-name">{move || t().brand}</span>
            <span class="brand-part">{move || t().console}</span>
        </a>
    }
}

/// All of the sidebar but the brand.
#[component]
pub fn Navigation() -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let pathname = use_location().pathname;
    let sections: Vec<_> = SECTIONS
        .iter()
        .map(|section| {
            let shown = move || section.needs.is_none_or(|act| session.may(act));
            let current = move || {
                let pathname = pathname.get();
                let rest = pathname.strip_prefix(section.href)?;
                // What lies below a section is marked as within it; below the home page lies everything.
                match rest.trim_end_matches('/') {
                    "" => Some("page"),
                    _ if rest.starts_with('/') && section.href != HOME => Some("true"),
                    _ => None,
                }
            };
            view! {
                <Show when=shown>
                    <li>
                        <a class="section" href=section.href aria-current=current>
                            <Icon path=section.icon/>
                            {move || (section.name)(t())}
                        </a>
                    </li>
                </Show>
            }
        })
        .collect();
    let place = move || match session.me().and_then(|me| me.vendor) {
        Some(vendor) => vendor,
        None => t().operator.to_owned(),
    };
    view! {
        <p class="place">{place}</p>
        <nav class="sections" aria-label=move || t().sections>
            <ul>{sections}</ul>
        </nav>
        <div class="side-foot">
            <Own/>
            <div class="switches">
                <ThemeSwitch/>
                <LangSwitch/>
            </div>
        </div>
    }
}

/// The account, and the way out.
#[component]
fn Own() -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let pathname = use_location().pathname;
    let current = move || (pathname.get() == "/console/account").then_some("page");
    let own = move || {
        session.me().map(|me| {
            view! {
                <Avatar name=me.name.clone()/>
                <span class="own-text">
                    <span class="strong">{me.name}</span>
                    <small>{me.email}</small>
                </span>
            }
        })
    };
    view! {
        <a class="own" href="/console/account" aria-current=current>
            <span class="unseen">{move || t().account}</span>
            {own}
        </a>
        <SignOut class="section"/>
    }
}

/// Signs out, and forgets all that the program holds.
#[component]
pub fn SignOut(
    /// Its classes.
    class: &'static str,
) -> impl IntoView {
    let t = use_texts(common::of);
    let out = Form::new("sign-out", |()| {
        kept::forget_all();
        page::load("/console/sign-in");
    });
    view! {
        <button class=class type="button" on:click=move |_| out.submit(Request::delete(path::SESSION))>
            {move || t().sign_out}
        </button>
    }
}

/// Switches the language.
#[component]
pub fn LangSwitch() -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    view! {
        <button
            class="button small"
            type="button"
            lang=move || session.lang.get().other().html()
            on:click=move |_| session.switch_lang()
        >
            {move || t().language}
        </button>
    }
}

/// Switches the theme.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let name = move |theme| match theme {
        Theme::System => t().theme_system,
        Theme::Light => t().theme_light,
        Theme::Dark => t().theme_dark,
    };
    let choose = move |event| {
        let theme = Theme::parse(&event_target_value(&event));
        theme.choose();
        session.theme.set(theme);
    };
    let options = Theme::ALL.map(|theme| {
        view! {
            <option value=theme.word() selected=move || session.theme.get() == theme>
                {move || name(theme)}
            </option>
        }
    });
    view! {
        <select class="input small" aria-label=move || t().theme on:change=choose>
            {options.into_iter().collect_view()}
        </select>
    }
}
