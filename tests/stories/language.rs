//! English throughout, and a switch of the language that loses nothing.

use domain::task::SerialRule;
use domain::team::TeamModes;
use serde_json::json;
use tests::vendor::Manner;
use tests::{SuiteLike, World};

use crate::phone::Phone;
use crate::steps::{EN, GO, NO_SERIAL, WANG, at_the_team};

/// What stays Chinese on an English page: the way back to it, and the vendor's name.
const NAMES: [&str; 3] = ["中文", "示例科技有限公司", "示例科技"];

/// Takes a picture, once nothing on the page is Chinese that needn't be.
async fn in_english(phone: &Phone, screen: &str) {
    let mut text = phone.text().await;
    let labels = "return [...document.querySelectorAll('[aria-label],[placeholder],[alt]')]\
                  .flatMap(e => [e.ariaLabel, e.placeholder, e.alt]).join(' ') + document.title";
    text += phone.asks(labels).await.as_str().unwrap();
    for name in NAMES {
        text = text.replace(name, "");
    }
    let chinese = text.chars().any(|c| ('\u{3000}'..'\u{ff00}').contains(&c));
    assert!(!chinese, "{screen}: {text}");
    let lang = phone.asks("return document.documentElement.lang").await;
    assert_eq!(lang, json!("en"));
    phone.picture(&format!("en-{screen}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn english_throughout() {
    let world = World::with_app().await;
    let (suite, link) = world
        .link_of(SuiteLike {
            name: "Clockwise",
            modes: TeamModes::Either,
            serial: SerialRule::Issued,
            hosted: false,
            custom_after: &["scope"],
        })
        .await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(EN).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.find("#app > .contents").await;
    in_english(&phone, "1-guide").await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.type_into("#phone", "1").await;
    phone.tap(GO).await;
    phone.find(".error").await;
    in_english(&phone, "2-sign-in-wrong").await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    in_english(&phone, "3-team-solo").await;
    phone.tap(".mode:nth-child(2)").await;
    phone.tap(GO).await;
    phone.find(".error").await;
    in_english(&phone, "3-team-group").await;
    phone.tap("#add").await;
    in_english(&phone, "3-team-add").await;
    phone.press(thirtyfour::Key::Escape).await;
    phone.tap("#paste").await;
    phone.type_into("#pasted", "Ann 12\nBob 13900139000").await;
    phone.sees("2 lines, 1 of them good").await;
    in_english(&phone, "3-team-paste").await;
    phone.press(thirtyfour::Key::Escape).await;
    phone.tap(".mode:nth-child(1)").await;
    phone.type_into("#name", "Corner Café").await;
    phone.type_into("#owner_name", "Wang").await;
    phone.tap(GO).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", "7777-7777-7777-7773").await;
    phone.tap(GO).await;
    phone.find(".error").await;
    in_english(&phone, "4-serial-wrong").await;
    phone.type_into("#serial", &serial).await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    world.vendor.becomes(Manner::Refuses("Renew first"));
    phone.tap(GO).await;
    phone.sees("Tick the box first").await;
    phone.tap(".consent input").await;
    in_english(&phone, "5-authorize").await;
    phone.tap(GO).await;
    phone.sees("Renew first").await;
    in_english(&phone, "6-refused").await;
    world.vendor.becomes(Manner::Silent);
    phone.tap(GO).await;
    phone.sees("is setting it up").await;
    in_english(&phone, "6-activating").await;
    world.pass(domain::time::Span::seconds(30));
    world.vendor.becomes(Manner::Accepts);
    phone.comes_to("/scope").await;
    in_english(&phone, "7-scope").await;
    phone.tap("label.row:nth-child(2) input").await;
    phone.find("p[role=status]").await;
    in_english(&phone, "7-scope-departments").await;
    phone.tap("label.row:nth-child(3) input").await;
    phone.tap("label.row input[type=checkbox]").await;
    in_english(&phone, "7-scope-members").await;
    phone.tap(GO).await;
    phone.comes_to("/task-0").await;
    in_english(&phone, "7-custom").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    in_english(&phone, "8-done").await;
    phone.tap(GO).await;
    phone.find(".apps a").await;
    in_english(&phone, "9-workbench").await;
    for step in ["sign-in", "team", "serial", "authorize", "scope", "task-0"] {
        phone.open(&world, &format!("/d/{link}/{step}")).await;
        phone.sees("This step is done").await;
        in_english(&phone, &format!("read-only-{step}")).await;
    }
    phone.open(&world, "/nowhere").await;
    phone.find("h1").await;
    in_english(&phone, "not-found").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switch_of_the_language_keeps_what_was_typed_and_chosen() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.type_into("#name", "老街早餐店").await;
    phone.tap(GO).await;
    phone.sees("姓名为 1 到 20 个字").await;
    phone.tap(".bar .lang").await;
    phone.sees("A name has 1 to 20 characters").await;
    assert_eq!(phone.value("#name").await, "老街早餐店");
    phone.type_into("#owner_name", "王小明").await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.tap(".bar .lang").await;
    phone.sees("立即授权").await;
    phone.tap(GO).await;
    phone.comes_to("/scope").await;
    phone.tap("label.row:nth-child(3) input").await;
    phone.tap("label.row input[type=checkbox]").await;
    phone.tap(".bar .lang").await;
    phone.sees("Done (1 person)").await;
    phone.off().await;
}
