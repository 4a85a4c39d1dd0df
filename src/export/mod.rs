//! How does a selection leave, whole or not at all?
//!
//! A [`Selection`] is what is seen: articles in their order on screen, with the query and the counts behind them. Each
//! format is one line of the registry in [`mod@format`] and one file. Nothing here reads a clock or knows of a screen: the
//! same selection gives the same bytes.
//!
//! [`selection`] (what leaves, and how it was chosen), [`record`] (an article and a mention as one flat record, shared
//! with the command line), [`mod@format`] (the registry), one file per format (`csv`,
//! `jsonl`, `markdown`, `html` with `marked_text` and `markup`, `ris`, `bibtex` and `csl` with `reference` and `partial_date`, `xlsx`, `icalendar`, `timelinejs`), `sheet` (what documents for people tell of an article),
//! [`manifest`] (query and counts beside formats that have no room for them), [`mod@file`] (temporary file, then rename). What an import gave leaves
//! as an [`import_report`].

mod bibtex;
mod csl;
mod csv;
pub mod file;
pub mod format;
mod html;
mod icalendar;
pub mod import_report;
mod jsonl;
pub mod manifest;
mod markdown;
mod marked_text;
mod markup;
mod partial_date;
pub mod record;
mod reference;
mod ris;
pub mod selection;
mod sheet;
mod timelinejs;
mod xlsx;

pub use csv::is_formula;
pub use file::{ExportError, Written, write};
pub use format::{Format, render};
pub use record::{ArticleRecord, MentionRecord};
pub use selection::{CsvOptions, Options, Scope, Selection};
