//! Operators: the first by the command, the others invited.

use api::console::path;
use domain::account::email::Email;
use domain::account::{AccountName, Role};
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::console::{Desk, PASSWORD};

#[tokio::test]
async fn an_administrator_invites_reviewers_who_judge_and_look_after_nobody() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    let li = Desk::invited(&zhang, "li@op.example", "reviewer").await;
    assert_eq!(li.get(path::AUDIT).await.1["code"], "totp_required");
    li.set_up_totp().await;
    assert_eq!(li.get(path::AUDIT).await.0, 200);
    assert_eq!(li.get(path::OPERATORS).await.1["code"], "not_allowed");
    assert_eq!(li.get(path::MEMBERS).await.1["code"], "not_allowed");
    let (_, found) = zhang.get(path::OPERATORS).await;
    assert_eq!(found["members"].as_array().unwrap().len(), 2);
    assert_eq!(found["members"][1]["second_factor"], true);
    let path = path::of_id(
        path::ONE_OPERATOR,
        zhang.member_id(path::OPERATORS, "li@op.example").await,
    );
    assert_eq!(
        zhang
            .refusal("PUT", &path, json!({ "role": "vendor_owner" }))
            .await,
        "role_unfit"
    );
    assert_eq!(
        zhang
            .refusal("PUT", &path, json!({ "role": "administrator" }))
            .await,
        ""
    );
    assert_eq!(li.get(path::OPERATORS).await.0, 200);
    assert_eq!(zhang.refusal("DELETE", &path, json!({})).await, "");
    assert_eq!(li.get(path::ME).await.1["code"], "not_signed_in");
}

#[tokio::test]
async fn there_is_always_an_administrator() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    let path = path::of_id(
        path::ONE_OPERATOR,
        zhang.member_id(path::OPERATORS, "zhang@op.example").await,
    );
    assert_eq!(
        zhang
            .refusal("PUT", &path, json!({ "role": "reviewer" }))
            .await,
        "last_administrator"
    );
    assert_eq!(
        zhang.refusal("DELETE", &path, json!({})).await,
        "last_administrator"
    );
}

#[tokio::test]
async fn vendors_and_operators_are_apart() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let (_, found) = zhang.get(path::OPERATORS).await;
    assert_eq!(found["members"].as_array().unwrap().len(), 1);
    let of_wang = wang.member_id(path::MEMBERS, "wang@isv.example").await;
    let path = path::of_id(path::ONE_OPERATOR, of_wang);
    assert_eq!(zhang.send("DELETE", &path, json!({})).await.0, 404);
    assert_eq!(
        zhang
            .send("PUT", &path, json!({ "role": "reviewer" }))
            .await
            .0,
        404
    );
    // The members of a vendor aren't an operator's to change, nor is one operator a vendor's.
    let of_zhang = zhang.member_id(path::OPERATORS, "zhang@op.example").await;
    let path = path::of_id(path::ONE_MEMBER, of_zhang);
    assert_eq!(wang.send("DELETE", &path, json!({})).await.0, 404);
    wang.send(
        "POST",
        path::MEMBERS,
        json!({ "email": "li@isv.example", "role": "vendor_staff" }),
    )
    .await;
    let (_, found) = wang.get(path::MEMBERS).await;
    let invitation = found["invitations"][0]["id"].as_i64().unwrap();
    let path = path::of_id(path::OPERATOR_INVITATION, invitation);
    assert_eq!(zhang.send("DELETE", &path, json!({})).await.0, 404);
}

#[tokio::test]
async fn the_link_of_the_command_is_made_again_until_a_password_is_set() {
    let world = World::bare().await;
    let email = Email::parse("zhang@op.example").unwrap();
    let name = AccountName::parse("张伟").unwrap();
    let add = async |role, hash: &str| {
        let added = world
            .store
            .add_operator((&email, &name, role), hash, world.now());
        added.await.map_err(|why| why.to_string())
    };
    let hash = |token: &str| {
        use sha2::Digest as _;
        let hash = sha2::Sha256::digest(token.as_bytes());
        hash.iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    assert!(add(Role::VendorOwner, &hash("0")).await.is_err());
    // Somebody signed up with the address, and can't confirm it.
    let stranger = Desk::new(&world, "zhang@op.example");
    stranger.sign_up("示例科技有限公司").await;
    add(Role::Reviewer, &hash("1")).await.unwrap();
    add(Role::Administrator, &hash("2")).await.unwrap();
    let zhang = Desk::new(&world, "zhang@op.example");
    let reset = |token: &str| json!({ "token": token, "password": PASSWORD });
    assert_eq!(
        zhang.refusal("POST", path::RESET, reset("1")).await,
        "token_dead"
    );
    assert_eq!(zhang.refusal("POST", path::RESET, reset("2")).await, "");
    assert!(add(Role::Administrator, &hash("3")).await.is_err());
    assert_eq!(zhang.sign_in().await["role"], "administrator");
    // Nobody takes an operator's address over by signing up.
    let email = Email::parse("li@op.example").unwrap();
    let fourth = hash("4");
    let added = world
        .store
        .add_operator((&email, &name, Role::Reviewer), &fourth, world.now());
    added.await.unwrap();
    let li = Desk::new(&world, "li@op.example");
    li.sign_up("示例科技有限公司").await;
    assert_eq!(
        li.try_sign_in(PASSWORD, None).await.1["code"],
        "password_wrong"
    );
    world.pass(Span::days(1));
    assert_eq!(
        li.refusal("POST", path::RESET, reset("4")).await,
        "token_dead"
    );
}
