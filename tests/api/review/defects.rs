//! Defects that are found later: a plan in two days, mended in a week, the severe ones with the penalty.

use api::console::acceptance_path as path;
use api::console::{review_path, vendor_path};
use domain::time::Span;
use serde_json::{Value, json};
use tests::World;
use tests::console::Desk;

use super::{Stage, VENDOR, of};

impl Stage<'_> {
    /// Records a defect that was found later; answers it.
    async fn find(&self, severity: &str, title: &str) -> Value {
        let body = json!({
            "suite": self.suite, "severity": severity, "title": title, "text": "升级之后",
        });
        let (status, found) = self.operator.send("POST", path::DESK_DEFECTS, body).await;
        assert_eq!(status, 200, "{found}");
        found
    }

    /// A path about a defect of the suite.
    fn of_own(&self, path: &str, id: i64) -> String {
        vendor_path::of_item(path, &self.suite, id)
    }

    /// The titles of the operator's list.
    async fn titles(&self, query: &str) -> Vec<String> {
        let path = format!("{}?{query}", path::DESK_DEFECTS);
        let (status, page) = self.operator.get(&path).await;
        assert_eq!(status, 200, "{page}");
        let rows = page["rows"].as_array().unwrap().iter();
        let title = |row: &Value| row["defect"]["title"].as_str().unwrap().to_owned();
        rows.map(title).collect()
    }
}

/// Lets days pass, after which both sign in again.
async fn later(stage: &Stage<'_>, days: i64) {
    stage.owner.world.pass(Span::days(days));
    stage.owner.sign_in().await;
    stage.operator.sign_in().await;
}

fn id(found: &Value) -> i64 {
    found["defect"]["id"].as_i64().unwrap()
}

#[tokio::test]
async fn a_slight_defect_is_planned_mended_returned_and_closed() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    stage.accepted("1.0").await;
    let found = stage.find("minor", "打卡慢").await;
    let defect = &found["defect"];
    let days = |key: &str| {
        let span = defect[key].as_i64().unwrap() - defect["found_at"].as_i64().unwrap();
        Span(span).whole_days()
    };
    assert_eq!((days("plan_due"), days("mend_due")), (2, 7));
    assert_eq!(
        json!([
            defect["state"],
            defect["version"],
            defect["may_suspend"],
            found["vendor"]
        ]),
        json!(["open", "1.0", false, VENDOR])
    );
    let letter = world.mailbox.nth("wang@isv.example", 2).await;
    assert!(
        letter.text.contains("打卡慢") && letter.text.contains("改进计划"),
        "{}",
        letter.text
    );

    let id = id(&found);
    let plan = stage.of_own(path::DEFECT_PLAN, id);
    let refused = stage.owner.refusal("PUT", &plan, json!({ "plan": "改" }));
    assert_eq!(refused.await, "plan_text");
    let (_, planned) = stage
        .owner
        .send("PUT", &plan, json!({ "plan": "周五升级缓存" }))
        .await;
    assert_eq!(
        (&planned["state"], &planned["plan"]),
        (&json!("planned"), &json!("周五升级缓存"))
    );
    let back = of(path::DEFECT_RETURN, id);
    let reason = json!({ "reason": "还是慢" });
    let refused = stage.operator.refusal("POST", &back, reason.clone());
    assert_eq!(refused.await, "defect_not_now");
    let mended = stage.of_own(path::DEFECT_MENDED, id);
    assert_eq!(stage.owner.refusal("POST", &mended, json!({})).await, "");
    let again = stage.owner.refusal("POST", &mended, json!({})).await;
    assert_eq!(again, "defect_not_now");
    let refused = stage
        .operator
        .refusal("POST", &back, json!({ "reason": " " }));
    assert_eq!(refused.await, "reason");
    let (_, returned) = stage.operator.send("POST", &back, reason).await;
    assert_eq!(
        (
            &returned["defect"]["state"],
            &returned["defect"]["returned_for"]
        ),
        (&json!("planned"), &json!("还是慢"))
    );
    let letter = world.mailbox.nth("wang@isv.example", 3).await;
    assert!(letter.text.contains("还是慢"), "{}", letter.text);
    stage.owner.send("POST", &mended, json!({})).await;
    let closing = of(path::DEFECT_CLOSING, id);
    let (_, closed) = stage.operator.send("POST", &closing, json!({})).await;
    assert_eq!(closed["defect"]["state"], "closed");
    assert_eq!(
        stage.operator.refusal("POST", &closing, json!({})).await,
        "defect_not_now"
    );
    let (_, seen) = stage.operator.get(&of(path::DESK_DEFECT, id)).await;
    assert_eq!(seen, closed);
    let (_, list) = stage.owner.get(&stage.path(path::DEFECTS)).await;
    assert_eq!(list["rows"][0]["state"], "closed");
}

#[tokio::test]
async fn what_is_due_first_stands_first_and_what_is_late_can_be_listed_alone() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let slow = stage.find("minor", "打卡慢").await;
    later(&stage, 1).await;
    stage.find("trivial", "错别字").await;
    assert_eq!(stage.titles("").await, ["打卡慢", "错别字"]);
    let plan = stage.of_own(path::DEFECT_PLAN, id(&slow));
    stage
        .owner
        .send("PUT", &plan, json!({ "plan": "周五升级缓存" }))
        .await;
    assert_eq!(
        stage.titles("").await,
        ["错别字", "打卡慢"],
        "a plan is due before it is mended"
    );
    stage.find("critical", "数据丢失").await;
    assert_eq!(stage.titles("").await, ["数据丢失", "错别字", "打卡慢"]);
    later(&stage, 3).await;
    assert_eq!(stage.titles("state=overdue").await, ["数据丢失", "错别字"]);
    assert_eq!(stage.titles("state=open").await, ["数据丢失", "错别字"]);
    assert_eq!(stage.titles("state=planned").await, ["打卡慢"]);
    let mended = stage.of_own(path::DEFECT_MENDED, id(&slow));
    stage.owner.send("POST", &mended, json!({})).await;
    assert_eq!(stage.titles("state=mended&q=打卡").await, ["打卡慢"]);
    stage
        .operator
        .send("POST", &of(path::DEFECT_CLOSING, id(&slow)), json!({}))
        .await;
    assert_eq!(stage.titles("").await, ["数据丢失", "错别字"]);
    assert_eq!(stage.titles("state=closed").await, ["打卡慢"]);
    assert_eq!(stage.titles("q=云考勤&limit=1").await, ["数据丢失"]);
    let (_, first) = stage
        .operator
        .get(&format!("{}?limit=1", path::DESK_DEFECTS))
        .await;
    let after = first["next"].as_str().unwrap();
    assert_eq!(
        stage.titles(&format!("limit=1&after={after}")).await,
        ["错别字"]
    );
    assert_eq!(
        stage.titles(&format!("suite={}", stage.suite)).await.len(),
        2
    );
    for wrong in ["state=late", "after=x", "limit=0"] {
        let path = format!("{}?{wrong}", path::DESK_DEFECTS);
        let refused = stage.operator.refusal("GET", &path, json!({})).await;
        assert_eq!(refused, "list_query");
    }
    let (_, own) = stage.owner.get(&stage.path(path::DEFECTS)).await;
    let late: Vec<_> = own["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["overdue"])
        .collect();
    assert_eq!(late, [true, true, false]);
    stage.hand_in("1.0").await;
    let (_, waits) = stage.operator.get(review_path::DESK_WAITING).await;
    assert_eq!([&waits["acceptances"], &waits["overdue"]], [1, 2]);
    let (_, overdue) = stage
        .operator
        .get(&format!("{}?state=overdue", path::DESK_DEFECTS))
        .await;
    assert_eq!(
        waits["overdue_since"],
        overdue["rows"][0]["defect"]["plan_due"]
    );
}

#[tokio::test]
async fn for_a_severe_defect_a_suite_is_suspended_and_the_log_tells_all_of_it() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    stage.accepted("1.0").await;
    let found = stage.find("blocker", "打不开").await;
    assert_eq!(found["defect"]["may_suspend"], true);
    let letter = world.mailbox.nth("wang@isv.example", 2).await;
    assert!(letter.text.contains("暂停"), "{}", letter.text);
    let suspension = stage.path(review_path::SUSPENSION);
    let reason = json!({ "reason": "打不开" });
    let (status, _) = stage.operator.send("PUT", &suspension, reason).await;
    assert_eq!(status, 204);
    let (_, log) = stage
        .operator
        .get(&format!("{}?q=云考勤", api::console::path::AUDIT))
        .await;
    let entries = log["entries"].as_array().unwrap().iter();
    let acts: Vec<_> = entries.map(|it| it["act"].as_str().unwrap()).collect();
    let expected = [
        "suite_suspended",
        "defect_found",
        "acceptance_passed",
        "security_recorded",
        "quality_recorded",
        "acceptance_submitted",
    ];
    assert_eq!(acts, expected);
}

#[tokio::test]
async fn another_vendor_sees_and_mends_nothing() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let found = stage.find("minor", "打卡慢").await;
    let other = Desk::owner(&world, "li@b.example", "乙软件有限公司").await;
    let own = super::suite(&other, "快报销").await;
    for suite in [&stage.suite, &own] {
        let of = |path| vendor_path::of_item(path, suite, id(&found));
        let plan = json!({ "plan": "周五升级缓存" });
        let refused = other.refusal("PUT", &of(path::DEFECT_PLAN), plan).await;
        assert_eq!(refused, "not_found");
        let refused = other
            .refusal("POST", &of(path::DEFECT_MENDED), json!({}))
            .await;
        assert_eq!(refused, "not_found");
    }
    let (_, list) = other.get(&vendor_path::of_suite(path::DEFECTS, &own)).await;
    assert_eq!(list["rows"], json!([]));
    for suite in ["", "suite-of-nobody"] {
        let body = json!({ "suite": suite, "severity": "minor", "title": "a" });
        let (_, refused) = stage.operator.send("POST", path::DESK_DEFECTS, body).await;
        let found = (&refused["code"], &refused["field"]);
        assert_eq!(found, (&json!("suite_unknown"), &json!("suite")));
    }
}
