//! Where something stands in the form: a field, or a part of a task.

use api::console::application::{ApplicationForm, Fault, FormTask};
use domain::application::{Field, TaskPart};
use domain::word::Word;

/// A place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A field.
    Field(Field),
    /// A part of the task at this place, from 0.
    Task(usize, TaskPart),
}

impl Place {
    /// Where a fault stands.
    pub fn of(fault: &Fault) -> Self {
        match (fault.task, fault.part) {
            (Some(task), Some(part)) => {
                Self::Task(usize::try_from(task).unwrap_or(usize::MAX), part)
            }
            _ => Self::Field(fault.field),
        }
    }

    /// The id of its element.
    pub fn id(self) -> String {
        match self {
            Self::Field(field) => format!("application-{}", field.word()),
            Self::Task(at, part) => task_id(at, &part.word()),
        }
    }

    /// The text that is typed there.
    pub fn text(self, form: &ApplicationForm) -> &str {
        match self {
            Self::Field(Field::Provider) => &form.provider,
            Self::Field(Field::ProductCode) => &form.product_code,
            Self::Field(Field::InviteCode) => &form.invite_code,
            Self::Field(Field::Reason) => &form.reason,
            Self::Field(Field::Sharing) => &form.sharing,
            Self::Field(Field::OtherContacts) => &form.other_contacts,
            Self::Field(_) => "",
            Self::Task(at, part) => form.tasks.get(at).map_or("", |task| text_of(task, part)),
        }
    }

    /// Types a text there.
    pub fn type_in(self, form: &mut ApplicationForm, text: String) {
        let typed = match self {
            Self::Field(Field::Provider) => &mut form.provider,
            Self::Field(Field::ProductCode) => &mut form.product_code,
            Self::Field(Field::InviteCode) => &mut form.invite_code,
            Self::Field(Field::Reason) => &mut form.reason,
            Self::Field(Field::Sharing) => &mut form.sharing,
            Self::Field(Field::OtherContacts) => &mut form.other_contacts,
            Self::Field(_) => return,
            Self::Task(at, part) => {
                let Some(task) = form.tasks.get_mut(at) else {
                    return;
                };
                match part {
                    TaskPart::After => &mut task.after,
                    TaskPart::Title => &mut task.title,
                    TaskPart::Text => &mut task.text,
                    TaskPart::Url => &mut task.url,
                    TaskPart::TitleEn => &mut task.title_en,
                    TaskPart::TextEn => &mut task.text_en,
                }
            }
        };
        *typed = text;
    }
}

/// The id of an element of the task at a place.
pub fn task_id(at: usize, name: &str) -> String {
    format!("application-tasks-{at}-{name}")
}

/// A part of a task.
pub fn text_of(task: &FormTask, part: TaskPart) -> &str {
    match part {
        TaskPart::After => &task.after,
        TaskPart::Title => &task.title,
        TaskPart::Text => &task.text,
        TaskPart::Url => &task.url,
        TaskPart::TitleEn => &task.title_en,
        TaskPart::TextEn => &task.text_en,
    }
}
