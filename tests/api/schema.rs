//! The schema that the migrations make.

use tests::World;
use tests::database::{self, Engine};

const OF_SQLITE: &str = "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
    WHERE t.type = 'table' AND c.name LIKE '%!_id' ESCAPE '!' \
    AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) f WHERE f.\"from\" = c.name) ORDER BY 1";
const OF_POSTGRES: &str = "SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c \
    WHERE c.table_schema = 'public' AND c.column_name LIKE '%!_id' ESCAPE '!' AND NOT EXISTS ( \
        SELECT 1 FROM information_schema.table_constraints t \
        JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name \
        WHERE t.constraint_type = 'FOREIGN KEY' AND k.table_name = c.table_name \
        AND k.column_name = c.column_name) ORDER BY 1";

#[tokio::test]
async fn whatever_refers_to_a_row_has_a_foreign_key() {
    let world = World::bare().await;
    let without = match Engine::of_tests() {
        Engine::Sqlite => OF_SQLITE,
        Engine::Postgres => OF_POSTGRES,
    };
    let without = database::texts(&world.database, without).await;
    // The member of a declined invitation is gone; in the funnel 0 stands for all links; a scope's targets are members or departments.
    let known = [
        "declined_invitation.member_id",
        "funnel_day.link_id",
        "funnel_time.link_id",
        "scope_choice.target_id",
    ];
    assert_eq!(without, known);
}
