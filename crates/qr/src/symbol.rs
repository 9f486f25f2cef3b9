//! A code as it is drawn: its colors, its quiet zone, and perhaps an icon in its middle.

use std::iter;
use std::sync::Arc;

use crate::alignment;
use crate::check;
use crate::code::{Code, Correction, compact};
use crate::color::Colors;
use crate::error::Refused;
use crate::focus::Focus;
use crate::icon::Icon;
use crate::layout::Layout;

/// Modules of light that readers need around a code (ISO 18004, 6.3.8).
pub const LEAST_QUIET: usize = 4;

/// The widest quiet zone that is of use, in modules.
pub const MOST_QUIET: usize = 40;

/// Pixels a module has while a drawn symbol is read back.
const CHECKED: usize = 4;

/// And those with which an icon is looked at for what misleads. The pixel that readers look at lies an eighth of a module
/// beside its middle with four pixels, a sixteenth with eight, and in it with eleven: of what is fine in an icon they see
/// other parts.
const LOOKED_AT: [usize; 3] = [4, 8, 11];

/// Of those codes against which least speaks so many are read out of focus.
const TRIED: usize = 8;

/// Pixels a module has when they are, and how far a point spreads then, by a Gaussian, in modules. Whether rqrr, or quirc,
/// which it comes from, finds a code is up to the code there: of 2,400 with an icon those that it missed at one size it
/// missed at others too (a correlation of 0.5), unlike those turned, from aside or small (0).
const OUT_OF_FOCUS: [usize; 3] = [5, 8, 11];
const BLUR: f32 = 0.375;

/// Masks that are tried until what is drawn reads back.
const RANKS: usize = 4;

/// Codes so wide, and wider, have the icon's margin, half a module, inside of its square, where there is room for it.
/// From version 7 on an alignment pattern may be in the middle, and zbar misses one of ten codes whose icon is about as
/// large as that, with other modules around.
const WITH_INNER_MARGIN: usize = 37;

/// The widest codes of which one is chosen by what is left of it out of focus, those of version 10. In long URLs' an icon
/// costs nothing: in version 18, of 2,880 reads none more were missed than without one.
const WIDEST_IN_FOCUS: usize = 57;

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

/// An icon and the square of modules that it takes.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub icon: Arc<Icon>,
    /// The first module of the square, in both directions, the quiet zone counted.
    pub start: usize,
    /// Modules on a side.
    pub width: usize,
    /// Where the light around the icon is.
    pub margin: Margin,
}

/// Where the light between an icon and the code around it is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Margin {
    /// From the icon's own square.
    Inside,
    /// From the modules beside it, whose middles, by which readers judge them, stay: a small code can spare few.
    Beside,
}

impl Margin {
    /// Its modules inside of the square.
    const INSIDE: f32 = 0.5;
    /// And beside it.
    const BESIDE: f32 = 0.2;
}

impl Placed {
    /// The icon's square and the light one around it: where they begin, in both directions, and how wide they are.
    pub fn squares(&self) -> [(f32, f32); 2] {
        let (start, width) = (self.start as f32, self.width as f32);
        let smaller = |by: f32| (start + by, width - 2.0 * by);
        match self.margin {
            Margin::Inside => [smaller(Margin::INSIDE), smaller(0.0)],
            Margin::Beside => [smaller(0.0), smaller(-Margin::BESIDE)],
        }
    }

    fn covers(&self, x: usize, y: usize) -> bool {
        let covered = self.start..self.start + self.width;
        covered.contains(&x) && covered.contains(&y)
    }
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
        let symbol = |code, icon| Self {
            code,
            colors: style.colors,
            quiet: style.quiet,
            icon,
        };
        let of_rank = |rank| Code::of_rank(text, correction, rank);
        let bare = symbol(of_rank(0)?, None);
        let Some(icon) = &style.icon else {
            let others = (1..RANKS).map(|rank| Ok(symbol(of_rank(rank)?, None)));
            return first_readable(iter::once(Ok(bare)).chain(others));
        };
        let mut refused = Refused::Icon;
        for place in bare.places(icon) {
            let with_icon = |code| symbol(code, Some(place.clone()));
            let drawn = match bare.code.width() <= WIDEST_IN_FOCUS {
                true => {
                    let codes = with_icon(bare.code.clone()).in_focus()?;
                    best_out_of_focus(codes.take(TRIED).map(with_icon))
                }
                false => first_readable((0..RANKS).map(|rank| of_rank(rank).map(with_icon))),
            };
            match drawn {
                Err(why @ Refused::Unreadable(_)) => refused = why,
                drawn => return drawn,
            }
        }
        Err(refused)
    }

    /// A link as a symbol, made small by [`compact`].
    ///
    /// # Errors
    ///
    /// As [`Symbol::new`].
    pub fn of_link(url: &str, style: Style) -> Result<Self, Refused> {
        Self::new(&compact(url), style)
    }

    /// Where the icon may stand: in squares in the middle that the code can lose, the largest first, up to a seventh of
    /// its width; in the smallest codes up to an eighth, three modules of 29: out of focus (sigma 0.375 modules) five
    /// readers then read 8 of 300 fewer than without an icon, with five modules 28. What can be lost is tried with the
    /// worst that may lie there, the opposite of every module, and with a ring more: so much is left for what happens to
    /// a printed code.
    fn places(&self, icon: &Arc<Icon>) -> impl Iterator<Item = Placed> {
        let (width, middle) = (self.code.width(), self.code.width() / 2);
        let (most, margin) = match width < WITH_INNER_MARGIN {
            true => (width / 17, Margin::Beside),
            false => (width / 14, Margin::Inside),
        };
        let is_spared = move |half: &usize| {
            let lost = |at: usize| at.abs_diff(middle) <= half + 1;
            check::lossy(&self.code, |x, y| lost(x) && lost(y)).is_ok()
        };
        let halves = (1..=most.max(1)).rev().filter(is_spared);
        halves.map(move |half| Placed {
            icon: icon.clone(),
            start: self.quiet + middle - half,
            width: 2 * half + 1,
            margin,
        })
    }

    /// Reads it as a stranger would.
    fn read_back(&self) -> Result<(), Refused> {
        if self.icon.is_none() && self.colors == Colors::default() {
            // A plain one is its modules, which have been read.
            return Ok(());
        }
        if self.icon.is_some() && self.code.is_aligned_in_its_middle() && self.misleads() {
            let why = "the icon looks like one of the code's own marks";
            return Err(Refused::Unreadable(why.to_owned()));
        }
        let picture = self.paint(CHECKED);
        check::picture(&self.code, picture.side, |x, y| picture.color(x, y).grey())
    }

    /// At how many sizes it isn't read out of focus, if those are fewer than so many.
    fn missed_out_of_focus(&self, fewer_than: usize) -> Option<usize> {
        let misses = OUT_OF_FOCUS.into_iter().filter(|module| {
            let picture = self.paint(*module).blurred(BLUR * *module as f32);
            let side = self.side() * module;
            check::picture(&self.code, side, |x, y| picture[y * side + x]).is_err()
        });
        let missed = misses.take(fewer_than).count();
        (missed < fewer_than).then_some(missed)
    }

    /// All codes that say the same as its own, first those of which most is left out of focus under its icon.
    fn in_focus(&self) -> Result<impl Iterator<Item = Code> + use<>, Refused> {
        let picture = self.paint(CHECKED);
        let [dark, light] =
            [self.colors.dark(), self.colors.light()].map(|color| f32::from(color.grey()));
        let middle = |at: usize| (at + self.quiet) * CHECKED + CHECKED / 2;
        let layout = Layout::of(self.code.width());
        let focus = Focus::new(&layout, |x, y| {
            let covered = self.icon.as_ref()?.covers(x + self.quiet, y + self.quiet);
            let grey = f32::from(picture.color(middle(x), middle(y)).grey());
            covered.then(|| ((light - grey) / (light - dark)).clamp(0.0, 1.0))
        });
        let codes = self.code.alike(&layout)?.into_iter();
        let mut codes: Vec<_> = codes.map(|code| (focus.cost(&code), code)).collect();
        codes.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        Ok(codes.into_iter().map(|(_, code)| code))
    }

    /// Whether readers take the icon for an alignment pattern.
    fn misleads(&self) -> bool {
        let mut resolutions = LOOKED_AT.into_iter();
        let [dark, light] = [self.colors.dark(), self.colors.light()].map(crate::Color::grey);
        resolutions.any(|module| {
            let picture = self.paint(module);
            let grey = |x, y| picture.color(x, y).grey();
            alignment::misleads(picture.side, module, grey, dark, light)
        })
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

    /// It in colors, with this many pixels a module.
    pub(crate) fn paint(&self, module: usize) -> Painted {
        let side = self.side() * module;
        let (dark, light) = (self.colors.dark(), self.colors.light());
        let mut pixels = Vec::with_capacity(side * side);
        for y in 0..self.side() {
            let start = pixels.len();
            for x in 0..self.side() {
                let color = if self.is_dark(x, y) { dark } else { light };
                pixels.resize(pixels.len() + module, color);
            }
            for _ in 1..module {
                pixels.extend_from_within(start..start + side);
            }
        }
        let mut painted = Painted { side, pixels };
        if let Some(placed) = &self.icon {
            let [(start, size), around] = placed.squares().map(|(start, width)| {
                // Less than a pixel of what is beside it stays dark.
                let (start, end) = (start * module as f32, (start + width) * module as f32);
                let (start, end) = (start.ceil() as usize, end.floor() as usize);
                (start, end - start)
            });
            for y in around.0..around.0 + around.1 {
                let row = y * side + around.0;
                painted.pixels[row..row + around.1].fill(light);
            }
            for (at, color) in placed.icon.on(light, size).into_iter().enumerate() {
                let (x, y) = (start + at % size, start + at / size);
                painted.pixels[y * side + x] = color;
            }
        }
        painted
    }
}

/// The first symbol that reads back, or why the last one doesn't. In versions 7 to 13 up to a tenth of those with an icon
/// need another mask than the best, by what the icon shows.
fn first_readable(
    symbols: impl Iterator<Item = Result<Symbol, Refused>>,
) -> Result<Symbol, Refused> {
    let mut refused = Refused::Icon;
    for symbol in symbols {
        let symbol = symbol?;
        match symbol.read_back() {
            Ok(()) => return Ok(symbol),
            Err(why) => refused = why,
        }
    }
    Err(refused)
}

/// The first symbol that reads back, also out of focus, or else the one that does so at most sizes; or why none does.
fn best_out_of_focus(symbols: impl Iterator<Item = Symbol>) -> Result<Symbol, Refused> {
    let mut refused = Refused::Icon;
    let (mut best, mut least) = (None, OUT_OF_FOCUS.len() + 1);
    for symbol in symbols {
        let Some(missed) = symbol.missed_out_of_focus(least) else {
            continue;
        };
        match symbol.read_back() {
            Ok(()) => (best, least) = (Some(symbol), missed),
            Err(why) => refused = why,
        }
        if least == 0 {
            break;
        }
    }
    best.ok_or(refused)
}

/// A painted symbol.
pub(crate) struct Painted {
    pub side: usize,
    pub pixels: Vec<crate::Color>,
}

impl Painted {
    fn color(&self, x: usize, y: usize) -> crate::Color {
        self.pixels[y * self.side + x]
    }

    /// Its greys, each point spread by a Gaussian of so many pixels.
    fn blurred(&self, sigma: f32) -> Vec<u8> {
        let side = u32::try_from(self.side).unwrap_or_default();
        let greys = self.pixels.iter().map(|color| color.grey()).collect();
        let sharp = image::GrayImage::from_raw(side, side, greys).unwrap_or_default();
        image::imageops::blur(&sharp, sigma).into_raw()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Color;
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
            let drawn = |code| Symbol {
                code,
                ..symbol.clone()
            };
            let best = symbol.in_focus().unwrap().take(TRIED).map(drawn);
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
