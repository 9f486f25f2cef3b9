//! Copies of the database's file, taken while servers run, and their way back.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use tempfile::{NamedTempFile, TempPath};
use thiserror::Error;

use crate::db::engine;
use crate::db::engine::number;
use crate::db::schema::Schema;
use crate::db::transaction::code;
use crate::{Result, StoreError};

/// Why a backup wasn't made or restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// PostgreSQL has programs of its own for it.
    #[error(
        "the database is PostgreSQL's: use pg_dump --format=custom and pg_restore, as the README says under Backup"
    )]
    Postgres,
    /// Not a database that there is.
    #[error("the database's URL begins with sqlite:// or postgres://")]
    Url,
    /// A file that can't be read or written.
    #[error("{}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// It isn't overwritten.
    #[error("{} is there already; --force overwrites it", .0.display())]
    Exists(PathBuf),
    /// A backup of a file in itself.
    #[error("{} is the database itself", .0.display())]
    Itself(PathBuf),
    /// A log beside a copy: the copy alone isn't whole.
    #[error(
        "{}-wal is beside it: a database that was copied while it was open; quickdeploy backup makes copies that are whole",
        .0.display()
    )]
    Log(PathBuf),
    /// It can't be read, or doesn't hold together.
    #[error("{} is damaged: {why}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
    /// It has no schema of ours.
    #[error("{} is not a database of Quick Deploy", .0.display())]
    Foreign(PathBuf),
    /// Its schema has a step that this program doesn't know.
    #[error("{} comes from a newer quickdeploy, whose schema has the step {step}: use that one", path.display())]
    Newer {
        /// Which.
        path: PathBuf,
        /// The step.
        step: String,
    },
    /// It would be replaced under a server.
    #[error("a server or another program has {} open: stop it first", .0.display())]
    InUse(PathBuf),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DbErr> for BackupError {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// What is in a copy that was read back.
#[derive(Clone, Debug)]
pub struct Contents {
    /// How many rows the main tables have.
    pub rows: Vec<(&'static str, i64)>,
    /// How many steps its schema lacks.
    pub steps_behind: usize,
    /// How large it is.
    pub bytes: u64,
}

/// What a restore did.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What is in the database now.
    pub contents: Contents,
    /// The database's file.
    pub database: PathBuf,
    /// Where the one is that was there before.
    pub kept: Option<PathBuf>,
}

/// How long another program is waited for that may only be closing the database.
const CLOSING: Duration = Duration::from_secs(1);

/// How long a backup waits for a lock.
const BUSY: Duration = Duration::from_secs(5);

/// The tables whose rows are counted, by what they hold.
const COUNTED: [(&str, &str); 6] = [
    ("people", "person"),
    ("teams", "corp"),
    ("suites", "suite"),
    ("links", "link"),
    ("serials", "serial"),
    ("authorizations", "\"authorization\""),
];

/// Copies the database at a URL into a file, as it is at one moment, and reads the copy back. Servers go on meanwhile.
pub async fn back_up(url: &str, file: &Path, overwrite: bool) -> Result<Contents, BackupError> {
    let database = database_file(url)?;
    fs::metadata(&database).map_err(at(&database))?;
    not_itself(file, &database)?;
    without_log(file)?;
    let exists = || BackupError::Exists(file.to_owned());
    if file.exists() && !overwrite {
        return Err(exists());
    }
    let copy = file_beside(file)?;
    let from = Database::connect(engine::existing_file(&database, BUSY)).await?;
    let into = copy.to_string_lossy().into_owned();
    let statement =
        Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [into.into()]);
    from.execute_raw(statement).await?;
    from.close().await?;
    sync(&copy)?;
    let contents = verify(&copy, file).await?;
    if overwrite {
        copy.persist(file).map_err(|why| at(file)(why.error))?;
    } else {
        copy.persist_noclobber(file)
            .map_err(|why| match why.error.kind() {
                io::ErrorKind::AlreadyExists => exists(),
                _ => at(file)(why.error),
            })?;
    }
    sync(folder_of(file))?;
    Ok(contents)
}

/// Puts a copy in the place of the database at a URL, which is kept beside it with `stamp` in its name.
pub async fn restore(url: &str, file: &Path, stamp: &str) -> Result<Restored, BackupError> {
    let database = database_file(url)?;
    not_itself(file, &database)?;
    without_log(file)?;
    let folder = folder_of(&database);
    fs::create_dir_all(folder).map_err(at(folder))?;
    let copy = file_beside(&database)?;
    fs::copy(file, &copy).map_err(at(file))?;
    sync(&copy)?;
    let contents = verify(&copy, file).await?;
    let kept = match fs::metadata(&database) {
        Ok(present) => {
            let is_sound = close(&database).await?;
            let mode = Permissions::from_mode(present.mode());
            fs::set_permissions(&copy, mode).map_err(at(&copy))?;
            // Root restores for a server that runs as somebody else; others can't, and needn't.
            chown(&copy, Some(present.uid()), Some(present.gid())).ok();
            Some(keep(&database, stamp, is_sound)?)
        }
        Err(_) => {
            without_log(&database)?;
            let mode = Permissions::from_mode(0o600);
            fs::set_permissions(&copy, mode).map_err(at(&copy))?;
            None
        }
    };
    copy.persist(&database)
        .map_err(|why| at(&database)(why.error))?;
    sync(folder)?;
    Ok(Restored {
        contents,
        database,
        kept,
    })
}

fn database_file(url: &str) -> Result<PathBuf, BackupError> {
    match engine::sqlite_file(url) {
        Some(file) => Ok(file),
        None if engine::is_postgres(url) => Err(BackupError::Postgres),
        None => Err(BackupError::Url),
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |why| BackupError::File { path, why }
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// An empty file beside one, for its owner alone, which goes away unless it takes its place.
fn file_beside(file: &Path) -> Result<TempPath, BackupError> {
    let folder = folder_of(file);
    let made = NamedTempFile::with_prefix_in(".quickdeploy-", folder);
    Ok(made.map_err(at(folder))?.into_temp_path())
}

/// Writes a file, or a folder's names, to the disk.
fn sync(path: &Path) -> Result<(), BackupError> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(at(path))
}

fn not_itself(file: &Path, database: &Path) -> Result<(), BackupError> {
    let place = |path| fs::metadata(path).map(|found| (found.dev(), found.ino()));
    match (place(file), place(database)) {
        (Ok(one), Ok(other)) if one == other => Err(BackupError::Itself(file.to_owned())),
        _ => Ok(()),
    }
}

/// A file's name with something behind it.
fn with(file: &Path, behind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(behind);
    name.into()
}

/// What is in a log belongs to the file beside it, and would go into whatever takes its place.
fn without_log(file: &Path) -> Result<(), BackupError> {
    match fs::metadata(with(file, "-wal")) {
        Ok(log) if log.len() > 0 => Err(BackupError::Log(file.to_owned())),
        _ => Ok(()),
    }
}

/// Reads a copy back; messages name it as `shown`.
async fn verify(copy: &Path, shown: &Path) -> Result<Contents, BackupError> {
    let damaged = |why: String| BackupError::Damaged {
        path: shown.to_owned(),
        why,
    };
    let failed = |error: DbErr| damaged(error.to_string());
    let bytes = fs::metadata(copy).map_err(at(copy))?.len();
    let database = Database::connect(engine::unchanging_file(copy)).await;
    let database = database.map_err(failed)?;
    let found = first_lines(&database, "PRAGMA integrity_check").await;
    let found = found.map_err(failed)?;
    if found != ["ok"] {
        return Err(damaged(found.join("; ")));
    }
    let broken = first_lines(&database, "PRAGMA foreign_key_check").await;
    if let Some(table) = broken.map_err(failed)?.first() {
        let why = format!("a row of {table} names one that isn't there");
        return Err(damaged(why));
    }
    let steps_behind = match Schema::read(&database).await? {
        Schema::Current => 0,
        Schema::Older(steps) => steps,
        Schema::None => return Err(BackupError::Foreign(shown.to_owned())),
        Schema::Newer(step) => {
            return Err(BackupError::Newer {
                path: shown.to_owned(),
                step,
            });
        }
    };
    let mut rows = Vec::with_capacity(COUNTED.len());
    for (what, table) in COUNTED {
        let count = format!("SELECT COUNT(*) FROM {table}");
        rows.push((what, number(&database, &count).await?));
    }
    database.close().await?;
    Ok(Contents {
        rows,
        steps_behind,
        bytes,
    })
}

/// The first column of the first rows.
async fn first_lines(database: &DatabaseConnection, sql: &str) -> Result<Vec<String>, DbErr> {
    let statement = Statement::from_string(DbBackend::Sqlite, sql);
    let rows = database.query_all_raw(statement).await?;
    let lines = rows.iter().take(3).map(|row| row.try_get_by_index(0));
    lines.collect()
}

/// Writes a database's log into it, and sees that nothing else has it open. Answers whether it could be read.
///
/// A database leaves the mode in which it has a log only for who has it alone; an open connection is enough to be refused.
async fn close(database: &Path) -> Result<bool, BackupError> {
    let opened = Database::connect(engine::existing_file(database, CLOSING)).await;
    let mode = match opened {
        Ok(opened) => {
            let mode = first_lines(&opened, "PRAGMA journal_mode = DELETE").await;
            opened.close().await.and(mode)
        }
        Err(error) => Err(error),
    };
    let in_use = || BackupError::InUse(database.to_owned());
    match mode {
        Ok(mode) if mode == ["delete"] => Ok(true),
        Ok(_) => Err(in_use()),
        Err(error) if matches!(code(&error).as_deref(), Some("5" | "261" | "517")) => Err(in_use()),
        // It may be restored because it can't be read.
        Err(_) => Ok(false),
    }
}

/// Gives the present database a second name. One that couldn't be closed takes its log along.
fn keep(database: &Path, stamp: &str, is_sound: bool) -> Result<PathBuf, BackupError> {
    let mut kept = with(database, &format!(".before-restore-{stamp}"));
    while kept.exists() {
        kept = with(&kept, "-again");
    }
    // Where the file system has no links, the place is empty for a moment.
    fs::hard_link(database, &kept)
        .or_else(|_| fs::rename(database, &kept))
        .map_err(at(&kept))?;
    if !is_sound {
        for behind in ["-wal", "-shm"] {
            let log = with(database, behind);
            if log.exists() {
                fs::rename(&log, with(&kept, behind)).map_err(at(&log))?;
            }
        }
    }
    Ok(kept)
}
