//! A field of a file.

use api::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::field::{Field, described_by};
use crate::browser::file;
use crate::form::Form;

/// The most bytes of a file: 8 MB.
const MOST: f64 = 8.0 * 1024.0 * 1024.0;

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// Its bytes, in base64.
    pub bytes: String,
}

impl Chosen {
    /// Its name without its extension, of up to 60 characters: what a batch made of it may be called.
    pub fn stem(&self) -> String {
        let stem = self
            .name
            .rsplit_once('.')
            .map_or(&*self.name, |(stem, _)| stem);
        stem.chars().take(60).collect()
    }
}

/// A field of a file of up to 8 MB; one can also be dropped on it.
#[component]
pub fn FileField(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// A sentence of help.
    #[prop(into)]
    help: TextProp,
    /// Which files it takes.
    accept: &'static str,
    /// Takes the file that is chosen.
    on_choose: Callback<Chosen>,
) -> impl IntoView {
    let last = RwSignal::new(String::new());
    let choose = move |event: leptos::ev::Event| {
        let Some(chosen) = file::chosen(&event) else {
            return;
        };
        form.clear();
        if chosen.bytes > MOST {
            form.refuse_field(Code::FileUnreadable, name);
            return;
        }
        spawn_local(async move {
            match chosen.base64().await {
                Some(bytes) => {
                    last.try_set(chosen.name.clone());
                    on_choose.try_run(Chosen {
                        name: chosen.name,
                        bytes,
                    });
                }
                None => form.refuse_field(Code::FileUnreadable, name),
            }
        });
    };
    view! {
        <Field form name=name.to_owned() label help=Some(help)>
            <input
                class="drop"
                id=form.id(name)
                type="file"
                accept=accept
                aria-describedby=described_by(form, name)
                aria-invalid=move || form.is_wrong(name).to_string()
                on:change=choose
            />
            <p class="strong typed" role="status">
                {move || last.get()}
            </p>
        </Field>
    }
}
