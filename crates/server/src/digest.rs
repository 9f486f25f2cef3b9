//! Digests: secrets as they are stored, versions of files.

use sha2::{Digest, Sha256};

/// The hash under which a secret is stored.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A short name for a content, as an `ETag`: of parts, so that none runs into the next.
pub fn tag<const N: usize>(parts: [&[u8]; N]) -> String {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update(part.len().to_be_bytes());
        sum.update(part);
    }
    // Half of it: nobody finds two contents with one name.
    format!("\"{}\"", hex(&sum.finalize()[..16]))
}
