//! What a vendor's server has encrypted and signed: opened or refused, never a panic, and no more memory than it has bytes.
#![no_main]

#[path = "../../crates/server/src/digest.rs"]
#[expect(dead_code, reason = "most of it is for the server")]
mod digest;
#[path = "../../crates/server/src/lenient.rs"]
mod lenient;
mod server;

use aes::Aes256;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::{Engine as _, alphabet};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use libfuzzer_sys::fuzz_target;

use server::envelope::{Envelope, Sealed};

/// Whole blocks, as somebody encrypts them who knows the key and keeps to no format.
fn encrypted(mut blocks: Vec<u8>) -> Vec<u8> {
    // 43 characters have two bits more than the key.
    let lenient = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    let lenient = GeneralPurpose::new(&alphabet::STANDARD, lenient);
    let key = lenient.decode(format!("{}=", server::AES_KEY));
    let key = key.expect("base64");
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(&key, &key[..16]).expect("a key");
    let length = blocks.len();
    cipher
        .encrypt_padded::<NoPadding>(&mut blocks, length)
        .expect("whole blocks");
    blocks
}

fn open(envelope: &Envelope, encrypt: String, length: usize) {
    let sealed = Sealed {
        signature: envelope.sign("0", "n", &encrypt),
        timestamp: "0".to_owned(),
        nonce: "n".to_owned(),
        encrypt,
    };
    match envelope.open(&sealed) {
        Ok(text) => assert!(text.len() <= length),
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let envelope = server::envelope();
    // As text, as what was encrypted, and as what comes out of the decryption.
    open(
        &envelope,
        String::from_utf8_lossy(bytes).into_owned(),
        bytes.len(),
    );
    open(&envelope, STANDARD.encode(bytes), bytes.len());
    let blocks = bytes.len().next_multiple_of(16);
    let mut plain = bytes.to_vec();
    plain.resize(blocks, 16);
    open(&envelope, STANDARD.encode(encrypted(plain)), blocks);
    let text = String::from_utf8_lossy(bytes);
    let sealed = envelope.seal(&text, [7; 16], "n", "0");
    assert_eq!(envelope.open(&sealed).as_deref(), Ok(&*text));
});
