//! Cutting a text into segments so that it takes the fewest bits: `qrcode` joins them from left to right as long as
//! each step gains, which makes 18 % of the codes of links with a serial and an icon a version larger.

mod libqrencode;

use std::iter;

use qrcode::bits::Bits;
use qrcode::optimize::{Segment, total_encoded_len};
use qrcode::types::Mode;
use qrcode::{EcLevel, Version};

/// What a code of ASCII can be written in, and a character's bits in sixths: numbers by three in 10 bits, letters by
/// two in 11.
const MODES: [(Mode, u32); 3] = [
    (Mode::Numeric, 20),
    (Mode::Alphanumeric, 33),
    (Mode::Byte, 48),
];

/// Sixths of a bit.
const BIT: u32 = 6;

/// The largest versions whose segments begin with so many bits.
const CLASSES: [i16; 3] = [9, 26, 40];

/// Ways to cut a text once more that are tried.
const MOST_WAYS: usize = 64;

/// A text cut into segments, and the smallest version that it fits.
pub struct Segments {
    segments: Vec<Segment>,
    version: Version,
    bits: usize,
}

impl Segments {
    /// The fewest bits of a text; `None` where no code with this correction is large enough.
    pub fn of(text: &[u8], level: EcLevel) -> Option<Self> {
        let mut smaller = 0;
        CLASSES.into_iter().find_map(|largest| {
            let segments = fewest_bits(text, Version::Normal(largest));
            let bits = total_encoded_len(&segments, Version::Normal(largest));
            let mut versions = (smaller + 1..=largest).map(Version::Normal);
            smaller = largest;
            let version = versions.find(|version| bits <= room(*version, level))?;
            Some(Self {
                segments,
                version,
                bits,
            })
        })
    }

    /// The smallest version that they fit.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Whether they fit with another correction too.
    pub fn fit(&self, level: EcLevel) -> bool {
        self.bits <= room(self.version, level)
    }

    /// The same text cut as libqrencode cuts it, where that takes no larger code.
    pub fn like_libqrencode(&self, text: &[u8], level: EcLevel) -> Option<Self> {
        let segments = libqrencode::cut(text);
        let like = Self {
            bits: total_encoded_len(&segments, self.version),
            segments,
            version: self.version,
        };
        like.fit(level).then_some(like)
    }

    /// They, and they with one of them cut in two wherever another head fits in as well, but no more than some: the
    /// same text in other bits.
    pub fn ways(&self, level: EcLevel) -> impl Iterator<Item = Self> {
        let places = self.segments.iter().enumerate();
        let places = places.flat_map(|(which, segment)| {
            (segment.begin + 1..segment.end).map(move |place| Some((which, place)))
        });
        let ways = iter::once(None).chain(places).map(|cut| {
            let mut segments = self.segments.clone();
            if let Some((which, place)) = cut {
                let end = Segment {
                    begin: place,
                    ..segments[which]
                };
                segments[which].end = place;
                segments.insert(which + 1, end);
            }
            Self {
                bits: total_encoded_len(&segments, self.version),
                segments,
                version: self.version,
            }
        });
        let ways: Vec<Self> = ways.filter(move |way| way.fit(level)).collect();
        let step = ways.len().div_ceil(MOST_WAYS).max(1);
        ways.into_iter().step_by(step)
    }

    /// The code's data, without what corrects it.
    pub fn write(&self, text: &[u8], level: EcLevel) -> Option<Vec<u8>> {
        let mut bits = Bits::new(self.version);
        bits.push_segments(text, self.segments.iter().copied())
            .ok()?;
        bits.push_terminator(level).ok()?;
        Some(bits.into_bytes())
    }
}

/// How many bits a code holds.
pub fn room(version: Version, level: EcLevel) -> usize {
    Bits::new(version).max_len(level).unwrap_or(0)
}

fn takes(mode: Mode, byte: u8) -> bool {
    match mode {
        Mode::Numeric => byte.is_ascii_digit(),
        Mode::Alphanumeric => {
            byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte)
        }
        Mode::Byte => true,
        Mode::Kanji => false,
    }
}

/// The cheapest way through a text, character by character: each is written in the mode of the one before it, or
/// begins a segment after the cheapest way to there.
fn fewest_bits(text: &[u8], version: Version) -> Vec<Segment> {
    let heads = MODES.map(|(mode, _)| {
        let bits = version.mode_bits_count() + mode.length_bits_count(version);
        BIT * u32::try_from(bits).unwrap_or(u32::MAX)
    });
    // What is written so far costs so much when it ends in each mode.
    let mut costs = [None; 3];
    // In which mode what is before a character ends, when that is in each mode: the same unless a segment begins.
    let mut befores = Vec::with_capacity(text.len());
    for &byte in text {
        let cheapest = (0..3).filter_map(|at| Some((costs[at]?, at))).min();
        let mut before = [None; 3];
        let mut next = [None; 3];
        for (at, (mode, bits)) in MODES.into_iter().enumerate() {
            if !takes(mode, byte) {
                continue;
            }
            let on = costs[at].map(|cost: u32| (cost, Some(at)));
            // A segment ends with a whole bit.
            let begun = cheapest.map_or((heads[at], None), |(cost, from)| {
                (cost.next_multiple_of(BIT) + heads[at], Some(from))
            });
            let least = on.into_iter().chain([begun]).min_by_key(|(cost, _)| *cost);
            if let Some((cost, from)) = least {
                next[at] = Some(cost + bits);
                before[at] = from;
            }
        }
        costs = next;
        befores.push(before);
    }
    let mut segments: Vec<Segment> = Vec::new();
    let last = (0..3)
        .filter_map(|at| Some((costs[at]?.next_multiple_of(BIT), at)))
        .min();
    let mut at = last.map(|(_, at)| at);
    for (begin, before) in befores.into_iter().enumerate().rev() {
        let Some(here) = at else { break };
        let mode = MODES[here].0;
        match segments.last_mut() {
            Some(segment) if segment.mode == mode => segment.begin = begin,
            _ => segments.push(Segment {
                mode,
                begin,
                end: begin + 1,
            }),
        }
        at = before[here];
    }
    segments.reverse();
    segments
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use qrcode::optimize::{Optimizer, Parser};

    use super::*;

    /// The fewest bits of a text, by trying every mode for every character.
    fn fewest(text: &[u8], version: Version) -> usize {
        let ways = 3_usize.pow(u32::try_from(text.len()).unwrap());
        let modes =
            |way: usize| (0..text.len()).map(move |at| MODES[way / 3_usize.pow(at as u32) % 3].0);
        let bits = |way: usize| {
            let taken = modes(way).zip(text).all(|(mode, byte)| takes(mode, *byte));
            taken.then(|| {
                let mut segments: Vec<Segment> = Vec::new();
                for (begin, mode) in modes(way).enumerate() {
                    let end = begin + 1;
                    match segments.last_mut() {
                        Some(segment) if segment.mode == mode => segment.end = end,
                        _ => segments.push(Segment { mode, begin, end }),
                    }
                }
                total_encoded_len(&segments, version)
            })
        };
        (0..ways).filter_map(bits).min().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_other_cut_takes_fewer_bits(text in "[0-9]{0,4}[A-Z]{0,2}[a-z?]{0,2}[0-9]{1,2}", class in 0_usize..3) {
            let version = Version::Normal(CLASSES[class]);
            let segments = fewest_bits(text.as_bytes(), version);
            prop_assert_eq!(total_encoded_len(&segments, version), fewest(text.as_bytes(), version));
        }

        #[test]
        fn the_segments_are_the_text_and_take_no_more_than_joined_from_left_to_right(
            text in "[ -~]{1,80}|([0-9]{1,12}|[A-Z]{1,12}|[a-z?=]{1,6}){1,12}",
        ) {
            let version = Version::Normal(9);
            let segments = fewest_bits(text.as_bytes(), version);
            let ends = segments.iter().map(|segment| segment.end);
            let begins = segments.iter().skip(1).map(|segment| segment.begin).chain([text.len()]);
            prop_assert!(ends.eq(begins));
            let greedy: Vec<Segment> = Optimizer::new(Parser::new(text.as_bytes()), version).collect();
            prop_assert!(total_encoded_len(&segments, version) <= total_encoded_len(&greedy, version));
        }
    }

    #[test]
    fn a_text_is_cut_once_more_wherever_there_is_room_for_another_head() {
        // Version 4 with the strongest correction has 288 bits, the link 4 + 9 + 40 * 5.5.
        let text = b"HTTPS://QD.EXAMPLE.COM/D/0123456789ABCDE";
        let segments = Segments::of(text, EcLevel::H).unwrap();
        assert_eq!(segments.segments.len(), 1);
        let ways: Vec<_> = segments.ways(EcLevel::H).collect();
        assert_eq!(ways.len(), text.len());
        let places = ways.iter().map(|way| way.segments[0].end);
        assert_eq!(
            places.collect::<BTreeSet<_>>(),
            (1..=text.len()).collect::<BTreeSet<_>>()
        );
        let written = ways.iter().map(|way| way.write(text, EcLevel::H).unwrap());
        assert_eq!(written.collect::<BTreeSet<_>>().len(), text.len());
        // 13 bits are left after 47 letters, and after 48 eleven.
        for (length, ways) in [(47, 47), (48, 1)] {
            let letters = vec![b'A'; length];
            let segments = Segments::of(&letters, EcLevel::H).unwrap();
            assert_eq!(segments.version(), Version::Normal(4));
            assert_eq!(segments.ways(EcLevel::H).count(), ways, "{length}");
        }
    }

    #[test]
    fn the_smallest_version_is_taken_up_to_the_last_bit() {
        let version = |text: &str, level| {
            let segments = Segments::of(text.as_bytes(), level)?;
            Some(segments.version())
        };
        // Capacities of ISO 18004, table 7.
        for (text, level, expected) in [
            ("0".repeat(41), EcLevel::L, Some(1)),
            ("0".repeat(42), EcLevel::L, Some(2)),
            ("A".repeat(335), EcLevel::L, Some(9)),
            ("A".repeat(336), EcLevel::L, Some(10)),
            ("a".repeat(1273), EcLevel::H, Some(40)),
            ("a".repeat(1274), EcLevel::H, None),
        ] {
            assert_eq!(
                version(&text, level),
                expected.map(Version::Normal),
                "{text}"
            );
        }
    }
}
