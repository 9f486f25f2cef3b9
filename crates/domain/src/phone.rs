//! Phone numbers: mainland ones as people write them, all others with their `+` and country code.

mod country;

use std::fmt;

pub use country::{CountryCode, NotACountryCode};
use thiserror::Error;

use crate::text::plain;

/// A phone number in E.164 (`+8613800138000`): 7 to 15 digits after the plus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// No digits at all.
    #[error("empty")]
    Empty,
    /// Something that belongs in no phone number.
    #[error("{0:?} is in no phone number")]
    Character(char),
    /// A mainland number has 11 digits and begins with 13 to 19.
    #[error("not a mainland mobile number")]
    Mainland,
    /// An international number has 7 to 15 digits and its country code doesn't begin with 0.
    #[error("not an international number")]
    International,
    /// A number of Hong Kong, Macao or Taiwan without the `+`; `0` is its digits.
    #[error("without its plus: +{0}")]
    NeedsPlus(u64),
    /// `1.38001E+10`: a spreadsheet has rounded the number, so the rest of its digits is lost.
    #[error("rounded by a spreadsheet")]
    Rounded,
}

impl PhoneError {
    /// The number that is probably meant.
    pub fn suggestion(self) -> Option<Phone> {
        match self {
            Self::NeedsPlus(digits) => Some(Phone(format!("+{digits}"))),
            _ => None,
        }
    }
}

/// Words that stand before a number and aren't part of it, the longer ones first.
pub(crate) const LABELS: [&str; 19] = [
    "手机号码",
    "联系电话",
    "联系方式",
    "电话号码",
    "mobile",
    "手机号",
    "电话号",
    "callto",
    "phone",
    "手机",
    "电话",
    "号码",
    "联系",
    "cell",
    "sms",
    "tel",
    "☎",
    "📞",
    "📱",
];

/// A region whose numbers have one length and aren't mobile numbers of the mainland when their plus is missing.
struct Region {
    code: &'static str,
    /// How many digits follow the code.
    digits: usize,
    /// What mobile numbers begin with.
    mobile: &'static [u8],
}

const REGIONS: [Region; 3] = [
    Region {
        code: "852",
        digits: 8,
        mobile: b"456789",
    },
    Region {
        code: "853",
        digits: 8,
        mobile: b"6",
    },
    Region {
        code: "886",
        digits: 9,
        mobile: b"9",
    },
];

impl Phone {
    /// Reads a number as typed or pasted. Spaces, dashes, dots, commas, brackets, quotes, full width, invisible
    /// characters and a label such as `tel:` are forgiven, as are a country code that stands twice and a 0 before a mainland
    /// number. `+` or `00` begins an international number, anything else is a mainland mobile number.
    ///
    /// # Errors
    ///
    /// The first reason why it is no number; [`PhoneError::suggestion`] says which number may be meant.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let plain: String = typed.chars().filter_map(plain).collect();
        let text = without_label(plain.trim_matches(is_around));
        if is_rounded(text) {
            return Err(PhoneError::Rounded);
        }
        let mut dialed = String::new();
        for c in without_decimals(text).chars() {
            match c {
                '0'..='9' | '+' => dialed.push(c),
                ' ' | '-' | '.' | ',' => {}
                c if is_bracket(c) => {}
                c => return Err(PhoneError::Character(c)),
            }
        }
        Self::dialed(&dialed)
    }

    /// Reads digits and pluses.
    fn dialed(dialed: &str) -> Result<Self, PhoneError> {
        if !dialed.contains(|c: char| c.is_ascii_digit()) {
            return Err(PhoneError::Empty);
        }
        if let Some(mainland) = mainland(dialed) {
            return Ok(Self(format!("+86{mainland}")));
        }
        let number = match dialed.rsplit_once('+') {
            Some((before, number)) if is_code_of(before, number) => number,
            Some(_) => return Err(PhoneError::Character('+')),
            None if dialed.starts_with("00") => dialed,
            None => return Err(without_plus(dialed)),
        };
        Self::international(number.strip_prefix("00").unwrap_or(number))
    }

    /// Reads the digits behind a plus.
    fn international(number: &str) -> Result<Self, PhoneError> {
        if let Some(mainland) = number.strip_prefix("86") {
            return Err(without_plus(mainland));
        }
        match Region::of(number) {
            Some(region) => region.read(number),
            None if (7..=15).contains(&number.len()) && !number.starts_with('0') => {
                Ok(Self(format!("+{number}")))
            }
            None => Err(PhoneError::International),
        }
    }

    /// The last four digits behind dots, for a log: `…8000`.
    pub fn masked(&self) -> String {
        let digits = self.0.len().saturating_sub(4);
        format!("…{}", self.0.get(digits..).unwrap_or_default())
    }

    /// E.164, as stored and sent: `+8613800138000`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Region {
    /// The region of the digits behind a plus.
    fn of(number: &str) -> Option<&'static Self> {
        REGIONS
            .iter()
            .find(|region| number.starts_with(region.code))
    }

    /// Reads the digits behind a plus, where the code may stand twice or a 0 behind it.
    fn read(&self, number: &str) -> Result<Phone, PhoneError> {
        let mut national = number.strip_prefix(self.code);
        while let Some(rest) = national {
            if rest.len() == self.digits {
                return Ok(Phone(format!("+{}{rest}", self.code)));
            }
            national = rest
                .strip_prefix(self.code)
                .or_else(|| rest.strip_prefix('0'));
        }
        Err(PhoneError::International)
    }
}

/// The 11 digits of a mainland number at the end, if nothing but its country code, any number of times, or a 0 is before it.
fn mainland(dialed: &str) -> Option<&str> {
    let (mut before, number) = dialed.split_at_checked(dialed.len().checked_sub(11)?)?;
    let is_mobile = matches!(number.as_bytes(), [b'1', b'3'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit));
    before = before.strip_suffix('0').unwrap_or(before);
    while let Some(prefix) = before.strip_suffix("86") {
        let code = ["+", "00", "0"]
            .iter()
            .find_map(|code| prefix.strip_suffix(code));
        before = code.unwrap_or(prefix);
    }
    (is_mobile && before.is_empty()).then_some(number)
}

/// Whether what stands before a number's last plus is its country code once more, or the 86 that a page or a person put there.
fn is_code_of(before: &str, number: &str) -> bool {
    let code = before.trim_start_matches(['+', '0']);
    code == "86" || number.starts_with(code)
}

/// Why digits without a plus are no mainland number.
fn without_plus(digits: &str) -> PhoneError {
    let meant = Region::of(digits).filter(|region| {
        let national = &digits.as_bytes()[region.code.len()..];
        national.len() == region.digits && region.mobile.contains(&national[0])
    });
    match meant.and_then(|_| digits.parse().ok()) {
        Some(digits) => PhoneError::NeedsPlus(digits),
        None => PhoneError::Mainland,
    }
}

/// Whether a spreadsheet has written a number with an exponent: `1.38001E+10`.
fn is_rounded(text: &str) -> bool {
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let Some((number, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    whole.len() == 1
        && exponent.len() <= 2
        && [whole, decimals, exponent].into_iter().all(are_digits)
}

/// Without the `.0` that spreadsheets write behind a number; one with a dot between its groups has fewer digits before it.
fn without_decimals(text: &str) -> &str {
    match text.rsplit_once('.') {
        Some((whole, decimals))
            if !decimals.is_empty()
                && decimals.bytes().all(|b| b == b'0')
                && whole.len() >= 11
                && whole.bytes().all(|b| b.is_ascii_digit() || b == b'+') =>
        {
            whole
        }
        _ => text,
    }
}

/// Without the words that say what the number is.
pub(crate) fn without_label(text: &str) -> &str {
    let mut rest = text;
    while let Some(number) = LABELS
        .iter()
        .find_map(|label| strip_prefix_ignoring_case(rest, label))
    {
        rest = number.trim_start_matches([' ', ':', '.', '/']);
    }
    rest
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// What may stand around a number and not within it: quotes, also as spreadsheets mark a text, and a sentence's marks.
fn is_around(c: char) -> bool {
    matches!(
        c,
        ' ' | '\'' | '"' | '`' | '=' | ',' | ';' | ':' | '!' | '、' | '‘' | '’' | '“' | '”'
    )
}

pub(crate) fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}')
}

impl fmt::Display for Phone {
    /// As people read it: `138 0013 8000`, `+852 5123 4567`, others like `+14155550123`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mainland) = mainland(&self.0) {
            let (operator, rest) = mainland.split_at(3);
            let (area, rest) = rest.split_at(4);
            return write!(f, "{operator} {area} {rest}");
        }
        let digits = self.0.get(1..).unwrap_or_default();
        match Region::of(digits) {
            Some(region) => {
                write!(f, "+{}", region.code)?;
                let national = &digits[region.code.len()..];
                // Eight digits are two groups of four, nine are three of three.
                let size = if national.len() == 9 { 3 } else { 4 };
                let groups = national.as_bytes().chunks(size);
                groups
                    .map(|group| String::from_utf8_lossy(group))
                    .try_for_each(|group| write!(f, " {group}"))
            }
            None => f.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests;
