//! One-time codes by phone: 6 digits, 5 minutes, 5 tries, one a minute and 10 a day per number.

use thiserror::Error;

use crate::text::plain;
use crate::time::{Moment, Span};

/// How long a code is good.
pub const LIFETIME: Span = Span::minutes(5);
/// How many times it may be tried.
pub const TRIES: u32 = 5;
/// How long until the next one may be sent.
pub const RESEND_AFTER: Span = Span::minutes(1);
/// How many are sent to a number in [`DAY`].
pub const A_DAY: usize = 10;
/// The span that [`A_DAY`] counts over.
pub const DAY: Span = Span::days(1);

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

/// When the next code may be sent to a number that got codes at these moments (any order).
/// `Ok` is now; `Err` is how long to wait.
pub fn may_send(sent: &[Moment], now: Moment) -> Result<(), Span> {
    let mut recent: Vec<_> = sent.iter().copied().filter(|&at| now - at < DAY).collect();
    recent.sort_unstable();
    let minute = recent.last().map(|&last| last + RESEND_AFTER);
    let day = recent.len().checked_sub(A_DAY).map(|nth| recent[nth] + DAY);
    match minute.max(day) {
        Some(at) if at > now => Err(at - now),
        _ => Ok(()),
    }
}

/// The last code sent to a number, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When it was sent.
    pub at: Moment,
    /// How many times it was tried in vain.
    pub tries: u32,
    /// It signed someone in already.
    pub used: bool,
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
    /// Older than 5 minutes, used, or never sent: a new one is needed.
    #[error("expired")]
    Expired,
}

/// What was typed, beside the codes sent to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The last one.
    Last,
    /// One sent before it, not longer ago than [`LIFETIME`].
    Earlier,
    /// None of them.
    Other,
}

/// Judges a try at the last code sent to a number.
pub fn judge(sent: Option<Sent>, typed: Typed, now: Moment) -> Result<(), CodeError> {
    let Some(sent) = sent.filter(|sent| !sent.used && now - sent.at < LIFETIME) else {
        return Err(CodeError::Expired);
    };
    match TRIES.saturating_sub(sent.tries) {
        0 => Err(CodeError::Spent),
        _ if typed == Typed::Last => Ok(()),
        _ if typed == Typed::Earlier => Err(CodeError::Replaced),
        1 => Err(CodeError::Spent),
        left => Err(CodeError::Wrong(left - 1)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Moment = Moment(1_000_000_000);

    #[test]
    fn one_a_minute_and_ten_a_day() {
        let ago = |s: i64| NOW - Span::seconds(s);
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
            assert_eq!(may_send(&sent, NOW).err(), wait, "{sent:?}");
        }
    }

    #[test]
    fn five_minutes_and_five_tries() {
        let sent = |ago, tries| {
            Some(Sent {
                at: NOW - Span::seconds(ago),
                tries,
                used: false,
            })
        };
        for (code, typed, outcome) in [
            (None, Typed::Last, Err(CodeError::Expired)),
            (sent(299, 0), Typed::Last, Ok(())),
            (sent(300, 0), Typed::Last, Err(CodeError::Expired)),
            (sent(1, 0), Typed::Other, Err(CodeError::Wrong(4))),
            (sent(1, 3), Typed::Other, Err(CodeError::Wrong(1))),
            (sent(1, 4), Typed::Other, Err(CodeError::Spent)),
            (sent(1, 4), Typed::Last, Ok(())),
            (sent(1, 5), Typed::Last, Err(CodeError::Spent)),
            (sent(1, 4), Typed::Earlier, Err(CodeError::Replaced)),
            (sent(1, 5), Typed::Earlier, Err(CodeError::Spent)),
            (sent(300, 0), Typed::Earlier, Err(CodeError::Expired)),
            (
                sent(1, 0).map(|s| Sent { used: true, ..s }),
                Typed::Last,
                Err(CodeError::Expired),
            ),
        ] {
            assert_eq!(judge(code, typed, NOW), outcome, "{code:?} {typed:?}");
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
        fn after_the_told_wait_a_code_may_be_sent(sent in proptest::collection::vec(0i64..200_000_000, 0..30)) {
            let sent: Vec<_> = sent.into_iter().map(|ago| NOW - Span(ago)).collect();
            if let Err(wait) = may_send(&sent, NOW) {
                prop_assert!(wait > Span(0));
                prop_assert_eq!(may_send(&sent, NOW + wait), Ok(()));
                prop_assert!(may_send(&sent, NOW + Span(wait.0 - 1)).is_err());
            }
        }
    }
}
