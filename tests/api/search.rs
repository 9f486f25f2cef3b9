//! Searching for people, as names and numbers are shown and typed.

use api::path;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::customer::Customer;
use tests::{SuiteLike, World};

/// Names in an answer.
fn names(found: &Value) -> Vec<&str> {
    let members = found["members"].as_array().unwrap().iter();
    members
        .map(|member| member["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn people_are_found_by_names_and_by_numbers_as_they_are_shown() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let colleague = |name: &str, phone: &str| json!({ "name": name, "phone": phone, "department": "前厅 100%" });
    let team = json!({
        "how": "create", "mode": "group", "name": "老街", "industry": "catering", "owner_name": "王小明",
        "colleagues": [
            colleague("陈大文", "+852 5123 4567"),
            colleague("50%_折", "13900139000"),
            colleague("Li", "13700137000"),
            colleague("a\\b", "13600136000"),
            colleague("赵", "13500135000"),
        ],
    });
    let (status, found) = wang.post(path::TEAM, team).await;
    assert_eq!(status, 200, "{found}");
    wang.authorize().await;
    let cases: [(&str, &[&str]); 13] = [
        ("138 0013 8000", &["王小明"]),
        ("+86 138 0013", &["王小明"]),
        ("+852 5123 4567", &["陈大文"]),
        ("5123 4567", &["陈大文"]),
        ("大", &["陈大文"]),
        ("%", &["50%_折"]),
        ("_", &["50%_折"]),
        ("0%_", &["50%_折"]),
        ("5_", &[]),
        ("1%9", &[]),
        ("\\", &["a\\b"]),
        ("li", &["Li"]),
        ("999999", &[]),
    ];
    let get = async |path: &str, typed: &str| {
        let url = format!("{}{}", world.base, path::of_link(path, link.as_str()));
        let request = wang.http.get(url).query(&[("q", typed)]);
        let found: Value = request.send().await.unwrap().json().await.unwrap();
        found
    };
    for (typed, expected) in cases {
        assert_eq!(
            names(&get(path::DIRECTORY, typed).await),
            expected,
            "{typed}"
        );
    }
    let found = get(path::DIRECTORY, "100%").await;
    assert_eq!(found["departments"].as_array().unwrap().len(), 1);
    let found = get(path::DIRECTORY, "1__%").await;
    assert!(found["departments"].as_array().unwrap().is_empty());
    let corpid = wang.finish().await;
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    let suite = suites["suites"][0]["key"].as_str().unwrap();
    for path in [
        path::of_team(path::PEOPLE, &corpid),
        path::of_suite(path::SUITE_DIRECTORY, &corpid, suite),
    ] {
        for (typed, expected) in cases {
            assert_eq!(names(&get(&path, typed).await), expected, "{typed}");
        }
    }
}
