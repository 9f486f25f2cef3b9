//! The character NUL, which PostgreSQL takes in no text: it never comes as far as the database.

use api::path;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::customer::Customer;
use tests::{SuiteLike, World};

async fn owner(world: &World) -> (Customer<'_>, String) {
    let like = SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, link) = world.link_of(like).await;
    let wang = Customer::new(world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    (wang, corpid)
}

#[tokio::test]
async fn a_path_with_a_nul_is_nowhere() {
    let world = World::bare().await;
    let (wang, corpid) = owner(&world).await;
    for path in [
        "/%00",
        "/a%00.js",
        "/d/%00",
        "/d/0123456789AB%00",
        "/d/0123456789AB/%00",
        "/s/%00",
        "/s/%00/card.png",
        "/join/%00",
        "/join/%00.png",
        "/icons/suite/%00",
        "/workbench/%00",
        "/api/%00",
        "/api/links/%00",
        "/api/invitations/%00",
        "/api/teams/%00/suites",
        &format!("/api/teams/{corpid}%00/people"),
        &path::of_suite(path::SUITE, &corpid, "%00"),
    ] {
        let answer = wang.http.get(format!("{}{path}", world.base)).send().await;
        assert_eq!(answer.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_query_of_the_api_with_a_nul_cannot_be_read_and_a_page_passes_it_over() {
    let world = World::bare().await;
    let (wang, corpid) = owner(&world).await;
    for path in [
        format!("{}?team=%00", path::WORKBENCH),
        format!("{}?team={corpid}%00", path::WORKBENCH),
        format!("{}?q=a%00", path::DIRECTORY),
        format!("{}?q=%00", path::of_team(path::PEOPLE, &corpid)),
    ] {
        let (status, refused) = wang.get(&path).await;
        assert_eq!(
            (status.as_u16(), &refused["code"]),
            (400, &json!("bad_request")),
            "{path}"
        );
    }
    let page = format!("{}/d/{}?lang=%00&from=%00", world.base, wang.link);
    assert_eq!(tests::http().get(page).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_body_with_a_nul_cannot_be_read() {
    let world = World::bare().await;
    let (wang, corpid) = owner(&world).await;
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    let key = suites["suites"][0]["key"].as_str().unwrap();
    let of_suite = |path| path::of_suite(path, &corpid, key);
    let invitation = path::of_invite(path::INVITATION, &wang.invite_code(&corpid).await);
    let code = json!({ "phone": "13800138000", "code": "000000", "request": "\0", "link": "\0" });
    let pick = json!({ "how": "pick", "corpid": "\0" });
    let create = json!({
        "how": "create", "mode": "solo", "name": "老\0街", "industry": "catering", "owner_name": "王",
    });
    for (method, path, body) in [
        ("POST", path::CODES.to_owned(), code.clone()),
        ("POST", path::SESSION.to_owned(), code),
        ("POST", path::TEAM.to_owned(), pick),
        ("POST", path::TEAM.to_owned(), create),
        ("POST", path::SERIAL.to_owned(), json!({ "serial": "\0" })),
        ("POST", path::SCOPE.to_owned(), json!({ "who": "\0" })),
        ("POST", path::ONBOARDING.to_owned(), json!({ "a\0": true })),
        ("POST", invitation, json!({ "name": "\0" })),
        (
            "POST",
            of_suite(path::REPORTS),
            json!({ "text": "打不开\0" }),
        ),
        (
            "PUT",
            of_suite(path::RATING),
            json!({ "stars": 3, "text": "\0" }),
        ),
        (
            "POST",
            of_suite(path::SUITE_WITHDRAW),
            json!({ "name": "\0" }),
        ),
    ] {
        let (status, refused) = wang.send(method, &path, body).await;
        assert_eq!(
            (status.as_u16(), &refused["code"]),
            (400, &json!("bad_request")),
            "{path}"
        );
    }
    // The six characters are a text like any other.
    let body = json!({ "text": "打不开 \\u0000" });
    let (status, answer) = wang.send("POST", &of_suite(path::REPORTS), body).await;
    assert_eq!(
        (status.as_u16(), answer),
        (204, Value::String(String::new()))
    );
}
