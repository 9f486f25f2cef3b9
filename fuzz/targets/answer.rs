//! What a vendor's server answers to a callback: delivered or not, with the reason, never a panic.
#![no_main]

#[path = "../../crates/server/src/digest.rs"]
#[expect(dead_code, reason = "most of it is for the server")]
mod digest;
#[path = "../../crates/server/src/lenient.rs"]
mod lenient;
mod server;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

use server::answer;

fuzz_target!(|body: &[u8]| {
    let envelope = server::envelope();
    let read = |body: &[u8]| answer::read(&envelope, body, "success");
    match read(body) {
        // Without the token none can be made: it is a seed's.
        Ok(()) => assert!(
            serde_json::from_slice::<Value>(body).is_ok() || body.starts_with(b"\xef\xbb\xbf")
        ),
        Err(why) => assert!((1..2_000).contains(&why.to_string().len())),
    }
    // Any text, right but for what it says.
    let text = String::from_utf8_lossy(body);
    let sealed = envelope.seal(&text, [7; 16], "n", "0");
    let delivered = read(sealed.answer_body().to_string().as_bytes());
    assert_eq!(delivered.is_ok(), text == "success");
    // Any fields in a right answer's place.
    if let Ok(Value::Object(mut fields)) = serde_json::from_slice(body) {
        let right = envelope.seal("success", [7; 16], "n", "0").answer_body();
        for (name, value) in right.as_object().into_iter().flatten() {
            fields.entry(name).or_insert_with(|| value.clone());
        }
        let _ = read(Value::Object(fields).to_string().as_bytes());
    }
});
