//! Files and standard input, as commands read them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};

/// A file, or standard input for `-`; of one with more bytes than `most` one more than that, for its reader to refuse.
pub fn read(file: &Path, most: usize) -> Result<Vec<u8>> {
    let read = || {
        let from: Box<dyn Read> = match file == Path::new("-") {
            true => Box::new(io::stdin().lock()),
            false => Box::new(File::open(file)?),
        };
        let mut bytes = Vec::new();
        from.take(most as u64 + 1).read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(bytes)
    };
    read().with_context(|| format!("reading {}", file.display()))
}
