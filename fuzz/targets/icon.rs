//! `cargo xtask fuzz icon`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::icon(bytes);
});
