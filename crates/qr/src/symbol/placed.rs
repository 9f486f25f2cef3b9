//! Where in a symbol its icon stands.

use std::sync::Arc;

use super::Symbol;
use crate::check;
use crate::icon::Icon;

/// Codes so wide, and wider, have the icon's margin, half a module, inside of its square, where there is room for it.
/// From version 7 on an alignment pattern may be in the middle, and zbar misses one of ten codes whose icon is about as
/// large as that, with other modules around.
const WITH_INNER_MARGIN: usize = 37;

/// An icon and the square of modules that it takes.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub icon: Arc<Icon>,
    /// The first module of the square, in both directions, the quiet zone counted.
    pub start: usize,
    /// Modules on a side.
    pub width: usize,
    /// Where the light around the icon is.
    pub margin: Margin,
}

/// Where the light between an icon and the code around it is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Margin {
    /// From the icon's own square.
    Inside,
    /// From the modules beside it, whose middles, by which readers judge them, stay: a small code can spare few.
    Beside,
}

impl Margin {
    /// Its modules inside of the square.
    const INSIDE: f32 = 0.5;
    /// And beside it.
    const BESIDE: f32 = 0.2;
}

impl Placed {
    /// The icon's square and the light one around it: where they begin, in both directions, and how wide they are.
    pub fn squares(&self) -> [(f32, f32); 2] {
        let (start, width) = (self.start as f32, self.width as f32);
        let smaller = |by: f32| (start + by, width - 2.0 * by);
        match self.margin {
            Margin::Inside => [smaller(Margin::INSIDE), smaller(0.0)],
            Margin::Beside => [smaller(0.0), smaller(-Margin::BESIDE)],
        }
    }

    pub fn covers(&self, x: usize, y: usize) -> bool {
        let covered = self.start..self.start + self.width;
        covered.contains(&x) && covered.contains(&y)
    }
}

impl Symbol {
    /// Where the icon may stand: in squares in the middle that the code can lose, the largest first, up to a seventh of
    /// its width; in the smallest codes up to an eighth, three modules of 29: out of focus (sigma 0.375 modules) five
    /// readers then read 8 of 300 fewer than without an icon, with five modules 28. What can be lost is tried with the
    /// worst that may lie there, the opposite of every module, and with a ring more: so much is left for what happens to
    /// a printed code.
    pub(super) fn places(&self, icon: &Arc<Icon>) -> impl Iterator<Item = Placed> {
        let (width, middle) = (self.code.width(), self.code.width() / 2);
        let (most, margin) = match width < WITH_INNER_MARGIN {
            true => (width / 17, Margin::Beside),
            false => (width / 14, Margin::Inside),
        };
        let is_spared = move |half: &usize| {
            let lost = |at: usize| at.abs_diff(middle) <= half + 1;
            check::lossy(&self.code, |x, y| lost(x) && lost(y)).is_ok()
        };
        let halves = (1..=most.max(1)).rev().filter(is_spared);
        halves.map(move |half| Placed {
            icon: icon.clone(),
            start: self.quiet + middle - half,
            width: 2 * half + 1,
            margin,
        })
    }
}
