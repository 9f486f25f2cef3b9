//! The tables as SeaORM sees them; the columns are explained in the migrations.

mod onboardings;
mod people;
mod suites;
mod teams;

pub use onboardings::*;
pub use people::*;
pub use suites::*;
pub use teams::*;
