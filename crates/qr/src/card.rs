//! The picture that chats show of a link.

use std::sync::Arc;

use crate::color::Color;
use crate::error::Refused;
use crate::icon::Icon;
use crate::page::font::{Weight, wrap};
use crate::page::{Align, Area, Mark, Page, TextStyle};
use crate::poster::{fit, mix, style};

/// The picture that a chat shows of a link: 1200 x 630, with all that matters in its middle square.
#[derive(Clone, Debug)]
pub struct Card {
    /// The app's icon.
    pub icon: Arc<Icon>,
    /// The app's name.
    pub name: String,
    /// One line of what it does.
    pub tagline: String,
    /// Whose it is.
    pub vendor: String,
    /// A color on which white is readable.
    pub accent: Color,
}

impl Card {
    /// The picture.
    ///
    /// # Errors
    ///
    /// [`Refused::Write`] if it can't be drawn.
    pub fn png(&self) -> Result<Vec<u8>, Refused> {
        let (width, height) = (1200.0, 630.0);
        // Chats that show a square cut it out of the middle.
        let inner = Area::new(300.0, 0.0, 600.0, height);
        let (size, name) = fit(&self.name, Weight::Bold, inner.width, [76.0, 60.0, 46.0]);
        let tagline = wrap(&self.tagline, 34.0, Weight::Regular, inner.width, 2);
        let vendor = wrap(&self.vendor, 26.0, Weight::Regular, inner.width, 1);
        let name_style = style(size, Weight::Bold, Color::WHITE);
        let light = mix(Color::WHITE, self.accent, 0.92);
        let tag_style = style(34.0, Weight::Regular, light);
        let vendor_style = style(26.0, Weight::Regular, light);
        let tall = |style: TextStyle, lines: &[String]| style.line() * lines.len() as f32;
        let icon = 168.0;
        let all = icon
            + 30.0
            + tall(name_style, &name)
            + tall(tag_style, &tagline)
            + 14.0
            + tall(vendor_style, &vendor);
        let top = (height - all) / 2.0;
        let mut page = Page::new(width, height, self.accent);
        let place = Area::square((width - icon) / 2.0, top, icon);
        let frame = Mark::Fill(place.grown(8.0), 38.0, Color::WHITE);
        page.marks.push(frame);
        page.marks.push(Mark::Icon(place, self.icon.clone()));
        let y = top + icon + 30.0;
        let y = page.lines(Area { y, ..inner }, Align::Middle, name, name_style);
        let y = page.lines(Area { y, ..inner }, Align::Middle, tagline, tag_style) + 14.0;
        page.lines(Area { y, ..inner }, Align::Middle, vendor, vendor_style);
        page.png(1.0, 72)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon::tests::icon;

    #[test]
    fn a_preview_card_has_the_size_that_chats_want() {
        let card = Card {
            icon: Arc::new(icon([200, 30, 30])),
            name: "云考勤".repeat(9),
            tagline: "打卡、排班、请假，一个应用全搞定。".to_owned(),
            vendor: "示例科技有限公司".to_owned(),
            accent: Color::new(0x2b, 0x6c, 0xf6),
        };
        let png = card.png().unwrap();
        let picture = image::load_from_memory(&png).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        assert!(png.len() < 300_000, "{}", png.len());
    }
}
