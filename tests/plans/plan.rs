//! How the database would do a statement.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};

/// Whether a statement has a plan: one that reads or writes rows.
pub fn explains(statement: &str) -> bool {
    let verbs = ["SELECT", "UPDATE", "DELETE", "INSERT", "WITH"];
    verbs.iter().any(|verb| statement.starts_with(verb))
}

/// The database that says how it would do a statement.
pub enum Plans {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Plans {
    /// Of the database at this URL.
    pub async fn of(database: &str) -> Self {
        if !database.starts_with("postgres") {
            return Self::Sqlite(SqliteConnection::connect(database).await.unwrap());
        }
        let mut connection = PgConnection::connect(database).await.unwrap();
        // In tables of a few rows a scan is cheaper than an index; so it is left only where no index serves.
        let settings = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";
        connection.execute(sqlx::raw_sql(settings)).await.unwrap();
        Self::Postgres(connection)
    }

    /// The lines of a statement's plan.
    pub async fn of_statement(&mut self, statement: &str) -> Vec<String> {
        match self {
            Self::Sqlite(database) => {
                let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
                let plan = sqlx::query(explain).fetch_all(database).await;
                let plan = plan.unwrap_or_else(|why| panic!("{why}: {statement}"));
                plan.iter().map(|row| row.get("detail")).collect()
            }
            Self::Postgres(database) => {
                let values = (1..).take_while(|nth| statement.contains(&format!("${nth}")));
                let values: Vec<_> = values.map(|_| "NULL").collect();
                let values = match values.is_empty() {
                    true => String::new(),
                    false => format!("({})", values.join(", ")),
                };
                let explain = AssertSqlSafe(format!(
                    "DEALLOCATE ALL; PREPARE asked AS {statement}; EXPLAIN EXECUTE asked{values}"
                ));
                let plan = sqlx::raw_sql(explain).fetch_all(database).await;
                let plan = plan.unwrap_or_else(|why| panic!("{why}: {statement}"));
                plan.iter().map(|row| row.get(0)).collect()
            }
        }
    }
}
