//! The application for quick deployment as a spreadsheet: a sheet with a column for each field, and one with the icon.

mod columns;
mod read;

use domain::application::{Contacts, Draft};
use domain::offer::MOST;
use domain::task::SerialRule;
use domain::team::TeamModes;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Image, Workbook, XlsxError};

pub use self::columns::Cell;
use self::columns::{COLUMNS, Column};
pub use self::read::{Sheets, read};

/// The sheet with the form.
pub const FORM: &str = "线下快速部署申请表";

/// The sheet with the icon.
pub const ICON: &str = "套件icon";

/// The row of the form's values, from 0; its tasks go on below. The headings and what is wanted stand above.
const VALUES: u32 = 2;

/// The answers to a question as the form has them; other spellings are read too.
const YES_NO: [&str; 2] = ["是", "否"];
const CONTACTS: [(&str, Contacts); 4] = [
    ("管理员在OA后台导入表格", Contacts::Spreadsheet),
    ("在手机上创建团队", Contacts::Phone),
    ("通过接口导入", Contacts::OpenApi),
    ("其他", Contacts::Other),
];
const SERIALS: [(&str, SerialRule); 3] = [
    ("否", SerialRule::None),
    ("是，由平台签发并校验", SerialRule::Issued),
    ("是，由服务商校验", SerialRule::Vendor),
];
const TEAM_MODES: [(&str, TeamModes); 3] = [
    ("1人团队", TeamModes::Solo),
    ("多人团队", TeamModes::Group),
    ("都可以", TeamModes::Either),
];

/// Writes a form, which may be empty or wrong, with its icon if there is one: a PNG.
///
/// # Errors
///
/// The icon is no picture.
pub fn write(form: &Draft, icon: &[u8]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold().set_text_wrap();
    let text = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        // A text: a spreadsheet doesn't make a number or a date of it.
        .set_num_format("@");
    let help = text.clone().set_font_color("#4b515d");
    let sheet = book.add_worksheet();
    sheet.set_name(FORM)?;
    sheet.set_freeze_panes(VALUES, 0)?;
    let rows = u32::try_from(MOST).unwrap_or(u32::MAX);
    for (at, column) in (0..).zip(COLUMNS) {
        sheet.set_column_width(at, column.width())?;
        sheet.write_string_with_format(0, at, column.heading(), &heading)?;
        sheet.write_string_with_format(1, at, column.help(), &help)?;
        sheet.set_column_format(at, &text)?;
        if let Some(choices) = column.choices() {
            let last = match column {
                Column::Task(_) => VALUES + rows - 1,
                Column::Field(_) => VALUES,
            };
            let choices = DataValidation::new().allow_list_strings(&choices)?;
            sheet.add_data_validation(VALUES, at, last, at, &choices)?;
        }
        match column {
            Column::Field(field) => {
                let value = columns::value(form, field);
                sheet.write_string_with_format(VALUES, at, value, &text)?;
            }
            Column::Task(part) => {
                for (row, task) in (VALUES..).zip(&form.tasks) {
                    let value = columns::part(task, part);
                    sheet.write_string_with_format(row, at, value, &text)?;
                }
            }
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(ICON)?;
    sheet.set_column_width(0, 40)?;
    let wanted = "请在下方放置套件icon：PNG图片，120*120，圆角，弧度22";
    sheet.write_string_with_format(0, 0, wanted, &help)?;
    if !icon.is_empty() {
        sheet.insert_image(1, 0, &Image::new_from_buffer(icon)?)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests;
