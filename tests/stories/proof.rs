//! A fair: so many customers share an address that each phone works for its code.

use std::num::NonZeroUsize;

use domain::sign_in::SendPolicy;
use serde_json::json;
use tests::customer::Customer;
use tests::{SuiteLike, World};

use crate::engine::in_every_engine;
use crate::phone::Phone;
use crate::steps::{LI, WANG, ZH};

/// What the page says while the phone works.
const WORDS: &str = "正在确认您不是机器人";

/// A server on which the phones' address has had all the codes that take no proof.
async fn at_a_fair() -> (World, domain::link::LinkToken) {
    let policy = SendPolicy {
        unproven_per_address: NonZeroUsize::MIN,
        ..SendPolicy::default()
    };
    let world = World::with_app_sending(policy).await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let before = Customer {
        address: "127.0.0.1".to_owned(),
        ..Customer::new(&world, LI, &link)
    };
    assert_eq!(before.ask_code().await.0, 200);
    (world, link)
}

/// Notes whether the page ever shows the words: a fast phone shows them for an instant.
const NOTE_WORDS: &str = "new MutationObserver(() => {
        if (document.body.textContent.includes('正在确认您不是机器人')) window.worked = true
    }).observe(document.body, { childList: true, subtree: true })";

async fn at_a_fair_a_customer_signs_in_and_sees_words_for_a_moment() {
    let (world, link) = at_a_fair().await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/sign-in")).await;
    phone.find("#phone").await;
    phone.asks(NOTE_WORDS).await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    assert_eq!(phone.asks("return window.worked").await, json!(true));
    assert_eq!(world.funnel(&link).await, ["signed_in"], "no error was met");
    phone.off().await;
}

/// A worker that takes longer than anybody waits, and notes that it is stopped.
const SLOW: &str = "window.usual = Worker
    window.Worker = class { postMessage() {} terminate() { window.stopped = true } }";

async fn the_work_is_given_up_by_a_tap_and_a_phone_that_cannot_do_it_says_so() {
    let (world, _) = at_a_fair().await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench").await;
    phone.type_into("#phone", WANG).await;
    phone.asks(SLOW).await;
    phone.tap(".code button").await;
    phone.sees(WORDS).await;
    phone.find(".code button:disabled").await;
    phone.picture("proof").await;
    phone.tap(".notice button").await;
    phone.sees_no(WORDS).await;
    phone.until_asked("return window.stopped").await;
    phone.asks("window.Worker = undefined").await;
    phone.tap(".code button:enabled").await;
    phone.sees("没能确认您不是机器人").await;
    assert_eq!(world.outbox.count(), 1, "no code for {WANG}");
    phone.picture("proof-failed").await;
    phone.asks("window.Worker = window.usual").await;
    phone.sign_in(&world, WANG).await;
    phone.sees("您还没有加入团队").await;
    phone.off().await;
}

in_every_engine!(
    at_a_fair_a_customer_signs_in_and_sees_words_for_a_moment,
    the_work_is_given_up_by_a_tap_and_a_phone_that_cannot_do_it_says_so,
);
