//! The schema, step by step. A step that has landed is never edited; it never imports an entity.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, EntityTrait};
use sea_orm_migration::seaql_migrations;

mod build;
mod m20261124_000001_onboarding;
mod m20261124_000002_team;
mod m20261124_000003_batch;
mod m20261128_000004_code_request;
mod m20261128_000005_invited;
mod m20261128_000006_code_limits;
mod m20261128_000007_funnel_count;
mod m20261128_000008_join_code;
mod m20261128_000009_foreign_keys;
mod m20261128_000010_given_up;
mod m20261128_000011_open_api;
mod m20261128_000012_test_team;
mod m20261129_000013_vendor_serials;
mod m20261129_000014_app_description;
mod m20261129_000015_pushed_until;
mod m20261129_000016_outbox_turns;
mod m20261129_000017_accounts;
mod m20261129_000018_vendor_console;
mod m20261129_000019_applications;
mod m20261129_000020_sandbox;
mod m20261129_000021_acceptance;
mod m20261129_000022_figures;
mod m20261129_000023_judged;
mod m20261129_000024_kept_serials;

/// All the steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_onboarding::Migration),
            Box::new(m20261124_000002_team::Migration),
            Box::new(m20261124_000003_batch::Migration),
            Box::new(m20261128_000004_code_request::Migration),
            Box::new(m20261128_000005_invited::Migration),
            Box::new(m20261128_000006_code_limits::Migration),
            Box::new(m20261128_000007_funnel_count::Migration),
            Box::new(m20261128_000008_join_code::Migration),
            Box::new(m20261128_000009_foreign_keys::Migration),
            Box::new(m20261128_000010_given_up::Migration),
            Box::new(m20261128_000011_open_api::Migration),
            Box::new(m20261128_000012_test_team::Migration),
            Box::new(m20261129_000013_vendor_serials::Migration),
            Box::new(m20261129_000014_app_description::Migration),
            Box::new(m20261129_000015_pushed_until::Migration),
            Box::new(m20261129_000016_outbox_turns::Migration),
            Box::new(m20261129_000017_accounts::Migration),
            Box::new(m20261129_000018_vendor_console::Migration),
            Box::new(m20261129_000019_applications::Migration),
            Box::new(m20261129_000020_sandbox::Migration),
            Box::new(m20261129_000021_acceptance::Migration),
            Box::new(m20261129_000022_figures::Migration),
            Box::new(m20261129_000023_judged::Migration),
            Box::new(m20261129_000024_kept_serials::Migration),
        ]
    }
}

/// The names of all the steps, in order.
pub fn steps() -> Vec<String> {
    let steps = Migrator::migrations();
    steps.iter().map(|step| step.name().to_owned()).collect()
}

/// The names of the steps that a database has been through; it is only read.
pub async fn applied(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let table = Migrator::migration_table_name().to_string();
    if !SchemaManager::new(db).has_table(table).await? {
        return Ok(Vec::new());
    }
    let rows = seaql_migrations::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}
