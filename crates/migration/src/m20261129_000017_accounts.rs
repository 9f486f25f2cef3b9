//! Step 17: accounts of the console, with their sessions, mailed links and limits; mails that wait; the audit log.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `email` is in lower case. An account that is taken out stays, since the audit log names it, without its address.
        // `pending_vendor` is the full name of the vendor that is made once the address is confirmed. `totp_secret` is encrypted.
        let account = table("account")
            .col(string("email").unique_key())
            .col(string("name"))
            .col(string("password_hash"))
            .col(string("role"))
            .col(big_integer_null("vendor_id"))
            .col(string_null("pending_vendor"))
            .col(big_integer_null("email_confirmed_at"))
            .col(string_null("totp_secret"))
            .col(big_integer_null("totp_confirmed_at"))
            .col(big_integer_null("totp_step"))
            .col(big_integer("created_at"))
            .col(big_integer_null("seen_at"))
            .col(big_integer_null("gone_at"))
            .foreign_key(&mut key("account", "vendor_id", "vendor"))
            .take();
        let recovery_code = table("recovery_code")
            .col(big_integer("account_id"))
            .col(string("code_hash"))
            .foreign_key(&mut key("recovery_code", "account_id", "account"))
            .take();
        let account_session = table("account_session")
            .col(string("token_hash").unique_key())
            .col(big_integer("account_id"))
            .col(big_integer("created_at"))
            .col(big_integer("seen_at"))
            .col(big_integer("expires_at"))
            .col(string("address"))
            .col(string("user_agent"))
            .col(boolean("second_factor"))
            .foreign_key(&mut key("account_session", "account_id", "account"))
            .take();
        // A link to an account's own address has `account_id`; an invitation has the others, without `vendor_id` for operators.
        let account_token = table("account_token")
            .col(string("token_hash").unique_key())
            .col(string("purpose"))
            .col(big_integer_null("account_id"))
            .col(string_null("email"))
            .col(string_null("role"))
            .col(big_integer_null("vendor_id"))
            .col(big_integer_null("inviter_id"))
            .col(big_integer("sent_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .foreign_key(&mut key("account_token", "account_id", "account"))
            .foreign_key(&mut key("account_token", "vendor_id", "vendor"))
            .foreign_key(&mut key("account_token", "inviter_id", "account"))
            .take();
        // `subject` is the hash of what was typed as an e-mail address, whether it has an account or not.
        let account_attempt = table("account_attempt")
            .col(string("kind"))
            .col(string("subject"))
            .col(string("address"))
            .col(big_integer("at"))
            .take();
        let audit = table("audit")
            .col(big_integer("at"))
            .col(big_integer_null("account_id"))
            .col(string("who"))
            .col(string("act"))
            .col(string("target"))
            .col(string("address"))
            .col(text("detail"))
            .foreign_key(&mut key("audit", "account_id", "account"))
            .take();
        // `text` is encrypted: it holds links. `next_at` is null where it was given up.
        let mail = table("mail")
            .col(string("recipient"))
            .col(string("subject"))
            .col(text("text"))
            .col(integer("attempts"))
            .col(big_integer_null("next_at"))
            .col(big_integer("created_at"))
            .take();
        for table in [
            account,
            recovery_code,
            account_session,
            account_token,
            account_attempt,
            audit,
            mail,
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("account", &["vendor_id"]),
            index("recovery_code", &["account_id"]),
            index("account_session", &["account_id"]),
            index("account_session", &["expires_at"]),
            index("account_token", &["account_id"]),
            index("account_token", &["vendor_id", "purpose"]),
            index("account_token", &["expires_at"]),
            index("account_attempt", &["kind", "subject", "at"]),
            index("account_attempt", &["kind", "address", "at"]),
            index("account_attempt", &["at"]),
            index("audit", &["account_id", "id"]),
            index("audit", &["at"]),
            index("mail", &["next_at"]),
            index("mail", &["created_at"]),
        ] {
            manager.create_index(index).await?;
        }
        keep_the_log(manager).await
    }
}

fn key(table: &'static str, column: &'static str, of: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fk"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(of), Alias::new("id"))
        .take()
}

/// The database itself refuses to change what the audit log says.
async fn keep_the_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let steps: &[&str] = match db.get_database_backend() {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
        ],
        _ => &[
            "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
            "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_kept()",
        ],
    };
    for step in steps {
        db.execute_unprepared(step).await?;
    }
    Ok(())
}
