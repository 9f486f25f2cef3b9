//! Applications for quick deployment as SeaORM sees them.

/// An application of a suite.
pub mod application {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub state: String,
        pub version: i64,
        pub form: String,
        pub icon: Option<Vec<u8>>,
        pub reasons: String,
        pub rounds: i32,
        pub created_at: i64,
        pub changed_at: i64,
        pub submitted_at: Option<i64>,
        pub decided_at: Option<i64>,
        pub judged_form: Option<String>,
        pub judged_icon: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that happened to an application.
pub mod application_event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub application_id: i64,
        pub at: i64,
        pub who: String,
        pub what: String,
        pub reasons: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An invite code of a vendor.
pub mod invite_code {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invite_code")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub code: String,
        pub vendor_id: i64,
        pub label: String,
        pub created_at: i64,
        pub revoked_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
