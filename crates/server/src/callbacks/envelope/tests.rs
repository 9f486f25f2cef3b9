//! Envelopes: the published example, faults told apart, any text and any bytes.

use proptest::prelude::*;

use super::*;

const KEY: &str = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
const RANDOM: [u8; 16] = *b"hU3bEfGZZewzhG5a";

/// The published example of open API 3.
fn example() -> Sealed {
    Sealed {
        signature: "5a65ceeef9aab2d149439f82dc191dd6c5cbe2c0".into(),
        timestamp: "1445827045067".into(),
        nonce: "nEXhMP4r".into(),
        encrypt: concat!(
            "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+OzrHMeiZI7gTRW",
            "VdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8PYrfgn",
            "NOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ=="
        )
        .into(),
    }
}

const EXAMPLE_TEXT: &str = r#"{"EventType":"check_create_suite_url","Random":"LPIdSnlF","TestSuiteKey":"suite4xxxxxxxxxxxxxxx"}"#;

fn envelope() -> Envelope {
    Envelope::new(
        "123456",
        CallbackKey::parse(KEY).unwrap(),
        DEFAULT_SUITE_KEY,
    )
}

/// Signs what a vendor would send.
fn signed(encrypt: &str) -> Sealed {
    Sealed {
        signature: envelope().sign("0", "n", encrypt),
        timestamp: "0".into(),
        nonce: "n".into(),
        encrypt: encrypt.into(),
    }
}

/// Encrypts bytes just as they are, which must be whole blocks.
fn encrypted(blocks: &[u8]) -> Sealed {
    signed(&STANDARD.encode(envelope().encrypt(blocks.to_vec())))
}

/// A plain text before its padding: random bytes, this length, the rest.
fn plain(length: u32, rest: &[u8]) -> Vec<u8> {
    [&RANDOM[..], &length.to_be_bytes(), rest].concat()
}

fn padded(mut plain: Vec<u8>, to: usize) -> Vec<u8> {
    pad(&mut plain, to);
    plain
}

#[test]
fn the_published_example_opens_and_is_sealed_to_the_same_bytes() {
    assert_eq!(EXAMPLE_TEXT.len(), 97);
    assert_eq!(envelope().open(&example()).as_deref(), Ok(EXAMPLE_TEXT));
    let sealed = envelope().seal(EXAMPLE_TEXT, RANDOM, "nEXhMP4r", "1445827045067");
    assert_eq!(sealed, example());
}

#[test]
fn a_callback_carries_its_signature_by_both_names_beside_the_urls_own_query() {
    let sealed = Sealed {
        nonce: "a&b=c".into(),
        ..example()
    };
    let of_suite = Url::parse("https://isv.example/callback?suite=a%20b&x").unwrap();
    let signature = &sealed.signature;
    assert_eq!(
        sealed.callback_url(&of_suite).as_str(),
        format!(
            "{of_suite}&signature={signature}&msg_signature={signature}&timestamp=1445827045067&nonce=a%26b%3Dc"
        )
    );
    assert_eq!(sealed.callback_body(), json!({"encrypt": sealed.encrypt}));
}

#[test]
fn a_key_has_43_letters_and_digits_whatever_bits_the_last_one_carries() {
    // `i`, `j`, `k` and `l` agree in all bits that count.
    let of = |last: &str| CallbackKey::parse(&format!("{}{last}", &KEY[..42]));
    assert_eq!(of("i"), of("j"));
    assert_ne!(of("i"), of("a"));
    for (text, why) in [
        ("", CallbackKeyError::Length(0)),
        (&KEY[1..], CallbackKeyError::Length(42)),
        (&format!("{KEY}a"), CallbackKeyError::Length(44)),
        (&format!("{KEY}="), CallbackKeyError::Character('=')),
        (&KEY.replace('q', "+"), CallbackKeyError::Character('+')),
        (&KEY.replace('q', "ｑ"), CallbackKeyError::Character('ｑ')),
    ] {
        assert_eq!(CallbackKey::parse(text), Err(why));
    }
    assert_eq!(format!("{:?}", of("i").unwrap()), "CallbackKey(..)");
}

#[test]
fn a_vendors_padding_and_base64_are_taken_as_they_come() {
    let text = [b"success", DEFAULT_SUITE_KEY.as_bytes()].concat();
    for to in [16, 32] {
        let opened = envelope().open(&encrypted(&padded(plain(7, &text), to)));
        assert_eq!(opened.as_deref(), Ok("success"), "padded to {to}");
    }
    let encrypt = example().encrypt;
    let lines: Vec<&str> = encrypt
        .as_bytes()
        .chunks(76)
        .map(|line| str::from_utf8(line).unwrap())
        .collect();
    for sent in [
        lines.join("\n"),
        lines.join("\r\n") + "\r\n",
        encrypt.trim_end_matches('=').to_owned(),
        // The last character before the padding carries bits that mean nothing.
        encrypt.replace("lQ==", "lR=="),
    ] {
        let opened = envelope().open(&signed(&sent));
        assert_eq!(opened.as_deref(), Ok(EXAMPLE_TEXT), "{sent}");
    }
}

#[test]
fn the_signature_is_over_what_was_sent() {
    let wrong = |change: fn(&mut Sealed)| {
        let mut sealed = example();
        change(&mut sealed);
        assert_eq!(
            envelope().open(&sealed),
            Err(OpenError::Signature),
            "{sealed:?}"
        );
    };
    wrong(|sealed| sealed.signature.clear());
    wrong(|sealed| sealed.signature.make_ascii_uppercase());
    wrong(|sealed| sealed.signature.push('0'));
    wrong(|sealed| sealed.timestamp = "0".into());
    wrong(|sealed| sealed.nonce = "n".into());
    wrong(|sealed| sealed.encrypt.push('\n'));
    let other = Envelope::new(
        "654321",
        CallbackKey::parse(KEY).unwrap(),
        DEFAULT_SUITE_KEY,
    );
    assert_eq!(other.open(&example()), Err(OpenError::Signature));
}

#[test]
fn every_fault_has_its_own_name() {
    let tail = DEFAULT_SUITE_KEY.as_bytes();
    let with = |text: &[u8]| [text, tail].concat();
    let sealed = |length, rest: &[u8]| encrypted(&padded(plain(length, rest), 32));
    let other_suite = OpenError::SuiteKey {
        found: "suite5".into(),
        expected: DEFAULT_SUITE_KEY.into(),
    };
    let held = 7 + tail.len();
    for (sealed, why) in [
        (signed("succ*ess"), OpenError::NotBase64),
        (signed("密文"), OpenError::NotBase64),
        (signed(""), OpenError::Block(0)),
        (signed("c3VjY2Vzcw=="), OpenError::Block(7)),
        (encrypted(&[0; 32]), OpenError::Padding),
        (encrypted(&[33; 64]), OpenError::Key),
        (encrypted(&[32; 16]), OpenError::Key),
        (encrypted(&padded(vec![7; 19], 32)), OpenError::TooShort(19)),
        (encrypted(&[16; 16]), OpenError::TooShort(0)),
        (
            sealed(1 << 31, &with(b"success")),
            OpenError::Length {
                said: 1 << 31,
                held,
            },
        ),
        (
            sealed(u32::MAX, &with(b"success")),
            OpenError::Length {
                said: u32::MAX,
                held,
            },
        ),
        (
            sealed(29, &with(b"success")),
            OpenError::Length { said: 29, held },
        ),
        (sealed(7, b"successsuite5"), other_suite),
        (
            sealed(7, b"success"),
            OpenError::SuiteKey {
                found: String::new(),
                expected: DEFAULT_SUITE_KEY.into(),
            },
        ),
        (sealed(2, &with(b"\xff\xfe")), OpenError::NotUtf8),
    ] {
        assert_eq!(envelope().open(&sealed), Err(why));
    }
}

#[test]
fn a_text_under_another_key_is_a_fault_and_no_more() {
    let other = CallbackKey::parse(&"a".repeat(43)).unwrap();
    let sealed =
        Envelope::new("123456", other, DEFAULT_SUITE_KEY).seal("success", RANDOM, "n", "0");
    assert_eq!(envelope().open(&sealed), Err(OpenError::Key));
}

#[test]
fn a_text_under_another_key_that_happens_to_end_as_padding_does_is_told_as_such() {
    let other = CallbackKey::parse(&"a".repeat(43)).unwrap();
    let other = Envelope::new("123456", other, DEFAULT_SUITE_KEY);
    let mut by_chance = 0;
    for n in 0..2_000_u16 {
        let mut random = RANDOM;
        random[..2].copy_from_slice(&n.to_be_bytes());
        let sealed = other.seal("success", random, "n", "0");
        assert_eq!(envelope().open(&sealed), Err(OpenError::Key), "{n}");
        let encrypted = STANDARD.decode(&sealed.encrypt).unwrap();
        by_chance += u32::from(unpadded(&envelope().decrypt(encrypted).unwrap()).is_some());
    }
    assert!(by_chance > 0);
}

proptest! {
    #[test]
    fn what_is_sealed_opens_as_it_was(
        text in "\\PC{0,200}", random: [u8; 16], nonce in "[A-Za-z0-9]{8}", timestamp: u64,
        key in "[A-Za-z0-9]{43}", token in "\\PC{0,20}", suite_key in "[a-z0-9]{1,40}",
    ) {
        let envelope = Envelope::new(&token, CallbackKey::parse(&key).unwrap(), &suite_key);
        let sealed = envelope.seal(&text, random, &nonce, &timestamp.to_string());
        prop_assert!(STANDARD.decode(&sealed.encrypt).unwrap().len().is_multiple_of(32));
        prop_assert_eq!(envelope.open(&sealed), Ok(text));
    }

    #[test]
    fn no_signed_text_makes_it_panic(encrypt in ".*|[A-Za-z0-9+/=\n]{0,200}") {
        let _ = envelope().open(&signed(&encrypt));
    }

    #[test]
    fn no_encrypted_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = envelope().open(&encrypted(&padded(bytes.clone(), 32)));
        let whole = bytes.len() / 16 * 16;
        let _ = envelope().open(&encrypted(&bytes[..whole]));
        let _ = envelope().open(&signed(&STANDARD.encode(bytes)));
    }

    #[test]
    fn no_length_field_makes_it_panic(length: u32, rest in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = envelope().open(&encrypted(&padded(plain(length, &rest), 32)));
    }
}
