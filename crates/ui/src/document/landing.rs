//! The landing page: what this is, a code to try, the ways in.

use leptos::prelude::*;

use super::CodeCard;
use crate::component::{Heading, PlainBar};
use crate::lang::Lang;
use crate::text;
use crate::text::landing;

/// A suite that anyone may try.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The link's token.
    pub link: String,
    /// The suite.
    pub suite: api::answer::Suite,
}

/// The page; `demo` is there in demo mode.
#[component]
pub fn Landing(
    /// A suite to try, in demo mode.
    demo: Option<Demo>,
    /// The visitor holds a phone.
    phone: bool,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = landing::of(lang);
    let steps: Vec<_> = [t.step_scan, t.step_team, t.step_use]
        .into_iter()
        .zip(1..)
        .map(|(step, number)| {
            view! {
                <li class="row">
                    <span class="mark" aria-hidden="true">
                        {number}
                    </span>
                    <span class="what">{step}</span>
                </li>
            }
        })
        .collect();
    let try_it = demo.as_ref().filter(|_| phone).map(|demo| {
        view! {
            <a class="button" href=format!("/d/{}", demo.link)>
                {t.try_demo}
            </a>
        }
    });
    let workbench = match try_it.is_some() {
        true => "button plain",
        false => "button",
    };
    view! {
        <PlainBar lang/>
        <main class="page guide share">
            <div>
                <Heading text=text::of(lang).product/>
                <p class="second">{t.tagline}</p>
            </div>
            <ol class="card tasks">{steps}</ol>
            {demo.filter(|_| !phone).map(|demo| view! { <CodeCard link=demo.link suite=demo.suite phone lang call=t.scan_demo/> })}
            <p class="small">{t.vendors}</p>
        </main>
        <footer class="foot">
            {try_it}
            <a class=workbench href="/workbench">
                {t.to_workbench}
            </a>
        </footer>
    }
}
