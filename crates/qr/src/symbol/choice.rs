//! Which of the codes that say the same is drawn.

use std::sync::Arc;

use super::Symbol;
use super::reading::{CHECKED, OUT_OF_FOCUS};
use crate::code::{Code, Correction};
use crate::error::Refused;
use crate::focus::Focus;
use crate::icon::Icon;
use crate::layout::Layout;

/// How many codes are read out of focus: those against which least speaks.
const TRIED: usize = 8;

/// Masks that are tried until what is drawn reads back.
const RANKS: usize = 4;

/// The widest codes of which one is chosen by what is left of it out of focus, those of version 10. In long URLs' an icon
/// costs nothing: in version 18, of 2,880 reads none more were missed than without one.
const WIDEST_IN_FOCUS: usize = 57;

impl Symbol {
    /// The symbol under the first mask with which it reads back, or why it doesn't with the last. `asked` is the correction
    /// that its code was made for. In versions 7 to 13 up to a tenth of those with an icon need another mask than the best, by what the icon
    /// shows.
    pub(super) fn with_readable_mask(mut self, asked: Correction) -> Result<Self, Refused> {
        let mut read = self.read_back();
        for rank in 1..RANKS {
            if read.is_ok() {
                break;
            }
            self.code = Code::of_rank(self.text(), asked, rank)?;
            read = self.read_back();
        }
        read.map(|()| self)
    }

    /// The symbol with an icon, in the largest place in which it reads back.
    pub(super) fn with_icon(&self, icon: &Arc<Icon>) -> Result<Self, Refused> {
        let mut refused = Refused::Icon;
        for place in self.places(icon) {
            let placed = Self {
                icon: Some(place),
                ..self.clone()
            };
            let drawn = match self.code.width() <= WIDEST_IN_FOCUS {
                true => placed.best_out_of_focus(),
                false => placed.with_readable_mask(self.code.correction()),
            };
            match drawn {
                Err(why @ Refused::Unreadable(_)) => refused = why,
                drawn => return drawn,
            }
        }
        Err(refused)
    }

    /// The first of the best symbols that reads back, also out of focus, or else the one that does so at most sizes; or why
    /// none does.
    fn best_out_of_focus(&self) -> Result<Self, Refused> {
        let mut refused = Refused::Icon;
        let (mut best, mut least) = (None, OUT_OF_FOCUS.len() + 1);
        for symbol in self.best_in_focus()? {
            let Some(missed) = symbol.missed_out_of_focus(least) else {
                continue;
            };
            match symbol.read_back() {
                Ok(()) => (best, least) = (Some(symbol), missed),
                Err(why) => refused = why,
            }
            if least == 0 {
                break;
            }
        }
        best.ok_or(refused)
    }

    /// Those of all that say the same of which most is left out of focus under its icon, the best first.
    pub(super) fn best_in_focus(&self) -> Result<impl Iterator<Item = Self>, Refused> {
        let picture = self.paint(CHECKED);
        let [dark, light] =
            [self.colors.dark(), self.colors.light()].map(|color| f32::from(color.grey()));
        let middle = |at: usize| (at + self.quiet) * CHECKED + CHECKED / 2;
        let layout = Layout::of(self.code.width());
        let focus = Focus::new(&layout, |x, y| {
            let covered = self.icon.as_ref()?.covers(x + self.quiet, y + self.quiet);
            let grey = f32::from(picture.color(middle(x), middle(y)).grey());
            covered.then(|| ((light - grey) / (light - dark)).clamp(0.0, 1.0))
        });
        let codes = self.code.alike(&layout)?.into_iter();
        let mut codes: Vec<_> = codes.map(|code| (focus.cost(&code), code)).collect();
        codes.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        Ok(codes.into_iter().take(TRIED).map(|(_, code)| Self {
            code,
            ..self.clone()
        }))
    }
}
