//! Reading a symbol back with `rqrr`, before anybody gets it.

use rqrr::{Grid, PreparedImage, SimpleGrid};

use crate::error::Refused;
use crate::style::Painted;
use crate::symbol::Symbol;

/// Pixels of a module in a picture that is read back.
pub const MODULE_PIXELS: usize = 4;

/// Reads a symbol's own modules; where they are is known.
pub fn modules(symbol: &Symbol) -> Result<(), Refused> {
    let dark = |x, y| symbol.is_dark(x, y);
    let grid = Grid::new(SimpleGrid::from_func(symbol.size(), dark));
    same(grid.decode(), symbol)
}

/// Finds a symbol in a picture and reads it.
pub fn picture(symbol: &Symbol, painted: &Painted) -> Result<(), Refused> {
    let grey = |x, y| painted.color(x, y).grey();
    let mut image = PreparedImage::prepare_from_greyscale(painted.size, painted.size, grey);
    match image.detect_grids().as_slice() {
        [grid] => same(grid.decode(), symbol),
        found => {
            let why = format!("{} symbols are seen where one is", found.len());
            Err(Refused::Unreadable(why))
        }
    }
}

fn same(
    read: Result<(rqrr::MetaData, String), rqrr::DeQRError>,
    symbol: &Symbol,
) -> Result<(), Refused> {
    match read {
        Ok((_, text)) if text == symbol.text() => Ok(()),
        Ok(_) => Err(Refused::Unreadable("it says something else".to_owned())),
        Err(why) => Err(Refused::Unreadable(why.to_string())),
    }
}
