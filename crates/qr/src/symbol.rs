//! The symbol: a text as a square of dark and light modules (ISO/IEC 18004).

mod mask;

use qrcode::Version;
use qrcode::bits::{Bits, encode_auto};
use qrcode::canvas::Canvas;
use qrcode::ec::construct_codewords;
use qrcode::types::{QrError, QrResult};

use crate::error::Refused;

/// Error correction level: how much of the symbol's codewords can be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EcLevel {
    /// About 7 %.
    L,
    /// About 15 %: the default without an icon.
    M,
    /// About 25 %.
    Q,
    /// About 30 %: always used with an icon.
    H,
}

impl EcLevel {
    const STRONGEST_FIRST: [Self; 4] = [Self::H, Self::Q, Self::M, Self::L];

    /// Bytes that the largest symbol (version 40) holds in byte mode.
    pub fn byte_capacity(self) -> usize {
        match self {
            Self::L => 2953,
            Self::M => 2331,
            Self::Q => 1663,
            Self::H => 1273,
        }
    }
}

impl From<EcLevel> for qrcode::EcLevel {
    fn from(level: EcLevel) -> Self {
        match level {
            EcLevel::L => Self::L,
            EcLevel::M => Self::M,
            EcLevel::Q => Self::Q,
            EcLevel::H => Self::H,
        }
    }
}

/// A text as modules. [`StyledSymbol`](crate::StyledSymbol) adds colors and an icon, and reads it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    text: String,
    level: EcLevel,
    size: usize,
    /// Row by row.
    dark: Vec<bool>,
}

impl Symbol {
    /// The smallest symbol of a text. Its level is at least `level`: a stronger one is taken where the symbol
    /// doesn't grow by it.
    ///
    /// # Errors
    ///
    /// [`Refused::Empty`], [`Refused::NotAscii`] or [`Refused::TooLong`].
    pub fn new(text: &str, level: EcLevel) -> Result<Self, Refused> {
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        if let Some(odd) = text.chars().find(|c| !c.is_ascii() || c.is_ascii_control()) {
            return Err(Refused::NotAscii(odd));
        }
        let too_long = |_| Refused::TooLong {
            length: text.len(),
            max: level.byte_capacity(),
        };
        let (bits, level) = encode(text, level).map_err(too_long)?;
        let (version, qr_level) = (bits.version(), level.into());
        let (data, ec) =
            construct_codewords(&bits.into_bytes(), version, qr_level).map_err(too_long)?;
        let mut canvas = Canvas::new(version, qr_level);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &ec);
        let size = usize::try_from(version.width()).unwrap_or_default();
        let modules = mask::masked(canvas, size, qr_level)
            .into_colors()
            .into_iter();
        Ok(Self {
            text: text.to_owned(),
            level,
            size,
            dark: modules.map(|color| color == qrcode::Color::Dark).collect(),
        })
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its error correction level.
    pub fn level(&self) -> EcLevel {
        self.level
    }

    /// Modules on a side, 21 to 177, without the quiet zone.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether a module is dark; outside of the symbol none is.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark[y * self.size + x]
    }
}

/// The text's bits in the smallest version, and the strongest level with which it is the smallest.
fn encode(text: &str, level: EcLevel) -> QrResult<(Bits, EcLevel)> {
    let bits = smallest(text.as_bytes(), level)?;
    let stronger = EcLevel::STRONGEST_FIRST.into_iter();
    let stronger = stronger.take_while(|it| *it != level).find_map(|level| {
        let same = smallest(text.as_bytes(), level).ok()?;
        (same.version() == bits.version()).then_some((same, level))
    });
    Ok(stronger.unwrap_or((bits, level)))
}

/// The text's bits in the smallest version.
fn smallest(text: &[u8], level: EcLevel) -> QrResult<Bits> {
    let cut = encode_auto(text, level.into())?;
    // `qrcode` cuts runs of digits out of an alphanumeric text also where that makes the symbol larger.
    let whole = |version| {
        let mut bits = Bits::new(version);
        bits.push_alphanumeric_data(text)?;
        bits.push_terminator(level.into())?;
        Ok::<_, QrError>(bits)
    };
    let is_alphanumeric =
        |c: &u8| matches!(c, b'0'..=b'9' | b'A'..=b'Z') || b" $%*+-./:".contains(c);
    match cut.version() {
        Version::Normal(n @ 2..) if text.iter().all(is_alphanumeric) => {
            Ok(whole(Version::Normal(n - 1)).unwrap_or(cut))
        }
        _ => Ok(cut),
    }
}

/// The same URL with scheme and host in upper case, where case has no meaning: with an upper-case path it is then
/// alphanumeric, which takes 5.5 bits a character instead of 8. What isn't a URL is returned as it is.
pub fn compact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // A user's name before the host has case.
    if authority.contains('@') || !scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
        return url.to_owned();
    }
    let upper = |text: &str| text.to_ascii_uppercase();
    format!("{}://{}{path}", upper(scheme), upper(authority))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_and_host_become_upper_case_and_nothing_else_changes() {
        for (url, compacted) in [
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
            assert_eq!(compact(url), compacted);
        }
    }

    #[test]
    fn a_link_in_upper_case_makes_a_smaller_symbol_with_its_serial_too() {
        let size = |text: &str| Symbol::new(text, EcLevel::M).unwrap().size();
        assert_eq!(size("https://qd.example/d/0123456789ab"), 29);
        let link = compact("https://qd.example/D/0123456789AB");
        assert_eq!(size(&link), 25);
        assert_eq!(size(&format!("{link}/7K3M9QXR2VTE4HWB")), 29);
        assert_eq!(size(&format!("{link}?serial=7K3M-9QXR-2VTE-4HWB")), 33);
    }

    #[test]
    fn an_alphanumeric_link_is_as_large_whatever_its_letters_are() {
        // Version 4 holds 50 with the strongest level.
        for behind in [
            "ABCDEFGHJKMN/ABCDEFGHJKMNPQRS",
            "0123456789AB/0123456789ABCDEF",
            "AB0123456789/AB012345678901CD",
        ] {
            let link = format!("HTTPS://QD.EXAMPLE/D/{behind}");
            let symbol = Symbol::new(&link, EcLevel::H).unwrap();
            assert_eq!((link.len(), symbol.size()), (50, 33), "{link}");
        }
    }

    #[test]
    fn a_stronger_level_is_taken_where_the_symbol_does_not_grow() {
        for (length, asked, level, size) in [
            // Alphanumeric capacities of versions 1 to 3 (ISO 18004, table 7).
            (26, EcLevel::M, EcLevel::Q, 25),
            (30, EcLevel::M, EcLevel::M, 25),
            (16, EcLevel::L, EcLevel::Q, 21),
            (35, EcLevel::H, EcLevel::H, 29),
            (36, EcLevel::H, EcLevel::H, 33),
        ] {
            let symbol = Symbol::new(&"A".repeat(length), asked).unwrap();
            assert_eq!((symbol.level(), symbol.size()), (level, size), "{length}");
        }
    }

    #[test]
    fn a_text_that_no_symbol_holds_is_refused_with_the_reason() {
        let refused = |text: &str| Symbol::new(text, EcLevel::M).unwrap_err();
        assert_eq!(refused(""), Refused::Empty);
        assert_eq!(refused("https://例.example"), Refused::NotAscii('例'));
        assert_eq!(refused("a\nb"), Refused::NotAscii('\n'));
        let long = "x".repeat(2332);
        let (length, max) = (2332, 2331);
        assert_eq!(refused(&long), Refused::TooLong { length, max });
        assert!(Symbol::new(&long[1..], EcLevel::M).is_ok());
    }
}
