//! The operator's desk: applications, suites and vendors, invite codes, complaints.

mod about;
mod applied;
mod codes;
mod complaint;
mod complaints;
mod decide;
mod make_code;
mod one;
mod queue;
mod reasons;
mod suites;
mod suspend;
mod vendors;
pub mod waiting;

pub use self::codes::CodesPage;
pub use self::complaint::ComplaintPage;
pub use self::complaints::ComplaintsPage;
pub use self::one::ApplicationPage;
pub use self::queue::QueuePage;
pub use self::reasons::Typed;
pub use self::suites::AllSuitesPage;
pub use self::vendors::VendorsPage;
