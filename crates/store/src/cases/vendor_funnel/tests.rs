//! Counts of the funnel: those that the migration makes are those that come one after the other.

use domain::funnel::Event;
use domain::time::{Moment, Span};
use domain::word::Word;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait};

use crate::db::empty::migrated;
use crate::entity::{funnel_day, funnel_time};
use crate::queries::funnel::{NewEvent, enter};

/// What events are of: two links of a suite, and onboardings of both.
const BEFORE: [&str; 6] = [
    "INSERT INTO vendor (id, name, short_name, certified, created_at) VALUES (1, '示例', '示例', true, 0)",
    "INSERT INTO suite (id, vendor_id, suite_key, name, tagline, icon, accent, team_modes, serial_rule, permissions, \
     custom_tasks, version, created_at) \
     VALUES (1, 1, 'suite', '考勤', '{\"zh\":\"\"}', '', '#2b6cf6', 'either', 'issued', '[]', '[]', '1.0', 0)",
    "INSERT INTO person (id, phone, created_at) VALUES (1, '+8613800138000', 0)",
    "INSERT INTO link (id, token, suite_id, label, uses, scans, created_at) \
     VALUES (1, 'ABCDEFGHJKM1', 1, '', 0, 0, 0), (2, 'ABCDEFGHJKM2', 1, '', 0, 0, 0)",
    "INSERT INTO onboarding (id, link_id, suite_id, person_id, round, serial_attempts, custom_done, created_at) \
     VALUES (1, 1, 1, 1, 0, 0, '[]', 0), (2, 1, 1, 1, 1, 0, '[]', 0), (3, 2, 1, 1, 0, 0, '[]', 0)",
    "INSERT INTO funnel_event (link_id, suite_id, onboarding_id, event, code, at, count) \
     SELECT * FROM (VALUES {rows}) AS events",
];

/// Events of three onboardings over some days: some steps twice, some left out.
fn events() -> Vec<NewEvent> {
    let mut events = Vec::new();
    for onboarding in 1..=3 {
        let begun = Moment(0) + Span::days(onboarding * 2);
        let new = |event, after: Span| NewEvent {
            ids: (1 + onboarding / 3, 1),
            onboarding_id: Some(onboarding),
            event,
            code: None,
            at: begun + after,
            count: 1,
        };
        events.push(NewEvent {
            onboarding_id: None,
            count: 3,
            ..new(Event::Scanned, Span(0))
        });
        events.push(new(Event::SignedIn, Span::seconds(10)));
        events.push(new(Event::Team, Span::seconds(33)));
        events.push(NewEvent {
            code: Some("serial_wrong".to_owned()),
            count: 2,
            ..new(Event::Error, Span::seconds(50))
        });
        if onboarding != 2 {
            events.push(new(Event::Serial, Span::minutes(7)));
        }
        events.push(new(Event::Authorized, Span::days(3)));
        events.push(new(Event::Active, Span::days(3)));
        events.push(new(Event::Active, Span::days(5)));
    }
    events
}

async fn counted(db: &DatabaseConnection) -> (Vec<funnel_day::Model>, Vec<funnel_time::Model>) {
    let mut days = funnel_day::Entity::find().all(db).await.unwrap();
    days.sort_by_key(|of| (of.link_id, of.day, of.event.clone(), of.code.clone()));
    let mut times = funnel_time::Entity::find().all(db).await.unwrap();
    times.sort_by_key(|of| (of.link_id, of.day, of.event.clone(), of.took));
    (days, times)
}

#[tokio::test]
async fn events_of_before_are_counted_as_those_that_come_one_after_the_other() {
    let folder = tempfile::TempDir::new().unwrap();
    let rows: Vec<String> = events()
        .iter()
        .map(|event| {
            let code = event.code.as_ref().map(|code| format!("'{code}'"));
            let onboarding = event.onboarding_id.map(|id| id.to_string());
            format!(
                "({}, {}, {}, '{}', {}, {}, {})",
                event.ids.0,
                event.ids.1,
                onboarding.unwrap_or("NULL".to_owned()),
                event.event.word(),
                code.unwrap_or("NULL".to_owned()),
                event.at.0,
                event.count
            )
        })
        .collect();
    let rows = BEFORE.map(|row| row.replace("{rows}", &rows.join(", ")));
    for store in migrated(folder.path(), (19, &rows)).await {
        let expected = counted(store.read()).await;
        assert_eq!(expected.0.iter().map(|day| day.count).sum::<i32>(), 58);
        assert!(!expected.1.is_empty());
        for table in ["funnel_event", "funnel_day", "funnel_time"] {
            let delete = format!("DELETE FROM {table}");
            let db = &store.connections.write;
            db.execute_unprepared(&delete).await.unwrap();
        }
        for event in events() {
            let event = &[event];
            let entered = store.write(|tx| async move { enter(&tx, event).await });
            entered.await.unwrap();
        }
        assert_eq!(counted(store.read()).await, expected);
    }
}
