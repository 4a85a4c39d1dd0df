//! The reader: articles side by side, with their dates, the words that the query found, and what they share.
//!
//! [`blocks`] (a text cut into what is laid out as one), [`flow`] (where each block stands), [`glyphs`] (bytes and points
//! of laid-out text), [`document`] and [`mod@column`] (what is kept of an article and of its column between frames),
//! [`scene`] (what a text is shown with), [`text`] (pointer and keys on one text), [`paint`], [`menu`], [`keys`], [`marks`] (expressions of time), [`links`] and [`bands`]
//! (what columns share), [`sieve`] (which of it is shown), [`tied`] (scrolling tied to the links), [`walking`] (from link to link), [`header`] and [`correct`]
//! (what is known of an article, and changing it), [`copy_line`] (what it copies), [`strip`] (the bar above the columns), [`matrix`] (how much every two
//! share), [`overview`] (the whole article as a strip), [`lists`] (what only one of two has), [`mod@find`] (a wording in the texts), [`contents`] (what an article holds, as a list), [`citation`], [`scrollbar`].

pub mod bands;
pub mod blocks;
pub mod citation;
pub mod column;
pub mod contents;
mod copy_line;
pub mod correct;
pub mod document;
pub mod find;
pub mod flow;
pub mod glyphs;
pub mod header;
pub mod keys;
pub mod links;
pub mod lists;
pub mod marks;
pub mod matrix;
pub mod menu;
mod noted;
pub mod overview;
pub mod paint;
pub mod scene;
pub mod scrollbar;
pub mod sieve;
pub mod strip;
pub mod text;
pub mod tied;
mod view;
mod walking;

pub use keys::READER_KEYS;
pub use scene::is_text;
pub use view::{ReaderView, reader_ui};
