//! The encoding of a list: what the file says for sure, what is given, and GBK if the evidence is strong.

use encoding_rs::{
    BIG5, DecoderResult, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

use super::fault::{Readings, Refused};
use super::layout::Layout;
use super::rows::{Text, with_line_feeds};

/// Encodings that spreadsheets write where they don't write Unicode.
const LEGACY: [&Encoding; 5] = [GBK, BIG5, SHIFT_JIS, EUC_KR, WINDOWS_1252];

/// How files of Excel begin: `.xlsx` is a ZIP, `.xls` an OLE file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// What stands between rows and cells.
const SEPARATORS: [u8; 5] = *b"\n\r\t,;";

/// The fewest Chinese characters from which GBK is recognised.
const MIN_HAN: usize = 4;

/// Decodes a list in the given encoding, or in the one that it must be in.
pub fn decode(
    file: &[u8],
    given: Option<&'static Encoding>,
) -> Result<(Text, &'static Encoding), Refused> {
    if WORKBOOKS.iter().any(|begin| file.starts_with(begin)) {
        return Err(Refused::Workbook);
    }
    let mark = Encoding::for_bom(file).map(|(encoding, _)| encoding);
    if let (Some(given), Some(mark)) = (given, mark)
        && given != mark
    {
        let (given, mark) = (given.name(), mark.name());
        return Err(Refused::Mark { mark, given });
    }
    let encoding = match given.or(mark).or_else(|| unicode(file)) {
        Some(encoding) => encoding,
        None if is_gbk(file) => GBK,
        None => return Err(unknown(file)),
    };
    let text = decode_in(file, encoding).map_err(|line| {
        let encoding = encoding.name();
        Refused::Invalid { encoding, line }
    })?;
    Ok((Text::new(&text), encoding))
}

/// Decodes all of a file, or answers the first line that isn't valid.
fn decode_in(file: &[u8], encoding: &'static Encoding) -> Result<String, u64> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let length = decoder.max_utf8_buffer_length_without_replacement(file.len());
    let mut text = String::with_capacity(length.unwrap_or_default());
    match decoder.decode_to_string_without_replacement(file, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        _ => {
            let ends = with_line_feeds(&text).matches('\n').count();
            Err(1 + u64::try_from(ends).unwrap_or_default())
        }
    }
}

fn is_valid(file: &[u8], encoding: &'static Encoding) -> bool {
    let text = encoding.decode_without_bom_handling_and_without_replacement(file);
    text.is_some()
}

/// UTF-8, or UTF-16 without a byte order mark.
fn unicode(file: &[u8]) -> Option<&'static Encoding> {
    let mut possible = utf_16(file).into_iter().chain([UTF_8]);
    possible.find(|encoding| is_valid(file, encoding))
}

/// UTF-16 by its separators: read in the wrong byte order they are no characters, or rare ones.
fn utf_16(file: &[u8]) -> Option<&'static Encoding> {
    if !file.len().is_multiple_of(2) || !file.contains(&0) {
        return None;
    }
    let (units, _) = file.as_chunks::<2>();
    let has_separators = |read: fn([u8; 2]) -> u16| {
        let mut units = units.iter().map(|unit| read(*unit));
        units.any(|unit| SEPARATORS.map(u16::from).contains(&unit))
    };
    match [u16::from_le_bytes, u16::from_be_bytes].map(has_separators) {
        [true, false] => Some(UTF_16LE),
        [false, true] => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a file that isn't Unicode is GBK for sure: its header has a Chinese heading, or its characters are common
/// in Chinese and wouldn't be in any other encoding.
fn is_gbk(file: &[u8]) -> bool {
    let Ok(text) = decode_in(file, GBK) else {
        return false;
    };
    let layout = Layout::find(&Text::new(&text));
    layout.is_ok_and(|layout| layout.columns.has_chinese_heading())
        || Characters::count(file).are_chinese()
}

/// The characters that aren't ASCII of a file that is valid GBK.
#[derive(Default)]
struct Characters {
    /// Those in daily use: level 1 of GB 2312, which is sorted by pinyin.
    common: usize,
    /// Those from `shen` to `zuo` among them.
    late: usize,
    /// Those of level 2 of GB 2312: rarer ones, among them many in names.
    rare: usize,
    /// Those outside of GB 2312, and its Greek, Cyrillic, kana and frames.
    odd: usize,
    /// A second byte above those of half-width katakana and of Cyrillic capitals.
    high: bool,
}

impl Characters {
    fn count(file: &[u8]) -> Self {
        let mut counted = Self::default();
        let mut rest = file;
        loop {
            rest = match rest {
                [] => return counted,
                [0..0x80, rest @ ..] => rest,
                [_, b'0'..=b'9', _, _, rest @ ..] => {
                    counted.odd += 1;
                    rest
                }
                [first, second, rest @ ..] => {
                    counted.add(*first, *second);
                    rest
                }
                [_] => {
                    counted.odd += 1;
                    &[]
                }
            };
        }
    }

    fn add(&mut self, first: u8, second: u8) {
        self.high |= second > 0xdf;
        match (first, second) {
            // Punctuation and full-width forms.
            (0xa1 | 0xa3, 0xa1..) => {}
            (0xb0..=0xd7, 0xa1..) => {
                self.common += 1;
                self.late += usize::from(first >= 0xc9);
            }
            (0xd8..=0xf7, 0xa1..) => self.rare += 1,
            _ => self.odd += 1,
        }
    }

    /// Whether nothing but Chinese in GBK reads like this. Big5 has mostly second bytes that GB 2312 doesn't have, and
    /// the late characters are rare ones of Big5 and Hanja of EUC-KR. Shift_JIS, but for half-width katakana, and
    /// Western texts have other first bytes, or ASCII behind them.
    fn are_chinese(&self) -> bool {
        let han = self.common + self.rare + self.odd;
        han >= MIN_HAN
            && self.high
            && self.odd * 20 <= han
            && self.common * 4 >= han * 3
            && self.late * 4 >= han
    }
}

/// The refusal of a file whose encoding can't be told.
fn unknown(file: &[u8]) -> Refused {
    let mut lines = (1..).zip(file.split(|byte| *byte == b'\n'));
    let Some((line, bytes)) = lines.find(|(_, bytes)| !bytes.is_ascii()) else {
        return Refused::NoText;
    };
    let read = |encoding: &'static Encoding| {
        let text = decode_in(file, encoding).ok()?;
        // No text has control characters, but for its line ends and tabs.
        if text.contains(|c: char| c.is_control() && !c.is_ascii_whitespace()) {
            return None;
        }
        let (shown, _) = encoding.decode_without_bom_handling(bytes);
        Some((encoding.name(), shown.trim().to_owned()))
    };
    let texts: Vec<_> = LEGACY.into_iter().filter_map(read).collect();
    match texts.is_empty() {
        true => Refused::NoText,
        false => Refused::Encoding(Readings { line, texts }),
    }
}
