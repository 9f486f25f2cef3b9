//! The style of a symbol: its colors, its quiet zone and the icon in its middle. A styled symbol has been read back.

mod paint;

use std::sync::Arc;

pub(crate) use self::paint::Painted;
use crate::color::Colors;
use crate::error::Refused;
use crate::icon::Icon;
use crate::read_back;
use crate::symbol::{EcLevel, Symbol, compact};

/// The light margin around a symbol, in modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct QuietZone(usize);

impl QuietZone {
    /// What readers need (ISO/IEC 18004, 6.3.8).
    pub const MIN: usize = 4;

    /// The widest that is of use.
    pub const MAX: usize = 40;

    /// So many modules.
    ///
    /// # Errors
    ///
    /// [`Refused::QuietZone`] outside of [`Self::MIN`] to [`Self::MAX`].
    pub fn new(modules: usize) -> Result<Self, Refused> {
        match (Self::MIN..=Self::MAX).contains(&modules) {
            true => Ok(Self(modules)),
            false => Err(Refused::QuietZone { given: modules }),
        }
    }

    /// Modules.
    pub fn modules(self) -> usize {
        self.0
    }
}

impl Default for QuietZone {
    fn default() -> Self {
        Self(Self::MIN)
    }
}

/// How a symbol is drawn.
#[derive(Clone, Debug)]
pub struct Style {
    /// Its colors.
    pub colors: Colors,
    /// The margin around it.
    pub quiet_zone: QuietZone,
    /// The error correction level of a symbol without an icon.
    pub ec_level: EcLevel,
    /// What stands in its middle.
    pub icon: Option<Arc<Icon>>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colors: Colors::default(),
            quiet_zone: QuietZone::default(),
            ec_level: EcLevel::M,
            icon: None,
        }
    }
}

impl Style {
    /// The symbol of a text in this style, not yet drawn: at least the level asked for, with an icon [`EcLevel::H`].
    ///
    /// # Errors
    ///
    /// As [`Symbol::new`].
    pub fn symbol(&self, text: &str) -> Result<Symbol, Refused> {
        let level = match self.icon {
            Some(_) => EcLevel::H,
            None => self.ec_level,
        };
        Symbol::new(text, level)
    }

    /// Modules on a side of a symbol in this style, with its quiet zone.
    pub fn size(&self, symbol: &Symbol) -> usize {
        symbol.size() + 2 * self.quiet_zone.modules()
    }
}

/// An icon in the middle of a symbol: a light square of modules, and inside of it, half a module smaller on every side,
/// the icon.
#[derive(Clone, Debug)]
pub(crate) struct PlacedIcon {
    pub icon: Arc<Icon>,
    /// The square's first column and row, with the quiet zone counted.
    pub start: usize,
    /// Modules on a side of the square.
    pub size: usize,
}

impl PlacedIcon {
    /// The light margin inside of the square, in modules.
    pub const MARGIN: f32 = 0.5;

    /// Where the icon itself begins, and its width, in modules.
    pub fn inner(&self) -> (f32, f32) {
        let (start, size) = (self.start as f32, self.size as f32);
        (start + Self::MARGIN, size - 2.0 * Self::MARGIN)
    }

    fn covers(&self, x: usize, y: usize) -> bool {
        let covered = self.start..self.start + self.size;
        covered.contains(&x) && covered.contains(&y)
    }
}

/// A symbol as it is drawn. It has been read back.
#[derive(Clone, Debug)]
pub struct StyledSymbol {
    symbol: Symbol,
    colors: Colors,
    quiet_zone: usize,
    pub(crate) icon: Option<PlacedIcon>,
}

impl StyledSymbol {
    /// A text as a symbol.
    ///
    /// # Errors
    ///
    /// As [`Symbol::new`]; [`Refused::Icon`] where it doesn't read back with an icon of any size, and
    /// [`Refused::Unreadable`] where it doesn't without one.
    pub fn new(text: &str, style: &Style) -> Result<Self, Refused> {
        let bare = Self {
            symbol: style.symbol(text)?,
            colors: style.colors,
            quiet_zone: style.quiet_zone.modules(),
            icon: None,
        };
        match &style.icon {
            Some(icon) => bare.with_icon(icon),
            None => bare.read_back(),
        }
    }

    /// A URL as a symbol, made small by [`compact`].
    ///
    /// # Errors
    ///
    /// As [`StyledSymbol::new`].
    pub fn of_link(url: &str, style: &Style) -> Result<Self, Refused> {
        Self::new(&compact(url), style)
    }

    /// With an icon a fifth as wide as the symbol, or the next smaller one with which it reads back.
    fn with_icon(self, icon: &Arc<Icon>) -> Result<Self, Refused> {
        let middle = self.symbol.size() / 2;
        let halves = (1..=(self.symbol.size() + 4) / 10).rev();
        let mut placed = halves.map(|half| PlacedIcon {
            icon: icon.clone(),
            start: self.quiet_zone + middle - half,
            size: 2 * half + 1,
        });
        let readable = placed.find_map(|icon| {
            let icon = Some(icon);
            let styled = Self {
                icon,
                ..self.clone()
            };
            styled.read_back().ok()
        });
        readable.ok_or(Refused::Icon)
    }

    /// Itself, if `rqrr` reads the text in it.
    fn read_back(self) -> Result<Self, Refused> {
        match self.icon.is_none() && self.colors == Colors::default() {
            // In black and white it is its modules.
            true => read_back::modules(&self.symbol)?,
            false => read_back::picture(&self.symbol, &self.paint(read_back::MODULE_PIXELS))?,
        }
        Ok(self)
    }

    /// The symbol without its style.
    pub fn symbol(&self) -> &Symbol {
        &self.symbol
    }

    /// What it says.
    pub fn text(&self) -> &str {
        self.symbol.text()
    }

    /// Its colors.
    pub fn colors(&self) -> Colors {
        self.colors
    }

    /// Modules on a side with the quiet zone.
    pub fn size(&self) -> usize {
        self.symbol.size() + 2 * self.quiet_zone
    }

    /// Whether the module is drawn dark, with the quiet zone counted; none is under an icon.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        self.is_dark_below_icon(x, y) && !self.icon.as_ref().is_some_and(|icon| icon.covers(x, y))
    }

    /// The same as if there were no icon.
    pub(crate) fn is_dark_below_icon(&self, x: usize, y: usize) -> bool {
        let inner = |at: usize| at.wrapping_sub(self.quiet_zone);
        self.symbol.is_dark(inner(x), inner(y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon::tests::icon;

    const LINK: &str = "HTTPS://QD.EXAMPLE/D/0123456789AB";

    fn with_icon(text: &str) -> Result<StyledSymbol, Refused> {
        let style = Style {
            icon: Some(Arc::new(icon([0x2b, 0x6c, 0xf6]))),
            ..Style::default()
        };
        StyledSymbol::new(text, &style)
    }

    #[test]
    fn an_icon_is_a_fifth_as_wide_as_its_symbol_which_has_the_strongest_level() {
        for text in [
            LINK,
            &format!("{LINK}/7K3M9QXR2VTE4HWB"),
            &"x".repeat(300),
            &"x".repeat(1273),
        ] {
            let styled = with_icon(text).unwrap();
            let size = styled.symbol.size() as f32;
            assert_eq!(styled.symbol.level(), EcLevel::H);
            let (start, width) = styled.icon.as_ref().unwrap().inner();
            assert!((0.16..0.22).contains(&(width / size)), "{width} of {size}");
            assert_eq!(start + width / 2.0, size / 2.0 + 4.0, "in the middle");
        }
    }

    #[test]
    fn an_icon_that_can_not_be_read_around_is_made_smaller() {
        // Of the smallest symbol a stronger icon covers too much: it holds ten characters, and can lose eight codewords.
        let styled = with_icon("0123456789").unwrap();
        assert!(styled.icon.unwrap().size <= 5);
        let refused = with_icon(&"x".repeat(1274)).unwrap_err();
        assert!(
            matches!(refused, Refused::TooLong { max: 1273, .. }),
            "{refused}"
        );
    }
}
