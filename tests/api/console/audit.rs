//! The audit log: what it holds, searching, paging, and that nothing of it is changed.

use api::console::path;
use domain::account::Role;
use serde_json::{Value, json};
use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, Connection, Executor};
use tests::World;
use tests::console::{Desk, PASSWORD};

async fn search(desk: &Desk<'_>, query: &str) -> Vec<Value> {
    let (status, found) = desk.get(&format!("{}?{query}", path::AUDIT)).await;
    assert_eq!(status, 200, "{found}");
    found["entries"].as_array().unwrap().clone()
}

fn acts(entries: &[Value]) -> Vec<&str> {
    entries
        .iter()
        .map(|it| it["act"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn it_says_who_did_what_to_whom_and_from_where() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    let entries = search(&zhang, "q=zhang").await;
    assert_eq!(
        acts(&entries),
        ["totp_on", "signed_in", "password_reset", "operator_added"]
    );
    assert_eq!(entries[3]["who"], "quickdeploy");
    assert_eq!(entries[3]["detail"], json!({ "role": "administrator" }));
    assert_eq!(entries[1]["who"], "张伟 <zhang@op.example>");
    assert_eq!(entries[1]["address"], zhang.address);
    zhang
        .send(
            "POST",
            path::OPERATORS,
            json!({ "email": "li@op.example", "role": "reviewer" }),
        )
        .await;
    let entries = search(&zhang, "q=LI@op.example").await;
    assert_eq!(acts(&entries), ["invited"]);
    assert_eq!(entries[0]["target"], "li@op.example");
}

#[tokio::test]
async fn what_bears_on_security_is_in_it_and_no_secret_is() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Reviewer).await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    wang.try_sign_in("another password", None).await;
    // What strangers type is counted, and isn't kept for ever.
    let nobody = Desk::new(&world, "nobody@isv.example");
    let refused = nobody.try_sign_in("another password", None).await;
    assert_eq!(refused.1["code"], "password_wrong");
    wang.send(
        "PUT",
        path::PASSWORD,
        json!({ "old": PASSWORD, "new": PASSWORD }),
    )
    .await;
    let codes = wang.set_up_totp().await;
    wang.try_sign_in(PASSWORD, Some(&codes[0])).await;
    wang.send("POST", path::TOTP_OFF, json!({ "password": PASSWORD }))
        .await;
    wang.send("DELETE", path::SESSIONS, json!({})).await;
    wang.send(
        "POST",
        path::FORGOTTEN,
        json!({ "email": "wang@isv.example" }),
    )
    .await;
    let li = Desk::invited(&wang, "li@isv.example", "vendor_staff").await;
    let of_li = path::of_id(
        path::ONE_MEMBER,
        wang.member_id(path::MEMBERS, "li@isv.example").await,
    );
    wang.send("PUT", &of_li, json!({ "role": "vendor_owner" }))
        .await;
    wang.send("DELETE", &of_li, json!({})).await;
    drop(li);
    let entries = search(&zhang, "q=isv.example").await;
    assert_eq!(
        acts(&entries),
        [
            "taken_out",
            "role_set",
            "signed_in",
            "invitation_accepted",
            "invited",
            "reset_asked",
            "sessions_ended",
            "totp_off",
            "signed_in",
            "recovery_code_used",
            "totp_on",
            "password_changed",
            "sign_in_failed",
            "signed_in",
            "email_confirmed",
            "signed_up",
        ]
    );
    let all = serde_json::to_string(&entries).unwrap();
    assert!(!all.contains(PASSWORD) && !all.contains("another password"));
    // It still says who, once an account is gone.
    let accepted = entries
        .iter()
        .find(|it| it["act"] == "invitation_accepted")
        .unwrap();
    assert_eq!(accepted["who"], "李晓红 <li@isv.example>");
}

#[tokio::test]
async fn it_is_searched_by_account_text_and_time_and_paged() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Reviewer).await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let account = wang.get(path::ME).await.1["id"].as_i64().unwrap();
    for _ in 0..60 {
        wang.send("DELETE", path::SESSIONS, json!({})).await;
    }
    let of_wang = format!("account={account}&q=ended");
    let (_, first) = zhang.get(&format!("{}?{of_wang}", path::AUDIT)).await;
    assert_eq!(first["entries"].as_array().unwrap().len(), 50);
    let next = first["next"].as_i64().unwrap();
    let (_, second) = zhang
        .get(&format!("{}?{of_wang}&before={next}", path::AUDIT))
        .await;
    assert_eq!(second["entries"].as_array().unwrap().len(), 10);
    assert_eq!(second["next"], json!(null));
    let at = second["entries"][9]["at"].as_i64().unwrap();
    assert_eq!(
        search(&zhang, &format!("account={account}&to={at}"))
            .await
            .len(),
        3
    );
    assert!(
        search(&zhang, &format!("from={}", world.now().0 + 60_000))
            .await
            .is_empty()
    );
    // Nothing in a text stands for something else.
    assert!(search(&zhang, "q=%25").await.is_empty());
    assert!(search(&zhang, "q=wang_isv").await.is_empty());
}

#[tokio::test]
async fn the_database_refuses_to_change_it() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Reviewer).await;
    install_default_drivers();
    let mut database = AnyConnection::connect(&world.database).await.unwrap();
    for statement in ["UPDATE audit SET who = ''", "DELETE FROM audit"] {
        let refused = database.execute(statement).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    assert_eq!(search(&zhang, "").await.len(), 4);
}
