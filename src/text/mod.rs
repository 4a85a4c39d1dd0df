//! Where in this string? Spans, lines, sentences, words and folding.
//!
//! Everything here is a pure function of a `&str`. Nothing knows of documents, dates or files, and nothing can fail:
//! a span that does not fit a text slices to the empty string.
//!
//! In reading order: [`span`] (byte ranges on character borders), [`letters`] (what is one), [`mod@lines`] (lines, paragraphs, all on one line),
//! [`mod@sentences`], [`mod@words`], [`mod@fold`] (case and accents removed), [`mod@occurrences`] (where a wording stands, folded), [`mod@terms`] (words that carry content), [`hashed`] (words as numbers), [`offsets`] (bytes to
//! code points), [`columns`] (the room that words take), [`mod@visual`] (the order in which a line is seen).

pub mod columns;
pub mod fold;
pub mod hashed;
pub mod letters;
pub mod lines;
pub mod occurrences;
pub mod offsets;
pub mod sentences;
pub mod span;
pub mod terms;
pub mod visual;
pub mod words;

pub use fold::fold;
pub use lines::{lines, one_line, paragraphs};
pub use occurrences::occurrences;
pub use offsets::CodePoints;
pub use sentences::sentences;
pub use span::Span;
pub use terms::{Term, TermKind, terms};
pub use visual::{reads_from_right, visual};
pub use words::words;
