//! Proofs of work: an address that has asked for many codes shows one with each more.

use std::num::NonZeroUsize;

use api::path;
use domain::proof::FIRST_BITS;
use domain::sign_in::SendPolicy;
use domain::time::Span;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::customer::{Answer, Customer};
use tests::{SuiteLike, World};

/// What codes are asked for with.
const REQUEST: &str = "0123456789abcdef";
const OTHER_REQUEST: &str = "fedcba9876543210";

/// A server that sends one address so many codes without a proof, and so many in all.
async fn world(unproven: usize, most: usize) -> World {
    World::sending(SendPolicy {
        unproven_per_address: NonZeroUsize::new(unproven).unwrap(),
        per_address: most,
        ..SendPolicy::default()
    })
    .await
}

/// Somebody at an address who asks for codes to many numbers.
async fn visitor(world: &World) -> Customer<'_> {
    let (_, link) = world.link_of(SuiteLike::default()).await;
    Customer::new(world, "13800138000", &link)
}

/// Asks for a code to the `nth` number, perhaps with a proof.
async fn ask(visitor: &Customer<'_>, nth: u32, request: &str, proof: Option<&Value>) -> Answer {
    let phone = format!("138{nth:08}");
    let body = json!({
        "phone": phone, "request": request, "proof": proof, "link": visitor.link.as_str(),
    });
    visitor.post(path::CODES, body).await
}

/// The challenge of an answer that asks for a proof.
fn challenge((status, problem): Answer) -> Value {
    let asked = (status.as_u16(), problem["code"].as_str());
    assert_eq!(asked, (429, Some("proof_needed")), "{problem}");
    assert_eq!(problem["field"], "phone");
    problem["proof"].clone()
}

/// How many zero bits the hash for a number begins with.
fn zero_bits(challenge: &Value, nonce: u32) -> u32 {
    let hex = challenge["challenge"].as_str().unwrap();
    let mut bytes: Vec<u8> = (0..32)
        .map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap())
        .collect();
    bytes.extend(nonce.to_be_bytes());
    let hash = Sha256::digest(bytes);
    u64::from_be_bytes(hash[..8].try_into().unwrap()).leading_zeros()
}

/// The first number for a challenge whose hash is, or isn't, good enough.
fn answer(challenge: &Value, good: bool) -> Value {
    let bits = u32::try_from(bits(challenge)).unwrap();
    let fits = |nonce: &u32| (zero_bits(challenge, *nonce) >= bits) == good;
    let nonce = (0..).find(fits).unwrap();
    json!({ "minute": challenge["minute"], "nonce": nonce })
}

/// The bits that a challenge asks for.
fn bits(challenge: &Value) -> u64 {
    challenge["bits"].as_u64().unwrap()
}

#[tokio::test]
async fn beyond_the_first_codes_of_an_hour_each_takes_a_proof_and_more_take_twice_the_work() {
    let world = world(2, 1000).await;
    let visitor = visitor(&world).await;
    let first = u64::from(FIRST_BITS);
    for nth in 0..2 {
        assert_eq!(ask(&visitor, nth, REQUEST, None).await.0, 200);
    }
    for (nth, needed) in [(2, first), (3, first), (4, first + 1)] {
        let asked = challenge(ask(&visitor, nth, REQUEST, None).await);
        assert_eq!(bits(&asked), needed);
        let proof = answer(&asked, true);
        assert_eq!(ask(&visitor, nth, REQUEST, Some(&proof)).await.0, 200);
    }
    assert_eq!(world.outbox.count(), 5);
    let elsewhere = Customer {
        address: "10.9.9.9".to_owned(),
        ..Customer::new(&world, "13800138000", &visitor.link)
    };
    assert_eq!(ask(&elsewhere, 9, REQUEST, None).await.0, 200);
    world.pass(Span::minutes(60));
    assert_eq!(ask(&visitor, 9, REQUEST, None).await.0, 200);
    assert_eq!(
        world.funnel(&visitor.link).await,
        [""; 0],
        "nobody met an error"
    );
}

#[tokio::test]
async fn a_proof_is_good_for_its_number_its_request_and_five_minutes() {
    let world = world(1, 1000).await;
    let visitor = visitor(&world).await;
    assert_eq!(ask(&visitor, 0, REQUEST, None).await.0, 200);
    let asked = challenge(ask(&visitor, 1, REQUEST, None).await);
    let right = answer(&asked, true);
    let changed = |minutes: i64| {
        let minute = asked["minute"].as_i64().unwrap() + minutes;
        json!({ "minute": minute, "nonce": right["nonce"] })
    };
    for (nth, request, proof) in [
        (1, REQUEST, answer(&asked, false)),
        (1, OTHER_REQUEST, right.clone()),
        (2, REQUEST, right.clone()),
        (1, REQUEST, changed(-1)),
        (1, REQUEST, changed(2)),
        (1, REQUEST, changed(i64::from(u32::MAX))),
        (1, REQUEST, json!({ "minute": i64::MIN, "nonce": 0 })),
    ] {
        let again = challenge(ask(&visitor, nth, request, Some(&proof)).await);
        assert_eq!(bits(&again), bits(&asked), "{proof}");
    }
    let unreadable = json!({ "minute": "now", "nonce": -1 });
    let (status, problem) = ask(&visitor, 1, REQUEST, Some(&unreadable)).await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (400, &json!("bad_request"))
    );
    world.pass(Span::minutes(5));
    let later = challenge(ask(&visitor, 1, REQUEST, Some(&right)).await);
    assert_ne!(later["challenge"], asked["challenge"], "it was too old");
    let proof = answer(&later, true);
    assert_eq!(ask(&visitor, 1, REQUEST, Some(&proof)).await.0, 200);
    assert_eq!(world.outbox.count(), 2);
}

#[tokio::test]
async fn a_proof_sends_one_code() {
    let world = world(1, 1000).await;
    let visitor = visitor(&world).await;
    assert_eq!(ask(&visitor, 0, REQUEST, None).await.0, 200);
    let proof = answer(&challenge(ask(&visitor, 1, REQUEST, None).await), true);
    for sent in [2, 2] {
        assert_eq!(ask(&visitor, 1, REQUEST, Some(&proof)).await.0, 200);
        assert_eq!(world.outbox.count(), sent, "the answer may have been lost");
    }
    world.pass(Span::minutes(5));
    challenge(ask(&visitor, 1, REQUEST, Some(&proof)).await);
    assert_eq!(
        world.outbox.count(),
        2,
        "the code is over, and so is the proof"
    );
}

#[tokio::test]
async fn a_number_waits_and_an_address_has_its_most_whatever_is_proven() {
    let world = world(1, 2).await;
    let visitor = visitor(&world).await;
    assert_eq!(ask(&visitor, 0, REQUEST, None).await.0, 200);
    let (status, problem) = ask(&visitor, 0, OTHER_REQUEST, None).await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (429, &json!("code_too_soon")),
        "nobody works for what is refused"
    );
    let proof = answer(&challenge(ask(&visitor, 1, REQUEST, None).await), true);
    assert_eq!(ask(&visitor, 1, REQUEST, Some(&proof)).await.0, 200);
    let (status, problem) = ask(&visitor, 2, REQUEST, None).await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (429, &json!("code_too_soon"))
    );
    let wait = problem["retry_after"].as_u64().unwrap();
    assert!((3500..=3600).contains(&wait), "{wait}");
    world.pass(Span::minutes(60));
    assert_eq!(ask(&visitor, 2, REQUEST, None).await.0, 200);
}
