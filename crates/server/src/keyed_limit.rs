//! Rate limits by key, such as a client's address or a suite's id, counted in this process.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;

use domain::network::Network;
use domain::time::Span;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// Keys that are remembered before those are forgotten that have all of their share again.
const MAX_KEYS: usize = 10_000;

type Limiter<K> = RateLimiter<
    K,
    HashMapStateStore<K>,
    MonotonicClock,
    NoOpMiddleware<<MonotonicClock as Clock>::Instant>,
>;

/// Counts what was asked for by each key: mostly a client's address.
#[derive(Clone)]
pub struct KeyedLimit<K: Clone + Eq + Hash = Network>(Arc<Limiter<K>>);

impl<K: Clone + Eq + Hash> KeyedLimit<K> {
    /// A limit of so much for each key.
    pub fn new(quota: Quota) -> Self {
        Self(Arc::new(RateLimiter::hashmap_with_clock(
            quota,
            MonotonicClock,
        )))
    }

    /// Counts what is asked for by a key.
    ///
    /// # Errors
    ///
    /// How long to wait where it has had its share.
    pub fn check(&self, key: K, cost: NonZeroU32) -> Result<(), Span> {
        if self.0.len() > MAX_KEYS {
            self.0.retain_recent();
        }
        match self.0.check_key_n(&key, cost) {
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
