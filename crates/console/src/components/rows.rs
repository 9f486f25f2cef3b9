//! The filter that most lists have, a list's rows, and what stands in their place.

use api::console::list::Page;
use leptos::prelude::*;
use ui::lang::Lang;

use super::card::Empty;
use super::list::{Filter, FilterSelect, Listing, Pager, filter_field};
use crate::session::{use_session, use_texts};
use crate::text::{list as text, suite};

/// How a list can be narrowed.
#[derive(Clone, Copy)]
pub struct Narrowing {
    /// What can be searched for.
    pub help: fn(Lang) -> &'static str,
    /// The states of its rows; none for a list without.
    pub states: &'static [&'static str],
    /// A state's name.
    pub state: fn(Lang, &str) -> &'static str,
}

/// A word to search for, a state, an order.
#[component]
pub fn RowFilter(
    /// The list, with the parameters `q` and `sort`, with `state` if its rows have states.
    listing: Listing,
    /// How it can be narrowed.
    by: Narrowing,
    /// The list has the parameter `batch`, which is kept.
    #[prop(optional)]
    of_batch: bool,
    /// Orders of the list besides those by age.
    #[prop(optional)]
    orders: &'static [&'static str],
) -> impl IntoView {
    let session = use_session();
    let (s, t) = (use_texts(suite::of), use_texts(text::of));
    let field = |name| (name, filter_field(listing, name));
    let (q, sort) = (field("q"), field("sort"));
    let mut fields = vec![q, sort];
    let ((_, q), (_, sort)) = (q, sort);
    let state_name = move |word: &'static str| {
        let name = move || (by.state)(session.lang.get(), word);
        (word, TextProp::from(name))
    };
    let mut states = vec![("", TextProp::from(move || s().any_state))];
    states.extend(by.states.iter().copied().map(state_name));
    let order_name = move |word: &'static str| {
        let name = move || text::order(session.lang.get(), word);
        (word, TextProp::from(name))
    };
    let mut all_orders: Vec<(_, TextProp)> = vec![
        ("", (move || s().newest).into()),
        ("oldest", (move || s().oldest).into()),
    ];
    all_orders.extend(orders.iter().copied().map(order_name));
    if of_batch {
        fields.push(field("batch"));
    }
    let states = (!by.states.is_empty()).then(|| {
        let state = field("state");
        fields.push(state);
        view! { <FilterSelect id="list-state" label=move || s().state options=states value=state.1/> }
    });
    view! {
        <Filter listing fields>
            <div class="field grow">
                <label for="list-q">{move || t().search}</label>
                <input class="input" id="list-q" type="search" placeholder=move || (by.help)(session.lang.get()) bind:value=q/>
            </div>
            {states}
            <FilterSelect id="list-sort" label=move || s().sort options=all_orders value=sort/>
        </Filter>
    }
}

/// A page of a list: its table drawn by `table`, how many rows there are, the ways to other pages. Where there is nothing it says
/// so: that the filter leaves nothing, or with `none` that there is nothing at all.
pub fn rows<T, V: IntoView + 'static>(
    listing: Listing,
    page: Page<T>,
    none: [&'static str; 2],
    table: impl FnOnce(Vec<T>) -> V,
) -> AnyView {
    let session = use_session();
    let t = use_texts(text::of);
    let Page { rows, next, total } = page;
    let [none, none_detail] = none;
    let is_narrow = untrack(|| listing.is_narrowed());
    match (rows.is_empty(), is_narrow) {
        (true, true) => view! { <Empty title=t().nothing detail=t().nothing_detail/> }.into_any(),
        (true, false) => view! { <Empty title=none detail=none_detail/> }.into_any(),
        (false, _) => {
            let total = total.map(|total| text::total(session.lang.get(), total));
            view! {
                {table(rows)}
                <div class="under">
                    <p class="second">{total}</p>
                    <Pager listing next/>
                </div>
            }
            .into_any()
        }
    }
}
