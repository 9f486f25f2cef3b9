//! Pages as a PDF, written while they are made: only what they share is kept until the end.

mod fonts;

use std::io::{self, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Chunk, Content, Filter, Name, Rect, Ref, Str, TextStr};

use self::fonts::Used;
use super::font::{FontId, glyphs};
use super::{Area, EMBOLDENED, Mark, Page, RoundedSide, TextStyle};
use crate::color::Color;
use crate::icon::Icon;
use crate::outline::trace;
use crate::style::StyledSymbol;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);

const NAMES: [Name; 3] = [Name(b"Regular"), Name(b"Bold"), Name(b"Fallback")];

/// A document that is being written.
pub(crate) struct Document<W> {
    out: W,
    title: String,
    /// Bytes written.
    at: usize,
    /// Where each object begins, by its number; 0 for one that isn't written yet.
    offsets: Vec<usize>,
    pages: Vec<Ref>,
    used: [Used; 3],
    icons: Vec<(Arc<Icon>, Ref)>,
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(6));
    packed.write_all(bytes)?;
    packed.finish()
}

impl<W: Write> Document<W> {
    /// Begins a document.
    pub fn new(out: W, title: &str) -> io::Result<Self> {
        let mut document = Self {
            out,
            title: title.to_owned(),
            at: 0,
            offsets: vec![0; 1 + INFO.get() as usize],
            pages: Vec::new(),
            used: Default::default(),
            icons: Vec::new(),
        };
        // Four bytes above 127 say that it isn't text.
        document.put(b"%PDF-1.7\n%\x80\x80\x80\x80\n")?;
        // The reader of a pipe sees at once that it has begun.
        document.out.flush()?;
        Ok(document)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len();
        self.out.write_all(bytes)
    }

    /// A number for another object.
    fn next(&mut self) -> Ref {
        self.offsets.push(0);
        Ref::new(i32::try_from(self.offsets.len() - 1).unwrap_or(i32::MAX))
    }

    /// Writes an object.
    fn object(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        let mut chunk = Chunk::new();
        write(&mut chunk);
        self.offsets[id.get() as usize] = self.at;
        self.put(chunk.as_bytes())
    }

    /// Writes a page; a unit of it is so many points.
    pub fn page(&mut self, page: &Page, unit: f32) -> io::Result<()> {
        let mut content = Content::new();
        // Points upwards from the lower edge; units downwards from the upper.
        content.transform([unit, 0.0, 0.0, -unit, 0.0, page.height * unit]);
        fill(&mut content, page.background);
        content
            .rect(0.0, 0.0, page.width, page.height)
            .fill_nonzero();
        for mark in &page.marks {
            match mark {
                Mark::Fill(area, radius, color) => {
                    fill(&mut content, *color);
                    rounded(&mut content, *area, *radius);
                }
                Mark::Text(x, y, line, style) => self.text(&mut content, (*x, *y), line, *style),
                Mark::Symbol(area, symbol) => self.symbol(&mut content, *area, symbol)?,
                Mark::Icon(area, icon) => self.icon(&mut content, *area, icon)?,
            }
        }
        let (id, drawn) = (self.next(), self.next());
        let content = packed(&content.finish())?;
        self.object(drawn, |chunk| {
            chunk.stream(drawn, &content).filter(Filter::FlateDecode);
        })?;
        let fonts_used = NAMES.into_iter().zip(&self.used);
        let fonts_used = fonts_used.filter_map(|(name, used)| Some((name, used.font?)));
        let fonts_used: Vec<(Name, Ref)> = fonts_used.collect();
        let icons: Vec<Ref> = self.icons.iter().map(|(_, id)| *id).collect();
        self.object(id, |chunk| {
            let mut written = chunk.page(id);
            written.parent(PAGES).contents(drawn);
            written.media_box(Rect::new(0.0, 0.0, page.width * unit, page.height * unit));
            let mut resources = written.resources();
            if !fonts_used.is_empty() {
                resources.fonts().pairs(fonts_used);
            }
            let mut objects = resources.x_objects();
            for icon in icons {
                objects.pair(Name(icon_name(icon).as_bytes()), icon);
            }
        })?;
        self.pages.push(id);
        Ok(())
    }

    fn text(
        &mut self,
        content: &mut Content,
        (mut x, y): (f32, f32),
        line: &str,
        style: TextStyle,
    ) {
        fill(content, style.color);
        stroke(content, style.color);
        content.set_line_width(EMBOLDENED * style.size);
        content.begin_text();
        let glyphs: Vec<_> = glyphs(line, style.weight).collect();
        for run in glyphs.chunk_by(|one, next| one.font == next.font) {
            let font = run[0].font;
            if self.used[font as usize].font.is_none() {
                self.used[font as usize].font = Some(self.next());
            }
            let used = &mut self.used[font as usize];
            let mut bytes = Vec::new();
            let start = x;
            for glyph in run {
                let id = used.glyphs.remap(glyph.id.0);
                used.meaning.entry(id).or_insert(glyph.c);
                bytes.extend(id.to_be_bytes());
                x += glyph.advance() * style.size;
            }
            content.set_font(NAMES[font as usize], style.size);
            content.set_text_rendering_mode(match style.is_emboldened(font) {
                true => TextRenderingMode::FillStroke,
                false => TextRenderingMode::Fill,
            });
            // Letters stand upright again in a page that grows downwards.
            content.set_text_matrix([1.0, 0.0, 0.0, -1.0, start, y]);
            content.show(Str(&bytes));
        }
        content.end_text();
    }

    fn symbol(
        &mut self,
        content: &mut Content,
        area: Area,
        symbol: &StyledSymbol,
    ) -> io::Result<()> {
        let module = area.width / symbol.size() as f32;
        content.save_state();
        content.transform([module, 0.0, 0.0, module, area.x, area.y]);
        fill(content, symbol.colors().light());
        let size = symbol.size() as f32;
        content.rect(0.0, 0.0, size, size).fill_nonzero();
        fill(content, symbol.colors().dark());
        for line in trace(symbol.size(), |x, y| symbol.is_dark(x, y)) {
            for (at, (x, y)) in line.into_iter().enumerate() {
                let (x, y) = (x as f32, y as f32);
                match at {
                    0 => content.move_to(x, y),
                    _ => content.line_to(x, y),
                };
            }
            content.close_path();
        }
        content.fill_nonzero();
        if let Some(placed) = &symbol.icon {
            let (start, width) = placed.inner();
            let area = Area::square(start, start, width);
            self.icon(content, area, &placed.icon)?;
        }
        content.restore_state();
        Ok(())
    }

    fn icon(&mut self, content: &mut Content, area: Area, icon: &Arc<Icon>) -> io::Result<()> {
        let known = self.icons.iter().find(|(known, _)| known == icon);
        let id = match known {
            Some((_, id)) => *id,
            None => {
                let id = self.picture(icon)?;
                self.icons.push((icon.clone(), id));
                id
            }
        };
        content.save_state();
        // A picture fills the unit square, upwards.
        content.transform([
            area.width,
            0.0,
            0.0,
            -area.height,
            area.x,
            area.y + area.height,
        ]);
        content
            .x_object(Name(icon_name(id).as_bytes()))
            .restore_state();
        Ok(())
    }

    fn picture(&mut self, icon: &Icon) -> io::Result<Ref> {
        let (id, mask) = (self.next(), self.next());
        let (colors, alphas) = icon.parts();
        let (colors, alphas) = (packed(&colors)?, packed(&alphas)?);
        let side = crate::ICON_SIZE as i32;
        self.object(mask, |chunk| {
            let mut picture = chunk.image_xobject(mask, &alphas);
            picture.filter(Filter::FlateDecode);
            picture.width(side).height(side);
            picture.color_space().device_gray();
            picture.bits_per_component(8);
        })?;
        self.object(id, |chunk| {
            let mut picture = chunk.image_xobject(id, &colors);
            picture.filter(Filter::FlateDecode);
            picture.width(side).height(side);
            picture.color_space().device_rgb();
            picture.bits_per_component(8).s_mask(mask).interpolate(true);
        })?;
        Ok(id)
    }

    /// Writes what the pages share, and the table of all objects.
    pub fn finish(mut self) -> io::Result<W> {
        for font in FontId::ALL {
            let used = std::mem::take(&mut self.used[font as usize]);
            if let Some(itself) = used.font {
                self.font(font, itself, used)?;
            }
        }
        let pages = std::mem::take(&mut self.pages);
        self.object(PAGES, |chunk| {
            let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
            chunk.pages(PAGES).kids(pages).count(count);
        })?;
        let title = std::mem::take(&mut self.title);
        self.object(INFO, |chunk| {
            let mut info = chunk.indirect(INFO).dict();
            info.pair(Name(b"Title"), TextStr(&title));
            info.pair(Name(b"Producer"), TextStr("Quick Deploy"));
        })?;
        self.object(CATALOG, |chunk| {
            let mut catalog = chunk.indirect(CATALOG).dict();
            catalog.pair(Name(b"Type"), Name(b"Catalog"));
            catalog.pair(Name(b"Pages"), PAGES);
            // Scaled to a printer's margins, labels miss their cut.
            let mut viewer = catalog.insert(Name(b"ViewerPreferences")).dict();
            viewer.pair(Name(b"PrintScaling"), Name(b"None"));
        })?;
        let start = self.at;
        let count = self.offsets.len();
        let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in self.offsets.iter().skip(1) {
            table.push_str(&format!("{offset:010} 00000 n \n"));
        }
        let (root, info) = (CATALOG.get(), INFO.get());
        table.push_str(&format!(
            "trailer\n<</Size {count}/Root {root} 0 R/Info {info} 0 R>>\nstartxref\n{start}\n%%EOF\n"
        ));
        self.put(table.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn icon_name(id: Ref) -> String {
    format!("Icon{}", id.get())
}

/// Greys as greys: printers mix black of three inks where it is said in three.
fn fill(content: &mut Content, color: Color) {
    let [red, green, blue] = parts(color);
    match red == green && green == blue {
        true => content.set_fill_gray(red),
        false => content.set_fill_rgb(red, green, blue),
    };
}

fn stroke(content: &mut Content, color: Color) {
    let [red, green, blue] = parts(color);
    match red == green && green == blue {
        true => content.set_stroke_gray(red),
        false => content.set_stroke_rgb(red, green, blue),
    };
}

fn parts(color: Color) -> [f32; 3] {
    [color.red, color.green, color.blue].map(|byte| f32::from(byte) / 255.0)
}

fn rounded(content: &mut Content, area: Area, radius: f32) {
    let ([x, y], sides) = area.rounded(radius);
    content.move_to(x, y);
    for RoundedSide { line, curve } in sides {
        let ([x, y], [x1, y1, x2, y2, x3, y3]) = (line, curve);
        content.line_to(x, y).cubic_to(x1, y1, x2, y2, x3, y3);
    }
    content.close_path().fill_nonzero();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Align;
    use crate::page::font::Weight;

    /// A page with one line.
    fn pdf(line: &str, weight: Weight, color: Color) -> Vec<u8> {
        let mut page = Page::new(200.0, 100.0, Color::WHITE);
        let area = Area::new(0.0, 0.0, 200.0, 100.0);
        let style = TextStyle {
            size: 10.0,
            weight,
            color,
        };
        page.lines(area, Align::Left, vec![line.to_owned()], style);
        let mut document = Document::new(Vec::new(), "page").unwrap();
        document.page(&page, 1.0).unwrap();
        document.finish().unwrap()
    }

    /// The names of the fonts in a document.
    fn fonts(pdf: &[u8]) -> Vec<String> {
        let text = String::from_utf8_lossy(pdf);
        let names = text.split("/FontName /").skip(1);
        let names = names.filter_map(|rest| rest.split_whitespace().next());
        names.map(str::to_owned).collect()
    }

    #[test]
    fn different_parts_of_a_font_have_different_names_and_only_used_fonts_are_in() {
        let of = |line, weight| fonts(&pdf(line, weight, Color::BLACK));
        let [one, other, again] = ["甲", "乙", "甲"].map(|line| of(line, Weight::Regular));
        assert_ne!(
            one, other,
            "merged, one would be read with the other's glyphs"
        );
        assert_eq!(one, again);
        let [name] = one.as_slice() else {
            panic!("{one:?}")
        };
        let (tag, font) = name.split_once('+').unwrap();
        assert!(
            tag.len() == 6 && tag.bytes().all(|c| c.is_ascii_uppercase()),
            "{tag}"
        );
        assert_eq!(font, "NotoSansSC-Regular");
        let mixed = of("甲\u{20bb7}", Weight::Bold);
        assert!(mixed[0].ends_with("+NotoSansSC-Bold"), "{mixed:?}");
        assert!(mixed[1].ends_with("+NotoSansSC-Fallback"), "{mixed:?}");
        assert_eq!(mixed.len(), 2);
    }

    #[test]
    fn black_is_one_ink_and_a_color_three() {
        let drawn = |color| {
            let mut content = Content::new();
            fill(&mut content, color);
            stroke(&mut content, color);
            String::from_utf8(content.finish().to_vec()).unwrap()
        };
        assert_eq!(drawn(Color::BLACK), "0 g\n0 G");
        assert_eq!(drawn(Color::WHITE), "1 g\n1 G");
        assert_eq!(drawn(Color::new(255, 0, 0)), "1 0 0 rg\n1 0 0 RG");
    }
}
