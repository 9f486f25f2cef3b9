//! An application to be read, column by column.

use api::console::application::{ApplicationForm, FormTask};
use domain::application::{Contacts, Field};
use leptos::prelude::*;
use ui::component::Picture;
use ui::lang::Lang;

use crate::session::use_session;
use crate::text::application::columns::column;
use crate::text::{application as text, judged, suite_form};

/// A field of a form as it is read; `None` for one that isn't asked for.
pub fn value(lang: Lang, form: &ApplicationForm, field: Field) -> Option<String> {
    let is_asked = match field {
        Field::Sharing => form.on_site == Some(false),
        Field::OtherContacts => form.contacts == Some(Contacts::Other),
        Field::Icon | Field::Name => false,
        _ => true,
    };
    is_asked.then(|| match field {
        Field::Tasks => {
            let tasks = form.tasks.iter().map(|task| one_task(lang, task));
            tasks.collect::<Vec<_>>().join("\n")
        }
        field => judged::value(lang, form, field),
    })
}

fn one_task(lang: Lang, task: &FormTask) -> String {
    let after = suite_form::after(lang, &task.after);
    let after = lang.pick(format!("{after}之后"), format!("After “{after}”"));
    let colon = lang.pick("：", ": ");
    let mut line = format!("{after}{colon}{} — {}", task.title, task.text);
    for more in [&task.url, &task.title_en, &task.text_en] {
        if !more.is_empty() {
            line.push_str(" · ");
            line.push_str(more);
        }
    }
    line
}

/// What an application says.
#[component]
pub fn Summary(
    /// The form.
    form: ApplicationForm,
    /// Where its icon is.
    icon: String,
) -> impl IntoView {
    let session = use_session();
    move || {
        let lang = session.lang.get();
        let t = text::of(lang);
        let (form, icon) = (form.clone(), icon.clone());
        let fact = move |field: Field| {
            let value = match field {
                Field::Icon => view! { <Picture src=icon.clone() size="60"/> }.into_any(),
                field => {
                    let empty = if field == Field::Tasks {
                        t.no_tasks
                    } else {
                        t.nothing
                    };
                    match value(lang, &form, field)? {
                        value if value.is_empty() => {
                            view! { <span class="third">{empty}</span> }.into_any()
                        }
                        value => value.into_any(),
                    }
                }
            };
            Some(view! {
                <div>
                    <dt>{column(lang, field).label}</dt>
                    <dd>{value}</dd>
                </div>
            })
        };
        let facts: Vec<_> = Field::ALL.into_iter().filter_map(fact).collect();
        view! { <dl class="facts summary">{facts}</dl> }
    }
}
