//! The parts of fonts that a document embeds: the glyphs that it uses, and what they mean.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Name, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

use super::{Document, packed};
use crate::page::font::FontId;

/// The fonts' names, without the tag of the part that is embedded.
const POSTSCRIPT_NAMES: [&str; 3] = [
    "NotoSansSC-Regular",
    "NotoSansSC-Bold",
    "NotoSansSC-Fallback",
];

const SYSTEM: SystemInfo = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The glyphs of a font that are used, and what they mean.
#[derive(Default)]
pub struct Used {
    /// The font's object, from its first glyph on.
    pub font: Option<Ref>,
    pub glyphs: GlyphRemapper,
    pub meaning: BTreeMap<u16, char>,
}

impl Used {
    /// Six letters that stand for these glyphs (ISO 32000, 9.6.4): merged documents may keep one of two parts of a font
    /// that have the same tag.
    fn tag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.glyphs
            .remapped_gids()
            .for_each(|glyph| hasher.write_u16(glyph));
        let hash = hasher.finish();
        let letter = |at: u32| char::from(b'A' + (hash / 26_u64.pow(at) % 26) as u8);
        (0..6).map(letter).collect()
    }
}

impl<W: Write> Document<W> {
    /// Writes the part of a font that is used.
    pub fn font(&mut self, id: FontId, itself: Ref, used: Used) -> io::Result<()> {
        let font = id.font();
        let [described, metrics, file, meaning] = [(); 4].map(|()| self.next());
        let name = format!("{}+{}", used.tag(), POSTSCRIPT_NAMES[id as usize]);
        let name = Name(name.as_bytes());
        self.object(itself, |chunk| {
            let mut font = chunk.type0_font(itself);
            font.base_font(name)
                .encoding_predefined(Name(b"Identity-H"));
            font.descendant_font(described).to_unicode(meaning);
        })?;
        let widths = used.glyphs.remapped_gids();
        let widths = widths.map(|glyph| font.advance(ttf_parser::GlyphId(glyph)) * 1000.0);
        let widths: Vec<f32> = widths.collect();
        self.object(described, |chunk| {
            let mut cid = chunk.cid_font(described);
            cid.subtype(CidFontType::Type0)
                .base_font(name)
                .system_info(SYSTEM);
            cid.font_descriptor(metrics).default_width(1000.0);
            cid.widths().consecutive(0, widths);
        })?;
        let face = &font.face;
        let em = |value: i16| f32::from(value) * 1000.0 / f32::from(face.units_per_em());
        let bounds = face.global_bounding_box();
        self.object(metrics, |chunk| {
            let mut descriptor = chunk.font_descriptor(metrics);
            descriptor
                .name(name)
                .flags(FontFlags::SYMBOLIC)
                .italic_angle(0.0);
            descriptor.bbox(Rect::new(
                em(bounds.x_min),
                em(bounds.y_min),
                em(bounds.x_max),
                em(bounds.y_max),
            ));
            descriptor
                .ascent(em(face.ascender()))
                .descent(em(face.descender()));
            descriptor.cap_height(em(face.capital_height().unwrap_or(733)));
            descriptor.stem_v(if id == FontId::Bold { 140.0 } else { 80.0 });
            descriptor.font_file3(file);
        })?;
        let part = subsetter::subset(font.file, 0, &used.glyphs).map_err(io::Error::other)?;
        let raw = RawFace::parse(&part, 0).map_err(io::Error::other)?;
        let outlines = raw.table(Tag::from_bytes(b"CFF ")).unwrap_or_default();
        let outlines = packed(outlines)?;
        self.object(file, |chunk| {
            let mut stream = chunk.stream(file, &outlines);
            stream.filter(Filter::FlateDecode);
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        })?;
        let mut map = UnicodeCmap::new(Name(b"QuickDeploy"), SYSTEM);
        for (glyph, c) in used.meaning {
            map.pair(glyph, c);
        }
        let map = map.finish();
        self.object(meaning, |chunk| {
            chunk.cmap(meaning, &map);
        })
    }
}
