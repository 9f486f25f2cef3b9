//! The server's files for callbacks. With the whole server, some 500 crates would be built for fuzzing first.
#![expect(dead_code, reason = "most of them is for the server")]

#[path = "../../crates/server/src/callbacks/answer.rs"]
pub mod answer;
#[path = "../../crates/server/src/callbacks/envelope.rs"]
pub mod envelope;
#[path = "../../crates/server/src/callbacks/event.rs"]
pub mod event;

/// The token that signs.
pub const TOKEN: &str = "123456";
/// The key that encrypts.
pub const AES_KEY: &str = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
/// The suite's key.
pub const SUITE: &str = "suite4xxxxxxxxxxxxxxx";

/// The envelope of a suite.
pub fn envelope() -> envelope::Envelope {
    let key = envelope::CallbackKey::parse(AES_KEY).expect("a key");
    envelope::Envelope::new(TOKEN, key, SUITE)
}
