//! What tests enter into a world past its pages: suites, links, serials, people.

use domain::link::LinkToken;
use domain::serial::Serial;
use domain::time::Moment;
use server::state::system_random;
use store::LinkSettings;

use crate::suite_like::suite_like;
use crate::{SuiteLike, World, database};

impl World {
    /// Enters a suite.
    pub async fn suite(&self, like: SuiteLike) -> i64 {
        let mut random = [0; 6];
        system_random(&mut random);
        self.suite_called(&format!("suite{random:02x?}"), like)
            .await
    }

    /// Enters a suite with this key.
    pub async fn suite_called(&self, key: &str, like: SuiteLike) -> i64 {
        let suite = suite_like(key, &like);
        self.store
            .create_suite(self.vendor_id, suite, self.now())
            .await
            .expect("a suite")
    }

    /// Puts so many more people into the first team, who have never signed in.
    pub async fn fill_team(&self, people: u32) {
        let fill = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people}) \
             INSERT INTO member (corp_id, phone, name, role, added_at) \
             SELECT 1, 'fill' || i, 'm' || i, 'member', 0 FROM n"
        );
        database::execute(&self.database, &fill).await;
    }

    /// Makes a link of a suite.
    pub async fn link(&self, suite: i64, settings: LinkSettings) -> LinkToken {
        let mut random = [0; domain::link::TOKEN_LENGTH];
        system_random(&mut random);
        let token = LinkToken::generate(random);
        self.store
            .create_link(suite, &token, settings, self.now())
            .await
            .expect("a link")
            .expect("a serial to be given out");
        token
    }

    /// A suite like this and a plain link of it.
    pub async fn link_of(&self, like: SuiteLike) -> (i64, LinkToken) {
        let suite = self.suite(like).await;
        (suite, self.link(suite, LinkSettings::default()).await)
    }

    /// Issues serials of a suite.
    pub async fn serials(
        &self,
        suite: i64,
        count: usize,
        expires_at: Option<Moment>,
    ) -> Vec<Serial> {
        let make = |_| {
            let mut random = [0; domain::serial::RANDOM_BYTES];
            system_random(&mut random);
            Serial::generate(random)
        };
        let serials: Vec<Serial> = (0..count).map(make).collect();
        let issued = self
            .store
            .issue_serials(suite, "test", &serials, expires_at, self.now());
        issued.await.expect("serials");
        serials
    }

    /// The words of the funnel's events of a link, errors as `error:code`.
    pub async fn funnel(&self, link: &LinkToken) -> Vec<String> {
        self.store.flush().await.expect("what was gathered");
        let events = self.store.events(link).await.expect("events");
        let told = |(event, code): (String, Option<String>)| match code {
            Some(code) => format!("{event}:{code}"),
            None => event,
        };
        events.into_iter().map(told).collect()
    }
}
