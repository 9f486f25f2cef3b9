//! Events that are pushed to vendors' servers over HTTP, right ones and wrong ones.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use domain::authorization::{VendorEvent, Verdict};
use domain::time::Span;
use domain::vendor_serial::VendorSerial;
use futures_util::stream::unfold;
use serde_json::{Value, json};
use server::callbacks::client::HttpVendor;
use server::callbacks::envelope::{Envelope, RANDOM_BYTES, Sealed};
use server::credentials;
use server::open_api::call;
use server::state::{system_clock, system_random};
use server::vendor::Vendor;
use store::{DeliveryKind, PendingDelivery};
use tests::World;
use tests::isv::{CALLS_BACK, Isv, text};
use tokio::net::TcpListener;

const KEY: &str = "suitedemo";

/// More bytes than are read of an answer.
const FLOOD: usize = 256 * 1024;

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
    Drips,
    Hangs,
}

/// What the vendor's server has.
#[derive(Clone)]
struct Listener {
    envelope: Arc<Envelope>,
    manner: Manner,
    heard: Arc<Mutex<Vec<Value>>>,
}

async fn take(
    State(isv): State<Listener>,
    Query(mut signed): Query<HashMap<String, String>>,
    Json(body): Json<Value>,
) -> Response {
    let mut part = |name: &str| signed.remove(name).unwrap();
    let sealed = Sealed {
        signature: part("signature"),
        timestamp: part("timestamp"),
        nonce: part("nonce"),
        encrypt: text(&body, "encrypt"),
    };
    let Ok(event) = isv.envelope.open(&sealed) else {
        return "".into_response();
    };
    isv.heard
        .lock()
        .unwrap()
        .push(serde_json::from_str(&event).unwrap());
    let seal = |text| isv.envelope.seal(text, [7; RANDOM_BYTES], "nonce", "0");
    match isv.manner {
        Manner::Says(text) => Json(seal(text).answer_body()).into_response(),
        Manner::InTheClear => "success".into_response(),
        Manner::IsAProxysPage => "<html><body>Bad gateway</body></html>".into_response(),
        Manner::WithoutWord => "".into_response(),
        Manner::SignedWrongly => {
            let mut answer = seal("success").answer_body();
            answer["msg_signature"] = json!("0000");
            Json(answer).into_response()
        }
        Manner::Redirects => (StatusCode::FOUND, [(LOCATION, "/other")]).into_response(),
        Manner::Fails => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Manner::Floods => vec![b' '; FLOOD].into_response(),
        Manner::Drips => {
            let drop = async |()| {
                tokio::time::sleep(Duration::from_millis(100)).await;
                Some((Ok::<_, Infallible>(" "), ()))
            };
            Body::from_stream(unfold((), drop)).into_response()
        }
        Manner::Hangs => std::future::pending().await,
    }
}

/// A vendor's server of this manner, and what pushes events to it.
struct Exchange<'a> {
    pushes: HttpVendor,
    delivery: PendingDelivery,
    heard: Arc<Mutex<Vec<Value>>>,
    isv: Isv<'a>,
}

impl<'a> Exchange<'a> {
    async fn new(world: &'a World, manner: Manner, targets: &str) -> Self {
        let isv = Isv::new(world, KEY, CALLS_BACK).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let callback_url = format!("http://{}/callback?app=1", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::default());
        let listens = Listener {
            envelope: Arc::new(isv.keys.envelope(KEY).unwrap()),
            manner,
            heard: Arc::clone(&heard),
        };
        let router = Router::new().route("/callback", post(take));
        let router = router.with_state(listens);
        tokio::spawn(async move { axum::serve(listener, router).await });
        let own = (world.store.clone(), world.secrets.clone());
        let randomness = (Arc::new(system_clock) as _, Arc::new(system_random) as _);
        Self {
            pushes: HttpVendor::new(targets.parse().unwrap(), own, randomness).unwrap(),
            delivery: PendingDelivery {
                id: 0,
                what: DeliveryKind::VendorEvent(VendorEvent::Changed),
                last: false,
                suite_id: isv.suite,
                suite_key: KEY.to_owned(),
                callback_url: Some(callback_url),
                corpid: Some("corp1".to_owned()),
                authorization_id: None,
                onboarding_id: None,
            },
            heard,
            isv,
        }
    }

    async fn push(&self, limit: Duration) -> Verdict {
        self.pushes.tell(&self.delivery, limit).await
    }

    fn heard(&self) -> Vec<Value> {
        self.heard.lock().unwrap().clone()
    }
}

/// What comes of an event that is pushed to a vendor's server of this manner, and what that has heard.
async fn pushed(manner: Manner, what: DeliveryKind) -> (Verdict, Vec<Value>) {
    let world = World::bare().await;
    let mut exchange = Exchange::new(&world, manner, "127.0.0.1").await;
    exchange.delivery.what = what;
    let verdict = exchange.push(Duration::from_millis(800)).await;
    (verdict, exchange.heard())
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
        (Manner::Drips, Verdict::NoAnswer),
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

#[tokio::test]
async fn while_a_rotation_holds_a_vendor_with_the_old_keys_has_its_say() {
    let serial = VendorSerial::parse("ab-12").unwrap();
    for (manner, verdict) in [
        (Manner::Says("success"), Verdict::Accepted),
        (Manner::Says("faile"), Verdict::Refused(None)),
        (Manner::Fails, Verdict::NoAnswer),
        (Manner::Hangs, Verdict::NoAnswer),
    ] {
        let world = World::bare().await;
        let mut exchange = Exchange::new(&world, manner, "127.0.0.1").await;
        let with = (&world.store, &world.secrets, &system_random as _);
        let rotated = credentials::rotate(with, KEY, Span::days(1), world.now());
        rotated.await.unwrap();
        exchange.delivery.what = DeliveryKind::Serial(serial.clone());
        let said = exchange.push(Duration::from_millis(800)).await;
        assert_eq!(said, verdict, "{manner:?}");
    }
}

#[tokio::test]
async fn a_ticket_that_was_pushed_is_good() {
    let world = World::bare().await;
    let mut exchange = Exchange::new(&world, Manner::Says("success"), "127.0.0.1").await;
    exchange.delivery.what = DeliveryKind::Ticket;
    let said = exchange.push(Duration::from_secs(2)).await;
    assert_eq!(said, Verdict::Acknowledged);
    let token = async |ticket: Value| {
        let mut introduction = exchange.isv.introduction().await;
        introduction["suite_ticket"] = ticket;
        exchange.isv.post(call::GET_SUITE_TOKEN, introduction).await
    };
    let good = token(exchange.heard()[0]["SuiteTicket"].clone()).await;
    assert_eq!(good["errcode"], 0, "{good}");
    let other = token(json!("other")).await;
    assert_ne!(other["errcode"], 0, "{other}");
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_isnt_public() {
    for targets in ["", "10.0.0.0/8"] {
        let world = World::bare().await;
        let mut exchange = Exchange::new(&world, Manner::Says("success"), targets).await;
        let said = exchange.push(Duration::from_secs(2)).await;
        assert_eq!(said, Verdict::NoAnswer, "by its address");
        let url = exchange.delivery.callback_url.as_mut().unwrap();
        *url = url.replace("127.0.0.1", "localhost");
        let said = exchange.push(Duration::from_secs(2)).await;
        assert_eq!(said, Verdict::NoAnswer, "by a name that leads to it");
        assert!(exchange.heard().is_empty());
    }
}
