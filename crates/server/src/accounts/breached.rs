//! Passwords that are known from leaks of other sites.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use sha1::{Digest, Sha1};

/// Tells whether a password is known from leaks.
pub trait Breached: Send + Sync {
    /// Whether it is.
    fn has(&self, password: &str) -> bool;
}

/// The commonest ones that are long enough, and what is made of them by counting on.
pub struct CommonPasswords;

/// One a line, in lower case.
const COMMON: &str = include_str!("common_passwords.txt");

impl Breached for CommonPasswords {
    fn has(&self, password: &str) -> bool {
        let password = password.to_lowercase();
        COMMON.lines().any(|common| common == password)
    }
}

/// Those of a file, and the commonest.
pub struct LeakedPasswords {
    /// SHA-1 of each, in order.
    hashes: Vec<[u8; 20]>,
}

impl LeakedPasswords {
    /// Reads a file: on each line a password, or the SHA-1 of one in hex, perhaps with `:` and a count behind it, as "Have I
    /// Been Pwned" gives them. It is held in memory, 20 bytes for each.
    ///
    /// # Errors
    ///
    /// The file can't be read.
    pub fn read(file: &Path) -> io::Result<Self> {
        let mut hashes = Vec::new();
        for line in BufReader::new(File::open(file)?).split(b'\n') {
            let line = line?;
            let line = line.strip_suffix(b"\r").unwrap_or(&line);
            if !line.is_empty() {
                hashes.push(hash_of(line).unwrap_or_else(|| Sha1::digest(line).into()));
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        Ok(Self { hashes })
    }
}

impl Breached for LeakedPasswords {
    fn has(&self, password: &str) -> bool {
        let hash: [u8; 20] = Sha1::digest(password.as_bytes()).into();
        self.hashes.binary_search(&hash).is_ok() || CommonPasswords.has(password)
    }
}

/// The hash that a line says.
fn hash_of(line: &[u8]) -> Option<[u8; 20]> {
    let (hex, rest) = line.split_at_checked(40)?;
    let is_end = rest.is_empty() || rest.starts_with(b":");
    let mut hash = [0; 20];
    for (byte, pair) in hash.iter_mut().zip(hex.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        let is_hex = pair.bytes().all(|c| c.is_ascii_hexdigit());
        *byte = u8::from_str_radix(pair, 16).ok().filter(|_| is_hex)?;
    }
    is_end.then_some(hash)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use domain::account::password::Password;

    use super::*;

    #[test]
    fn the_commonest_are_refused_in_either_case() {
        for password in ["1234567890", "qwertyuiop", "Password123", "1Q2W3E4R5T"] {
            assert!(CommonPasswords.has(password), "{password}");
        }
        assert!(!CommonPasswords.has("correct horse"));
    }

    #[test]
    fn each_line_of_the_list_could_be_typed_as_a_password() {
        for line in COMMON.lines() {
            assert!(line.chars().count() >= Password::MIN, "{line}");
            assert_eq!(line, line.to_lowercase());
        }
    }

    #[test]
    fn a_file_holds_hashes_and_passwords() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let hash = crate::digest::hex(&Sha1::digest(b"correct horse"));
        write!(
            file,
            "{}:23\r\nbattery staple\n\nTr0ub4dor&3\n",
            hash.to_uppercase()
        )
        .unwrap();
        let leaked = LeakedPasswords::read(file.path()).unwrap();
        for (password, known) in [
            ("correct horse", true),
            ("battery staple", true),
            ("Tr0ub4dor&3", true),
            ("tr0ub4dor&3", false),
            ("1234567890", true),
            ("", false),
        ] {
            assert_eq!(leaked.has(password), known, "{password}");
        }
        assert!(LeakedPasswords::read(Path::new("/nothing")).is_err());
    }
}
