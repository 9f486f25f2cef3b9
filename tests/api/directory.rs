//! What a scope is chosen from, and what of a choice the team doesn't have.

use api::path;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::customer::{Customer, group};
use tests::{SuiteLike, World};

const NO_SERIAL: SuiteLike = SuiteLike {
    name: "云考勤",
    modes: domain::team::TeamModes::Either,
    serial: SerialRule::None,
    hosted: true,
    custom_after: &[],
};

fn ids(directory: &Value) -> Vec<i64> {
    let members = directory["members"].as_array().unwrap().iter();
    members
        .map(|member| member["id"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn members_who_were_chosen_are_in_the_directory_wherever_they_stand() {
    let world = World::bare().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.post(path::TEAM, group("老街", 6)).await;
    wang.authorize().await;
    world.fill_team(250).await;
    let (_, first) = wang.get(path::DIRECTORY).await;
    let first = ids(&first);
    assert_eq!(first.len(), 100);
    let far = first[0] + 240;
    let (_, asked) = wang
        .get(&format!("{}?ids={far},nonsense,999999", path::DIRECTORY))
        .await;
    assert_eq!((ids(&asked)[0], ids(&asked).len()), (far, 100));
    assert_eq!(asked["more"], true);
    let (_, asked) = wang
        .get(&format!("{}?q=同事1&ids={far}", path::DIRECTORY))
        .await;
    assert_eq!(ids(&asked)[0], far, "the search doesn't match it");
    assert_eq!(asked["more"], false);
    let many: Vec<String> = (0..150).map(|n| (far - n).to_string()).collect();
    let (_, asked) = wang
        .get(&format!("{}?ids={}", path::DIRECTORY, many.join(",")))
        .await;
    assert_eq!((ids(&asked).len(), &asked["more"]), (150, &json!(true)));

    wang.post(path::SCOPE, json!({ "who": "everyone" })).await;
    let corpid = wang.start().await.1["team"]["corpid"]
        .as_str()
        .unwrap()
        .to_owned();
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    let suite = suites["suites"][0]["key"].as_str().unwrap();
    let directory = path::of_suite(path::SUITE_DIRECTORY, &corpid, suite);
    let (_, asked) = wang.get(&format!("{directory}?q=&ids={far}")).await;
    assert_eq!(ids(&asked)[0], far);
}

#[tokio::test]
async fn a_choice_that_the_team_does_not_have_is_told_by_its_ids() {
    let world = World::bare().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.post(path::TEAM, group("老街", 6)).await;
    wang.authorize().await;
    let (_, found) = wang.get(path::DIRECTORY).await;
    for who in ["members", "departments"] {
        let known = &found[who][0]["id"];
        let scope = json!({ "who": who, "ids": [999_998, known, 999_999] });
        let (status, refused) = wang.post(path::SCOPE, scope).await;
        assert_eq!(status, 422);
        assert_eq!(
            (&refused["code"], &refused["field"], &refused["unknown"]),
            (
                &json!("scope_unknown"),
                &json!("scope"),
                &json!([999_998, 999_999])
            )
        );
    }
}
