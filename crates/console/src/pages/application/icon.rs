//! The application's icon: chosen, made right, taken from the suite again.

use api::console::application::Application;
use domain::application::Field;
use leptos::prelude::*;

use super::editor::{Editor, IconChange};
use super::field::Opinion;
use super::place::Place;
use crate::components::card::Card;
use crate::components::icon_field::IconField;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::application as text;
use crate::text::application::columns;

/// The icon.
#[component]
pub fn IconCard(
    /// The application.
    editor: Editor,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    // It has the ids of the icon's elements; what is picked is saved as everything else.
    let form = Form::new("application", |_: Application| {});
    let shown = Signal::derive(move || editor.shown_icon());
    let is_own = move || {
        editor
            .known
            .with(|known| known.as_ref().is_some_and(|known| known.has_own_icon))
    };
    let pick = Callback::new(move |icon| editor.set_icon(IconChange::Set(icon)));
    view! {
        <Card
            title=move || columns::column(session.lang.get(), Field::Icon).label
            detail=move || t().looks_detail
        >
            <div class="stack tight">
                <Opinion editor at=Place::Field(Field::Icon)/>
                <IconField form shown on_pick=pick/>
                <Show when=is_own>
                    <div class="line">
                        <p class="second">{move || t().own_icon}</p>
                        <button class="button small" type="button" on:click=move |_| editor.set_icon(IconChange::Drop)>
                            {move || t().drop_icon}
                        </button>
                    </div>
                </Show>
            </div>
        </Card>
    }
}
