//! English throughout, and a switch of the language that loses nothing.

use api::path;
use domain::task::SerialRule;
use domain::team::TeamModes;
use serde_json::json;
use tests::customer::Customer;
use tests::vendor::Manner;
use tests::{SuiteLike, World};

use crate::phone::Phone;
use crate::steps::{EN, GO, LI, NO_SERIAL, WANG, at_the_team};

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
    phone.ready().await;
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

#[tokio::test(flavor = "multi_thread")]
async fn the_team_in_english_throughout() {
    let world = World::with_app().await;
    let suite = |name| SuiteLike { name, ..NO_SERIAL };
    let (_, link) = world.link_of(suite("Clockwise")).await;
    let (_, wanted) = world.link_of(suite("Expenses")).await;
    let owner = Customer::new(&world, WANG, &link);
    owner.sign_in().await;
    let team = json!({
        "how": "create", "mode": "solo", "name": "Corner Café", "industry": "catering",
        "owner_name": "Wang",
    });
    owner.post(path::TEAM, team).await;
    let corpid = owner.finish().await;
    let set = path::of_team(path::INVITE, &corpid);
    owner.send("PUT", &set, json!({ "approval": true })).await;
    let code = owner.invite_code(&corpid).await;
    let people = [(LI, "Li"), ("13700137000", "Zhang")];
    for (number, name) in people {
        Customer::new(&world, number, &wanted)
            .join(&code, name)
            .await;
    }
    let (_, found) = owner.get(&path::of_team(path::PEOPLE, &corpid)).await;
    let id = found["joins"][0]["id"].as_i64().unwrap();
    let admit = path::of_item(path::JOIN, &corpid, id);
    owner.post(&admit, json!({ "admit": true })).await;
    world.pass(domain::time::Span::seconds(61));
    let li = Customer::new(&world, LI, &wanted);
    li.sign_in().await;
    li.post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;
    li.post(path::REQUEST, json!({})).await;

    let phone = Phone::new(EN).await;
    phone.open(&world, &format!("/join/{code}")).await;
    phone.ready().await;
    in_english(&phone, "12-join").await;
    phone
        .open(&world, &format!("/workbench?team={corpid}"))
        .await;
    phone.sign_in(&world, WANG).await;
    phone.find(".duty").await;
    in_english(&phone, "9-workbench-duties").await;
    let page = async |page: &str| {
        phone
            .open(&world, &format!("/workbench/{page}?team={corpid}"))
            .await;
    };
    page("invite").await;
    phone.find("img.qr").await;
    in_english(&phone, "11-invite").await;
    phone.tap("button.row").await;
    phone.find(".sheet").await;
    in_english(&phone, "11-invite-renew").await;
    page("people").await;
    phone.find("#joins").await;
    in_english(&phone, "15-people").await;
    phone.tap("#members button.row").await;
    in_english(&phone, "15-people-menu").await;
    phone.tap(".sheet .row:nth-child(2)").await;
    phone.find(".sheet button[type=submit]").await;
    in_english(&phone, "15-people-hand-over").await;
    page("requests").await;
    phone.find(".request").await;
    in_english(&phone, "17-requests").await;
    phone.tap(".buttons .plain").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.find(".sheet .error").await;
    in_english(&phone, "17-requests-decline").await;
    page("notices").await;
    phone.find("#notices").await;
    in_english(&phone, "13-notices").await;
    page("suites").await;
    phone.find("a.row").await;
    in_english(&phone, "14-suites").await;
    phone.tap("a.row").await;
    phone.find("#history").await;
    in_english(&phone, "14-suite").await;
    for sheet in ["#report", "#rate", "#withdraw"] {
        phone.tap(sheet).await;
        phone.tap(".sheet button[type=submit]").await;
        phone.find(".sheet .error").await;
        in_english(&phone, &format!("14-suite-{}", &sheet[1..])).await;
        phone.press(thirtyfour::Key::Escape).await;
        phone
            .until_asked("return !document.querySelector('dialog')")
            .await;
    }
    phone.tap("a[href^='/workbench/scope']").await;
    phone.sees("Who may use it?").await;
    in_english(&phone, "14-scope").await;
    page("account").await;
    phone.find("#delete").await;
    in_english(&phone, "10-account").await;
    phone.tap("#delete").await;
    phone.find(".sheet").await;
    in_english(&phone, "10-account-delete").await;
    phone.open(&world, "/workbench?team=elsewhere").await;
    phone.sees("You aren't in this team").await;
    in_english(&phone, "9-workbench-elsewhere").await;
    phone.off().await;
}
