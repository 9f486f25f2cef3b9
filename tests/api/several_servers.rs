//! Two servers on one database: a limit holds for what both of them let through.

use std::collections::BTreeMap;
use std::future::Future;

use api::path;
use domain::limit::{
    CODES_PER_NUMBER, REPORTS_PER_PERSON, WRONG_CODES_PER_ADDRESS, WRONG_SERIALS_PER_ADDRESS,
    WRONG_SERIALS_PER_ONBOARDING,
};
use domain::link::LinkToken;
use domain::serial::Serial;
use domain::sign_in::{SendPolicy, TRIES};
use domain::task::SerialRule;
use futures_util::future::join_all;
use serde_json::json;
use server::state::Settings;
use tests::customer::{Answer, Customer};
use tests::{SuiteLike, World};

async fn two_servers(change: impl Fn(&mut Settings)) -> [World; 2] {
    let first = World::bare_with(&change).await;
    let second = first.beside(&change).await;
    [first, second]
}

/// The same phone, which speaks to this server.
fn at<'a>(server: &'a World, customer: &Customer<'_>) -> Customer<'a> {
    Customer {
        world: server,
        http: customer.http.clone(),
        phone: customer.phone.clone(),
        address: customer.address.clone(),
        link: customer.link.clone(),
        request: customer.request().into(),
    }
}

/// Asks so many times at once, both servers by turns; answers how often each code came back, `ok` for a success.
async fn at_once<'a, F: Future<Output = Answer>>(
    servers: &'a [World; 2],
    times: usize,
    ask: impl Fn(&'a World, usize) -> F,
) -> BTreeMap<String, usize> {
    let asked = (0..times).map(|nth| ask(&servers[nth % 2], nth));
    let mut counts = BTreeMap::new();
    for (status, body) in join_all(asked).await {
        let code = body["code"].as_str().unwrap_or_default();
        let end = if status.is_success() { "ok" } else { code };
        *counts.entry(end.to_owned()).or_default() += 1;
    }
    counts
}

fn counts<const N: usize>(expected: [(&str, usize); N]) -> BTreeMap<String, usize> {
    let named = expected.map(|(code, count)| (code.to_owned(), count));
    named.into()
}

fn phone(nth: usize) -> String {
    format!("138{nth:08}")
}

fn no_link() -> LinkToken {
    LinkToken::generate([1; domain::link::TOKEN_LENGTH])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_gets_as_many_codes_as_from_one_server() {
    let servers = two_servers(|_| ()).await;
    let most = CODES_PER_NUMBER[0].most;
    let asked = at_once(&servers, 20, |server, nth| async move {
        let mut customer = Customer::new(server, "13800138000", &no_link());
        customer.address = format!("10.9.0.{nth}");
        customer.ask_code().await
    });
    let expected = counts([("ok", most), ("code_too_soon", 20 - most)]);
    assert_eq!(asked.await, expected);
    assert_eq!(servers[0].outbox.count(), most);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_one_code_a_minute_for_a_number() {
    let servers = two_servers(|_| ()).await;
    let asked = at_once(&servers, 10, |server, _| async move {
        let customer = Customer::new(server, "13800138000", &no_link());
        customer.ask_code().await
    });
    assert_eq!(asked.await, counts([("ok", 1), ("code_too_soon", 9)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_codes_are_sent_in_a_minute_as_the_operator_allows() {
    let servers = two_servers(|settings| {
        settings.send_policy = SendPolicy {
            per_minute: 5,
            ..SendPolicy::default()
        };
    })
    .await;
    let asked = at_once(&servers, 40, |server, nth| async move {
        let customer = Customer::new(server, &phone(nth), &no_link());
        customer.ask_code().await
    });
    assert_eq!(asked.await.get("ok"), Some(&5));
    assert_eq!(servers[0].outbox.count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_tried_five_times_in_all() {
    let servers = two_servers(|_| ()).await;
    let wang = &Customer::new(&servers[0], "13800138000", &no_link());
    wang.ask_code().await;
    let right = servers[0].outbox.last(&wang.phone).unwrap();
    let wrong = if right == "000000" {
        "111111"
    } else {
        "000000"
    };
    let tried = at_once(&servers, 20, |server, _| async move {
        at(server, wang).try_code(wrong).await
    });
    let tries = TRIES as usize;
    let expected = counts([("code_wrong", tries - 1), ("code_spent", 21 - tries)]);
    assert_eq!(tried.await, expected);
    assert_eq!(wang.try_code(&right).await.1["code"], "code_spent");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_tries_so_many_wrong_codes() {
    let servers = two_servers(|_| ()).await;
    let most = WRONG_CODES_PER_ADDRESS.most;
    let times = most + 20;
    let tried = at_once(&servers, times, |server, nth| async move {
        let mut customer = Customer::new(server, &phone(nth), &no_link());
        customer.address = format!("10.8.0.{nth}");
        customer.ask_code().await;
        customer.address = "10.9.0.1".to_owned();
        let sent = server.outbox.last(&customer.phone).unwrap();
        let wrong = if sent == "000000" { "111111" } else { "000000" };
        customer.try_code(wrong).await
    });
    let expected = counts([("code_wrong", most), ("code_wait", times - most)]);
    assert_eq!(tried.await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_onboarding_and_an_address_try_so_many_wrong_serials() {
    let servers = two_servers(|_| ()).await;
    let (_, link) = servers[0].link_of(SuiteLike::default()).await;
    let mut customers = Vec::new();
    for nth in 0..6 {
        let mut customer = Customer::new(&servers[0], &phone(nth), &link);
        customer.sign_in().await;
        customer.create_solo("老街").await;
        customer.address = match nth {
            0 => "10.9.0.1".to_owned(),
            _ => "10.9.0.2".to_owned(),
        };
        customers.push(customer);
    }
    let customers = &customers;
    let most = WRONG_SERIALS_PER_ONBOARDING.most;
    let wrong = |nth| Serial::generate([u8::try_from(nth).unwrap(); 15]).to_string();
    let tried = at_once(&servers, 20, |server, nth| async move {
        at(server, &customers[0]).redeem(&wrong(nth)).await
    });
    let expected = counts([("serial_wrong", most), ("serial_wait", 20 - most)]);
    assert_eq!(tried.await, expected, "one onboarding");

    let most = WRONG_SERIALS_PER_ADDRESS.most;
    let tried = at_once(&servers, 25, |server, nth| async move {
        let customer = at(server, &customers[1 + nth / 5]);
        customer.redeem(&wrong(nth)).await
    });
    let expected = counts([("serial_wrong", most), ("serial_wait", 25 - most)]);
    assert_eq!(tried.await, expected, "one address");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reports_so_many_problems_a_day() {
    let servers = two_servers(|_| ()).await;
    let like = SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, link) = servers[0].link_of(like).await;
    let wang = &Customer::new(&servers[0], "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    let key = suites["suites"][0]["key"].as_str().unwrap();
    let reports = &path::of_suite(path::REPORTS, &corpid, key);
    let most = REPORTS_PER_PERSON.most;
    let reported = at_once(&servers, 20, |server, nth| async move {
        let report = json!({ "text": format!("打不开 {nth}") });
        at(server, wang).post(reports, report).await
    });
    let expected = counts([("ok", most), ("report_too_soon", 20 - most)]);
    assert_eq!(reported.await, expected);
}
