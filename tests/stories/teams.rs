//! Owners of teams.

use store::LinkSettings;
use tests::{SuiteLike, World};

use crate::steps::{GO, NO_SERIAL, at_the_team, authorize, create_solo, finish};

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_of_two_teams_picks_one_and_one_that_has_the_suite_leads_to_its_workbench() {
    let world = World::with_app().await;
    let (suite, first) = world.link_of(NO_SERIAL).await;
    let second = world.link(suite, LinkSettings::default()).await;
    let (_, other) = world
        .link_of(SuiteLike {
            name: "快报销",
            ..NO_SERIAL
        })
        .await;
    let phone = at_the_team(&world, &first).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    finish(&phone).await;
    phone.open(&world, &format!("/d/{second}")).await;
    phone.tap(GO).await;
    phone.sees("已开通，去工作台").await;
    phone.picture("3-team-has-suite").await;
    phone.tap(GO).await;
    phone.type_into("#name", "江边面馆").await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;

    phone.open(&world, &format!("/d/{other}")).await;
    phone.tap(GO).await;
    phone.sees("给哪个团队开通").await;
    phone.sees("老街早餐店").await;
    phone.sees("江边面馆").await;
    phone.picture("3-team-pick").await;
    phone.tap(".card button.row:nth-child(2)").await;
    phone.comes_to("/authorize").await;
    phone.sees("江边面馆").await;
    phone.open(&world, &format!("/d/{second}/team")).await;
    phone.open(&world, "/workbench").await;
    // The team that was shown last is the one that the app opens with.
    phone.sees("轻排班").await;
    phone.tap("#switch").await;
    phone.sees("负责人").await;
    phone.picture("9-workbench-teams").await;
    phone.tap(".sheet a.row:nth-child(1)").await;
    phone.sees("您还没有可用的应用").await;
    phone.back().await;
    phone.sees("轻排班").await;
    phone.tap("#switch").await;
    phone.tap(".sheet a.row:nth-child(1)").await;
    phone.sees("您还没有可用的应用").await;
    phone.open(&world, "/workbench").await;
    phone.sees("您还没有可用的应用").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_has_the_suite_is_led_to_its_workbench() {
    let world = World::with_app().await;
    let (suite, first) = world.link_of(NO_SERIAL).await;
    let second = world.link(suite, LinkSettings::default()).await;
    let phone = at_the_team(&world, &first).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    finish(&phone).await;
    phone.open(&world, &format!("/d/{second}")).await;
    phone.tap(GO).await;
    phone.tap(".card a.row").await;
    phone.find(".apps a").await;
    phone.sees("轻排班").await;
    phone.tap(".card a[href^='/workbench/account']").await;
    phone.picture("10-account").await;
    phone.tap("#sign-out").await;
    phone.sees("没有账号会自动创建").await;
    phone.picture("2-sign-in-workbench").await;
    phone.sign_in(&world, "13900139000").await;
    phone.sees("您还没有加入团队").await;
    phone.picture("9-workbench-no-team").await;
    phone.off().await;
}
