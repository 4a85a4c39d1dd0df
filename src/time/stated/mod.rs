//! A date that a field, a file name or an address states.
//!
//! Fields are read whole: what is not part of a date makes the field state none. Running text is [`super::read`]'s
//! business. [`pieces`] cuts a field, [`field`] reads it, [`path`] looks into file names and addresses, [`calendar`]
//! checks what was found.

mod calendar;
mod field;
mod path;
mod pieces;

pub(in crate::time) use calendar::month_first;
pub use field::parse;
pub use path::in_path;

/// True for eight digits `YYYYMMDD` that are a day.
pub(in crate::time) fn is_compact_day(number: u32) -> bool {
    calendar::compact(number).is_some()
}
