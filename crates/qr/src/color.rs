//! Colors of a symbol, and whether a camera tells them apart.

use std::str::FromStr;

use crate::error::Refused;

/// A color in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// A color of its parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// The color as CSS and SVG write it: `#2b6cf6`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// How light a grey camera sees it, 0 to 255 (ITU-R BT.601, as readers compute it).
    pub fn grey(self) -> u8 {
        let sum =
            299 * u32::from(self.red) + 587 * u32::from(self.green) + 114 * u32::from(self.blue);
        u8::try_from(sum / 1000).unwrap_or(u8::MAX)
    }

    /// Relative luminance, 0 to 1 (WCAG 2).
    fn luminance(self) -> f64 {
        let part = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// The color, with as much black in it as [`GOOD_CONTRAST`] to a light color needs; `None` where black has less.
    pub fn darkened_for(self, light: Self) -> Option<Self> {
        let part =
            |value: u8, kept: u16| u8::try_from(u16::from(value) * kept / 256).unwrap_or(value);
        let darkened = (0..=256).rev().map(|kept| {
            Self::new(
                part(self.red, kept),
                part(self.green, kept),
                part(self.blue, kept),
            )
        });
        darkened
            .into_iter()
            .find(|color| color.contrast(light) >= GOOD_CONTRAST)
    }

    /// The contrast to another color, 1 to 21 (WCAG 2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl FromStr for Color {
    type Err = ();

    /// Reads `#2b6cf6` or `2B6CF6`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(());
        }
        let value = u32::from_str_radix(digits, 16).map_err(drop)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self::new(red, green, blue))
    }
}

/// The lowest contrast that is taken, the one that WCAG 2 asks of text.
pub const MIN_CONTRAST: f64 = 4.5;

/// The contrast from which on a symbol is read as well as a black one.
pub const GOOD_CONTRAST: f64 = 7.0;

/// The two colors of a symbol: dark modules on a lighter background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colors {
    dark: Color,
    light: Color,
}

impl Default for Colors {
    fn default() -> Self {
        Self {
            dark: Color::BLACK,
            light: Color::WHITE,
        }
    }
}

impl Colors {
    /// Colors that a camera tells apart. A grey camera decides: red on green may differ to the eye only.
    ///
    /// # Errors
    ///
    /// [`Refused::Inverted`] where the modules are lighter than the light color, [`Refused::Contrast`]
    /// below [`MIN_CONTRAST`].
    pub fn new(dark: Color, light: Color) -> Result<Self, Refused> {
        if dark.luminance() > light.luminance() || dark.grey() > light.grey() {
            return Err(Refused::Inverted);
        }
        let given = dark.contrast(light);
        if given < MIN_CONTRAST {
            return Err(Refused::Contrast {
                given,
                min: MIN_CONTRAST,
                instead: dark.darkened_for(light),
            });
        }
        Ok(Self { dark, light })
    }

    /// The color of dark modules.
    pub fn dark(self) -> Color {
        self.dark
    }

    /// The contrast and what to darken the modules to, where a dim camera may fail more often than on black ones: below
    /// [`GOOD_CONTRAST`].
    pub fn weak_contrast(self) -> Option<(f64, Option<Color>)> {
        let contrast = self.dark.contrast(self.light);
        (contrast < GOOD_CONTRAST).then(|| (contrast, self.dark.darkened_for(self.light)))
    }

    /// The color of everything else.
    pub fn light(self) -> Color {
        self.light
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(css: &str) -> Color {
        css.parse().unwrap()
    }

    #[test]
    fn a_color_reads_back_from_its_css_and_nonsense_is_refused() {
        for css in ["#000000", "#2b6cf6", "#ffffff"] {
            assert_eq!(color(css).css(), css);
        }
        for bad in ["", "#fff", "#12345g", "#1234567", "+12345"] {
            assert_eq!(bad.parse::<Color>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        let grey = Color::new(0x76, 0x76, 0x76).contrast(Color::WHITE);
        assert!((grey - 4.54).abs() < 0.01, "{grey}");
    }

    #[test]
    fn what_a_camera_can_not_tell_apart_is_refused() {
        assert_eq!(
            Colors::new(Color::WHITE, Color::BLACK),
            Err(Refused::Inverted)
        );
        for (dark, light) in [("#f5d000", "#ffffff"), ("#000000", "#000000")] {
            let refused = Colors::new(color(dark), color(light));
            assert!(
                matches!(refused, Err(Refused::Contrast { .. })),
                "{refused:?}"
            );
        }
        let told = Colors::new(color("#f5d000"), Color::WHITE).unwrap_err();
        let enough = color("#f5d000").darkened_for(Color::WHITE).unwrap();
        let said = format!("{} is dark enough", enough.css());
        assert!(told.to_string().ends_with(&said), "{told}");
        assert!(Colors::new(enough, Color::WHITE).is_ok());
    }

    #[test]
    fn a_brands_blue_is_taken_and_its_weak_contrast_said() {
        let colors = |dark| Colors::new(color(dark), Color::WHITE).unwrap();
        assert_eq!(colors("#1f4fb4").weak_contrast(), None);
        assert_eq!(Colors::default().weak_contrast(), None);
        let (contrast, darker) = colors("#2b6cf6").weak_contrast().unwrap();
        assert!(
            (MIN_CONTRAST..GOOD_CONTRAST).contains(&contrast),
            "{contrast}"
        );
        let darker = darker.unwrap();
        assert!(darker.contrast(Color::WHITE) >= GOOD_CONTRAST);
        assert!(darker.contrast(Color::WHITE) < GOOD_CONTRAST + 0.1);
        assert_eq!(color("#ff0000").darkened_for(color("#777777")), None);
    }
}
