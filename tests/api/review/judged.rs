//! What is judged stays as it is judged: forms that are rejected, names of suites.

use api::console::{review_path as path, vendor_path};
use api::path as page_path;
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::customer::Customer;

use super::{Stage, of, suite};

#[tokio::test]
async fn a_rejected_form_is_seen_as_it_was_rejected_until_it_is_submitted_again() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let mut form = stage.form().await;
    stage.submit(&form).await;
    let rejected = form["reason"].clone();
    let reasons = json!([{ "field": "name", "text": "请换一个名称" }]);
    let (status, _) = stage.reject(reasons).await;
    assert_eq!(status, 200);
    let letter = world.mailbox.nth("wang@isv.example", 1).await;
    assert!(letter.text.contains("套件名称"), "{}", letter.text);
    form["reason"] = json!("还没有写好的草稿，不给别人看。");
    stage.save(&form).await;
    assert_eq!(stage.first().await["form"]["reason"], rejected);
    let (status, submitted) = stage.try_submit().await;
    assert_eq!(status, 200, "{submitted}");
    assert_eq!(stage.first().await["form"]["reason"], form["reason"]);
}

#[tokio::test]
async fn another_name_of_an_approved_suite_waits_for_the_next_approval() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let form = stage.form().await;
    let change = stage.path(vendor_path::SUITE);
    let called = async |name: &str| {
        let (_, suite) = stage.owner.get(&change).await;
        let mut fields = suite["fields"].clone();
        fields["name"] = json!(name);
        stage.owner.send("PUT", &change, fields).await
    };
    let (_, renamed) = called("云打卡").await;
    assert_eq!(renamed["fields"]["name"], "云打卡", "a draft's at once");
    stage.submit(&form).await;
    let (status, refused) = called("云考勤").await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (409, &json!("application_not_now"))
    );
    let (_, approved) = stage.approve().await;
    let link = approved["link"].as_str().unwrap();
    let link = domain::link::LinkToken::parse(link).unwrap();
    let customer = Customer::new(&world, "13800138000", &link);
    let seen = async || {
        let (_, guide) = customer.get(page_path::GUIDE).await;
        guide["suite"]["name"].clone()
    };

    suite(&stage.owner, "云报销").await;
    let (_, refused) = called("云报销").await;
    assert_eq!(refused["code"], "suite_name_taken");
    let (_, wanted) = called("云签到").await;
    assert_eq!(
        (&wanted["fields"]["name"], &wanted["name_in_force"]),
        (&json!("云签到"), &json!("云打卡"))
    );
    assert_eq!(seen().await, "云打卡");
    let (_, back) = called("云打卡").await;
    assert_eq!(back["name_in_force"], json!(null), "the wish is taken back");
    called("云签到").await;
    stage.submit(&form).await;
    let judged = stage.first().await;
    assert_eq!(judged["suite"]["name_in_force"], "云打卡");
    let (status, _) = stage.approve().await;
    assert_eq!(status, 200);
    assert_eq!(seen().await, "云签到");
}

#[tokio::test]
async fn the_desk_counts_what_waits_and_since_when() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let waiting = async || stage.operator.get(path::DESK_WAITING).await.1;
    let nothing = waiting().await;
    assert_eq!(
        (&nothing["submitted"], &nothing["submitted_since"]),
        (&json!(0), &json!(null))
    );
    let form = stage.form().await;
    stage.submit(&form).await;
    let (_, queue) = stage.operator.get(path::APPLICATIONS).await;
    let first = &queue["rows"][0]["submitted_at"];
    world.pass(Span::minutes(5));
    let one = waiting().await;
    assert_eq!(
        (&one["submitted"], &one["submitted_since"]),
        (&json!(1), first)
    );
    let (_, approved) = stage.approve().await;
    let link = approved["link"].as_str().unwrap();
    let link = domain::link::LinkToken::parse(link).unwrap();
    let customer = Customer::new(&world, "13800138000", &link);
    let corpid = customer.deploy_alone("老街").await;
    let reports = page_path::of_suite(page_path::REPORTS, &corpid, &stage.suite);
    customer.post(&reports, json!({ "text": "打不开" })).await;
    let after = waiting().await;
    assert_eq!(
        (
            &after["submitted"],
            &after["approved"],
            &after["complaints"]
        ),
        (&json!(0), &json!(1), &json!(1))
    );
    let (_, open) = stage.operator.get(path::COMPLAINTS).await;
    let complaint = &open["rows"][0];
    assert_eq!(after["complaints_since"], complaint["at"]);
    let answer = of(path::COMPLAINT_ANSWER, complaint["id"].as_i64().unwrap());
    let body = json!({ "text": "已修复" });
    stage.operator.send("PUT", &answer, body).await;
    let answered = waiting().await;
    let nothing = ["complaints", "acceptances", "overdue"].map(|what| answered[what].clone());
    assert_eq!(nothing, [json!(0), json!(0), json!(0)]);
}
