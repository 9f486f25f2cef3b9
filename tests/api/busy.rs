//! A database that another program keeps locked: a copy that is made by hand, a forgotten transaction.

use std::time::Duration;

use domain::task::SerialRule;
use server::state::Settings;
use sqlx::Connection;
use tests::customer::{Answer, Customer, due};
use tests::{SuiteLike, World, database};

fn no_serial() -> SuiteLike {
    SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_waits_until_the_database_is_free() {
    let world = World::bare().await;
    let (_, link) = world.link_of(no_serial()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let lock = database::lock(&world.database).await;
    let unlock = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        lock.close().await.unwrap();
    };
    let ((status, created), ()) = tokio::join!(wang.create_solo("老街"), unlock);
    assert_eq!(
        (status.as_u16(), due(&created)),
        (200, "authorize".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_stays_locked_is_told_and_nothing_is_lost() {
    let in_time = |settings: &mut Settings| settings.limits.request_time = Duration::from_secs(1);
    let world = World::bare_with(in_time).await;
    let (_, link) = world.link_of(no_serial()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let li = Customer::new(&world, "13900139000", &link);
    wang.sign_in().await;
    let lock = database::lock(&world.database).await;
    let busy = async |answer: Answer| {
        assert_eq!(answer.0, 503, "{}", answer.1);
        assert_eq!(answer.1["code"], "timeout");
    };
    // One waits for the database, the other one for the connection.
    let (created, asked) = tokio::join!(wang.create_solo("老街"), li.ask_code());
    busy(created).await;
    busy(asked).await;
    assert_eq!(world.outbox.last("13900139000"), None, "unsent");
    let guide = tests::http().get(format!("{}/d/{link}", world.base));
    assert_eq!(guide.send().await.unwrap().status(), 200, "it only reads");
    lock.close().await.unwrap();

    assert_eq!(due(&wang.create_solo("老街").await.1), "authorize");
    assert_eq!(li.sign_in().await.0, 200, "no minute to wait");
    let funnel = world.funnel(&link).await;
    assert!(funnel.contains(&"scanned".to_owned()), "{funnel:?}");
    let teams = database::number(&world.database, "SELECT count(*) FROM corp").await;
    assert_eq!(teams, 1);
}
