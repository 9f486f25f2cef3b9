//! Proofs of work: what an address shows with each one-time code beyond its first ones of an hour. Honest phones hardly notice it,
//! and a flood gets expensive.
//!
//! A proof is a number that, behind a challenge, makes a hash begin with so many zero bits: each further bit doubles the tries
//! that finding one takes. The challenge belongs to a number, a request and a minute, so that a proof serves nothing else.

use std::num::NonZeroUsize;

use crate::time::{Moment, Span};

/// The bits of the first proofs: 65,536 tries on average, half a second on a slow phone.
pub const FIRST_BITS: u32 = 16;
/// The bits of the hardest ones: four million tries, which a slow phone makes within [`LIFETIME`].
pub const MOST_BITS: u32 = 22;
/// How long a challenge is good, from the beginning of its minute. A code lives as long, so no proof sends two.
pub const LIFETIME: Span = crate::sign_in::LIFETIME;

/// A minute.
const MINUTE: Span = Span::minutes(1);

/// The zero bits that the next code takes after so many codes of an address within the hour, the first `unproven` of which take
/// none. Each `unproven` more double the work.
pub fn bits(codes: usize, unproven: NonZeroUsize) -> u32 {
    match codes / unproven {
        0 => 0,
        times => u32::try_from(times - 1)
            .unwrap_or(MOST_BITS)
            .saturating_add(FIRST_BITS)
            .min(MOST_BITS),
    }
}

/// The minute of a challenge that is made now.
pub fn minute(now: Moment) -> i64 {
    now.0.div_euclid(MINUTE.0)
}

/// Whether the challenge of a minute is good now: neither too old nor made in advance.
pub fn is_good(minute: i64, now: Moment) -> bool {
    let age = now - Moment(minute.saturating_mul(MINUTE.0));
    (0..LIFETIME.0).contains(&age.0)
}

/// How many zero bits a hash begins with.
pub fn zero_bits(hash: &[u8]) -> u32 {
    let zeros = hash.iter().take_while(|&&byte| byte == 0);
    let whole = zeros.map(|_| u8::BITS).sum::<u32>();
    let rest = hash.iter().find(|&&byte| byte != 0);
    whole + rest.map_or(0, |byte| byte.leading_zeros())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn beyond_the_first_codes_the_work_doubles_with_each_as_many() {
        let unproven = NonZeroUsize::new(100).unwrap();
        for (codes, bits_needed) in [
            (0, 0),
            (99, 0),
            (100, FIRST_BITS),
            (199, FIRST_BITS),
            (200, FIRST_BITS + 1),
            (300, FIRST_BITS + 2),
            (699, MOST_BITS - 1),
            (700, MOST_BITS),
            (5000, MOST_BITS),
            (usize::MAX, MOST_BITS),
        ] {
            assert_eq!(bits(codes, unproven), bits_needed, "{codes}");
        }
        assert_eq!(bits(usize::MAX, NonZeroUsize::MIN), MOST_BITS);
    }

    #[test]
    fn a_challenge_is_good_for_five_minutes_from_the_beginning_of_its_minute() {
        let at = Moment(1_000_000 * MINUTE.0 + 59_999);
        let made = minute(at);
        for (after, good) in [
            (Span::seconds(-60), false),
            (Span(-59_999), true),
            (Span(0), true),
            (Span::minutes(4), true),
            (Span(4 * MINUTE.0 + 1), false),
            (Span::days(1), false),
        ] {
            assert_eq!(is_good(made, at + after), good, "{after:?}");
        }
        assert!(!is_good(i64::MAX, at));
        assert!(!is_good(i64::MIN, at));
    }

    #[test]
    fn zero_bits_are_counted_over_bytes() {
        for (hash, count) in [
            (&[0x80, 0][..], 0),
            (&[0x01, 0], 7),
            (&[0, 0x40], 9),
            (&[0, 0, 0xff, 0], 16),
            (&[0, 0], 16),
            (&[], 0),
        ] {
            assert_eq!(zero_bits(hash), count, "{hash:?}");
        }
    }

    proptest! {
        #[test]
        fn work_never_gets_less_as_codes_get_more(codes in 0usize..100_000, unproven in 1usize..1000) {
            let unproven = NonZeroUsize::new(unproven).unwrap();
            let (now, next) = (bits(codes, unproven), bits(codes + 1, unproven));
            prop_assert!(now <= next && next <= MOST_BITS);
            prop_assert_eq!(now == 0, codes < unproven.get());
        }
    }
}
