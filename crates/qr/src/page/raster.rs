//! A page as a PNG.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use tiny_skia::{
    FillRule, IntSize, Paint, PathBuilder, Pixmap, PixmapPaint, PremultipliedColorU8, Stroke,
    Transform,
};
use ttf_parser::OutlineBuilder;

use super::font::glyphs;
use super::{Area, EMBOLDENED, Mark, Page, RoundedSide, TextStyle};
use crate::color::Color;
use crate::error::Refused;
use crate::style::StyledSymbol;

impl Page {
    /// The picture, with so many pixels a unit.
    pub fn png(&self, scale: f32, dpi: u32) -> Result<Vec<u8>, Refused> {
        let whole = |length: f32| (length * scale).round() as u32;
        let drawn = self.draw(whole(self.width), whole(self.height), scale);
        let drawn = drawn.ok_or_else(|| Refused::Write("the page has no size".to_owned()))?;
        Ok(write(&drawn, dpi)?)
    }

    fn draw(&self, width: u32, height: u32, scale: f32) -> Option<Pixmap> {
        let mut to = Pixmap::new(width, height)?;
        to.fill(skia(self.background));
        for mark in &self.marks {
            match mark {
                Mark::Fill(area, radius, color) => {
                    let path = rounded(*area, *radius)?;
                    let place = Transform::from_scale(scale, scale);
                    to.fill_path(&path, &paint(*color), FillRule::Winding, place, None);
                }
                Mark::Text(x, y, line, style) => text(&mut to, (*x, *y), line, *style, scale),
                Mark::Symbol(area, symbol) => self::symbol(&mut to, *area, symbol, scale),
                Mark::Icon(area, icon) => {
                    let picture = premultiplied(icon)?;
                    let side = scale * area.width / picture.width() as f32;
                    let place =
                        Transform::from_row(side, 0.0, 0.0, side, area.x * scale, area.y * scale);
                    let smooth = PixmapPaint {
                        quality: tiny_skia::FilterQuality::Bicubic,
                        ..PixmapPaint::default()
                    };
                    to.draw_pixmap(0, 0, picture.as_ref(), &smooth, place, None);
                }
            }
        }
        Some(to)
    }
}

fn skia(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, u8::MAX)
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(skia(color));
    paint
}

fn rounded(area: Area, radius: f32) -> Option<tiny_skia::Path> {
    let ([x, y], sides) = area.rounded(radius);
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    for RoundedSide { line, curve } in sides {
        let ([x, y], [x1, y1, x2, y2, x3, y3]) = (line, curve);
        path.line_to(x, y);
        path.cubic_to(x1, y1, x2, y2, x3, y3);
    }
    path.close();
    path.finish()
}

/// A glyph's outline as a path; the font's y grows upwards.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, -y1, x, -y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, -y1, x2, -y2, x, -y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

fn text(to: &mut Pixmap, (mut x, y): (f32, f32), line: &str, style: TextStyle, scale: f32) {
    let paint = paint(style.color);
    for glyph in glyphs(line, style.weight) {
        let face = &glyph.font.font().face;
        let units = f32::from(face.units_per_em());
        let unit = style.size / units * scale;
        let mut outline = Outline(PathBuilder::new());
        face.outline_glyph(glyph.id, &mut outline);
        if let Some(path) = outline.0.finish() {
            let place = Transform::from_row(unit, 0.0, 0.0, unit, x * scale, y * scale);
            to.fill_path(&path, &paint, FillRule::Winding, place, None);
            if style.is_emboldened(glyph.font) {
                let stroke = Stroke {
                    width: EMBOLDENED * units,
                    ..Stroke::default()
                };
                to.stroke_path(&path, &paint, &stroke, place, None);
            }
        }
        x += glyph.advance() * style.size;
    }
}

/// Its modules are whole pixels, so that they are as crisp as a symbol's own picture.
fn symbol(to: &mut Pixmap, area: Area, symbol: &StyledSymbol, scale: f32) {
    let room = (area.width * scale) as usize;
    let module = (room / symbol.size()).max(1);
    let painted = symbol.paint(module);
    let middle =
        |from: f32| (from * scale).round() as usize + room.saturating_sub(painted.size) / 2;
    let (left, top) = (middle(area.x), middle(area.y));
    let wide = to.width() as usize;
    let pixels = to.pixels_mut();
    for (at, color) in painted.pixels.iter().enumerate() {
        let (x, y) = (left + at % painted.size, top + at / painted.size);
        let opaque = PremultipliedColorU8::from_rgba(color.red, color.green, color.blue, u8::MAX);
        if let (Some(pixel), Some(color)) = (pixels.get_mut(y * wide + x), opaque) {
            *pixel = color;
        }
    }
}

fn premultiplied(icon: &crate::Icon) -> Option<Pixmap> {
    let (colors, alphas) = icon.parts();
    let times = |part: u8, alpha: u8| u16::from(part) * u16::from(alpha) / 255;
    let bytes = colors.chunks(3).zip(alphas).flat_map(|(color, alpha)| {
        let part = |n: usize| u8::try_from(times(color[n], alpha)).unwrap_or(alpha);
        [part(0), part(1), part(2), alpha]
    });
    let size = IntSize::from_wh(crate::ICON_SIZE, crate::ICON_SIZE)?;
    Pixmap::from_vec(bytes.collect(), size)
}

fn write(drawn: &Pixmap, dpi: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, drawn.width(), drawn.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(4));
    encoder.set_filter(Filter::Up);
    encoder.set_pixel_dims(Some(crate::png::dots(dpi)));
    let mut writer = encoder.write_header()?;
    // The background is opaque, so every pixel is: nothing is left to divide.
    let rgb: Vec<u8> = drawn
        .data()
        .chunks(4)
        .flat_map(|p| [p[0], p[1], p[2]])
        .collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}
