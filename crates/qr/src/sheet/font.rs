//! The two fonts of printed pages, parts of Noto Sans SC (`fonts/OFL.txt`), and how lines are broken.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};
use unicode_linebreak::linebreaks;

static FONTS: LazyLock<[Font; 2]> = LazyLock::new(|| {
    [
        Font::of(include_bytes!("../../fonts/NotoSansSC-Regular.otf")),
        Font::of(include_bytes!("../../fonts/NotoSansSC-Bold.otf")),
    ]
});

/// Stands where the font has no glyph, as printers do it.
const MISSING: char = '〓';

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// All weights, by their place.
pub(crate) const WEIGHTS: [Weight; 2] = [Weight::Regular, Weight::Bold];

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
    fn of(file: &'static [u8]) -> Self {
        let face = Face::parse(file, 0).expect("a font of the program can be parsed");
        Self { face, file }
    }

    /// The glyph of a character, or the one that says that there is none.
    pub fn glyph(&self, c: char) -> GlyphId {
        let glyph = self.face.glyph_index(c);
        let missing = || self.face.glyph_index(MISSING);
        glyph.or_else(missing).unwrap_or_default()
    }

    /// How far a glyph moves on, in parts of the size.
    pub fn advance(&self, glyph: GlyphId) -> f32 {
        let advance = self.face.glyph_hor_advance(glyph).unwrap_or_default();
        f32::from(advance) / f32::from(self.face.units_per_em())
    }
}

/// The font of a weight.
pub(crate) fn font(weight: Weight) -> &'static Font {
    &FONTS[weight as usize]
}

/// How wide a line is.
pub(crate) fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let font = font(weight);
    let advances = text.chars().map(|c| font.advance(font.glyph(c)));
    advances.sum::<f32>() * size
}

/// Breaks a text into lines, between words and between Chinese characters (UAX 14); what is left
/// after the last line is cut, and an ellipsis says so.
pub(crate) fn wrap(text: &str, size: f32, weight: Weight, wide: f32, most: usize) -> Vec<String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |line: &str| width(line.trim_end(), size, weight) <= wide;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut from = 0;
    for (to, _) in linebreaks(&text) {
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
    let cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| cut) {
        while !fits(&format!("{}…", last.trim_end())) && last.pop().is_some() {}
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_character_of_a_name_has_a_glyph_in_both_weights() {
        for weight in WEIGHTS {
            let font = font(weight);
            for c in "云考勤喆堃镕煊昇瑢龘臺灣Aa09&·—“”…（）①→é".chars()
            {
                assert!(font.face.glyph_index(c).is_some(), "{c} {weight:?}");
            }
            assert!(font.face.glyph_index(MISSING).is_some());
            assert!(font.face.glyph_index('𠮷').is_none());
            assert_eq!(font.glyph('𠮷'), font.glyph(MISSING));
        }
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
            most in 1_usize..5,
        ) {
            let lines = wrap(&text, 20.0, Weight::Bold, wide, most);
            prop_assert!(lines.len() <= most);
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
