//! How much one address may ask for within some time, counted in this process.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

use domain::time::Span;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

/// Addresses that are remembered before those are forgotten that have all of their share again.
const MAX_ADDRESSES: usize = 10_000;

type Limiter = RateLimiter<
    IpAddr,
    DashMapStateStore<IpAddr>,
    MonotonicClock,
    NoOpMiddleware<<MonotonicClock as Clock>::Instant>,
>;

/// Counts what each address has asked for.
#[derive(Clone)]
pub struct AddressLimit(Arc<Limiter>);

impl AddressLimit {
    /// A limit of so much for each address.
    pub fn new(quota: Quota) -> Self {
        Self(Arc::new(RateLimiter::dashmap_with_clock(
            quota,
            MonotonicClock,
        )))
    }

    /// Counts what an address asks for.
    ///
    /// # Errors
    ///
    /// How long to wait where it has had its share.
    pub fn check(&self, address: &str, cost: NonZeroU32) -> Result<(), Span> {
        if self.0.len() > MAX_ADDRESSES {
            self.0.retain_recent();
        }
        match self.0.check_key_n(&key(address), cost) {
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

/// Whose an address is: one household has a whole /64 of IPv6.
fn key(address: &str) -> IpAddr {
    let parsed = address.parse::<IpAddr>().map(|ip| ip.to_canonical());
    match parsed.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED)) {
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_address() {
        for (address, of) in [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("192.0.2.1", "192.0.2.1"),
            ("nonsense", "::"),
        ] {
            assert_eq!(key(address), of.parse::<IpAddr>().unwrap(), "{address}");
        }
    }
}
