//! What use cases read and write by: each function sends its statements on the connection that it is given, and opens no
//! transaction. A query may call another, never in a circle.

pub mod accounts;
pub mod attempts;
pub mod audit;
pub mod authorizations;
pub mod batches;
pub mod callbacks;
pub mod carriable;
pub mod changes;
pub mod credentials;
pub mod customers;
pub mod feedback;
pub mod invitations;
pub mod invites;
pub mod joined;
pub mod joining;
pub mod links;
pub mod lists;
pub mod mailed_tokens;
pub mod mails;
pub mod memberships;
pub mod new_suites;
pub mod notices;
pub mod onboardings;
pub mod open_api;
pub mod outbox;
pub mod people;
pub mod requests;
pub mod row;
pub mod scopes;
pub mod serials;
pub mod step;
pub mod suites;
pub mod team_suites;
pub mod teams;
pub mod test_teams;
