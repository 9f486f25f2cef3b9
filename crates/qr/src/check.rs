//! Reading a code back with `rqrr`, before anybody gets it.

use rqrr::{Grid, SimpleGrid};

use crate::code::{Code, QUIET};
use crate::error::Refused;

/// Reads a code's own modules. Where they are needs no finding: what a picture adds is checked there.
pub fn modules(code: &Code) -> Result<(), Refused> {
    let dark = |x: usize, y: usize| code.is_dark(x + QUIET, y + QUIET);
    let grid = Grid::new(SimpleGrid::from_func(code.width(), dark));
    let read = grid.decode();
    let (_, read) = read.map_err(|why| Refused::Unreadable(why.to_string()))?;
    if read == code.text() {
        return Ok(());
    }
    Err(Refused::Unreadable("it says something else".to_owned()))
}
