//! Suites with their apps, secrets and checks.

use api::console::path as account_path;
use api::console::vendor_path as path;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::customer::{Customer, due};
use tests::isv::{CALLS_BACK, Isv};
use tests::vendor::Manner;
use tests::vendor_server::VendorServer;
use tests::{ICON, SuiteLike, World, database};

use super::{app, approve, base64, fields, suite};

#[tokio::test]
async fn a_vendor_makes_a_suite_with_an_app_and_sees_it_in_its_list() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let key = suite(&wang, "云打卡").await;
    let of = |path| path::of_suite(path, &key);
    let (status, found) = wang.send("POST", &of(path::APPS), app("打卡")).await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found["state"], "draft");
    assert_eq!(found["apps"][0]["name"], "打卡");
    let id = found["apps"][0]["id"].as_i64().unwrap();
    let one = path::of_item(path::APP, &key, id);
    let (_, found) = wang.send("PUT", &one, app("排班")).await;
    assert_eq!(found["apps"][0]["name"], "排班");
    let icon = found["apps"][0]["icon"].as_str().unwrap();
    let icon = tests::http()
        .get(format!("{}{icon}", world.base))
        .send()
        .await
        .unwrap();
    assert_eq!(icon.bytes().await.unwrap(), ICON);
    let mut changed = fields("云排班");
    changed["tasks"] = json!([
        { "after": "team", "title": { "zh": "看介绍" }, "text": { "zh": "一分钟" }, "url": "https://isv.example/" },
    ]);
    let (status, found) = wang.send("PUT", &of(path::SUITE), changed).await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found["fields"]["tasks"][0]["after"], "team");
    let (_, list) = wang.get(path::SUITES).await;
    assert_eq!(list["rows"][0]["name"], "云排班");
    assert_eq!(list["rows"][0]["apps"], 1);
    let (_, found) = wang.send("DELETE", &one, json!({})).await;
    assert_eq!(found["apps"], json!([]));
}

#[tokio::test]
async fn what_a_suite_or_an_app_cannot_be_is_refused_at_its_field() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let key = suite(&wang, "云打卡").await;
    suite(&wang, "云报销").await;
    let bad = |field: &str, value: Value| {
        let mut fields = fields("云打卡");
        fields[field] = value;
        fields
    };
    let zh = |text: &str| json!({ "zh": text });
    let long = "长".repeat(61);
    for (body, code, field) in [
        (bad("name", json!("云打卡beta")), "suite_name", "name"),
        (bad("name", json!("云打卡+")), "suite_name", "name"),
        (bad("name", json!("云报销")), "suite_name_taken", "name"),
        (bad("tagline", zh(&long)), "tagline", "tagline"),
        (bad("accent", json!("blue")), "accent", "accent"),
        (bad("serial", json!("vendor")), "nobody_to_ask", "serial"),
        (
            bad("permissions", json!([{ "title": zh(""), "text": zh("a") }])),
            "asked_data",
            "permissions.0.title",
        ),
        (
            bad(
                "tasks",
                json!([{ "after": "start", "title": zh("a"), "text": zh("b") }]),
            ),
            "own_task",
            "tasks.0.after",
        ),
        (
            bad(
                "tasks",
                json!([{ "after": "team", "title": zh("a"), "text": zh("b"), "url": "ftp://a" }]),
            ),
            "own_task",
            "tasks.0.url",
        ),
    ] {
        let (_, refused) = wang
            .send("PUT", &path::of_suite(path::SUITE, &key), body)
            .await;
        assert_eq!(
            (&refused["code"], &refused["field"]),
            (&json!(code), &json!(field))
        );
    }
    let mut many = fields("云打卡");
    many["tasks"] = json!(vec![
        json!({ "after": "team", "title": zh("a"), "text": zh("b") });
        21
    ]);
    let (_, refused) = wang
        .send("PUT", &path::of_suite(path::SUITE, &key), many)
        .await;
    assert_eq!(refused["code"], "too_many");
    for (field, value, code) in [
        ("name", "打", "app_name"),
        ("description", "短", "app_description"),
        ("home_url", "isv.example", "home_url"),
        ("icon", "not base64!", "file_unreadable"),
        ("icon", "bm8gcGljdHVyZQ==", "icon_faulty"),
    ] {
        let mut app = app("打卡");
        app[field] = json!(value);
        let (_, refused) = wang
            .send("POST", &path::of_suite(path::APPS, &key), app)
            .await;
        assert_eq!(
            (&refused["code"], &refused["field"]),
            (&json!(code), &json!(field))
        );
    }
}

#[tokio::test]
async fn a_picture_that_is_no_icon_says_why_and_is_repaired() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let key = suite(&wang, "云打卡").await;
    let check = async |picture: &[u8]| {
        let picture = json!({ "picture": base64(picture) });
        wang.send("POST", path::ICON_CHECK, picture).await.1
    };
    assert_eq!(check(ICON).await["faults"], json!([]));
    let square = include_bytes!("../../../public/icon-192.png");
    let found = check(square).await;
    assert_ne!(found["faults"], json!([]));
    let repaired = json!({ "icon": found["repaired"] });
    let set = wang
        .send("PUT", &path::of_suite(path::SUITE_ICON, &key), repaired)
        .await;
    assert_eq!(set.0, 200, "{}", set.1);
    let raw = json!({ "icon": base64(square) });
    let (_, refused) = wang
        .send("PUT", &path::of_suite(path::SUITE_ICON, &key), raw)
        .await;
    assert_eq!(
        (&refused["code"], &refused["field"]),
        (&json!("icon_faulty"), &json!("icon"))
    );
    assert_eq!(check(b"no picture").await["repaired"], json!(null));
}

#[tokio::test]
async fn secrets_are_made_and_rotated_by_an_owner_alone_and_stand_in_the_audit_log() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let li = Desk::invited(&wang, "li@a.example", "vendor_staff").await;
    let key = suite(&li, "云打卡").await;
    let of = |path| path::of_suite(path, &key);
    assert_eq!(
        li.refusal("POST", &of(path::SUITE_SECRETS), json!({}))
            .await,
        "not_allowed"
    );
    let (_, first) = wang.send("POST", &of(path::SUITE_SECRETS), json!({})).await;
    let (_, other) = wang
        .send("POST", &of(path::SUITE_SECRETS), json!({ "hold_hours": 1 }))
        .await;
    assert_ne!(first["suite_secret"], other["suite_secret"]);
    let (_, found) = li.get(&of(path::SUITE)).await;
    assert_eq!(found["secrets"]["made"], true);
    assert!(found["secrets"]["former_until"].is_i64());
    assert!(
        !found
            .to_string()
            .contains(other["suite_secret"].as_str().unwrap())
    );
    assert_eq!(
        wang.refusal(
            "POST",
            &of(path::SUITE_SECRETS),
            json!({ "hold_hours": 9000 })
        )
        .await,
        "days"
    );
    let made = "SELECT COUNT(*) FROM audit WHERE act = 'secrets_made'";
    assert_eq!(database::number(&world.database, made).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_url_is_set_once_its_server_has_answered_and_the_server_can_be_checked() {
    let world = World::bare_with_vendors().await;
    let server = VendorServer::new(&world, "checked", SuiteLike::default()).await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let of = |path| path::of_suite(path, "checked");
    let owned =
        "UPDATE suite SET vendor_id = (SELECT MAX(id) FROM vendor) WHERE suite_key = 'checked'";
    database::execute(&world.database, owned).await;
    let (_, found) = wang.get(&of(path::SUITE)).await;
    let url = found["callback_url"].clone();
    let (status, found) = wang
        .send("PUT", &of(path::SUITE_CALLBACK), json!({ "url": url }))
        .await;
    assert_eq!(status, 200, "{found}");
    for (url, code) in [
        ("ftp://isv.example/", "callback_url"),
        ("http://127.0.0.1:1/", "callback_refused"),
        ("http://10.1.2.3/", "callback_refused"),
    ] {
        let (_, refused) = wang
            .send("PUT", &of(path::SUITE_CALLBACK), json!({ "url": url }))
            .await;
        assert_eq!(
            (&refused["code"], &refused["field"]),
            (&json!(code), &json!("url"))
        );
    }
    let list = json!({ "whitelist": "198.51.100.7,10.0.*.*" });
    let (_, found) = wang.send("PUT", &of(path::SUITE_WHITELIST), list).await;
    assert_eq!(found["whitelist"], "198.51.100.7,10.0.*.*");
    let wrong = json!({ "whitelist": "nonsense" });
    assert_eq!(
        wang.refusal("PUT", &of(path::SUITE_WHITELIST), wrong).await,
        "whitelist"
    );
    wang.send(
        "PUT",
        &of(path::SUITE_WHITELIST),
        json!({ "whitelist": "" }),
    )
    .await;

    let (_, before) = wang.get(&of(path::SUITE_CHECK)).await;
    assert_eq!(before["state"], "none");
    let (status, begun) = wang.send("POST", &of(path::SUITE_CHECK), json!({})).await;
    assert_eq!((status.as_u16(), &begun["state"]), (200, &json!("running")));
    assert_eq!(
        wang.refusal("POST", &of(path::SUITE_CHECK), json!({}))
            .await,
        "check_running"
    );
    let mut found = begun;
    for _ in 0..600 {
        found = wang.get(&of(path::SUITE_CHECK)).await.1;
        if found["state"] != "running" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(
        matches!(found["state"].as_str(), Some("passed" | "failed")),
        "{found}"
    );
    let steps: Vec<_> = found["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["step"].clone())
        .collect();
    assert!(steps.contains(&json!("activate_suite")), "{found}");
    drop(server);
}

#[tokio::test]
async fn a_hosted_suite_has_no_server_to_check_and_one_without_secrets_gets_no_callback() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let key = suite(&wang, "云打卡").await;
    let of = |path| path::of_suite(path, &key);
    assert_eq!(
        wang.refusal("POST", &of(path::SUITE_CHECK), json!({}))
            .await,
        "hosted"
    );
    let url = json!({ "url": "https://isv.example/" });
    assert_eq!(
        wang.refusal("PUT", &of(path::SUITE_CALLBACK), url).await,
        "no_secrets"
    );
    let list = json!({ "whitelist": "" });
    assert_eq!(
        wang.refusal("PUT", &of(path::SUITE_WHITELIST), list).await,
        "no_secrets"
    );
    let none = json!({ "url": null });
    assert_eq!(
        wang.send("PUT", &of(path::SUITE_CALLBACK), none).await.0,
        200
    );
}

#[tokio::test]
async fn a_suite_that_becomes_hosted_has_nothing_waiting_for_its_server() {
    let world = World::bare().await;
    let zhao = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let isv = Isv::new(&world, "calls-back", CALLS_BACK).await;
    let owned = "UPDATE suite SET vendor_id = (SELECT MAX(id) FROM vendor)";
    database::execute(&world.database, owned).await;
    world.vendor.becomes(Manner::Unreachable);
    let link = world.link(isv.suite, store::LinkSettings::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    let (_, found) = wang.authorize().await;
    assert_eq!(found["authorization"]["state"], "awaiting");
    assert_eq!(world.store.deliveries().await.unwrap().waiting, 1);
    let callback = path::of_suite(path::SUITE_CALLBACK, "calls-back");
    let none = json!({ "url": null });
    assert_eq!(zhao.send("PUT", &callback, none).await.0, 200);
    assert_eq!(due(&wang.onboarding().await), "scope");
    assert_eq!(world.store.deliveries().await.unwrap().waiting, 0);
}

#[tokio::test]
async fn nobody_begins_with_a_link_of_a_draft() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let key = suite(&wang, "云打卡").await;
    let id = format!("SELECT id FROM suite WHERE suite_key = '{key}'");
    let id = database::number(&world.database, &id).await;
    let link = world.link(id, store::LinkSettings::default()).await;
    let guide = format!(
        "{}{}",
        world.base,
        api::path::of_link(api::path::GUIDE, link.as_str())
    );
    let problem = async || {
        let guide: Value = tests::http()
            .get(&guide)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        guide["problem"].clone()
    };
    assert_eq!(problem().await, "suite_suspended");
    approve(&world, &key).await;
    assert_eq!(problem().await, json!(null));
}

#[tokio::test]
async fn lists_are_paged_searched_and_filtered_and_say_what_they_do_not_know() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    for name in ["云打卡", "云报销", "轻排班"] {
        suite(&wang, name).await;
    }
    let names = async |query: &str| {
        let (status, found) = wang.get(&format!("{}{query}", path::SUITES)).await;
        assert_eq!(status, 200, "{found}");
        let rows = found["rows"].as_array().unwrap().iter();
        let names: Vec<_> = rows
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect();
        (names, found["next"].as_str().map(str::to_owned))
    };
    let (first, next) = names("?limit=2").await;
    assert_eq!(first, ["轻排班", "云报销"]);
    let (second, end) = names(&format!("?limit=2&after={}", next.unwrap())).await;
    assert_eq!((second, end), (vec!["云打卡".to_owned()], None));
    assert_eq!(names("?sort=oldest&limit=1").await.0, ["云打卡"]);
    assert_eq!(names("?q=云").await.0, ["云报销", "云打卡"]);
    assert_eq!(names("?state=approved").await.0, Vec::<String>::new());
    assert_eq!(names("?state=draft").await.0.len(), 3);
    for query in [
        "?sort=name",
        "?limit=0",
        "?limit=201",
        "?after=x",
        "?state=good",
    ] {
        let refused = wang
            .refusal("GET", &format!("{}{query}", path::SUITES), json!({}))
            .await;
        assert_eq!(refused, "list_query", "{query}");
    }
}

#[tokio::test]
async fn staff_who_are_taken_out_see_nothing_more() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let li = Desk::invited(&wang, "li@a.example", "vendor_staff").await;
    suite(&li, "云打卡").await;
    let id = wang.member_id(account_path::MEMBERS, "li@a.example").await;
    let member = account_path::of_id(account_path::ONE_MEMBER, id);
    assert!(wang.send("DELETE", &member, json!({})).await.0.is_success());
    assert_eq!(li.get(path::SUITES).await.0, 401);
}
