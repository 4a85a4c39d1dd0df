//! The import report as CSV and JSON Lines: for spreadsheets, and for scripts.

use super::{FileLine, FolderLine, ImportReport, ReportView};
use crate::export::csv::{escaped, io_error};
use crate::export::{ExportError, Options, file};
use crate::ingest::Format;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// Comma-separated values below a header.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl ReportFormat {
    /// What the ending of a file name asks for: JSON Lines for `.jsonl`, else CSV.
    pub fn from_path(path: &Path) -> Self {
        match crate::export::Format::from_path(path) {
            Some(crate::export::Format::JsonLines) => Self::JsonLines,
            _ => Self::Csv,
        }
    }
}

/// A file's line as scripts read it.
#[derive(Serialize)]
struct FileRecord<'a> {
    file: &'a str,
    format: Option<&'static str>,
    state: &'static str,
    articles: usize,
    undated: usize,
    duplicates: usize,
    problems: Vec<ProblemRecord<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct ProblemRecord<'a> {
    doc: &'a str,
    kind: &'static str,
    reason: &'a str,
}

/// A folder's line as scripts read it.
#[derive(Serialize)]
struct FolderRecord<'a> {
    folder: &'a str,
    files: usize,
    not_read: usize,
    articles: usize,
    undated: usize,
    duplicates: usize,
    problems: usize,
}

/// Writes the lines at `positions` of one view.
///
/// # Errors
/// Those of `out`.
pub fn render(
    report: &ImportReport,
    view: ReportView,
    positions: &[u32],
    format: ReportFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match (view, format) {
        (ReportView::Files, ReportFormat::Csv) => csv_of_files(&chosen(&report.files, positions), out),
        (ReportView::Folders, ReportFormat::Csv) => csv_of_folders(&chosen(&report.folders, positions), out),
        (ReportView::Files, ReportFormat::JsonLines) => {
            chosen(&report.files, positions).into_iter().try_for_each(|line| write_json(&file_record(line), out))
        }
        (ReportView::Folders, ReportFormat::JsonLines) => {
            chosen(&report.folders, positions).into_iter().try_for_each(|line| write_json(&folder_record(line), out))
        }
    }
}

/// Writes the lines at `positions` to the file `path`, whole or not at all, replacing one that stands there.
///
/// # Errors
/// [`ExportError`] with the path and the reason; then the file is neither new nor changed.
pub fn write(path: &Path, report: &ImportReport, view: ReportView, positions: &[u32]) -> Result<(), ExportError> {
    file::write_whole(path, |out| render(report, view, positions, ReportFormat::from_path(path), out))
}

fn chosen<'a, T>(lines: &'a [T], positions: &[u32]) -> Vec<&'a T> {
    positions.iter().filter_map(|&position| lines.get(position as usize)).collect()
}

fn write_json(record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

fn file_record(line: &FileLine) -> FileRecord<'_> {
    FileRecord {
        file: &line.file.shown_path,
        format: line.file.format.map(Format::name),
        state: line.state.name(),
        articles: line.articles,
        undated: line.undated,
        duplicates: line.file.duplicates.len(),
        problems: line
            .problems
            .iter()
            .map(|problem| ProblemRecord { doc: &problem.doc, kind: problem.kind.name(), reason: &problem.reason })
            .collect(),
        notes: &line.file.notes,
    }
}

fn folder_record(line: &FolderLine) -> FolderRecord<'_> {
    FolderRecord {
        folder: &line.shown_path,
        files: line.files,
        not_read: line.not_read,
        articles: line.articles,
        undated: line.undated,
        duplicates: line.duplicates,
        problems: line.problems,
    }
}

fn csv_of_files(lines: &[&FileLine], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    let header = ["file", "format", "state", "articles", "undated", "duplicates", "problems", "reasons", "notes"];
    rows.write_record(header).map_err(io_error)?;
    for line in lines {
        let reasons: Vec<String> =
            line.problems.iter().map(|problem| format!("{}: {}", problem.kind.name(), problem.reason)).collect();
        let counts = [line.articles, line.undated, line.file.duplicates.len(), line.problems.len()];
        let [articles, undated, duplicates, problems] = counts.map(|count| count.to_string());
        let options = Options::default();
        rows.write_record([
            &*escaped(&line.file.shown_path, options),
            line.file.format.map_or("", Format::name),
            line.state.name(),
            &articles,
            &undated,
            &duplicates,
            &problems,
            &*escaped(&reasons.join("\n"), options),
            &*escaped(&line.file.notes.join("\n"), options),
        ])
        .map_err(io_error)?;
    }
    rows.flush()
}

fn csv_of_folders(lines: &[&FolderLine], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["folder", "files", "not_read", "articles", "undated", "duplicates", "problems"])
        .map_err(io_error)?;
    for line in lines {
        let counts = [line.files, line.not_read, line.articles, line.undated, line.duplicates, line.problems];
        let counts = counts.map(|count| count.to_string());
        let name = escaped(&line.shown_path, Options::default());
        let cells = std::iter::once(&*name).chain(counts.iter().map(String::as_str));
        rows.write_record(cells).map_err(io_error)?;
    }
    rows.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::FileAccount;
    use crate::work::{Problem, ProblemKind};

    fn report() -> ImportReport {
        let file = FileAccount {
            shown_path: "=a.jsonl".into(),
            format: Some(Format::JsonLines),
            notes: vec!["3 articles declared, 2 read".to_owned()],
            ..FileAccount::default()
        };
        let problems = vec![Problem::new("=a.jsonl#2", ProblemKind::Malformed, "line 2 is not JSON")];
        ImportReport {
            files: vec![FileLine { file, articles: 2, undated: 1, problems, ..FileLine::default() }],
            folders: Vec::new(),
        }
    }

    fn rendered(format: ReportFormat) -> String {
        let mut out = Vec::new();
        render(&report(), ReportView::Files, &[0], format, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_line_is_a_row_for_spreadsheets_and_an_object_for_scripts() {
        let csv = rendered(ReportFormat::Csv);
        assert_eq!(
            csv.lines().nth(1),
            Some("'=a.jsonl,JSON Lines,read,2,1,0,1,malformed: line 2 is not JSON,\"3 articles declared, 2 read\"")
        );
        let object: serde_json::Value = serde_json::from_str(&rendered(ReportFormat::JsonLines)).expect("JSON");
        assert_eq!(object["problems"][0]["doc"], "=a.jsonl#2");
        assert_eq!(object["notes"][0], "3 articles declared, 2 read");
    }
}
