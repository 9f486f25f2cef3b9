//! Suites as SeaORM sees them: what vendors offer, by which links and serials, what members say of it.

/// An ISV.
pub mod vendor {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "vendor")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        pub short_name: String,
        pub certified: bool,
        pub contact: Option<String>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A suite with what its approved application sets.
pub mod suite {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suite")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub vendor_id: i64,
        pub suite_key: String,
        pub name: String,
        pub tagline: String,
        pub icon: Vec<u8>,
        pub accent: String,
        pub callback_url: Option<String>,
        pub team_modes: String,
        pub serial_rule: String,
        pub permissions: String,
        pub custom_tasks: String,
        pub suspended_at: Option<i64>,
        pub created_at: i64,
        pub version: String,
        pub approved_at: Option<i64>,
        pub suspended_for: Option<String>,
        pub wanted_name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An app of a suite.
pub mod micro_app {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "micro_app")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub name: String,
        pub icon: Vec<u8>,
        pub home_url: String,
        pub description: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Serials issued together.
pub mod serial_batch {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "serial_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub label: String,
        pub issued_at: i64,
        pub issued: i32,
        pub expires_at: Option<i64>,
        pub redeemed: i32,
        pub revoked: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An issued serial; `corp_id` is the team that it belongs to.
pub mod serial {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "serial")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub batch_id: Option<i64>,
        pub suite_id: i64,
        pub code: String,
        pub expires_at: Option<i64>,
        pub revoked_at: Option<i64>,
        pub corp_id: Option<i64>,
        pub redeemed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A serial of a sandbox; `corp_id` is the test team that has it now.
pub mod test_serial {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "test_serial")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub code: String,
        pub corp_id: Option<i64>,
        pub redeemed_at: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A deploy link.
pub mod link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "link")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub token: String,
        pub suite_id: i64,
        pub label: String,
        pub serial: Option<String>,
        pub expires_at: Option<i64>,
        pub revoked_at: Option<i64>,
        pub max_uses: Option<i32>,
        pub uses: i32,
        pub scans: i64,
        pub created_at: i64,
        pub batch_id: Option<i64>,
        pub test: Option<String>,
        pub starts: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Links made together, one for each customer of a list.
pub mod link_batch {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "link_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub label: String,
        pub made_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The last check of a suite's vendor's server.
pub mod suite_check {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suite_check")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub run: String,
        pub began_at: i64,
        pub ended_at: Option<i64>,
        pub lines: String,
        pub error: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A problem that a member reported.
pub mod complaint {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "complaint")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub corp_id: i64,
        pub person_id: i64,
        pub text: String,
        pub at: i64,
        pub answer: Option<String>,
        pub answered_by: Option<String>,
        pub answered_at: Option<i64>,
        pub closed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A member's rating of a version of a suite.
pub mod rating {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rating")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub suite_id: i64,
        pub version: String,
        pub corp_id: i64,
        pub person_id: i64,
        pub stars: i32,
        pub text: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
