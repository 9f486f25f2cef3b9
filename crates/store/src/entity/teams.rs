//! Teams as SeaORM sees them: who is in them, and who asks for what.

/// A team.
pub mod corp {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "corp")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corpid: String,
        pub name: String,
        pub industry: String,
        pub mode: String,
        pub owner_id: i64,
        pub created_at: i64,
        pub changes: i64,
        pub dissolved_at: Option<i64>,
        pub test: Option<String>,
        pub test_suite_id: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A department of a team.
pub mod department {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "department")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Someone in a team, known by phone number. Without a `person_id` they are invited: nobody is linked before they accept.
pub mod member {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "member")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub person_id: Option<i64>,
        pub phone: String,
        pub name: String,
        pub role: String,
        pub department_id: Option<i64>,
        pub added_at: i64,
        pub joined_at: Option<i64>,
        pub invited_by: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What remains of an invitation by number that was declined.
pub mod declined_invitation {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "declined_invitation")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub member_id: i64,
        pub person_id: i64,
        pub declined_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A team's invite link.
pub mod invite {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invite")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub code: String,
        pub approval: bool,
        pub renewed_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Somebody who asks to join a team.
pub mod join_request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "join_request")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub person_id: i64,
        pub name: String,
        pub state: String,
        pub asked_at: i64,
        pub decided_at: Option<i64>,
        pub code: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A member who asks for a suite.
pub mod suite_request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suite_request")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub corp_id: i64,
        pub suite_id: i64,
        pub link_id: i64,
        pub person_id: i64,
        pub state: String,
        pub reason: Option<String>,
        pub decided_by: Option<String>,
        pub asked_at: i64,
        pub decided_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
