//! The operator's desk: suspended suites, invite codes, complaints, the audit log.

use api::console::review_path as path;
use api::path as page_path;
use domain::link::LinkToken;
use serde_json::{Value, json};
use tests::World;
use tests::customer::Customer;

use super::{Stage, VENDOR, of};

/// The link of an approved suite.
async fn approved(stage: &Stage<'_>) -> LinkToken {
    let form = stage.form().await;
    stage.submit(&form).await;
    let (_, approved) = stage.approve().await;
    LinkToken::parse(approved["link"].as_str().unwrap()).unwrap()
}

async fn rows(stage: &Stage<'_>, path: &str) -> Vec<Value> {
    let (status, page) = stage.operator.get(path).await;
    assert_eq!(status, 200, "{page}");
    page["rows"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_suite_is_suspended_with_a_reason_stops_politely_and_goes_on_where_it_stood() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let link = approved(&stage).await;
    let customer = Customer::new(&world, "13800138000", &link);
    customer.sign_in().await;
    customer.create_solo("老街").await;
    let suspension = stage.path(path::SUSPENSION);
    let because = |reason: &str| json!({ "reason": reason });
    let refused = stage.operator.refusal("PUT", &suspension, because(" "));
    assert_eq!(refused.await, "reason");
    let (status, _) = stage
        .operator
        .send("PUT", &suspension, because("多起投诉"))
        .await;
    assert_eq!(status, 204);
    let again = stage
        .operator
        .refusal("PUT", &suspension, because("又一次"));
    assert_eq!(again.await, "stands_so");
    let (status, refused) = customer.authorize().await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (410, &json!("suite_suspended"))
    );
    assert_eq!(
        customer.get(page_path::GUIDE).await.1["problem"],
        "suite_suspended"
    );
    let letter = world.mailbox.nth("wang@isv.example", 2).await;
    assert!(letter.text.contains("多起投诉"), "{}", letter.text);
    let suspended = rows(&stage, &format!("{}?state=suspended", path::DESK_SUITES)).await;
    assert_eq!(suspended[0]["suspended_for"], "多起投诉");
    assert_eq!(suspended[0]["vendor"], VENDOR);
    assert_eq!(stage.first().await["suspended_for"], "多起投诉");

    let (status, _) = stage
        .operator
        .send("POST", &suspension, because("已处理"))
        .await;
    assert_eq!(status, 204);
    let again = stage
        .operator
        .refusal("POST", &suspension, because("又一次"));
    assert_eq!(again.await, "stands_so");
    customer.finish().await;
    let nowhere = path::SUSPENSION.replace("{suite}", "suite-of-nobody");
    let refused = stage.operator.refusal("PUT", &nowhere, because("多起投诉"));
    assert_eq!(refused.await, "not_found");
}

#[tokio::test]
async fn invite_codes_are_made_for_a_vendor_listed_and_revoked_once() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let code = stage.invite_code(VENDOR).await;
    let wrong = json!({ "vendor_id": 999_999, "label": "" });
    let refused = stage.operator.refusal("POST", path::INVITE_CODES, wrong);
    assert_eq!(refused.await, "vendor_unknown");
    for query in [code.as_str(), "第一批", "示例"] {
        let found = rows(&stage, &format!("{}?q={query}", path::INVITE_CODES)).await;
        assert_eq!(found[0]["code"], code.as_str());
        assert_eq!(found[0]["vendor"], VENDOR);
    }
    let id = rows(&stage, path::INVITE_CODES).await[0]["id"]
        .as_i64()
        .unwrap();
    let one = of(path::ONE_INVITE_CODE, id);
    assert_eq!(stage.operator.refusal("DELETE", &one, json!({})).await, "");
    assert_eq!(
        stage.operator.refusal("DELETE", &one, json!({})).await,
        "stands_so"
    );
    let open = format!("{}?state=open", path::INVITE_CODES);
    assert_eq!(rows(&stage, &open).await, [] as [Value; 0]);
    let revoked = format!("{}?state=revoked", path::INVITE_CODES);
    assert_eq!(rows(&stage, &revoked).await.len(), 1);
}

#[tokio::test]
async fn a_complaint_is_answered_closed_and_opened_again() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let link = approved(&stage).await;
    let customer = Customer::new(&world, "13800138000", &link);
    let corpid = customer.deploy_alone("老街").await;
    let reports = page_path::of_suite(page_path::REPORTS, &corpid, &stage.suite);
    customer.post(&reports, json!({ "text": "打不开" })).await;
    let open = rows(&stage, &format!("{}?state=open", path::COMPLAINTS)).await;
    let complaint = &open[0];
    assert_eq!(
        (&complaint["text"], &complaint["team"]),
        (&json!("打不开"), &json!("老街"))
    );
    assert_eq!(
        (&complaint["suite"], &complaint["vendor"]),
        (&json!("云考勤"), &json!(VENDOR))
    );
    let id = complaint["id"].as_i64().unwrap();
    let (answer, closing) = (
        of(path::COMPLAINT_ANSWER, id),
        of(path::COMPLAINT_CLOSING, id),
    );
    let refused = stage
        .operator
        .refusal("PUT", &answer, json!({ "text": " " }));
    assert_eq!(refused.await, "answer_text");
    let (_, answered) = stage
        .operator
        .send("PUT", &answer, json!({ "text": "已通知服务商修复" }))
        .await;
    assert_eq!(
        (&answered["state"], &answered["answered_by"]),
        (&json!("answered"), &json!("张伟"))
    );
    let notices = async || {
        let (_, seen) = customer.get(page_path::NOTICES).await;
        let notices = seen["notices"].as_array().unwrap().iter();
        let answers = notices.filter(|notice| notice["kind"] == "complaint_answered");
        let words = answers.map(|notice| (notice["who"].clone(), notice["what"].clone()));
        words.collect::<Vec<_>>()
    };
    let of_suite = |what| (json!("云考勤"), json!(what));
    assert_eq!(notices().await, [of_suite("已通知服务商修复")]);
    for text in ["已通知服务商修复", "服务商已修复"] {
        stage
            .operator
            .send("PUT", &answer, json!({ "text": text }))
            .await;
    }
    let both = ["服务商已修复", "已通知服务商修复"].map(of_suite);
    assert_eq!(notices().await, both, "the same words aren't told twice");
    let (_, closed) = stage.operator.send("POST", &closing, json!({})).await;
    assert_eq!(closed["state"], "closed");
    let late = stage
        .operator
        .refusal("PUT", &answer, json!({ "text": "再看看" }));
    assert_eq!(late.await, "stands_so");
    let (_, reopened) = stage.operator.send("DELETE", &closing, json!({})).await;
    assert_eq!(reopened["state"], "answered");
    let found = rows(
        &stage,
        &format!("{}?q=打不开&state=answered", path::COMPLAINTS),
    )
    .await;
    assert_eq!(found.len(), 1);
    let (_, seen) = stage.operator.get(&of(path::COMPLAINT, id)).await;
    assert_eq!(seen, reopened);
}

#[tokio::test]
async fn the_audit_log_tells_what_operators_and_vendors_did() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    approved(&stage).await;
    let suspension = stage.path(path::SUSPENSION);
    stage
        .operator
        .send("PUT", &suspension, json!({ "reason": "多起投诉" }))
        .await;
    let (_, log) = stage
        .operator
        .get(&format!("{}?q=云考勤", api::console::path::AUDIT))
        .await;
    let entries = log["entries"].as_array().unwrap();
    let acts: Vec<_> = entries
        .iter()
        .map(|it| it["act"].as_str().unwrap())
        .collect();
    assert_eq!(
        acts,
        [
            "suite_suspended",
            "application_approved",
            "application_submitted"
        ]
    );
    assert_eq!(entries[0]["detail"]["reason"], "多起投诉");
    assert_eq!(entries[0]["detail"]["suite_key"], stage.suite.as_str());
}
