//! A symbol read as strangers read it: as it is drawn, and out of focus.

use super::Symbol;
use crate::alignment;
use crate::check;
use crate::color::{Color, Colors};
use crate::error::Refused;

/// Pixels a module has while a drawn symbol is read back.
pub(super) const CHECKED: usize = 4;

/// And while its icon is looked at for what misleads. The pixel that readers look at lies an eighth of a module
/// beside its middle with four pixels, a sixteenth with eight, and in it with eleven: of what is fine in an icon they see
/// other parts.
const LOOKED_AT: [usize; 3] = [4, 8, 11];

/// And while it is read out of focus, and how far a point spreads then, by a Gaussian, in modules. Whether rqrr, or quirc,
/// which it comes from, finds a code is up to the code there: of 2,400 with an icon those that it missed at one size it
/// missed at others too (a correlation of 0.5), unlike those turned, from aside or small (0).
pub(super) const OUT_OF_FOCUS: [usize; 3] = [5, 8, 11];
const BLUR: f32 = 0.375;

impl Symbol {
    /// Reads it as a stranger would.
    pub(super) fn read_back(&self) -> Result<(), Refused> {
        if self.icon.is_none() && self.colors == Colors::default() {
            // A plain one is its modules, which have been read.
            return Ok(());
        }
        if self.icon.is_some() && self.code.is_aligned_in_its_middle() && self.misleads() {
            let why = "the icon looks like one of the code's own marks";
            return Err(Refused::Unreadable(why.to_owned()));
        }
        let picture = self.paint(CHECKED);
        let grey = |x, y| picture.color(x, y).grey();
        // Turned, what an icon shows may look like a finder; of modules alone none does, see `finder`.
        let turns = if self.icon.is_some() { 0..4 } else { 0..1 };
        turns
            .into_iter()
            .try_for_each(|quarters| check::turned(&self.code, picture.side, grey, quarters))
    }

    /// At how many sizes it isn't read out of focus, if those are fewer than so many.
    pub(super) fn missed_out_of_focus(&self, fewer_than: usize) -> Option<usize> {
        let misses = OUT_OF_FOCUS.into_iter().filter(|module| {
            let picture = self.paint(*module).blurred(BLUR * *module as f32);
            let side = self.side() * module;
            check::picture(&self.code, side, |x, y| picture[y * side + x]).is_err()
        });
        let missed = misses.take(fewer_than).count();
        (missed < fewer_than).then_some(missed)
    }

    /// Whether readers take the icon for an alignment pattern.
    fn misleads(&self) -> bool {
        let mut resolutions = LOOKED_AT.into_iter();
        let [dark, light] = [self.colors.dark(), self.colors.light()].map(Color::grey);
        resolutions.any(|module| {
            let picture = self.paint(module);
            let grey = |x, y| picture.color(x, y).grey();
            alignment::misleads(picture.side, module, grey, dark, light)
        })
    }
}
