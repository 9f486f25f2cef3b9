//! Reading the workbook back, as it was filled in.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use domain::application::{Draft, DraftTask, Field, FieldError, MOST_TYPED, TaskPart, Why};
use domain::text::plain;
use domain::word::Word;

use super::columns::{COLUMNS, Cell, Column, FOLLOWED, cell_of};
use super::{CONTACTS, FORM, ICON, SERIALS, TEAM_MODES, VALUES, YES_NO};
use crate::serials::{Unreadable, check_size};

/// The rows and columns that are looked at. A cell far away is nobody's answer.
const MOST_ROWS: u32 = 200;
const MOST_COLUMNS: u32 = 64;

/// What a workbook says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// The form. Whether there is an icon is for its reader to say.
    pub form: Draft,
    /// The icon: a PNG that has been checked.
    pub icon: Option<Vec<u8>>,
    /// What can't be read, in the order of the form.
    pub faults: Vec<FieldError>,
    places: Vec<(Column, u16)>,
    tasks: Vec<u32>,
}

impl Sheets {
    /// The cell of something that is wrong with the form.
    pub fn cell(&self, fault: &FieldError) -> Cell {
        cell_of(fault, &self.places, &self.tasks)
    }

    /// All that is wrong, in the order of the form: what can't be read, and what else was found wrong with the rest.
    pub fn with_faults(&self, others: Vec<FieldError>) -> Vec<FieldError> {
        let mut all = self.faults.clone();
        let same = |one: &FieldError, other: &FieldError| {
            one.field == other.field && one.task == other.task
        };
        for fault in others {
            if !self.faults.iter().any(|it| same(it, &fault)) {
                all.push(fault);
            }
        }
        all.sort_by_key(|fault| (fault.field, fault.task));
        all
    }
}

/// Reads a workbook: its columns are known by their headings.
///
/// # Errors
///
/// It isn't a workbook, or has no heading of the form.
pub fn read(file: &[u8]) -> Result<Sheets, Unreadable> {
    let refused = |why: calamine::XlsxError| Unreadable::Workbook(why.to_string());
    check_size(file)?;
    let mut book = Xlsx::new(Cursor::new(file)).map_err(refused)?;
    let names = book.sheet_names();
    let name = names.iter().find(|name| name.trim() == FORM);
    let name = name.or(names.first()).ok_or(Unreadable::Empty)?.clone();
    let mut cells: BTreeMap<(u32, u32), String> = BTreeMap::new();
    {
        let mut reader = book.worksheet_cells_reader(&name).map_err(refused)?;
        while let Some(cell) = reader.next_cell().map_err(refused)? {
            let (row, column) = cell.get_position();
            if row < MOST_ROWS && column < MOST_COLUMNS {
                let text = Data::from(cell.get_value().clone()).to_string();
                cells.insert((row, column), text);
            }
        }
    }
    let places = places(&cells);
    if places.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut sheets = Sheets {
        form: Draft::default(),
        icon: None,
        faults: Vec::new(),
        places,
        tasks: Vec::new(),
    };
    fields(&mut sheets, &cells);
    tasks(&mut sheets, &cells);
    picture(&mut sheets, &book);
    sheets.faults.sort_by_key(|fault| (fault.field, fault.task));
    Ok(sheets)
}

/// Where the columns are.
fn places(cells: &BTreeMap<(u32, u32), String>) -> Vec<(Column, u16)> {
    let headings = cells.range((0, 0)..(1, 0));
    let place = |((_, at), text): (&(u32, u32), &String)| {
        let is_it = |column: &&Column| same(column.heading(), text);
        let column = COLUMNS.iter().find(is_it)?;
        Some((*column, u16::try_from(*at).ok()?))
    };
    headings.filter_map(place).collect()
}

/// Whether two texts are the same but for case, width and white space.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let chars = text.chars().filter_map(plain).filter(|c| *c != ' ');
        chars.flat_map(char::to_lowercase).collect::<String>()
    };
    bare(one) == bare(other)
}

/// The choice with a label, or with its word.
fn chosen<T: Word + Copy>(choices: &[(&str, T)], text: &str) -> Option<T> {
    let found = choices
        .iter()
        .find(|(label, value)| same(label, text) || same(&value.word(), text));
    found.map(|(_, value)| *value)
}

fn fields(sheets: &mut Sheets, cells: &BTreeMap<(u32, u32), String>) {
    let mut faults = Vec::new();
    for (column, at) in sheets.places.clone() {
        let Column::Field(field) = column else {
            continue;
        };
        let text = cells.get(&(VALUES, at.into()));
        let text = text.map(String::as_str).unwrap_or_default();
        let form = &mut sheets.form;
        let mut choice = |is_known: bool| {
            if !is_known && !text.trim().is_empty() {
                faults.push(FieldError::new(field, Why::NotAChoice));
            }
        };
        match field {
            Field::Provider => form.provider = kept(text),
            Field::ProductCode => form.product_code = kept(text),
            Field::InviteCode => form.invite_code = kept(text),
            Field::Reason => form.reason = kept(text),
            Field::Sharing => form.sharing = kept(text),
            Field::OtherContacts => form.other_contacts = kept(text),
            Field::OnSite => {
                let [yes, no] = YES_NO;
                form.on_site = match text {
                    text if same(text, yes) || same(text, "yes") => Some(true),
                    text if same(text, no) || same(text, "no") => Some(false),
                    _ => None,
                };
                choice(form.on_site.is_some());
            }
            Field::Contacts => {
                form.contacts = chosen(&CONTACTS, text);
                choice(form.contacts.is_some());
            }
            Field::Serials => {
                // The seed's form knows yes and no; yes means that the provider verifies them.
                let yes = same(text, YES_NO[0]).then_some(SERIALS[2].1);
                form.serials = chosen(&SERIALS, text).or(yes);
                choice(form.serials.is_some());
            }
            Field::TeamModes => {
                form.team_modes = chosen(&TEAM_MODES, text);
                choice(form.team_modes.is_some());
            }
            Field::Icon | Field::Tasks | Field::Name => {}
        }
    }
    sheets.faults.extend(faults);
}

/// A text, no longer than a draft may have it and one character more, which is a fault of its own.
fn kept(text: &str) -> String {
    text.trim().chars().take(MOST_TYPED).collect()
}

fn tasks(sheets: &mut Sheets, cells: &BTreeMap<(u32, u32), String>) {
    let parts = sheets
        .places
        .iter()
        .filter_map(|(column, at)| match column {
            Column::Task(part) => Some((*part, u32::from(*at))),
            Column::Field(_) => None,
        });
    let parts: Vec<_> = parts.collect();
    for row in VALUES..MOST_ROWS {
        let text = |part: TaskPart| {
            let at = parts.iter().find(|(it, _)| *it == part);
            let text = at.and_then(|(_, at)| cells.get(&(row, *at)));
            text.map_or_else(String::new, |text| kept(text))
        };
        let mut task = DraftTask {
            after: text(TaskPart::After),
            title: text(TaskPart::Title),
            text: text(TaskPart::Text),
            url: text(TaskPart::Url),
            title_en: text(TaskPart::TitleEn),
            text_en: text(TaskPart::TextEn),
        };
        if task == DraftTask::default() {
            continue;
        }
        if let Some(known) = chosen(&FOLLOWED, &task.after) {
            task.after = known.word().into_owned();
        }
        sheets.form.tasks.push(task);
        sheets.tasks.push(row);
    }
}

/// The picture of the icon's sheet, else any.
fn picture(sheets: &mut Sheets, book: &Xlsx<Cursor<&[u8]>>) {
    let pictures = book.pictures_with_metadata();
    let found = pictures.iter().find(|it| it.sheet_name.trim() == ICON);
    let Some(found) = found.or(pictures.first()) else {
        return;
    };
    match qr::Icon::check(&found.data) {
        Ok(icon) => sheets.icon = Some(icon.png().to_vec()),
        Err(_) => sheets.faults.push(FieldError::new(Field::Icon, Why::Icon)),
    }
}
