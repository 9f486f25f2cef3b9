//! A table's head, which says what its columns hold.

use super::part::{self, Part};
use super::row::Row;
use crate::phone::LABELS;
use crate::team::TypedColleague;

/// Where a table has what a person is made of.
pub(super) struct Columns {
    name: usize,
    phone: usize,
    department: Option<usize>,
    /// How many there are, where words are the columns: then another number of words is no row of the table.
    words: Option<usize>,
}

impl Columns {
    /// The columns, if the row is a head: it names at least the name's and the number's.
    pub(super) fn of_head(row: &Row) -> Option<Self> {
        let cells = cells(row);
        if cells
            .iter()
            .any(|cell| cell.contains(|c: char| c.is_ascii_digit() || c == ':'))
        {
            return None;
        }
        let find = |words: &[&str]| cells.iter().position(|cell| is_named(cell, words));
        Some(Self {
            name: find(&["姓名", "名字", "name", "full name"])?,
            phone: find(&LABELS)?,
            department: find(&["部门", "department", "dept"]),
            words: (row.cells.len() == 1).then_some(cells.len()),
        })
    }

    /// Reads a row of the table; `None` for what is none.
    pub(super) fn read(&self, row: &Row) -> Option<TypedColleague> {
        let cells = cells(row);
        match self.words {
            Some(words) if words != cells.len() => return None,
            None if row.cells.len() == 1 => return None,
            _ => {}
        }
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let number = part::read(cell(self.phone))
            .into_iter()
            .find_map(|part| match part {
                Part::Number(number) | Part::Wrong(number) => Some(number),
                Part::Text(_) | Part::Department(_) => None,
            });
        // A number in another column: the row isn't the head's.
        if number.is_none() && row.parts.iter().any(|part| matches!(part, Part::Number(_))) {
            return None;
        }
        Some(TypedColleague {
            name: part::trim(cell(self.name)).to_owned(),
            phone: number.unwrap_or_else(|| part::trim(cell(self.phone)).to_owned()),
            department: self
                .department
                .map(|at| part::trim(cell(at)).to_owned())
                .unwrap_or_default(),
        })
    }
}

/// A row's cells; its words, where it has one cell only.
fn cells(row: &Row) -> Vec<&str> {
    match &row.cells[..] {
        [only] => only.split_whitespace().collect(),
        cells => cells.iter().map(|cell| cell.trim()).collect(),
    }
}

/// Whether a head's cell has one of these names; what stands in brackets behind it isn't looked at.
fn is_named(cell: &str, words: &[&str]) -> bool {
    let name = cell.split('(').next().unwrap_or_default();
    let name = part::trim(name).to_ascii_lowercase();
    let chinese =
        |word: &&str| !word.is_ascii() && name.contains(*word) && name.chars().count() <= 8;
    words
        .iter()
        .any(|word| *word == name || name.strip_suffix(" number") == Some(word) || chinese(word))
}
