//! All that the console asks for a vendor, once.

use domain::account::Role;
use domain::authorization::AuthorizationState;
use domain::callback::OutboxState;
use domain::serial::import::Rows;
use domain::serial::{Serial, SerialStanding};
use domain::suite::SuiteState;
use store::{Actor, LinkCount, LinkFilter, LinkSettings, Listing, SerialFilter};
use tests::{SuiteLike, World};

/// A page of a list, the first or a later one.
fn listing(search: &str, after: Option<i64>) -> Listing {
    Listing {
        search: search.to_owned(),
        after,
        limit: 50,
        oldest_first: after.is_some(),
    }
}

pub async fn everything(world: &World) {
    let key = "seen";
    let suite = world.suite_called(key, SuiteLike::default()).await;
    let vendor = format!("SELECT vendor_id FROM suite WHERE id = {suite}");
    let actor = &Actor {
        account_id: 1,
        role: Role::VendorOwner,
        vendor_id: Some(tests::database::number(&world.database, &vendor).await),
        address: String::new(),
    };
    let serials = world.serials(suite, 2, None).await;
    let link = world.link(suite, LinkSettings::default()).await;
    let (store, now) = (&world.store, world.now());
    for listing in [&listing("", None), &listing("7K", Some(0))] {
        for state in [None, Some(SuiteState::Draft), Some(SuiteState::Approved)] {
            store.own_suites(actor, listing, state).await.unwrap();
        }
        for batch in [None, Some(1)] {
            for standing in [
                None,
                Some(SerialStanding::Free),
                Some(SerialStanding::Redeemed),
                Some(SerialStanding::Revoked),
                Some(SerialStanding::Expired),
            ] {
                let filter = SerialFilter { standing, batch };
                let found = store.own_serials(actor, key, (listing, filter), now);
                found.await.unwrap();
            }
            for revoked in [None, Some(true), Some(false)] {
                for most in [None, Some(LinkCount::Scans), Some(LinkCount::Starts)] {
                    let filter = LinkFilter {
                        batch,
                        revoked,
                        most,
                    };
                    let found = store.own_links(actor, key, listing, filter);
                    found.await.unwrap();
                }
            }
        }
        store.serial_batches(actor, key, listing).await.unwrap();
        store.own_link_batches(actor, key, listing).await.unwrap();
        for state in [None, Some(AuthorizationState::Active)] {
            let found = store.own_customers(actor, key, listing, state);
            found.await.unwrap();
        }
        for state in [None, Some(OutboxState::Delivered)] {
            let found = store.own_callbacks(actor, key, listing, state);
            found.await.unwrap();
        }
    }
    store.own_suite(actor, key, now).await.unwrap();
    store.own_check(actor, key).await.unwrap();
    store.begin_own_check(actor, key, "1", now).await.unwrap();
    store.own_link(actor, key, &link).await.unwrap();
    for token in [None, Some(&link)] {
        let funnel = store.own_funnel(actor, key, token, (0, now.day()));
        funnel.await.unwrap();
    }
    let mut rows = Rows::read([(1, Serial::generate([3; 15]).to_string())]);
    store.check_import(actor, key, &mut rows).await.unwrap();
    for revoked_at in [Some(now), None] {
        let set = store.set_serial_revoked(actor, (key, &serials[0]), revoked_at, now);
        set.await.unwrap();
        let batch = "SELECT MAX(batch_id) FROM serial";
        let batch = tests::database::number(&world.database, batch).await;
        let set = store.set_batch_revoked(actor, (key, batch), revoked_at);
        set.await.unwrap();
        let set = store.set_link_revoked(actor, (key, &link), revoked_at, now);
        set.await.unwrap().unwrap();
    }
    for nothing in [
        store.own_customer(actor, key, 0).await.err(),
        store.own_callback(actor, key, 0).await.err(),
        store.own_link_batch(actor, key, 0).await.err(),
        store.remove_app(actor, key, 0).await.err(),
    ] {
        assert!(matches!(nothing, Some(store::StoreError::NotFound)));
    }
}
