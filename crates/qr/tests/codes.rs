//! Codes read back: whatever the text, the colors and the icon.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, RgbImage};
use proptest::prelude::*;
use qr::{Color, Colors, EcLevel, Icon, QuietZone, Refused, Style, StyledSymbol, Symbol, compact};

/// An icon of stripes of any two colors.
fn any_icon() -> impl Strategy<Value = Icon> {
    (any::<[u8; 3]>(), any::<[u8; 3]>(), 1_u32..90).prop_map(|(one, other, wide)| {
        let stripe = |x: u32, y: u32| match (x + y) / wide % 2 {
            0 => image::Rgb(one),
            _ => image::Rgb(other),
        };
        let mut file = Cursor::new(Vec::new());
        let square = RgbImage::from_fn(130, 130, stripe);
        square.write_to(&mut file, ImageFormat::Png).unwrap();
        Icon::make(file.get_ref()).unwrap()
    })
}

#[test]
fn the_quiet_zone_is_four_modules_on_every_side_or_what_was_asked_for() {
    for quiet in [4, 7, 40] {
        let style = Style {
            quiet_zone: QuietZone::new(quiet).unwrap(),
            ..Style::default()
        };
        let symbol = StyledSymbol::new("A", &style).unwrap();
        let size = symbol.size();
        assert_eq!(size, 21 + 2 * quiet);
        for at in 0..size * size {
            let (x, y) = (at % size, at / size);
            let at_edge = [x, y].iter().any(|&at| at < quiet || at >= size - quiet);
            assert!(!(at_edge && symbol.is_dark(x, y)), "{x}, {y}");
        }
        assert!(symbol.is_dark(quiet, quiet));
    }
    for given in [0, 3, 41] {
        assert_eq!(QuietZone::new(given), Err(Refused::QuietZone { given }));
    }
}

/// What a stranger's reader reads in a file.
fn read(png: &[u8]) -> Result<String, TestCaseError> {
    let picture = image::load_from_memory(png).unwrap().into_luma8();
    let (width, height) = picture.dimensions();
    let grey = |x: usize, y: usize| picture.get_pixel(x as u32, y as u32).0[0];
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, grey);
    let found = prepared.detect_grids();
    prop_assert_eq!(found.len(), 1);
    let (_, text) = found[0]
        .decode()
        .map_err(|why| TestCaseError::fail(why.to_string()))?;
    Ok(text)
}

#[test]
fn a_link_with_an_icon_has_no_alignment_pattern_below_it_but_on_very_long_hosts() {
    // Version 6, of 41 modules, is the largest of the small ones without one in the middle.
    for (host, behind, size) in [
        (61, "", 41),
        (62, "", 45),
        (44, "/0123456789ABCDEF", 41),
        (45, "/0123456789ABCDEF", 45),
    ] {
        let link = format!("HTTPS://{}/D/0123456789AB{behind}", "H".repeat(host));
        let symbol = Symbol::new(&link, EcLevel::H).unwrap();
        assert_eq!(symbol.size(), size, "{host} {behind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_that_fits_reads_back(
        text in "[ -~]{1,300}",
        ec_level in prop::sample::select(vec![EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H]),
    ) {
        let style = Style { ec_level, ..Style::default() };
        let styled = StyledSymbol::new(&text, &style);
        prop_assert!(styled.is_ok(), "{:?}", styled);
    }

    #[test]
    fn a_link_in_any_colors_with_any_icon_is_drawn_and_reads_back(
        text in "https://[a-z]{1,20}\\.example/(D/[0-9A-Z]{12}(/[0-9A-Z]{16})?|[ -~]{0,250})",
        hue: [u8; 3],
        icon in prop::option::of(any_icon()),
        modules in 3_u32..10,
    ) {
        let [red, green, blue] = hue;
        // A random color is seldom dark enough; made darker it always is on white.
        let dark = Color::new(red, green, blue).darkened_for(Color::WHITE).unwrap();
        let colors = Colors::new(dark, Color::WHITE).unwrap();
        let style = Style { colors, icon: icon.map(Arc::new), ..Style::default() };
        let styled = StyledSymbol::of_link(&text, &style).unwrap();
        let pixels = modules * u32::try_from(styled.size()).unwrap();
        let png = styled.png(pixels).unwrap();
        prop_assert_eq!(read(&png)?, compact(&text));
    }
}
