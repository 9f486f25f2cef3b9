//! What a list of customers was read as, and what is wrong with it, as it is answered.

use api::console::link::{LeftOutLine, LineFault, ListColumn, ListPreview, ReadAs};
use batch::list::{Column, Fault, LeftOutReason, List, Readings, Refused};
use domain::batch::{SerialMisfit, SerialTaken};
use domain::text::NameError;

/// The customers that a preview shows.
const SHOWN: usize = 20;

/// The most characters that are quoted of a file.
const QUOTED: usize = 60;

/// A list whose lines are all good.
pub fn good(list: &List) -> ListPreview {
    let examples = list.customers.iter().take(SHOWN);
    let read = &list.understood;
    let left_out = read.left_out.iter().map(|it| LeftOutLine {
        line: it.line,
        text: quoted(&it.text),
        names_delimiter: it.reason == LeftOutReason::NamesDelimiter,
    });
    ListPreview {
        customers: list.customers.len() as u64,
        examples: examples.map(|it| it.name.as_str().to_owned()).collect(),
        read_as: Some(ReadAs {
            encoding: read.encoding.name().to_owned(),
            delimiter: read.delimiter.to_string(),
            customers: column(&read.customer_column),
            serials: read.serial_column.as_ref().map(column),
            left_out: left_out.collect(),
        }),
        ..ListPreview::default()
    }
}

/// A list that is refused.
pub fn faulty(refused: &Refused) -> ListPreview {
    let (faults, more) = match refused {
        Refused::Lines(faults) => {
            let listed = faults.listed().iter();
            let listed = listed.map(|(line, why)| of_line(*line, why));
            (listed.collect(), faults.more() as u64)
        }
        whole => (vec![of_file(whole)], 0),
    };
    ListPreview {
        faults,
        more_faults: more,
        ..ListPreview::default()
    }
}

fn column(column: &Column) -> ListColumn {
    ListColumn {
        number: column.at as u64 + 1,
        heading: column.heading.as_deref().map(quoted),
    }
}

/// A text of a file in one short line.
fn quoted(text: &str) -> String {
    let mut chars = text.chars();
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let mut begin: String = chars.by_ref().take(QUOTED).map(printable).collect();
    if chars.next().is_some() {
        begin.push('…');
    }
    begin
}

fn of_line(line: u64, why: &Fault) -> LineFault {
    let (code, text, number) = match why {
        Fault::Name(NameError::Empty) => ("name_empty", None, None),
        Fault::Name(NameError::TooLong(max)) => ("name_long", None, Some(*max as u64)),
        Fault::Name(NameError::Invisible) => ("name_invisible", None, None),
        Fault::MultilineName => ("name_lines", None, None),
        Fault::Heading(heading) => ("name_heading", Some(quoted(heading)), None),
        Fault::Serial(_) => ("serial_malformed", None, None),
        Fault::Misfit(SerialMisfit::Needed) => ("serial_needed", None, None),
        Fault::Misfit(SerialMisfit::NotAsked) => ("serial_not_asked", None, None),
        Fault::Misfit(SerialMisfit::NeverIssued) => ("serial_never_issued", None, None),
        Fault::Taken(SerialTaken::NotFree(_)) => ("serial_taken", None, None),
        Fault::Taken(SerialTaken::InLink(link)) => ("serial_in_link", Some(link.to_string()), None),
        Fault::DuplicateSerial(first) => ("serial_twice", None, Some(*first)),
        Fault::Cells { max, .. } => ("cells", None, Some(*max as u64)),
    };
    LineFault {
        line: Some(line),
        code: code.to_owned(),
        text: text.unwrap_or_default(),
        number,
    }
}

fn of_file(why: &Refused) -> LineFault {
    let (code, text, number) = match why {
        Refused::TooLarge(bytes) => ("list_large", None, Some(*bytes as u64)),
        Refused::Workbook => ("list_workbook", None, None),
        Refused::NoText => ("list_no_text", None, None),
        Refused::Encoding(found) => ("list_encoding", Some(readings(found)), Some(found.line)),
        Refused::Invalid { encoding, line } => {
            ("list_invalid", Some((*encoding).to_owned()), Some(*line))
        }
        Refused::Mark { mark, .. } => ("list_mark", Some((*mark).to_owned()), None),
        Refused::NoCustomers => ("list_no_customers", None, None),
        Refused::TooMany(max) => ("list_long", None, Some(*max as u64)),
        Refused::UnclosedQuote(line) => ("list_quote", None, Some(*line)),
        // Lines are listed one by one.
        Refused::Empty | Refused::Lines(_) => ("list_empty", None, None),
    };
    LineFault {
        line: None,
        code: code.to_owned(),
        text: text.unwrap_or_default(),
        number,
    }
}

/// What a line reads as in each encoding that it may be in.
fn readings(found: &Readings) -> String {
    let each = found.texts.iter();
    let each = each.map(|(encoding, text)| format!("{encoding}: “{}”", quoted(text)));
    each.collect::<Vec<_>>().join(" · ")
}
