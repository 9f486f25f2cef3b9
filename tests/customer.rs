//! A customer who speaks to the API as the pages do.
#![expect(
    clippy::expect_used,
    reason = "a test whose request can't be sent has failed"
)]

use std::net::Ipv4Addr;
use std::sync::Mutex;

use api::path;
use domain::link::LinkToken;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use server::state::system_random;

use crate::World;
use crate::contract::{self, Exchange};

/// A phone with its own cookies.
pub struct Customer<'a> {
    /// Where it is.
    pub world: &'a World,
    /// Its browser.
    pub http: Client,
    /// Its number.
    pub phone: String,
    /// Its address.
    pub address: String,
    /// The link that it scanned.
    pub link: LinkToken,
    /// What the last code was asked for with.
    pub request: Mutex<String>,
}

/// A status and a body.
pub type Answer = (StatusCode, Value);

impl<'a> Customer<'a> {
    /// A customer with this number who scanned this link; its address is made from the number's last seven digits.
    pub fn new(world: &'a World, phone: &str, link: &LinkToken) -> Self {
        let digits = phone.bytes().filter(u8::is_ascii_digit);
        let number = digits.fold(0u32, |n, digit| {
            (n * 10 + u32::from(digit - b'0')) % 10_000_000
        });
        let address = Ipv4Addr::from_bits(0x0a00_0000 + number).to_string();
        // Its requests are known by it, where a test counts what they ask of the database.
        let id = HeaderValue::from_str(&request_id(world, &address)).expect("an id");
        let http = crate::client()
            .cookie_store(true)
            .default_headers(HeaderMap::from_iter([(
                HeaderName::from_static("x-request-id"),
                id,
            )]))
            .build()
            .expect("a client");
        Self {
            world,
            http,
            phone: phone.to_owned(),
            address,
            link: link.clone(),
            request: Mutex::default(),
        }
    }

    /// The id that all its requests have.
    pub fn request_id(&self) -> String {
        request_id(self.world, &self.address)
    }

    /// Sends a JSON body to a path of the link.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let url = format!(
            "{}{}",
            self.world.base,
            path::of_link(path, self.link.as_str())
        );
        let request = self
            .http
            .post(url)
            .header("x-forwarded-for", &self.address)
            .json(&body);
        answer(
            "POST",
            Some(&body),
            request.send().await.expect("an answer"),
        )
        .await
    }

    /// Gets a path of the link.
    pub async fn get(&self, path: &str) -> Answer {
        let url = format!(
            "{}{}",
            self.world.base,
            path::of_link(path, self.link.as_str())
        );
        answer(
            "GET",
            None,
            self.http.get(url).send().await.expect("an answer"),
        )
        .await
    }

    /// Sends a request with any method; a path of a team is filled with `corpid` by the caller.
    pub async fn send(&self, method: &str, path: &str, body: Value) -> Answer {
        let url = format!(
            "{}{}",
            self.world.base,
            path::of_link(path, self.link.as_str())
        );
        let request = self
            .http
            .request(method.parse().expect("a method"), url)
            .header("x-forwarded-for", &self.address)
            .json(&body);
        let response = request.send().await.expect("an answer");
        answer(method, Some(&body), response).await
    }

    /// Asks for a code, each time for another.
    pub async fn ask_code(&self) -> Answer {
        let mut random = [0; 16];
        system_random(&mut random);
        let request = format!("{:032x}", u128::from_ne_bytes(random));
        let body = json!({ "phone": self.phone, "request": request });
        *self.request.lock().expect("the request") = request;
        self.post(path::CODES, body).await
    }

    /// What the last code was asked for with.
    pub fn request(&self) -> String {
        self.request.lock().expect("the request").clone()
    }

    /// Tries to sign in with a code, without a link.
    pub async fn try_code(&self, code: &str) -> Answer {
        let body = json!({ "phone": self.phone, "code": code, "request": self.request() });
        self.post(path::SESSION, body).await
    }

    /// Signs in without a link.
    pub async fn enter(&self) -> Answer {
        self.ask_code().await;
        let code = self.world.outbox.last(&self.phone).expect("a code");
        self.try_code(&code).await
    }

    /// From signing in to the start, for everyone in a team of one; answers the team's id.
    pub async fn deploy_alone(&self, team: &str) -> String {
        self.sign_in().await;
        self.create_solo(team).await;
        self.finish().await
    }

    /// From the authorization to the start, for everyone; answers the team's id.
    pub async fn finish(&self) -> String {
        self.authorize().await;
        self.scope_everyone().await;
        let (status, found) = self.start().await;
        assert_eq!((status.as_u16(), due(&found)), (200, String::new()));
        found["team"]["corpid"].as_str().expect("a team").to_owned()
    }

    /// The same through a task of the vendor's own after the scope.
    pub async fn finish_with_custom(&self) {
        self.authorize().await;
        self.scope_everyone().await;
        self.post(&path::CUSTOM.replace("{place}", "0"), json!({}))
            .await;
        self.start().await;
    }

    /// The code of a team's invite.
    pub async fn invite_code(&self, corpid: &str) -> String {
        let (_, invite) = self.get(&path::of_team(path::INVITE, corpid)).await;
        let url = invite["url"].as_str().expect("an invite");
        url.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// Signs in and joins by an invite under this name.
    pub async fn join(&self, code: &str, name: &str) -> Answer {
        self.enter().await;
        let path = path::of_invite(path::INVITATION, code);
        self.post(&path, json!({ "name": name })).await
    }

    /// Answers an invitation by its id.
    pub async fn answer(&self, id: i64, accept: bool) -> Answer {
        let path = path::of_invited(path::INVITED, id);
        self.post(&path, json!({ "accept": accept })).await
    }

    /// Accepts the invitation to the team with this name; answers the team's id.
    pub async fn accept(&self, team: &str) -> String {
        let (_, bench) = self.get(path::WORKBENCH).await;
        let invitations = bench["invitations"].as_array().expect("invitations");
        let found = invitations.iter().find(|found| found["team"] == team);
        let id = found.expect("the invitation")["id"].as_i64();
        let (status, accepted) = self.answer(id.expect("an id"), true).await;
        assert_eq!(status, 200, "{accepted}");
        accepted["corpid"].as_str().expect("a team").to_owned()
    }

    /// The workbench of a team.
    pub async fn workbench(&self, corpid: &str) -> Value {
        self.get(&format!("{}?team={corpid}", path::WORKBENCH))
            .await
            .1
    }

    /// The member's id of the person with this name, as the owner sees it.
    pub async fn member_id(&self, corpid: &str, name: &str) -> i64 {
        let (_, people) = self.get(&path::of_team(path::PEOPLE, corpid)).await;
        let members = people["members"].as_array().expect("people").iter();
        let mut found = members.filter(|member| member["name"] == name);
        found.next().expect("the member")["id"]
            .as_i64()
            .expect("an id")
    }

    /// Signs in through the link.
    pub async fn sign_in(&self) -> Answer {
        self.ask_code().await;
        let code = self.world.outbox.last(&self.phone).expect("a code");
        let body = json!({
            "phone": self.phone, "code": code, "request": self.request(), "link": self.link.as_str(),
        });
        self.post(path::SESSION, body).await
    }

    /// Creates a 1-person team.
    pub async fn create_solo(&self, name: &str) -> Answer {
        self.post(path::TEAM, solo(name)).await
    }

    /// Enters a serial.
    pub async fn redeem(&self, serial: &str) -> Answer {
        self.post(path::SERIAL, json!({ "serial": serial })).await
    }

    /// Authorizes with consent.
    pub async fn authorize(&self) -> Answer {
        self.post(path::AUTHORIZE, json!({ "consent": true })).await
    }

    /// Lets everyone use it.
    pub async fn scope_everyone(&self) -> Answer {
        self.post(path::SCOPE, json!({ "who": "everyone" })).await
    }

    /// Starts.
    pub async fn start(&self) -> Answer {
        self.post(path::START, json!({})).await
    }

    /// The onboarding as it stands.
    pub async fn onboarding(&self) -> Value {
        self.get(path::ONBOARDING).await.1
    }
}

fn request_id(world: &World, address: &str) -> String {
    format!("{address} at {}", world.base)
}

/// The body of a 1-person team.
pub fn solo(name: &str) -> Value {
    json!({
        "how": "create", "mode": "solo", "name": name, "industry": "catering",
        "owner_name": "王小明",
    })
}

/// The body of a group of this many people, the owner counted, in two departments.
pub fn group(name: &str, people: usize) -> Value {
    let colleague = |n: usize| {
        let department = if n.is_multiple_of(2) {
            "前厅"
        } else {
            "后厨"
        };
        json!({ "name": format!("同事{n}"), "phone": format!("139{n:08}"), "department": department })
    };
    json!({
        "how": "create", "mode": "group", "name": name, "industry": "catering",
        "owner_name": "王小明", "colleagues": (1..people).map(colleague).collect::<Vec<_>>(),
    })
}

/// The task that is due in an onboarding; empty when all are done.
pub fn due(onboarding: &Value) -> String {
    let tasks = onboarding["tasks"].as_array().cloned().unwrap_or_default();
    let now = tasks.iter().find(|task| task["state"] == "now");
    now.and_then(|task| task["task"].as_str())
        .unwrap_or_default()
        .to_owned()
}

/// Reads an answer and holds it against the description of the API.
pub(crate) async fn answer(method: &str, sent: Option<&Value>, response: Response) -> Answer {
    let status = response.status();
    let path = response.url().path().to_owned();
    let media_type = response.headers().get("content-type");
    let media_type = media_type.map(|it| it.to_str().expect("a media type").to_owned());
    let text = response.text().await.expect("a body");
    let answer = serde_json::from_str(&text).unwrap_or(Value::String(text));
    contract::check(&Exchange {
        method: Some(method),
        path: &path,
        sent,
        status,
        media_type: media_type.as_deref(),
        answer: &answer,
    });
    (status, answer)
}
