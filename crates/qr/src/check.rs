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

/// How many of an alignment pattern's 25 modules may differ where zbar still takes it for one.
const ALIGNMENT_SLACK: usize = 6;

/// Whether a reader that looks for an alignment pattern around the middle of a picture, with so many pixels a
/// module, would find one beside it. Such a reader takes all modules around from elsewhere: of 251 codes of versions
/// 7 to 13 with an icon of a fifth of their width zbar read 15, undistorted. It looks up to 1.75 modules away.
pub fn misaligns(middle: usize, module: usize, is_dark: impl Fn(usize, usize) -> bool) -> bool {
    let far = 7 * module / 4;
    let near = 3 * module / 4;
    let around = || middle - far..=middle + far;
    let differs = |x: usize, y: usize| {
        let modules = (0..25_usize).filter(|at| {
            let (column, row): (usize, usize) = (at % 5, at / 5);
            let ring = column.abs_diff(2).max(row.abs_diff(2));
            let (x, y) = (x + column * module, y + row * module);
            is_dark(x - 2 * module, y - 2 * module) != (ring != 1)
        });
        modules.count()
    };
    let places = around().flat_map(|y| around().map(move |x| (x, y)));
    let seen = places.map(|(x, y)| {
        let far = x.abs_diff(middle).max(y.abs_diff(middle));
        (differs(x, y), far)
    });
    // Of those alike, the nearest.
    seen.min()
        .is_some_and(|(differs, far)| differs <= ALIGNMENT_SLACK && far > near)
}

fn same(read: Result<String, rqrr::DeQRError>, code: &Code) -> Result<(), Refused> {
    let read = read.map_err(|why| Refused::Unreadable(why.to_string()))?;
    if read == code.text() {
        return Ok(());
    }
    Err(Refused::Unreadable("it says something else".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_alignment_pattern_beside_the_middle_misleads() {
        const MODULE: usize = 4;
        let middle = 40;
        let misleads = |is_dark: &dyn Fn(usize, usize) -> bool| misaligns(middle, MODULE, is_dark);
        let pattern = |beside: usize| {
            let at = middle + beside;
            move |x: usize, y: usize| {
                let modules = |place: usize| (place.abs_diff(at) + MODULE / 2) / MODULE;
                let ring = modules(x).max(modules(y));
                ring != 1 && ring <= 2
            }
        };
        assert!(!misleads(&pattern(0)));
        assert!(misleads(&pattern(6)));
        assert!(!misleads(&|_, _| true));
        assert!(!misleads(&|_, _| false));
    }
}
