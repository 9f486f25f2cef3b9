//! The tables as SeaORM sees them; the columns are explained in the migrations.

mod acceptances;
mod accounts;
mod applications;
mod onboardings;
mod open_api;
mod people;
mod suites;
mod teams;

pub use acceptances::*;
pub use accounts::*;
pub use applications::*;
pub use onboardings::*;
pub use open_api::*;
pub use people::*;
pub use suites::*;
pub use teams::*;
