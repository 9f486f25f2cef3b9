//! The members of a vendor: invited, with roles, taken out. Two vendors see nothing of each other.

use api::console::path;
use domain::time::Span;
use serde_json::{Value, json};
use tests::World;
use tests::console::{Desk, PASSWORD};

async fn owner<'a>(world: &'a World) -> Desk<'a> {
    Desk::owner(world, "wang@isv.example", "示例科技有限公司").await
}

fn invite(email: &str) -> Value {
    json!({ "email": email, "role": "vendor_staff" })
}

#[tokio::test]
async fn a_member_is_invited_by_mail_sees_where_to_and_joins() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    assert_eq!(
        wang.send("POST", path::MEMBERS, invite("Li@isv.example"))
            .await
            .0,
        204
    );
    let letter = world.mailbox.nth("li@isv.example", 0).await;
    assert_eq!(letter.subject, "王芳邀请您加入示例科技有限公司");
    let (_, found) = wang.get(path::MEMBERS).await;
    assert_eq!(found["invitations"][0]["email"], "li@isv.example");
    let token = world.mailbox.token("li@isv.example", 0).await;
    let li = Desk::new(&world, "li@isv.example");
    let (_, seen) = li
        .send("POST", path::INVITATION, json!({ "token": token }))
        .await;
    assert_eq!(
        seen,
        json!({
            "email": "li@isv.example", "vendor": "示例科技有限公司", "inviter": "王芳", "role": "vendor_staff",
        })
    );
    let accept =
        |name: &str, password: &str| json!({ "token": token, "name": name, "password": password });
    for (name, password, code) in [
        ("", PASSWORD, "account_name"),
        ("李晓红", "short", "password_short"),
        ("李晓红", "li@isv.example", "password_own"),
    ] {
        assert_eq!(
            li.refusal("POST", path::INVITATION_ACCEPT, accept(name, password))
                .await,
            code
        );
    }
    let joins = accept("李晓红", PASSWORD);
    assert_eq!(
        li.refusal("POST", path::INVITATION_ACCEPT, joins.clone())
            .await,
        ""
    );
    assert_eq!(
        li.refusal("POST", path::INVITATION_ACCEPT, joins).await,
        "token_dead"
    );
    let me = li.sign_in().await;
    assert_eq!(
        (&me["name"], &me["role"], &me["vendor"]),
        (&json!("李晓红"), &json!("vendor_staff"), &json!("示例科技"))
    );
    let (_, found) = li.get(path::MEMBERS).await;
    let members: Vec<_> = found["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["email"])
        .collect();
    assert_eq!(members, ["wang@isv.example", "li@isv.example"]);
    assert_eq!(found["invitations"], json!([]));
    assert_eq!(
        wang.refusal("POST", path::MEMBERS, invite("li@isv.example"))
            .await,
        "member_there"
    );
}

#[tokio::test]
async fn an_invitation_is_mailed_again_and_taken_back() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    wang.send("POST", path::MEMBERS, invite("li@isv.example"))
        .await;
    let (_, found) = wang.get(path::MEMBERS).await;
    let path = path::of_id(
        path::MEMBER_INVITATION,
        found["invitations"][0]["id"].as_i64().unwrap(),
    );
    assert_eq!(wang.send("POST", &path, json!({})).await.0, 204);
    let look = async |nth| {
        let token = world.mailbox.token("li@isv.example", nth).await;
        wang.refusal("POST", path::INVITATION, json!({ "token": token }))
            .await
    };
    assert_eq!(look(0).await, "token_dead");
    assert_eq!(look(1).await, "");
    assert_eq!(wang.send("DELETE", &path, json!({})).await.0, 204);
    assert_eq!(look(1).await, "token_dead");
    assert_eq!(wang.send("POST", &path, json!({})).await.0, 404);
    // Inviting the same address again replaces the invitation.
    for _ in 0..2 {
        wang.send("POST", path::MEMBERS, invite("li@isv.example"))
            .await;
    }
    assert_eq!(look(2).await, "token_dead");
    assert_eq!(look(3).await, "");
    world.pass(Span::days(7));
    assert_eq!(look(3).await, "token_dead");
}

#[tokio::test]
async fn an_inviter_does_not_learn_whether_an_address_has_an_account_elsewhere() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    Desk::owner(&world, "zhao@other.example", "别的公司").await;
    let known = wang
        .send("POST", path::MEMBERS, invite("zhao@other.example"))
        .await;
    let unknown = wang
        .send("POST", path::MEMBERS, invite("new@other.example"))
        .await;
    assert_eq!(known, unknown);
    let token = world.mailbox.token("zhao@other.example", 1).await;
    let accept = json!({ "token": token, "name": "赵", "password": PASSWORD });
    assert_eq!(
        wang.refusal("POST", path::INVITATION_ACCEPT, accept).await,
        "email_taken"
    );
}

#[tokio::test]
async fn a_vendor_keeps_an_owner() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    let id = wang.member_id(path::MEMBERS, "wang@isv.example").await;
    let own = path::of_id(path::ONE_MEMBER, id);
    let staff = json!({ "role": "vendor_staff" });
    assert_eq!(wang.refusal("PUT", &own, staff.clone()).await, "last_owner");
    assert_eq!(wang.refusal("DELETE", &own, json!({})).await, "last_owner");
    let li = Desk::invited(&wang, "li@isv.example", "vendor_staff").await;
    let of_li = path::of_id(
        path::ONE_MEMBER,
        li.member_id(path::MEMBERS, "li@isv.example").await,
    );
    for unfit in ["administrator", "reviewer"] {
        assert_eq!(
            wang.refusal("PUT", &of_li, json!({ "role": unfit })).await,
            "role_unfit"
        );
        let invited = json!({ "email": "x@isv.example", "role": unfit });
        assert_eq!(
            wang.refusal("POST", path::MEMBERS, invited).await,
            "role_unfit"
        );
    }
    assert_eq!(
        li.refusal("PUT", &of_li, json!({ "role": "vendor_owner" }))
            .await,
        "not_allowed"
    );
    assert_eq!(
        wang.refusal("PUT", &of_li, json!({ "role": "vendor_owner" }))
            .await,
        ""
    );
    // A role counts from the next request on.
    assert_eq!(li.get(path::ME).await.1["role"], "vendor_owner");
    assert_eq!(wang.refusal("PUT", &own, staff).await, "");
    assert_eq!(
        wang.refusal("POST", path::MEMBERS, invite("x@isv.example"))
            .await,
        "not_allowed"
    );
    assert_eq!(li.refusal("DELETE", &of_li, json!({})).await, "last_owner");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_owners_who_leave_at_once_leave_one() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    let li = Desk::invited(&wang, "li@isv.example", "vendor_owner").await;
    let of_wang = path::of_id(
        path::ONE_MEMBER,
        wang.member_id(path::MEMBERS, "wang@isv.example").await,
    );
    let of_li = path::of_id(
        path::ONE_MEMBER,
        wang.member_id(path::MEMBERS, "li@isv.example").await,
    );
    let (one, other) = tokio::join!(
        wang.refusal("DELETE", &of_wang, json!({})),
        li.refusal("DELETE", &of_li, json!({})),
    );
    let mut outcomes = [one, other];
    outcomes.sort();
    assert_eq!(outcomes, ["", "last_owner"]);
}

#[tokio::test]
async fn who_is_taken_out_is_out_at_once_and_may_be_invited_again() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    let li = Desk::invited(&wang, "li@isv.example", "vendor_staff").await;
    let of_li = path::of_id(
        path::ONE_MEMBER,
        wang.member_id(path::MEMBERS, "li@isv.example").await,
    );
    assert_eq!(wang.send("DELETE", &of_li, json!({})).await.0, 204);
    assert_eq!(li.get(path::ME).await.1["code"], "not_signed_in");
    assert_eq!(
        li.try_sign_in(PASSWORD, None).await.1["code"],
        "password_wrong"
    );
    assert_eq!(wang.send("DELETE", &of_li, json!({})).await.0, 404);
    let again = Desk::invited(&wang, "li@isv.example", "vendor_staff").await;
    assert_eq!(again.get(path::ME).await.0, 200);
}

#[tokio::test]
async fn two_vendors_see_nothing_of_each_other() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    Desk::invited(&wang, "li@isv.example", "vendor_staff").await;
    wang.send("POST", path::MEMBERS, invite("open@isv.example"))
        .await;
    let zhao = Desk::owner(&world, "zhao@other.example", "别的公司").await;
    let (_, own) = zhao.get(path::MEMBERS).await;
    assert_eq!(own["members"].as_array().unwrap().len(), 1);
    assert_eq!(own["invitations"], json!([]));
    let (_, found) = wang.get(path::MEMBERS).await;
    let invitation = found["invitations"][0]["id"].as_i64().unwrap();
    let member = found["members"][1]["id"].as_i64().unwrap();
    for (method, path, id) in [
        ("PUT", path::ONE_MEMBER, member),
        ("DELETE", path::ONE_MEMBER, member),
        ("POST", path::MEMBER_INVITATION, invitation),
        ("DELETE", path::MEMBER_INVITATION, invitation),
    ] {
        let body = json!({ "role": "vendor_owner" });
        let (status, answer) = zhao.send(method, &path::of_id(path, id), body).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (404, &json!("not_found")),
            "{method} {path}"
        );
    }
    assert_eq!(wang.get(path::MEMBERS).await.1, found);
    assert_eq!(zhao.get(path::VENDOR).await.1["name"], "别的公司");
}

#[tokio::test]
async fn a_vendors_names_and_contact_are_changed_by_an_owner() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    let change = |name: &str, short: &str, contact: &str| json!({ "name": name, "short_name": short, "contact": contact });
    let good = change("江边科技有限公司", "江边", "tel:4000000000");
    assert_eq!(wang.send("PUT", path::VENDOR, good).await.0, 204);
    let (_, vendor) = wang.get(path::VENDOR).await;
    assert_eq!(
        vendor,
        json!({
            "name": "江边科技有限公司", "short_name": "江边", "contact": "tel:4000000000", "certified": false,
        })
    );
    for (name, short, contact, code, field) in [
        ("", "江边", "", "vendor_name", "name"),
        (
            "江边科技有限公司",
            "",
            "",
            "vendor_short_name",
            "short_name",
        ),
        (
            "江边科技有限公司",
            "江边",
            "4000000000",
            "vendor_contact",
            "contact",
        ),
    ] {
        let (_, answer) = wang
            .send("PUT", path::VENDOR, change(name, short, contact))
            .await;
        assert_eq!(
            (&answer["code"], &answer["field"]),
            (&json!(code), &json!(field))
        );
    }
    tests::database::execute(&world.database, "UPDATE vendor SET certified = TRUE").await;
    let other = change("别的公司", "江边", "");
    assert_eq!(
        wang.refusal("PUT", path::VENDOR, other).await,
        "vendor_name_fixed"
    );
    let same = change("江边科技有限公司", "江边科技", "");
    assert_eq!(wang.refusal("PUT", path::VENDOR, same).await, "");
    assert_eq!(wang.get(path::VENDOR).await.1["contact"], json!(null));
}

#[tokio::test]
async fn one_account_mails_so_many_invitations_a_day() {
    let world = World::bare().await;
    let wang = owner(&world).await;
    for nth in 0..60 {
        let invited = invite(&format!("{nth}@isv.example"));
        assert_eq!(
            wang.refusal("POST", path::MEMBERS, invited).await,
            "",
            "{nth}"
        );
    }
    assert_eq!(
        wang.refusal("POST", path::MEMBERS, invite("x@isv.example"))
            .await,
        "mail_wait"
    );
}
