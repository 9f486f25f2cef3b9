//! The vendor's server at the activation: refuses, is late, is silent.

use std::time::Duration;

use domain::time::Span;
use tests::vendor::Manner;
use tests::{SuiteLike, World};

use crate::steps::{GO, NO_SERIAL, at_the_team, authorize, create_solo, finish};

const WITH_SERVER: SuiteLike = SuiteLike {
    hosted: false,
    ..NO_SERIAL
};

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_quoted_and_a_late_vendor_is_waited_for() {
    let world = World::with_app().await;
    world.vendor.becomes(Manner::Refuses("请先续费"));
    let (_, link) = world.link_of(WITH_SERVER).await;
    let phone = at_the_team(&world, &link).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    phone.sees("请先续费").await;
    phone.picture("6-refused").await;
    world
        .vendor
        .becomes(Manner::Late(Duration::from_millis(2500)));
    phone.tap(GO).await;
    phone.sees("正在开通").await;
    phone.picture("6-activating").await;
    finish(&phone).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_vendor_is_said_to_be_late_and_the_customer_may_leave_and_come_back() {
    let world = World::with_app().await;
    world.vendor.becomes(Manner::Silent);
    let (_, link) = world.link_of(WITH_SERVER).await;
    let phone = at_the_team(&world, &link).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    phone.sees("通常不到 5 秒").await;
    world.pass(Span::seconds(6));
    phone.sees("比平时久").await;
    phone.picture("6-late").await;
    phone.open(&world, "/workbench").await;
    phone.sees("开通中").await;
    phone.picture("9-workbench-awaiting").await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.tap(GO).await;
    phone.sees("比平时久").await;
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(20));
    finish(&phone).await;
    phone.off().await;
}
