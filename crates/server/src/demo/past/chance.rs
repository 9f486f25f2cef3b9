//! Chance that comes out the same each time.

use domain::time::Span;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};

/// A row of chances.
pub struct Chance(StdRng);

impl Chance {
    /// The row with this number.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// Whether something happens that does so often, of 1.
    pub fn happens(&mut self, often: f64) -> bool {
        self.0.random_bool(often.clamp(0.0, 1.0))
    }

    /// One of these; the first default of none.
    pub fn pick<T: Copy + Default>(&mut self, of: &[T]) -> T {
        of.choose(&mut self.0).copied().unwrap_or_default()
    }

    /// A whole number from one up to another, both included.
    pub fn number(&mut self, from: i64, to: i64) -> i64 {
        self.0.random_range(from..=to.max(from))
    }

    /// A count that is this one on average.
    pub fn count(&mut self, mean: f64) -> i64 {
        let varied = mean * self.0.random_range(0.7..1.3);
        let whole = varied.floor();
        // Counts are small.
        #[expect(clippy::cast_possible_truncation, reason = "a few dozen at most")]
        let count = whole as i64;
        count + i64::from(self.happens(varied - whole))
    }

    /// A time that half of them take less than, and some much more.
    pub fn about(&mut self, median: Span) -> Span {
        let sum: f64 = (0..4).map(|_| self.0.random_range(-1.0..1.0)).sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "some hours at most"
        )]
        let time = (median.0 as f64 * (sum * 0.55).exp()) as i64;
        Span(time)
    }
}
