//! A suite's accent color, made readable: white text on it, and the color as text on dark ground.

/// An sRGB color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// The platform's own accent, for suites without one.
pub const DEFAULT: Color = Color([0x2b, 0x6c, 0xf6]);
const DARK_CARD: Color = Color([0x19, 0x1c, 0x22]);
/// The contrast that WCAG 2.2 AA asks of text.
const READABLE: f64 = 4.5;

impl Color {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text
            .strip_prefix('#')
            .filter(|h| h.len() == 6 && h.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// `#rrggbb`.
    pub fn css(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// The nearest darker shade on which white text is readable: a button's ground in both themes.
    pub fn fill(self) -> Self {
        self.until_readable(Self([255; 3]), Self([0; 3]))
    }

    /// The nearest lighter shade that is readable as text on the dark card.
    pub fn on_dark(self) -> Self {
        self.until_readable(DARK_CARD, Self([255; 3]))
    }

    /// `percent` of this color and the rest of `other`, as CSS's `color-mix(in srgb, …)` mixes them.
    pub fn mix(self, percent: u32, other: Self) -> Self {
        let rest = 100_u32.saturating_sub(percent);
        Self(std::array::from_fn(|i| {
            let sum = u32::from(self.0[i]) * percent + u32::from(other.0[i]) * rest;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        }))
    }

    /// Red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        self.0
    }

    fn until_readable(self, against: Self, towards: Self) -> Self {
        let mixed = |step: u32| {
            let mix = |from: u8, to: u8| {
                let sum = u32::from(from) * (32 - step) + u32::from(to) * step;
                u8::try_from(sum / 32).unwrap_or(u8::MAX)
            };
            Self(std::array::from_fn(|i| mix(self.0[i], towards.0[i])))
        };
        (0..=32)
            .map(mixed)
            .find(|c| c.contrast(against) >= READABLE)
            .unwrap_or(towards)
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let c = f64::from(part) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_default_is_kept_as_it_is_on_light() {
        assert_eq!(DEFAULT.fill(), DEFAULT);
        assert_eq!(Color::parse("#2b6cf6"), Some(DEFAULT));
        assert_eq!(Color::parse("2b6cf6"), None);
        assert_eq!(Color::parse("#中文"), None);
    }

    #[test]
    fn colors_are_mixed_as_css_mixes_them() {
        let [black, white] = [Color([0; 3]), Color([255; 3])];
        // What a browser paints for `color-mix(in srgb, #2b6cf6 82%, #000)`, and for 9 % on white.
        assert_eq!(DEFAULT.mix(82, black).css(), "#2359ca");
        assert_eq!(DEFAULT.mix(9, white).css(), "#ecf2fe");
        assert_eq!(DEFAULT.mix(100, white), DEFAULT);
        assert_eq!(DEFAULT.mix(0, white), white);
    }

    proptest! {
        #[test]
        fn any_color_is_made_readable(rgb: [u8; 3]) {
            let color = Color(rgb);
            prop_assert!(color.fill().contrast(Color([255; 3])) >= READABLE);
            prop_assert!(color.on_dark().contrast(DARK_CARD) >= READABLE);
            prop_assert_eq!(Color::parse(&color.css()), Some(color));
        }
    }
}
