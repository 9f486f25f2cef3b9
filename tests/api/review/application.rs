//! The vendor's side of an application: typed, checked, submitted, taken back.

use api::console::review_path as path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::{ICON, World};

use super::{Stage, VENDOR, faults, suite};

#[tokio::test]
async fn a_form_begins_with_what_the_suite_says_and_says_all_that_is_missing() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let found = stage.application().await;
    assert_eq!(
        (&found["state"], &found["version"]),
        (&json!("draft"), &json!(0))
    );
    assert_eq!(found["form"]["provider"], VENDOR);
    assert_eq!(found["form"]["serials"], "none");
    let missing: Vec<String> = faults(&found).into_iter().map(|it| it.0).collect();
    let expected = [
        "product_code",
        "invite_code",
        "reason",
        "on_site",
        "contacts",
    ];
    assert_eq!(missing, expected);
    let (status, refused) = stage.try_submit().await;
    assert_eq!(
        (status, &refused["code"]),
        (422, &json!("application_faulty"))
    );
    assert_eq!(faults(&refused), faults(&found));
}

#[tokio::test]
async fn whatever_is_typed_is_kept_and_two_editors_dont_overwrite_each_other() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let typed =
        json!({ "provider": " 错 ", "reason": "短", "tasks": [{ "after": "start", "title": "" }] });
    let saved = stage.save(&typed).await;
    assert_eq!(saved["version"], 1);
    assert_eq!(saved["form"]["provider"], " 错 ");
    assert_eq!(saved["form"]["tasks"][0]["after"], "start");
    let late = json!({ "version": 0, "form": { "reason": "别人的" } });
    let form = stage.path(path::APPLICATION);
    let (status, refused) = stage.owner.send("PUT", &form, late).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (409, &json!("application_changed"))
    );
    assert_eq!(refused["newer"]["version"], 1);
    assert_eq!(refused["newer"]["form"]["reason"], "短");
    let long = json!({ "version": 1, "form": { "tasks": [{ "text": "长".repeat(4001) }] } });
    let (_, refused) = stage.owner.send("PUT", &form, long).await;
    assert_eq!(refused["code"], "form_too_long");
    assert_eq!(refused["field"], "tasks.0.text");
}

#[tokio::test]
async fn each_rule_of_the_form_is_a_fault_at_its_field() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let right = stage.form().await;
    assert_eq!(faults(&stage.save(&right).await), []);
    let task = |after: &str, title: &str, url: &str| json!([{ "after": after, "title": title, "text": "看介绍", "url": url }]);
    for (field, value, at, code) in [
        (
            "provider",
            json!("别家科技有限公司"),
            "provider",
            "not_the_vendors",
        ),
        ("provider", json!("示"), "provider", "too_short"),
        (
            "product_code",
            json!("cmd1"),
            "product_code",
            "product_code",
        ),
        (
            "invite_code",
            json!("K7Q2-M9XW"),
            "invite_code",
            "not_given",
        ),
        ("reason", json!("太短"), "reason", "too_short"),
        ("reason", json!("长".repeat(1001)), "reason", "too_long"),
        ("on_site", Value::Null, "on_site", "missing"),
        ("on_site", json!(false), "sharing", "missing"),
        ("contacts", json!("other"), "other_contacts", "missing"),
        ("serials", json!("vendor"), "serials", "nobody_to_ask"),
        ("team_modes", Value::Null, "team_modes", "missing"),
        ("tasks", task("start", "介绍", ""), "tasks", "after"),
        ("tasks", task("team", "", ""), "tasks", "missing"),
        (
            "tasks",
            task("team", "介绍", "ftp://isv.example"),
            "tasks",
            "url",
        ),
        (
            "tasks",
            json!(vec![task("team", "介绍", "")[0].clone(); 21]),
            "tasks",
            "too_many",
        ),
    ] {
        let mut form = right.clone();
        form[field] = value;
        let saved = stage.save(&form).await;
        let expected = [(at.to_owned(), code.to_owned())];
        assert_eq!(faults(&saved), expected, "{form}");
        let (status, refused) = stage.try_submit().await;
        assert_eq!(status, 422);
        assert_eq!(faults(&refused), expected, "{form}");
    }
    let mut form = right;
    form["tasks"] = json!([{ "after": "team", "title": "介绍", "text": "" }]);
    let saved = stage.save(&form).await;
    let fault = &saved["faults"][0];
    assert_eq!(
        (&fault["task"], &fault["part"]),
        (&json!(0), &json!("text"))
    );
}

#[tokio::test]
async fn a_submitted_form_stands_still_until_it_is_taken_back() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    let submitted = stage.submit(&form).await;
    assert_eq!(submitted["state"], "submitted");
    let change = json!({ "version": submitted["version"], "form": form });
    let save = stage.path(path::APPLICATION);
    let refused = stage.owner.refusal("PUT", &save, change);
    assert_eq!(refused.await, "application_not_now");
    let (status, _) = stage.try_submit().await;
    assert_eq!(status, 409);
    let submission = stage.path(path::APPLICATION_SUBMISSION);
    let (_, back) = stage.owner.send("DELETE", &submission, json!({})).await;
    assert_eq!(back["state"], "draft");
    let refused = stage.owner.refusal("DELETE", &submission, json!({}));
    assert_eq!(refused.await, "application_not_now");
    let (_, queue) = stage.operator.get(path::APPLICATIONS).await;
    assert_eq!(queue["rows"], json!([]), "a draft is its vendor's own");
    let history: Vec<_> = back["history"].as_array().unwrap().iter().collect();
    assert_eq!(history[0]["what"], "taken_back");
    assert_eq!(
        (&history[1]["what"], &history[1]["who"]),
        (&json!("submitted"), &json!("王芳"))
    );
}

#[tokio::test]
async fn an_application_has_an_icon_of_its_own_until_the_suites_is_taken() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let icon = stage.path(path::APPLICATION_ICON);
    let broken = json!({ "version": 0, "icon": STANDARD.encode(b"no picture") });
    assert_eq!(
        stage.owner.refusal("PUT", &icon, broken).await,
        "icon_faulty"
    );
    let own = json!({ "version": 0, "icon": STANDARD.encode(ICON) });
    let (status, set) = stage.owner.send("PUT", &icon, own).await;
    assert_eq!((status.as_u16(), &set["has_own_icon"]), (200, &json!(true)));
    let url = format!("{}{}", world.base, set["icon"].as_str().unwrap());
    let picture = stage.owner.http.get(url).send().await.unwrap();
    assert_eq!(picture.bytes().await.unwrap(), ICON);
    let (status, dropped) = stage
        .owner
        .send("DELETE", &format!("{icon}?version=1"), json!({}))
        .await;
    assert_eq!(
        (status.as_u16(), &dropped["has_own_icon"]),
        (200, &json!(false))
    );
}

#[tokio::test]
async fn another_vendor_sees_and_changes_nothing_and_has_codes_of_its_own() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    stage.save(&form).await;
    let other = Desk::owner(&world, "chen@other.example", "别家科技有限公司").await;
    let save = json!({ "version": 1, "form": {} });
    for (method, route, body) in [
        ("GET", path::APPLICATION, json!({})),
        ("PUT", path::APPLICATION, save),
        ("GET", path::APPLICATION_ICON, json!({})),
        (
            "PUT",
            path::APPLICATION_ICON,
            json!({ "version": 1, "icon": STANDARD.encode(ICON) }),
        ),
        (
            "POST",
            path::APPLICATION_SUBMISSION,
            json!({ "version": 1 }),
        ),
        ("DELETE", path::APPLICATION_SUBMISSION, json!({})),
        ("GET", path::APPLICATION_SHEET, json!({})),
        ("POST", path::APPLICATION_UPLOAD, json!({ "file": "" })),
    ] {
        let (status, answer) = other.send(method, &stage.path(route), body).await;
        assert_eq!(status, 404, "{method} {route} {answer}");
    }
    let dropped = format!("{}?version=1", stage.path(path::APPLICATION_ICON));
    assert_eq!(other.send("DELETE", &dropped, json!({})).await.0, 404);
    let (_, unchanged) = stage.owner.get(&stage.path(path::APPLICATION)).await;
    assert_eq!(unchanged["version"], 1);
    let theirs = Stage {
        suite: suite(&other, "云排班").await,
        owner: other,
        operator: Desk::new(&world, "nobody@op.example"),
    };
    let mut stolen = form;
    stolen["provider"] = json!("别家科技有限公司");
    let expected = [("invite_code".to_owned(), "not_given".to_owned())];
    assert_eq!(faults(&theirs.save(&stolen).await), expected);
}
