//! A vendor's list of customers: read or refused, in any encoding, under every rule for serials.
#![no_main]

use batch::list::{self, Encoding};
use domain::batch::MAX_CUSTOMERS;
use domain::task::SerialRule;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let encodings = ["gbk", "big5", "utf-16le"].map(|label| Encoding::for_label(label.as_bytes()));
    for encoding in [None].into_iter().chain(encodings) {
        for rule in [SerialRule::None, SerialRule::Issued, SerialRule::Vendor] {
            match list::read(file, encoding, rule) {
                Ok(list) => {
                    let customers = &list.customers;
                    assert!((1..=MAX_CUSTOMERS).contains(&customers.len()));
                    assert!(customers.windows(2).all(|two| two[0].line < two[1].line));
                    assert!(!list.to_string().is_empty());
                }
                Err(refused) => assert!(!refused.to_string().is_empty()),
            }
        }
    }
});
