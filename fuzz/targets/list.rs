//! A vendor's list of customers: read or refused, under every rule for serials.
#![no_main]

use batch::list;
use domain::batch::MOST_CUSTOMERS;
use domain::task::SerialRule;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    for rule in [SerialRule::None, SerialRule::Issued, SerialRule::Vendor] {
        match list::read(file, rule) {
            Ok(customers) => {
                assert!((1..=MOST_CUSTOMERS).contains(&customers.len()));
                assert!(customers.windows(2).all(|two| two[0].line < two[1].line));
            }
            Err(refused) => assert!(!refused.to_string().is_empty()),
        }
    }
});
