//! Applications with their history, and the facts that they are held against.

use domain::application::{
    Act, ApplicationRefusal, ApplicationState, Contacts, Draft, DraftTask, Facts, Field,
    InviteCode, Round,
};
use domain::offer::{Bilingual, OwnTask};
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};

use crate::entity::{account, application, application_event, invite_code};
use crate::queries::actor::Actor;
use crate::queries::row::{json, to_json, word};
use crate::queries::suites::{CustomTask, Suite, Words};
use crate::{Result, StoreError};

/// Why an application is rejected, at a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The field.
    pub field: Field,
    /// What is to be mended.
    pub text: String,
}

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Moment,
    /// Who did it; empty for a command.
    pub who: String,
    /// What.
    pub what: Round,
    /// With which reasons.
    pub reasons: Vec<Reason>,
}

/// A form as it is stored.
#[derive(Default, Serialize, Deserialize)]
struct StoredForm {
    provider: String,
    product_code: String,
    invite_code: String,
    reason: String,
    on_site: Option<bool>,
    sharing: String,
    contacts: Option<String>,
    other_contacts: String,
    serials: Option<String>,
    team_modes: Option<String>,
    tasks: Vec<StoredTask>,
}

#[derive(Serialize, Deserialize)]
struct StoredTask {
    after: String,
    title: String,
    text: String,
    url: String,
    title_en: String,
    text_en: String,
}

/// A form as it is stored: as JSON, without its icon.
pub fn stored_form(draft: &Draft) -> String {
    let of = |word: Option<std::borrow::Cow<'static, str>>| word.map(String::from);
    let task = |task: &DraftTask| {
        let task = task.clone();
        StoredTask {
            after: task.after,
            title: task.title,
            text: task.text,
            url: task.url,
            title_en: task.title_en,
            text_en: task.text_en,
        }
    };
    let tasks = draft.tasks.iter().map(task).collect();
    let draft = draft.clone();
    to_json(&StoredForm {
        provider: draft.provider,
        product_code: draft.product_code,
        invite_code: draft.invite_code,
        reason: draft.reason,
        on_site: draft.on_site,
        sharing: draft.sharing,
        contacts: of(draft.contacts.as_ref().map(Word::word)),
        other_contacts: draft.other_contacts,
        serials: of(draft.serials.as_ref().map(Word::word)),
        team_modes: of(draft.team_modes.as_ref().map(Word::word)),
        tasks,
    })
}

/// The form of a row, of a suite with or without an icon.
pub fn form(row: &application::Model, suite: &Suite) -> Result<Draft> {
    fn chosen<T: Word>(stored: Option<&String>, what: &'static str) -> Result<Option<T>> {
        stored.map(|stored| word(stored, what)).transpose()
    }
    let stored: StoredForm = json(&row.form, "application")?;
    let contacts: Option<Contacts> = chosen(stored.contacts.as_ref(), "contacts")?;
    let serials: Option<SerialRule> = chosen(stored.serials.as_ref(), "serial rule")?;
    let team_modes: Option<TeamModes> = chosen(stored.team_modes.as_ref(), "team modes")?;
    let task = |task: StoredTask| DraftTask {
        after: task.after,
        title: task.title,
        text: task.text,
        url: task.url,
        title_en: task.title_en,
        text_en: task.text_en,
    };
    Ok(Draft {
        provider: stored.provider,
        product_code: stored.product_code,
        invite_code: stored.invite_code,
        reason: stored.reason,
        on_site: stored.on_site,
        sharing: stored.sharing,
        contacts,
        other_contacts: stored.other_contacts,
        serials,
        has_icon: row.icon.is_some() || !suite.icon.is_empty(),
        team_modes,
        tasks: stored.tasks.into_iter().map(task).collect(),
    })
}

/// The form that a suite's next application begins with: the one in force, else what the suite says.
pub fn first_form(suite: &Suite, in_force: Option<&application::Model>) -> Result<Draft> {
    if let Some(row) = in_force {
        return form(row, suite);
    }
    let tasks = suite.custom_tasks.iter().cloned().map(|task| DraftTask {
        after: task.after,
        title: task.title.zh,
        text: task.text.zh,
        url: task.url.unwrap_or_default(),
        title_en: task.title.en.unwrap_or_default(),
        text_en: task.text.en.unwrap_or_default(),
    });
    Ok(Draft {
        provider: suite.vendor.clone(),
        serials: Some(suite.settings.serial),
        team_modes: Some(suite.settings.team_modes),
        has_icon: !suite.icon.is_empty(),
        tasks: tasks.collect(),
        ..Draft::default()
    })
}

/// The provider's own tasks as a suite has them.
pub fn custom_tasks(tasks: &[OwnTask]) -> Vec<CustomTask> {
    let words = |it: &Bilingual| Words {
        zh: it.zh.clone(),
        en: it.en.clone(),
    };
    let task = |task: &OwnTask| CustomTask {
        after: task.after.word().into_owned(),
        title: words(&task.title),
        text: words(&task.text),
        url: task.url.clone(),
    };
    tasks.iter().map(task).collect()
}

/// How a row stands.
pub fn state(row: &application::Model) -> Result<ApplicationState> {
    word(&row.state, "application's state")
}

/// The application of a suite that isn't decided for good, if there is one.
pub async fn open_of(
    db: &impl ConnectionTrait,
    suite_id: i64,
) -> Result<Option<application::Model>> {
    use ApplicationState::{Draft, Rejected, Submitted};
    let open = [Draft, Submitted, Rejected].map(|state| state.word());
    let found = application::Entity::find()
        .filter(application::Column::SuiteId.eq(suite_id))
        .filter(application::Column::State.is_in(open.iter().map(AsRef::as_ref)));
    Ok(found.one(db).await?)
}

/// The application of a suite that is in force, if there is one.
pub async fn in_force(
    db: &impl ConnectionTrait,
    suite_id: i64,
) -> Result<Option<application::Model>> {
    let approved = ApplicationState::Approved.word();
    let found = application::Entity::find()
        .filter(application::Column::SuiteId.eq(suite_id))
        .filter(application::Column::State.eq(approved.as_ref()));
    Ok(found.one(db).await?)
}

/// How a row that was read in this version stands after an act.
///
/// # Errors
///
/// [`ApplicationRefusal::Changed`], [`ApplicationRefusal::NotNow`].
pub fn after(row: &application::Model, version: i64, act: Act) -> Result<ApplicationState> {
    if row.version != version {
        return Err(ApplicationRefusal::Changed.into());
    }
    let after = state(row)?.after(act);
    Ok(after.map_err(ApplicationRefusal::from)?)
}

/// What an application of a suite is held against.
pub async fn facts(db: &impl ConnectionTrait, suite: &Suite, vendor_id: i64) -> Result<Facts> {
    let codes: Vec<String> = invite_code::Entity::find()
        .select_only()
        .column(invite_code::Column::Code)
        .filter(invite_code::Column::VendorId.eq(vendor_id))
        .filter(invite_code::Column::RevokedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let code = |code: &String| code.parse::<InviteCode>();
    let codes: std::result::Result<_, _> = codes.iter().map(code).collect();
    Ok(Facts {
        vendor: suite.vendor.clone(),
        codes: codes.map_err(|_| StoreError::Corrupt("invite code"))?,
        has_callback: !suite.hosted(),
    })
}

/// What happened to the applications of a suite, the latest first.
pub async fn history(db: &impl ConnectionTrait, suite_id: i64) -> Result<Vec<HistoryEntry>> {
    let rows = application_event::Entity::find()
        .filter(application_event::Column::SuiteId.eq(suite_id))
        .order_by_desc(application_event::Column::Id)
        .all(db)
        .await?;
    let entry = |row: application_event::Model| {
        Ok(HistoryEntry {
            at: Moment(row.at),
            who: row.who,
            what: word(&row.what, "application's history")?,
            reasons: reasons(&row.reasons)?,
        })
    };
    rows.into_iter().map(entry).collect()
}

/// Reasons as they are stored.
pub fn stored_reasons(reasons: &[Reason]) -> String {
    let stored = reasons
        .iter()
        .map(|it| (it.field.word().into_owned(), it.text.clone()));
    to_json(&stored.collect::<Vec<_>>())
}

/// Stored reasons.
pub fn reasons(stored: &str) -> Result<Vec<Reason>> {
    let stored: Vec<(String, String)> = json(stored, "reasons")?;
    let reason = |(field, text): (String, String)| {
        Ok(Reason {
            field: word(&field, "reason's field")?,
            text,
        })
    };
    stored.into_iter().map(reason).collect()
}

/// The name of who acts; empty for a command.
pub async fn name_of(db: &impl ConnectionTrait, actor: &Actor) -> Result<String> {
    let name: Option<String> = account::Entity::find_by_id(actor.account_id)
        .select_only()
        .column(account::Column::Name)
        .into_tuple()
        .one(db)
        .await?;
    Ok(name.unwrap_or_default())
}

/// Notes in a suite's history what was done with an application.
pub async fn note(
    db: &impl ConnectionTrait,
    actor: &Actor,
    row: &application::Model,
    (what, reasons): (Round, &[Reason]),
    now: Moment,
) -> Result<()> {
    let event = application_event::ActiveModel {
        suite_id: Set(row.suite_id),
        application_id: Set(row.id),
        at: Set(now.0),
        who: Set(name_of(db, actor).await?),
        what: Set(what.word().into_owned()),
        reasons: Set(stored_reasons(reasons)),
        ..Default::default()
    };
    event.insert(db).await?;
    Ok(())
}
