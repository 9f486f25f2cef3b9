//! What stands above a page, and the rows of its cards.

use leptos::prelude::*;
use ui::component::Heading;
use ui::icon::{BACK, Icon};

use crate::browser::{history, page};
use crate::components::LangSwitch;
use crate::workbench::state::use_team;

/// The bar of a page: the way back, what it is, the other language.
#[component]
pub fn Bar(
    title: &'static str,
    /// The page has a heading of its own.
    #[prop(optional)]
    plain: bool,
    /// The document that is behind the page if nothing else is; else the workbench is.
    #[prop(optional, into)]
    document: Option<String>,
) -> impl IntoView {
    let team = use_team();
    let back = move |_| match (history::can_go_back(), &document) {
        (true, _) => history::back(),
        (false, Some(document)) => page::leave_instead(document),
        (false, None) => team.navigate.replace(&team.page_path("")),
    };
    let name = match plain {
        true => view! { <span class="name">{title}</span> }.into_any(),
        false => view! { <Heading class="name" text=title/> }.into_any(),
    };
    view! {
        <header class="bar">
            <button class="back" type="button" aria-label=team.t().back on:click=back>
                <Icon path=BACK/>
            </button>
            {name}
            <LangSwitch/>
        </header>
    }
}

/// The bar of a page that nothing is behind of.
#[component]
pub fn PlainBar() -> impl IntoView {
    view! {
        <header class="bar">
            <span></span>
            <span class="name"></span>
            <LangSwitch/>
        </header>
    }
}

/// A row that leads somewhere.
#[component]
pub fn LinkRow(
    href: String,
    text: &'static str,
    #[prop(optional, into)] end: String,
) -> impl IntoView {
    view! {
        <a class="row more" href=href>
            <span class="what">{text}</span>
            <span class="end">{end}</span>
        </a>
    }
}

/// A row that does something.
#[component]
pub fn ButtonRow(
    text: &'static str,
    #[prop(default = "row")] class: &'static str,
    #[prop(optional)] id: Option<&'static str>,
    on_tap: Callback<()>,
) -> impl IntoView {
    view! {
        <button class=class type="button" id=id on:click=move |_| on_tap.run(())>
            <span class="what">{text}</span>
        </button>
    }
}
