//! A code as it is drawn: its colors, its quiet zone, and perhaps an icon in its middle.

mod choice;
mod painted;
mod placed;
mod reading;

use std::sync::Arc;

pub(crate) use self::placed::Placed;
use crate::code::{Code, Correction, compact};
use crate::color::Colors;
use crate::error::Refused;
use crate::icon::Icon;

/// Modules of light that readers need around a code (ISO 18004, 6.3.8).
pub const LEAST_QUIET: usize = 4;

/// The widest quiet zone that is of use, in modules.
pub const MOST_QUIET: usize = 40;

/// How a code is drawn.
#[derive(Clone, Debug)]
pub struct Style {
    /// Its colors.
    pub colors: Colors,
    /// Its quiet zone, [`LEAST_QUIET`] to [`MOST_QUIET`] modules.
    pub quiet: usize,
    /// How much of it may be lost; with an icon it is always [`Correction::High`].
    pub correction: Correction,
    /// What stands in its middle.
    pub icon: Option<Arc<Icon>>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colors: Colors::default(),
            quiet: LEAST_QUIET,
            correction: Correction::Medium,
            icon: None,
        }
    }
}

/// A code as it is drawn. It has been read back.
#[derive(Clone, Debug)]
pub struct Symbol {
    pub(crate) code: Code,
    pub(crate) colors: Colors,
    quiet: usize,
    pub(crate) icon: Option<Placed>,
}

impl Symbol {
    /// A text as a symbol.
    ///
    /// # Errors
    ///
    /// As [`Code::new`]; [`Refused::Quiet`] for the quiet zone, [`Refused::Icon`] where the code can't
    /// lose as much as the icon needs, [`Refused::Unreadable`] if what is drawn doesn't read back.
    pub fn new(text: &str, style: Style) -> Result<Self, Refused> {
        if !(LEAST_QUIET..=MOST_QUIET).contains(&style.quiet) {
            let (given, least, most) = (style.quiet, LEAST_QUIET, MOST_QUIET);
            return Err(Refused::Quiet { given, least, most });
        }
        let correction = match style.icon {
            Some(_) => Correction::High,
            None => style.correction,
        };
        let bare = Self {
            code: Code::new(text, correction)?,
            colors: style.colors,
            quiet: style.quiet,
            icon: None,
        };
        match &style.icon {
            Some(icon) => bare.with_icon(icon),
            None => bare.with_readable_mask(correction),
        }
    }

    /// A link as a symbol, made small by [`compact`].
    ///
    /// # Errors
    ///
    /// As [`Symbol::new`].
    pub fn of_link(url: &str, style: Style) -> Result<Self, Refused> {
        Self::new(&compact(url), style)
    }

    /// What it says.
    pub fn text(&self) -> &str {
        self.code.text()
    }

    /// Its colors.
    pub fn colors(&self) -> Colors {
        self.colors
    }

    /// Modules on a side with the quiet zone.
    pub fn side(&self) -> usize {
        self.code.width() + 2 * self.quiet
    }

    /// Whether the module at a place is drawn dark, the quiet zone counted; none is under an icon.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let (inner_x, inner_y) = (x.wrapping_sub(self.quiet), y.wrapping_sub(self.quiet));
        self.code.is_dark(inner_x, inner_y)
            && !self.icon.as_ref().is_some_and(|icon| icon.covers(x, y))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Color;
    use crate::check;
    use crate::icon::tests::{any_icon, icon};

    const LINK: &str = "HTTPS://QD.EXAMPLE/D/0123456789AB";

    fn with_icon(text: &str) -> Result<Symbol, Refused> {
        let style = Style {
            icon: Some(Arc::new(icon([0x2b, 0x6c, 0xf6]))),
            ..Style::default()
        };
        Symbol::new(text, style)
    }

    #[test]
    fn the_quiet_zone_is_four_modules_on_every_side_or_what_was_asked_for() {
        for quiet in [4, 7, 40] {
            let style = Style {
                quiet,
                ..Style::default()
            };
            let symbol = Symbol::new("A", style).unwrap();
            let side = symbol.side();
            assert_eq!(side, 21 + 2 * quiet);
            for at in 0..side * side {
                let (x, y) = (at % side, at / side);
                let at_edge = [x, y].iter().any(|&at| at < quiet || at >= side - quiet);
                assert!(!(at_edge && symbol.is_dark(x, y)), "{x}, {y}");
            }
            assert!(symbol.is_dark(quiet, quiet));
        }
        for quiet in [0, 3, 41] {
            let style = Style {
                quiet,
                ..Style::default()
            };
            let refused = Symbol::new("A", style).unwrap_err();
            assert!(matches!(refused, Refused::Quiet { .. }), "{refused}");
        }
    }

    #[test]
    fn a_code_with_an_icon_may_lose_most_and_loses_what_it_can_spare() {
        for text in [
            LINK,
            &format!("{LINK}?serial=0123456789ABCDEF"),
            &"x".repeat(300),
        ] {
            let symbol = with_icon(text).unwrap();
            assert_eq!(symbol.code.correction(), Correction::High);
            let placed = symbol.icon.clone().unwrap();
            assert!(
                placed.width * 11 >= symbol.code.width(),
                "too small to be seen: {text}"
            );
            assert!(placed.width * 13 <= 2 * symbol.code.width() + 13, "{text}");
            let lost = |x: usize, y: usize| placed.covers(x + 4, y + 4);
            check::lossy(&symbol.code, lost).unwrap();
        }
    }

    #[test]
    fn a_small_code_with_an_icon_is_the_one_of_the_best_that_reads_back_and_at_most_sizes_out_of_focus()
     {
        // A clock's face, which may look like an alignment pattern: codes of version 7 have one under it.
        let clock = Icon::make(include_bytes!("../../server/demo/attendance.png")).unwrap();
        let style = Style {
            icon: Some(Arc::new(clock)),
            ..Style::default()
        };
        let [mut misread, mut missed_first, mut missed] = [0; 3];
        for number in 20..34 {
            let link = format!("HTTPS://FRESH-DEPLOY.HOTEL-EASY.EXAMPLE/D/{number:012}");
            let text = match number % 4 {
                0 => link,
                _ => format!("{link}?SERIAL=7K3M-9QXR-2VTE-{number:04}"),
            };
            let symbol = Symbol::new(&text, style.clone()).unwrap();
            let best = symbol.best_in_focus().unwrap();
            let (good, bad): (Vec<_>, Vec<_>) = best.partition(|it| it.read_back().is_ok());
            let misses = good.iter().map(|it| it.missed_out_of_focus(usize::MAX));
            let misses: Vec<_> = misses.map(Option::unwrap).collect();
            let rank = good.iter().position(|it| it.code == symbol.code).unwrap();
            let first = misses
                .iter()
                .position(|it| it == misses.iter().min().unwrap());
            assert_eq!(Some(rank), first, "{text}");
            misread += bad.len();
            missed_first += misses[0];
            missed += misses[rank];
        }
        assert!(misread > 0);
        assert!(2 * missed < missed_first, "{missed} of {missed_first}");
    }

    #[test]
    fn the_smallest_code_and_the_largest_carry_an_icon_and_a_longer_text_is_refused() {
        for text in ["1", &"x".repeat(1273)] {
            assert!(with_icon(text).unwrap().icon.is_some());
        }
        let refused = with_icon(&"x".repeat(1274)).unwrap_err();
        assert!(
            matches!(refused, Refused::TooLong { most: 1273, .. }),
            "{refused}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn whatever_the_text_the_colors_and_the_icon_it_is_refused_or_reads_back(
            text in "https://[a-z]{1,12}\\.example/[ -~]{0,250}",
            dark: [u8; 3],
            light: [u8; 3],
            icon in prop::option::of(any_icon()),
            pixels in 60_u32..700,
        ) {
            let color = |[red, green, blue]: [u8; 3]| Color::new(red, green, blue);
            // Of two random colors few are told apart; one of them made dark enough nearly always is.
            let colors = Colors::new(color(dark), color(light)).or_else(|refused| {
                let darker = color(dark).darkened_for(color(light)).ok_or(refused)?;
                Colors::new(darker, color(light))
            });
            let Ok(colors) = colors else { return Ok(()) };
            let style = Style { colors, icon: icon.map(Arc::new), ..Style::default() };
            let Ok(symbol) = Symbol::of_link(&text, style) else { return Ok(()) };
            let Ok(png) = symbol.png(pixels) else { return Ok(()) };
            // As a stranger's reader sees the file.
            let picture = image::load_from_memory(&png).unwrap().into_luma8();
            let (width, height) = picture.dimensions();
            prop_assert_eq!((width, height), (pixels, pixels));
            let mut picture = rqrr::PreparedImage::prepare_from_greyscale(
                pixels as usize,
                pixels as usize,
                |x, y| picture.get_pixel(x as u32, y as u32).0[0],
            );
            let read = picture.detect_grids()[0].decode();
            prop_assert_eq!(read.map(|(_, text)| text), Ok(compact(&text)));
        }
    }
}
