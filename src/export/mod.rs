//! How does a selection leave, whole or not at all?
//!
//! A [`Selection`] is what is seen: articles in their order on screen, with the query and the counts behind them. Each
//! format is one line of the registry in [`format`] and one file. Nothing here reads a clock or knows of a screen: the
//! same selection gives the same bytes.
//!
//! [`selection`] (what leaves, and how it was chosen), [`record`] (an article and a mention as one flat record, shared
//! with the command line), [`format`] (the registry), one file per format ([`csv`], [`jsonl`]),
//! [`manifest`] (query and counts beside formats that have no room for them), [`file`] (temporary file, then rename).

pub mod csv;
pub mod file;
pub mod format;
pub mod jsonl;
pub mod manifest;
pub mod record;
pub mod selection;

pub use file::{ExportError, Written, write};
pub use format::{Format, render};
pub use record::{ArticleRecord, MentionRecord};
pub use selection::{CsvOptions, Options, Scope, Selection};
