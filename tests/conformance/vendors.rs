//! The open API.

use domain::link::LinkToken;
use store::LinkSettings;
use tests::World;
use tests::customer::{Customer, group, solo};
use tests::isv::{CALLS_BACK, Isv};

use super::{Trial, quoted, world};

async fn authorized(
    world: &World,
    link: &LinkToken,
    phone: &str,
    team: serde_json::Value,
) -> String {
    let customer = Customer::new(world, phone, link);
    customer.sign_in().await;
    customer.post(api::path::TEAM, team).await;
    let (status, found) = customer.authorize().await;
    customer.scope_everyone().await;
    assert_eq!(status, 200, "{found}");
    found["team"]["corpid"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing_in_the_open_api() {
    let world = world().await;
    let isv = Isv::new(&world, "suite1", CALLS_BACK).await;
    let link = world.link(isv.suite, LinkSettings::default()).await;
    let team = authorized(&world, &link, "13800138000", group("老街", 8)).await;
    let spare = authorized(&world, &link, "13900139000", solo("新街")).await;
    let waiting = authorized(&world, &link, "13700137000", solo("河街")).await;
    let token = isv.token().await;
    let code = isv.activate(&token, &team).await;
    let about = isv.about(&team, &code);
    let path = server::open_api::call::GET_AUTH_INFO;
    let info = isv.post_with(path, &token, about).await;
    let agent = info["auth_info"]["agent"][0]["agentid"].to_string();
    let user = info["auth_user_info"]["userId"].as_str().unwrap();
    let trial = Trial {
        document: "/openapi.json",
        paths: None,
        checks: &[],
        credentials: vec![
            ("suite_access_token", token.clone()),
            ("access_token", isv.team_token(&token, &team, &code).await),
        ],
        fixed: Vec::new(),
        values: vec![
            ("body.suite_key", vec![quoted("suite1")]),
            ("body.suite_secret", vec![quoted(&isv.keys.secret)]),
            ("body.suite_ticket", vec![quoted(&isv.ticket().await)]),
            ("body.auth_corpid", vec![quoted(&team)]),
            ("body.permanent_code", vec![quoted(&code)]),
            (
                "body.tmp_auth_code",
                vec![quoted(&isv.temporary_code(&waiting).await)],
            ),
            ("body.agentid", vec![agent]),
            ("body.app_id", vec![isv.app_id.to_string()]),
            ("body.corpid_list[*]", vec![quoted(&team), quoted(&waiting)]),
            ("query.department_id", vec!["1".to_owned(), "2".to_owned()]),
            ("query.userid", vec![quoted(user)]),
            ("body.spare", vec![quoted(&spare)]),
        ],
        // From where a team's data may be read is set for a team whose data nobody reads.
        operations: vec![(
            "POST /service/set_corp_ipwhitelist".to_owned(),
            "parameters = { \"body.auth_corpid\" = { dictionary = \"body.spare\", probability = 0.5 } }"
                .to_owned(),
        )],
    };
    trial.run(&world).await;
}
