//! Applications of vendors, and the operator's desk.

mod acceptance;
mod acceptances;
mod application;
mod approval;
mod defects;
mod desk;
mod judged;
mod road;
mod sheet;
mod trial;

use api::console::{review_path as path, vendor_path};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::Role;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::{ICON, World};

/// The vendor of the tests.
const VENDOR: &str = "示例科技有限公司";

/// A vendor's owner with a suite, and an operator.
struct Stage<'a> {
    owner: Desk<'a>,
    operator: Desk<'a>,
    suite: String,
}

/// What is sent to make a suite.
fn new_suite(name: &str) -> Value {
    json!({
        "name": name, "tagline": { "zh": "扫码就能用" }, "team_modes": "either", "serial": "none",
        "icon": STANDARD.encode(ICON),
    })
}

/// Makes a suite with an app; answers its key.
async fn suite(owner: &Desk<'_>, name: &str) -> String {
    let (status, made) = owner
        .send("POST", vendor_path::SUITES, new_suite(name))
        .await;
    assert_eq!(status, 200, "{made}");
    let key = made["suite_key"].as_str().unwrap().to_owned();
    let app = json!({
        "name": "考勤打卡", "description": "手机打卡", "home_url": "https://isv.example/?corpid=$CORPID$",
    });
    let apps = vendor_path::of_suite(vendor_path::APPS, &key);
    let (status, added) = owner.send("POST", &apps, app).await;
    assert_eq!(status, 200, "{added}");
    key
}

impl<'a> Stage<'a> {
    async fn new(world: &'a World) -> Self {
        let owner = Desk::owner(world, "wang@isv.example", VENDOR).await;
        let operator = Desk::operator(world, "zhang@op.example", Role::Administrator).await;
        let suite = suite(&owner, "云考勤").await;
        Self {
            owner,
            operator,
            suite,
        }
    }

    /// A path of the suite.
    fn path(&self, path: &str) -> String {
        vendor_path::of_suite(path, &self.suite)
    }

    /// The application.
    async fn application(&self) -> Value {
        let (status, found) = self.owner.get(&self.path(path::APPLICATION)).await;
        assert_eq!(status, 200, "{found}");
        found
    }

    /// Makes an invite code for a vendor.
    async fn invite_code(&self, vendor: &str) -> String {
        let vendors = format!("{}?q={vendor}", path::DESK_VENDORS);
        let (_, found) = self.operator.get(&vendors).await;
        let id = &found["rows"][0]["id"];
        let wanted = json!({ "vendor_id": id, "label": "第一批" });
        let (status, made) = self.operator.send("POST", path::INVITE_CODES, wanted).await;
        assert_eq!(status, 200, "{made}");
        made["code"].as_str().unwrap().to_owned()
    }

    /// A form that could be approved, with an invite code.
    async fn form(&self) -> Value {
        form(&self.invite_code(VENDOR).await)
    }

    /// Saves a form over what is there.
    async fn save(&self, form: &Value) -> Value {
        let version = self.application().await["version"].clone();
        let body = json!({ "version": version, "form": form });
        let (status, saved) = self
            .owner
            .send("PUT", &self.path(path::APPLICATION), body)
            .await;
        assert_eq!(status, 200, "{saved}");
        saved
    }

    /// Tries to submit what is there.
    async fn try_submit(&self) -> (u16, Value) {
        let version = self.application().await["version"].clone();
        let (status, answer) = self
            .owner
            .send(
                "POST",
                &self.path(path::APPLICATION_SUBMISSION),
                json!({ "version": version }),
            )
            .await;
        (status.as_u16(), answer)
    }

    /// Submits a form.
    async fn submit(&self, form: &Value) -> Value {
        self.save(form).await;
        let (status, submitted) = self.try_submit().await;
        assert_eq!(status, 200, "{submitted}");
        submitted
    }

    /// The first application of the queue, with what it is judged by.
    async fn first(&self) -> Value {
        let (_, queue) = self.operator.get(path::APPLICATIONS).await;
        let id = queue["rows"][0]["id"].as_i64().unwrap();
        let (status, found) = self.operator.get(&of(path::ONE_APPLICATION, id)).await;
        assert_eq!(status, 200, "{found}");
        found
    }

    /// Approves the first application of the queue.
    async fn approve(&self) -> (u16, Value) {
        let first = self.first().await;
        let id = first["row"]["id"].as_i64().unwrap();
        let body = json!({ "version": first["version"] });
        let (status, answer) = self
            .operator
            .send("POST", &of(path::APPROVAL, id), body)
            .await;
        (status.as_u16(), answer)
    }

    /// Rejects the first application of the queue.
    async fn reject(&self, reasons: Value) -> (u16, Value) {
        let first = self.first().await;
        let id = first["row"]["id"].as_i64().unwrap();
        let body = json!({ "version": first["version"], "reasons": reasons });
        let (status, answer) = self
            .operator
            .send("POST", &of(path::REJECTION, id), body)
            .await;
        (status.as_u16(), answer)
    }
}

/// A path with an id.
fn of(path: &str, id: i64) -> String {
    api::console::path::of_id(path, id)
}

/// A form that could be approved.
fn form(invite_code: &str) -> Value {
    json!({
        "provider": VENDOR, "product_code": "cmd0000000", "invite_code": invite_code,
        "reason": "门店没有电脑，需要现场扫码开通。", "on_site": true, "sharing": "",
        "contacts": "phone", "other_contacts": "", "serials": "none", "team_modes": "solo",
        "tasks": [],
    })
}

/// The fields and codes of faults.
fn faults(of: &Value) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = of["faults"].as_array().into_iter().flatten();
    found
        .map(|it| (word(&it["field"]), word(&it["code"])))
        .collect()
}
