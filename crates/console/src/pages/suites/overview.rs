//! A suite at a glance: what is due next, and what is set.

use api::console::suite::Suite;
use domain::accent::{self, Color};
use domain::account::Permission;
use leptos::prelude::*;

use super::frame::use_suite;
use crate::components::card::Card;
use crate::components::page::Page;
use crate::components::secret::Copyable;
use crate::components::table::Time;
use crate::pages::road::OwnRoad;
use crate::session::{use_session, use_texts};
use crate::text::{overview, suite as suite_text, suite_form};

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let (s, t) = (use_texts(suite_text::of), use_texts(overview::of));
    let edit = move || {
        view! {
            <Show when=move || session.may(Permission::EditSuites)>
                <a class="button" href=suite.address("edit")>
                    {move || t().edit}
                </a>
            </Show>
        }
    };
    view! {
        <Page title=move || s().overview action=edit>
            <div class="stack">
                <OwnRoad suite/>
                {move || {
                    session.lang.track();
                    view! { <FactsCard suite=suite.get()/> }
                }}
            </div>
        </Page>
    }
}

/// A suite's settings, to be read.
#[component]
fn FactsCard(suite: Suite) -> impl IntoView {
    let session = use_session();
    let t = use_texts(overview::of);
    let f = use_texts(suite_form::of);
    let lang = session.lang.get();
    let fields = suite.fields;
    let color = fields.accent.as_deref().and_then(Color::parse);
    let color = color.unwrap_or(accent::DEFAULT).css();
    let tagline = match fields.tagline.zh.is_empty() {
        true => "—".to_owned(),
        false => fields.tagline.zh,
    };
    let approved = match suite.approved_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => t().not_approved.into_any(),
    };
    let swatch = color.clone();
    view! {
        <Card title=t().settings>
            <dl class="facts two">
                <Copyable name="suite_key" text=suite.suite_key/>
                <Fact name=f().tagline value=tagline/>
                <Fact name=f().team value=suite_form::team(lang, fields.team_modes).0/>
                <Fact name=f().serial value=suite_form::serial(lang, fields.serial).0/>
                <Fact name=f().permissions value=overview::count(lang, fields.permissions.len())/>
                <Fact name=f().tasks value=overview::count(lang, fields.tasks.len())/>
                <div>
                    <dt>{f().accent}</dt>
                    <dd class="line">
                        <span class="swatch" style:background-color=swatch></span>
                        {color}
                    </dd>
                </div>
                <div>
                    <dt>{t().created}</dt>
                    <dd>
                        <Time at=suite.created_at/>
                    </dd>
                </div>
                <div>
                    <dt>{t().approved}</dt>
                    <dd>{approved}</dd>
                </div>
            </dl>
        </Card>
    }
}

#[component]
fn Fact(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}
