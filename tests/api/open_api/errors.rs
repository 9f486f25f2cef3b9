//! Every error of every call, as the table says.

use std::num::NonZeroU32;

use domain::time::Span;
use domain::whitelist::Whitelist;
use reqwest::Method;
use serde_json::{Value, json};
use server::open_api::call::{self, CALLS, Call, Token};
use server::open_api::errcode::Errcode;
use server::open_api::param::{Kind, Param};
use tests::isv::{Isv, answer, errcode};
use tests::{World, database};

use super::{authorized, isv};

/// Everything that a call may name.
struct Scene<'a> {
    isv: Isv<'a>,
    /// An active team, its code, its agent.
    team: String,
    code: String,
    agent: i64,
    user: i64,
    /// Another team's code.
    other_code: String,
    /// A team that hasn't authorized.
    stranger: String,
    /// A suite's and a team's token, good and expired.
    tokens: [String; 2],
    expired: [String; 2],
}

/// A call that is about to be made.
struct Made {
    method: Method,
    token: Option<String>,
    params: Value,
    body: Option<&'static str>,
}

impl<'a> Scene<'a> {
    async fn new(world: &'a World) -> Self {
        let (isv, link) = isv(world, "suite1").await;
        let (wang, team) = authorized(world, &link, "13800138000").await;
        let (_, other) = authorized(world, &link, "13900139000").await;
        let (_, foreign_link) = super::isv(world, "suite2").await;
        let (_, stranger) = authorized(world, &foreign_link, "13700137000").await;
        let mut expired = [isv.token().await, String::new()];
        let code = isv.activate(&expired[0], &team).await;
        expired[1] = isv.team_token(&expired[0], &team, &code).await;
        world.pass(Span::seconds(7200));
        let token = isv.token().await;
        let info = json!({ "suite_key": "suite1", "auth_corpid": team });
        let info = isv.post_with(call::GET_AUTH_INFO, &token, info).await;
        wang.scope_everyone().await;
        Self {
            agent: info["auth_info"]["agent"][0]["agentid"].as_i64().unwrap(),
            user: wang.member_id(&team, "王小明").await,
            other_code: isv.activate(&token, &other).await,
            tokens: [token.clone(), isv.team_token(&token, &team, &code).await],
            isv,
            team,
            code,
            stranger,
            expired,
        }
    }

    /// What a call needs so that it succeeds.
    async fn good(&self, call: &Call) -> Made {
        let mut params = json!({});
        for param in call.required.iter().chain(call.optional) {
            params[param.name()] = match param {
                Param::SuiteKey => json!("suite1"),
                Param::SuiteSecret => json!(self.isv.keys.secret),
                Param::SuiteTicket => json!(self.isv.ticket().await),
                Param::TemporaryCode => json!(self.isv.temporary_code(&self.team).await),
                Param::PermanentCode => json!(self.code),
                Param::AuthCorp => json!(self.team),
                Param::Agent => json!(self.agent),
                Param::App => json!(self.isv.app_id),
                Param::Corps => json!([self.team]),
                Param::Whitelist => json!([]),
                Param::Department => json!(1),
                Param::User => json!(self.user),
            };
        }
        Made {
            method: call.method.parse().unwrap(),
            token: self.token(call, &self.tokens),
            params,
            body: None,
        }
    }

    fn token(&self, call: &Call, [suite, team]: &[String; 2]) -> Option<String> {
        match call.token {
            Token::None => None,
            Token::Suite => Some(suite.clone()),
            Token::Corp => Some(team.clone()),
        }
    }

    /// The same with something wrong that has this code.
    async fn wrong(&self, call: &Call, code: Errcode) -> Made {
        let mut made = self.good(call).await;
        let mut set = |param: Param, value: Value| made.params[param.name()] = value;
        match code {
            Errcode::InvalidToken => made.token = made.token.map(|_| "nonsense".to_owned()),
            Errcode::TokenExpired => made.token = self.token(call, &self.expired),
            Errcode::SuiteTokenMissing => made.token = None,
            Errcode::PostNeeded => made.method = Method::GET,
            Errcode::JsonNeeded => made.body = Some("suite_key=suite1"),
            Errcode::BadParameter => {
                let param = call.required[0];
                set(
                    param,
                    match param.kind() {
                        Kind::Text if call.method == "GET" => json!("a\u{0}"),
                        Kind::Text => json!(true),
                        Kind::Integer => json!("seven"),
                        Kind::Texts => json!({}),
                    },
                );
            }
            Errcode::BadAgent => set(Param::Agent, json!(999_999)),
            Errcode::NoSuchTemporaryCode => set(Param::TemporaryCode, json!("nonsense")),
            Errcode::TemporaryCodeSpent => {
                let used = self.isv.temporary_code(&self.team).await;
                let body = json!({ "tmp_auth_code": used });
                let path = call::GET_PERMANENT_CODE;
                self.isv.post_with(path, &self.tokens[0], body).await;
                set(Param::TemporaryCode, json!(used));
            }
            Errcode::NoSuchAuthorization => set(Param::AuthCorp, json!("nobody")),
            Errcode::BadSuiteSecret => set(Param::SuiteSecret, json!("nonsense")),
            Errcode::BadSuiteKeyOrSecret => set(Param::SuiteKey, json!("nothing")),
            Errcode::BadSuite => set(Param::SuiteKey, json!("suite2")),
            Errcode::BadPermanentCode => set(Param::PermanentCode, json!("nonsense")),
            Errcode::NoSuchTicket => set(Param::SuiteTicket, json!("nonsense")),
            Errcode::NotAuthorized if call.path == call::REAUTH_CORP => {
                set(Param::Corps, json!([self.team, self.stranger]));
            }
            Errcode::NotAuthorized => set(Param::AuthCorp, json!(self.stranger)),
            Errcode::CorpMismatch => set(Param::PermanentCode, json!(self.other_code)),
            Errcode::AgentMissing
            | Errcode::SuiteKeyMissing
            | Errcode::TicketMissing
            | Errcode::SuiteSecretMissing
            | Errcode::PermanentCodeMissing
            | Errcode::TemporaryCodeMissing
            | Errcode::CorpMissing => {
                let param = Param::ALL.iter().find(|param| param.missing() == code);
                set(*param.unwrap(), Value::Null);
            }
            // These come of what is around the call.
            Errcode::Busy | Errcode::TooOften | Errcode::AddressNotAllowed => {}
        }
        made
    }

    async fn make(&self, call: &Call, made: Made) -> i64 {
        let request = self.isv.request(made.method, call.path);
        let token = call.token.name().zip(made.token);
        let request = request.query(&Vec::from_iter(token));
        let texts = |params: &Value| -> Vec<(String, String)> {
            let fields = params.as_object().unwrap().iter();
            let text = |value: &Value| {
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned)
            };
            fields
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name.clone(), text(value)))
                .collect()
        };
        let request = match (call.method, made.body) {
            ("GET", _) => request.query(&texts(&made.params)),
            (_, Some(body)) => request.body(body),
            (_, None) => request.json(&made.params),
        };
        errcode(&answer(request).await)
    }
}

#[tokio::test]
async fn every_call_succeeds_and_has_every_error_of_the_table() {
    let world = World::bare().await;
    let scene = Scene::new(&world).await;
    let around = [Errcode::Busy, Errcode::TooOften, Errcode::AddressNotAllowed];
    for call in &CALLS {
        let made = scene.good(call).await;
        assert_eq!(scene.make(call, made).await, 0, "{}", call.path);
        for code in call
            .errors()
            .into_iter()
            .filter(|code| !around.contains(code))
        {
            let made = scene.wrong(call, code).await;
            let found = scene.make(call, made).await;
            assert_eq!(found, i64::from(code.code()), "{} {code:?}", call.path);
        }
    }
    let elsewhere: Whitelist = "192.0.2.1".parse().unwrap();
    let set = async |list: &Whitelist| {
        let set = world.store.set_suite_whitelist(scene.isv.suite, list);
        set.await.unwrap();
    };
    set(&elsewhere).await;
    for call in &CALLS {
        let made = scene.good(call).await;
        assert_eq!(scene.make(call, made).await, 60020, "{}", call.path);
    }
    set(&Whitelist::default()).await;
    database::execute(&world.database, "ALTER TABLE open_token RENAME TO gone").await;
    for call in &CALLS {
        let made = scene.good(call).await;
        assert_eq!(scene.make(call, made).await, -1, "{}", call.path);
    }
}

#[tokio::test]
async fn whoever_calls_too_often_is_told_so_by_every_call() {
    let world = World::bare_with(|settings| settings.calls_per_second = NonZeroU32::MIN).await;
    let (mut isv, _) = isv(&world, "suite1").await;
    for (n, call) in CALLS.iter().enumerate() {
        isv.address = format!("198.51.100.{n}");
        let mut codes = Vec::new();
        for _ in 0..20 {
            let request = isv.request(call.method.parse().unwrap(), call.path);
            codes.push(errcode(&answer(request).await));
        }
        assert!(codes[..5].iter().all(|code| *code != 45009), "{codes:?}");
        assert!(codes.contains(&45009), "{} {codes:?}", call.path);
    }
}
