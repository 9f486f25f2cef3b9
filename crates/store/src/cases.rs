//! What the server does with the database: one function a use case, none of which calls another.

pub mod account;
pub mod authorizations;
pub mod batches;
pub mod changes;
pub mod feedback;
pub mod figures;
pub mod funnel;
pub mod gathered;
pub mod invitations;
pub mod invites;
pub mod joining;
pub mod links;
pub mod memberships;
pub mod notices;
pub mod onboardings;
pub mod people;
pub mod requests;
pub mod scopes;
pub mod serials;
pub mod sign_in;
pub mod suites;
pub mod sweep;
pub mod team_suites;
pub mod teams;
pub mod workbench;
