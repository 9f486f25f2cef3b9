//! The funnel's figures as a table.

use api::console::funnel::FunnelStep;
use leptos::prelude::*;

use crate::session::{use_session, use_texts};
use crate::text::funnel as text;
use crate::text::number::{number, percent};

/// People, conversion, median times and errors of each step.
#[component]
pub fn Figures(
    /// How often links were opened.
    scans: u64,
    /// The steps, in order.
    steps: Vec<FunnelStep>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    let first = steps.first().map_or(0, |step| step.people);
    let before =
        std::iter::once(None).chain(steps.clone().into_iter().map(|step| Some(step.people)));
    let rows = steps.into_iter().zip(before).map(|(step, before)| {
        let of_before = before.map(|before| format!("{}%", percent(step.people, before)));
        let errors = step.errors.into_iter().map(|error| {
            view! {
                <li>
                    <span>{text::error(lang, &error.code)}</span>
                    " "
                    <small class="nowrap">{text::times(lang, error.count)}</small>
                </li>
            }
        });
        let errors: Vec<_> = errors.collect();
        let errors = match errors.is_empty() {
            true => view! { <span class="third">{t().no_errors}</span> }.into_any(),
            false => view! { <ul class="errors">{errors}</ul> }.into_any(),
        };
        view! {
            <tr>
                <th class="first" scope="row">{text::step(lang, &step.step)}</th>
                <td class="num" data-label=t().people>{number(step.people)}</td>
                <td class="num" data-label=t().of_before>{of_before.unwrap_or_else(|| "—".to_owned())}</td>
                <td class="num" data-label=t().of_first>{format!("{}%", percent(step.people, first))}</td>
                <td class="nowrap" data-label=t().median>
                    {step.median_ms.map_or_else(|| "—".to_owned(), |ms| text::duration(lang, ms))}
                </td>
                <td data-label=t().errors>{errors}</td>
            </tr>
        }
    });
    view! {
        <table class="table figures">
            <thead>
                <tr>
                    <th scope="col">{t().step}</th>
                    <th scope="col" class="num">{t().people}</th>
                    <th scope="col" class="num">{t().of_before}</th>
                    <th scope="col" class="num">{t().of_first}</th>
                    <th scope="col">{t().median}</th>
                    <th scope="col">{t().errors}</th>
                </tr>
            </thead>
            <tbody>
                <tr>
                    <th class="first" scope="row">{t().scanned}</th>
                    <td class="num" data-label=t().people>{text::times(lang, scans)}</td>
                    <td class="num" data-label=t().of_before>"—"</td>
                    <td class="num" data-label=t().of_first>"—"</td>
                    <td data-label=t().median>"—"</td>
                    <td data-label=t().errors><span class="third">"—"</span></td>
                </tr>
                {rows.collect_view()}
            </tbody>
        </table>
    }
}
