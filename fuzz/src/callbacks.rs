//! What vendors' servers encrypt, sign and answer.

#[path = "../../crates/server/src/callbacks/answer.rs"]
#[expect(dead_code, reason = "most of it is for the server")]
mod answer;
#[path = "../../crates/server/src/callbacks/envelope.rs"]
#[expect(dead_code, reason = "most of it is for the server")]
mod envelope;
#[path = "../../crates/server/src/callbacks/event.rs"]
#[expect(dead_code, reason = "most of it is for the server")]
mod event;

use aes::Aes256;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::{Engine as _, alphabet};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use serde_json::Value;

use envelope::{CallbackKey, Envelope, Sealed};

const TOKEN: &str = "123456";
const AES_KEY: &str = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
const SUITE: &str = "suite4xxxxxxxxxxxxxxx";

/// What a vendor's server answers to a callback: delivered or not, with the reason, never a panic.
pub fn answer(body: &[u8]) -> bool {
    let envelope = of_suite();
    let read = |body: &[u8]| answer::read(&envelope, body, event::SUCCESS);
    let given = read(body);
    match &given {
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
    assert_eq!(delivered.is_ok(), text == event::SUCCESS);
    // Any fields in a right answer's place.
    if let Ok(Value::Object(mut fields)) = serde_json::from_slice(body) {
        let sealed = envelope.seal(event::SUCCESS, [7; 16], "n", "0");
        let right = sealed.answer_body();
        for (name, value) in right.as_object().into_iter().flatten() {
            fields.entry(name).or_insert_with(|| value.clone());
        }
        let _ = read(Value::Object(fields).to_string().as_bytes());
    }
    given.is_ok()
}

/// What a vendor's server has encrypted and signed: opened or refused, never a panic, and no more memory than it has bytes.
pub fn envelope(bytes: &[u8]) -> bool {
    let envelope = of_suite();
    let text = String::from_utf8_lossy(bytes);
    let blocks = bytes.len().next_multiple_of(16);
    let mut plain = bytes.to_vec();
    plain.resize(blocks, 16);
    // As text, as what was encrypted, and as what comes out of the decryption.
    let given = open(&envelope, text.clone().into_owned(), bytes.len());
    open(&envelope, STANDARD.encode(bytes), bytes.len());
    open(&envelope, STANDARD.encode(encrypted(plain)), blocks);
    let sealed = envelope.seal(&text, [7; 16], "n", "0");
    assert_eq!(envelope.open(&sealed).as_deref(), Ok(&*text));
    given
}

/// The envelope of a suite.
fn of_suite() -> Envelope {
    let key = CallbackKey::parse(AES_KEY).expect("a key");
    Envelope::new(TOKEN, key, SUITE)
}

/// Whole blocks, as somebody encrypts them who knows the key and keeps to no format.
fn encrypted(mut blocks: Vec<u8>) -> Vec<u8> {
    // 43 characters have two bits more than the key.
    let lenient = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    let lenient = GeneralPurpose::new(&alphabet::STANDARD, lenient);
    let key = lenient.decode(format!("{AES_KEY}=")).expect("base64");
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(&key, &key[..16]).expect("a key");
    let length = blocks.len();
    cipher
        .encrypt_padded::<NoPadding>(&mut blocks, length)
        .expect("whole blocks");
    blocks
}

/// Whether it is opened.
fn open(envelope: &Envelope, encrypt: String, length: usize) -> bool {
    let sealed = Sealed {
        signature: envelope.sign("0", "n", &encrypt),
        timestamp: "0".to_owned(),
        nonce: "n".to_owned(),
        encrypt,
    };
    match envelope.open(&sealed) {
        Ok(text) => {
            assert!(text.len() <= length);
            true
        }
        Err(why) => {
            assert!(!why.to_string().is_empty());
            false
        }
    }
}
