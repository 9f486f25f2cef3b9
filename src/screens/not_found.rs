//! No such page.

use leptos::prelude::*;
use view::icon::{ALERT, icon};

use crate::state::App;

/// The page.
pub fn show(app: App) -> impl IntoView {
    let t = app.t();
    view! {
        <main class="page middle">
            <span class="bigmark bad">{icon(ALERT)}</span>
            <h1 tabindex="-1">{t.not_found}</h1>
            <p class="second">{t.not_found_detail}</p>
        </main>
        <footer class="foot"><a class="button" href="/workbench">{t.home}</a></footer>
    }
}
