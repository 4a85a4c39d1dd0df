//! `check`: what an import of these files gives, every file accounted for.

use super::arguments::CheckArguments;
use super::failure::Failure;
use super::load::{self, Loaded};
use super::streams::Streams;
use super::table::{self, Column};
use super::terminal::plain;
use crate::ingest::Format;
use crate::work::{Problem, ProblemKind};
use std::collections::BTreeMap;

const COLUMNS: [Column; 6] = [
    Column::words("FORMAT", 10),
    Column::number("ARTICLES"),
    Column::number("UNDATED"),
    Column::number("PROBLEMS"),
    Column::words("STATE", 16),
    Column::words("FILE", 100),
];

/// What one file gave.
#[derive(Default)]
struct FileReport<'a> {
    format: Option<Format>,
    articles: usize,
    undated: usize,
    problems: Vec<&'a Problem>,
}

/// Reads the paths and writes a line a file, the reasons of all problems, and the totals.
pub(super) fn run(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let loaded = load::read(&arguments.paths, streams)?;
    // On a terminal the reasons stand in the report already.
    if !streams.is_error_terminal {
        streams.report(&loaded.problems);
    }
    let files = by_file(&loaded);
    let rows: Vec<_> = files
        .iter()
        .map(|(name, file)| {
            let counts = [file.articles, file.undated, file.problems.len()].map(|count| count.to_string());
            let [articles, undated, problems] = counts;
            let format = file.format.map_or("", Format::name).to_owned();
            [format, articles, undated, problems, file.state().to_owned(), (*name).to_owned()]
        })
        .collect();
    table::write(&COLUMNS, &rows, streams.out)?;
    if !loaded.problems.is_empty() {
        writeln!(streams.out, "\nproblems")?;
        for problem in &loaded.problems {
            writeln!(streams.out, "  {}", plain(&problem.to_string()))?;
        }
    }
    writeln!(streams.out, "\n{}", totals(&loaded, &files))?;
    Ok(())
}

/// Every file, and every `metadata.csv` with a problem, by name.
fn by_file(loaded: &Loaded) -> BTreeMap<&str, FileReport<'_>> {
    let mut files: BTreeMap<&str, FileReport<'_>> = BTreeMap::new();
    for file in &loaded.files {
        files.entry(&file.shown_path).or_default().format = file.format;
    }
    for (_, article) in loaded.corpus.iter() {
        let file = files.entry(&article.source.shown_path).or_default();
        file.articles += 1;
        file.undated += usize::from(article.published.is_none());
    }
    for problem in &loaded.problems {
        let name = file_name(&problem.doc, &files);
        files.entry(name).or_default().problems.push(problem);
    }
    files
}

/// The file that `doc` names: without `#member`, where a file of the rest of the name is known.
fn file_name<'a>(doc: &'a str, files: &BTreeMap<&str, FileReport<'_>>) -> &'a str {
    let mut name = doc;
    while !files.contains_key(name) {
        match name.rsplit_once('#') {
            Some((file, _)) => name = file,
            None => return doc,
        }
    }
    name
}

impl FileReport<'_> {
    fn state(&self) -> &'static str {
        match (self.articles, self.problems.first()) {
            (0, Some(problem)) => problem.kind.name(),
            (0, None) => "no article",
            (_, None) => "read",
            (_, Some(_)) if self.problems.iter().all(|problem| problem.kind == ProblemKind::Doubtful) => "doubtful",
            (_, Some(_)) => "read in part",
        }
    }
}

fn totals(loaded: &Loaded, files: &BTreeMap<&str, FileReport<'_>>) -> String {
    let read = files.values().filter(|file| file.articles > 0).count();
    let refused = loaded.files.len().saturating_sub(read);
    let undated: usize = files.values().map(|file| file.undated).sum();
    format!(
        "files {}: read {read}, refused {refused}, metadata {}; articles {}, undated {undated}, problems {}",
        loaded.file_count,
        loaded.file_count.saturating_sub(loaded.files.len()),
        loaded.corpus.len(),
        loaded.problems.len()
    )
}
