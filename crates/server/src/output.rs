//! What commands answer: on standard output, and beside it what they are about.

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

/// Tells whoever watches; whether they do makes no difference.
pub fn tell(what: impl Display) {
    write!(io::stderr(), "{what}").ok();
}

/// Whether a command failed only because nobody reads its answer any more. A batch that breaks off is none the less broken.
pub fn is_unread(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error
        .chain()
        .any(|cause| cause.downcast_ref().is_some_and(broken))
}
