//! The whole path of an application: submitted, rejected, changed, approved, deployed.

use api::console::{review_path as path, vendor_path};
use domain::account::Role;
use domain::link::LinkToken;
use domain::time::Span;
use serde_json::{Value, json};
use tests::World;
use tests::console::Desk;
use tests::customer::Customer;

use super::{Stage, faults, of, suite};

#[tokio::test]
async fn an_application_is_rejected_changed_and_approved_and_a_customer_deploys_by_its_link() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let mut form = stage.form().await;
    stage.submit(&form).await;
    for reasons in [
        json!([]),
        json!([{ "field": "reason", "text": " " }]),
        json!([{ "field": "reason", "text": "长".repeat(501) }]),
    ] {
        let (status, refused) = stage.reject(reasons).await;
        assert_eq!((status, &refused["code"]), (422, &json!("reasons")));
    }
    let reasons = json!([{ "field": "reason", "text": "请说明使用场景" }]);
    let (status, rejected) = stage.reject(reasons.clone()).await;
    assert_eq!(
        (status, &rejected["row"]["state"]),
        (200, &json!("rejected"))
    );
    let letter = world.mailbox.nth("wang@isv.example", 1).await;
    assert!(letter.text.contains("请说明使用场景"), "{}", letter.text);
    let (status, again) = stage.reject(reasons.clone()).await;
    assert_eq!(
        (status, &again["code"]),
        (409, &json!("application_not_now"))
    );

    let found = stage.application().await;
    assert_eq!(
        (&found["state"], &found["reasons"]),
        (&json!("rejected"), &reasons)
    );
    form["reason"] = json!("门店没有电脑，店员用手机现场扫码开通考勤。");
    form["tasks"] = json!([{ "after": "scope", "title": "看介绍", "text": "一分钟" }]);
    let resubmitted = stage.submit(&form).await;
    assert_eq!(resubmitted["reasons"], json!([]));
    let (_, before) = stage.owner.get(&stage.path(vendor_path::SUITE)).await;
    assert_eq!(before["state"], "draft");
    assert_eq!(before["fields"]["team_modes"], "either");
    let first = stage.first().await;
    assert_eq!(first["row"]["rounds"], 2);
    assert_eq!(first["check"]["state"], "none");
    assert_eq!(first["vendor"]["name"], super::VENDOR);
    assert_eq!(first["suite"]["apps"][0]["name"], "考勤打卡");

    let (status, approved) = stage.approve().await;
    assert_eq!(status, 200, "{approved}");
    let link = approved["link"].as_str().unwrap();
    let letter = world.mailbox.nth("wang@isv.example", 2).await;
    for page in ["d", "s"] {
        let address = format!("/{page}/{link}");
        assert!(letter.text.lines().any(|line| line.ends_with(&address)));
    }
    let (_, after) = stage.owner.get(&stage.path(vendor_path::SUITE)).await;
    assert_eq!(after["state"], "approved");
    assert_eq!(after["fields"]["team_modes"], "solo");
    assert_eq!(after["fields"]["tasks"][0]["title"]["zh"], "看介绍");
    let history = stage.application().await["history"].clone();
    let history: Vec<_> = history.as_array().unwrap().iter().collect();
    let whats: Vec<_> = history
        .iter()
        .map(|it| it["what"].as_str().unwrap())
        .collect();
    assert_eq!(whats, ["approved", "submitted", "rejected", "submitted"]);
    assert_eq!(
        (&history[0]["who"], &history[2]["reasons"]),
        (&json!("张伟"), &reasons)
    );

    let customer = Customer::new(&world, "13800138000", &LinkToken::parse(link).unwrap());
    customer.sign_in().await;
    customer.create_solo("老街").await;
    customer.finish_with_custom().await;
    let done = customer.onboarding().await;
    assert_eq!(tests::customer::due(&done), "", "{done}");
}

#[tokio::test]
async fn what_was_approved_stays_in_force_until_the_next_is() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let mut form = stage.form().await;
    stage.submit(&form).await;
    let (_, first) = stage.approve().await;
    let (_, again) = stage.approve().await;
    assert_eq!(again["code"], "application_not_now");
    let begun = stage.application().await;
    assert_eq!(
        (&begun["state"], &begun["version"]),
        (&json!("draft"), &json!(0))
    );
    assert_eq!(
        begun["form"], first["form"],
        "the next begins with the one in force"
    );
    assert!(begun["in_force_since"].is_i64());
    let (_, suite) = stage.owner.get(&stage.path(vendor_path::SUITE)).await;
    let mut fields = suite["fields"].clone();
    fields["tagline"]["zh"] = json!("扫码就能考勤");
    let change = stage.path(vendor_path::SUITE);
    let allowed = stage.owner.refusal("PUT", &change, fields.clone());
    assert_eq!(allowed.await, "");
    for (field, value) in [
        ("team_modes", json!("group")),
        ("serial", json!("issued")),
        (
            "tasks",
            json!([{ "after": "team", "title": { "zh": "看" }, "text": { "zh": "看" } }]),
        ),
    ] {
        let mut fields = fields.clone();
        fields[field] = value;
        let (status, refused) = stage.owner.send("PUT", &change, fields).await;
        let found = (status.as_u16(), &refused["code"], &refused["field"]);
        assert_eq!(found, (409, &json!("by_application"), &json!(field)));
    }
    form["team_modes"] = json!("group");
    stage.submit(&form).await;
    let own = stage.path(path::APPLICATION);
    let discard = async |version: &Value| {
        let path = format!("{own}?version={version}");
        let (_, answer) = stage.owner.send("DELETE", &path, json!({})).await;
        answer
    };
    let stands = stage.application().await;
    let refused = discard(&stands["version"]).await;
    assert_eq!(
        refused["code"], "application_not_now",
        "it waits for an operator"
    );
    let submission = stage.path(path::APPLICATION_SUBMISSION);
    stage.owner.send("DELETE", &submission, json!({})).await;
    let stands = stage.application().await;
    assert_eq!(discard(&json!(0)).await["code"], "application_changed");
    let begun = discard(&stands["version"]).await;
    assert_eq!(
        (&begun["form"], &begun["version"]),
        (&first["form"], &json!(0)),
        "what is in force is begun with again"
    );
    let (_, queue) = stage.operator.get(path::APPLICATIONS).await;
    let states = queue["rows"].as_array().unwrap().iter();
    let states: Vec<_> = states.map(|row| row["state"].clone()).collect();
    assert_eq!(states, ["approved"], "what was discarded doesn't wait");
    let kept = begun["history"].as_array().unwrap().len();
    let typed = json!({ "version": 0, "form": form });
    let (_, typed) = stage.owner.send("PUT", &own, typed).await;
    assert!(
        typed["version"].as_i64() > stands["version"].as_i64(),
        "no version comes twice"
    );
    let begun = discard(&typed["version"]).await;
    assert_eq!(
        (&begun["form"], &begun["version"]),
        (&first["form"], &json!(0))
    );
    assert_eq!(begun["history"].as_array().unwrap().len(), kept);
    stage.submit(&form).await;
    let modes = async || {
        let (_, suite) = stage.owner.get(&stage.path(vendor_path::SUITE)).await;
        suite["fields"]["team_modes"].clone()
    };
    assert_eq!(modes().await, "solo");
    let next = stage.first().await;
    assert_eq!(next["in_force"]["team_modes"], "solo");
    let (status, second) = stage.approve().await;
    assert_eq!(status, 200, "{second}");
    assert_eq!(modes().await, "group");
    assert_eq!(second["link"], first["link"], "a suite has one first link");
    let replaced = first["row"]["id"].as_i64().unwrap();
    let (_, replaced) = stage
        .operator
        .get(&of(path::ONE_APPLICATION, replaced))
        .await;
    assert_eq!(replaced["row"]["state"], "replaced");
}

#[tokio::test]
async fn what_was_judged_in_another_version_or_is_no_longer_right_is_not_approved() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    stage.submit(&form).await;
    let judged = stage.first().await;
    let id = judged["row"]["id"].as_i64().unwrap();
    let submission = stage.path(path::APPLICATION_SUBMISSION);
    stage.owner.send("DELETE", &submission, json!({})).await;
    stage.submit(&form).await;
    let stale = json!({ "version": judged["version"] });
    let approval = of(path::APPROVAL, id);
    let refused = stage.operator.refusal("POST", &approval, stale);
    assert_eq!(refused.await, "application_changed");
    let (_, codes) = stage.operator.get(path::INVITE_CODES).await;
    let code = codes["rows"][0]["id"].as_i64().unwrap();
    let revoke = of(path::ONE_INVITE_CODE, code);
    let (status, _) = stage.operator.send("DELETE", &revoke, json!({})).await;
    assert_eq!(status, 204);
    let (status, refused) = stage.approve().await;
    assert_eq!(
        (status, &refused["code"]),
        (422, &json!("application_faulty"))
    );
    let expected = [("invite_code".to_owned(), "not_given".to_owned())];
    assert_eq!(faults(&refused), expected);
    assert_eq!(faults(&stage.first().await), expected);
}

#[tokio::test]
async fn two_operators_approve_at_once_and_there_is_one_link() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    stage.submit(&form).await;
    let (one, other) = tokio::join!(stage.approve(), stage.approve());
    let mut statuses = [one.0, other.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{one:?} {other:?}");
    let links = stage.path(vendor_path::LINKS);
    let (_, links) = stage.owner.get(&links).await;
    assert_eq!(links["rows"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_queue_has_what_waits_first_the_oldest_of_it_first() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    stage.submit(&form).await;
    stage.approve().await;
    let mut waiting = Vec::new();
    for name in ["云排班", "云报销", "云审批"] {
        world.pass(Span::minutes(1));
        let key = suite(&stage.owner, name).await;
        let with_suite = path::APPLICATION.replace("{suite}", &key);
        let submission = path::APPLICATION_SUBMISSION.replace("{suite}", &key);
        let save = json!({ "version": 0, "form": form });
        stage.owner.send("PUT", &with_suite, save).await;
        let (status, _) = stage
            .owner
            .send("POST", &submission, json!({ "version": 1 }))
            .await;
        assert_eq!(status, 200);
        waiting.push(name);
    }
    waiting.push("云考勤");
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = format!("{}?limit=2{next}", path::APPLICATIONS);
        let (_, page) = stage.operator.get(&page).await;
        let rows = page["rows"].as_array().unwrap().clone();
        seen.extend(
            rows.iter()
                .map(|row| row["suite"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(after) => next = format!("&after={after}"),
            None => break,
        }
    }
    assert_eq!(seen, waiting);
    let found = async |query: &str| -> Vec<Value> {
        let (_, page) = stage
            .operator
            .get(&format!("{}?{query}", path::APPLICATIONS))
            .await;
        page["rows"].as_array().cloned().unwrap_or_default()
    };
    assert_eq!(found("state=approved").await.len(), 1);
    assert_eq!(found("state=submitted").await.len(), 3);
    assert_eq!(found("q=报销").await.len(), 1);
    assert_eq!(found("q=示例科技").await.len(), 4);
    assert_eq!(found("state=draft").await.len(), 0);
    for wrong in ["state=open", "after=x", "limit=0", "sort=newest"] {
        let wrong = format!("{}?{wrong}", path::APPLICATIONS);
        let refused = stage.operator.refusal("GET", &wrong, json!({})).await;
        assert_eq!(refused, "list_query");
    }
}

#[tokio::test]
async fn a_reviewer_judges_and_leaves_the_rest_to_administrators() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    stage.submit(&form).await;
    let reviewer = Desk::operator(&world, "zhao@op.example", Role::Reviewer).await;
    let suspension = stage.path(path::SUSPENSION);
    for (method, path, body) in [
        ("PUT", suspension.as_str(), json!({ "reason": "投诉" })),
        ("POST", &suspension, json!({ "reason": "已处理" })),
        ("GET", path::INVITE_CODES, json!({})),
        ("POST", path::INVITE_CODES, json!({ "vendor_id": 1 })),
    ] {
        assert_eq!(reviewer.refusal(method, path, body).await, "not_allowed");
    }
    let stage = Stage {
        operator: reviewer,
        ..stage
    };
    assert_eq!(stage.approve().await.0, 200);
}
