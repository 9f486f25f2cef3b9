//! How much of the drawing one address may ask for. What is in the cache isn't counted.
//!
//! It guards this process's cores, so unlike other limits it is no row in the database.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

use domain::time::Span;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

/// What an address may have drawn in a second, in codes: a core draws some hundred.
const PER_SECOND: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// And at once: a console's page of codes.
const BURST: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Addresses that are remembered before those are forgotten that have all of their share again.
const MAX_ADDRESSES: usize = 10_000;

/// What is drawn, by what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// A code.
    Code,
    /// A poster or a card.
    Page,
}

impl Drawing {
    /// In codes.
    fn cost(self) -> NonZeroU32 {
        const CODE: NonZeroU32 = NonZeroU32::new(1).unwrap();
        const PAGE: NonZeroU32 = NonZeroU32::new(10).unwrap();
        match self {
            Self::Code => CODE,
            Self::Page => PAGE,
        }
    }
}

type Limiter = RateLimiter<
    IpAddr,
    DashMapStateStore<IpAddr>,
    MonotonicClock,
    NoOpMiddleware<<MonotonicClock as Clock>::Instant>,
>;

/// Counts what each address has drawn.
#[derive(Clone)]
pub struct RenderLimit(Arc<Limiter>);

impl Default for RenderLimit {
    fn default() -> Self {
        let quota = Quota::per_second(PER_SECOND).allow_burst(BURST);
        Self(Arc::new(RateLimiter::dashmap_with_clock(
            quota,
            MonotonicClock,
        )))
    }
}

impl RenderLimit {
    /// Counts a drawing for an address.
    ///
    /// # Errors
    ///
    /// How long to wait where it has had its share.
    pub fn check(&self, address: &str, drawing: Drawing) -> Result<(), Span> {
        if self.0.len() > MAX_ADDRESSES {
            self.0.retain_recent();
        }
        let key = key(address);
        match self.0.check_key_n(&key, drawing.cost()) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(early)) => {
                let wait = early.wait_time_from(self.0.clock().now());
                Err(Span(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
            }
            // No drawing costs more than the burst.
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
    fn an_address_that_had_its_share_waits_and_others_do_not() {
        let limit = RenderLimit::default();
        for _ in 0..6 {
            assert_eq!(limit.check("192.0.2.1", Drawing::Page), Ok(()));
        }
        let wait = limit.check("192.0.2.1", Drawing::Page).unwrap_err();
        assert!(wait.0 > 0 && wait <= Span::seconds(2), "{wait:?}");
        assert_eq!(limit.check("192.0.2.2", Drawing::Page), Ok(()));
    }

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
