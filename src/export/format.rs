//! The formats that a selection can leave in: one line of the registry each.

use super::{Selection, bibtex, csl, csv, html, icalendar, jsonl, markdown, ris, timelinejs, xlsx};
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
    /// References for nearly every reference manager.
    Ris,
    /// References for LaTeX.
    Bibtex,
    /// References for processors of citation styles.
    CslJson,
    /// A sheet for spreadsheets.
    Xlsx,
    /// The days that are referred to, for calendars.
    ICalendar,
    /// The days that are referred to, for timelines on the web.
    TimelineJs,
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
const REGISTRY: [Exporter; 10] = [
    Exporter { format: Format::Csv, name: "CSV", extensions: &["csv", "tsv"], holds_scope: false, render: csv::render },
    Exporter { format: Format::JsonLines, name: "JSON Lines", extensions: &["jsonl", "ndjson"], holds_scope: false, render: jsonl::render },
    Exporter { format: Format::Markdown, name: "Markdown", extensions: &["md", "markdown"], holds_scope: true, render: markdown::render },
    Exporter { format: Format::Html, name: "HTML", extensions: &["html", "htm"], holds_scope: true, render: html::render },
    Exporter { format: Format::Ris, name: "RIS", extensions: &["ris"], holds_scope: false, render: ris::render },
    Exporter { format: Format::Bibtex, name: "BibTeX", extensions: &["bib", "bibtex"], holds_scope: true, render: bibtex::render },
    Exporter { format: Format::CslJson, name: "CSL-JSON", extensions: &["csl.json", "csljson"], holds_scope: false, render: csl::render },
    Exporter { format: Format::Xlsx, name: "XLSX", extensions: &["xlsx"], holds_scope: false, render: xlsx::render },
    Exporter { format: Format::ICalendar, name: "iCalendar", extensions: &["ics"], holds_scope: true, render: icalendar::render },
    Exporter { format: Format::TimelineJs, name: "TimelineJS", extensions: &["timeline.json"], holds_scope: true, render: timelinejs::render },
];

impl Format {
    /// All of them, in the order in which a menu shows them.
    pub const ALL: [Self; 10] = [
        Self::Csv,
        Self::JsonLines,
        Self::Markdown,
        Self::Html,
        Self::Ris,
        Self::Bibtex,
        Self::CslJson,
        Self::Xlsx,
        Self::ICalendar,
        Self::TimelineJs,
    ];

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

    /// The format that a file name's ending asks for; `csl.json` is one ending, and `json` alone none.
    pub fn from_path(path: &Path) -> Option<Self> {
        ending(path).map(|(format, _)| format)
    }

    /// `path` with this format's ending in place of that of another format, or of what stands behind its last dot; a path that ends
    /// in no name stays as it is.
    pub fn with_ending(self, path: &Path) -> PathBuf {
        let Some(name) = path.file_name() else { return path.to_owned() };
        let cut = ending(path).and_then(|(_, length)| name.to_str()?.get(..name.len() - length - 1));
        let stem = cut.map(OsStr::new).or_else(|| path.file_stem()).unwrap_or(name);
        let mut name = stem.to_owned();
        name.push(".");
        name.push(self.extension());
        path.with_file_name(name)
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

/// The format that the end of a file name asks for, and how many bytes that ending has.
fn ending(path: &Path) -> Option<(Format, usize)> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let endings = REGISTRY.iter().flat_map(|exporter| exporter.extensions.iter().map(|end| (exporter.format, *end)));
    let is_end = |end: &str| name.strip_suffix(end).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'));
    endings.filter(|(_, end)| is_end(end)).map(|(format, end)| (format, end.len())).max_by_key(|(_, length)| *length)
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
        assert_eq!(Format::from_path(Path::new(".csv")), None);
    }

    #[test]
    fn an_ending_of_two_parts_is_one_ending() {
        assert_eq!(Format::from_path(Path::new("a.b.CSL.json")), Some(Format::CslJson));
        assert_eq!(Format::from_path(Path::new("a.json")), None);
        assert_eq!(Format::from_extension("csl.json"), Some(Format::CslJson));
        let cases = [
            ("x/a.csv", Format::CslJson, "x/a.csl.json"),
            ("x/a.csl.json", Format::Ris, "x/a.ris"),
            ("a.b.CSL.JSON", Format::CslJson, "a.b.csl.json"),
            ("a.tsv", Format::Csv, "a.csv"),
            ("a.out", Format::Csv, "a.csv"),
            ("a", Format::Csv, "a.csv"),
            ("", Format::Csv, ""),
            ("x/..", Format::Csv, "x/.."),
            ("ü.é", Format::Html, "ü.html"),
        ];
        for (path, format, expected) in cases {
            assert_eq!(format.with_ending(Path::new(path)), Path::new(expected), "{path}");
        }
    }
}
