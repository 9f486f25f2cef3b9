//! What a vendor reads of a team: nothing outside the scope, and nothing before one is set.

use api::path;
use serde_json::{Value, json};
use server::open_api::call;
use tests::World;
use tests::customer::Customer;
use tests::isv::{Isv, errcode};

use super::{authorized_group, isv};

struct Team<'a> {
    isv: Isv<'a>,
    owner: Customer<'a>,
    corpid: String,
    token: String,
}

impl<'a> Team<'a> {
    /// A team of 8 with an active suite; the colleagues 1, 2 and 3 have accepted.
    async fn new(world: &'a World) -> Self {
        let (isv, link) = isv(world, "suite1").await;
        let (owner, corpid) = authorized_group(world, &link, "13800138000").await;
        for n in 1..=3 {
            let colleague = Customer::new(world, &format!("139{n:08}"), &link);
            colleague.enter().await;
            colleague.accept("老街").await;
        }
        let token = isv.token().await;
        let code = isv.activate(&token, &corpid).await;
        let token = isv.team_token(&token, &corpid, &code).await;
        Self {
            isv,
            owner,
            corpid,
            token,
        }
    }

    async fn get(&self, path: &str, more: &str) -> Value {
        let path = format!("{path}?access_token={}{more}", self.token);
        self.isv.get(&path).await
    }

    /// The departments and people that `auth/scopes` names.
    async fn scopes(&self) -> (Value, Value) {
        let found = self.get(call::AUTH_SCOPES, "").await;
        assert_eq!(errcode(&found), 0);
        let scopes = &found["auth_org_scopes"];
        (scopes["authed_dept"].clone(), scopes["authed_user"].clone())
    }

    /// The names of departments.
    async fn departments(&self) -> Vec<String> {
        let found = self.get(call::DEPARTMENT_LIST, "").await;
        assert_eq!(errcode(&found), 0);
        let all = found["department"].as_array().unwrap().iter();
        all.map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The names of a department's people, or the error.
    async fn people(&self, department: i64) -> Result<Vec<String>, i64> {
        let found = self
            .get(
                call::USER_SIMPLE_LIST,
                &format!("&department_id={department}"),
            )
            .await;
        match errcode(&found) {
            0 => {
                assert_eq!(found["hasMore"], false);
                let all = found["userlist"].as_array().unwrap().iter();
                Ok(all
                    .map(|one| one["name"].as_str().unwrap().to_owned())
                    .collect())
            }
            code => Err(code),
        }
    }

    /// Somebody, or the error.
    async fn user(&self, name: &str) -> Result<Value, i64> {
        let id = self.owner.member_id(&self.corpid, name).await;
        let found = self.get(call::USER_GET, &format!("&userid={id}")).await;
        match errcode(&found) {
            0 => Ok(found),
            code => Err(code),
        }
    }

    /// The ids of the departments 后厨 and 前厅, as we have them.
    async fn own_departments(&self) -> (i64, i64) {
        let (_, found) = self.owner.get(&format!("{}?q=", path::DIRECTORY)).await;
        let all = found["departments"].as_array().unwrap();
        let id = |name: &str| {
            let found = all.iter().find(|one| one["name"] == name);
            found.unwrap()["id"].as_i64().unwrap()
        };
        (id("后厨"), id("前厅"))
    }

    async fn set(&self, scope: Value) {
        let (status, answer) = self.owner.post(path::SCOPE, scope).await;
        assert_eq!(status, 200, "{answer}");
    }
}

#[tokio::test]
async fn before_a_scope_is_set_nothing_is_told() {
    let world = World::bare().await;
    let team = Team::new(&world).await;
    let (kitchen, _) = team.own_departments().await;
    assert_eq!(team.scopes().await, (json!([]), json!([])));
    assert!(team.departments().await.is_empty());
    assert_eq!(team.people(1).await, Ok(vec![]));
    assert_eq!(team.people(kitchen + 1).await, Err(40035));
    assert_eq!(team.user("王小明").await, Err(40035));
}

#[tokio::test]
async fn everyone_is_the_root_with_all_departments_and_those_who_have_accepted() {
    let world = World::bare().await;
    let team = Team::new(&world).await;
    let (kitchen, hall) = team.own_departments().await;
    team.set(json!({ "who": "everyone" })).await;
    assert_eq!(team.scopes().await, (json!([1]), json!([])));
    let found = team.get(call::DEPARTMENT_LIST, "").await;
    let departments = found["department"].as_array().unwrap();
    assert_eq!(departments[0]["id"], 1);
    assert_eq!(departments[0]["name"], "老街");
    assert!(departments[0].get("parentid").is_none());
    let mut others: Vec<_> = departments[1..]
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    others.sort_by_key(Value::as_i64);
    let mut known = [json!(kitchen + 1), json!(hall + 1)];
    known.sort_by_key(Value::as_i64);
    assert_eq!(others, known);
    assert!(departments[1..].iter().all(|one| one["parentid"] == 1));
    assert_eq!(team.people(1).await, Ok(vec!["王小明".to_owned()]));
    // Of five who were added, three have accepted.
    assert_eq!(
        team.people(kitchen + 1).await,
        Ok(vec!["同事1".to_owned(), "同事3".to_owned()])
    );
    assert_eq!(team.people(hall + 1).await, Ok(vec!["同事2".to_owned()]));
    assert_eq!(team.user("同事4").await, Err(40035));
    let owner = team.user("王小明").await.unwrap();
    assert_eq!(
        (&owner["isBoss"], &owner["isAdmin"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(owner["department"], json!([1]));
    let colleague = team.user("同事1").await.unwrap();
    assert_eq!(colleague["department"], json!([kitchen + 1]));
    assert_eq!(colleague["isAdmin"], false);
    // Numbers are nobody's business but the team's.
    assert!(!colleague.to_string().contains("139"));
}

#[tokio::test]
async fn of_chosen_departments_only_their_people_are_told() {
    let world = World::bare().await;
    let team = Team::new(&world).await;
    let (kitchen, hall) = team.own_departments().await;
    team.set(json!({ "who": "departments", "ids": [kitchen] }))
        .await;
    assert_eq!(team.scopes().await, (json!([kitchen + 1]), json!([])));
    assert_eq!(team.departments().await, ["后厨"]);
    assert_eq!(
        team.people(kitchen + 1).await,
        Ok(vec!["同事1".to_owned(), "同事3".to_owned()])
    );
    assert_eq!(team.people(1).await, Ok(vec![]));
    assert_eq!(team.people(hall + 1).await, Err(40035));
    assert!(team.user("同事1").await.is_ok());
    assert_eq!(team.user("同事2").await, Err(40035));
    assert_eq!(team.user("王小明").await, Err(40035));
}

#[tokio::test]
async fn of_chosen_members_only_they_are_told() {
    let world = World::bare().await;
    let team = Team::new(&world).await;
    let (kitchen, _) = team.own_departments().await;
    let id = async |name| team.owner.member_id(&team.corpid, name).await;
    let ids = [id("同事2").await, id("同事4").await, id("王小明").await];
    team.set(json!({ "who": "members", "ids": ids })).await;
    let mut accepted = [ids[0], ids[2]];
    accepted.sort_unstable();
    let accepted = accepted.map(|id| id.to_string());
    assert_eq!(team.scopes().await, (json!([]), json!(accepted)));
    assert!(team.departments().await.is_empty());
    assert_eq!(team.people(1).await, Ok(vec!["王小明".to_owned()]));
    assert_eq!(team.people(kitchen + 1).await, Err(40035));
    assert!(team.user("同事2").await.is_ok());
    assert_eq!(team.user("同事1").await, Err(40035));
}

#[tokio::test]
async fn another_teams_people_and_departments_are_outside_of_every_scope() {
    let world = World::bare().await;
    let team = Team::new(&world).await;
    team.set(json!({ "who": "everyone" })).await;
    let li = Customer::new(&world, "13700137000", &team.owner.link);
    li.sign_in().await;
    let mut other = tests::customer::group("另一家", 8);
    other["owner_name"] = json!("李四");
    assert_eq!(li.post(path::TEAM, other).await.0, 200);
    let (_, found) = li.get(&format!("{}?q=", path::DIRECTORY)).await;
    let foreign = found["departments"][0]["id"].as_i64().unwrap();
    assert_eq!(team.people(foreign + 1).await, Err(40035));
    let member = found["members"][0]["id"].as_i64().unwrap();
    for userid in [
        member.to_string(),
        "0".into(),
        "-1".into(),
        "x".into(),
        i64::MAX.to_string(),
    ] {
        let found = team.get(call::USER_GET, &format!("&userid={userid}")).await;
        assert_eq!(errcode(&found), 40035, "{userid}");
    }
    for department in [0, -1, i64::MAX, i64::MIN] {
        assert_eq!(team.people(department).await, Err(40035), "{department}");
    }
}
