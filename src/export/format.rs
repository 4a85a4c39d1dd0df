//! The formats that a selection can leave in: one line of the registry each.

use super::{
    Options, Selection, bibtex, csl, csv, docx, gexf, html, icalendar, json, jsonl, markdown, parquet, png, qdpx, ris,
};
use super::{source_zip, svg, text_folder, timelinejs, timelinejs_csv, timesketch, xlsx};
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A format that a selection can leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A table for spreadsheets and statistics.
    Csv,
    /// The same with tabs between the cells.
    Tsv,
    /// A sheet for spreadsheets.
    Xlsx,
    /// A table with types, for statistics.
    Parquet,
    /// All articles in one array, nothing lost.
    Json,
    /// One JSON object a line, nothing lost.
    JsonLines,
    /// A dossier that any browser opens, whole and offline.
    Html,
    /// A chronology for reports.
    Docx,
    /// Notes and reports in one file.
    Markdown,
    /// A folder with a plain text for every article.
    TextFolder,
    /// The files that the articles were read from.
    SourceZip,
    /// References for nearly every reference manager.
    Ris,
    /// References for LaTeX.
    Bibtex,
    /// References for processors of citation styles.
    CslJson,
    /// The timeline as a drawing.
    Svg,
    /// The timeline as a painted picture.
    Png,
    /// The days that are referred to, for calendars.
    ICalendar,
    /// The days that are referred to, for timelines on the web.
    TimelineJs,
    /// The same as a sheet.
    TimelineJsCsv,
    /// Events for forensic timelines.
    Timesketch,
    /// A project for qualitative analysis.
    Qdpx,
    /// A network of outlets and events.
    Gexf,
}

/// What a format is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// An article a row.
    Tables,
    /// Everything that is known, for programs.
    Records,
    /// To be read by people.
    Documents,
    /// For reference managers.
    References,
    /// Days.
    Timelines,
    /// For programs of other fields.
    Analysis,
}

impl Purpose {
    /// All of them, in the order in which a dialog shows them.
    pub const ALL: [Self; 6] =
        [Self::Tables, Self::Records, Self::Documents, Self::References, Self::Timelines, Self::Analysis];

    /// As a dialog calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tables => "Tables",
            Self::Records => "Records",
            Self::Documents => "Documents",
            Self::References => "References",
            Self::Timelines => "Timelines",
            Self::Analysis => "Analysis",
        }
    }
}

/// What the registry holds of a format.
struct Exporter {
    format: Format,
    /// As a menu shows it.
    name: &'static str,
    purpose: Purpose,
    /// Endings of file names, the usual one first.
    extensions: &'static [&'static str],
    /// What it is good for, in a few words.
    remark: &'static str,
    /// What of a selection it can hold beside the articles.
    holds: &'static [Part],
    rendering: Rendering,
}

/// A part of a selection that not every format can hold, or leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The days that articles refer to, as their expressions of time say.
    Days,
    /// The happenings that articles refer to.
    Events,
    /// Whole texts, which can be left out.
    Text,
    /// Expressions of time, which can be left out.
    Mentions,
}

/// Nothing but the articles.
const ARTICLES: &[Part] = &[];
const DAYS: &[Part] = &[Part::Days];
const EVENTS: &[Part] = &[Part::Days, Part::Events];
const TEXT: &[Part] = &[Part::Text];
const TEXT_AND_MENTIONS: &[Part] = &[Part::Text, Part::Mentions];

/// How a format is written.
#[derive(Clone, Copy)]
pub(super) enum Rendering {
    /// As one file.
    File(fn(&Selection<'_>, &mut dyn Write) -> io::Result<()>),
    /// As a folder of files.
    Folder(fn(&Selection<'_>, &mut text_folder::Files<'_>) -> io::Result<()>),
}

#[rustfmt::skip]
const REGISTRY: [Exporter; 22] = [
    Exporter { format: Format::Csv, name: "CSV", purpose: Purpose::Tables, extensions: &["csv"], remark: "For spreadsheets and statistics", holds: TEXT, rendering: Rendering::File(csv::render) },
    Exporter { format: Format::Tsv, name: "TSV", purpose: Purpose::Tables, extensions: &["tsv", "tab"], remark: "As CSV, with tabs between the cells", holds: TEXT, rendering: Rendering::File(csv::render_tabbed) },
    Exporter { format: Format::Xlsx, name: "XLSX", purpose: Purpose::Tables, extensions: &["xlsx"], remark: "For Excel and LibreOffice", holds: ARTICLES, rendering: Rendering::File(xlsx::render) },
    Exporter { format: Format::Parquet, name: "Parquet", purpose: Purpose::Tables, extensions: &["parquet"], remark: "For pandas, DuckDB and R", holds: ARTICLES, rendering: Rendering::File(parquet::render) },
    Exporter { format: Format::Json, name: "JSON", purpose: Purpose::Records, extensions: &["json"], remark: "All articles in one array, for programs", holds: TEXT_AND_MENTIONS, rendering: Rendering::File(json::render) },
    Exporter { format: Format::JsonLines, name: "JSON Lines", purpose: Purpose::Records, extensions: &["jsonl", "ndjson"], remark: "An article a line, for programs", holds: TEXT_AND_MENTIONS, rendering: Rendering::File(jsonl::render) },
    Exporter { format: Format::Html, name: "HTML", purpose: Purpose::Documents, extensions: &["html", "htm"], remark: "A dossier in one file for any browser: table, timeline, articles, comparison", holds: EVENTS, rendering: Rendering::File(html::render) },
    Exporter { format: Format::Docx, name: "DOCX", purpose: Purpose::Documents, extensions: &["docx"], remark: "A chronology for a report, with what was compared", holds: DAYS, rendering: Rendering::File(docx::render) },
    Exporter { format: Format::Markdown, name: "Markdown", purpose: Purpose::Documents, extensions: &["md", "markdown"], remark: "Notes for Obsidian and the like", holds: DAYS, rendering: Rendering::File(markdown::render) },
    Exporter { format: Format::TextFolder, name: "Text files", purpose: Purpose::Documents, extensions: &["folder"], remark: "A folder with a plain text for every article", holds: ARTICLES, rendering: Rendering::Folder(text_folder::render) },
    Exporter { format: Format::SourceZip, name: "Source files", purpose: Purpose::Documents, extensions: &["zip"], remark: "A ZIP of the files that the articles were read from", holds: ARTICLES, rendering: Rendering::File(source_zip::render) },
    Exporter { format: Format::Ris, name: "RIS", purpose: Purpose::References, extensions: &["ris"], remark: "For Zotero, EndNote and nearly every other", holds: TEXT, rendering: Rendering::File(ris::render) },
    Exporter { format: Format::Bibtex, name: "BibTeX", purpose: Purpose::References, extensions: &["bib", "bibtex"], remark: "For LaTeX", holds: TEXT, rendering: Rendering::File(bibtex::render) },
    Exporter { format: Format::CslJson, name: "CSL-JSON", purpose: Purpose::References, extensions: &["csl.json", "csljson"], remark: "For pandoc and citation styles", holds: TEXT, rendering: Rendering::File(csl::render) },
    Exporter { format: Format::Svg, name: "SVG", purpose: Purpose::Timelines, extensions: &["svg"], remark: "The timeline as a picture that stays sharp", holds: EVENTS, rendering: Rendering::File(svg::render) },
    Exporter { format: Format::Png, name: "PNG", purpose: Purpose::Timelines, extensions: &["png"], remark: "The timeline as a picture for slides", holds: EVENTS, rendering: Rendering::File(png::render) },
    Exporter { format: Format::ICalendar, name: "iCalendar", purpose: Purpose::Timelines, extensions: &["ics"], remark: "The days referred to, for calendars", holds: DAYS, rendering: Rendering::File(icalendar::render) },
    Exporter { format: Format::TimelineJs, name: "TimelineJS", purpose: Purpose::Timelines, extensions: &["timeline.json"], remark: "The days referred to, for a timeline on the web", holds: DAYS, rendering: Rendering::File(timelinejs::render) },
    Exporter { format: Format::TimelineJsCsv, name: "TimelineJS sheet", purpose: Purpose::Timelines, extensions: &["timeline.csv"], remark: "The same as the sheet that TimelineJS's editor takes", holds: DAYS, rendering: Rendering::File(timelinejs_csv::render) },
    Exporter { format: Format::Timesketch, name: "Timesketch", purpose: Purpose::Timelines, extensions: &["timesketch.jsonl"], remark: "Publications and days referred to, for forensic timelines", holds: DAYS, rendering: Rendering::File(timesketch::render) },
    Exporter { format: Format::Qdpx, name: "QDPX", purpose: Purpose::Analysis, extensions: &["qdpx"], remark: "For MAXQDA, NVivo, ATLAS.ti and QualCoder: tags as codes, with notes", holds: ARTICLES, rendering: Rendering::File(qdpx::render) },
    Exporter { format: Format::Gexf, name: "GEXF", purpose: Purpose::Analysis, extensions: &["gexf"], remark: "For Gephi: which outlets tell of which events", holds: EVENTS, rendering: Rendering::File(gexf::render) },
];

impl Format {
    /// All of them, in the order in which a menu shows them.
    pub const ALL: [Self; 22] = [
        Self::Csv,
        Self::Tsv,
        Self::Xlsx,
        Self::Parquet,
        Self::Json,
        Self::JsonLines,
        Self::Html,
        Self::Docx,
        Self::Markdown,
        Self::TextFolder,
        Self::SourceZip,
        Self::Ris,
        Self::Bibtex,
        Self::CslJson,
        Self::Svg,
        Self::Png,
        Self::ICalendar,
        Self::TimelineJs,
        Self::TimelineJsCsv,
        Self::Timesketch,
        Self::Qdpx,
        Self::Gexf,
    ];

    fn exporter(self) -> &'static Exporter {
        // A test holds that ALL and REGISTRY agree, place by place.
        &REGISTRY[self as usize]
    }

    /// As a menu shows it.
    pub fn name(self) -> &'static str {
        self.exporter().name
    }

    /// What it is for.
    pub fn purpose(self) -> Purpose {
        self.exporter().purpose
    }

    /// What it is good for, in a few words.
    pub fn remark(self) -> &'static str {
        self.exporter().remark
    }

    /// The usual ending of a file name, without the dot; also the format's name on the command line.
    pub fn extension(self) -> &'static str {
        self.exporter().extensions.first().copied().unwrap_or_default()
    }

    /// The format that a file name's ending asks for; `csl.json` is one ending, and `json` alone another.
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
        if !self.is_folder() {
            name.push(".");
            name.push(self.extension());
        }
        path.with_file_name(name)
    }

    /// True where the happenings that articles refer to are told.
    pub fn tells_events(self) -> bool {
        self.exporter().holds.contains(&Part::Events)
    }

    /// True where the expressions of time in the articles are told, as they are asked for.
    pub fn tells_time(self, options: Options) -> bool {
        self.exporter().holds.contains(&Part::Days) || options.has_mentions && self.can_hold_mentions()
    }

    /// True where an article is a row, and columns can be chosen.
    pub fn is_table(self) -> bool {
        self.purpose() == Purpose::Tables
    }

    /// True where whole texts can be left out.
    pub fn can_leave_text(self) -> bool {
        self.exporter().holds.contains(&Part::Text)
    }

    /// True where expressions of time can be left out.
    pub fn can_hold_mentions(self) -> bool {
        self.exporter().holds.contains(&Part::Mentions)
    }

    /// True where a folder is made, and not a file.
    pub fn is_folder(self) -> bool {
        matches!(self.rendering(), Rendering::Folder(_))
    }

    pub(super) fn rendering(self) -> Rendering {
        self.exporter().rendering
    }

    /// The format with this ending, whatever its case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let is_named =
            |exporter: &&Exporter| exporter.extensions.iter().any(|name| name.eq_ignore_ascii_case(extension));
        REGISTRY.iter().find(is_named).map(|exporter| exporter.format)
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
    match format.rendering() {
        Rendering::File(render) => render(selection, out),
        Rendering::Folder(_) => {
            Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder is no stream; name one to make"))
        }
    }
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
            assert!(!format.remark().is_empty() && Purpose::ALL.contains(&format.purpose()));
        }
        assert_eq!(Format::from_path(Path::new("A.TSV")), Some(Format::Tsv));
        assert_eq!(Format::from_path(Path::new("csv")), None);
        assert_eq!(Format::from_path(Path::new(".csv")), None);
    }

    #[test]
    fn an_ending_of_two_parts_is_one_ending() {
        assert_eq!(Format::from_path(Path::new("a.b.CSL.json")), Some(Format::CslJson));
        assert_eq!(Format::from_path(Path::new("a.json")), Some(Format::Json));
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
            ("x/a.csv", Format::TextFolder, "x/a"),
            ("a.timesketch.jsonl", Format::TimelineJsCsv, "a.timeline.csv"),
        ];
        for (path, format, expected) in cases {
            assert_eq!(format.with_ending(Path::new(path)), Path::new(expected), "{path}");
        }
    }
}
