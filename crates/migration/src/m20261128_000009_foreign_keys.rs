//! Step 9: foreign keys, by which the database itself keeps rows together.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each table with its columns that name a row of another.
const KEYS: &[(&str, &[(&str, &str)])] = &[
    ("session", &[("person_id", "person")]),
    ("suite", &[("vendor_id", "vendor")]),
    ("micro_app", &[("suite_id", "suite")]),
    ("serial_batch", &[("suite_id", "suite")]),
    (
        "serial",
        &[
            ("batch_id", "serial_batch"),
            ("suite_id", "suite"),
            ("corp_id", "corp"),
        ],
    ),
    ("link_batch", &[("suite_id", "suite")]),
    ("link", &[("suite_id", "suite"), ("batch_id", "link_batch")]),
    ("corp", &[("owner_id", "person")]),
    ("department", &[("corp_id", "corp")]),
    (
        "member",
        &[
            ("corp_id", "corp"),
            ("person_id", "person"),
            ("department_id", "department"),
        ],
    ),
    (
        "onboarding",
        &[
            ("link_id", "link"),
            ("suite_id", "suite"),
            ("person_id", "person"),
            ("corp_id", "corp"),
        ],
    ),
    (
        "authorization",
        &[
            ("corp_id", "corp"),
            ("suite_id", "suite"),
            ("onboarding_id", "onboarding"),
            ("link_id", "link"),
            ("authorized_by", "person"),
        ],
    ),
    ("scope_choice", &[("authorization_id", "authorization")]),
    ("wrong_serial", &[("onboarding_id", "onboarding")]),
    (
        "funnel_event",
        &[
            ("link_id", "link"),
            ("suite_id", "suite"),
            ("onboarding_id", "onboarding"),
        ],
    ),
    ("invite", &[("corp_id", "corp")]),
    (
        "join_request",
        &[("corp_id", "corp"), ("person_id", "person")],
    ),
    (
        "suite_request",
        &[
            ("corp_id", "corp"),
            ("suite_id", "suite"),
            ("link_id", "link"),
            ("person_id", "person"),
        ],
    ),
    (
        "authorization_event",
        &[("authorization_id", "authorization")],
    ),
    ("notice", &[("person_id", "person"), ("corp_id", "corp")]),
    (
        "complaint",
        &[
            ("suite_id", "suite"),
            ("corp_id", "corp"),
            ("person_id", "person"),
        ],
    ),
    (
        "rating",
        &[
            ("suite_id", "suite"),
            ("corp_id", "corp"),
            ("person_id", "person"),
        ],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        // An account's row stays from now on, without its number; those that went stay as the same.
        let gone = "INSERT INTO person (id, phone, created_at) \
                    SELECT id, 'deleted ' || id, 0 FROM ( \
                        SELECT person_id AS id FROM onboarding UNION SELECT authorized_by FROM \"authorization\" \
                        UNION SELECT owner_id FROM corp UNION SELECT person_id FROM complaint \
                        UNION SELECT person_id FROM rating \
                    ) AS named WHERE id NOT IN (SELECT id FROM person)";
        db.execute_unprepared(gone).await?;
        if db.get_database_backend() == DbBackend::Sqlite {
            for (table, keys) in KEYS {
                rebuild(db, table, keys).await?;
            }
        }
        // Serials that a vendor vouched for are in no batch.
        let batchless = "ALTER TABLE serial ALTER COLUMN batch_id DROP NOT NULL";
        if db.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared(batchless).await?;
        }
        db.execute_unprepared("UPDATE serial SET batch_id = NULL WHERE batch_id = 0")
            .await?;
        if db.get_database_backend() == DbBackend::Postgres {
            for (table, keys) in KEYS {
                for (column, parent) in *keys {
                    let key = ForeignKey::create()
                        .from(Alias::new(*table), Alias::new(*column))
                        .to(Alias::new(*parent), Alias::new("id"))
                        .take();
                    manager.create_foreign_key(key).await?;
                }
            }
        }
        Ok(())
    }
}

/// Makes a table of SQLite again, with its foreign keys, since it can't add any to a table that exists.
async fn rebuild(
    db: &impl ConnectionTrait,
    table: &str,
    keys: &[(&str, &str)],
) -> Result<(), DbErr> {
    let sql = format!("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'");
    let made = texts(db, sql).await?;
    let made = made
        .first()
        .ok_or_else(|| DbErr::Custom(format!("no table {table}")))?;
    let sql = format!(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL"
    );
    let indexes = texts(db, sql).await?;
    let columns = made.trim_end().trim_end_matches(')');
    let columns = columns.replacen(&format!("\"{table}\""), &format!("\"new_{table}\""), 1);
    let columns = columns.replacen(
        "\"batch_id\" integer NOT NULL",
        "\"batch_id\" integer NULL",
        1,
    );
    let keys = keys.iter().map(|(column, parent)| {
        format!(", FOREIGN KEY (\"{column}\") REFERENCES \"{parent}\" (\"id\")")
    });
    let steps = [
        format!("{columns}{})", keys.collect::<String>()),
        format!("INSERT INTO \"new_{table}\" SELECT * FROM \"{table}\""),
        // Ids of rows that are gone are never given again.
        format!(
            "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = '{table}') \
             WHERE name = 'new_{table}'"
        ),
        format!("DROP TABLE \"{table}\""),
        format!("ALTER TABLE \"new_{table}\" RENAME TO \"{table}\""),
    ];
    for step in steps.iter().chain(&indexes) {
        db.execute_unprepared(step).await?;
    }
    Ok(())
}

/// The first column of what a statement answers.
async fn texts(db: &impl ConnectionTrait, sql: String) -> Result<Vec<String>, DbErr> {
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
