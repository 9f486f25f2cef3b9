//! The scope (使用范围): who of the team may use the suite.

use api::path::{DIRECTORY, SCOPE};
use leptos::prelude::*;

use crate::api::Request;
use crate::components::scope::ScopeForm;
use crate::deploy::frame::Frame;
use crate::deploy::state::use_flow;

/// The page.
#[component]
pub fn ScopePage() -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    let send = move |scope| form.submit(Request::post(flow.path(SCOPE), &scope));
    view! {
        {move || view! { <Frame title=flow.t().open/> }}
        <ScopeForm form directory=flow.path(DIRECTORY) on_submit=Callback::new(send)/>
    }
}
