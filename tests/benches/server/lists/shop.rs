//! A vendor with as much of everything as a vendor may have.

use std::net::SocketAddr;

use api::console::path;
use domain::account::Role;
use domain::link::{LinkToken, TOKEN_LENGTH};
use domain::serial::{RANDOM_BYTES, Serial};
use domain::time::Span;
use serde_json::json;
use server::state::system_random;
use store::BatchLink;
use tests::console::{Desk, PASSWORD};
use tests::database::Engine;
use tests::{SuiteLike, World};

use crate::client::Client;
use crate::fill::{numbers, run, settle};

/// How much there is of what.
pub const SERIALS: usize = 1_000_000;
pub const CUSTOMERS: usize = 100_000;
pub const LINKS: usize = 5_000;

/// Events of the funnel of each customer.
pub const EVENTS: usize = 8;

/// Batches of serials; of links, with so many each.
const BATCHES: usize = 50;
const LINK_BATCHES: usize = 50;
const IN_LINK_BATCH: usize = 100;

/// The suite's key.
pub const KEY: &str = "attendance";

/// A database that is filled, and who looks at it.
pub struct Shop {
    /// Its folder holds the database; the server is stopped.
    pub world: World,
    /// The cookie of the vendor's owner.
    pub owner: String,
    /// The cookie of an operator.
    pub operator: String,
    /// A serial.
    pub serial: String,
    /// A link's token.
    pub link: String,
    /// The first and the last day of a year until now.
    pub year: (String, String),
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    system_random(&mut bytes);
    bytes
}

impl Shop {
    /// Fills a database.
    pub async fn fill(engine: Engine) -> Self {
        let mut world = World::bare_on(engine).await;
        let (owner, operator) = sign_in(&world).await;
        let suite = world.suite_called(KEY, SuiteLike::default()).await;
        let owned = format!(
            "UPDATE suite SET vendor_id = (SELECT vendor_id FROM account WHERE vendor_id IS NOT NULL) WHERE id = {suite}"
        );
        let serial = serials(&world, suite).await;
        let link = links(&world, suite).await;
        world.stop().await;
        run(&world.database, &[owned]).await;
        customers(&world, suite).await;
        settle(engine, &world).await;
        let day = |days: i64| {
            let (year, month, day) = server::handout::date((world.now() - Span::days(days)).day());
            format!("{year}-{month:02}-{day:02}")
        };
        let year = (day(364), day(0));
        Self {
            world,
            owner,
            operator,
            serial,
            link,
            year,
        }
    }
}

/// Signs an owner and an operator in, and answers their cookies.
async fn sign_in(world: &World) -> (String, String) {
    let owner = Desk::owner(world, "owner@vendor.example", "示例科技有限公司").await;
    let operator = Desk::operator(world, "desk@operator.example", Role::Administrator).await;
    let addr = world.base.trim_start_matches("http://");
    let addr: SocketAddr = addr.parse().expect("an address");
    let mut client = Client::connect(addr).await;
    let mut cookies = Vec::new();
    for desk in [owner, operator] {
        let body = json!({ "email": desk.email, "password": PASSWORD, "code": desk.code() });
        let (status, _, cookie) = client.post_as("", path::SESSION, &body).await;
        assert!(status.is_success(), "{status}");
        cookies.push(cookie);
    }
    let operator = cookies.pop().expect("a cookie");
    (cookies.pop().expect("a cookie"), operator)
}

/// Issues all serials, in batches of which some have ended; answers one.
async fn serials(world: &World, suite: i64) -> String {
    let now = world.now();
    let mut last = String::new();
    for nth in 0..BATCHES {
        let serials = (0..SERIALS / BATCHES).map(|_| Serial::generate(random::<RANDOM_BYTES>()));
        let serials: Vec<Serial> = serials.collect();
        let ends = (nth % 10 == 3).then_some(now - Span::days(1));
        let label = format!("batch {nth}");
        let issued = world
            .store
            .issue_serials(suite, &label, &serials, ends, now);
        issued.await.expect("serials");
        last = serials[0].to_string();
    }
    last
}

/// Makes links, and batches of them; answers one's token.
async fn links(world: &World, suite: i64) -> String {
    let token = || LinkToken::generate(random::<TOKEN_LENGTH>());
    let now = world.now();
    let tokens: Vec<String> = (0..LINKS).map(|_| token().to_string()).collect();
    let rows = tokens.iter().enumerate().map(|(nth, token)| {
        let revoked = match nth % 100 {
            0 => now.0.to_string(),
            _ => "NULL".to_owned(),
        };
        format!(
            "('{token}', {suite}, '渠道 {nth}', {revoked}, 0, 0, {})",
            now.0
        )
    });
    let rows: Vec<String> = rows.collect();
    let insert = format!(
        "INSERT INTO link (token, suite_id, label, revoked_at, uses, scans, created_at) VALUES {}",
        rows.join(", ")
    );
    run(&world.database, &[insert]).await;
    let suite = world.store.suite(KEY).await.expect("the database");
    let suite = suite.expect("the suite");
    for nth in 0..LINK_BATCHES {
        let links = (0..IN_LINK_BATCH).map(|customer| BatchLink {
            token: token(),
            customer: format!("客户 {customer}"),
            serial: None,
        });
        let links: Vec<BatchLink> = links.collect();
        let label = format!("list {nth}");
        let made = world.store.create_batch(&suite, &label, &links, None, now);
        made.await.expect("the database").expect("a batch");
    }
    tokens[0].clone()
}

/// Customers who went through the flow over a year, each with a serial, by one link after the other.
async fn customers(world: &World, suite: i64) {
    let now = world.now().0;
    let count = u32::try_from(CUSTOMERS).expect("a few");
    let first = |of: &str| format!("(SELECT MIN(id) FROM {of})");
    let day = 86_400_000_i64;
    let at = format!("({now} - (onboarding.id % 364) * {day} - 3600000)");
    let steps = [
        "scanned",
        "signed_in",
        "team",
        "serial",
        "authorized",
        "active",
        "scope",
        "started",
    ];
    assert_eq!(steps.len(), EVENTS);
    let steps = (0..).zip(steps).map(|(nth, step)| match nth {
        0 => format!("SELECT '{step}' AS event, {nth} AS k"),
        _ => format!("SELECT '{step}', {nth}"),
    });
    let steps: Vec<String> = steps.collect();
    let steps = steps.join(" UNION ALL ");
    let mut statements = vec![
        format!(
            "INSERT INTO person (phone, name, created_at) {} \
             SELECT '+86' || CAST(16000000000 + i AS TEXT), 'p' || i, {now} FROM n",
            numbers(count)
        ),
        format!(
            "INSERT INTO corp (corpid, name, industry, mode, owner_id, created_at) \
             SELECT 'fill' || id, '第' || id || '家', 'retail', 'group', id, {now} FROM person WHERE name LIKE 'p%'"
        ),
        // Every tenth serial is redeemed, every hundredth taken back.
        format!(
            "UPDATE serial SET corp_id = {} + (id - {}) / 10, redeemed_at = {now} WHERE (id - {}) % 10 = 0",
            first("corp"),
            first("serial"),
            first("serial"),
        ),
        format!("UPDATE serial SET revoked_at = {now} WHERE id % 100 = 7 AND corp_id IS NULL"),
        "UPDATE serial_batch SET \
         redeemed = (SELECT COUNT(*) FROM serial WHERE batch_id = serial_batch.id AND corp_id IS NOT NULL), \
         revoked = (SELECT COUNT(*) FROM serial WHERE batch_id = serial_batch.id AND corp_id IS NULL \
         AND revoked_at IS NOT NULL)"
            .to_owned(),
        format!(
            "INSERT INTO onboarding (link_id, suite_id, person_id, round, corp_id, serial, serial_state, \
             serial_attempts, custom_done, started_at, created_at) \
             SELECT {} + corp.id % {LINKS}, {suite}, corp.owner_id, 1, corp.id, serial.code, 'accepted', 0, '[]', {now}, {now} \
             FROM serial JOIN corp ON corp.id = serial.corp_id",
            first("link")
        ),
        format!(
            "INSERT INTO \"authorization\" (corp_id, suite_id, onboarding_id, link_id, serial, state, \
             authorized_by, authorized_at, active_at, attempts, scope, customer) \
             SELECT corp_id, {suite}, onboarding.id, link_id, serial, \
             CASE onboarding.id % 20 WHEN 0 THEN 'withdrawn' WHEN 1 THEN 'disabled' ELSE 'active' END, \
             person_id, {now}, {now}, 0, 'everyone', corp.name \
             FROM onboarding JOIN corp ON corp.id = corp_id"
        ),
        format!(
            "INSERT INTO funnel_event (link_id, suite_id, onboarding_id, event, at) \
             SELECT link_id, {suite}, onboarding.id, event, {at} + k * 60000 \
             FROM onboarding CROSS JOIN ({steps}) AS steps"
        ),
        "UPDATE link SET scans = (SELECT COUNT(*) FROM onboarding WHERE link_id = link.id), \
         starts = (SELECT COUNT(*) FROM onboarding WHERE link_id = link.id)"
            .to_owned(),
        format!(
            "INSERT INTO outbox (suite_id, corp_id, authorization_id, kind, state, attempts, created_at) \
             SELECT {suite}, corp_id, id, 'change_auth', CASE id % 1000 WHEN 0 THEN 'given_up' ELSE 'delivered' END, 1, {now} \
             FROM \"authorization\""
        ),
        format!(
            "INSERT INTO audit (at, who, act, target, address, detail) {} \
             SELECT {now}, '王芳 <owner@vendor.example>', 'serial_moved', 'serial' || i, '10.0.0.1', '{{}}' FROM n",
            numbers(10_000)
        ),
    ];
    for link in ["link_id", "link_id * 0"] {
        let day = "(at + 28800000) / 86400000";
        statements.push(format!(
            "INSERT INTO funnel_day (suite_id, link_id, day, event, code, count) \
             SELECT suite_id, {link}, {day}, event, '', COUNT(*) FROM funnel_event \
             GROUP BY suite_id, {link}, {day}, event"
        ));
        // Each day of each step has up to 48 times.
        let took = "((onboarding_id * 7919) % 48 + 16) * 1024";
        statements.push(format!(
            "INSERT INTO funnel_time (suite_id, link_id, day, event, took, count) \
             SELECT suite_id, {link}, {day}, event, {took}, COUNT(*) FROM funnel_event \
             WHERE event NOT IN ('scanned', 'signed_in') GROUP BY suite_id, {link}, {day}, event, {took}"
        ));
    }
    run(&world.database, &statements).await;
}
