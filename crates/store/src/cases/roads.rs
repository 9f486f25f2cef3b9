//! The road of a suite: for its vendor, and for operators.

use domain::acceptance::Criteria;
use domain::road::{Facts, Server};
use domain::time::Moment;

use crate::queries::road::facts;
use crate::queries::suites::own;
use crate::{Actor, Result, Store};

impl Store {
    /// What the road of a suite is made from, if the suite is the actor's; `server` says how its vendor's server stands.
    pub async fn own_road(
        &self,
        actor: &Actor,
        suite_key: &str,
        known: (Server, &Criteria),
        now: Moment,
    ) -> Result<Facts> {
        let id = own(self.read(), actor, suite_key).await?;
        facts(self.read(), id, known, now).await
    }
}
