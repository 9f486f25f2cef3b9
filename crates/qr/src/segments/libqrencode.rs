//! How libqrencode cuts a text (its `split.c`): from left to right, weighing for each run of one kind whether it is worth
//! its head.

use qrcode::Version;
use qrcode::optimize::Segment;
use qrcode::types::Mode;

use super::takes;

/// Its heads are always those of the smallest versions.
const SMALL: Version = Version::Normal(9);

/// The segments of a text.
pub fn cut(text: &[u8]) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut begin = 0;
    while begin < text.len() {
        let (mode, length) = first(&text[begin..]);
        let end = begin + length;
        segments.push(Segment { mode, begin, end });
        begin = end;
    }
    segments
}

/// The first segment's mode and length.
fn first(text: &[u8]) -> (Mode, usize) {
    match kind(text) {
        Some(Mode::Numeric) => numeric(text),
        Some(Mode::Alphanumeric) => alphanumeric(text),
        _ => bytes(text),
    }
}

fn numeric(text: &[u8]) -> (Mode, usize) {
    let run = run(Mode::Numeric, text);
    let next = kind(&text[run..]);
    let worth = |mode: Mode| with_head(Mode::Numeric, run) + bits(mode, 1) <= bits(mode, run + 1);
    match next {
        Some(Mode::Byte) if !worth(Mode::Byte) => bytes(text),
        Some(Mode::Alphanumeric) if !worth(Mode::Alphanumeric) => alphanumeric(text),
        _ => (Mode::Numeric, run),
    }
}

fn alphanumeric(text: &[u8]) -> (Mode, usize) {
    let mode = Mode::Alphanumeric;
    let mut run = 0;
    while text.get(run).is_some_and(|byte| takes(mode, *byte)) {
        let digits = self::run(Mode::Numeric, &text[run..]);
        let end = run + digits;
        let again = match text.get(end) {
            // It counts a number's head there, which is longer by a bit.
            Some(byte) if takes(mode, *byte) => with_head(Mode::Numeric, 0),
            _ => 0,
        };
        let apart = bits(mode, run) + with_head(Mode::Numeric, digits) + again;
        if digits > 0 && apart < bits(mode, end) {
            break;
        }
        run += digits.max(1);
    }
    let apart = with_head(mode, run) + bits(Mode::Byte, 1);
    match kind(&text[run..]) {
        Some(Mode::Byte) if apart > bits(Mode::Byte, run + 1) => bytes(text),
        _ => (mode, run),
    }
}

fn bytes(text: &[u8]) -> (Mode, usize) {
    let mut run = 1;
    while let Some(mode) = kind(&text[run..]) {
        let other = match mode {
            Mode::Byte => 0,
            _ => self::run(mode, &text[run..]),
        };
        let end = run + other;
        let again = match kind(&text[end..]) {
            Some(Mode::Byte) => with_head(Mode::Byte, 0),
            _ => 0,
        };
        let apart = bits(Mode::Byte, run) + with_head(mode, other) + again;
        if other > 0 && apart < bits(Mode::Byte, end) {
            break;
        }
        run += other.max(1);
    }
    (Mode::Byte, run)
}

/// The narrowest mode of what comes first.
fn kind(text: &[u8]) -> Option<Mode> {
    let modes = [Mode::Numeric, Mode::Alphanumeric, Mode::Byte];
    let first = text.first()?;
    modes.into_iter().find(|mode| takes(*mode, *first))
}

fn run(mode: Mode, text: &[u8]) -> usize {
    text.iter().take_while(|byte| takes(mode, **byte)).count()
}

fn bits(mode: Mode, length: usize) -> usize {
    mode.data_bits_count(length)
}

fn with_head(mode: Mode, length: usize) -> usize {
    SMALL.mode_bits_count() + mode.length_bits_count(SMALL) + bits(mode, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_a_segment_of_its_own_where_its_head_is_worth_it() {
        let cases: [(&str, &[(&str, Mode)]); 7] = [
            (
                "HTTPS://QD.EXAMPLE/D/X",
                &[("HTTPS://QD.EXAMPLE/D/X", Mode::Alphanumeric)],
            ),
            // Six digits among letters aren't, and sixteen are.
            ("D/123456A", &[("D/123456A", Mode::Alphanumeric)]),
            (
                "D/0123456789012345A",
                &[
                    ("D/", Mode::Alphanumeric),
                    ("0123456789012345", Mode::Numeric),
                    ("A", Mode::Alphanumeric),
                ],
            ),
            ("12a", &[("12a", Mode::Byte)]),
            ("1234567a", &[("1234567", Mode::Numeric), ("a", Mode::Byte)]),
            (
                "HTTPS://SHOP.EXAMPLE/landing",
                &[
                    ("HTTPS://SHOP.EXAMPLE/", Mode::Alphanumeric),
                    ("landing", Mode::Byte),
                ],
            ),
            ("a?SER", &[("a?SER", Mode::Byte)]),
        ];
        for (text, expected) in cases {
            let segments = cut(text.as_bytes());
            let segments = segments.iter().map(|it| (&text[it.begin..it.end], it.mode));
            assert_eq!(segments.collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
