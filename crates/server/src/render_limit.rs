//! How much of the drawing one address may ask for. What is in the cache isn't counted.
//!
//! It guards this process's cores, so unlike other limits it is no row in the database.

use std::num::NonZeroU32;

use domain::network::Network;
use domain::time::Span;
use governor::Quota;

use crate::keyed_limit::KeyedLimit;

/// What an address may have drawn in a second, in codes: a core draws some hundred.
const PER_SECOND: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// And at once: a console's page of codes.
const BURST: NonZeroU32 = NonZeroU32::new(60).unwrap();

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

/// Counts what each address has drawn.
#[derive(Clone)]
pub struct RenderLimit(KeyedLimit);

impl Default for RenderLimit {
    fn default() -> Self {
        let quota = Quota::per_second(PER_SECOND).allow_burst(BURST);
        Self(KeyedLimit::new(quota))
    }
}

impl RenderLimit {
    /// Counts a drawing for an address.
    ///
    /// # Errors
    ///
    /// How long to wait where it has had its share.
    pub fn check(&self, client: Network, drawing: Drawing) -> Result<(), Span> {
        self.0.check(client, drawing.cost())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_had_its_share_waits_and_others_do_not() {
        let limit = RenderLimit::default();
        let [one, other] = ["192.0.2.1", "192.0.2.2"].map(|it| Network::parse(it).unwrap());
        for _ in 0..6 {
            assert_eq!(limit.check(one, Drawing::Page), Ok(()));
        }
        let wait = limit.check(one, Drawing::Page).unwrap_err();
        assert!(wait.0 > 0 && wait <= Span::seconds(2), "{wait:?}");
        assert_eq!(limit.check(other, Drawing::Page), Ok(()));
    }
}
