//! Lists: what is asked for stands in the address, so that it can be kept and passed on; a page at a time.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::browser::page;
use crate::session::use_texts;
use crate::text::suite;

/// A path with those of its parameters that are given.
pub fn with_query<'a>(path: &str, parts: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let given = parts.into_iter().filter(|(_, value)| !value.is_empty());
    let given = given.map(|(name, value)| format!("{name}={}", page::encode(&value)));
    match given.collect::<Vec<_>>().join("&") {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// What a list is asked for: the values of some parameters of the address. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Listing {
    names: &'static [&'static str],
    values: Memo<Vec<String>>,
}

impl Listing {
    /// The list of this page, with these parameters besides `after`.
    pub fn new(names: &'static [&'static str]) -> Self {
        let query = use_query_map();
        let values = Memo::new(move |_| {
            let all = names.iter().chain(&["after"]);
            query.with(|query| {
                all.map(|name| query.get(name).unwrap_or_default())
                    .collect()
            })
        });
        Self { names, values }
    }

    /// The value of a parameter.
    pub fn value(self, name: &str) -> String {
        let at = self.names.iter().position(|it| *it == name);
        let at = at.unwrap_or(self.names.len());
        self.values
            .with(|values| values.get(at).cloned().unwrap_or_default())
    }

    /// A path that asks the server for it.
    pub fn request(self, path: &str) -> String {
        let names = self.names.iter().chain(&["after"]);
        self.values
            .with(|values| with_query(path, names.copied().zip(values.iter().cloned())))
    }

    /// Whether anything but the order is asked for.
    pub fn is_narrowed(self) -> bool {
        let names = self.names.iter().filter(|name| **name != "sort");
        names.into_iter().any(|name| !self.value(name).is_empty())
    }

    /// The address of the page that follows after `after`; of the first for an empty one.
    fn page(self, path: &str, after: &str) -> String {
        let parts = self.names.iter().map(|name| (*name, self.value(name)));
        with_query(path, parts.chain([("after", after.to_owned())]))
    }
}

/// A field of a filter: what is typed, kept up with the address.
pub fn filter_field(listing: Listing, name: &'static str) -> RwSignal<String> {
    let field = RwSignal::new(String::new());
    // Back and Forward change what is asked for, too.
    Effect::new(move |_| field.set(listing.value(name)));
    field
}

/// The form of a filter: its fields, and the buttons. It leads to the address of what is asked for.
#[component]
pub fn Filter(
    /// The list.
    listing: Listing,
    /// The fields' values by their parameters.
    fields: Vec<(&'static str, RwSignal<String>)>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let t = use_texts(suite::of);
    let navigate = use_navigate();
    let pathname = use_location().pathname;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let parts = fields
            .iter()
            .map(|(name, value)| (*name, value.get_untracked()));
        let address = with_query(&pathname.get_untracked(), parts);
        navigate(&address, NavigateOptions::default());
    };
    view! {
        <form class="filter" role="search" on:submit=submit>
            {children()}
            <button class="button primary" type="submit">
                {move || t().find}
            </button>
            <Show when=move || listing.is_narrowed()>
                <a class="button" href=move || pathname.get()>
                    {move || t().clear}
                </a>
            </Show>
        </form>
    }
}

/// A select of a filter; an empty word is any.
#[component]
pub fn FilterSelect(
    /// Its id.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// The words with their names.
    options: Vec<(impl Into<String>, TextProp)>,
    /// The chosen word.
    value: RwSignal<String>,
) -> impl IntoView {
    let options = options.into_iter().map(|(word, name)| {
        let word = word.into();
        let own = word.clone();
        view! {
            <option value=word selected=move || value.get() == own>
                {move || name.get()}
            </option>
        }
    });
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <select class="input" id=id on:change=move |event| value.set(event_target_value(&event))>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// To the next page of a list, and back to the first.
#[component]
pub fn Pager(
    /// The list.
    listing: Listing,
    /// What the next page is asked for with.
    next: Option<String>,
) -> impl IntoView {
    let t = use_texts(suite::of);
    let path = use_location().pathname.get_untracked();
    let first = (!listing.value("after").is_empty()).then(|| {
        view! {
            <a class="button" href=listing.page(&path, "")>
                {t().first}
            </a>
        }
    });
    let next = next.map(|next| {
        view! {
            <a class="button" href=listing.page(&path, &next)>
                {t().more}
            </a>
        }
    });
    (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label=t().more>{first} {next}</nav> })
}
