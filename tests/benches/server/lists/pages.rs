//! The pages that are measured: each list's first and last, with each filter, and a search that finds little.

use api::console::{path as own, review_path, vendor_path as path};
use tests::database::number;

use super::shop::{CUSTOMERS, KEY, Shop};

/// A page.
pub struct Page<'a> {
    /// What it is.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Who asks for it.
    pub cookie: &'a str,
}

/// All of them.
pub async fn all(shop: &Shop) -> Vec<Page<'_>> {
    let mut pages = of_vendor(shop).await;
    let search = |page: &str| format!("{page}?q=zz");
    let of_operator = [
        ("applications", review_path::APPLICATIONS.to_owned()),
        ("suites", review_path::DESK_SUITES.to_owned()),
        ("suites, q=zz", search(review_path::DESK_SUITES)),
        ("vendors", review_path::DESK_VENDORS.to_owned()),
        ("complaints", review_path::COMPLAINTS.to_owned()),
        ("what waits", review_path::DESK_WAITING.to_owned()),
        ("audit log", own::AUDIT.to_owned()),
        ("audit log, q=zz", search(own::AUDIT)),
    ];
    for (name, path) in [("suites", path::SUITES), ("summary", path::SUMMARY)] {
        pages.push(Page {
            name: name.to_owned(),
            path: path.to_owned(),
            cookie: &shop.owner,
        });
    }
    pages.extend(of_operator.map(|(name, path)| Page {
        name: format!("operator: {name}"),
        path,
        cookie: &shop.operator,
    }));
    pages
}

async fn of_vendor(shop: &Shop) -> Vec<Page<'_>> {
    let database = &shop.world.database;
    let id = async |of: &str| number(database, &format!("SELECT {of}")).await;
    // The page behind which less than one more is left.
    let last = async |of: &str| format!("after={}", id(of).await + 40);
    let of_suite = |page| path::of_suite(page, KEY);
    let batch = id("MIN(batch_id) + 1 FROM serial WHERE corp_id IS NOT NULL").await;
    let batch = format!("batch={batch}");
    let links = format!("batch={}", id("MIN(id) FROM link_batch").await);
    let serials = last("MIN(id) FROM serial").await;
    let customers = last("MIN(id) FROM \"authorization\"").await;
    let own_links = last("MIN(id) FROM link WHERE batch_id IS NULL").await;
    let callbacks = last("MIN(id) FROM outbox").await;
    let (serial, link) = (&shop.serial, &shop.link);
    let rare = format!("第{}家", CUSTOMERS - 7);
    let lists: Vec<(&str, &str, Vec<String>)> = vec![
        (
            "serials",
            path::SERIALS,
            [
                "",
                "sort=oldest",
                &serials,
                "state=free",
                "state=redeemed",
                "state=revoked",
                "state=expired",
                &batch,
                &format!("{batch}&state=free"),
                &format!("{batch}&state=redeemed"),
                &format!("{batch}&state=revoked"),
                &format!("{batch}&state=expired"),
                &format!("q={serial}"),
                &format!("q={}", &serial[..4]),
                &format!("q={}&state=revoked", &serial[..2]),
                &format!("q={}&state=expired", &serial[..4]),
                "q=ZZZZZZZZ",
            ]
            .map(str::to_owned)
            .into(),
        ),
        (
            "batches of serials",
            path::SERIAL_BATCHES,
            ["", "sort=oldest", "q=zz"].map(str::to_owned).into(),
        ),
        (
            "links",
            path::LINKS,
            [
                "",
                "sort=oldest",
                &own_links,
                "sort=scans",
                "sort=starts",
                "state=open",
                "state=revoked",
                "q=4999",
                "q=zz",
                &format!("q={link}"),
                &links,
                &format!("{links}&state=revoked"),
                &format!("{links}&q=zz"),
            ]
            .map(str::to_owned)
            .into(),
        ),
        (
            "batches of links",
            path::LINK_BATCHES,
            ["", "sort=oldest", "q=zz"].map(str::to_owned).into(),
        ),
        (
            "customers",
            path::CUSTOMERS,
            [
                "",
                "sort=oldest",
                &customers,
                "state=active",
                "state=disabled",
                "state=withdrawn",
                "state=refused",
                "q=家",
                &format!("q={rare}"),
                "q=zz",
                "q=zz&state=active",
                "q=zz&state=withdrawn",
                "q=fill77",
            ]
            .map(str::to_owned)
            .into(),
        ),
        (
            "callbacks",
            path::CALLBACKS,
            [
                "",
                "sort=oldest",
                &callbacks,
                "state=delivered",
                "state=given_up",
                "state=waiting",
            ]
            .map(str::to_owned)
            .into(),
        ),
        (
            "funnel",
            path::FUNNEL,
            [
                "",
                &format!("from={}&to={}", shop.year.0, shop.year.1),
                &format!("link={link}"),
            ]
            .map(str::to_owned)
            .into(),
        ),
    ];
    let pages = lists.into_iter().flat_map(|(name, page, queries)| {
        let page = of_suite(page);
        queries.into_iter().map(move |query| Page {
            name: match query.is_empty() {
                true => name.to_owned(),
                false => format!("{name}, {query}"),
            },
            path: format!("{page}?{}", encoded(&query)),
            cookie: &shop.owner,
        })
    });
    pages.collect()
}

/// A query of which what isn't ASCII is encoded.
fn encoded(query: &str) -> String {
    let bytes = query.bytes();
    let byte = |byte: u8| match byte.is_ascii() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    bytes.map(byte).collect()
}
