//! The API of the console's pages, as a vendor's owner and an operator use it.

use api::console::{path, vendor_path};
use api::route::{self, Needs};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::Role;
use serde_json::{Value, json};
use tests::console::{Desk, PASSWORD};
use tests::{ICON, database};

use super::{Trial, quoted, world};

/// Another session of an account: its cookie's value.
async fn session(desk: &Desk<'_>) -> String {
    let mut body = json!({ "email": desk.email, "password": PASSWORD });
    if let Some(code) = desk.code() {
        body["code"] = json!(code);
    }
    let url = format!("{}{}", desk.world.base, path::SESSION);
    let answer = desk.http.post(url).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    let (_, rest) = cookie.split_once('=').unwrap();
    rest.split(';').next().unwrap().to_owned()
}

async fn made(desk: &Desk<'_>, path: &str, body: Value) -> Value {
    let (status, made) = desk.send("POST", path, body).await;
    assert_eq!(status, 200, "{made}");
    made
}

fn text(of: &Value, field: &str) -> String {
    of[field].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing_in_the_consoles_api() {
    let world = world().await;
    let owner = Desk::owner(&world, "wang@a.example", "甲科技有限公司").await;
    let operator = Desk::operator(&world, "zhang@desk.example", Role::Administrator).await;
    // They lose their sessions.
    let spare = Desk::owner(&world, "li@b.example", "乙科技有限公司").await;
    let suite = json!({
        "name": "云打卡",
        "tagline": { "zh": "扫码就能用" },
        "team_modes": "either",
        "serial": "issued",
        "permissions": [],
        "tasks": [],
        "icon": STANDARD.encode(ICON),
    });
    let suite = text(&made(&owner, vendor_path::SUITES, suite).await, "suite_key");
    let approved = format!("UPDATE suite SET approved_at = 1 WHERE suite_key = '{suite}'");
    database::execute(&world.database, &approved).await;
    let of = |path| vendor_path::of_suite(path, &suite);
    let serials = json!({ "count": 3 });
    made(&owner, &of(vendor_path::SERIALS), serials).await;
    let serials = owner.get(&of(vendor_path::SERIALS)).await.1;
    let serial = text(&serials["rows"][0], "serial");
    let link = json!({ "label": "柜台" });
    let link = text(&made(&owner, &of(vendor_path::LINKS), link).await, "token");

    let (mine, theirs) = (session(&owner).await, session(&operator).await);
    let cookie = |session: &str| format!("headers = {{ Cookie = \"console={session}\" }}");
    let unknown = "parameters = { \"path.id\" = 1000000 }".to_owned();
    let mut operations = vec![
        // Ids are few, and its own would be among them.
        ("DELETE /api/console/me/sessions/{id}".to_owned(), unknown),
    ];
    for name in [
        "DELETE /api/console/session",
        "DELETE /api/console/me/sessions",
    ] {
        operations.push((name.to_owned(), cookie(&session(&spare).await)));
    }
    for route in route::all() {
        match route.needs {
            Needs::May(act) if !Role::VendorOwner.may(act) => {
                let name = format!("{} {}", route.method, route.path);
                operations.push((name, cookie(&theirs)));
            }
            _ => {}
        }
    }
    let trial = Trial {
        document: "/api/openapi.json",
        paths: Some(("--include-path-regex", "^/api/console/")),
        checks: &["unsupported_method", "ignored_auth"],
        credentials: vec![("console", mine)],
        fixed: vec![
            ("path.suite", quoted(&suite)),
            ("path.link", quoted(&link)),
            ("path.serial", quoted(&serial)),
        ],
        values: vec![("path.id", (1..4).map(|id| id.to_string()).collect())],
        operations,
    };
    trial.run(&world).await;
}
