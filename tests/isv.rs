//! A vendor's server as the open API sees it: it calls us with what was pushed to it.
#![expect(
    clippy::expect_used,
    reason = "a test whose vendor can't call has failed"
)]

use domain::task::SerialRule;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use server::credentials::{self, SuiteKeys};
use server::open_api::call;
use server::state::system_random;
use sha2::{Digest, Sha256};

use crate::contract::{self, Exchange};
use crate::vendor::Manner;
use crate::{SuiteLike, World, database};

/// A suite whose vendor activates it by the open API.
pub const CALLS_BACK: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: domain::team::TeamModes::Either,
    serial: SerialRule::None,
    hosted: false,
    custom_after: &[],
};

/// A vendor's server.
pub struct Isv<'a> {
    world: &'a World,
    /// The suite's id.
    pub suite: i64,
    /// The suite's key.
    pub suite_key: String,
    /// What it knows.
    pub keys: SuiteKeys,
    /// The suite's app.
    pub app_id: i64,
    /// From where it calls.
    pub address: String,
    http: Client,
}

impl<'a> Isv<'a> {
    /// The vendor of a new suite; authorizations of it await its activation.
    pub async fn new(world: &'a World, suite_key: &str, like: SuiteLike) -> Self {
        world.vendor.becomes(Manner::TakesNote);
        let suite = world.suite_called(suite_key, like).await;
        let with = (&world.store, &world.secrets, &system_random as _);
        let keys = credentials::create(with, suite_key, world.now()).await;
        let app = format!("SELECT MIN(id) FROM micro_app WHERE suite_id = {suite}");
        Self {
            world,
            suite,
            suite_key: suite_key.to_owned(),
            keys: keys.expect("credentials"),
            app_id: database::number(&world.database, &app).await,
            address: "198.51.100.7".to_owned(),
            http: crate::http(),
        }
    }

    /// A ticket, as if it had been pushed.
    pub async fn ticket(&self) -> String {
        ticket(self.world, self.suite).await
    }

    /// A temporary code for a team's authorization, as if it had been pushed.
    pub async fn temporary_code(&self, corpid: &str) -> String {
        let code = random_text();
        let id = format!(
            "SELECT a.id FROM \"authorization\" a JOIN corp ON corp.id = a.corp_id \
             WHERE a.suite_id = {} AND corp.corpid = '{corpid}'",
            self.suite
        );
        let id = database::number(&self.world.database, &id).await;
        let now = self.world.now();
        let hash = hash(&code);
        let entered = self.world.store.enter_temporary_code(id, &hash, now);
        entered.await.expect("a code");
        code
    }

    /// A request to a path, from its address.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.world.base);
        let request = self.http.request(method, url);
        request.header("x-forwarded-for", &self.address)
    }

    /// Posts JSON to a path, which may have a query.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        answer(self.request(Method::POST, path).json(&body)).await
    }

    /// Gets a path with a query.
    pub async fn get(&self, path: &str) -> Value {
        answer(self.request(Method::GET, path)).await
    }

    /// Posts with a suite's token.
    pub async fn post_with(&self, path: &str, token: &str, body: Value) -> Value {
        self.post(&format!("{path}?suite_access_token={token}"), body)
            .await
    }

    /// What `get_suite_token` takes, with a new ticket.
    pub async fn introduction(&self) -> Value {
        json!({
            "suite_key": self.suite_key,
            "suite_secret": self.keys.secret,
            "suite_ticket": self.ticket().await,
        })
    }

    /// A new suite token.
    pub async fn token(&self) -> String {
        let body = self.introduction().await;
        text(
            &self.post(call::GET_SUITE_TOKEN, body).await,
            "suite_access_token",
        )
    }

    /// The permanent code of a team's authorization.
    pub async fn permanent_code(&self, token: &str, corpid: &str) -> String {
        let body = json!({ "tmp_auth_code": self.temporary_code(corpid).await });
        let answer = self.post_with(call::GET_PERMANENT_CODE, token, body).await;
        text(&answer, "permanent_code")
    }

    /// What calls about a team's authorization take.
    pub fn about(&self, corpid: &str, code: &str) -> Value {
        json!({ "suite_key": self.suite_key, "auth_corpid": corpid, "permanent_code": code })
    }

    /// Activates the suite in a team; answers the permanent code.
    pub async fn activate(&self, token: &str, corpid: &str) -> String {
        let code = self.permanent_code(token, corpid).await;
        let body = self.about(corpid, &code);
        assert_eq!(
            errcode(&self.post_with(call::ACTIVATE_SUITE, token, body).await),
            0
        );
        code
    }

    /// A new token of a team.
    pub async fn team_token(&self, token: &str, corpid: &str, code: &str) -> String {
        let body = self.about(corpid, code);
        let answer = self.post_with(call::GET_CORP_TOKEN, token, body).await;
        text(&answer, "access_token")
    }
}

/// A ticket of a suite, as if it had been pushed.
pub async fn ticket(world: &World, suite: i64) -> String {
    let ticket = random_text();
    let hash = hash(&ticket);
    let entered = world.store.enter_ticket(suite, &hash, world.now());
    entered.await.expect("a ticket");
    ticket
}

/// The answer to a call: always 200 and JSON.
pub async fn answer(request: RequestBuilder) -> Value {
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    let path = response.url().path().to_owned();
    let answer: Value = response.json().await.expect("JSON");
    contract::check(&Exchange {
        method: None,
        path: &path,
        sent: None,
        status: StatusCode::OK,
        media_type: Some("application/json"),
        answer: &answer,
    });
    answer
}

/// The outcome in an answer.
pub fn errcode(answer: &Value) -> i64 {
    assert!(answer["errmsg"].is_string(), "{answer}");
    answer["errcode"].as_i64().expect("an errcode")
}

/// A text of an answer.
pub fn text(answer: &Value, field: &str) -> String {
    let found = answer[field].as_str();
    found
        .unwrap_or_else(|| panic!("no {field} in {answer}"))
        .to_owned()
}

fn hash(text: &str) -> String {
    let sum = Sha256::digest(text.as_bytes());
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn random_text() -> String {
    let mut random = [0; 16];
    system_random(&mut random);
    format!("{:032x}", u128::from_ne_bytes(random))
}
