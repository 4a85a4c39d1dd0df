//! How does a selection leave, whole or not at all?
//!
//! A [`Selection`] is what is seen: articles in their order on screen, with the query and the counts behind them. Each
//! format is one line of the registry in [`mod@format`] and one file. Nothing here reads a clock or knows of a screen: the
//! same selection gives the same bytes.
//!
//! [`selection`] (what leaves, and how it was chosen), [`record`] (an article and a mention as one flat record, shared
//! with the command line), [`mod@format`] (the registry), then one file per format:
//! - tables ([`columns`]): `csv` (and TSV), `xlsx`, `parquet` (with `thrift`)
//! - records: `json`, `jsonl`
//! - documents (`sheet` is what they tell of an article, `markup` makes words safe, `address` links): `html` (with `marked_text` and
//!   `comparison_html`), `docx`, `markdown`, `text_folder`, `source_zip`
//! - references (`reference`, `partial_date`): `ris`, `bibtex`, `csl`
//! - timelines (`chronology`): `svg` and `png` (with `timeline_picture`, `time_axis` and [`faces`]), `icalendar`, `timelinejs`,
//!   `timelinejs_csv`, `timesketch`
//! - analysis: `qdpx`, `gexf`
//!
//! `package` is a document that is an archive, `side_by_side` what was compared. [`manifest`] stands beside every export (with `digest` and
//! `relative`) and
//! [`restoring`] finds its selection again; [`mod@file`] and `pending` write whole or not at all, in the place
//! of an earlier export (`former`), under names that every system takes (`file_name`). What an import gave leaves as an [`import_report`].

mod address;
mod bibtex;
mod chronology;
pub mod columns;
mod comparison_html;
mod csl;
mod csv;
mod digest;
mod docx;
pub mod faces;
pub mod file;
mod file_name;
pub mod format;
mod former;
mod gexf;
mod html;
mod icalendar;
pub mod import_report;
mod json;
mod jsonl;
pub mod manifest;
mod markdown;
mod marked_text;
mod markup;
mod package;
mod parquet;
mod partial_date;
mod pending;
mod png;
mod qdpx;
pub mod record;
mod reference;
mod relative;
pub mod restoring;
mod ris;
pub mod selection;
mod sheet;
mod side_by_side;
mod source_zip;
mod svg;
mod text_folder;
mod thrift;
mod time_axis;
mod timeline_picture;
mod timelinejs;
mod timelinejs_csv;
mod timesketch;
mod xlsx;

pub use csv::is_formula;
pub use file::{ExportError, Written, write};
pub use format::{Format, render};
pub use manifest::Manifest;
pub use record::{ArticleRecord, MentionRecord};
pub use restoring::{Restored, restore};
pub use selection::{Chosen, Compared, Corrected, CsvOptions, Options, Scope, Selection};
