//! The steps that many stories take.

use domain::link::LinkToken;
use domain::task::SerialRule;
use domain::team::TeamModes;
use tests::{SuiteLike, World};

use crate::phone::Phone;

/// A phone that reads Chinese.
pub const ZH: &str = "zh-CN,zh";
/// A phone that reads English.
pub const EN: &str = "en-US,en";
/// Whoever opens the links.
pub const WANG: &str = "13800138000";

/// A hosted suite that asks for no serial.
pub const NO_SERIAL: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: TeamModes::Either,
    serial: SerialRule::None,
    hosted: true,
    custom_after: &[],
};

/// The one primary button at the bottom.
pub const GO: &str = ".foot .button";

/// A phone on the team's page, signed in.
pub async fn at_the_team(world: &World, link: &LinkToken) -> Phone {
    let phone = Phone::new(ZH).await;
    phone.open(world, &format!("/d/{link}/team")).await;
    phone.sign_in(world, WANG).await;
    phone.comes_to("/team").await;
    phone
}

/// Fills in a team of one and sends it.
pub async fn create_solo(phone: &Phone) {
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.tap(GO).await;
}

/// Agrees and authorizes.
pub async fn authorize(phone: &Phone) {
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.tap(GO).await;
}

/// From the scope on: everyone, start, the workbench.
pub async fn finish(phone: &Phone) {
    phone.comes_to("/scope").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    phone.tap(GO).await;
    phone.find(".apps").await;
}
