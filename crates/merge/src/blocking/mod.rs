//! Which pairs of reports are worth scoring.
//!
//! A report stands in some thirty blocks: a stretch of time x a place, an actor, a toll or a rare word x a family of types. A pair is proposed
//! where both stand in one block, at least one of them is at home there in time and one in place ([`Native`]), and few reports stand
//! between them in the block's order ([`WINDOW`]). Precise reports are at home in blocks of days and guests in those of months and
//! years, so that a vague report meets precise ones, and two precise ones meet in a fine block if at all.
//!
//! All of this is local. Which blocks a report stands in, and where, follows from the report alone; a report more or less
//! moves only the pairs that it stands between.

mod keys;
mod order;
mod window;

pub(crate) use keys::keys;
pub(crate) use order::order;
pub(crate) use window::Blocks;

/// Two reports of a block with this many others between them are no pair. The order keeps equal places, days and tolls together
/// (sorted neighbourhoods: Hernández and Stolfo 1995), so what a full block loses is what is least alike.
pub(crate) const WINDOW: usize = 40;

/// Whether a report is at home in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Native {
    /// In time: the block's stretch is as fine as the report's date.
    pub time: bool,
    /// In place.
    pub place: bool,
}

impl Native {
    pub fn bits(self) -> u8 {
        u8::from(self.time) | u8::from(self.place) << 1
    }
}

/// Whether two members of a block, by their [`Native::bits`], may be a pair.
pub(crate) fn may_pair(a: u8, b: u8) -> bool {
    a | b == 3
}
