//! How much one client may ask for within some time, counted in this process.

use std::num::NonZeroU32;
use std::sync::Arc;

use domain::network::Network;
use domain::time::Span;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// Clients that are remembered before those are forgotten that have all of their share again.
const MAX_CLIENTS: usize = 10_000;

type Limiter = RateLimiter<
    Network,
    HashMapStateStore<Network>,
    MonotonicClock,
    NoOpMiddleware<<MonotonicClock as Clock>::Instant>,
>;

/// Counts what each client has asked for.
#[derive(Clone)]
pub struct AddressLimit(Arc<Limiter>);

impl AddressLimit {
    /// A limit of so much for each client.
    pub fn new(quota: Quota) -> Self {
        Self(Arc::new(RateLimiter::hashmap_with_clock(
            quota,
            MonotonicClock,
        )))
    }

    /// Counts what a client asks for.
    ///
    /// # Errors
    ///
    /// How long to wait where it has had its share.
    pub fn check(&self, client: Network, cost: NonZeroU32) -> Result<(), Span> {
        if self.0.len() > MAX_CLIENTS {
            self.0.retain_recent();
        }
        match self.0.check_key_n(&client, cost) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(early)) => {
                let wait = early.wait_time_from(self.0.clock().now());
                Err(Span(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
            }
            // Nothing costs more than the burst.
            Err(_) => Err(Span::seconds(60)),
        }
    }
}
