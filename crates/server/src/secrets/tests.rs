//! Keys, and what they encrypt.

use std::os::unix::fs::PermissionsExt as _;

use proptest::prelude::*;

use super::*;
use crate::state::system_random;

fn key(n: u8) -> SecretKey {
    SecretKey::new([n; 32])
}

fn secrets(current: u8, former: Option<u8>) -> Secrets {
    Secrets::new(Some(key(current)), former.map(key))
}

const PURPOSE: Purpose<'_> = Purpose::SuiteSecret("suite1");

#[test]
fn what_was_encrypted_is_read_with_the_same_key_also_once_it_is_the_former() {
    let sealed = secrets(1, None)
        .seal(PURPOSE, "秘密", &system_random)
        .unwrap();
    assert!(!sealed.contains("秘密"));
    for keys in [secrets(1, None), secrets(2, Some(1)), secrets(1, Some(2))] {
        assert_eq!(keys.open(PURPOSE, &sealed).as_deref(), Ok("秘密"));
    }
    assert!(secrets(1, None).is_current(&sealed));
    assert!(!secrets(2, Some(1)).is_current(&sealed));
    let other = secrets(2, None).open(PURPOSE, &sealed);
    assert_eq!(other, Err(SecretError::OtherKey(key(1).id)));
    let none = Secrets::new(None, None);
    assert_eq!(none.open(PURPOSE, &sealed), Err(SecretError::NoKey));
    assert_eq!(
        none.seal(PURPOSE, "", &system_random),
        Err(SecretError::NoKey)
    );
}

#[test]
fn a_secret_serves_in_no_other_place() {
    let keys = secrets(1, None);
    let sealed = keys.seal(PURPOSE, "a", &system_random).unwrap();
    for other in [
        Purpose::SuiteSecret("suite2"),
        Purpose::AesKey("suite1"),
        Purpose::PermanentCode("suite1"),
    ] {
        assert_eq!(keys.open(other, &sealed), Err(SecretError::Damaged));
    }
}

#[test]
fn the_same_secret_is_encrypted_otherwise_each_time() {
    let keys = secrets(1, None);
    let seal = || keys.seal(PURPOSE, "a", &system_random).unwrap();
    assert_ne!(seal(), seal());
}

#[test]
fn a_key_is_made_once_beside_the_database_and_for_its_owner_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite://{}/a.db?mode=rwc", folder.path().display());
    let load = || Secrets::load(&url, (None, Some("")), &system_random).unwrap();
    let sealed = load().seal(PURPOSE, "a", &system_random).unwrap();
    assert_eq!(load().open(PURPOSE, &sealed).as_deref(), Ok("a"));
    let file = folder.path().join("a.key");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(&file, "short").unwrap();
    let why = Secrets::load(&url, (None, None), &system_random).unwrap_err();
    assert!(why.to_string().contains("a.key is no key"), "{why}");
}

#[test]
fn a_key_that_is_given_counts_and_a_bad_one_is_named_and_not_shown() {
    let given = STANDARD.encode([7; 32]);
    let url = "postgres://a@b/c";
    let load = |current, former| Secrets::load(url, (current, former), &system_random);
    let sealed = load(Some(given.as_str()), None).unwrap();
    let sealed = sealed.seal(PURPOSE, "a", &system_random).unwrap();
    let turned = STANDARD.encode([8; 32]);
    let turned = load(Some(turned.as_str()), Some(given.as_str())).unwrap();
    assert_eq!(turned.open(PURPOSE, &sealed).as_deref(), Ok("a"));
    assert!(turned.has_former());
    let none = load(None, None).unwrap();
    assert_eq!(none.open(PURPOSE, &sealed), Err(SecretError::NoKey));
    let why = load(Some("c2hvcnQ="), None).unwrap_err().to_string();
    assert!(
        why.starts_with("--secret-key") && !why.contains("c2hvcnQ="),
        "{why}"
    );
}

proptest! {
    #[test]
    fn a_damaged_secret_is_never_read(at in 0..200_usize, to in "[A-Za-z0-9_.-]") {
        let keys = secrets(1, None);
        let sealed = keys.seal(PURPOSE, "a secret of some length", &system_random).unwrap();
        let at = at % sealed.len();
        let damaged = format!("{}{to}{}", &sealed[..at], &sealed[at + 1..]);
        prop_assume!(damaged != sealed);
        prop_assert!(keys.open(PURPOSE, &damaged).is_err());
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        prop_assert!(secrets(1, None).open(PURPOSE, &text).is_err());
        prop_assert!(!secrets(1, None).is_current(&text));
    }
}
