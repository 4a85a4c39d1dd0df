//! How the user last exported: proposed the next time.

use super::export_request::ExportRequest;
use crate::export::columns::Columns;
use crate::export::{CsvOptions, Format, Options};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How the user last exported, by names that stay when formats and columns are added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a box of the dialog")]
pub struct ExportHabits {
    /// The ending that names the format.
    pub format: String,
    /// Columns of tables, between commas.
    pub columns: String,
    /// Whole texts, where they can be left out.
    pub has_text: bool,
    /// Expressions of time, where they can be left out.
    pub has_mentions: bool,
    /// Only the earliest of copies.
    pub folds_copies: bool,
    /// Between the cells of CSV.
    pub separator: char,
    /// A byte order mark before CSV.
    pub has_bom: bool,
    /// The folder that was written to.
    pub folder: Option<PathBuf>,
}

impl Default for ExportHabits {
    fn default() -> Self {
        let options = Options::default();
        Self {
            format: Format::Csv.extension().to_owned(),
            columns: Columns::ALL.to_string(),
            has_text: options.has_text,
            has_mentions: options.has_mentions,
            folds_copies: false,
            separator: char::from(options.csv.separator),
            has_bom: options.csv.has_bom,
            folder: None,
        }
    }
}

impl From<&ExportRequest> for ExportHabits {
    fn from(request: &ExportRequest) -> Self {
        let options = request.options;
        Self {
            format: request.format.extension().to_owned(),
            columns: options.columns.to_string(),
            has_text: options.has_text,
            has_mentions: options.has_mentions,
            folds_copies: request.articles.folds_copies,
            separator: char::from(options.csv.separator),
            has_bom: options.csv.has_bom,
            folder: request.path.parent().map(PathBuf::from),
        }
    }
}

impl ExportHabits {
    /// The format; CSV where the name is one of another version.
    pub fn format(&self) -> Format {
        Format::from_extension(&self.format).unwrap_or(Format::Csv)
    }

    /// How it is written.
    pub fn options(&self) -> Options {
        let separator = u8::try_from(self.separator).ok().filter(|byte| b",;\t".contains(byte)).unwrap_or(b',');
        Options {
            csv: CsvOptions { separator, has_bom: self.has_bom, ..CsvOptions::default() },
            columns: Columns::parse(&self.columns).unwrap_or_default(),
            has_text: self.has_text,
            has_mentions: self.has_mentions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Chosen;
    use crate::session::export_request::ExportArticles;

    #[test]
    fn what_was_asked_for_is_proposed_the_next_time() {
        let columns = Columns::parse("title,url").expect("columns");
        let csv = CsvOptions { separator: b';', has_bom: true, ..CsvOptions::default() };
        let options = Options { csv, columns, has_text: false, has_mentions: true };
        let articles = ExportArticles { chosen: Chosen::All, tag: None, event_id: None, folds_copies: true };
        let request = ExportRequest { path: "/x/a.ris".into(), format: Format::Ris, articles, options };
        let habits = ExportHabits::from(&request);
        let read: ExportHabits = serde_json::from_str(&serde_json::to_string(&habits).expect("JSON")).expect("habits");
        assert_eq!((read.format(), read.options(), read.folds_copies), (Format::Ris, options, true));
        let other: ExportHabits = serde_json::from_str("{\"format\": \"abc\", \"separator\": \"é\"}").expect("habits");
        assert_eq!((other.format(), other.options()), (Format::Csv, Options::default()));
    }
}
