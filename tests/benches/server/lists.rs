//! How long the console's pages take at a vendor with a million serials and a hundred thousand customers, and to issue as many
//! serials as can be at once.

mod pages;
mod shop;

use std::path::Path;
use std::time::Duration;

use api::console::vendor_path as path;
use hyper::StatusCode;
use serde_json::json;
use tests::database::Engine;

use crate::client::Client;
use crate::gateway::Gateway;
use crate::program::Program;
use crate::table::{Bound, ms, percentile, print, verdict};
use shop::{KEY, Shop};

/// The median of a page, in ms.
const PAGE: Bound = Bound::AtMost(20.0);

/// How long it takes to issue 100,000 serials, in seconds.
const ISSUE: Bound = Bound::AtMost(5.0);

/// How often each page is asked for, after it was asked for once.
const TIMES: usize = 20;

/// Measures all pages on a database, and prints how long they took.
pub async fn measure(engine: Engine, name: &str, program: &Path, gateway: &Gateway) {
    println!(
        "\n{name}: ms of the console's pages with {} serials, {} customers, {} links, {} events of the funnel; median of {TIMES}",
        shop::SERIALS,
        shop::CUSTOMERS,
        shop::LINKS,
        shop::CUSTOMERS * shop::EVENTS,
    );
    let shop = Shop::fill(engine).await;
    let program = Program::start(program, &shop.world.database, gateway).await;
    let mut client = Client::connect(program.addr).await;
    println!("  {:<46} {:>9} {:>9}", "", "median", "slowest");
    for page in pages::all(&shop).await {
        let mut times = Vec::with_capacity(TIMES);
        for nth in 0..=TIMES {
            let (status, took) = client.get_as(page.cookie, &page.path).await;
            assert_eq!(status, StatusCode::OK, "{}", page.path);
            if nth > 0 {
                times.push(took);
            }
        }
        let [median, slowest] = [50, 100].map(|percent| ms(percentile(&times, percent)));
        let verdict = verdict(median, PAGE);
        let line = format!(
            "  {:<46} {median:>9.2} {slowest:>9.2} {verdict:>26}",
            page.name
        );
        println!("{}", line.trim_end());
    }
    let issued = issue(&mut client, &shop).await;
    print("100,000 serials issued", issued.as_secs_f64(), "s", ISSUE);
}

async fn issue(client: &mut Client, shop: &Shop) -> Duration {
    let body = json!({ "count": 100_000, "label": "bench" });
    let of = path::of_suite(path::SERIALS, KEY);
    let (status, took, _) = client.post_as(&shop.owner, &of, &body).await;
    assert_eq!(status, StatusCode::OK);
    took
}
