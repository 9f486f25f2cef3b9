//! The connection to SQLite or PostgreSQL: transactions, the schema, backups.

pub mod backup;
#[cfg(test)]
pub mod empty;
pub mod engine;
pub mod gathered;
pub mod schema;
pub mod transaction;
