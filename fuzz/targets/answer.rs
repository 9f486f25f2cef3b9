//! `cargo xtask fuzz answer`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::answer(bytes);
});
