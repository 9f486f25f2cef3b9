//! What is counted where it changes, beside what is there.

use api::console::vendor_path as path;
use domain::time::Span;
use serde_json::{Value, json};
use tests::customer::Customer;
use tests::{World, database};

use super::{Shop, base64, texts};

/// Numbers that look like chance, and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Compares the counts of all batches with their serials.
async fn compare(shop: &Shop<'_>, after: &str) {
    for batch in shop.rows(path::SERIAL_BATCHES, "?limit=200").await {
        for (count, which) in [
            ("issued", "TRUE"),
            ("redeemed", "corp_id IS NOT NULL"),
            ("revoked", "corp_id IS NULL AND revoked_at IS NOT NULL"),
        ] {
            let id = &batch["id"];
            let there = format!("SELECT COUNT(*) FROM serial WHERE batch_id = {id} AND {which}");
            let there = database::number(&shop.world.database, &there).await;
            assert_eq!(batch[count], json!(there), "{count} of {id} after {after}");
        }
    }
}

/// Somebody with a team who is asked for a serial.
async fn at_the_serial<'a>(shop: &Shop<'a>, nth: usize) -> Customer<'a> {
    let customer = shop.scans(&format!("1380013800{nth}")).await;
    customer.sign_in().await;
    assert_eq!(customer.create_solo(&format!("第{nth}家")).await.0, 200);
    customer
}

#[tokio::test]
async fn the_counts_of_serial_batches_are_exact_after_every_act() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let mut chance = Chance(22);
    let mut waiting = Vec::new();
    for nth in 0..4 {
        waiting.push(at_the_serial(&shop, nth).await);
    }
    let mut teams: Vec<String> = Vec::new();
    shop.issue(json!({ "count": 3 })).await;
    for nth in 0..60 {
        let serials = texts(&shop.serials("?limit=200").await, "serial");
        let serial = chance.pick(&serials).clone();
        let batches = shop.rows(path::SERIAL_BATCHES, "").await;
        let batch = chance.pick(&batches)["id"].as_i64().unwrap();
        let one = path::of_serial(path::SERIAL_REVOKE, &shop.key, &serial);
        let whole = path::of_item(path::SERIAL_BATCH_REVOKE, &shop.key, batch);
        let desk = &shop.desk;
        let act = match chance.below(10) {
            0 => {
                shop.issue(json!({ "count": 1 + chance.below(3) })).await;
                "issue".to_owned()
            }
            1 => {
                let mut random = [0; domain::serial::RANDOM_BYTES];
                random[0] = u8::try_from(nth % 32).unwrap();
                random[1] = u8::try_from(nth / 32).unwrap();
                let new = domain::serial::Serial::generate(random);
                let file = base64(format!("serial\n{new}\n").as_bytes());
                let imported = desk
                    .send(
                        "POST",
                        &shop.of(path::SERIAL_IMPORT),
                        json!({ "file": file }),
                    )
                    .await;
                assert_eq!(imported.0, 200, "{}", imported.1);
                "import".to_owned()
            }
            2 | 3 => match waiting.pop() {
                None => continue,
                Some(customer) => {
                    // Once more is the same serial still; where another team has it, it is refused.
                    let (first, _) = customer.redeem(&serial).await;
                    customer.redeem(&serial).await;
                    match first == 200 {
                        true => {
                            let (_, found) = customer.authorize().await;
                            teams.push(found["team"]["corpid"].as_str().unwrap().to_owned());
                        }
                        false => waiting.push(customer),
                    }
                    format!("redeem, {first}")
                }
            },
            4 | 5 => format!("revoke, {}", desk.send("POST", &one, json!({})).await.0),
            6 => format!("restore, {}", desk.send("DELETE", &one, json!({})).await.0),
            7 => format!(
                "revoke all, {}",
                desk.send("POST", &whole, json!({})).await.0
            ),
            8 => format!(
                "restore all, {}",
                desk.send("DELETE", &whole, json!({})).await.0
            ),
            _ if teams.is_empty() => continue,
            _ => {
                let to = path::of_serial(path::SERIAL_TEAM, &shop.key, &serial);
                let moved = json!({ "corpid": chance.pick(&teams), "reason": "老店关门" });
                format!("move, {}", desk.send("PUT", &to, moved).await.0)
            }
        };
        compare(&shop, &act).await;
    }
    assert!(!teams.is_empty(), "nobody redeemed a serial");
}

/// How many onboardings a funnel has at a step, and the median until there.
fn step(funnel: &Value, name: &str) -> (u64, Option<i64>) {
    let mut steps = funnel["steps"].as_array().unwrap().iter();
    let step = steps.find(|step| step["step"] == name).unwrap();
    (step["people"].as_u64().unwrap(), step["median_ms"].as_i64())
}

#[tokio::test]
async fn a_funnel_counts_by_day_what_its_events_say() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 3 })).await;
    let serials = texts(&shop.serials("").await, "serial");
    for (nth, minutes) in [10, 20, 90].into_iter().enumerate() {
        let customer = shop.scans(&format!("1390013900{nth}")).await;
        let page = format!("{}/d/{}", world.base, customer.link);
        tests::http().get(&page).send().await.unwrap();
        customer.sign_in().await;
        // Also where the step before is in the database already.
        world.store.flush().await.unwrap();
        world.pass(Span::minutes(minutes));
        customer.create_solo(&format!("第{nth}家")).await;
        customer.redeem("0000-0000-0000-0001").await;
        customer.redeem(&serials[nth]).await;
        customer.authorize().await;
        if nth > 0 {
            customer.scope_everyone().await;
            // A second time is no second onboarding.
            customer.scope_everyone().await;
        }
        world.pass(Span::days(1));
    }
    world.store.flush().await.unwrap();
    shop.desk.sign_in().await;
    let ask = async |query: &str| {
        let (status, found) = shop
            .desk
            .get(&format!("{}{query}", shop.of(path::FUNNEL)))
            .await;
        assert_eq!(status, 200, "{found}");
        found
    };
    let found = ask("").await;
    for name in [
        "signed_in",
        "team",
        "serial",
        "authorized",
        "active",
        "scope",
    ] {
        let there = format!(
            "SELECT COUNT(DISTINCT onboarding_id) FROM funnel_event WHERE event = '{name}'"
        );
        let there = database::number(&world.database, &there).await;
        assert_eq!(step(&found, name).0, there.unsigned_abs(), "{name}");
    }
    let scans = "SELECT SUM(count) FROM funnel_event WHERE event = 'scanned'";
    let scans = database::number(&world.database, scans).await;
    assert_eq!((&found["scans"], scans), (&json!(scans), 3));
    let errors = found["steps"][2]["errors"].as_array().unwrap().iter();
    let errors: u64 = errors.map(|error| error["count"].as_u64().unwrap()).sum();
    assert_eq!(errors, 3, "{found}");
    let minutes = step(&found, "team").1.unwrap() / 60_000;
    assert!((19..=21).contains(&minutes), "{found}");

    // Each day has its own, and the days together are the whole.
    let days = found["days"].as_array().unwrap();
    let mut people = 0;
    for day in days.iter().rev().take(5) {
        let day = day["day"].as_str().unwrap();
        let of_day = ask(&format!("?from={day}&to={day}")).await;
        people += step(&of_day, "team").0;
    }
    assert_eq!(people, 3);
    let tables = "SELECT (SELECT COUNT(*) FROM funnel_day) + (SELECT COUNT(*) FROM funnel_time)";
    assert!(database::number(&world.database, tables).await > 0);
    world.pass(Span::days(domain::funnel::KEPT_DAYS + 1));
    world.store.sweep(world.now()).await.unwrap();
    assert_eq!(database::number(&world.database, tables).await, 0);
}
