//! What must hold of every reader of a stranger's bytes, whatever the bytes. Each answers whether it took them for good ones.
// The server's own tests in its files are not ours; ours are in `tests`.
#![cfg(not(test))]

// The server's files. With the whole server, some 500 crates would be built for fuzzing first.
#[path = "../../crates/server/src/digest.rs"]
#[expect(dead_code, reason = "most of it is for the server")]
mod digest;
#[path = "../../crates/server/src/lenient.rs"]
mod lenient;

mod callbacks;

use batch::list::{self, Encoding};
use domain::batch::MAX_CUSTOMERS;
use domain::task::SerialRule;

pub use callbacks::{answer, envelope};

/// A vendor's picture: judged or made into an icon that passes, never a panic, never gigabytes.
pub fn icon(file: &[u8]) -> bool {
    if let Err(faults) = qr::Icon::check(file) {
        assert!(!faults.is_empty());
    }
    let made = qr::Icon::make(file);
    if let Ok(made) = &made {
        assert_eq!(qr::Icon::check(made.png()).as_ref(), Ok(made));
    }
    made.is_ok()
}

/// A vendor's list of customers: read or refused, in any encoding, under every rule for serials.
pub fn list(file: &[u8]) -> bool {
    let mut is_good = false;
    let encodings = ["gbk", "big5", "utf-16le"].map(|label| Encoding::for_label(label.as_bytes()));
    for encoding in [None].into_iter().chain(encodings) {
        for rule in [SerialRule::None, SerialRule::Issued, SerialRule::Vendor] {
            match list::read(file, encoding, rule) {
                Ok(list) => {
                    let customers = &list.customers;
                    assert!((1..=MAX_CUSTOMERS).contains(&customers.len()));
                    assert!(customers.windows(2).all(|two| two[0].line < two[1].line));
                    assert!(!list.to_string().is_empty());
                    is_good = true;
                }
                Err(refused) => assert!(!refused.to_string().is_empty()),
            }
        }
    }
    is_good
}
