//! Reading a code back with `rqrr`, before anybody gets it.

use rqrr::{Grid, PreparedImage, SimpleGrid};

use crate::code::Code;
use crate::error::Refused;

/// Reads a code's own modules. Where they are needs no finding: what a picture adds is checked there.
pub fn modules(code: &Code) -> Result<(), Refused> {
    lossy(code, |_, _| false)
}

/// Reads a code of which some modules are the opposite of what they should be.
pub fn lossy(code: &Code, lost: impl Fn(usize, usize) -> bool) -> Result<(), Refused> {
    let dark = |x, y| code.is_dark(x, y) != lost(x, y);
    let grid = Grid::new(SimpleGrid::from_func(code.width(), dark));
    same(grid.decode().map(|(_, text)| text), code)
}

/// Finds and reads a code in a square picture of greys.
pub fn picture(
    code: &Code,
    side: usize,
    grey: impl FnMut(usize, usize) -> u8,
) -> Result<(), Refused> {
    let mut image = PreparedImage::prepare_from_greyscale(side, side, grey);
    let found = image.detect_grids();
    let [grid] = found.as_slice() else {
        let why = format!("{} codes are seen where one is", found.len());
        return Err(Refused::Unreadable(why));
    };
    same(grid.decode().map(|(_, text)| text), code)
}

/// The same in a picture turned by so many quarters.
pub fn turned(
    code: &Code,
    side: usize,
    grey: impl Fn(usize, usize) -> u8,
    quarters: usize,
) -> Result<(), Refused> {
    let turn = |(x, y), _| (y, side - 1 - x);
    picture(code, side, |x, y| {
        let (x, y) = (0..quarters).fold((x, y), turn);
        grey(x, y)
    })
}

fn same(read: Result<String, rqrr::DeQRError>, code: &Code) -> Result<(), Refused> {
    let read = read.map_err(|why| Refused::Unreadable(why.to_string()))?;
    if read == code.text() {
        return Ok(());
    }
    Err(Refused::Unreadable("it says something else".to_owned()))
}
