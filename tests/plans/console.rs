//! All that the console asks for a vendor, once.

use domain::acceptance::{
    AcceptanceState, CheckItem, Criteria, DefectState, SelfCheck, Severity, Tick, VersionName,
};
use domain::account::Role;
use domain::authorization::AuthorizationState;
use domain::callback::OutboxState;
use domain::link::{LinkToken, TOKEN_LENGTH};
use domain::road::Server;
use domain::serial::import::Rows;
use domain::serial::{Serial, SerialStanding};
use domain::suite::SuiteState;
use store::{
    AcceptanceListing, Actor, DefectFilter, DefectListing, DefectWords, LinkCount, LinkFilter,
    LinkSettings, Listing, QueuePlace, SealedLetter, SerialFilter,
};
use tests::customer::Customer;
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
    // The audit log names accounts that are there.
    let account = "INSERT INTO account (id, email, name, password_hash, role, created_at) \
                   VALUES (1, 'wang@vendor.example', '王小明', '', 'vendor_owner', 0)";
    tests::database::execute(&world.database, account).await;
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
    store.own_summary(actor, (0, now.day())).await.unwrap();
    the_application(world, actor, key).await;
    acceptance(world, actor, key).await;
    the_sandbox(world, actor, key).await;
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

/// An application that is begun beside the one in force, and discarded.
async fn the_application(world: &World, actor: &Actor, key: &str) {
    let (store, now) = (&world.store, world.now());
    let form = store.own_application(actor, key).await.unwrap().form;
    let save = async || store.save_application(actor, key, (0, &form), now).await;
    save().await.unwrap();
    let approved = "UPDATE application SET state = 'approved', decided_at = 1 WHERE id = 1";
    tests::database::execute(&world.database, approved).await;
    save().await.unwrap();
    let open = store.own_application(actor, key).await.unwrap();
    let discarded = store.discard_application(actor, key, open.version, now);
    discarded.await.unwrap();
}

/// Acceptance, from the self-check to a defect that was found later.
async fn acceptance(world: &World, actor: &Actor, key: &str) {
    let (store, now) = (&world.store, world.now());
    let criteria = &Criteria::default();
    let operator = &Actor {
        role: Role::Reviewer,
        vendor_id: None,
        ..actor.clone()
    };
    let letter = &SealedLetter {
        subject: "通知".to_owned(),
        text: String::new(),
    };
    let words = &DefectWords {
        severity: Severity::Minor,
        title: "按钮被挡住".to_owned(),
        text: String::new(),
    };
    let version = VersionName::parse("1.0").unwrap();
    let tick = |item| {
        let remark = String::new();
        (
            item,
            Tick {
                ticked: true,
                remark,
            },
        )
    };
    let list = SelfCheck(CheckItem::ALL.into_iter().map(tick).collect());
    let saved = store.save_acceptance(actor, key, (0, Some(&version), &list), now);
    saved.await.unwrap();
    let handed_in = store.submit_acceptance(actor, (key, 1), criteria, now);
    handed_in.await.unwrap();
    let waiting = AcceptanceListing {
        state: Some(AcceptanceState::Submitted),
        limit: 50,
        ..AcceptanceListing::default()
    };
    let (rows, _) = store.acceptances(&waiting).await.unwrap();
    let id = rows[0].id;
    let recorded = store.record_defect(operator, id, words, now);
    recorded.await.unwrap();
    let quality = store.record_quality(operator, id, (100, ""), now);
    quality.await.unwrap();
    let security = store.record_security(operator, id, (true, ""), now);
    security.await.unwrap();
    let to_judge = store.acceptance_to_judge(id, criteria).await.unwrap();
    let seen = (id, to_judge.round.revision);
    let decided = store.decide_acceptance(operator, seen, (criteria, letter), now);
    decided.await.unwrap();
    store.own_acceptance(actor, key, criteria).await.unwrap();
    let found = store.find_defect(operator, key, (words, criteria, letter), now);
    let id = found.await.unwrap();
    for filter in [
        DefectFilter::Due,
        DefectFilter::Overdue,
        DefectFilter::Standing(DefectState::Open),
    ] {
        for suite in [None, Some(key.to_owned())] {
            let listing = DefectListing {
                filter,
                suite,
                after: Some(QueuePlace::Waiting(now, 0)),
                limit: 50,
                ..DefectListing::default()
            };
            store.later_defects(&listing, now).await.unwrap();
        }
    }
    for state in [None, Some(DefectState::Open), Some(DefectState::Closed)] {
        let listing = listing("", None);
        let found = store.own_defects(actor, key, (&listing, state), now);
        found.await.unwrap();
    }
    store.later_defect(id, now).await.unwrap();
    let planned = store.plan_defect(actor, (key, id), "周五升级", now);
    planned.await.unwrap();
    store.mend_defect(actor, (key, id), now).await.unwrap();
    let back = store.return_defect(operator, id, ("还在", letter), now);
    back.await.unwrap();
    store.close_defect(operator, id, now).await.unwrap();
    let known = (Server::Unchecked, criteria);
    store.own_road(actor, key, known, now).await.unwrap();
}

/// A sandbox, from its first link to the removal of a team.
async fn the_sandbox(world: &World, actor: &Actor, key: &str) {
    let (store, now) = (&world.store, world.now());
    let token = LinkToken::generate([5; TOKEN_LENGTH]);
    let made = store.make_test_link(actor, key, (&token, ""), now);
    made.await.unwrap();
    let serials = [Serial::generate([5; 15])];
    let issued = store.issue_test_serials(actor, key, &serials, now);
    issued.await.unwrap();
    let tester = Customer::new(world, "13300133000", &token);
    tester.sign_in().await;
    tester.create_solo("试用").await;
    tester.redeem(&serials[0].to_string()).await;
    assert_eq!(tester.authorize().await.0, 200);
    store.flush().await.unwrap();
    let url = format!("{}/workbench", world.base);
    tester.http.get(url).send().await.unwrap();
    let seen = store.own_sandbox(actor, key).await.unwrap();
    let id = seen.teams[0].id;
    store.remove_test_team(actor, (key, id), now).await.unwrap();
    let removed = store.remove_test_link(actor, (key, &token), now);
    removed.await.unwrap();
}
