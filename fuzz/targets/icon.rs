//! A vendor's picture: judged or made into an icon that passes, never a panic, never gigabytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Err(faults) = qr::Icon::check(file) {
        assert!(!faults.is_empty());
    }
    if let Ok(made) = qr::Icon::make(file) {
        assert_eq!(qr::Icon::check(made.png()), Ok(made));
    }
});
