//! Moments and spans, in milliseconds; the clock itself belongs to the caller.

use std::ops::{Add, Sub};

/// A moment: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// A span of time in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

impl Span {
    /// A span of whole seconds.
    pub const fn seconds(n: i64) -> Self {
        Self(n * 1000)
    }

    /// A span of whole minutes.
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n * 60)
    }

    /// A span of whole days of 24 hours.
    pub const fn days(n: i64) -> Self {
        Self::minutes(n * 24 * 60)
    }

    /// How many whole days of 24 hours it has. Never negative.
    pub fn whole_days(self) -> u32 {
        u32::try_from(self.0.div_euclid(Self::days(1).0)).unwrap_or(0)
    }

    /// Seconds, rounded up: how long a person has to wait. Never negative.
    pub fn seconds_up(self) -> u32 {
        u32::try_from(self.0.max(0).div_euclid(1000) + i64::from(self.0.max(0) % 1000 > 0))
            .unwrap_or(u32::MAX)
    }
}

/// A day has no place of its own: ours are China's, eight hours before UTC's all year.
const CHINA: Span = Span::minutes(8 * 60);

impl Moment {
    /// The day that it lies in, in China: how many days after 1970-01-01.
    pub fn day(self) -> i64 {
        (self + CHINA).0.div_euclid(Span::days(1).0)
    }

    /// The first moment of a day, counted as [`Moment::day`] does.
    pub fn of_day(day: i64) -> Self {
        Self(day.saturating_mul(Span::days(1).0)) - CHINA
    }

    /// The end of the day, in China, that comes so many days after its own: the first moment of the next.
    pub fn end_of_day_in(self, days: i64) -> Self {
        let next = self.day().saturating_add(days).saturating_add(1);
        Self(next.saturating_mul(Span::days(1).0)) - CHINA
    }

    /// The last day, counted as [`Moment::day`] does, of what ends at this moment: what ends at midnight ends with the
    /// day before.
    pub fn last_day(self) -> i64 {
        (self - Span(1)).day()
    }
}

impl Add<Span> for Moment {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Moment {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Moment {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_and_ends_at_midnight_in_china() {
        const HOUR: i64 = 3_600_000;
        for (hours, day, ends_in) in [
            (-9, -1, 1),
            (-8, 0, 24),
            (0, 0, 16),
            (15, 0, 1),
            (16, 1, 24),
        ] {
            let at = Moment(hours * HOUR);
            assert_eq!(at.day(), day, "{hours}");
            assert_eq!(Moment::of_day(day + 1), at.end_of_day_in(0));
            assert_eq!(at.end_of_day_in(0), Moment((hours + ends_in) * HOUR));
            let later = at.end_of_day_in(30);
            assert_eq!(later, at.end_of_day_in(0) + Span::days(30));
            assert_eq!(later.day(), day + 31);
            assert_eq!(later.last_day(), day + 30);
            assert_eq!((later + Span(1)).last_day(), day + 31);
        }
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_rounded_up() {
        for (ms, seconds) in [(-5, 0), (0, 0), (1, 1), (999, 1), (1000, 1), (1001, 2)] {
            assert_eq!(Span(ms).seconds_up(), seconds, "{ms} ms");
        }
    }
}
