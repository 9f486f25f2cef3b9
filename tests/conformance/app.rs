//! The API of the phone's pages.

use api::path;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::SuiteLike;
use tests::customer::{Customer, group};

use super::{Trial, quoted, world};

/// The session of somebody who is signed in.
async fn session(who: &Customer<'_>) -> String {
    let request = who.request();
    let code = who.world.outbox.last(&who.phone).unwrap();
    let url = format!("{}{}", who.world.base, path::SESSION);
    let body = json!({ "phone": who.phone, "code": code, "request": request });
    let answer = who.http.post(url).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    let (_, rest) = cookie.split_once('=').unwrap();
    rest.split(';').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing_in_the_pages_api() {
    let world = world().await;
    let like = |name| SuiteLike {
        name,
        serial: SerialRule::None,
        custom_after: &["team"],
        ..SuiteLike::default()
    };
    let suite = world.suite_called("suite1", like("轻排班")).await;
    let link = world.link(suite, Default::default()).await;
    let owner = Customer::new(&world, "13800138000", &link);
    owner.ask_code().await;
    let mine = session(&owner).await;
    let team = deployed(&owner, "老街").await;
    let invite = owner.invite_code(&team).await;
    // A team that is handed over, those who lose their session or their account.
    let other = deployed(&owner, "新街").await;
    let spare = Customer::new(&world, "13900139000", &link);
    spare.ask_code().await;
    let ending = session(&spare).await;
    let guest = Customer::new(&world, "13700137000", &link);
    guest.ask_code().await;
    let leaving = session(&guest).await;
    let members = owner.get(&path::of_team(path::PEOPLE, &team)).await.1;
    let members = members["members"].as_array().unwrap();
    let ids: Vec<String> = members
        .iter()
        .map(|member| member["id"].to_string())
        .collect();
    let other_team = format!("parameters = {{ \"path.corpid\" = {other:?} }}");
    let signed_in_as = |session: &str| format!("headers = {{ Cookie = \"session={session}\" }}");
    let trial = Trial {
        document: "/api/openapi.json",
        paths: Some(("--exclude-path-regex", "^/api/console/")),
        checks: &["unsupported_method", "ignored_auth"],
        credentials: vec![("session", mine)],
        fixed: vec![
            ("path.link", quoted(link.as_str())),
            ("path.corpid", quoted(&team)),
            ("path.suite", quoted("suite1")),
            ("path.code", quoted(&invite)),
        ],
        values: vec![
            ("path.place", vec!["0".to_owned()]),
            ("path.id", ids.clone()),
            ("body.link", vec![quoted(link.as_str())]),
            ("body.phone", vec![quoted("13600136000")]),
            ("body.to", ids),
        ],
        operations: vec![
            ("DELETE /api/session".to_owned(), signed_in_as(&ending)),
            ("DELETE /api/account".to_owned(), signed_in_as(&leaving)),
            (
                "PUT /api/teams/{corpid}/owner".to_owned(),
                other_team.clone(),
            ),
            ("POST /api/teams/{corpid}/invite".to_owned(), other_team),
        ],
    };
    trial.run(&world).await;
}

/// From the team to the start; answers the team's id.
async fn deployed(who: &Customer<'_>, name: &str) -> String {
    who.post(path::ONBOARDING, json!({ "again": true })).await;
    who.post(path::TEAM, group(name, 8)).await;
    who.post(&path::CUSTOM.replace("{place}", "0"), json!({}))
        .await;
    who.authorize().await;
    who.scope_everyone().await;
    let (status, found) = who.start().await;
    assert_eq!(status, 200, "{found}");
    let Value::String(team) = &found["team"]["corpid"] else {
        panic!("{found}");
    };
    team.clone()
}
