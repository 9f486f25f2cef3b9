//! What a vendor sets of its suites and apps, checked field by field (open API 5), and as it is answered.

use api::Code;
use api::console::suite::{
    App, AppFields, AskedData, Bilingual as TypedWords, OwnTask, SecretsState, Suite, SuiteFields,
};
use api::path;
use domain::accent::{self, Color};
use domain::offer::{AppDescription, Bilingual, EntryError, Tagline, check_most, followed};
use domain::suite::{AppName, HomeUrl, SuiteName};
use domain::word::Word;
use store::{AppRow, CustomTask, DataPermission, MicroApp, OwnSuite, SuiteChange, Words};

use super::input;
use crate::error::{ApiError, ApiResult};

fn refused(code: Code, why: impl ToString, field: impl Into<String>) -> ApiError {
    ApiError::new(code, &why.to_string()).field(field)
}

/// What is set of a suite.
pub fn suite(typed: &SuiteFields) -> ApiResult<SuiteChange> {
    let name = typed.name.parse::<SuiteName>();
    for (field, number) in [
        ("permissions", typed.permissions.len()),
        ("tasks", typed.tasks.len()),
    ] {
        check_most(number).map_err(|why| refused(Code::TooMany, why, field))?;
    }
    let permissions = typed.permissions.iter().enumerate();
    let tasks = typed.tasks.iter().enumerate();
    Ok(SuiteChange {
        name: name
            .map_err(|why| refused(Code::SuiteName, why, "name"))?
            .into(),
        tagline: Words {
            zh: tagline(&typed.tagline.zh)?.unwrap_or_default(),
            en: match &typed.tagline.en {
                Some(en) => tagline(en)?,
                None => None,
            },
        },
        accent: match typed.accent.as_deref() {
            None => accent::DEFAULT,
            Some(text) => Color::parse(text).ok_or_else(|| {
                refused(Code::Accent, "A color as in #2b6cf6 is needed.", "accent")
            })?,
        },
        team_modes: typed.team_modes,
        serial: typed.serial,
        permissions: permissions
            .map(|(at, typed)| permission(at, typed))
            .collect::<ApiResult<_>>()?,
        custom_tasks: tasks
            .map(|(at, typed)| task(at, typed))
            .collect::<ApiResult<_>>()?,
    })
}

fn tagline(text: &str) -> ApiResult<Option<String>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let line = Tagline::parse(text);
    let line = line.map_err(|why| refused(Code::Tagline, format!("It is {why}."), "tagline"))?;
    Ok(Some(line.into()))
}

fn words<const MAX: usize>(
    code: Code,
    part: &'static str,
    typed: &TypedWords,
    field: String,
) -> ApiResult<Words> {
    let read = Bilingual::parse::<MAX>(part, &typed.zh, typed.en.as_deref());
    let Bilingual { zh, en } = read.map_err(|why| refused(code, why, field))?;
    Ok(Words { zh, en })
}

fn permission(at: usize, typed: &AskedData) -> ApiResult<DataPermission> {
    let field = |part| format!("permissions.{at}.{part}");
    let code = Code::AskedData;
    Ok(DataPermission {
        title: words::<40>(code, "the title", &typed.title, field("title"))?,
        text: words::<120>(code, "the text", &typed.text, field("text"))?,
    })
}

fn task(at: usize, typed: &OwnTask) -> ApiResult<CustomTask> {
    let field = |part| format!("tasks.{at}.{part}");
    let code = Code::OwnTask;
    let after = followed(&typed.after).ok_or_else(|| {
        let why = EntryError::After(typed.after.clone());
        refused(code, why, field("after"))
    })?;
    let url = typed.url.as_deref().map(str::trim);
    let url = url.filter(|url| !url.is_empty()).map(str::parse::<HomeUrl>);
    let url = url.transpose();
    Ok(CustomTask {
        after: after.word().into_owned(),
        title: words::<40>(code, "the title", &typed.title, field("title"))?,
        text: words::<120>(code, "the text", &typed.text, field("text"))?,
        url: url
            .map_err(|why| refused(code, why, field("url")))?
            .map(String::from),
    })
}

/// A suite's icon in base64.
pub fn icon(text: &str) -> ApiResult<Vec<u8>> {
    let png = input::file("icon", text)?;
    faultless(qr::Icon::check(&png).map(drop))?;
    Ok(png)
}

fn faultless(checked: Result<(), Vec<qr::Fault>>) -> ApiResult<()> {
    checked.map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        refused(Code::IconFaulty, faults.join("; "), "icon")
    })
}

/// What is set of an app; without an icon of its own it has an empty one.
pub fn app(typed: &AppFields) -> ApiResult<MicroApp> {
    let name = typed.name.parse::<AppName>();
    let description = typed.description.parse::<AppDescription>();
    let home_url = typed.home_url.parse::<HomeUrl>();
    let icon = match &typed.icon {
        None => Vec::new(),
        Some(text) => {
            let png = input::file("icon", text)?;
            faultless(qr::check_app_icon(&png))?;
            png
        }
    };
    Ok(MicroApp {
        name: name
            .map_err(|why| refused(Code::AppName, why, "name"))?
            .into(),
        icon,
        home_url: home_url
            .map_err(|why| refused(Code::HomeUrl, why, "home_url"))?
            .into(),
        description: description
            .map_err(|why| refused(Code::AppDescription, why, "description"))?
            .into(),
    })
}

/// A suite as its vendor reads it.
pub fn present(found: OwnSuite) -> Suite {
    let OwnSuite {
        suite,
        wanted_name,
        state,
        apps,
        has_secrets,
        former_until,
        whitelist,
        created_at,
        approved_at,
    } = found;
    let permission = |asked: DataPermission| AskedData {
        title: typed(asked.title),
        text: typed(asked.text),
    };
    let task = |own: CustomTask| OwnTask {
        after: own.after,
        title: typed(own.title),
        text: typed(own.text),
        url: own.url,
    };
    let (name, name_in_force) = match wanted_name {
        None => (suite.name, None),
        Some(wanted) => (wanted, Some(suite.name)),
    };
    Suite {
        name_in_force,
        state: state.word().into_owned(),
        icon: icon_of(&suite.suite_key),
        suite_key: suite.suite_key,
        fields: SuiteFields {
            name,
            tagline: typed(suite.tagline),
            accent: Some(suite.accent.css()),
            team_modes: suite.settings.team_modes,
            serial: suite.settings.serial,
            permissions: suite.permissions.into_iter().map(permission).collect(),
            tasks: suite.custom_tasks.into_iter().map(task).collect(),
        },
        apps: apps.into_iter().map(present_app).collect(),
        callback_url: suite.callback_url,
        whitelist: whitelist.to_string(),
        secrets: SecretsState {
            made: has_secrets,
            former_until: former_until.map(|until| until.0),
        },
        created_at: created_at.0,
        approved_at: approved_at.map(|at| at.0),
    }
}

/// Where a suite's icon is.
pub fn icon_of(suite_key: &str) -> String {
    path::fill(path::SUITE_ICON, "{suite}", suite_key)
}

fn typed(words: Words) -> TypedWords {
    TypedWords {
        zh: words.zh,
        en: words.en,
    }
}

fn present_app(app: AppRow) -> App {
    App {
        id: app.id,
        icon: path::fill(path::APP_ICON, "{id}", &app.id.to_string()),
        name: app.name,
        description: app.description,
        home_url: app.home_url,
    }
}
