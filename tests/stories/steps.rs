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
/// The person who opens the links.
pub const WANG: &str = "13800138000";

/// A hosted suite that asks for no serial.
pub const NO_SERIAL: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: TeamModes::Either,
    serial: SerialRule::None,
    hosted: true,
    custom_after: &[],
};

/// A colleague of theirs.
pub const LI: &str = "13900139000";

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

/// An owner on the workbench of a team of one that has a suite, and the team's id.
pub async fn owner_on_workbench(world: &World, link: &LinkToken) -> (Phone, String) {
    let phone = at_the_team(world, link).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    finish(&phone).await;
    let address = phone.address().await;
    let corpid = address.rsplit('=').next().unwrap().to_owned();
    (phone, corpid)
}

/// What the page's code says, saved as a long press saves it: the very file that the picture shows. Chat apps save and
/// scan PNGs.
pub async fn save_and_scan(phone: &Phone) -> String {
    let drawn =
        "const q = document.querySelector('img.qr'); return q?.complete && q.naturalWidth > 0";
    phone.until_asked(drawn).await;
    let source = "return document.querySelector('img.qr').currentSrc";
    let source = phone.asks(source).await;
    let source = source.as_str().unwrap();
    let (path, _) = source.split_once('?').unwrap_or((source, ""));
    assert!(path.ends_with(".png"), "{source}");
    let saved = tests::http().get(source).send().await.unwrap();
    tests::scan(&saved.bytes().await.unwrap())
}

/// A colleague's phone that joined by an invite's address under this name.
pub async fn join(world: &World, address: &str, number: &str, name: &str) -> Phone {
    let phone = Phone::new(ZH).await;
    phone.go_to(address).await;
    phone.ready().await;
    phone.tap(GO).await;
    phone.comes_to("/go").await;
    phone.sign_in(world, number).await;
    phone.type_into("#name", name).await;
    phone.tap(GO).await;
    phone.find(".team h1").await;
    phone
}
