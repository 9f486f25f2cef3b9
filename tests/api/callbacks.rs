//! Vendors' servers over HTTP, right ones and wrong ones.

use std::sync::Mutex;

use axum::Router;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response as Answered};
use axum::routing::post;
use domain::accent;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::vendor_serial::VendorSerial;
use serde_json::{Value, json};
use store::{NewSuite, NewVendor, Words};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::*;
use crate::callbacks::envelope::Sealed;
use crate::secrets::SecretKey;
use crate::state::{system_clock, system_random};

const KEY: &str = "suitedemo";

/// How the vendor's server answers.
#[derive(Clone, Copy, Debug)]
enum Manner {
    Says(&'static str),
    InTheClear,
    IsAProxysPage,
    WithoutWord,
    SignedWrongly,
    Redirects,
    Fails,
    Floods,
    Hangs,
}

#[derive(Clone)]
struct Isv {
    envelope: Arc<Envelope>,
    manner: Manner,
    heard: Arc<Mutex<Vec<Value>>>,
}

async fn take(State(isv): State<Isv>, request: axum::extract::Request) -> Answered {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let body = axum::body::to_bytes(request.into_body(), MAX_ANSWER)
        .await
        .unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let part = |name: &str| {
        let mut parts = url::form_urlencoded::parse(query.as_bytes());
        parts.find(|(key, _)| key == name).unwrap().1.into_owned()
    };
    let sealed = Sealed {
        signature: part("signature"),
        timestamp: part("timestamp"),
        nonce: part("nonce"),
        encrypt: body["encrypt"].as_str().unwrap().to_owned(),
    };
    let event = isv.envelope.open(&sealed).unwrap();
    isv.heard
        .lock()
        .unwrap()
        .push(serde_json::from_str(&event).unwrap());
    let seal = |text| isv.envelope.seal(text, [7; RANDOM_BYTES], "nonce", "0");
    match isv.manner {
        Manner::Says(text) => axum::Json(seal(text).answer_body()).into_response(),
        Manner::InTheClear => "success".into_response(),
        Manner::IsAProxysPage => "<html><body>Bad gateway</body></html>".into_response(),
        Manner::WithoutWord => "".into_response(),
        Manner::SignedWrongly => {
            let mut answer = seal("success").answer_body();
            answer["msg_signature"] = json!("0000");
            axum::Json(answer).into_response()
        }
        Manner::Redirects => (StatusCode::FOUND, [(LOCATION, "/other")]).into_response(),
        Manner::Fails => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Manner::Floods => vec![b' '; 4 * MAX_ANSWER].into_response(),
        Manner::Hangs => std::future::pending().await,
    }
}

/// A vendor's server of this manner, and what pushes events to it.
struct Exchange {
    vendor: HttpVendor,
    delivery: PendingDelivery,
    heard: Arc<Mutex<Vec<Value>>>,
    _folder: TempDir,
}

async fn exchange(manner: Manner, targets: &str) -> Exchange {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    Store::migrate(&url).await.unwrap();
    let store = Store::open(&url).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let callback_url = format!("http://{}/callback?app=1", listener.local_addr().unwrap());
    let vendor_id = store
        .create_vendor(new_vendor(), system_clock())
        .await
        .unwrap();
    let suite = new_suite(&callback_url);
    let suite_id = store
        .create_suite(vendor_id, suite, system_clock())
        .await
        .unwrap();
    let secrets = Secrets::new(Some(SecretKey::new([5; 32])), None);
    let own = (&store, &secrets, &system_random as &Random);
    let keys = credentials::create(own, KEY, system_clock()).await.unwrap();
    let heard = Arc::new(Mutex::default());
    let isv = Isv {
        envelope: Arc::new(keys.envelope(KEY).unwrap()),
        manner,
        heard: Arc::clone(&heard),
    };
    let router = Router::new().route("/callback", post(take)).with_state(isv);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let targets = targets.parse().unwrap();
    let randomness = (Arc::new(system_clock) as _, Arc::new(system_random) as _);
    Exchange {
        vendor: HttpVendor::new(targets, (store, secrets), randomness).unwrap(),
        delivery: PendingDelivery {
            id: 0,
            what: DeliveryKind::VendorEvent(VendorEvent::Changed),
            last: false,
            suite_id,
            suite_key: KEY.to_owned(),
            callback_url: Some(callback_url),
            corpid: Some("corp1".to_owned()),
            authorization_id: None,
            onboarding_id: None,
        },
        heard,
        _folder: folder,
    }
}

fn new_vendor() -> NewVendor {
    NewVendor {
        name: "示例科技有限公司".to_owned(),
        short_name: "示例科技".to_owned(),
        certified: true,
        contact: None,
    }
}

fn new_suite(callback_url: &str) -> NewSuite {
    NewSuite {
        suite_key: KEY.to_owned(),
        name: "云考勤".to_owned(),
        tagline: Words {
            zh: "打卡".to_owned(),
            en: None,
        },
        icon: Vec::new(),
        accent: accent::DEFAULT,
        callback_url: Some(callback_url.to_owned()),
        team_modes: TeamModes::Either,
        serial: SerialRule::Vendor,
        permissions: Vec::new(),
        custom_tasks: Vec::new(),
        apps: Vec::new(),
    }
}

async fn pushed(manner: Manner, what: DeliveryKind) -> (Verdict, Vec<Value>) {
    let mut exchange = exchange(manner, "127.0.0.1").await;
    exchange.delivery.what = what;
    let verdict = exchange
        .vendor
        .tell(&exchange.delivery, Duration::from_millis(800))
        .await;
    let heard = exchange.heard.lock().unwrap().clone();
    (verdict, heard)
}

#[tokio::test]
async fn an_event_counts_as_delivered_only_by_the_right_answer() {
    for (manner, verdict) in [
        (Manner::Says("success"), Verdict::Acknowledged),
        (Manner::Says("faile"), Verdict::NoAnswer),
        (Manner::Says(""), Verdict::NoAnswer),
        (Manner::InTheClear, Verdict::NoAnswer),
        (Manner::WithoutWord, Verdict::NoAnswer),
        (Manner::SignedWrongly, Verdict::NoAnswer),
        (Manner::Redirects, Verdict::NoAnswer),
        (Manner::Fails, Verdict::NoAnswer),
        (Manner::Floods, Verdict::NoAnswer),
        (Manner::Hangs, Verdict::NoAnswer),
    ] {
        let changed = DeliveryKind::VendorEvent(VendorEvent::Changed);
        let (said, heard) = pushed(manner, changed).await;
        assert_eq!(said, verdict, "{manner:?}");
        assert_eq!(heard.len(), 1, "{manner:?}");
        assert_eq!(heard[0]["EventType"], "change_auth");
        assert_eq!(heard[0]["AuthCorpId"], "corp1");
    }
}

#[tokio::test]
async fn a_serial_is_accepted_refused_or_unanswered() {
    let serial = VendorSerial::parse("许可 ab-12/🎫").unwrap();
    for (manner, verdict) in [
        (Manner::Says("success"), Verdict::Accepted),
        (Manner::Says("faile"), Verdict::Refused(None)),
        (Manner::Says(""), Verdict::Refused(None)),
        (Manner::InTheClear, Verdict::Refused(None)),
        (Manner::WithoutWord, Verdict::Refused(None)),
        (Manner::IsAProxysPage, Verdict::NoAnswer),
        (Manner::SignedWrongly, Verdict::NoAnswer),
        (Manner::Fails, Verdict::NoAnswer),
        (Manner::Hangs, Verdict::NoAnswer),
    ] {
        let (said, heard) = pushed(manner, DeliveryKind::Serial(serial.clone())).await;
        assert_eq!(said, verdict, "{manner:?}");
        assert_eq!(heard[0]["EventType"], "check_suite_license_code");
        assert_eq!(heard[0]["LicenseCode"], serial.as_str());
    }
}

#[test]
fn the_log_keeps_the_beginning_of_an_answer_without_nuls() {
    for (body, kept) in [
        (&b"a\0b"[..], "a\u{fffd}b".to_owned()),
        (&[0xff, b'a'], "\u{fffd}a".to_owned()),
        ("好".repeat(3_000).as_bytes(), "好".repeat(LOGGED)),
    ] {
        assert_eq!(logged(body), kept);
    }
}

#[tokio::test]
async fn a_ticket_that_was_pushed_is_good() {
    let mut exchange = exchange(Manner::Says("success"), "127.0.0.1").await;
    exchange.delivery.what = DeliveryKind::Ticket;
    let (vendor, delivery) = (&exchange.vendor, &exchange.delivery);
    assert_eq!(
        vendor.tell(delivery, Duration::from_secs(2)).await,
        Verdict::Acknowledged
    );
    let heard = exchange.heard.lock().unwrap().clone();
    let ticket = heard[0]["SuiteTicket"].as_str().unwrap();
    let (store, id) = (&vendor.store, delivery.suite_id);
    assert!(
        store
            .has_ticket(id, &hash(ticket), system_clock())
            .await
            .unwrap()
    );
    assert!(
        !store
            .has_ticket(id, &hash("other"), system_clock())
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_isnt_public() {
    for targets in ["", "10.0.0.0/8"] {
        let mut exchange = exchange(Manner::Says("success"), targets).await;
        let said = exchange
            .vendor
            .tell(&exchange.delivery, Duration::from_secs(2))
            .await;
        assert_eq!(said, Verdict::NoAnswer, "by its address");
        let url = exchange.delivery.callback_url.as_mut().unwrap();
        *url = url.replace("127.0.0.1", "localhost");
        let said = exchange
            .vendor
            .tell(&exchange.delivery, Duration::from_secs(2))
            .await;
        assert_eq!(said, Verdict::NoAnswer, "by a name that leads to it");
        assert!(exchange.heard.lock().unwrap().is_empty());
    }
}
