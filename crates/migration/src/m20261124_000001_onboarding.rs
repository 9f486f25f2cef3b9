//! Step 1: everything from the scan to the workbench. Moments are milliseconds since 1970.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut tables = people();
    tables.extend(suites());
    tables.extend(teams());
    tables.extend(onboardings());
    tables
}

fn people() -> Vec<TableCreateStatement> {
    vec![
        table("person")
            .col(string_uniq("phone"))
            .col(string_null("name"))
            .col(big_integer("created_at"))
            .take(),
        table("session")
            .col(string_uniq("token_hash"))
            .col(big_integer("person_id"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .take(),
        table("sign_in_code")
            .col(string("phone"))
            .col(string("address"))
            .col(string("code_hash"))
            .col(big_integer("sent_at"))
            .col(integer("tries"))
            .col(big_integer_null("used_at"))
            .take(),
    ]
}

fn suites() -> Vec<TableCreateStatement> {
    vec![
        table("vendor")
            .col(string("name"))
            .col(string("short_name"))
            .col(boolean("certified"))
            .col(string_null("contact"))
            .col(big_integer("created_at"))
            .take(),
        table("suite")
            .col(big_integer("vendor_id"))
            .col(string_uniq("suite_key"))
            .col(string("name"))
            .col(text("tagline"))
            .col(binary("icon"))
            .col(string("accent"))
            .col(string_null("callback_url"))
            .col(string("team_modes"))
            .col(string("serial_rule"))
            .col(text("permissions"))
            .col(text("custom_tasks"))
            .col(big_integer_null("suspended_at"))
            .col(big_integer("created_at"))
            .take(),
        table("micro_app")
            .col(big_integer("suite_id"))
            .col(string("name"))
            .col(binary("icon"))
            .col(string("home_url"))
            .take(),
        table("serial_batch")
            .col(big_integer("suite_id"))
            .col(string("label"))
            .col(big_integer("issued_at"))
            .take(),
        table("serial")
            .col(big_integer("batch_id"))
            .col(big_integer("suite_id"))
            .col(string("code"))
            .col(big_integer_null("expires_at"))
            .col(big_integer_null("revoked_at"))
            .col(big_integer_null("corp_id"))
            .col(big_integer_null("redeemed_at"))
            .take(),
        table("link")
            .col(string_uniq("token"))
            .col(big_integer("suite_id"))
            .col(string("label"))
            .col(string_null("serial"))
            .col(big_integer_null("expires_at"))
            .col(big_integer_null("revoked_at"))
            .col(integer_null("max_uses"))
            .col(integer("uses"))
            .col(big_integer("scans"))
            .col(big_integer("created_at"))
            .take(),
    ]
}

fn teams() -> Vec<TableCreateStatement> {
    vec![
        table("corp")
            .col(string_uniq("corpid"))
            .col(string("name"))
            .col(string("industry"))
            .col(string("mode"))
            .col(big_integer("owner_id"))
            .col(big_integer("created_at"))
            .take(),
        table("department")
            .col(big_integer("corp_id"))
            .col(string("name"))
            .take(),
        table("member")
            .col(big_integer("corp_id"))
            .col(big_integer_null("person_id"))
            .col(string("phone"))
            .col(string("name"))
            .col(string("role"))
            .col(big_integer_null("department_id"))
            .col(big_integer("added_at"))
            .take(),
        table("authorization")
            .col(big_integer("corp_id"))
            .col(big_integer("suite_id"))
            .col(big_integer("onboarding_id"))
            .col(big_integer("link_id"))
            .col(string_null("serial"))
            .col(string("state"))
            .col(string_null("reason"))
            .col(big_integer("authorized_by"))
            .col(big_integer("authorized_at"))
            .col(big_integer_null("active_at"))
            .col(integer("attempts"))
            .col(big_integer_null("next_attempt_at"))
            .col(string_null("scope"))
            .take(),
        table("scope_choice")
            .col(big_integer("authorization_id"))
            .col(big_integer("target_id"))
            .take(),
    ]
}

fn onboardings() -> Vec<TableCreateStatement> {
    vec![
        table("onboarding")
            .col(big_integer("link_id"))
            .col(big_integer("suite_id"))
            .col(big_integer("person_id"))
            .col(integer("round"))
            .col(big_integer_null("corp_id"))
            .col(string_null("serial"))
            .col(string_null("serial_state"))
            .col(integer("serial_attempts"))
            .col(big_integer_null("serial_next_at"))
            .col(text("custom_done"))
            .col(big_integer_null("started_at"))
            .col(big_integer("created_at"))
            .take(),
        table("wrong_serial")
            .col(big_integer("onboarding_id"))
            .col(string("address"))
            .col(big_integer("at"))
            .take(),
        table("funnel_event")
            .col(big_integer("link_id"))
            .col(big_integer("suite_id"))
            .col(big_integer_null("onboarding_id"))
            .col(string("event"))
            .col(string_null("code"))
            .col(big_integer("at"))
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("session", &["person_id"]),
        index("sign_in_code", &["phone", "sent_at"]),
        index("sign_in_code", &["address", "sent_at"]),
        index("micro_app", &["suite_id"]),
        index("serial", &["suite_id", "code"]).unique().take(),
        index("serial", &["batch_id"]),
        index("link", &["suite_id"]),
        index("corp", &["owner_id"]),
        index("department", &["corp_id", "name"]).unique().take(),
        index("member", &["corp_id", "phone"]).unique().take(),
        index("member", &["person_id"]),
        index("member", &["phone"]),
        index("member", &["corp_id", "department_id"]),
        index("authorization", &["corp_id", "suite_id"])
            .unique()
            .take(),
        index("authorization", &["next_attempt_at"]),
        index("scope_choice", &["authorization_id", "target_id"])
            .unique()
            .take(),
        index("onboarding", &["link_id", "person_id", "round"])
            .unique()
            .take(),
        index("onboarding", &["person_id"]),
        index("onboarding", &["serial_next_at"]),
        index("wrong_serial", &["onboarding_id", "at"]),
        index("wrong_serial", &["address", "at"]),
        index("funnel_event", &["suite_id", "at"]),
        index("funnel_event", &["link_id", "at"]),
    ]
}
