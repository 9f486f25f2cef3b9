//! The parts of a line: names, departments, numbers.

use super::number::{self, Found};
use crate::phone::LABELS;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A name, or what stands behind it.
    Text(String),
    /// What is called a department.
    Department(String),
    /// A phone number, as people read it.
    Number(String),
    /// What looks like a phone number and isn't one.
    Wrong(String),
}

impl Part {
    /// Whether it is a number, right or wrong.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Wrong(_))
    }
}

/// Words that stand before a name and aren't part of it.
const NAME_LABELS: [&str; 6] = ["员工姓名", "成员姓名", "姓名", "名字", "昵称", "name"];
/// And before a department.
const DEPARTMENT_LABELS: [&str; 4] = ["所属部门", "部门", "department", "dept"];

/// Reads the parts of a cell.
pub(super) fn read(cell: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut end = 0;
    for found in number::find(cell) {
        let (at, part) = match found {
            Found::Right(at, phone) => (at, Part::Number(phone.to_string())),
            Found::Wrong(at) => (at.clone(), Part::Wrong(cell[at].to_owned())),
        };
        parts.extend(texts(&cell[end..at.start]));
        parts.push(part);
        end = at.end;
    }
    parts.extend(texts(&cell[end..]));
    parts
}

fn texts(text: &str) -> impl Iterator<Item = Part> {
    // A label and what it labels stand together, however they are parted.
    let pieces = text.split([
        '、', '/', '(', ')', '[', ']', '【', '】', '<', '>', '《', '》', '「', '」', '=', '\n',
    ]);
    pieces.flat_map(|piece| {
        let mut is_department = false;
        let parts = piece.split(':').filter_map(move |piece| {
            let (name, said) = clean(piece, is_department);
            is_department = said && name.is_empty();
            match (name, said) {
                ("", _) => None,
                (name, true) => Some(Part::Department(name.to_owned())),
                (name, false) => Some(Part::Text(name.to_owned())),
            }
        });
        parts.collect::<Vec<_>>()
    })
}

/// A text without labels and marks around it, and whether a label says that it is a department. A label of a number stands
/// alone or behind the name: `电话销售部` has none.
fn clean(text: &str, is_department: bool) -> (&str, bool) {
    let (mut rest, mut is_department) = (trim(text), is_department);
    loop {
        let name = NAME_LABELS
            .iter()
            .find_map(|label| without_prefix(rest, label));
        let department = DEPARTMENT_LABELS.iter().find_map(|label| {
            without_prefix(rest, label).filter(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        let number = LABELS.iter().find_map(|label| without_suffix(rest, label));
        is_department |= department.is_some();
        match name.or(department).or(number) {
            Some(shorter) => rest = trim(shorter),
            None => return (rest, is_department),
        }
    }
}

/// Without what stands around names and isn't part of them.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || crate::text::is_dash(c)
            || crate::text::is_dot(c)
            || "\"'`“”‘’:,;、=+|/\\*#@&!?！？…~_^".contains(c)
    })
}

/// A label in letters ends where the letters do: `Telma` has none.
fn without_prefix<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(label.len())?;
    let ends = !label.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (ends && start.eq_ignore_ascii_case(label)).then_some(rest)
}

fn without_suffix<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(label.len())?)?;
    let begins = !label.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric());
    (begins && end.eq_ignore_ascii_case(label)).then_some(rest)
}

/// Behind a number: the name, which is the first word or all words of Latin letters, and what follows it.
pub(super) fn name_and_rest(text: &str) -> (&str, &str) {
    let is_latin = |word: &str| {
        word.chars()
            .all(|c| c.is_ascii_graphic() || ('\u{c0}'..'\u{250}').contains(&c))
    };
    let mut end = text.find(char::is_whitespace).unwrap_or(text.len());
    while is_latin(&text[..end].replace(' ', "")) && end < text.len() {
        let next = text[end + 1..]
            .find(char::is_whitespace)
            .map_or(text.len(), |at| end + 1 + at);
        if !is_latin(&text[end + 1..next]) {
            break;
        }
        end = next;
    }
    (&text[..end], text[end..].trim_start())
}
