//! What did each file and each folder give? The lines of the import report, and how they leave.
//!
//! Every file that was met has one line, whether it gave articles or not; what concerns no file (a folder that may not be
//! read) has a line of its own. [`query`] (which lines, in which order), [`mod@render`] (as CSV and JSON Lines).

pub mod query;
pub mod render;

pub use query::{Only, ReportColumn, ReportQuery, ReportSort, ReportView};
pub use render::{ReportFormat, render, write};

use crate::corpus::Corpus;
use crate::ingest::{FileAccount, file_of};
use crate::work::{Cancel, Problem, ProblemKind};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Articles and problems between two looks at whether the report is still wanted.
const STRIDE: usize = 4096;

/// What an import gave, by file and by folder.
#[derive(Clone, Debug, Default)]
pub struct ImportReport {
    /// One line a file, by path.
    pub files: Vec<FileLine>,
    /// One line a folder, each with all that lies in it and below; the first is the whole.
    pub folders: Vec<FolderLine>,
}

/// What one file gave.
#[derive(Clone, Debug, Default)]
pub struct FileLine {
    /// The file.
    pub file: FileAccount,
    /// Articles in it, copies left out.
    pub articles: usize,
    /// Those among them without a publication date.
    pub undated: usize,
    /// In one word.
    pub state: FileState,
    /// What could not be read as intended.
    pub problems: Vec<Problem>,
}

/// What the files of one folder gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderLine {
    /// The folder, as shown; empty for the whole.
    pub shown_path: Arc<str>,
    /// Files in it and below.
    pub files: usize,
    /// Files that gave neither articles nor copies of some, and are no `metadata.csv`.
    pub not_read: usize,
    /// Articles.
    pub articles: usize,
    /// Articles without a publication date.
    pub undated: usize,
    /// Articles left out because another file had their content before.
    pub duplicates: usize,
    /// What could not be read as intended.
    pub problems: usize,
    /// What else is to be said of how files were read.
    pub notes: usize,
}

/// What became of a file, in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileState {
    /// Read as intended.
    #[default]
    Read,
    /// Read by a guess that may be wrong.
    Doubtful,
    /// Something in it could not be read.
    InPart,
    /// A `metadata.csv`.
    Metadata,
    /// Read, and nothing in it is an article.
    NoArticle,
    /// Not read, for this reason.
    Refused(ProblemKind),
}

impl FileState {
    /// The word for it, as reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Doubtful => "doubtful",
            Self::InPart => "read in part",
            Self::Metadata => "metadata",
            Self::NoArticle => "no article",
            Self::Refused(kind) => kind.name(),
        }
    }
}

impl FileLine {
    /// True when the file gave nothing, though it should have.
    pub fn is_unread(&self) -> bool {
        self.articles == 0 && self.file.duplicates.is_empty() && self.state != FileState::Metadata
    }

    /// What is to be said of the file in a line: its first problem, else its notes.
    pub fn remark(&self) -> String {
        let first = self.problems.first().map(|problem| problem.reason.clone());
        let more = self.problems.len().saturating_sub(1);
        let mut parts: Vec<String> = first.into_iter().collect();
        if more > 0 {
            parts.push(format!("{more} more"));
        }
        parts.extend(self.file.notes.iter().cloned());
        parts.join("; ")
    }

    fn judge(&mut self) {
        let is_only = |kinds: &[ProblemKind]| self.problems.iter().all(|problem| kinds.contains(&problem.kind));
        self.state = match (self.articles, self.problems.first()) {
            _ if self.file.is_metadata && self.problems.is_empty() => FileState::Metadata,
            (0, Some(problem)) => FileState::Refused(problem.kind),
            (0, None) => FileState::NoArticle,
            _ if is_only(&[ProblemKind::Duplicate]) => FileState::Read,
            _ if is_only(&[ProblemKind::Duplicate, ProblemKind::Doubtful]) => FileState::Doubtful,
            _ => FileState::InPart,
        };
    }
}

impl ImportReport {
    /// The report on `files`, with what the corpus and the problems tell of them. Nothing when cancelled.
    pub fn of<'a>(
        files: impl Iterator<Item = &'a FileAccount>,
        corpus: &Corpus,
        problems: impl Iterator<Item = &'a Problem>,
        cancel: &Cancel,
    ) -> Option<Self> {
        let mut lines: HashMap<Arc<str>, FileLine> = HashMap::new();
        for file in files {
            lines.entry(file.shown_path.clone()).or_default().file = file.clone();
        }
        for (index, (_, article)) in corpus.iter().enumerate() {
            if index % STRIDE == 0 && cancel.is_cancelled() {
                return None;
            }
            let line = line_of(&mut lines, &article.source.shown_path);
            line.articles += 1;
            line.undated += usize::from(article.published.is_none());
        }
        for problem in problems {
            let name = file_of(&problem.doc, |name| lines.contains_key(name)).to_owned();
            line_of(&mut lines, &name.into()).problems.push(problem.clone());
        }
        let mut files: Vec<FileLine> = lines.into_values().collect();
        files.sort_by(|a, b| a.file.shown_path.cmp(&b.file.shown_path));
        files.iter_mut().for_each(FileLine::judge);
        let folders = folders(&files);
        (!cancel.is_cancelled()).then_some(Self { files, folders })
    }

    /// The line of everything together.
    pub fn whole(&self) -> FolderLine {
        self.folders.first().cloned().unwrap_or_default()
    }
}

fn line_of<'a>(lines: &'a mut HashMap<Arc<str>, FileLine>, name: &Arc<str>) -> &'a mut FileLine {
    let line = lines.entry(name.clone()).or_default();
    if line.file.shown_path.is_empty() {
        line.file.shown_path = name.clone();
    }
    line
}

/// Every folder above every file, the whole first, then by path.
fn folders(files: &[FileLine]) -> Vec<FolderLine> {
    let mut folders: BTreeMap<&str, FolderLine> = BTreeMap::new();
    for line in files {
        let mut above = Some(&*line.file.shown_path);
        while let Some(path) = above {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let slot = folders
                .entry(folder)
                .or_insert_with(|| FolderLine { shown_path: folder.into(), ..FolderLine::default() });
            slot.files += 1;
            slot.not_read += usize::from(line.is_unread());
            slot.articles += line.articles;
            slot.undated += line.undated;
            slot.duplicates += line.file.duplicates.len();
            slot.problems += line.problems.len();
            slot.notes += line.file.notes.len();
            above = (!folder.is_empty()).then_some(folder);
        }
    }
    folders.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Article, ContentHash, Source};
    use crate::ingest::Format;
    use std::path::PathBuf;

    fn file(name: &str) -> FileAccount {
        FileAccount { shown_path: name.into(), format: Some(Format::Text), ..FileAccount::default() }
    }

    fn corpus(names: &[&str]) -> Corpus {
        let mut corpus = Corpus::new();
        for name in names {
            let source = Source { path: Arc::new(PathBuf::new()), shown_path: (*name).into(), member: None };
            corpus.push(Arc::new(Article::of_text(source, "a".into(), ContentHash([0; 32]), "A text".into())));
        }
        corpus
    }

    #[test]
    fn every_file_has_a_line_and_every_folder_the_sum_of_what_is_below() {
        let copy = FileAccount { duplicates: vec![ContentHash([0; 32])], ..file("a/deep/copy.txt") };
        let metadata = FileAccount { is_metadata: true, notes: vec!["two lines".to_owned()], ..file("metadata.csv") };
        let files = [file("a/one.txt"), copy, file("a/b#1.jsonl"), metadata];
        let problems = [
            Problem::new("a/deep/copy.txt", ProblemKind::Duplicate, "as one"),
            Problem::new("a/b#1.jsonl#7", ProblemKind::Malformed, "line 7"),
            Problem::new("a/locked", ProblemKind::Unreadable, "not allowed"),
        ];
        let corpus = corpus(&["a/one.txt", "a/b#1.jsonl", "a/b#1.jsonl"]);
        let report = ImportReport::of(files.iter(), &corpus, problems.iter(), &Cancel::new()).expect("not cancelled");
        let shown: Vec<_> =
            report.files.iter().map(|line| (&*line.file.shown_path, line.articles, line.state.name())).collect();
        assert_eq!(
            shown,
            [
                ("a/b#1.jsonl", 2, "read in part"),
                ("a/deep/copy.txt", 0, "duplicate"),
                ("a/locked", 0, "unreadable"),
                ("a/one.txt", 1, "read"),
                ("metadata.csv", 0, "metadata"),
            ]
        );
        let sums: Vec<_> =
            report.folders.iter().map(|line| (&*line.shown_path, line.files, line.not_read, line.duplicates)).collect();
        assert_eq!(sums, [("", 5, 1, 1), ("a", 4, 1, 1), ("a/deep", 1, 0, 1)]);
        let whole = report.whole();
        assert_eq!((whole.articles, whole.undated, whole.problems, whole.notes), (3, 3, 3, 1));
    }
}
