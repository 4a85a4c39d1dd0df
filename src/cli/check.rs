//! `check`: what an import of these files gives, every file accounted for.

use super::arguments::{CheckArguments, ListFormat};
use super::failure::Failure;
use super::keep::keep;
use super::load;
use super::loaded::Loaded;
use super::streams::Streams;
use super::table::{self, Column};
use super::terminal::plain;
use crate::export::import_report::{self, FileLine, ImportReport, ReportFormat, ReportQuery};
use crate::ingest::Format;
use crate::work::Cancel;
use std::collections::BTreeMap;

const COLUMNS: [Column; 7] = [
    Column::words("FORMAT", 10),
    Column::number("ARTICLES"),
    Column::number("UNDATED"),
    Column::number("DUPLICATES"),
    Column::number("PROBLEMS"),
    Column::words("STATE", 16),
    Column::words("FILE", 100),
];

/// Reads the paths and writes a line a file; as a table also the reasons of all problems, and the totals.
pub(super) fn run(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let loaded = load::read(&arguments.paths, streams)?;
    keep(&arguments.paths, &loaded, None, streams);
    // On a terminal the reasons stand in the report already.
    if !streams.is_error_terminal {
        streams.report(&loaded.problems);
    }
    let report = ImportReport::of(loaded.files.iter(), &loaded.corpus, loaded.problems.iter(), &Cancel::new());
    let report = report.unwrap_or_default();
    let format = match arguments.format {
        ListFormat::Table => return table(&loaded, &report, streams),
        ListFormat::Csv => ReportFormat::Csv,
        ListFormat::Jsonl => ReportFormat::JsonLines,
    };
    let query = ReportQuery::default();
    let all = report.find(&query);
    Ok(import_report::render(&report, query.view, &all, format, streams.out)?)
}

fn table(loaded: &Loaded, report: &ImportReport, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let rows: Vec<_> = report.files.iter().map(row).collect();
    table::write(&COLUMNS, &rows, streams.out)?;
    let notes = report.files.iter().flat_map(|line| line.file.notes.iter().map(|note| (note, &line.file.shown_path)));
    let notes: Vec<String> = notes.map(|(note, path)| format!("{note} ({path})")).collect();
    let problems = loaded.problems.iter().map(ToString::to_string).collect();
    for (heading, lines) in [("notes", notes), ("problems", problems)] {
        if !lines.is_empty() {
            writeln!(streams.out, "\n{heading}")?;
            lines.iter().try_for_each(|line| writeln!(streams.out, "  {}", plain(line)))?;
        }
    }
    writeln!(streams.out)?;
    if !loaded.problems.is_empty() {
        writeln!(streams.out, "problems by reason: {}", by_reason(loaded))?;
    }
    writeln!(streams.out, "{}", totals(loaded, report))?;
    Ok(())
}

fn row(line: &FileLine) -> [String; 7] {
    let counts = [line.articles, line.undated, line.file.duplicates.len(), line.problems.len()];
    let [articles, undated, duplicates, problems] = counts.map(|count| count.to_string());
    let format = line.file.format.map_or("", Format::name).to_owned();
    let state = line.state.name().to_owned();
    [format, articles, undated, duplicates, problems, state, line.file.shown_path.to_string()]
}

/// `malformed 3, timed out 1`, in the order of the alphabet.
fn by_reason(loaded: &Loaded) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in &loaded.problems {
        *counts.entry(problem.kind.name()).or_default() += 1;
    }
    let counted: Vec<String> = counts.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    counted.join(", ")
}

fn totals(loaded: &Loaded, report: &ImportReport) -> String {
    let whole = report.whole();
    let read = report.files.iter().filter(|line| line.articles > 0).count();
    let metadata = loaded.files.iter().filter(|file| file.is_metadata).count();
    let refused = loaded.file_count.saturating_sub(read + metadata);
    format!(
        "files {}: read {read}, refused {refused}, metadata {metadata}; articles {}, undated {}, duplicates {}, problems {}",
        loaded.file_count,
        loaded.corpus.len(),
        whole.undated,
        whole.duplicates,
        loaded.problems.len()
    )
}
