//! The field for a serial: how what is typed there is read and set in groups of four.

use std::ops::Range;

use super::{LENGTH, Serial, SerialError, check};
use crate::crockford;
use crate::text::plain;

/// A typed character as it is meant, and where it ends in the field, in UTF-16 units.
pub(super) type Typed = (char, usize);

/// Reads what was typed; what shows nothing is left out.
pub(super) fn read(typed: &str) -> Vec<Typed> {
    let mut end = 0;
    let read = typed.chars().filter_map(|c| {
        end += c.len_utf16();
        Some((plain(c)?, end))
    });
    read.collect()
}

/// Sets what was typed so far in groups of four, for the field: upper case, look-alikes read as digits, strange characters
/// kept so that the person sees them; at most 16 characters. Of a text with a serial in it the serial alone is left.
pub fn group(typed: &str) -> String {
    group_with_caret(typed, 0).0
}

/// The same with the caret: it stays behind the character that it was behind, and goes over a dash set there.
/// `caret` and the answer count UTF-16 units, as a field does.
pub fn group_with_caret(typed: &str, caret: usize) -> (String, usize) {
    let typed = read(typed);
    let kept: Vec<Typed> = match serial(&typed) {
        Ok((_, places)) => places.into_iter().map(|at| typed[at]).collect(),
        Err(_) => typed
            .into_iter()
            .filter(|&(c, _)| !is_separator(c))
            .take(LENGTH)
            .collect(),
    };
    let mut grouped = String::with_capacity(19);
    let (mut length, mut moved) = (0, 0);
    for (at, &(c, end)) in kept.iter().enumerate() {
        let c = crockford::decode(c).map_or_else(|| c.to_ascii_uppercase(), crockford::encode);
        grouped.push(c);
        length += c.len_utf16();
        if at % 4 == 3 && at + 1 < kept.len() {
            grouped.push('-');
            length += 1;
        }
        if end <= caret {
            moved = length;
        }
    }
    (grouped, moved)
}

/// The serial in what was typed, and the places of its characters.
pub(super) fn serial(typed: &[Typed]) -> Result<(Serial, Vec<usize>), SerialError> {
    let found = candidates(typed);
    let right = |candidate: &&Candidate| check(&candidate.values) == candidate.values[LENGTH - 1];
    // Words that happen to have 16 characters are no serial beside what looks like one.
    let (whole, others): (Vec<_>, Vec<_>) = found
        .iter()
        .filter(right)
        .partition(|candidate| candidate.is_in_groups);
    let mut right = if whole.is_empty() { others } else { whole }.into_iter();
    if let Some(first) = right.next() {
        return match right.all(|other| other.values == first.values) {
            true => Ok((Serial(first.values), first.places.clone())),
            false => Err(SerialError::Length(2 * LENGTH)),
        };
    }
    if !found.is_empty() {
        return Err(SerialError::Check);
    }
    let kept = || typed.iter().map(|&(c, _)| c).filter(|&c| !is_separator(c));
    match kept().find(|&c| crockford::decode(c).is_none()) {
        Some(strange) => Err(SerialError::Character(strange)),
        None => Err(SerialError::Length(kept().count())),
    }
}

/// 16 characters that stand together and could be a serial.
struct Candidate {
    values: [u8; LENGTH],
    places: Vec<usize>,
    /// They are one word, or four of four characters.
    is_in_groups: bool,
}

fn candidates(typed: &[Typed]) -> Vec<Candidate> {
    let words = words(typed);
    (0..words.len())
        .filter_map(|first| candidate(typed, &words[first..]))
        .collect()
}

/// The candidate that begins with the first of these words.
fn candidate(typed: &[Typed], words: &[Range<usize>]) -> Option<Candidate> {
    let start = words.first()?.start;
    // What follows a slash is a part of an address.
    if start > 0 && typed[start - 1].0 == '/' {
        return None;
    }
    let mut places: Vec<usize> = Vec::with_capacity(LENGTH);
    let mut count = 0;
    for word in words {
        let between = places.last().map_or(start, |last| last + 1)..word.start;
        if places.len() >= LENGTH || !typed[between].iter().all(|&(c, _)| is_separator(c)) {
            break;
        }
        places.extend(word.clone());
        count += 1;
    }
    let values = places.iter().map(|&at| crockford::decode(typed[at].0));
    let values = values.collect::<Option<Vec<u8>>>()?.try_into().ok()?;
    let is_in_groups = count == 1 || words[..count].iter().all(|word| word.len() == 4);
    Some(Candidate {
        values,
        places,
        is_in_groups,
    })
}

/// Where letters and digits stand together.
fn words(typed: &[Typed]) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, _) in typed
        .iter()
        .enumerate()
        .filter(|(_, (c, _))| c.is_ascii_alphanumeric())
    {
        match words.last_mut() {
            Some(word) if word.end == at => word.end += 1,
            _ => words.push(at..at + 1),
        }
    }
    words
}

/// What may stand between a serial's characters.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::serial::RANDOM_BYTES;

    const SERIAL: &str = "0123-4567-89AB-CD0";

    fn whole() -> String {
        Serial::generate([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0]).to_string()
    }

    #[test]
    fn a_serial_is_found_in_what_mails_and_chats_write() {
        let whole = whole();
        assert!(whole.starts_with(SERIAL), "{whole}");
        for typed in [
            format!("序列号：{whole}"),
            format!("序列号{whole}"),
            format!("您的序列号是 {whole}，请勿转发。"),
            format!("Serial: {whole}."),
            format!("Serial number {whole}"),
            format!("S/N: {whole}"),
            format!("SN {}", whole.replace('-', " ")),
            format!("{whole}。"),
            format!("{whole},"),
            format!("“{whole}”"),
            format!("{whole} {whole}"),
            whole.replace('-', "·"),
            whole.replace('-', "—"),
            whole.replace('-', "_"),
            whole.replace('-', " . "),
            whole.replace('-', "-\r\n"),
            format!("\u{202a}{}\u{202c}", whole.replace('-', "\u{ad}-\u{200b}")),
            whole
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
                .collect(),
        ] {
            assert_eq!(
                Serial::parse(&typed).map(|serial| serial.to_string()),
                Ok(whole.clone()),
                "{typed}"
            );
            assert_eq!(group(&typed), whole, "{typed}");
        }
    }

    #[test]
    fn what_holds_no_serial_or_two_says_why() {
        let whole = whole();
        let other = Serial::generate([9; RANDOM_BYTES]);
        let mistyped = whole.replacen('1', "2", 1);
        for (typed, why) in [
            (format!("{whole} {other}"), SerialError::Length(32)),
            (format!("序列号：{mistyped}"), SerialError::Check),
            (format!("序列号：{SERIAL}"), SerialError::Character('序')),
            (
                format!(
                    "https://example.com/D/0123456789AB/{}",
                    whole.replace('-', "")
                ),
                SerialError::Character(':'),
            ),
        ] {
            assert_eq!(Serial::parse(&typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn the_caret_stays_behind_the_character_that_it_was_behind() {
        // The caret is the bar.
        for (typed, grouped) in [
            ("|", "|"),
            ("a|", "A|"),
            ("0123|", "0123|"),
            ("0123|4", "0123-|4"),
            ("01234|", "0123-4|"),
            ("012|3-4", "012|3-4"),
            ("0123|-4", "0123-|4"),
            ("0123-|4", "0123-|4"),
            ("0123-x|4", "0123-X|4"),
            ("01x|23-4567", "01X|2-3456-7"),
            ("012|3-4567-", "012|3-4567"),
            ("01234567|", "0123-4567|"),
            ("𠮷a|b", "𠮷A|B"),
            ("\u{200b}a|b", "A|B"),
        ] {
            let caret = typed.split('|').next().unwrap().encode_utf16().count();
            let (text, moved) = group_with_caret(&typed.replace('|', ""), caret);
            let units: Vec<u16> = text.encode_utf16().collect();
            let (before, behind) = units.split_at(moved);
            let shown = format!(
                "{}|{}",
                String::from_utf16(before).unwrap(),
                String::from_utf16(behind).unwrap()
            );
            assert_eq!(shown, grouped, "{typed}");
        }
        let pasted = format!("序列号：{}", whole());
        assert_eq!(group_with_caret(&pasted, 23), (whole(), 19));
        assert_eq!(group_with_caret(&pasted, 4), (whole(), 0));
    }

    proptest! {
        #[test]
        fn grouping_twice_is_grouping_once(typed in "[0-9A-Za-z序：/· \u{200b}-]{0,24}", caret in 0usize..30) {
            let (shown, moved) = group_with_caret(&typed, caret);
            prop_assert!(shown.chars().count() <= 19);
            prop_assert!(moved <= shown.encode_utf16().count());
            prop_assert_eq!(group_with_caret(&shown, moved), (shown.clone(), moved));
            prop_assert_eq!(group_with_caret(&typed, typed.encode_utf16().count()).1, shown.encode_utf16().count());
        }

        #[test]
        fn a_serial_is_found_in_a_sentence(random: [u8; RANDOM_BYTES], before in "(\\PC{0,12}[：:，。])?", behind in "([，。！]\\PC{0,12})?") {
            let serial = Serial::generate(random);
            prop_assert_eq!(Serial::parse(&format!("{before}{serial}{behind}")), Ok(serial));
            prop_assert_eq!(group(&format!("{before}{serial}{behind}")), serial.to_string());
        }
    }
}
