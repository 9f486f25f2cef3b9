//! What people type, made plain: full-width forms folded, white space trimmed, lengths checked.

use thiserror::Error;

/// Folds full-width ASCII (`Ａ`, `１`, `－`) and the ideographic space to their plain forms.
pub fn fold_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        _ => c,
    }
}

/// A character as it is meant: width folded, any white space as `' '`, any dash as `'-'`, any dot as `'.'`; `None` for one
/// that shows nothing. For numbers, codes and serials, not for names.
pub fn plain(c: char) -> Option<char> {
    match fold_width(c) {
        c if c.is_whitespace() => Some(' '),
        c if is_invisible(c) || is_variation_selector(c) => None,
        c if is_dash(c) => Some('-'),
        c if is_dot(c) => Some('.'),
        c => Some(c),
    }
}

/// Whether a character is some hyphen, dash or minus, of the many that keyboards and documents have.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2d7}' | '\u{58a}' | '\u{5be}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207b}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Whether a character is some dot or full stop: low, in the middle, or ideographic.
pub fn is_dot(c: char) -> bool {
    matches!(
        c,
        '.' | '\u{b7}'
            | '\u{2022}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22c5}'
            | '\u{3002}'
            | '\u{30fb}'
            | '\u{fe52}'
            | '\u{ff0e}'
            | '\u{ff61}'
            | '\u{ff65}'
    )
}

/// Whether a character shows nothing: a control or a format character (Unicode's Cc and Cf).
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
                | '\u{8e2}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
                | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0001}'..='\u{e007f}'
        )
}

/// Whether a character looks like a space without being one for Unicode.
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
    )
}

/// Whether a character only chooses how the one before it is drawn. Names of emoji have them.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// More characters than this.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// Control or invisible formatting characters, which would make two names look the same.
    #[error("holds invisible characters")]
    Invisible,
}

/// A short text of 1 to `MAX` characters on one line, trimmed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name<const MAX: usize>(String);

impl<const MAX: usize> Name<MAX> {
    /// The greatest number of characters (Unicode scalar values).
    pub const MAX: usize = MAX;

    /// Trims `raw` and folds runs of white space; refuses what is empty, too long or invisible.
    pub fn parse(raw: &str) -> Result<Self, NameError> {
        let name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if name.chars().any(is_invisible) {
            return Err(NameError::Invisible);
        }
        if name.chars().count() > MAX {
            return Err(NameError::TooLong(MAX));
        }
        Ok(Self(name))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> From<Name<MAX>> for String {
    fn from(name: Name<MAX>) -> Self {
        name.0
    }
}

/// Whether a name was typed as it is: case, width and white space are forgiven.
pub fn same_name(typed: &str, name: &str) -> bool {
    let plain = |text: &str| -> String {
        let folded = text.chars().map(fold_width).filter(|c| !c.is_whitespace());
        folded.flat_map(char::to_lowercase).collect()
    };
    plain(typed) == plain(name)
}

/// Why a longer text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProseError {
    /// Fewer characters than this.
    #[error("shorter than {0} characters")]
    TooShort(usize),
    /// More characters than this.
    #[error("longer than {0} characters")]
    TooLong(usize),
}

/// A text of `MIN` to `MAX` characters on any number of lines, trimmed, without invisible ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prose<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> Prose<MIN, MAX> {
    /// Trims `raw` and drops invisible characters; refuses what is too short or too long.
    pub fn parse(raw: &str) -> Result<Self, ProseError> {
        let text: String = raw
            .trim()
            .chars()
            .filter(|&c| c == '\n' || !is_invisible(c))
            .collect();
        match text.chars().count() {
            n if n < MIN => Err(ProseError::TooShort(MIN)),
            n if n > MAX => Err(ProseError::TooLong(MAX)),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> From<Prose<MIN, MAX>> for String {
    fn from(prose: Prose<MIN, MAX>) -> Self {
        prose.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_counted_in_characters() {
        assert_eq!(
            Name::<3>::parse("  王小明 ").map(String::from),
            Ok("王小明".into())
        );
        assert_eq!(Name::<3>::parse("王小明明"), Err(NameError::TooLong(3)));
        assert_eq!(Name::<9>::parse(" \t\u{3000}"), Err(NameError::Empty));
        assert_eq!(Name::<9>::parse("a  b").map(String::from), Ok("a b".into()));
        assert_eq!(Name::<9>::parse("王\u{200b}明"), Err(NameError::Invisible));
    }

    #[test]
    fn a_longer_text_keeps_its_lines_and_is_counted_in_characters() {
        let text = |raw| Prose::<1, 5>::parse(raw).map(String::from);
        assert_eq!(text(" 一行\n二行 "), Ok("一行\n二行".into()));
        assert_eq!(text("一行\r\n二\u{200b}"), Ok("一行\n二".into()));
        assert_eq!(text(" \n "), Err(ProseError::TooShort(1)));
        assert_eq!(text("一二三四五六"), Err(ProseError::TooLong(5)));
    }

    #[test]
    fn a_name_is_typed_in_any_case_width_and_spacing() {
        assert!(same_name("ｃｌｏｃｋ  Wise ", "Clock Wise"));
        assert!(same_name("云考勤", "云考勤"));
        assert!(!same_name("云考", "云考勤") && !same_name("", "云考勤"));
    }

    #[test]
    fn a_plain_character_is_what_is_meant() {
        let plain = |typed: &str| -> String { typed.chars().filter_map(plain).collect() };
        assert_eq!(plain("\u{202d}+86\u{a0}138\u{202c}"), "+86 138");
        assert_eq!(
            plain("１\u{fe0f}—２·３\u{3000}４\u{ad}５\u{2069}"),
            "1-2.3 45"
        );
        assert_eq!(plain("\u{feff}序列号：a\n"), "序列号:a ");
    }

    #[test]
    fn full_width_forms_are_folded() {
        let folded: String = "Ａ１－　中".chars().map(fold_width).collect();
        assert_eq!(folded, "A1- 中");
    }
}
