//! Onboardings as SeaORM sees them, and the authorizations that they give.

/// One person's way through one link; `round` counts the teams they deploy to.
pub mod onboarding {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "onboarding")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub link_id: i64,
        pub suite_id: i64,
        pub person_id: i64,
        pub round: i32,
        pub corp_id: Option<i64>,
        pub serial: Option<String>,
        pub serial_state: Option<String>,
        pub serial_attempts: i32,
        pub custom_done: String,
        pub started_at: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A wrong serial, for the limits.
pub mod wrong_serial {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wrong_serial")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub onboarding_id: i64,
        pub address: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A step of the funnel.
pub mod funnel_event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "funnel_event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub link_id: i64,
        pub suite_id: i64,
        pub onboarding_id: Option<i64>,
        pub event: String,
        pub code: Option<String>,
        pub at: i64,
        pub count: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A day of the funnel of a suite's link, or of all its links where `link_id` is 0.
pub mod funnel_day {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "funnel_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub suite_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub link_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub event: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub count: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many took so long to a step on a day, as in `funnel_day`.
pub mod funnel_time {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "funnel_time")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub suite_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub link_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub event: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub took: i64,
        pub count: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A team's authorization of a suite.
pub mod authorization {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "authorization")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub suite_id: i64,
        pub onboarding_id: i64,
        pub link_id: i64,
        pub serial: Option<String>,
        pub state: String,
        pub reason: Option<String>,
        pub authorized_by: i64,
        pub authorized_at: i64,
        pub active_at: Option<i64>,
        pub attempts: i32,
        pub scope: Option<String>,
        pub changed_at: i64,
        pub permanent_code: Option<String>,
        pub permanent_code_hash: Option<String>,
        pub whitelist: String,
        pub customer: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A department or member that a scope names.
pub mod scope_choice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "scope_choice")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub authorization_id: i64,
        pub target_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a team did to an authorization.
pub mod authorization_event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "authorization_event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub authorization_id: i64,
        pub change: String,
        pub by_name: String,
        pub detail: Option<String>,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
