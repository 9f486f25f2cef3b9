//! The poster: what the app is, its code, and how one begins.

use std::sync::Arc;

use crate::color::Color;
use crate::error::Refused;
use crate::icon::Icon;
use crate::print::MILLIMETRE;
use crate::sheet::font::{Weight, width, wrap};
use crate::sheet::pdf::Document;
use crate::sheet::{Align, Area, Mark, Sheet, Type};
use crate::symbol::Symbol;

const TEXT: Color = Color::new(0x16, 0x18, 0x1d);
const SECOND: Color = Color::new(0x4b, 0x51, 0x5d);
const GROUND: Color = Color::new(0xf4, 0xf5, 0xf7);

/// How far from the edges everything stays.
const EDGE: f32 = 44.0;

/// What a poster is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 x 297 mm.
    A4,
    /// 105 x 148 mm.
    A6,
    /// 1080 x 1920 pixels.
    Phone,
}

impl Paper {
    /// Its size in the layout's units: an A4 page has 595 x 842 of them, as it has points.
    fn units(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            // Half of an A4's sides, but for a millimetre that the standard rounds away.
            Self::A6 => (595.28, 839.06),
            Self::Phone => (540.0, 960.0),
        }
    }

    fn points(self) -> f32 {
        match self {
            Self::A4 => 1.0,
            Self::A6 => 105.0 * MILLIMETRE / 595.28,
            Self::Phone => 1.0,
        }
    }

    /// Pixels of a unit, and dots an inch.
    fn pixels(self) -> (f32, u32) {
        match self {
            Self::A4 => (2480.0 / 595.28, 300),
            Self::A6 => (1240.0 / 595.28, 300),
            Self::Phone => (2.0, 144),
        }
    }
}

/// What stands on a poster, in the language of its readers.
#[derive(Clone, Debug)]
pub struct Poster {
    /// What it is made for.
    pub paper: Paper,
    /// The app's icon.
    pub icon: Arc<Icon>,
    /// The app's name.
    pub name: String,
    /// Whose it is.
    pub vendor: String,
    /// A color on which white is readable.
    pub accent: Color,
    /// The code.
    pub symbol: Arc<Symbol>,
    /// What to do with the code.
    pub call: String,
    /// The two steps, each with a title and a detail.
    pub steps: [(String, String); 2],
    /// What stands small at the end: the address, how long it holds.
    pub notes: Vec<String>,
}

fn style(size: f32, weight: Weight, color: Color) -> Type {
    Type {
        size,
        weight,
        color,
    }
}

/// Mixes two colors, so much of the first.
fn mix(one: Color, other: Color, much: f32) -> Color {
    let part = |a: u8, b: u8| (f32::from(a) * much + f32::from(b) * (1.0 - much)).round() as u8;
    Color::new(
        part(one.red, other.red),
        part(one.green, other.green),
        part(one.blue, other.blue),
    )
}

/// A text in the largest of some sizes at which it takes at most two lines; in the smallest it may take three.
pub(crate) fn fit(text: &str, weight: Weight, wide: f32, sizes: [f32; 3]) -> (f32, Vec<String>) {
    for size in sizes {
        let lines = wrap(text, size, weight, wide, 3);
        if lines.len() <= 2 {
            return (size, lines);
        }
    }
    let smallest = sizes[2];
    (smallest, wrap(text, smallest, weight, wide, 3))
}

impl Poster {
    /// The poster as vectors with parts of the fonts in it.
    ///
    /// # Errors
    ///
    /// [`Refused::Unreadable`] if it can't be written.
    pub fn pdf(&self) -> Result<Vec<u8>, Refused> {
        let written = Document::new(Vec::new(), &self.name).and_then(|mut document| {
            document.page(&self.sheet(), self.paper.points())?;
            document.finish()
        });
        written.map_err(|why| Refused::Unreadable(why.to_string()))
    }

    /// The poster as a picture: 300 dots an inch on paper.
    ///
    /// # Errors
    ///
    /// [`Refused::Unreadable`] if it can't be drawn.
    pub fn png(&self) -> Result<Vec<u8>, Refused> {
        let (scale, dpi) = self.paper.pixels();
        self.sheet().png(scale, dpi)
    }

    /// From the top the app, from the bottom notes and steps; the code takes what is left between them.
    fn sheet(&self) -> Sheet {
        let (width, height) = self.paper.units();
        let inner = Area {
            x: EDGE,
            y: 0.0,
            width: width - 2.0 * EDGE,
            height,
        };
        let mut sheet = Sheet {
            width,
            height,
            ground: GROUND,
            marks: Vec::new(),
        };
        let head = self.head(&mut sheet, inner);
        let foot = self.foot(&mut sheet, inner);
        self.card(&mut sheet, head, foot);
        sheet
    }

    /// The band with the app; answers where the card under it begins.
    fn head(&self, sheet: &mut Sheet, inner: Area) -> f32 {
        let (size, name) = fit(&self.name, Weight::Bold, inner.width, [40.0, 32.0, 25.0]);
        let vendor = wrap(&self.vendor, 17.0, Weight::Regular, inner.width, 2);
        let mut marks = std::mem::take(&mut sheet.marks);
        let icon = 84.0;
        let (top, frame) = (inner.y + 36.0, 4.0);
        let around = Area {
            x: (sheet.width - icon) / 2.0 - frame,
            y: top - frame,
            width: icon + 2.0 * frame,
            height: icon + 2.0 * frame,
        };
        let place = Area {
            x: around.x + frame,
            y: top,
            width: icon,
            height: icon,
        };
        let at = Area {
            y: top + icon + 14.0,
            ..inner
        };
        let bold = style(size, Weight::Bold, Color::WHITE);
        let at = Area {
            y: sheet.lines(at, Align::Middle, name, bold),
            ..inner
        };
        let light = mix(Color::WHITE, self.accent, 0.9);
        let end = sheet.lines(
            at,
            Align::Middle,
            vendor,
            style(17.0, Weight::Regular, light),
        );
        // The band lies under what it holds, and reaches below it: the card overlaps.
        let band = Area {
            x: 0.0,
            y: 0.0,
            width: sheet.width,
            height: end + 112.0,
        };
        marks.push(Mark::Fill(band, 0.0, self.accent));
        marks.push(Mark::Fill(around, icon * 0.2, Color::WHITE));
        marks.push(Mark::Icon(place, self.icon.clone()));
        marks.append(&mut sheet.marks);
        sheet.marks = marks;
        end + 20.0
    }

    /// The notes and the steps above them; answers where the card above must end.
    fn foot(&self, sheet: &mut Sheet, inner: Area) -> f32 {
        let note = style(13.0, Weight::Regular, SECOND);
        let notes = self.notes.iter();
        let notes = notes.flat_map(|text| wrap(text, note.size, note.weight, inner.width, 2));
        let notes: Vec<String> = notes.collect();
        let top = sheet.height - 26.0 - note.line() * notes.len() as f32;
        sheet.lines(Area { y: top, ..inner }, Align::Middle, notes, note);

        let columns = self.paper != Paper::Phone;
        let (gap, badge) = (24.0, 34.0);
        let wide = match columns {
            true => (inner.width - gap) / 2.0,
            false => inner.width,
        };
        let title = style(19.0, Weight::Bold, TEXT);
        let detail = style(14.0, Weight::Regular, SECOND);
        let room = wide - badge - 12.0;
        let steps: Vec<_> = self
            .steps
            .iter()
            .map(|(first, then)| {
                let lines =
                    |text, style: Type, most| wrap(text, style.size, style.weight, room, most);
                (lines(first, title, 2), lines(then, detail, 3))
            })
            .collect();
        let tall = |(first, then): &(Vec<String>, Vec<String>)| {
            title.line() * first.len() as f32 + detail.line() * then.len() as f32
        };
        let all = match columns {
            true => steps.iter().map(tall).fold(0.0, f32::max),
            false => steps.iter().map(tall).sum::<f32>() + 16.0,
        };
        let top = top - 22.0 - all;
        let mut at = Area {
            x: inner.x,
            y: top,
            width: room,
            height: all,
        };
        for (number, (first, then)) in (1..).zip(steps) {
            let tall = tall(&(first.clone(), then.clone()));
            let circle = Area {
                x: at.x,
                y: at.y - 2.0,
                width: badge,
                height: badge,
            };
            sheet
                .marks
                .push(Mark::Fill(circle, badge / 2.0, self.accent));
            let digit = style(18.0, Weight::Bold, Color::WHITE);
            let middle = Area {
                y: circle.y + (badge - digit.line()) / 2.0,
                ..circle
            };
            sheet.lines(middle, Align::Middle, vec![number.to_string()], digit);
            let beside = Area {
                x: at.x + badge + 12.0,
                ..at
            };
            let under = sheet.lines(beside, Align::Left, first, title);
            sheet.lines(Area { y: under, ..beside }, Align::Left, then, detail);
            match columns {
                true => at.x += wide + gap,
                false => at.y += tall + 16.0,
            }
        }
        top - 22.0
    }

    fn card(&self, sheet: &mut Sheet, top: f32, bottom: f32) {
        let call = style(22.0, Weight::Bold, TEXT);
        let wide = sheet.width - 2.0 * EDGE;
        let lines = wrap(&self.call, call.size, call.weight, wide - 40.0, 2);
        let text = call.line() * lines.len() as f32;
        let pad = 16.0;
        let side = (bottom - top - text - 2.0 * pad)
            .min(wide - 2.0 * pad)
            .max(0.0);
        let wanted = lines.iter().map(|line| width(line, call.size, call.weight));
        let inside = wanted.fold(side, f32::max);
        // What a code that has its largest size leaves over is shared out above and below.
        let free = (bottom - top - text - 2.0 * pad - side) / 2.0;
        let card = Area {
            x: (sheet.width - inside) / 2.0 - pad,
            y: top + free.clamp(0.0, 40.0),
            width: inside + 2.0 * pad,
            height: side + text + 2.0 * pad,
        };
        let edge = Area {
            x: card.x - 1.0,
            y: card.y - 1.0,
            width: card.width + 2.0,
            height: card.height + 2.0,
        };
        sheet
            .marks
            .push(Mark::Fill(edge, 23.0, mix(TEXT, GROUND, 0.1)));
        sheet.marks.push(Mark::Fill(card, 22.0, Color::WHITE));
        let code = Area {
            x: (sheet.width - side) / 2.0,
            y: card.y + pad * 0.75,
            width: side,
            height: side,
        };
        sheet.marks.push(Mark::Symbol(code, self.symbol.clone()));
        let under = Area {
            y: code.y + side,
            ..card
        };
        sheet.lines(under, Align::Middle, lines, call);
    }
}

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
    /// [`Refused::Unreadable`] if it can't be drawn.
    pub fn png(&self) -> Result<Vec<u8>, Refused> {
        let (width, height) = (1200.0, 630.0);
        // Chats that show a square cut it out of the middle.
        let inner = Area {
            x: 300.0,
            y: 0.0,
            width: 600.0,
            height,
        };
        let (size, name) = fit(&self.name, Weight::Bold, inner.width, [76.0, 60.0, 46.0]);
        let tagline = wrap(&self.tagline, 34.0, Weight::Regular, inner.width, 2);
        let vendor = wrap(&self.vendor, 26.0, Weight::Regular, inner.width, 1);
        let name_style = style(size, Weight::Bold, Color::WHITE);
        let light = mix(Color::WHITE, self.accent, 0.92);
        let tag_style = style(34.0, Weight::Regular, light);
        let vendor_style = style(26.0, Weight::Regular, light);
        let tall = |style: Type, lines: &[String]| style.line() * lines.len() as f32;
        let icon = 168.0;
        let all = icon
            + 30.0
            + tall(name_style, &name)
            + tall(tag_style, &tagline)
            + 14.0
            + tall(vendor_style, &vendor);
        let top = (height - all) / 2.0;
        let mut sheet = Sheet {
            width,
            height,
            ground: self.accent,
            marks: Vec::new(),
        };
        let place = Area {
            x: (width - icon) / 2.0,
            y: top,
            width: icon,
            height: icon,
        };
        let frame = Area {
            x: place.x - 8.0,
            y: top - 8.0,
            width: icon + 16.0,
            height: icon + 16.0,
        };
        sheet.marks.push(Mark::Fill(frame, 38.0, Color::WHITE));
        sheet.marks.push(Mark::Icon(place, self.icon.clone()));
        let y = top + icon + 30.0;
        let y = sheet.lines(Area { y, ..inner }, Align::Middle, name, name_style);
        let y = sheet.lines(Area { y, ..inner }, Align::Middle, tagline, tag_style) + 14.0;
        sheet.lines(Area { y, ..inner }, Align::Middle, vendor, vendor_style);
        sheet.png(1.0, 72)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon::tests::icon;
    use crate::{Style, Symbol};

    const PAPERS: [Paper; 3] = [Paper::A4, Paper::A6, Paper::Phone];

    fn poster(paper: Paper, name: &str, vendor: &str) -> Poster {
        let icon = Arc::new(icon([0x2b, 0x6c, 0xf6]));
        let style = Style {
            icon: Some(icon.clone()),
            ..Style::default()
        };
        Poster {
            paper,
            icon,
            name: name.to_owned(),
            vendor: vendor.to_owned(),
            accent: Color::new(0x2b, 0x6c, 0xf6),
            symbol: Symbol::new("HTTPS://QD.EXAMPLE/D/0123456789AB", style)
                .unwrap()
                .into(),
            call: "微信或相机扫一扫，2 分钟开通".to_owned(),
            steps: [
                (
                    "获取客户端".to_owned(),
                    "打开 qd.example/s/0123456789AB 下载".to_owned(),
                ),
                (
                    "扫码开通".to_owned(),
                    "用客户端扫描上面的二维码，按提示操作".to_owned(),
                ),
            ],
            notes: vec!["2026 年 12 月 31 日前有效".to_owned()],
        }
    }

    /// Where a mark lies, if it must stay within the page's edges.
    fn reach(mark: &Mark) -> Area {
        match mark {
            Mark::Fill(area, ..) | Mark::Symbol(area, _) | Mark::Icon(area, _) => *area,
            Mark::Text(x, y, line, style) => Area {
                x: *x,
                y: y - style.size,
                width: width(line, style.size, style.weight),
                height: style.size * 1.25,
            },
        }
    }

    #[test]
    fn nothing_overflows_and_the_code_stays_large_however_long_the_names_are() {
        let long = "非常非常长的应用名称需要折成好几行才放得下".repeat(4);
        let words = "Extraordinarily long enterprise application name ".repeat(4);
        for paper in PAPERS {
            for name in ["云考勤", &long, &words, &"W".repeat(200)] {
                let sheet = poster(paper, name, name).sheet();
                let texts = |mark: &&Mark| matches!(mark, Mark::Text(..));
                for mark in sheet.marks.iter() {
                    let Area {
                        x,
                        y,
                        width,
                        height,
                    } = reach(mark);
                    let inside = x >= -0.01
                        && y >= -0.01
                        && x + width <= sheet.width + 0.01
                        && y + height <= sheet.height + 0.01;
                    assert!(inside, "{paper:?} {name}: {mark:?}");
                    if let Mark::Symbol(area, _) = mark {
                        assert!(
                            area.width >= 0.3 * sheet.width,
                            "{paper:?} {name}: {area:?}"
                        );
                    }
                }
                // No text lies on another.
                let texts: Vec<Area> = sheet.marks.iter().filter(texts).map(reach).collect();
                for (at, one) in texts.iter().enumerate() {
                    for other in &texts[at + 1..] {
                        let apart = one.y + one.height <= other.y + other.height * 0.25
                            || other.y + other.height <= one.y + one.height * 0.25
                            || one.x + one.width <= other.x
                            || other.x + other.width <= one.x;
                        assert!(apart, "{paper:?} {name}: {one:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_paper_has_its_size_and_the_code_on_it_reads() {
        for (paper, width, height) in [
            (Paper::A4, 2480, 3507),
            (Paper::A6, 1240, 1748),
            (Paper::Phone, 1080, 1920),
        ] {
            let poster = poster(paper, "云考勤", "示例科技有限公司");
            let picture = image::load_from_memory(&poster.png().unwrap())
                .unwrap()
                .into_luma8();
            assert_eq!(picture.dimensions(), (width, height), "{paper:?}");
            let mut seen = rqrr::PreparedImage::prepare_from_greyscale(
                width as usize,
                height as usize,
                |x, y| picture.get_pixel(x as u32, y as u32).0[0],
            );
            let (_, text) = seen.detect_grids()[0].decode().unwrap();
            assert_eq!(text, poster.symbol.text(), "{paper:?}");
        }
    }

    #[test]
    fn a_pdf_holds_parts_of_the_fonts_and_says_where_its_objects_are() {
        let pdf = poster(Paper::A6, "云考勤", "示例科技有限公司")
            .pdf()
            .unwrap();
        assert!(pdf.len() < 60_000, "whole fonts are in it: {}", pdf.len());
        let text = String::from_utf8_lossy(&pdf);
        let start = text.rsplit("startxref\n").next().unwrap();
        let start: usize = start.lines().next().unwrap().parse().unwrap();
        let table = std::str::from_utf8(&pdf[start..]).unwrap();
        for (number, line) in table
            .lines()
            .skip(3)
            .take_while(|line| line.ends_with("n "))
            .enumerate()
        {
            let offset: usize = line[..10].parse().unwrap();
            let begins = format!("{} 0 obj", number + 1);
            assert!(pdf[offset..].starts_with(begins.as_bytes()), "{begins}");
        }
    }

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
