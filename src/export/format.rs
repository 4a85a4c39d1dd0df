//! The formats that a selection can leave in: one line of the registry each.

use super::{Selection, csv, html, jsonl, markdown};
use std::io::{self, Write};
use std::path::Path;

/// A format that a selection can leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A table for spreadsheets and statistics.
    Csv,
    /// One JSON object a line, nothing lost.
    JsonLines,
    /// Notes and reports in one file.
    Markdown,
    /// A report that any browser opens, whole and offline.
    Html,
}

/// What the registry holds of a format.
struct Exporter {
    format: Format,
    /// As a menu shows it.
    name: &'static str,
    /// Endings of file names, the usual one first.
    extensions: &'static [&'static str],
    /// False where query and counts have no place in the format and stand in a manifest beside it.
    holds_scope: bool,
    render: fn(&Selection<'_>, &mut dyn Write) -> io::Result<()>,
}

#[rustfmt::skip]
const REGISTRY: [Exporter; 4] = [
    Exporter { format: Format::Csv, name: "CSV", extensions: &["csv", "tsv"], holds_scope: false, render: csv::render },
    Exporter { format: Format::JsonLines, name: "JSON Lines", extensions: &["jsonl", "ndjson"], holds_scope: false, render: jsonl::render },
    Exporter { format: Format::Markdown, name: "Markdown", extensions: &["md", "markdown"], holds_scope: true, render: markdown::render },
    Exporter { format: Format::Html, name: "HTML", extensions: &["html", "htm"], holds_scope: true, render: html::render },
];

impl Format {
    /// All of them, in the order in which a menu shows them.
    pub const ALL: [Self; 4] = [Self::Csv, Self::JsonLines, Self::Markdown, Self::Html];

    fn exporter(self) -> &'static Exporter {
        // A test holds that ALL and REGISTRY agree, place by place.
        &REGISTRY[self as usize]
    }

    /// As a menu shows it.
    pub fn name(self) -> &'static str {
        self.exporter().name
    }

    /// The usual ending of a file name, without the dot; also the format's name on the command line.
    pub fn extension(self) -> &'static str {
        self.exporter().extensions.first().copied().unwrap_or_default()
    }

    /// The format that a file name's ending asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_extension(path.extension()?.to_str()?)
    }

    /// The format with this ending, whatever its case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let is_named =
            |exporter: &&Exporter| exporter.extensions.iter().any(|name| name.eq_ignore_ascii_case(extension));
        REGISTRY.iter().find(is_named).map(|exporter| exporter.format)
    }

    /// False where query and counts have no place in the format and stand in a manifest beside it.
    pub fn holds_scope(self) -> bool {
        self.exporter().holds_scope
    }
}

/// Writes `selection` to `out`.
///
/// # Errors
/// Those of `out`.
pub fn render(format: Format, selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    (format.exporter().render)(selection, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_stands_at_its_own_place_in_the_registry() {
        let registered: Vec<Format> = REGISTRY.iter().map(|exporter| exporter.format).collect();
        assert_eq!(registered, Format::ALL);
        for format in Format::ALL {
            assert_eq!(format.exporter().format, format);
            assert_eq!(Format::from_path(Path::new("a").with_extension(format.extension()).as_path()), Some(format));
        }
        assert_eq!(Format::from_path(Path::new("A.TSV")), Some(Format::Csv));
        assert_eq!(Format::from_path(Path::new("csv")), None);
    }
}
