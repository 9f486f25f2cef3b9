//! Test links, each with its code.

use api::console::sandbox::{NewTestLink, Sandbox, TestLink};
use api::console::vendor_path::{TEST_LINK, TEST_LINKS, of_link};
use api::problem::Problem;
use domain::account::Permission;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

use crate::api::Request;
use crate::components::card::{Badge, Card, Empty, Tone};
use crate::components::copy::CopyButton;
use crate::components::dialog::{Confirm, Dialog, Foot, open_for};
use crate::components::field::{FormError, TextField};
use crate::components::submit::FormView;
use crate::components::table::LastDay;
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::sandbox as text;

/// The card.
#[component]
pub fn LinksCard(links: Vec<TestLink>, most: u32) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let making = RwSignal::new(false);
    let removing = RwSignal::new(None::<TestLink>);
    let count = links.len();
    let action = move || {
        view! {
            <div class="line">
                <span class="second num">{text::of_most(count, most)}</span>
                <Show when=move || session.may(Permission::EditLinks)>
                    <button class="button" id="new-test-link" type="button" on:click=move |_| making.set(true)>
                        <Icon path=PLUS/>
                        {move || t().new_link}
                    </button>
                </Show>
            </div>
        }
    };
    let body = match links.is_empty() {
        true => view! { <Empty title=t().no_links detail=t().no_links_detail/> }.into_any(),
        false => {
            let links = links
                .into_iter()
                .map(|link| view! { <OneLink link removing/> });
            view! { <ul class="test-links">{links.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Card title=move || t().links detail=move || t().links_detail action>
            {body}
        </Card>
        <NewDialog open=making/>
        <RemoveDialog removing/>
    }
}

/// What a link is called.
fn name(link: &TestLink, unnamed: &'static str) -> String {
    match link.label.is_empty() {
        true => unnamed.to_owned(),
        false => link.label.clone(),
    }
}

#[component]
fn OneLink(link: TestLink, removing: RwSignal<Option<TestLink>>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let name = name(&link, t().no_label);
    let tone = match link.state.as_str() {
        "open" => Tone::Good,
        _ => Tone::Due,
    };
    let state = text::link_state(session.lang.get(), &link.state);
    let expires = link.expires_at.map(|end| {
        view! {
            <p class="second">
                {t().expires} " " <LastDay end/>
            </p>
        }
    });
    let code = format!("/d/{}.svg", link.token);
    let file = format!("/d/{}.png?size=600", link.token);
    let (url, token) = (link.url.clone(), link.token.clone());
    let label = format!("{}: {name}", t().remove);
    // What leads nowhere has no code.
    let leads = matches!(link.state.as_str(), "open" | "link_used_up");
    let alt = format!("{}: {name}", t().code);
    let code =
        leads.then(|| view! { <img class="test-code" src=code alt=alt width="132" height="132"/> });
    view! {
        <li class="test-link">
            {code}
            <div class="test-facts">
                <p class="line">
                    <span class="strong typed">{name}</span>
                    <Badge text=state tone/>
                </p>
                <p class="mono second">{token.clone()}</p>
                {expires}
                <div class="line">
                    <CopyButton text=url.clone() of=token.clone()/>
                    <a class="button small" href=url target="_blank" rel="external">
                        {t().open}
                    </a>
                    <a class="button small" href=file download=format!("{token}.png") rel="external">
                        {t().save}
                    </a>
                    <Show when=move || session.may(Permission::EditLinks)>
                        <button
                            class="button small"
                            type="button"
                            aria-label=label.clone()
                            on:click={
                                let link = link.clone();
                                move |_| removing.set(Some(link.clone()))
                            }
                        >
                            {t().remove}
                        </button>
                    </Show>
                </div>
            </div>
        </li>
    }
}

/// Makes a test link.
#[component]
fn NewDialog(open: RwSignal<bool>) -> impl IntoView {
    let (session, suite) = (use_session(), use_suite());
    let t = use_texts(text::of);
    let label = RwSignal::new(String::new());
    let form = Form::new("make-test-link", move |_: Sandbox| {
        open.set(false);
        session.say(t().made);
        session.reload();
    });
    let submit = Callback::new(move |()| {
        let label = label.get_untracked();
        form.submit(Request::post(
            suite.path(TEST_LINKS),
            &NewTestLink { label },
        ));
    });
    view! {
        <Dialog open title=move || t().new_link>
            <FormView form on_submit=submit>
                <TextField form name="label" label=move || t().label value=label help=move || t().label_help/>
                <FormError form/>
                <Foot open form label=move || t().make/>
            </FormView>
        </Dialog>
    }
}

/// Asks before a test link is removed.
#[component]
fn RemoveDialog(removing: RwSignal<Option<TestLink>>) -> impl IntoView {
    let (session, suite) = (use_session(), use_suite());
    let t = use_texts(text::of);
    let open = open_for(removing);
    let form = Form::new("remove-test-link", move |_: Sandbox| {
        open.set(false);
        session.say(t().link_removed);
        session.reload();
    });
    let form = form.with_handler(move |problem: &Problem| {
        // Somebody else has removed it.
        let gone = problem.code == api::Code::NotFound;
        if gone {
            open.set(false);
            session.reload();
        }
        gone
    });
    let confirm = Callback::new(move |()| {
        if let Some(link) = removing.get_untracked() {
            let path = of_link(TEST_LINK, &suite.key.get_untracked(), &link.token);
            form.submit(Request::delete(path));
        }
    });
    let title = move || {
        let name = removing.with(|link| link.as_ref().map(|link| name(link, t().no_label)));
        text::remove_link_title(session.lang.get(), &name.unwrap_or_default())
    };
    view! {
        <Confirm
            open
            form
            title
            detail=move || t().remove_link_detail
            action=move || t().remove
            on_confirm=confirm
        />
    }
}
