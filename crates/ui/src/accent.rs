//! A suite's accent as CSS. Browsers of 2020 can't mix colors, so who paints the page does.

use domain::accent::Color;

/// What an accent is mixed with in one theme, and how much of the accent each mix holds, in percent.
struct Theme {
    ground: &'static str,
    card: &'static str,
    /// Text in the accent; the rest is black.
    ink: u32,
    /// The tinted ground; the rest is the card.
    tint: u32,
}

const LIGHT: Theme = Theme {
    ground: "#f4f5f7",
    card: "#ffffff",
    ink: 82,
    tint: 9,
};

const DARK: Theme = Theme {
    ground: "#0e1014",
    card: "#191c22",
    ink: 100,
    tint: 16,
};

/// How much of the accent a button has that can't be pressed yet.
const IDLE: u32 = 24;

/// The rules that set the accent in both themes, from the two colors as CSS writes them.
pub fn rules(fill: &str, on_dark: &str) -> Option<String> {
    let fill = Color::parse(fill)?;
    let light = LIGHT.values(fill, fill)?;
    let dark = DARK.values(fill, Color::parse(on_dark)?)?;
    Some(format!(
        ":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    ))
}

impl Theme {
    fn values(&self, fill: Color, accent: Color) -> Option<String> {
        let (ground, card) = (Color::parse(self.ground)?, Color::parse(self.card)?);
        let ink = accent.mix(self.ink, Color::parse("#000000")?).css();
        let tint = accent.mix(self.tint, card).css();
        let idle = fill.mix(IDLE, ground).css();
        let [r, g, b] = accent.rgb();
        let (fill, accent) = (fill.css(), accent.css());
        Some(format!(
            "--accent:{accent};--fill:{fill};--ink:{ink};--tint:{tint};--idle:{idle};\
             --focus:rgb({r} {g} {b} / 55%)"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../style/tokens.css");

    #[test]
    fn the_default_accent_is_mixed_as_the_tokens_say() {
        let rules = rules("#2b6cf6", "#5b8dff").unwrap();
        let (light, dark) = rules.split_once("@media").unwrap();
        let (tokens_light, tokens_dark) = TOKENS.split_once("@media").unwrap();
        for (rules, tokens) in [(light, tokens_light), (dark, tokens_dark)] {
            let values = rules.rsplit_once('{').unwrap().1.trim_end_matches('}');
            for (name, value) in values.split(';').filter_map(|it| it.split_once(':')) {
                let set = format!("{name}: {value};");
                // A button has the same ground in both themes.
                let said_before = name == "--fill" && tokens_light.contains(&set);
                assert!(tokens.contains(&set) || said_before, "{set}");
            }
        }
    }

    #[test]
    fn what_is_no_color_sets_nothing() {
        assert_eq!(rules("red}", "#5b8dff"), None);
        assert_eq!(rules("#2b6cf6", ""), None);
    }
}
