//! Phone numbers within a text.

use std::ops::Range;

use crate::phone::{Phone, PhoneError};

/// A number that was found, and where.
pub(super) enum Found {
    /// A phone number.
    Right(Range<usize>, Phone),
    /// Digits that look like one and aren't.
    Wrong(Range<usize>),
}

impl Found {
    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        match self {
            Self::Right(at, _) | Self::Wrong(at) => at.start,
        }
    }
}

/// The most groups of digits that a number is written in: `+86 (0) 138 00 13 80 00`.
const GROUPS: usize = 7;

/// Finds the numbers, in order. Of several readings the first and longest is meant: `138 0013 8000` is one number.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for row in rows(text) {
        let mut rest = &row[..];
        // Digits that are no number by themselves, and may be a wrong one together.
        let mut left: Option<Range<usize>> = None;
        while let Some(first) = rest.first() {
            match number(text, rest) {
                Some((number, groups)) => {
                    found.extend(left.take().and_then(|left| wrong(text, left)));
                    found.push(number);
                    rest = &rest[groups..];
                }
                None => {
                    left = Some(left.map_or(first.start, |left| left.start)..first.end);
                    rest = &rest[1..];
                }
            }
        }
        found.extend(left.and_then(|left| wrong(text, left)));
    }
    found
}

/// The number that begins with the first of these groups, and how many groups it has.
fn number(text: &str, groups: &[Range<usize>]) -> Option<(Found, usize)> {
    (1..=groups.len().min(GROUPS)).rev().find_map(|count| {
        let at = groups[0].start..groups[count - 1].end;
        let found = match Phone::parse(&text[at.clone()]) {
            Ok(phone) => Found::Right(at, phone),
            Err(PhoneError::Rounded) => Found::Wrong(at),
            Err(_) => return None,
        };
        Some((found, count))
    })
}

/// As few digits as a number has, and no more: those of an identity card are more.
fn wrong(text: &str, at: Range<usize>) -> Option<Found> {
    let digits = text[at.clone()].bytes().filter(u8::is_ascii_digit).count();
    (7..=15).contains(&digits).then_some(Found::Wrong(at))
}

/// Groups of digits, each with the `+` before it, in rows of those that may be one number.
fn rows(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut end = 0;
    let mut rest = text;
    while let Some(skipped) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[skipped..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let between = &text[end..end + skipped];
        let start = end
            + between
                .rfind('+')
                .filter(|&at| is_between(&between[at + 1..]))
                .unwrap_or(skipped);
        let group = start..end + skipped + digits;
        match rows.last_mut() {
            Some(row) if is_between(between) => row.push(group.clone()),
            _ => rows.push(vec![group.clone()]),
        }
        end = group.end;
        rest = &text[end..];
    }
    rows
}

/// Whether this may stand between the digits of one number.
fn is_between(text: &str) -> bool {
    let may = |c: char| {
        c.is_whitespace() || crate::text::is_dash(c) || matches!(c, '.' | '·' | '(' | ')' | '+')
    };
    text.chars().all(may) || matches!(text, "E" | "e" | "E+" | "e+")
}
