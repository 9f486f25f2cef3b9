//! The open API and callbacks as SeaORM sees them.

/// What a suite's vendor and we know each other by; secret and key are encrypted.
pub mod suite_credential {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suite_credential")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub secret: String,
        pub token: String,
        pub aes_key: String,
        pub old_secret: Option<String>,
        pub old_token: Option<String>,
        pub old_aes_key: Option<String>,
        pub old_until: Option<i64>,
        pub whitelist: String,
        pub ticket_at: i64,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A ticket that was pushed.
pub mod suite_ticket {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suite_ticket")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub ticket_hash: String,
        pub made_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An access token: a suite's, or a team's for a suite.
pub mod open_token {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "open_token")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub token_hash: String,
        pub suite_id: i64,
        pub corp_id: Option<i64>,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A temporary code that was pushed.
pub mod tmp_auth_code {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tmp_auth_code")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub code_hash: String,
        pub authorization_id: i64,
        pub made_at: i64,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An app of a suite in a team.
pub mod agent {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agent")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub authorization_id: i64,
        pub app_id: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An event for a vendor's server.
pub mod outbox {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub corp_id: Option<i64>,
        pub authorization_id: Option<i64>,
        pub onboarding_id: Option<i64>,
        pub kind: String,
        pub state: String,
        pub attempts: i32,
        pub next_at: Option<i64>,
        /// Until when it is being pushed, unless its vendor answers before.
        pub pushed_until: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An attempt to push an event, its secrets masked.
pub mod callback_log {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "callback_log")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub outbox_id: Option<i64>,
        pub suite_id: i64,
        pub corp_id: Option<i64>,
        pub kind: String,
        pub message: String,
        pub answer: String,
        pub outcome: String,
        pub took_ms: i64,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A vendor's call that was refused while its suite was checked.
pub mod refused_call {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "refused_call")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub path: String,
        pub errcode: i32,
        pub message: String,
        pub address: String,
        pub certain: bool,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
