//! A pasted list of names and numbers, as it comes from a chat or a spreadsheet, made into people.

use crate::team::{PersonName, TypedColleague};

mod columns;
mod number;
mod part;
mod row;

use columns::Columns;
use part::Part;
use row::Row;

/// Reads a pasted list: a name, a number and perhaps a department each, in any order of the first two, parted by
/// anything or nothing; on one line, or name and number on alternate lines; a roll call of a chat; a table with its head.
///
/// Headings and numbering are dropped. A line that isn't whole is kept as far as it goes, so that no number and no name is
/// lost. There are never more people with a number than numbers.
pub fn parse(pasted: &str) -> Vec<TypedColleague> {
    let rows = row::read(pasted);
    let is_roll_call = rows
        .iter()
        .any(|row| row.is_title || (row.is_numbered && row.has_number()));
    // What isn't numbered there is a heading, where it has no number.
    let is_heading = |row: &Row| row.is_title || (is_roll_call && !row.is_numbered);
    let mut list = List::default();
    let mut columns: Option<Columns> = None;
    for row in &rows {
        if let Some(head) = Columns::of_head(row) {
            columns = Some(head);
        } else if let Some(found) = columns.as_ref().and_then(|columns| columns.read(row)) {
            list.add(found);
        } else if row.has_number() || (!is_heading(row) && looks_like_name(row)) {
            list.add_row(row);
        }
    }
    list.finish()
}

/// Whether a line without a number may be a name; else it is a heading.
fn looks_like_name(row: &Row) -> bool {
    let is_sentence =
        row.text.ends_with(':') || row.text.contains(['。', '！', '？', '!', '?', '…', '~']);
    let is_name = |part: &Part| match part {
        Part::Text(text) => {
            text.chars().count() <= PersonName::MAX && text.chars().any(char::is_alphabetic)
        }
        _ => true,
    };
    !is_sentence && !row.parts.is_empty() && row.parts.iter().all(is_name)
}

/// Which of a name and its number stands on the earlier line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    NameFirst,
    NumberFirst,
}

/// The people so far.
#[derive(Default)]
struct List {
    people: Vec<TypedColleague>,
    /// The last of them lacks what may stand on the next line.
    is_open: bool,
    /// Where names and numbers stand on alternate lines.
    order: Option<Order>,
}

impl List {
    fn add(&mut self, person: TypedColleague) {
        self.people.push(person);
        self.is_open = false;
    }

    fn add_row(&mut self, row: &Row) {
        for person in people(&row.parts) {
            let (order, is_half) = match (person.name.is_empty(), person.phone.is_empty()) {
                (true, true) => (None, true),
                (true, false) => (Some(Order::NameFirst), true),
                (false, true) => (Some(Order::NumberFirst), true),
                (false, false) => (None, false),
            };
            match self.people.last_mut() {
                // A line of its own says the department.
                Some(last) if is_half && order.is_none() => {
                    if last.department.is_empty() {
                        last.department = person.department;
                    }
                }
                // The other half of the line before. The first such two lines say how all of them are.
                Some(last)
                    if self.is_open
                        && is_other_half(last, &person)
                        && self.order.is_none_or(|known| Some(known) == order) =>
                {
                    self.order = order;
                    self.is_open = false;
                    complete(last, person);
                }
                _ => {
                    self.people.push(person);
                    self.is_open = is_half;
                }
            }
        }
    }

    fn finish(mut self) -> Vec<TypedColleague> {
        self.people
            .retain(|person| !person.name.is_empty() || !person.phone.is_empty());
        self.people
    }
}

fn is_other_half(one: &TypedColleague, other: &TypedColleague) -> bool {
    one.name.is_empty() != other.name.is_empty() && one.phone.is_empty() != other.phone.is_empty()
}

fn complete(half: &mut TypedColleague, other: TypedColleague) {
    half.name.push_str(&other.name);
    half.phone.push_str(&other.phone);
    if half.department.is_empty() {
        half.department = other.department;
    }
}

/// The people on one line; mostly one.
fn people(parts: &[Part]) -> Vec<TypedColleague> {
    let parts = without_spare_numbers(parts);
    let first = parts
        .iter()
        .position(|part| part.is_number())
        .unwrap_or(parts.len());
    let has_text = |part: &&Part| matches!(part, Part::Text(_));
    match parts[..first].iter().any(has_text) || first == parts.len() {
        true => names_first(&parts),
        false => numbers_first(&parts),
    }
}

/// Without the wrong numbers that stand beside a right one, such as a landline's.
fn without_spare_numbers(parts: &[Part]) -> Vec<&Part> {
    let is_right = |at: Option<usize>| {
        at.and_then(|at| parts.get(at))
            .is_some_and(|part| matches!(part, Part::Number(_)))
    };
    let kept = parts.iter().enumerate().filter(|&(at, part)| {
        !matches!(part, Part::Wrong(_)) || !(is_right(at.checked_sub(1)) || is_right(Some(at + 1)))
    });
    kept.map(|(_, part)| part).collect()
}

/// Name, number, department; the next person's name follows the department.
fn names_first(parts: &[&Part]) -> Vec<TypedColleague> {
    let mut people: Vec<TypedColleague> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    let mut department = "";
    for part in parts {
        match part {
            Part::Text(text) => texts.push(text),
            Part::Department(name) => department = name,
            Part::Number(number) | Part::Wrong(number) => {
                let name = match people.last_mut() {
                    None => take_first(&mut texts),
                    Some(before) => {
                        let name = texts.pop().unwrap_or_default();
                        append(&mut before.department, &texts.join(" "));
                        texts.clear();
                        name
                    }
                };
                people.push(person(name, number, &texts, department));
                texts.clear();
                department = "";
            }
        }
    }
    match people.last_mut() {
        Some(last) => {
            append(&mut last.department, &texts.join(" "));
            append(&mut last.department, department);
        }
        None => {
            let name = take_first(&mut texts);
            people.push(person(name, "", &texts, department));
        }
    }
    people
}

fn take_first<'a>(texts: &mut Vec<&'a str>) -> &'a str {
    match texts.is_empty() {
        true => "",
        false => texts.remove(0),
    }
}

fn person(name: &str, phone: &str, texts: &[&str], department: &str) -> TypedColleague {
    let mut person = TypedColleague {
        name: name.to_owned(),
        phone: phone.to_owned(),
        department: texts.join(" "),
    };
    append(&mut person.department, department);
    person
}

/// Number, name, department.
fn numbers_first(parts: &[&Part]) -> Vec<TypedColleague> {
    let mut people: Vec<TypedColleague> = Vec::new();
    for part in parts {
        match (part, people.last_mut()) {
            (Part::Number(number) | Part::Wrong(number), _) => {
                people.push(TypedColleague {
                    phone: number.clone(),
                    ..TypedColleague::default()
                });
            }
            (Part::Text(text), Some(last)) if last.name.is_empty() => {
                let (name, department) = part::name_and_rest(text);
                name.clone_into(&mut last.name);
                append(&mut last.department, department);
            }
            (Part::Text(text) | Part::Department(text), Some(last)) => {
                append(&mut last.department, text);
            }
            (Part::Text(_) | Part::Department(_), None) => {}
        }
    }
    people
}

fn append(to: &mut String, text: &str) {
    if !to.is_empty() && !text.is_empty() {
        to.push(' ');
    }
    to.push_str(text);
}

#[cfg(test)]
mod tests;
