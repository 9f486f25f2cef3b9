//! Forms, faults, reasons and history: from what is typed, and to what is answered.

use api::Code;
use api::console::application::{
    ApplicationForm, Fault, FormTask, HistoryEntry as TypedEntry, Reason as TypedReason,
};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::application::{
    ApplicationRefusal, Draft, DraftTask, FieldError, MOST_TYPED, ReasonText,
};
use domain::offer::MOST;
use store::{HistoryEntry, Reason};

use crate::error::{ApiError, ApiResult};

/// The form as it was typed. Nothing of it has to be right, but it has bounds.
pub fn read(typed: ApplicationForm) -> ApiResult<Draft> {
    let too_long = |field: String| {
        let why = format!("It has more than {MOST_TYPED} characters.");
        Err(ApiError::new(Code::FormTooLong, &why).field(field))
    };
    let is_long = |text: &str| text.chars().count() > MOST_TYPED;
    for (field, text) in [
        ("provider", &typed.provider),
        ("product_code", &typed.product_code),
        ("invite_code", &typed.invite_code),
        ("reason", &typed.reason),
        ("sharing", &typed.sharing),
        ("other_contacts", &typed.other_contacts),
    ] {
        if is_long(text) {
            return too_long(field.to_owned());
        }
    }
    // More tasks than a suite has are told when the form is submitted, but no endless list is kept.
    if typed.tasks.len() > 2 * MOST {
        let why = format!("There are more than {} tasks.", 2 * MOST);
        return Err(ApiError::new(Code::TooMany, &why).field("tasks"));
    }
    for (at, task) in typed.tasks.iter().enumerate() {
        for (part, text) in [
            ("after", &task.after),
            ("title", &task.title),
            ("text", &task.text),
            ("url", &task.url),
            ("title_en", &task.title_en),
            ("text_en", &task.text_en),
        ] {
            if is_long(text) {
                return too_long(format!("tasks.{at}.{part}"));
            }
        }
    }
    let task = |task: FormTask| DraftTask {
        after: task.after,
        title: task.title,
        text: task.text,
        url: task.url,
        title_en: task.title_en,
        text_en: task.text_en,
    };
    Ok(Draft {
        provider: typed.provider,
        product_code: typed.product_code,
        invite_code: typed.invite_code,
        reason: typed.reason,
        on_site: typed.on_site,
        sharing: typed.sharing,
        contacts: typed.contacts,
        other_contacts: typed.other_contacts,
        serials: typed.serials,
        has_icon: false,
        team_modes: typed.team_modes,
        tasks: typed.tasks.into_iter().map(task).collect(),
    })
}

/// The form as it is answered.
pub fn present(form: Draft) -> ApplicationForm {
    let task = |task: DraftTask| FormTask {
        after: task.after,
        title: task.title,
        text: task.text,
        url: task.url,
        title_en: task.title_en,
        text_en: task.text_en,
    };
    ApplicationForm {
        provider: form.provider,
        product_code: form.product_code,
        invite_code: form.invite_code,
        reason: form.reason,
        on_site: form.on_site,
        sharing: form.sharing,
        contacts: form.contacts,
        other_contacts: form.other_contacts,
        serials: form.serials,
        team_modes: form.team_modes,
        tasks: form.tasks.into_iter().map(task).collect(),
    }
}

/// A fault as it is answered.
pub fn fault(fault: &FieldError) -> Fault {
    Fault {
        field: fault.field,
        task: fault.task.and_then(|(place, _)| u32::try_from(place).ok()),
        part: fault.task.map(|(_, part)| part),
        code: fault.code(),
        limit: fault
            .why
            .limit()
            .and_then(|limit| u32::try_from(limit).ok()),
    }
}

/// Faults as they are answered.
pub fn faults(found: &[FieldError]) -> Vec<Fault> {
    found.iter().map(fault).collect()
}

/// The reasons of a rejection: at least one, each with a text.
pub fn read_reasons(typed: &[TypedReason]) -> ApiResult<Vec<Reason>> {
    let refused = |why: &str, field: String| ApiError::new(Code::Reasons, why).field(field);
    if typed.is_empty() {
        let why = "At least one reason is needed.";
        return Err(refused(why, "reasons".to_owned()));
    }
    // The columns, and the suite's name.
    if typed.len() > domain::application::Field::ALL.len() + 1 {
        let why = "A field has one reason.";
        return Err(refused(why, "reasons".to_owned()));
    }
    let read = typed.iter().enumerate().map(|(at, reason)| {
        let text = ReasonText::parse(&reason.text);
        let text = text.map_err(|why| {
            refused(
                &format!("The reason is {why}."),
                format!("reasons.{at}.text"),
            )
        })?;
        Ok(Reason {
            field: reason.field,
            text: text.as_str().to_owned(),
        })
    });
    read.collect()
}

/// Reasons as they are answered.
pub fn present_reasons(reasons: Vec<Reason>) -> Vec<TypedReason> {
    let reason = |reason: Reason| TypedReason {
        field: reason.field,
        text: reason.text,
    };
    reasons.into_iter().map(reason).collect()
}

/// A history as it is answered.
pub fn present_history(history: Vec<HistoryEntry>) -> Vec<TypedEntry> {
    let entry = |entry: HistoryEntry| TypedEntry {
        at: entry.at.0,
        who: entry.who,
        what: entry.what,
        reasons: present_reasons(entry.reasons),
    };
    history.into_iter().map(entry).collect()
}

/// A picture of a draft, which may change at any time, and is for the signed-in alone.
pub fn png(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    (headers, bytes).into_response()
}

impl From<ApplicationRefusal> for ApiError {
    fn from(why: ApplicationRefusal) -> Self {
        let of = |code| Self::new(code, &why.to_string());
        match &why {
            ApplicationRefusal::Changed => of(Code::ApplicationChanged),
            ApplicationRefusal::NotNow(_) => of(Code::ApplicationNotNow),
            ApplicationRefusal::Faulty(found) => {
                let mut refused = of(Code::ApplicationFaulty);
                refused.problem.faults = faults(found);
                refused
            }
        }
    }
}
