//! Somebody at a desk who speaks to the console's API as its pages do.
#![expect(
    clippy::expect_used,
    reason = "a test whose request can't be sent has failed"
)]

use std::sync::Mutex;

use api::console::path;
use domain::account::email::Email;
use domain::account::{AccountName, Role};
use domain::time::Span;
use reqwest::Client;
use serde_json::{Value, json};
use server::accounts;
use server::accounts::totp::SecondFactor;
use server::state::system_random;

use crate::World;
use crate::customer::{Answer, answer};

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse battery";

/// A browser with its own cookies.
pub struct Desk<'a> {
    /// The server's world.
    pub world: &'a World,
    /// Its browser.
    pub http: Client,
    /// Who sits there.
    pub email: String,
    /// Its address.
    pub address: String,
    /// The secret of the second factor, once there is one.
    pub totp: Mutex<Option<String>>,
}

impl<'a> Desk<'a> {
    /// Somebody with this e-mail address, not signed in.
    pub fn new(world: &'a World, email: &str) -> Self {
        let sum: u32 = email.bytes().fold(7, |sum: u32, byte| {
            sum.wrapping_mul(31).wrapping_add(u32::from(byte))
        });
        let http = crate::client()
            .cookie_store(true)
            .build()
            .expect("a client");
        Self {
            world,
            http,
            email: email.to_owned(),
            address: format!("10.{}.{}.{}", sum >> 16 & 255, sum >> 8 & 255, sum & 255),
            totp: Mutex::default(),
        }
    }

    /// An owner of a new vendor, signed in.
    pub async fn owner(world: &'a World, email: &str, vendor: &str) -> Self {
        let desk = Self::new(world, email);
        desk.sign_up(vendor).await;
        desk.confirm().await;
        desk.sign_in().await;
        desk
    }

    /// A member who was invited by an owner or an administrator, signed in.
    pub async fn invited(by: &Desk<'a>, email: &str, role: &str) -> Self {
        let path = match role {
            "vendor_owner" | "vendor_staff" => path::MEMBERS,
            _ => path::OPERATORS,
        };
        let invite = json!({ "email": email, "role": role });
        let (status, invited) = by.send("POST", path, invite).await;
        assert_eq!(status, 204, "{invited}");
        let desk = Self::new(by.world, email);
        let nth = by.world.mailbox.to(email).len();
        let token = by.world.mailbox.token(email, nth).await;
        let accept = json!({ "token": token, "name": "李晓红", "password": PASSWORD });
        let (status, accepted) = desk.send("POST", path::INVITATION_ACCEPT, accept).await;
        assert_eq!(status, 204, "{accepted}");
        desk.sign_in().await;
        desk
    }

    /// An operator who was added by the command, with a password and without the second factor, signed in.
    pub async fn bare_operator(world: &'a World, email: &str, role: Role) -> Self {
        let desk = Self::new(world, email);
        let (token, hash) = accounts::token(&system_random);
        let name = AccountName::parse("张伟").expect("a name");
        let parsed = Email::parse(email).expect("an address");
        let added = world
            .store
            .add_operator((&parsed, &name, role), &hash, world.now());
        added.await.expect("an operator");
        let reset = json!({ "token": token, "password": PASSWORD });
        let (status, reset) = desk.send("POST", path::RESET, reset).await;
        assert_eq!(status, 204, "{reset}");
        desk.sign_in().await;
        desk
    }

    /// The same with the second factor.
    pub async fn operator(world: &'a World, email: &str, role: Role) -> Self {
        let desk = Self::bare_operator(world, email, role).await;
        desk.set_up_totp().await;
        desk
    }

    /// Sends a request.
    pub async fn send(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = self
            .http
            .request(
                method.parse().expect("a method"),
                format!("{}{path}", self.world.base),
            )
            .header("x-forwarded-for", &self.address)
            .header("accept-language", "zh-CN")
            .json(&body);
        answer(
            method,
            Some(&body),
            request.send().await.expect("an answer"),
        )
        .await
    }

    /// Gets a path.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, json!({})).await
    }

    /// Signs up.
    pub async fn sign_up(&self, vendor: &str) -> Answer {
        let body =
            json!({ "name": "王芳", "email": self.email, "password": PASSWORD, "vendor": vendor });
        self.send("POST", path::ACCOUNTS, body).await
    }

    /// Confirms the address by the last mail.
    pub async fn confirm(&self) -> Answer {
        let token = self.world.mailbox.token(&self.email, 0).await;
        self.send("POST", path::CONFIRM, json!({ "token": token }))
            .await
    }

    /// Tries to sign in with a password, and a code.
    pub async fn try_sign_in(&self, password: &str, code: Option<&str>) -> Answer {
        let mut body = json!({ "email": self.email, "password": password });
        if let Some(code) = code {
            body["code"] = json!(code);
        }
        self.send("POST", path::SESSION, body).await
    }

    /// Signs in, with the second factor if there is one.
    pub async fn sign_in(&self) -> Value {
        let code = self.code();
        let (status, me) = self.try_sign_in(PASSWORD, code.as_deref()).await;
        assert_eq!(status, 200, "{me}");
        me
    }

    /// The code that the app shows, of a later step than any before it: time passes.
    pub fn code(&self) -> Option<String> {
        let secret = self.totp.lock().expect("the secret").clone()?;
        self.world.pass(Span::seconds(30));
        let factor = SecondFactor::read(&secret, &self.email).expect("a secret");
        Some(factor.code(self.world.now()))
    }

    /// Sets the second factor up, and answers the recovery codes.
    pub async fn set_up_totp(&self) -> Vec<String> {
        let begin = json!({ "password": PASSWORD });
        let (status, begun) = self.send("POST", path::TOTP, begin).await;
        assert_eq!(status, 200, "{begun}");
        let secret = begun["secret"].as_str().expect("a secret").to_owned();
        *self.totp.lock().expect("the secret") = Some(secret);
        let code = self.code();
        let (status, codes) = self.send("PUT", path::TOTP, json!({ "code": code })).await;
        assert_eq!(status, 200, "{codes}");
        let codes = codes["codes"].as_array().expect("codes").iter();
        codes
            .map(|code| code.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The code of a refusal, or nothing where it went well.
    pub async fn refusal(&self, method: &str, path: &str, body: Value) -> String {
        let (_, answer) = self.send(method, path, body).await;
        answer["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The id of a member, or of an operator, by their address.
    pub async fn member_id(&self, path: &str, email: &str) -> i64 {
        let (_, found) = self.get(path).await;
        let members = found["members"].as_array().expect("members").iter();
        let mut named = members.filter(|member| member["email"] == email);
        named.next().expect("the member")["id"]
            .as_i64()
            .expect("an id")
    }
}
