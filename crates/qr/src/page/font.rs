//! The fonts of printed pages, parts of Noto Sans SC (`fonts/OFL.txt`), and how lines are broken.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};
use unicode_linebreak::linebreaks;
use unicode_normalization::UnicodeNormalization;

static REGULAR: LazyLock<Font> =
    LazyLock::new(|| Font::new(include_bytes!("../../fonts/NotoSansSC-Regular.otf")));

static BOLD: LazyLock<Font> =
    LazyLock::new(|| Font::new(include_bytes!("../../fonts/NotoSansSC-Bold.otf")));

/// Packed, since it is seldom used; `fonts/fallback.py` makes it.
static FALLBACK: LazyLock<Font> = LazyLock::new(|| {
    let mut packed = include_bytes!("../../fonts/NotoSansSC-Fallback.otf.br").as_slice();
    let mut file = Vec::new();
    // Writing to memory doesn't fail, and what isn't whole isn't parsed.
    brotli_decompressor::BrotliDecompress(&mut packed, &mut file).ok();
    Font::new(file.leak())
});

/// Stands where no font has a glyph, as printers do it.
const MISSING: char = '〓';

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// One of the fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FontId {
    Regular,
    Bold,
    /// What the other two lack, in one weight: rare Han, Hangul, Cyrillic, Greek, Vietnamese.
    Fallback,
}

impl FontId {
    /// All fonts, by their place.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Fallback];

    /// The font itself.
    pub fn font(self) -> &'static Font {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
            Self::Fallback => &FALLBACK,
        }
    }
}

impl From<Weight> for FontId {
    fn from(weight: Weight) -> Self {
        match weight {
            Weight::Regular => Self::Regular,
            Weight::Bold => Self::Bold,
        }
    }
}

/// A font as it lies in the program.
pub(crate) struct Font {
    pub face: Face<'static>,
    pub file: &'static [u8],
}

impl Font {
    #[expect(
        clippy::expect_used,
        reason = "the fonts are parts of the program, and every test of a text parses them"
    )]
    fn new(file: &'static [u8]) -> Self {
        let face = Face::parse(file, 0).expect("a font of the program can be parsed");
        Self { face, file }
    }

    /// How far a glyph moves on, in parts of the size.
    pub fn advance(&self, glyph: GlyphId) -> f32 {
        let advance = self.face.glyph_hor_advance(glyph).unwrap_or_default();
        f32::from(advance) / f32::from(self.face.units_per_em())
    }
}

/// A character's glyph in some font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub c: char,
    pub font: FontId,
    pub id: GlyphId,
}

impl Glyph {
    /// In the font of a weight, or in the fallback, or else the one that says that there is none.
    fn new(c: char, weight: Weight) -> Self {
        let own = FontId::from(weight);
        let fonts = [own, FontId::Fallback];
        let found = fonts
            .into_iter()
            .find_map(|font| Some((font, font.font().face.glyph_index(c)?)));
        let missing = || {
            (
                own,
                own.font().face.glyph_index(MISSING).unwrap_or_default(),
            )
        };
        let (font, id) = found.unwrap_or_else(missing);
        Self { c, font, id }
    }

    /// How far it moves on, in parts of the size.
    pub fn advance(&self) -> f32 {
        self.font.font().advance(self.id)
    }
}

/// The glyphs of a line.
pub(crate) fn glyphs(line: &str, weight: Weight) -> impl Iterator<Item = Glyph> {
    line.chars().map(move |c| Glyph::new(c, weight))
}

/// The characters of a text for which no font has a glyph; `〓` is printed in their place.
pub fn missing_glyphs(text: &str) -> BTreeSet<char> {
    let has_none = |c: &char| {
        let fonts = [FontId::Regular, FontId::Fallback];
        let mut glyphs = fonts
            .map(|font| font.font().face.glyph_index(*c))
            .into_iter();
        !c.is_whitespace() && glyphs.all(|glyph| glyph.is_none())
    };
    printable(text).chars().filter(has_none).collect()
}

/// A text as it is printed: composed (NFC), as fonts have letters, and without what only chooses between glyphs.
fn printable(text: &str) -> String {
    let chooses = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    text.nfc().filter(|c| !chooses(c)).collect()
}

/// How wide a line is.
pub(crate) fn width(line: &str, size: f32, weight: Weight) -> f32 {
    glyphs(line, weight)
        .map(|glyph| glyph.advance())
        .sum::<f32>()
        * size
}

/// Breaks a text into at most `max` lines, between words and between Chinese characters (UAX 14). What is left after
/// the last line is cut, and an ellipsis says so.
pub(crate) fn wrap(text: &str, size: f32, weight: Weight, wide: f32, max: usize) -> Vec<String> {
    let text = printable(text);
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |line: &str| width(line.trim_end(), size, weight) <= wide;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut from = 0;
    for (to, _) in linebreaks(&text) {
        if lines.len() > max {
            break;
        }
        let piece = &text[from..to];
        from = to;
        if !fits(&format!("{line}{piece}")) && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(piece);
        // A word that no line holds is broken anywhere.
        while !fits(&line) && line.chars().count() > 1 {
            let ends = line.char_indices().map(|(at, _)| at).skip(1);
            let end = ends.take_while(|&at| fits(&line[..at])).last();
            let end = end.unwrap_or_else(|| line.chars().next().map_or(0, char::len_utf8));
            let rest = line.split_off(end);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    let cut = lines.len() > max;
    lines.truncate(max);
    if let Some(last) = lines.last_mut().filter(|_| cut) {
        while !fits(&format!("{}…", last.trim_end())) && last.pop().is_some() {}
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    let trimmed = lines.iter().map(|line| line.trim_end().to_owned());
    trimmed.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_printed_in_both_weights() {
        for weight in [Weight::Regular, Weight::Bold] {
            let name = "云考勤喆堃镕煊昇瑢龘臺灣Aa09&·—“”…（）①→é";
            for glyph in glyphs(name, weight) {
                assert_eq!(glyph.font, FontId::from(weight), "{glyph:?}");
            }
        }
    }

    #[test]
    fn rare_names_and_other_scripts_are_printed_from_the_fallback() {
        for name in [
            "𠮷田䶮㛃商行",
            "кофейня",
            "Ωμέγα",
            "Phở Nguyễn",
            "한국식당 똠방",
            "☕✈",
        ] {
            assert_eq!(missing_glyphs(name), BTreeSet::new(), "{name}");
            let from_fallback = glyphs(name, Weight::Bold).filter(|it| it.font == FontId::Fallback);
            assert!(from_fallback.count() >= 2, "{name}");
        }
    }

    #[test]
    fn decomposed_letters_are_composed_and_variation_selectors_left_out() {
        for (text, printed) in [
            ("cafe\u{301}", "café"),
            ("咖啡\u{2615}\u{fe0f}", "咖啡\u{2615}"),
            ("葛\u{e0100}城", "葛城"),
            ("한국", "한국"),
        ] {
            assert_eq!(wrap(text, 10.0, Weight::Bold, 900.0, 1), [printed]);
        }
    }

    #[test]
    fn what_no_font_has_is_named() {
        assert_eq!(
            missing_glyphs("甲\u{1f600}店 \u{1f600}"),
            ['\u{1f600}'].into()
        );
        let glyph = Glyph::new('\u{1f600}', Weight::Bold);
        assert_eq!(glyph.id, Glyph::new(MISSING, Weight::Bold).id);
    }

    #[test]
    fn lines_break_between_words_and_chinese_characters_and_never_before_a_stop() {
        let wrapped = |text, wide| wrap(text, 10.0, Weight::Regular, wide, 9);
        assert_eq!(
            wrapped("扫码开通，两分钟。", 50.0),
            ["扫码开通，", "两分钟。"]
        );
        assert_eq!(wrapped("扫码开通，好", 45.0), ["扫码开", "通，好"]);
        let words = wrapped("Cloud Attendance for shops", 60.0);
        assert_eq!(words, ["Cloud", "Attendance", "for shops"]);
        assert_eq!(wrapped("  ", 60.0), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost_without_an_ellipsis(
            text in "[一-龥A-Za-z0-9 ，。&-]{0,80}",
            wide in 24.0_f32..400.0,
            max in 1_usize..5,
        ) {
            let lines = wrap(&text, 20.0, Weight::Bold, wide, max);
            prop_assert!(lines.len() <= max);
            for line in &lines {
                prop_assert!(width(line, 20.0, Weight::Bold) <= wide, "{}", line);
            }
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let written = solid(&lines.concat());
            match written.strip_suffix('…') {
                Some(part) => prop_assert!(solid(&text).starts_with(part)),
                None => prop_assert_eq!(written, solid(&text)),
            }
        }
    }
}
