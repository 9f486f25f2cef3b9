//! A hundred teams at one serial, and at one last use of a link.

use std::collections::BTreeMap;

use domain::batch::SerialTaken;
use domain::link::LinkToken;
use domain::sign_in::SendPolicy;
use domain::task::SerialRule;
use store::LinkSettings;
use tests::customer::Customer;
use tests::{SuiteLike, World, database};
use tokio::task::JoinSet;

const TEAMS: usize = 100;

async fn a_hundred_teams<'a>(world: &'a World, link: &LinkToken) -> Vec<Customer<'a>> {
    teams(world, link, TEAMS).await
}

async fn teams<'a>(world: &'a World, link: &LinkToken, count: usize) -> Vec<Customer<'a>> {
    let mut teams = Vec::with_capacity(count);
    for n in 0..count {
        let customer = Customer::new(world, &format!("138{n:08}"), link);
        customer.sign_in().await;
        assert_eq!(customer.create_solo(&format!("第{n}家")).await.0, 200);
        teams.push(customer);
    }
    teams
}

fn count(codes: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    codes.into_iter().fold(BTreeMap::new(), |mut counts, code| {
        *counts.entry(code).or_default() += 1;
        counts
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_simultaneous_redemptions_of_one_serial_one_wins() {
    let world: &'static World = Box::leak(Box::new(World::bare().await));
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let mut attempts = JoinSet::new();
    for team in a_hundred_teams(world, &link).await {
        let serial = serial.clone();
        attempts.spawn(async move {
            let (status, body) = team.redeem(&serial).await;
            if status == 200 {
                "won".to_owned()
            } else {
                body["code"].to_string()
            }
        });
    }
    let counts = count(attempts.join_all().await);
    let expected = [
        ("won".to_owned(), 1),
        ("\"serial_used\"".to_owned(), TEAMS - 1),
    ];
    assert_eq!(counts, expected.into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_teams_that_redeem_serials_of_one_batch_at_once_each_is_counted() {
    let world: &'static World = Box::leak(Box::new(World::bare().await));
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serials = world.serials(suite, 30, None).await;
    let mut attempts = JoinSet::new();
    let teams = teams(world, &link, serials.len()).await;
    for (team, serial) in teams.into_iter().zip(serials) {
        attempts.spawn(async move { team.redeem(&serial.to_string()).await.0.as_u16() });
    }
    let statuses = attempts.join_all().await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let counted = "SELECT redeemed FROM serial_batch";
    assert_eq!(database::number(&world.database, counted).await, 30);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_links_made_at_once_with_the_same_serial_one_carries_it() {
    let world: &'static World = Box::leak(Box::new(World::bare().await));
    let suite = world.suite(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0];
    let mut attempts = JoinSet::new();
    for n in 0..20 {
        let token = LinkToken::generate([n; domain::link::TOKEN_LENGTH]);
        let settings = LinkSettings {
            serial: Some(serial.into()),
            ..LinkSettings::default()
        };
        attempts.spawn(async move {
            let made = world
                .store
                .create_link(suite, &token, settings, world.now());
            match made.await.unwrap() {
                Ok(()) => "made".to_owned(),
                Err(SerialTaken::InLink(_)) => "in another".to_owned(),
                Err(other) => other.to_string(),
            }
        });
    }
    let counts = count(attempts.join_all().await);
    let expected = [("made".to_owned(), 1), ("in another".to_owned(), 19)];
    assert_eq!(counts, expected.into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_simultaneous_authorizations_a_links_five_uses_let_five_through() {
    let world: &'static World = Box::leak(Box::new(World::bare().await));
    let suite = world
        .suite(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let five = LinkSettings {
        max_uses: Some(5),
        ..LinkSettings::default()
    };
    let link = world.link(suite, five).await;
    let mut attempts = JoinSet::new();
    for team in a_hundred_teams(world, &link).await {
        attempts.spawn(async move {
            let (status, body) = team.authorize().await;
            if status == 200 {
                "won".to_owned()
            } else {
                body["code"].to_string()
            }
        });
    }
    let counts = count(attempts.join_all().await);
    let expected = [
        ("won".to_owned(), 5),
        ("\"link_used_up\"".to_owned(), TEAMS - 5),
    ];
    assert_eq!(counts, expected.into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_codes_that_are_asked_for_at_once_as_many_are_sent_as_the_operator_allows() {
    let policy = SendPolicy {
        per_minute: 5,
        ..SendPolicy::default()
    };
    let world: &'static World = Box::leak(Box::new(World::sending(policy).await));
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let mut attempts = JoinSet::new();
    for n in 0..TEAMS {
        let customer = Customer::new(world, &format!("138{n:08}"), &link);
        attempts.spawn(async move { customer.ask_code().await.0.as_u16().to_string() });
    }
    let counts = count(attempts.join_all().await);
    assert_eq!(counts.get("200"), Some(&5), "{counts:?}");
    assert_eq!(world.outbox.count(), 5);
}
