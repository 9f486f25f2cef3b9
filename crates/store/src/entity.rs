//! The tables as SeaORM sees them; the columns are explained in the migration.

/// A phone number that has signed in.
pub mod person {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub phone: String,
        pub name: Option<String>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A signed-in browser; only the hash of its token is kept.
pub mod session {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub token_hash: String,
        pub person_id: i64,
        pub created_at: i64,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A one-time code that was sent; only its hash is kept.
pub mod sign_in_code {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_code")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub phone: String,
        pub address: String,
        pub code_hash: String,
        pub sent_at: i64,
        pub tries: i32,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

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
        pub batch_id: i64,
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
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

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

/// Someone in a team, known by phone number; `person_id` once they have signed in.
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
        pub next_attempt_at: Option<i64>,
        pub scope: Option<String>,
        pub changed_at: i64,
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
        pub serial_next_at: Option<i64>,
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

/// What a person is told.
pub mod notice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub person_id: i64,
        pub corp_id: i64,
        pub kind: String,
        pub who: String,
        pub what: String,
        pub at: i64,
        pub read_at: Option<i64>,
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
