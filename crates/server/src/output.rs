//! What commands answer: on standard output, and beside it what they are about.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, Write};

/// Answers a line.
///
/// # Errors
///
/// What writing says, mostly that nobody reads any more, as behind `| head`.
pub fn line(answer: impl Display) -> io::Result<()> {
    writeln!(io::stdout(), "{answer}")
}

/// Tells those who watch; whether anybody does makes no difference.
pub fn tell(what: impl Display) {
    write!(io::stderr(), "{what}").ok();
}

/// Says which characters can't be printed.
pub fn tell_missing_glyphs(missing: &BTreeSet<char>) {
    if !missing.is_empty() {
        let named = missing
            .iter()
            .map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
        let named: Vec<String> = named.collect();
        let named = named.join(", ");
        tell(format_args!("no font has {named}: 〓 is printed instead\n"));
    }
}

/// Whether a command failed only because nobody reads its answer any more. A batch that breaks off is none the less broken.
pub fn is_unread(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error
        .chain()
        .any(|cause| cause.downcast_ref().is_some_and(broken))
}
