//! The columns of the form's sheet.

use std::fmt;

use domain::application::{Draft, DraftTask, Field, FieldError, TaskPart};
use domain::task::Task;
use domain::word::Word;

use super::{CONTACTS, FORM, ICON, SERIALS, TEAM_MODES, VALUES, YES_NO};

/// A column of the form's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A field.
    Field(Field),
    /// A part of the tasks, one a row.
    Task(TaskPart),
}

/// All of them, in order.
pub const COLUMNS: [Column; 16] = [
    Column::Field(Field::Provider),
    Column::Field(Field::ProductCode),
    Column::Field(Field::InviteCode),
    Column::Field(Field::Reason),
    Column::Field(Field::OnSite),
    Column::Field(Field::Sharing),
    Column::Field(Field::Contacts),
    Column::Field(Field::OtherContacts),
    Column::Field(Field::Serials),
    Column::Field(Field::TeamModes),
    Column::Task(TaskPart::After),
    Column::Task(TaskPart::Title),
    Column::Task(TaskPart::Text),
    Column::Task(TaskPart::Url),
    Column::Task(TaskPart::TitleEn),
    Column::Task(TaskPart::TextEn),
];

/// The tasks that others follow, as the sheet calls them.
pub const FOLLOWED: [(&str, Task); 5] = [
    ("登录", Task::SignIn),
    ("创建团队", Task::Team),
    ("输入应用序列号", Task::Serial),
    ("立即授权", Task::Authorize),
    ("设置使用范围", Task::Scope),
];

/// A cell of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The sheet's name.
    pub sheet: &'static str,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
}

impl fmt::Display for Cell {
    /// As in `B7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&rust_xlsxwriter::utility::row_col_to_cell(
            self.row,
            self.column,
        ))
    }
}

impl Column {
    /// What stands at its head.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Field(field) => match field {
                Field::Provider => "服务商名称",
                Field::ProductCode => "云市场product code",
                Field::InviteCode => "邀请码",
                Field::Reason => "申请快速部署原因",
                Field::OnSite => "是否有现场实施人员",
                Field::Sharing => "二维码分享方式",
                Field::Contacts => "通讯录导入方式",
                Field::OtherContacts => "其他导入方式",
                Field::Serials => "是否验证应用序列号",
                Field::Icon => "套件icon",
                Field::TeamModes => "创建团队方式",
                Field::Tasks => "任务",
                Field::Name => "套件名称",
            },
            Self::Task(part) => match part {
                TaskPart::After => "任务：在哪一步之后",
                TaskPart::Title => "任务：标题",
                TaskPart::Text => "任务：说明",
                TaskPart::Url => "任务：链接",
                TaskPart::TitleEn => "任务：英文标题",
                TaskPart::TextEn => "任务：英文说明",
            },
        }
    }

    /// What is wanted.
    pub fn help(self) -> &'static str {
        match self {
            Self::Field(field) => match field {
                Field::Provider => "必填，注册的服务商全名",
                Field::ProductCode => "必填，10位代码，如cmd0000000",
                Field::InviteCode => "必填，接口人分配的企业邀请码",
                Field::Reason => "必填，使用此方案的原因和使用场景，10到1000个字",
                Field::OnSite => "必填，是或否",
                Field::Sharing => "没有现场实施人员时必填：通过什么方式分享二维码",
                Field::Contacts => "必填，企业用户通过哪种方式维护通讯录",
                Field::OtherContacts => "通讯录导入方式为其他时必填",
                Field::Serials => "必填，是否验证序列号，由谁验证",
                Field::Icon => "必填",
                Field::TeamModes => "必填，客户可以创建哪种团队",
                Field::Tasks => "选填",
                // It stands in the suite, and in no cell.
                Field::Name => "",
            },
            Self::Task(part) => match part {
                TaskPart::After => "选填，一行一个任务，最多20个",
                TaskPart::Title => "有任务时必填，最多40个字",
                TaskPart::Text => "有任务时必填，最多120个字",
                TaskPart::Url => "选填，http或https链接",
                TaskPart::TitleEn | TaskPart::TextEn => "选填",
            },
        }
    }

    /// Its width, in characters.
    pub fn width(self) -> f64 {
        match self {
            Self::Field(Field::Reason | Field::Sharing | Field::OtherContacts)
            | Self::Task(TaskPart::Text | TaskPart::Url | TaskPart::TextEn) => 36.0,
            _ => 22.0,
        }
    }

    /// What can be chosen, where something is chosen.
    pub fn choices(self) -> Option<Vec<&'static str>> {
        Some(match self {
            Self::Field(Field::OnSite) => YES_NO.to_vec(),
            Self::Field(Field::Contacts) => CONTACTS.map(|it| it.0).to_vec(),
            Self::Field(Field::Serials) => SERIALS.map(|it| it.0).to_vec(),
            Self::Field(Field::TeamModes) => TEAM_MODES.map(|it| it.0).to_vec(),
            Self::Task(TaskPart::After) => FOLLOWED.map(|it| it.0).to_vec(),
            Self::Field(_) | Self::Task(_) => return None,
        })
    }
}

fn label<T: PartialEq + Copy>(choices: &[(&'static str, T)], value: Option<T>) -> &'static str {
    let chosen = |value| choices.iter().find(|(_, it)| *it == value);
    value.and_then(chosen).map_or("", |(label, _)| label)
}

/// A field as the sheet has it.
pub fn value(form: &Draft, field: Field) -> &str {
    match field {
        Field::Provider => &form.provider,
        Field::ProductCode => &form.product_code,
        Field::InviteCode => &form.invite_code,
        Field::Reason => &form.reason,
        Field::OnSite => match form.on_site {
            Some(true) => YES_NO[0],
            Some(false) => YES_NO[1],
            None => "",
        },
        Field::Sharing => &form.sharing,
        Field::Contacts => label(&CONTACTS, form.contacts),
        Field::OtherContacts => &form.other_contacts,
        Field::Serials => label(&SERIALS, form.serials),
        Field::TeamModes => label(&TEAM_MODES, form.team_modes),
        Field::Icon | Field::Tasks | Field::Name => "",
    }
}

/// A part of a task as the sheet has it.
pub fn part(task: &DraftTask, part: TaskPart) -> &str {
    match part {
        TaskPart::After => {
            let known = Task::from_word(task.after.trim());
            match label(&FOLLOWED, known) {
                "" => &task.after,
                label => label,
            }
        }
        TaskPart::Title => &task.title,
        TaskPart::Text => &task.text,
        TaskPart::Url => &task.url,
        TaskPart::TitleEn => &task.title_en,
        TaskPart::TextEn => &task.text_en,
    }
}

/// The cell of a fault, in a sheet whose columns stand at these places and whose tasks stand in these rows.
pub fn cell_of(fault: &FieldError, places: &[(Column, u16)], tasks: &[u32]) -> Cell {
    let column = match (fault.field, fault.task) {
        (Field::Icon, _) => {
            return Cell {
                sheet: ICON,
                row: 1,
                column: 0,
            };
        }
        (Field::Tasks, part) => Column::Task(part.map_or(TaskPart::After, |(_, part)| part)),
        (field, _) => Column::Field(field),
    };
    let place = places.iter().find(|(it, _)| *it == column);
    let usual = || {
        let at = COLUMNS.iter().position(|it| *it == column);
        at.and_then(|at| u16::try_from(at).ok()).unwrap_or_default()
    };
    let row = fault.task.and_then(|(at, _)| tasks.get(at)).copied();
    Cell {
        sheet: FORM,
        row: row.unwrap_or(VALUES),
        column: place.map_or_else(usual, |(_, at)| *at),
    }
}
