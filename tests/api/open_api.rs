//! The open API, spoken to as vendors' servers do.

mod errors;
mod exchange;
mod forms;
mod scopes;
mod tokens;
mod whitelists;

use domain::link::LinkToken;
use store::LinkSettings;
use tests::World;
use tests::customer::{Customer, group, solo};
use tests::isv::{CALLS_BACK, Isv};

/// A vendor and the link of its suite.
async fn isv<'a>(world: &'a World, suite_key: &str) -> (Isv<'a>, LinkToken) {
    let isv = Isv::new(world, suite_key, CALLS_BACK).await;
    let link = world.link(isv.suite, LinkSettings::default()).await;
    (isv, link)
}

/// A customer who has authorized for a new team of one; the team's id.
async fn authorized<'a>(world: &'a World, link: &LinkToken, phone: &str) -> (Customer<'a>, String) {
    authorize(world, link, phone, solo("老街")).await
}

/// The same with colleagues in two departments.
async fn authorized_group<'a>(
    world: &'a World,
    link: &LinkToken,
    phone: &str,
) -> (Customer<'a>, String) {
    authorize(world, link, phone, group("老街", 8)).await
}

async fn authorize<'a>(
    world: &'a World,
    link: &LinkToken,
    phone: &str,
    team: serde_json::Value,
) -> (Customer<'a>, String) {
    let customer = Customer::new(world, phone, link);
    customer.sign_in().await;
    assert_eq!(customer.post(api::path::TEAM, team).await.0, 200);
    let (status, found) = customer.authorize().await;
    assert_eq!(status, 200, "{found}");
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    (customer, corpid)
}
