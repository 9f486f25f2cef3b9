//! Acceptance as SeaORM sees it.

/// A round of acceptance of a suite's version.
pub mod acceptance {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "acceptance")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub state: String,
        pub revision: i64,
        pub version: String,
        pub round: i32,
        pub checks: String,
        pub created_at: i64,
        pub changed_at: i64,
        pub submitted_at: Option<i64>,
        pub coverage: Option<i32>,
        pub quality_note: String,
        pub quality_by: String,
        pub quality_at: Option<i64>,
        pub is_secure: Option<bool>,
        pub security_note: String,
        pub security_by: String,
        pub security_at: Option<i64>,
        pub score: Option<i32>,
        pub verdict: Option<String>,
        pub decided_by: String,
        pub decided_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A defect of a round, or one that was found later.
pub mod defect {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "defect")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub acceptance_id: Option<i64>,
        pub version: String,
        pub severity: String,
        pub title: String,
        pub text: String,
        pub found_by: String,
        pub found_at: i64,
        pub plan_due: Option<i64>,
        pub mend_due: Option<i64>,
        pub due_at: Option<i64>,
        pub plan: Option<String>,
        pub planned_at: Option<i64>,
        pub mended_at: Option<i64>,
        pub returned_for: Option<String>,
        pub closed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
