//! Acceptance: a vendor checks its suite and hands it in, operators judge it by the rule, twice a version at most.

use api::console::acceptance_path as path;
use domain::acceptance::CheckItem;
use domain::word::Word;
use serde_json::{Value, json};
use tests::World;

use super::{Stage, of};

/// A self-check with every item ticked.
fn all_ticked() -> Value {
    let tick = |item: &CheckItem| json!({ "item": item.word(), "ticked": true, "remark": "已测" });
    CheckItem::ALL.iter().map(tick).collect()
}

impl Stage<'_> {
    /// The acceptance as the vendor sees it.
    pub async fn acceptance(&self) -> Value {
        let (status, found) = self.owner.get(&self.path(path::ACCEPTANCE)).await;
        assert_eq!(status, 200, "{found}");
        found
    }

    /// Saves a self-check; answers what is there then, or why it isn't saved.
    async fn tick(&self, version: &str, checks: Value) -> Value {
        let revision = self.acceptance().await["revision"].clone();
        let body = json!({ "revision": revision, "version": version, "checks": checks });
        let path = self.path(path::ACCEPTANCE);
        self.owner.send("PUT", &path, body).await.1
    }

    /// Tries to hand in what is there.
    async fn try_hand_in(&self) -> (u16, Value) {
        let body = json!({ "revision": self.acceptance().await["revision"] });
        let path = self.path(path::ACCEPTANCE_SUBMISSION);
        let (status, answer) = self.owner.send("POST", &path, body).await;
        (status.as_u16(), answer)
    }

    /// Hands a version in; answers the id of its round.
    pub async fn hand_in(&self, version: &str) -> i64 {
        self.tick(version, all_ticked()).await;
        let (status, answer) = self.try_hand_in().await;
        assert_eq!(status, 200, "{answer}");
        let queue = format!("{}?state=submitted", path::ACCEPTANCES);
        let (_, queue) = self.operator.get(&queue).await;
        let rows = queue["rows"].as_array().unwrap();
        let mut own = rows.iter().filter(|row| row["suite_key"] == *self.suite);
        own.next().unwrap()["id"].as_i64().unwrap()
    }

    /// Sends a request of an operator's about a round.
    async fn judge(&self, method: &str, path: &str, id: i64, body: Value) -> (u16, Value) {
        let (status, answer) = self.operator.send(method, &of(path, id), body).await;
        (status.as_u16(), answer)
    }

    /// Closes a round with these defects and both parts.
    pub async fn close_round(&self, id: i64, defects: &[&str], coverage: u32) -> Value {
        for (at, severity) in defects.iter().enumerate() {
            let defect = json!({ "severity": severity, "title": format!("缺陷 {at}") });
            let (status, found) = self.judge("POST", path::ROUND_DEFECTS, id, defect).await;
            assert_eq!(status, 200, "{found}");
        }
        let quality = json!({ "coverage": coverage, "note": "" });
        self.judge("PUT", path::QUALITY, id, quality).await;
        let security = json!({ "passed": true, "note": "扫描无高危" });
        let (_, found) = self.judge("PUT", path::SECURITY, id, security).await;
        let body = json!({ "revision": found["revision"] });
        let (status, closed) = self.judge("POST", path::VERDICT, id, body).await;
        assert_eq!(status, 200, "{closed}");
        closed
    }

    /// A version that is accepted.
    pub async fn accepted(&self, version: &str) {
        let id = self.hand_in(version).await;
        let closed = self.close_round(id, &[], 100).await;
        assert_eq!(closed["round"]["verdict"], "passed");
    }
}

#[tokio::test]
async fn a_self_check_is_kept_as_it_is_ticked_and_handed_in_when_it_is_whole() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let found = stage.acceptance().await;
    let expected = json!(["draft", 0, "", null]);
    let stands = json!([
        found["state"],
        found["revision"],
        found["version"],
        found["round"]
    ]);
    assert_eq!(stands, expected);
    // The suite is hosted: nobody's server activates it or checks signatures.
    let items: Vec<_> = found["checks"].as_array().unwrap().iter().collect();
    assert_eq!(items.len(), 14);
    assert!(!items.iter().any(|it| it["item"] == "signatures"));
    assert_eq!(found["criteria"]["score_above"], 90);

    let some = json!([{ "item": "phones", "ticked": true, "remark": " 三台旧手机 " }]);
    let saved = stage.tick("1.0", some).await;
    assert_eq!(
        (&saved["revision"], &saved["round"]),
        (&json!(1), &json!(1))
    );
    let phones = |of: &Value| -> Value {
        let mut checks = of["checks"].as_array().unwrap().iter();
        checks.find(|it| it["item"] == "phones").unwrap().clone()
    };
    assert_eq!(phones(&saved)["remark"], "三台旧手机");
    let (status, refused) = stage.try_hand_in().await;
    assert_eq!(
        (status, &refused["code"], &refused["field"]),
        (422, &json!("checks_missing"), &json!("checks.whole_path"))
    );
    for (version, checks, code, field) in [
        ("长".repeat(21), json!([]), "version_name", "version"),
        (
            "1.0".to_owned(),
            json!([{ "item": "phones", "ticked": true, "remark": "长".repeat(501) }]),
            "remark",
            "remark.phones",
        ),
    ] {
        let refused = stage.tick(&version, checks).await;
        assert_eq!(
            (&refused["code"], &refused["field"]),
            (&json!(code), &json!(field))
        );
    }
    let late = json!({ "revision": 0, "version": "2.0", "checks": [] });
    let put = stage.path(path::ACCEPTANCE);
    let refused = stage.owner.refusal("PUT", &put, late).await;
    assert_eq!(refused, "acceptance_changed");
    stage.tick("", all_ticked()).await;
    let (_, refused) = stage.try_hand_in().await;
    assert_eq!(
        (&refused["code"], &refused["field"]),
        (&json!("version_name"), &json!("version"))
    );
    stage.hand_in("1.0").await;
    let found = stage.acceptance().await;
    assert_eq!(found["state"], "submitted");
    let refused = stage.tick("1.1", all_ticked()).await;
    assert_eq!(refused["code"], "acceptance_not_now");
}

#[tokio::test]
async fn a_round_fails_by_its_score_the_second_passes_and_the_version_is_the_suites() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let id = stage.hand_in("1.0").await;
    // What operators write while they judge is theirs.
    let defect = json!({ "severity": "minor", "title": "按钮被挡住", "text": "横屏时" });
    let (_, found) = stage.judge("POST", path::ROUND_DEFECTS, id, defect).await;
    assert_eq!(found["round"]["score"], 98);
    assert_eq!(found["round"]["verdict"], Value::Null);
    assert_eq!(found["checks"][0]["remark"], "已测");
    assert_eq!(stage.acceptance().await["rounds"], json!([]));
    let early = json!({ "revision": found["revision"] });
    let (status, refused) = stage.judge("POST", path::VERDICT, id, early).await;
    assert_eq!((status, &refused["code"]), (409, &json!("unjudged")));
    let closed = stage.close_round(id, &["major", "trivial"], 96).await;
    let round = &closed["round"];
    assert_eq!(
        json!([
            round["state"],
            round["score"],
            round["verdict"],
            round["decided_by"]
        ]),
        json!(["failed", 90, "score", "张伟"])
    );
    let severities: Vec<_> = round["defects"].as_array().unwrap().iter().collect();
    let severities: Vec<_> = severities.iter().map(|it| &it["severity"]).collect();
    assert_eq!(severities, ["major", "minor", "trivial"]);
    let letter = world.mailbox.nth("wang@isv.example", 1).await;
    assert!(letter.text.contains("按钮被挡住"), "{}", letter.text);
    assert!(letter.text.contains("质量得分 90"), "{}", letter.text);
    // What is closed stays as it is.
    for (method, route, body) in [
        ("PUT", path::QUALITY, json!({ "coverage": 100 })),
        ("PUT", path::SECURITY, json!({ "passed": true })),
        (
            "POST",
            path::ROUND_DEFECTS,
            json!({ "severity": "minor", "title": "又" }),
        ),
        (
            "POST",
            path::VERDICT,
            json!({ "revision": closed["revision"] }),
        ),
    ] {
        let (_, refused) = stage.judge(method, route, id, body).await;
        assert_eq!(refused["code"], "acceptance_not_now", "{method} {route}");
    }

    let found = stage.acceptance().await;
    assert_eq!(found["rounds"][0]["defects"][0]["severity"], "major");
    assert_eq!(
        (&found["version"], &found["round"]),
        (&json!("1.0"), &json!(2))
    );
    let again = stage.hand_in("1.0").await;
    let closed = stage.close_round(again, &["minor"], 95).await;
    assert_eq!(
        (&closed["round"]["verdict"], &closed["before"][0]["verdict"]),
        (&json!("passed"), &json!("score"))
    );
    let letter = world.mailbox.nth("wang@isv.example", 2).await;
    assert!(letter.text.contains("预上架"), "{}", letter.text);
    let version = format!(
        "SELECT COUNT(*) FROM suite WHERE suite_key = '{}' AND version = '1.0'",
        stage.suite
    );
    assert_eq!(tests::database::number(&world.database, &version).await, 1);
    stage.tick("1.0", all_ticked()).await;
    let (status, refused) = stage.try_hand_in().await;
    assert_eq!(
        (status, &refused["code"]),
        (409, &json!("version_accepted"))
    );
    assert_eq!(stage.acceptance().await["version_fault"], "accepted");
}

#[tokio::test]
async fn a_version_has_two_rounds_and_whatever_is_too_bad_fails_it() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let id = stage.hand_in("1.0").await;
    let closed = stage.close_round(id, &["critical"], 100).await;
    assert_eq!(closed["round"]["verdict"], "fatal");
    let id = stage.hand_in("1.0").await;
    let closed = stage.close_round(id, &[], 94).await;
    assert_eq!(closed["round"]["verdict"], "coverage");
    stage.tick("１.0 ", all_ticked()).await;
    let (status, refused) = stage.try_hand_in().await;
    assert_eq!((status, &refused["code"]), (409, &json!("rounds_spent")));
    let id = stage.hand_in("1.1").await;
    let insecure = json!({ "passed": false, "note": "密钥在网页里" });
    stage.judge("PUT", path::SECURITY, id, insecure).await;
    let quality = json!({ "coverage": 100 });
    let (_, found) = stage.judge("PUT", path::QUALITY, id, quality).await;
    let round = &found["round"];
    assert_eq!(
        (&round["verdict"], &round["round"]),
        (&json!("security"), &json!(1))
    );
}

#[tokio::test]
async fn the_second_round_is_handed_in_as_the_first_was_ticked() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let id = stage.hand_in("1.0").await;
    stage.close_round(id, &["critical"], 100).await;
    assert_eq!(stage.acceptance().await["revision"], 0);
    let (status, again) = stage.try_hand_in().await;
    assert_eq!(
        (status, &again["state"], &again["round"]),
        (200, &json!("submitted"), &json!(2)),
        "{again}"
    );
}

#[tokio::test]
async fn a_version_is_taken_back_until_operators_begin_with_it() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let submission = stage.path(path::ACCEPTANCE_SUBMISSION);
    let back = async || stage.owner.refusal("DELETE", &submission, json!({})).await;
    assert_eq!(back().await, "acceptance_not_now");
    let id = stage.hand_in("1.0").await;
    assert_eq!(back().await, "");
    assert_eq!(stage.acceptance().await["state"], "draft");
    let (status, _) = stage
        .judge("GET", path::ONE_ACCEPTANCE, id, json!({}))
        .await;
    assert_eq!(status, 404, "drafts are their vendor's own");
    stage.hand_in("1.0").await;
    let defect = json!({ "severity": "minor", "title": "按钮被挡住" });
    let (_, found) = stage.judge("POST", path::ROUND_DEFECTS, id, defect).await;
    assert_eq!(back().await, "acceptance_begun");
    let defect = found["round"]["defects"][0]["id"].as_i64().unwrap();
    let one = path::of_defect(path::ROUND_DEFECT, id, defect);
    let (_, without) = stage.operator.send("DELETE", &one, json!({})).await;
    assert_eq!(without["round"]["defects"], json!([]));
    let gone = stage.operator.refusal("DELETE", &one, json!({})).await;
    assert_eq!(gone, "not_found");
    assert_eq!(back().await, "");
}

#[tokio::test]
async fn a_round_is_closed_as_it_was_seen_and_wrong_words_stand_at_their_fields() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let id = stage.hand_in("1.0").await;
    for (method, route, body, code, field) in [
        (
            "PUT",
            path::QUALITY,
            json!({ "coverage": 101 }),
            "coverage",
            "coverage",
        ),
        (
            "PUT",
            path::QUALITY,
            json!({ "coverage": 1, "note": "长".repeat(501) }),
            "remark",
            "note",
        ),
        (
            "POST",
            path::ROUND_DEFECTS,
            json!({ "severity": "minor", "title": " " }),
            "defect_title",
            "title",
        ),
        (
            "POST",
            path::ROUND_DEFECTS,
            json!({ "severity": "minor", "title": "a", "text": "长".repeat(1001) }),
            "defect_text",
            "text",
        ),
    ] {
        let (status, refused) = stage.judge(method, route, id, body).await;
        let found = (status, &refused["code"], &refused["field"]);
        assert_eq!(found, (422, &json!(code), &json!(field)));
    }
    let unknown = json!({ "severity": "funny", "title": "a" });
    let (_, refused) = stage.judge("POST", path::ROUND_DEFECTS, id, unknown).await;
    assert_eq!(refused["code"], "bad_request");
    stage
        .judge("PUT", path::QUALITY, id, json!({ "coverage": 100 }))
        .await;
    let security = json!({ "passed": true });
    let (_, seen) = stage.judge("PUT", path::SECURITY, id, security).await;
    assert_eq!(seen["round"]["verdict"], "passed");
    let defect = json!({ "severity": "blocker", "title": "打不开" });
    stage.judge("POST", path::ROUND_DEFECTS, id, defect).await;
    let stale = json!({ "revision": seen["revision"] });
    let (status, refused) = stage.judge("POST", path::VERDICT, id, stale).await;
    assert_eq!(
        (status, &refused["code"]),
        (409, &json!("acceptance_changed"))
    );
}
