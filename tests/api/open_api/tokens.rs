//! Tickets, tokens and secrets: how long each is good, and that several are.

use std::num::NonZeroU32;

use domain::time::Span;
use serde_json::{Value, json};
use server::credentials;
use server::open_api::call;
use server::resealing::{Resealed, reseal_all};
use server::secrets::{Purpose, SecretKey, Secrets};
use server::state::{Settings, system_random};
use store::SealedColumn;
use tests::World;
use tests::isv::{Isv, errcode, text};

use super::{authorized, isv};

async fn suite_token(isv: &Isv<'_>, secret: &str, ticket: &str) -> Value {
    let body = json!({
        "suite_key": isv.suite_key, "suite_secret": secret, "suite_ticket": ticket,
    });
    isv.post(call::GET_SUITE_TOKEN, body).await
}

#[tokio::test]
async fn a_suite_that_floods_us_with_tokens_is_told_to_wait_and_no_other_is() {
    let slow = |settings: &mut Settings| settings.calls_per_second = NonZeroU32::MIN;
    let world = World::bare_with(slow).await;
    let (mut flooding, _) = isv(&world, "suite1").await;
    let (other, _) = isv(&world, "suite2").await;
    let (ticket, of_other) = (flooding.ticket().await, other.ticket().await);
    let secret = flooding.keys.secret.clone();
    let mut answers = Vec::new();
    while answers.last() != Some(&45009) && answers.len() < 100 {
        // None of its servers calls too often.
        flooding.address = format!("198.51.100.{}", answers.len());
        answers.push(errcode(&suite_token(&flooding, &secret, &ticket).await));
    }
    assert!(answers.len() > 5, "{answers:?}");
    assert_eq!(answers.pop(), Some(45009));
    assert!(answers.iter().all(|errcode| *errcode == 0));
    let good = suite_token(&other, &other.keys.secret, &of_other).await;
    assert_eq!(errcode(&good), 0);
}

#[tokio::test]
async fn several_tokens_are_good_at_once_each_until_it_expires() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let ticket = isv.ticket().await;
    let first = suite_token(&isv, &isv.keys.secret, &ticket).await;
    assert_eq!(first["expires_in"], 7200);
    let first = text(&first, "suite_access_token");
    let code = isv.activate(&first, &corpid).await;
    let first_team = isv.team_token(&first, &corpid, &code).await;
    world.pass(Span::seconds(7000));
    // The ticket is good for more than one token.
    let second = text(
        &suite_token(&isv, &isv.keys.secret, &ticket).await,
        "suite_access_token",
    );
    let second_team = isv.team_token(&first, &corpid, &code).await;
    let outcomes = async || {
        let about = isv.about(&corpid, &code);
        let mut outcomes = Vec::new();
        for token in [&first, &second] {
            let found = isv
                .post_with(call::GET_AUTH_INFO, token, about.clone())
                .await;
            outcomes.push(errcode(&found));
        }
        for token in [&first_team, &second_team] {
            let path = format!("{}?access_token={token}", call::AUTH_SCOPES);
            outcomes.push(errcode(&isv.get(&path).await));
        }
        outcomes
    };
    assert_eq!(outcomes().await, [0, 0, 0, 0]);
    world.pass(Span::seconds(200));
    assert_eq!(outcomes().await, [42001, 0, 42001, 0]);
    world.pass(Span::seconds(7000));
    assert_eq!(outcomes().await, [42001; 4]);
    // Swept, they are unknown: clients get a new one on that, too.
    world.pass(Span::days(1));
    world.store.sweep(world.now()).await.unwrap();
    assert_eq!(outcomes().await, [40014; 4]);
}

#[tokio::test]
async fn one_kind_of_token_is_no_other() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let token = isv.token().await;
    let code = isv.activate(&token, &corpid).await;
    let team_token = isv.team_token(&token, &corpid, &code).await;
    let about = isv.about(&corpid, &code);
    let refused = isv.post_with(call::GET_AUTH_INFO, &team_token, about).await;
    assert_eq!(errcode(&refused), 40014);
    let path = format!("{}?access_token={token}", call::AUTH_SCOPES);
    assert_eq!(errcode(&isv.get(&path).await), 40014);
}

#[tokio::test]
async fn a_ticket_of_the_last_five_hours_is_good() {
    let world = World::bare().await;
    let (isv, _) = isv(&world, "suite1").await;
    let (other, _) = super::isv(&world, "suite2").await;
    let old = isv.ticket().await;
    let outcome = async |ticket: &str| errcode(&suite_token(&isv, &isv.keys.secret, ticket).await);
    world.pass(Span::minutes(5 * 60 - 1));
    let new = isv.ticket().await;
    assert_eq!((outcome(&old).await, outcome(&new).await), (0, 0));
    world.pass(Span::minutes(1));
    world.store.sweep(world.now()).await.unwrap();
    assert_eq!((outcome(&old).await, outcome(&new).await), (40085, 0));
    assert_eq!(outcome(&other.ticket().await).await, 40085);
}

#[tokio::test]
async fn after_a_rotation_the_old_secret_is_good_for_a_while() {
    let world = World::bare().await;
    let (isv, _) = isv(&world, "suite1").await;
    let with = (&world.store, &world.secrets, &system_random as _);
    let hold = Span::days(1);
    let new = credentials::rotate(with, "suite1", hold, world.now()).await;
    let new = new.unwrap();
    assert!(new != isv.keys);
    let outcome = async |secret: &str| {
        let ticket = isv.ticket().await;
        errcode(&suite_token(&isv, secret, &ticket).await)
    };
    assert_eq!(
        (outcome(&isv.keys.secret).await, outcome(&new.secret).await),
        (0, 0)
    );
    let load = || credentials::load(&world.store, &world.secrets, "suite1", world.now());
    let known = load().await.unwrap().unwrap();
    assert!(known.keys == new && known.former.as_ref() == Some(&isv.keys));
    world.pass(hold);
    assert_eq!(
        (outcome(&isv.keys.secret).await, outcome(&new.secret).await),
        (40080, 0)
    );
    assert!(load().await.unwrap().unwrap().former.is_none());
    // Twice in a row, the oldest is out at once.
    let newest = credentials::rotate(with, "suite1", hold, world.now())
        .await
        .unwrap();
    let rotated = credentials::rotate(with, "suite1", hold, world.now())
        .await
        .unwrap();
    for (secret, code) in [(&new, 40080), (&newest, 0), (&rotated, 0)] {
        assert_eq!(outcome(&secret.secret).await, code);
    }
}

#[tokio::test]
async fn credentials_are_made_once_and_kept_encrypted() {
    let world = World::bare().await;
    let (isv, _) = isv(&world, "suite1").await;
    let with = (&world.store, &world.secrets, &system_random as _);
    let again = credentials::create(with, "suite1", world.now()).await;
    assert!(matches!(again, Err(credentials::CredentialError::Already)));
    let none = credentials::create(with, "nothing", world.now()).await;
    assert!(matches!(none, Err(credentials::CredentialError::NoSuite)));
    let none = credentials::rotate(with, "nothing", Span::days(1), world.now()).await;
    assert!(matches!(none, Err(credentials::CredentialError::None)));
    let kept = world
        .store
        .credential("suite1", world.now())
        .await
        .unwrap()
        .unwrap();
    let kept = format!("{kept:?}");
    assert!(!kept.contains(&isv.keys.secret) && !kept.contains(&isv.keys.aes_key));
}

#[tokio::test]
async fn with_another_key_everything_is_read_and_then_encrypted_with_it() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let token = isv.token().await;
    let code = isv.activate(&token, &corpid).await;
    let (store, key) = (&world.store, SecretKey::new([8; 32]));
    let with = (store, &world.secrets, &system_random as _);
    let new = credentials::rotate(with, "suite1", Span::days(1), world.now()).await;
    let new = new.unwrap();
    let both = Secrets::new(Some(key.clone()), Some(world.secret_key.clone()));
    let alone = Secrets::new(Some(key), None);
    let loads = async |secrets: &Secrets| {
        let loaded = credentials::load(store, secrets, "suite1", world.now()).await;
        loaded.is_ok_and(|found| found.is_some_and(|found| found.keys == new))
    };
    assert!(loads(&both).await && !loads(&alone).await);
    let done = |done, unread| Ok(Resealed { done, unread });
    let reseal = async |secrets: &Secrets| {
        let resealed = reseal_all(store, secrets, &system_random).await;
        resealed.map_err(|error| error.to_string())
    };
    assert_eq!(reseal(&alone).await, done(0, 5));
    assert_eq!(reseal(&both).await, done(5, 0));
    assert_eq!(reseal(&both).await, done(0, 0));
    assert!(loads(&alone).await && !loads(&world.secrets).await);
    let texts = store
        .sealed_texts(SealedColumn::PermanentCode, 0, 10)
        .await
        .unwrap();
    let opened = alone.open(Purpose::PermanentCode("suite1"), &texts[0].text);
    assert_eq!(opened.as_deref(), Ok(code.as_str()));
}
