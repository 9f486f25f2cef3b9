//! Step 11: the open API and callbacks. A suite's credentials, the tokens and codes that vendors' servers come with, and the
//! outbox from which all callbacks leave, with its log.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `secret`, `aes_key` and the former ones are encrypted with the key from the configuration.
        let suite_credential = table("suite_credential")
            .col(big_integer("suite_id").unique_key())
            .col(string("secret"))
            .col(string("token"))
            .col(string("aes_key"))
            .col(string_null("old_secret"))
            .col(string_null("old_token"))
            .col(string_null("old_aes_key"))
            .col(big_integer_null("old_until"))
            .col(string("whitelist").default(""))
            .col(big_integer("ticket_at").default(0))
            .col(big_integer("created_at"))
            .foreign_key(&mut key("suite_credential", "suite_id", "suite"))
            .take();
        let suite_ticket = table("suite_ticket")
            .col(big_integer("suite_id"))
            .col(string("ticket_hash"))
            .col(big_integer("made_at"))
            .foreign_key(&mut key("suite_ticket", "suite_id", "suite"))
            .take();
        // A suite's token, or with a team that of the team.
        let open_token = table("open_token")
            .col(string("token_hash").unique_key())
            .col(big_integer("suite_id"))
            .col(big_integer_null("corp_id"))
            .col(big_integer("expires_at"))
            .foreign_key(&mut key("open_token", "suite_id", "suite"))
            .foreign_key(&mut key("open_token", "corp_id", "corp"))
            .take();
        // Each attempt to push an authorization has a code of its own; one that is used uses up all.
        let tmp_auth_code = table("tmp_auth_code")
            .col(string("code_hash").unique_key())
            .col(big_integer("authorization_id"))
            .col(big_integer("made_at"))
            .col(big_integer_null("used_at"))
            .foreign_key(&mut key(
                "tmp_auth_code",
                "authorization_id",
                "authorization",
            ))
            .take();
        let agent = table("agent")
            .col(big_integer("authorization_id"))
            .col(big_integer("app_id"))
            .foreign_key(&mut key("agent", "authorization_id", "authorization"))
            .foreign_key(&mut key("agent", "app_id", "micro_app"))
            .take();
        // `next_at` is null where no attempt follows by itself: `state` says why.
        let outbox = table("outbox")
            .col(big_integer("suite_id"))
            .col(big_integer_null("corp_id"))
            .col(big_integer_null("authorization_id"))
            .col(big_integer_null("onboarding_id"))
            .col(string("kind"))
            .col(string("state"))
            .col(integer("attempts"))
            .col(big_integer_null("next_at"))
            .col(big_integer("created_at"))
            .foreign_key(&mut key("outbox", "suite_id", "suite"))
            .foreign_key(&mut key("outbox", "corp_id", "corp"))
            .foreign_key(&mut key("outbox", "authorization_id", "authorization"))
            .foreign_key(&mut key("outbox", "onboarding_id", "onboarding"))
            .take();
        let callback_log = table("callback_log")
            .col(big_integer_null("outbox_id"))
            .col(big_integer("suite_id"))
            .col(big_integer_null("corp_id"))
            .col(string("kind"))
            .col(string("message"))
            .col(string("answer"))
            .col(string("outcome"))
            .col(big_integer("took_ms"))
            .col(big_integer("at"))
            .foreign_key(&mut key("callback_log", "outbox_id", "outbox"))
            .foreign_key(&mut key("callback_log", "suite_id", "suite"))
            .foreign_key(&mut key("callback_log", "corp_id", "corp"))
            .take();
        for table in [
            suite_credential,
            suite_ticket,
            open_token,
            tmp_auth_code,
            agent,
            outbox,
            callback_log,
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("suite_credential", &["ticket_at"]),
            index("suite_ticket", &["suite_id", "made_at"]),
            index("suite_ticket", &["made_at"]),
            index("open_token", &["expires_at"]),
            index("open_token", &["suite_id", "corp_id"]),
            index("tmp_auth_code", &["authorization_id"]),
            index("tmp_auth_code", &["made_at"]),
            index("agent", &["authorization_id", "app_id"])
                .unique()
                .take(),
            index("outbox", &["next_at"]),
            index("outbox", &["suite_id", "corp_id", "state"]),
            index("outbox", &["state"]),
            index("outbox", &["authorization_id"]),
            index("outbox", &["onboarding_id"]),
            index("callback_log", &["suite_id", "at"]),
            index("callback_log", &["outbox_id"]),
            index("callback_log", &["at"]),
        ] {
            manager.create_index(index).await?;
        }
        let more = Table::alter()
            .table(Alias::new("authorization"))
            .add_column(string_null("permanent_code"))
            .take();
        manager.alter_table(more).await?;
        // A call is held against the hash: the code itself is encrypted, and only answered.
        let more = Table::alter()
            .table(Alias::new("authorization"))
            .add_column(string_null("permanent_code_hash"))
            .take();
        manager.alter_table(more).await?;
        let more = Table::alter()
            .table(Alias::new("authorization"))
            .add_column(string("whitelist").default(""))
            .take();
        manager.alter_table(more).await?;
        for index in [
            index("authorization", &["permanent_code_hash"]),
            index("authorization", &["suite_id", "state"]),
        ] {
            manager.create_index(index).await?;
        }
        move_deliveries(manager).await
    }
}

fn key(table: &'static str, column: &'static str, of: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fk"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(of), Alias::new("id"))
        .take()
}

/// What waits for vendors goes into the outbox; the columns that said so end.
async fn move_deliveries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for sql in [
        "INSERT INTO outbox (suite_id, corp_id, authorization_id, kind, state, attempts, next_at, created_at) \
         SELECT suite_id, corp_id, id, CASE state WHEN 'awaiting' THEN 'tmp_auth_code' WHEN 'refused' THEN 'tmp_auth_code' \
         WHEN 'withdrawn' THEN 'suite_relieve' ELSE 'change_auth' END, \
         CASE WHEN next_attempt_at IS NULL THEN 'given_up' ELSE 'waiting' END, attempts, next_attempt_at, changed_at \
         FROM \"authorization\" WHERE next_attempt_at IS NOT NULL OR attempts >= 100 ORDER BY id",
        "INSERT INTO outbox (suite_id, corp_id, onboarding_id, kind, state, attempts, next_at, created_at) \
         SELECT suite_id, corp_id, id, 'check_suite_license_code', \
         CASE WHEN serial_next_at IS NULL THEN 'given_up' ELSE 'waiting' END, serial_attempts, serial_next_at, created_at \
         FROM onboarding WHERE serial_state = 'pending' AND corp_id IS NOT NULL ORDER BY id",
        "DROP INDEX authorization_given_up",
        "DROP INDEX onboarding_given_up",
    ] {
        db.execute_unprepared(sql).await?;
    }
    for (table, column) in [
        ("authorization", "next_attempt_at"),
        ("onboarding", "serial_next_at"),
    ] {
        db.execute_unprepared(&format!("DROP INDEX {table}_{column}"))
            .await?;
        let drop = Table::alter()
            .table(Alias::new(table))
            .drop_column(Alias::new(column))
            .take();
        manager.alter_table(drop).await?;
    }
    Ok(())
}
