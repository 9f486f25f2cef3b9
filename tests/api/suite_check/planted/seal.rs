//! Seals an answer's word, perhaps wrongly.

use aes::Aes256;
use aes::cipher::consts::U16;
use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use serde_json::{Value, json};

use super::{Parts, Plant, Planted};

impl Planted {
    /// The answer that says a word.
    pub(super) fn seal(&self, word: &str) -> Value {
        let Parts {
            plant,
            suite_key,
            keys,
            ..
        } = &*self.0;
        let length = u32::try_from(word.len()).unwrap();
        let length = match plant {
            Plant::LittleEndian => length.to_le_bytes(),
            _ => length.to_be_bytes(),
        };
        let random: &[u8] = match plant {
            Plant::NoRandomBytes => b"",
            _ => b"0123456789abcdef",
        };
        let tail = match plant {
            Plant::SuiteKey => "suite4xxxxxxxxxxxxxxx",
            _ => suite_key,
        };
        let mut plain = [random, &length[..], word.as_bytes(), tail.as_bytes()].concat();
        let missing = 32 - plain.len() % 32;
        let byte = match plant {
            Plant::Padding => 0,
            _ => u8::try_from(missing).unwrap(),
        };
        plain.resize(plain.len() + missing, byte);
        let aes_key = match plant {
            Plant::Key => "a".repeat(43),
            _ => keys.aes_key.clone(),
        };
        let encrypt = match plant {
            Plant::NotBase64 => "*".repeat(64),
            _ => encrypted(&aes_key, plain),
        };
        let mut signature = self.0.envelope.sign("7", "nonce", &encrypt);
        if *plant == Plant::Signature {
            signature = "0".repeat(40);
        }
        let mut answer = json!({
            "msg_signature": signature, "timeStamp": "7", "nonce": "nonce", "encrypt": encrypt,
        });
        if *plant == Plant::FieldMissing {
            answer["nonce"] = Value::Null;
        }
        answer
    }
}

fn encrypted(aes_key: &str, plain: Vec<u8>) -> String {
    let lenient = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    let lenient = GeneralPurpose::new(&base64::alphabet::STANDARD, lenient);
    let key: [u8; 32] = lenient
        .decode(format!("{aes_key}="))
        .unwrap()
        .try_into()
        .unwrap();
    let iv: aes::cipher::Array<u8, U16> = <[u8; 16]>::try_from(&key[..16]).unwrap().into();
    let (mut blocks, length) = (plain.clone(), plain.len());
    let cipher = cbc::Encryptor::<Aes256>::new(&key.into(), &iv);
    cipher
        .encrypt_padded::<NoPadding>(&mut blocks, length)
        .unwrap();
    STANDARD.encode(blocks)
}
