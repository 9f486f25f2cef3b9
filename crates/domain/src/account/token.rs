//! Tokens of links that are mailed.

use crate::time::Span;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenPurpose {
    /// Confirms an e-mail address.
    Confirm,
    /// Sets another password.
    Reset,
    /// Makes a member or an operator.
    Invite,
}

impl TokenPurpose {
    /// How long the link is good for.
    pub fn lifetime(self) -> Span {
        match self {
            Self::Confirm => Span::days(2),
            Self::Reset => Span::minutes(60),
            Self::Invite => Span::days(7),
        }
    }
}

/// How long the link is good for that the command prints for a new operator.
pub const OPERATOR_LINK: Span = Span::days(1);

/// How long a link that is over is still known: what is asked for by it twice is answered as the first time.
pub const KEPT: Span = Span::days(1);

/// How long a mail that couldn't be sent waits before it is tried again, after so many attempts; `None` where it is given up.
pub fn mail_again(attempts: u32) -> Option<Span> {
    const FIRST: Span = Span::seconds(10);
    const LONGEST: Span = Span::minutes(60);
    let doubled = FIRST
        .0
        .saturating_mul(1_i64 << attempts.saturating_sub(1).min(20));
    (attempts < MAIL_ATTEMPTS).then(|| Span(doubled).min(LONGEST))
}

/// How often a mail is tried: for some 24 hours.
pub const MAIL_ATTEMPTS: u32 = 33;

/// Days for which a mail that was given up is kept.
pub const MAIL_KEPT_DAYS: i64 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_a_day_ever_more_rarely() {
        assert_eq!(mail_again(1), Some(Span::seconds(10)));
        assert_eq!(mail_again(2), Some(Span::seconds(20)));
        assert_eq!(mail_again(20), Some(Span::minutes(60)));
        assert_eq!(mail_again(MAIL_ATTEMPTS), None);
        let waits: Vec<_> = (1..).map_while(mail_again).collect();
        assert!(waits.is_sorted());
        let whole: i64 = waits.iter().map(|wait| wait.0).sum();
        assert!(
            (Span::days(1).0..Span::days(2).0).contains(&whole),
            "{whole}"
        );
    }

    #[test]
    fn what_gives_more_away_is_good_for_less_time() {
        use TokenPurpose::{Confirm, Invite, Reset};
        assert!(Reset.lifetime() < Confirm.lifetime());
        assert!(Confirm.lifetime() < Invite.lifetime());
    }
}
