//! A text as modules, dark and light.

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{EcLevel, Version, ec};

use crate::check;
use crate::error::Refused;
use crate::layout::Layout;
use crate::mask;
use crate::segments::Segments;

/// How much of a code may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Correction {
    /// 7 %.
    Low,
    /// 15 %: for anything without an icon.
    Medium,
    /// 25 %.
    Quartile,
    /// 30 %: what a code with an icon has.
    High,
}

impl Correction {
    /// All, the strongest first.
    const ALL: [Self; 4] = [Self::High, Self::Quartile, Self::Medium, Self::Low];

    fn level(self) -> EcLevel {
        match self {
            Self::Low => EcLevel::L,
            Self::Medium => EcLevel::M,
            Self::Quartile => EcLevel::Q,
            Self::High => EcLevel::H,
        }
    }

    /// Characters that the largest code holds when none can be packed (version 40, byte mode).
    pub fn most(self) -> usize {
        match self {
            Self::Low => 2953,
            Self::Medium => 2331,
            Self::Quartile => 1663,
            Self::High => 1273,
        }
    }
}

/// A code, which reads back as its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    text: String,
    correction: Correction,
    width: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The smallest code of a text that can lose as much as is wanted, or more where that makes it no larger. It
    /// has been read back.
    ///
    /// # Errors
    ///
    /// [`Refused::Empty`], [`Refused::NotAscii`] and [`Refused::TooLong`] for the text;
    /// [`Refused::Unreadable`] if it doesn't read back, which would be a fault of ours.
    pub fn new(text: &str, correction: Correction) -> Result<Self, Refused> {
        Self::of_rank(text, correction, 0)
    }

    /// The same with the best mask, or after it the one of this rank: see [`mask::of_rank`].
    pub(crate) fn of_rank(
        text: &str,
        correction: Correction,
        rank: usize,
    ) -> Result<Self, Refused> {
        let (shortest, correction) = shortest(text, correction)?;
        let like = shortest.like_libqrencode(text.as_bytes(), correction.level());
        let segments = like.unwrap_or(shortest);
        let canvas = draw(text, &segments, correction)?;
        let width = width(segments.version());
        let mask = mask::of_rank(&canvas, width, correction.level(), rank);
        let code = Self::masked(text, correction, canvas, mask);
        check::modules(&code)?;
        Ok(code)
    }

    /// All that say the same as this one, which has the strongest correction, and are as large: with every mask, and with
    /// the text cut once more where there is room for that. They have not been read back.
    pub(crate) fn alike(&self, layout: &Layout) -> Result<Vec<Self>, Refused> {
        let text = &self.text;
        let (segments, _) = shortest(text, self.correction)?;
        let blanks = mask::all().map(|mask| {
            let canvas = blank(segments.version(), self.correction.level());
            Self::masked(text, self.correction, canvas, mask)
        });
        let blanks: Vec<Self> = blanks.collect();
        let mut alike = Vec::new();
        for segments in segments.ways(self.correction.level()) {
            let (data, check) = codewords(text, &segments, self.correction)?;
            alike.extend(blanks.iter().map(|blank| {
                let mut code = blank.clone();
                layout.draw(data.iter().chain(&check).copied(), &mut code.dark);
                code
            }));
        }
        Ok(alike)
    }

    fn masked(text: &str, correction: Correction, mut canvas: Canvas, mask: MaskPattern) -> Self {
        canvas.apply_mask(mask);
        let dark = canvas.into_colors().into_iter();
        let dark: Vec<bool> = dark.map(|color| color == qrcode::Color::Dark).collect();
        Self {
            text: text.to_owned(),
            correction,
            width: dark.len().isqrt(),
            dark,
        }
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How much of it may be lost.
    pub fn correction(&self) -> Correction {
        self.correction
    }

    /// Modules on a side: 21 to 177.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its modules row by row, and whether each is dark.
    pub(crate) fn modules(&self) -> &[bool] {
        &self.dark
    }

    /// Whether an alignment pattern is in its middle: so it is in every second seven versions (ISO 18004, table E.1).
    pub(crate) fn is_aligned_in_its_middle(&self) -> bool {
        let version = (self.width - 17) / 4;
        version / 7 % 2 == 1
    }

    /// Whether the module at a place is dark; outside, none is.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.width && self.dark[y * self.width + x]
    }
}

/// A text in the fewest bits, and the strongest correction, from this on, for which they leave room.
fn shortest(text: &str, correction: Correction) -> Result<(Segments, Correction), Refused> {
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    if let Some(odd) = text.chars().find(|c| !c.is_ascii() || c.is_ascii_control()) {
        return Err(Refused::NotAscii(odd));
    }
    let segments = Segments::of(text.as_bytes(), correction.level());
    let segments = segments.ok_or_else(|| too_long(text, correction))?;
    let stronger = Correction::ALL.into_iter();
    let mut stronger = stronger.take_while(|stronger| *stronger != correction);
    let correction = stronger
        .find(|stronger| segments.fit(stronger.level()))
        .unwrap_or(correction);
    Ok((segments, correction))
}

/// A code without a mask.
fn draw(text: &str, segments: &Segments, correction: Correction) -> Result<Canvas, Refused> {
    let (data, check) = codewords(text, segments, correction)?;
    let mut canvas = blank(segments.version(), correction.level());
    canvas.draw_data(&data, &check);
    Ok(canvas)
}

/// A code that says nothing yet.
fn blank(version: Version, level: EcLevel) -> Canvas {
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas
}

/// The codewords of a text, and those that correct them.
fn codewords(
    text: &str,
    segments: &Segments,
    correction: Correction,
) -> Result<(Vec<u8>, Vec<u8>), Refused> {
    let (version, level) = (segments.version(), correction.level());
    let data = segments.write(text.as_bytes(), level);
    let words = data.and_then(|data| ec::construct_codewords(&data, version, level).ok());
    words.ok_or_else(|| too_long(text, correction))
}

fn too_long(text: &str, correction: Correction) -> Refused {
    Refused::TooLong {
        length: text.len(),
        most: correction.most(),
    }
}

fn width(version: Version) -> usize {
    usize::try_from(version.width()).unwrap_or_default()
}

/// The same URL, small in a code: scheme and host in upper case, where they mean the same, so that
/// with an upper-case path each character takes 5.5 bits instead of 8. What isn't a URL stays as it is.
pub fn compact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // A user's name before the host isn't the same in upper case.
    if authority.contains('@') || !scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
        return url.to_owned();
    }
    let upper = |text: &str| text.to_ascii_uppercase();
    format!("{}://{}{path}", upper(scheme), upper(authority))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alignment;
    use crate::board::Board;

    #[test]
    fn scheme_and_host_are_made_small_and_nothing_else_changes() {
        for (url, small) in [
            (
                "https://qd.example/D/0123456789AB",
                "HTTPS://QD.EXAMPLE/D/0123456789AB",
            ),
            ("http://a.example:8080", "HTTP://A.EXAMPLE:8080"),
            ("https://a.example/x/Y?z=1#w", "HTTPS://A.EXAMPLE/x/Y?z=1#w"),
            ("https://a.example?q=b", "HTTPS://A.EXAMPLE?q=b"),
            ("https://user@a.example/", "https://user@a.example/"),
            ("mailto:someone@a.example", "mailto:someone@a.example"),
            ("plain", "plain"),
        ] {
            assert_eq!(compact(url), small);
        }
    }

    #[test]
    fn a_small_deploy_link_takes_a_smaller_code() {
        let long = Code::new("https://qd.example/d/0123456789ab", Correction::Medium).unwrap();
        let small = compact("https://qd.example/D/0123456789AB");
        let small = Code::new(&small, Correction::Medium).unwrap();
        assert_eq!((long.width(), small.width()), (29, 25));
    }

    #[test]
    fn masks_under_which_the_alignment_pattern_may_be_mistaken_come_last() {
        let [mut doubled, mut passed_over] = [0; 2];
        for number in 0..20 {
            let link = format!("HTTPS://QUICK-DEPLOY.EXAMPLE/D/{number:012}");
            let link = &link[..link.len() - number % 12];
            let codes = (0..8).map(|rank| Code::of_rank(link, Correction::Medium, rank).unwrap());
            let codes: Vec<Code> = codes.collect();
            let boards = codes
                .iter()
                .map(|code| Board::<1>::of(code.width(), |x, y| code.is_dark(x, y)));
            let is_doubled: Vec<bool> = boards.map(|board| alignment::is_doubled(&board)).collect();
            assert!(is_doubled.is_sorted(), "{link}: {is_doubled:?}");
            doubled += usize::from(is_doubled[0]);
            passed_over += usize::from(is_doubled[7]);
        }
        assert_eq!((doubled, passed_over), (0, 20));
    }

    #[test]
    fn what_can_not_be_said_is_refused_with_the_reason() {
        let refused = |text: &str| Code::new(text, Correction::Medium).unwrap_err();
        assert_eq!(refused(""), Refused::Empty);
        assert_eq!(refused("https://例.example"), Refused::NotAscii('例'));
        assert_eq!(refused("a\nb"), Refused::NotAscii('\n'));
        let long = "x".repeat(2332);
        let (length, most) = (2332, 2331);
        assert_eq!(refused(&long), Refused::TooLong { length, most });
        assert!(Code::new(&long[1..], Correction::Medium).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn every_way_to_say_a_link_reads_back_and_is_as_small(link in "HTTPS://[A-Z.]{4,20}/D/[0-9A-Z]{12}") {
            let smallest = Code::new(&link, Correction::High).unwrap();
            let alike = smallest.alike(&Layout::of(smallest.width())).unwrap();
            prop_assert!(alike.len() >= 8);
            for code in alike {
                prop_assert_eq!(code.width(), smallest.width());
                prop_assert_eq!(check::modules(&code), Ok(()));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_ascii_is_said_reads_back(
            text in "[ -~]{1,300}",
            correction in prop::sample::select(vec![
                Correction::Low, Correction::Medium, Correction::Quartile, Correction::High,
            ]),
        ) {
            // `new` reads it back itself.
            let code = Code::new(&text, correction);
            prop_assert!(code.is_ok(), "{:?}", code);
        }
    }
}
