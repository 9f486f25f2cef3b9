//! One-time codes by phone: 6 digits, 5 minutes, 5 tries. A code belongs to the request that asked for it, so that others can
//! neither guess it nor use up its tries.

use std::num::NonZeroUsize;

use thiserror::Error;

use crate::limit::{CODES_PER_NUMBER, CODES_PER_NUMBER_AND_ADDRESS, Limit};
use crate::phone::{CountryCode, Phone};
use crate::text::plain;
use crate::time::{Moment, Span};

/// How long a code is good.
pub const LIFETIME: Span = Span::minutes(5);
/// How many times it may be tried.
pub const TRIES: u32 = 5;
/// How long until the same address may ask for the next one to a number.
pub const RESEND_AFTER: Span = CODES_PER_NUMBER_AND_ADDRESS[0].span;
/// How far back the limits of a number look.
pub const DAY: Span = Span::days(1);
/// How long a used code signs in once more: the first answer may be lost.
pub const REPEAT: Span = Span::minutes(1);

/// A code of 6 digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// Makes a code of a random number; every code is as likely as any other to within 10^-13.
    pub fn generate(random: u64) -> Self {
        Self(format!("{:06}", random % 1_000_000))
    }

    /// Reads a typed code, or finds it in a pasted message: the only 6 digits in a row there, where `123 456` and
    /// `123-456` are in a row as well. `None` if there are none, or several different ones.
    pub fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed.chars().filter_map(plain).collect();
        let alone = plain.replace(' ', "");
        if is_code(&alone) {
            return Some(Self(alone));
        }
        let mut found = codes(&plain);
        let code = found.next()?;
        found.all(|other| other == code).then_some(Self(code))
    }

    /// The 6 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Everything in a text that could be a code.
fn codes(text: &str) -> impl Iterator<Item = String> {
    let rows = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '-'));
    rows.flat_map(|row| {
        let groups: Vec<&str> = row
            .split([' ', '-'])
            .filter(|group| !group.is_empty())
            .collect();
        match groups[..] {
            [a, b] if a.len() == 3 && b.len() == 3 => vec![groups.concat()],
            _ => groups
                .into_iter()
                .filter(|group| is_code(group))
                .map(str::to_owned)
                .collect(),
        }
    })
}

/// When the next code may be sent to a number that got codes at these moments (any order), those for the address that asks
/// and those in all. `Ok` is now.
///
/// # Errors
/// How long to wait.
pub fn may_send(for_address: &[Moment], in_all: &[Moment], now: Moment) -> Result<(), Span> {
    let waits = |limits: [Limit; 2], sent: &[Moment]| {
        limits
            .into_iter()
            .filter_map(|limit| limit.left(sent, now).err())
            .max()
    };
    let own = waits(CODES_PER_NUMBER_AND_ADDRESS, for_address);
    match own.max(waits(CODES_PER_NUMBER, in_all)) {
        Some(wait) => Err(wait),
        None => Ok(()),
    }
}

/// What the operator lets the server send, since every message costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendPolicy {
    /// The countries to whose numbers codes are sent; none stands for all.
    pub countries: Vec<CountryCode>,
    /// How many codes are sent in a minute, whatever the number.
    pub per_minute: usize,
    /// How many are sent in an hour to the numbers of one country other than the mainland.
    pub abroad_per_hour: usize,
    /// How many are sent in an hour for one address without a [proof of work](crate::proof). The visitors of a fair share one.
    pub unproven_per_address: NonZeroUsize,
    /// How many are sent in an hour for one address in all.
    pub per_address: usize,
}

impl Default for SendPolicy {
    fn default() -> Self {
        Self {
            countries: Vec::new(),
            per_minute: 300,
            abroad_per_hour: 100,
            unproven_per_address: const { NonZeroUsize::new(100).unwrap() },
            per_address: 1000,
        }
    }
}

impl SendPolicy {
    /// Whether codes are sent to a number's country.
    pub fn serves(&self, phone: &Phone) -> bool {
        self.countries.is_empty() || self.countries.contains(&phone.country())
    }

    /// The limit of all codes.
    pub fn in_all(&self) -> Limit {
        Limit {
            most: self.per_minute,
            span: Span::minutes(1),
        }
    }

    /// The limit of an address's codes.
    pub fn of_address(&self) -> Limit {
        Limit {
            most: self.per_address,
            span: Span::minutes(60),
        }
    }

    /// The limit of a country's codes, if it has one.
    pub fn of_country(&self, country: &CountryCode) -> Option<Limit> {
        (!country.is_mainland()).then_some(Limit {
            most: self.abroad_per_hour,
            span: Span::minutes(60),
        })
    }
}

/// The code of a request, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When it was sent.
    pub at: Moment,
    /// How many times it was tried in vain, before and after it was used.
    pub tries: u32,
    /// When it signed somebody in.
    pub used_at: Option<Moment>,
}

/// Why a code doesn't sign anyone in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Not the code; this many tries are left, at least 1.
    #[error("wrong code, {0} tries left")]
    Wrong(u32),
    /// Tried five times: a new one is needed.
    #[error("tried too often")]
    Spent,
    /// An earlier one, in whose place another was sent: that one counts. No try is spent.
    #[error("replaced by a later one")]
    Replaced,
    /// Older than 5 minutes, used, or never sent to who tries it: a new one is needed.
    #[error("expired")]
    Expired,
}

/// What was typed, beside the codes sent to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The one of the request.
    Right,
    /// One sent before it, not longer ago than [`LIFETIME`].
    Earlier,
    /// None of them.
    Other,
}

/// Judges a try at the code of a request. Wrong tries count whatever its state.
///
/// # Errors
/// Why it doesn't sign in.
pub fn judge(sent: Option<Sent>, typed: Typed, now: Moment) -> Result<(), CodeError> {
    let Some(sent) = sent.filter(|sent| now - sent.at < LIFETIME) else {
        return Err(CodeError::Expired);
    };
    let is_over = sent.used_at.is_some_and(|at| now - at > REPEAT);
    match (TRIES.saturating_sub(sent.tries), typed) {
        (0, _) => Err(CodeError::Spent),
        (_, Typed::Right) if is_over => Err(CodeError::Expired),
        (_, Typed::Right) => Ok(()),
        (_, Typed::Earlier) => Err(CodeError::Replaced),
        (1, Typed::Other) => Err(CodeError::Spent),
        (left, Typed::Other) => Err(CodeError::Wrong(left - 1)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Moment = Moment(1_000_000_000);

    fn ago(seconds: i64) -> Moment {
        NOW - Span::seconds(seconds)
    }

    #[test]
    fn an_address_gets_one_a_minute_and_ten_a_day() {
        let ten: Vec<_> = (0..10).map(|n| ago(3600 * (n + 1))).collect();
        for (sent, wait) in [
            (vec![], None),
            (vec![ago(59)], Some(Span::seconds(1))),
            (vec![ago(60)], None),
            (vec![ago(30), ago(90)], Some(Span::seconds(30))),
            (ten.clone(), Some(Span::seconds(14 * 3600))),
            (ten[..9].to_vec(), None),
            ((0..10).map(|_| ago(24 * 3600)).collect(), None),
        ] {
            assert_eq!(may_send(&sent, &sent, NOW).err(), wait, "{sent:?}");
        }
    }

    #[test]
    fn one_address_locks_no_number_out() {
        for most in [
            (0..5).map(|n| ago(60 * n)).collect::<Vec<_>>(),
            (0..10).map(|n| ago(600 * n)).collect(),
        ] {
            assert!(may_send(&most, &most, NOW).is_err(), "it has had its share");
            assert_eq!(
                may_send(&[], &most, NOW),
                Ok(()),
                "another address has its own"
            );
        }
        let thirty: Vec<_> = (0..30).map(|n| ago(1000 * n)).collect();
        assert!(
            may_send(&[], &thirty, NOW).is_err(),
            "a number isn't flooded"
        );
    }

    #[test]
    fn five_minutes_and_five_tries() {
        let sent = |seconds, tries| {
            Some(Sent {
                at: ago(seconds),
                tries,
                used_at: None,
            })
        };
        let used = |seconds, tries| {
            let used_at = Some(ago(seconds));
            sent(100, tries).map(|sent| Sent { used_at, ..sent })
        };
        for (code, typed, outcome) in [
            (None, Typed::Other, Err(CodeError::Expired)),
            (sent(299, 0), Typed::Right, Ok(())),
            (sent(300, 0), Typed::Right, Err(CodeError::Expired)),
            (sent(1, 0), Typed::Other, Err(CodeError::Wrong(4))),
            (sent(1, 3), Typed::Other, Err(CodeError::Wrong(1))),
            (sent(1, 4), Typed::Other, Err(CodeError::Spent)),
            (sent(1, 4), Typed::Right, Ok(())),
            (sent(1, 5), Typed::Right, Err(CodeError::Spent)),
            (sent(1, 4), Typed::Earlier, Err(CodeError::Replaced)),
            (sent(1, 5), Typed::Earlier, Err(CodeError::Spent)),
            (sent(300, 0), Typed::Earlier, Err(CodeError::Expired)),
            (used(60, 0), Typed::Right, Ok(())),
            (used(61, 0), Typed::Right, Err(CodeError::Expired)),
            (used(1, 0), Typed::Other, Err(CodeError::Wrong(4))),
            (used(61, 4), Typed::Other, Err(CodeError::Spent)),
            (used(1, 5), Typed::Right, Err(CodeError::Spent)),
        ] {
            assert_eq!(judge(code, typed, NOW), outcome, "{code:?} {typed:?}");
        }
    }

    #[test]
    fn codes_are_sent_where_the_operator_lets_them() {
        let phone = |typed: &str| Phone::parse(typed).unwrap();
        let open = SendPolicy::default();
        let closed = SendPolicy {
            countries: vec!["86".parse().unwrap(), "852".parse().unwrap()],
            ..SendPolicy::default()
        };
        for (typed, served, is_limited) in [
            ("13800138000", true, false),
            ("+852 5123 4567", true, true),
            ("+1 415 555 0123", false, true),
        ] {
            assert!(open.serves(&phone(typed)), "{typed}");
            assert_eq!(closed.serves(&phone(typed)), served, "{typed}");
            let limit = closed.of_country(&phone(typed).country());
            assert_eq!(limit.is_some(), is_limited, "{typed}");
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed_or_pasted() {
        for typed in [
            " 12 3４56",
            "123 456",
            "123-456",
            "１２３—４５６",
            "12\u{200b}34\u{202c}56",
            "验证码：123456",
            "【快速部署】您的验证码是123456，5分钟内有效。",
            "【快速部署】验证码 123 456，5 分钟内有效，客服 400-123-4567",
            "Your code is 123456. Don't share it.",
            "G-123456",
            "123456 (123456)",
        ] {
            assert_eq!(Code::parse(typed), Some(Code("123456".into())), "{typed}");
        }
        for typed in [
            "",
            "12345",
            "1234567",
            "12345a",
            "123456 654321",
            "400-123-456",
            "您的验证码是12345，5分钟内有效",
            "13800138000",
        ] {
            assert_eq!(Code::parse(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_generated_code_reads_back(random: u64) {
            let code = Code::generate(random);
            let pasted = format!("【快速部署】{} 是您的验证码，5 分钟内有效。", code.as_str());
            prop_assert_eq!(Code::parse(&pasted), Some(code.clone()));
            prop_assert_eq!(Code::parse(code.as_str()), Some(code));
        }

        #[test]
        fn no_text_makes_it_panic(typed in "[\\PC0-9]{0,60}") {
            let _ = Code::parse(&typed);
        }

        #[test]
        fn after_the_told_wait_a_code_may_be_sent(sent in proptest::collection::vec((0i64..200_000_000, any::<bool>()), 0..60)) {
            let of = |all| sent.iter().filter(|(_, own)| all || *own).map(|(ago, _)| NOW - Span(*ago)).collect::<Vec<_>>();
            let (own, all) = (of(false), of(true));
            if let Err(wait) = may_send(&own, &all, NOW) {
                prop_assert!(wait > Span(0));
                prop_assert_eq!(may_send(&own, &all, NOW + wait), Ok(()));
                prop_assert!(may_send(&own, &all, NOW + Span(wait.0 - 1)).is_err());
            }
        }
    }
}
