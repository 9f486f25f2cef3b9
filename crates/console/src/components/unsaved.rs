//! A form that isn't saved is there again when one comes back to its page.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::kept;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// What is typed in a form and not saved yet. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Unsaved {
    name: StoredValue<String>,
    /// What is shown was typed before.
    is_back: RwSignal<bool>,
}

impl Unsaved {
    /// That of the form with this name, of who is signed in.
    pub fn of(name: &str) -> Self {
        let account = untrack(|| use_session().me()).map_or(0, |me| me.id);
        Self {
            name: StoredValue::new(format!("unsaved/{account}/{name}")),
            is_back: RwSignal::new(false),
        }
    }

    /// What was typed before, else `saved`.
    pub fn or<T: DeserializeOwned + PartialEq>(self, saved: T) -> T {
        let typed = self.name.with_value(|name| kept::kept::<T>(name));
        let typed = typed.filter(|typed| *typed != saved);
        self.is_back.set(typed.is_some());
        typed.unwrap_or(saved)
    }

    /// Keeps what is typed as long as it isn't what was saved.
    pub fn follow<T: Serialize + PartialEq + 'static>(
        self,
        saved: impl Fn() -> T + 'static,
        typed: impl Fn() -> T + 'static,
    ) {
        Effect::new(move |_| {
            let typed = typed();
            let is_saved = typed == saved();
            self.name.with_value(|name| match is_saved {
                true => kept::forget(name),
                false => kept::keep(name, &typed),
            });
            if is_saved {
                self.is_back.set(false);
            }
        });
    }

    /// It is saved, or thrown away.
    pub fn forget(self) {
        self.is_back.set(false);
        self.name.with_value(|name| kept::forget(name));
    }
}

/// A page that is drawn from its beginning when what was typed is thrown away.
pub fn drawn_again<V: IntoView + 'static>(
    draw: impl Fn(Callback<()>) -> V + Send + Sync + 'static,
) -> impl IntoView {
    let times = RwSignal::new(0);
    let again = Callback::new(move |()| times.update(|times| *times += 1));
    move || {
        times.track();
        untrack(|| draw(again))
    }
}

/// Says that what is shown isn't saved, with a way to throw it away.
#[component]
pub fn UnsavedNote(
    /// What is typed.
    unsaved: Unsaved,
    /// Shows what was saved.
    #[prop(into)]
    discard: Callback<()>,
) -> impl IntoView {
    let t = use_texts(common::of);
    let throw = move |_| {
        unsaved.forget();
        discard.run(());
    };
    view! {
        <div role="status">
            <Show when=move || unsaved.is_back.get()>
                <div class="note line">
                    <p>{move || t().unsaved}</p>
                    <button class="button small" type="button" on:click=throw>
                        {move || t().discard}
                    </button>
                </div>
            </Show>
        </div>
    }
}
