//! Which lines of the import report are asked for, and in which order.

use super::{FileLine, FolderLine, ImportReport};
use crate::text::fold;
use std::cmp::Ordering;

/// By file or by folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportView {
    /// A line a file.
    #[default]
    Files,
    /// A line a folder.
    Folders,
}

impl ReportView {
    /// Both, in the order of the dialog.
    pub const ALL: [Self; 2] = [Self::Files, Self::Folders];

    /// As the dialog calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "Files",
            Self::Folders => "Folders",
        }
    }

    /// The columns of this view, in order.
    pub fn columns(self) -> &'static [ReportColumn] {
        use ReportColumn::{Articles, Duplicates, Files, Format, Name, NotRead, Problems, Remark, State, Undated};
        match self {
            Self::Files => &[State, Name, Format, Articles, Undated, Duplicates, Remark],
            Self::Folders => &[Name, Files, NotRead, Articles, Undated, Duplicates, Problems],
        }
    }
}

/// What a line must have to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Nothing.
    #[default]
    All,
    /// A problem of any kind.
    Problems,
    /// A file that gave nothing.
    NotRead,
    /// An article without a publication date.
    Undated,
    /// An article that another file had before.
    Duplicates,
}

impl Only {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 5] = [Self::All, Self::Problems, Self::NotRead, Self::Undated, Self::Duplicates];

    /// As the dialog calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Problems => "With problems",
            Self::NotRead => "Not read",
            Self::Undated => "Undated",
            Self::Duplicates => "Duplicates",
        }
    }
}

/// A column of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReportColumn {
    /// The path.
    #[default]
    Name,
    /// What a file was read as.
    Format,
    /// Files of a folder.
    Files,
    /// Files of a folder that gave nothing.
    NotRead,
    /// Articles.
    Articles,
    /// Articles without a publication date.
    Undated,
    /// Articles that another file had before.
    Duplicates,
    /// Problems.
    Problems,
    /// What became of a file.
    State,
    /// The first problem, the notes.
    Remark,
}

impl ReportColumn {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Path",
            Self::Format => "Format",
            Self::Files => "Files",
            Self::NotRead => "Not read",
            Self::Articles => "Articles",
            Self::Undated => "Undated",
            Self::Duplicates => "Duplicates",
            Self::Problems => "Problems",
            Self::State => "State",
            Self::Remark => "Reason and notes",
        }
    }

    /// True for columns of figures.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Files | Self::NotRead | Self::Articles | Self::Undated | Self::Duplicates | Self::Problems)
    }
}

/// By which column lines are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportSort {
    /// The column.
    pub column: ReportColumn,
    /// Largest or last first.
    pub is_descending: bool,
}

/// Which lines of the report are asked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportQuery {
    /// By file or by folder.
    pub view: ReportView,
    /// Words that path, format, state, reasons or notes hold, each of them, whatever their case.
    pub words: String,
    /// What a line must have.
    pub only: Only,
    /// In which order.
    pub sort: ReportSort,
}

impl ImportReport {
    /// The lines that `query` asks for, as positions in `files` or `folders`.
    pub fn find(&self, query: &ReportQuery) -> Vec<u32> {
        let words: Vec<String> = fold(&query.words).split_whitespace().map(str::to_owned).collect();
        let holds = |text: &str| {
            let text = fold(text);
            words.iter().all(|word| text.contains(word))
        };
        let sort = query.sort;
        match query.view {
            ReportView::Files => {
                let passes = |line: &FileLine| has(line, query.only) && (words.is_empty() || holds(&all_of(line)));
                sorted(&self.files, passes, |a, b| compare_files(a, b, sort.column), sort)
            }
            ReportView::Folders => {
                let passes =
                    |line: &FolderLine| folder_has(line, query.only) && (words.is_empty() || holds(&line.shown_path));
                let compare = |a: &FolderLine, b: &FolderLine| figure(a, sort.column).cmp(&figure(b, sort.column));
                sorted(&self.folders, passes, compare, sort)
            }
        }
    }
}

/// Positions of the lines that pass, in order; equal ones by path.
fn sorted<T>(
    lines: &[T],
    passes: impl Fn(&T) -> bool,
    compare: impl Fn(&T, &T) -> Ordering,
    sort: ReportSort,
) -> Vec<u32> {
    let passing = lines.iter().enumerate().filter(|(_, line)| passes(line));
    let mut found: Vec<(u32, &T)> = passing.map(|(index, line)| (index as u32, line)).collect();
    if sort.column != ReportColumn::Name {
        found.sort_by(|a, b| {
            let order = compare(a.1, b.1);
            (if sort.is_descending { order.reverse() } else { order }).then(a.0.cmp(&b.0))
        });
    } else if sort.is_descending {
        found.reverse();
    }
    found.into_iter().map(|(index, _)| index).collect()
}

fn has(line: &FileLine, only: Only) -> bool {
    match only {
        Only::All => true,
        Only::Problems => !line.problems.is_empty(),
        Only::NotRead => line.is_unread(),
        Only::Undated => line.undated > 0,
        Only::Duplicates => !line.file.duplicates.is_empty(),
    }
}

fn folder_has(line: &FolderLine, only: Only) -> bool {
    match only {
        Only::All => true,
        Only::Problems => line.problems > 0,
        Only::NotRead => line.not_read > 0,
        Only::Undated => line.undated > 0,
        Only::Duplicates => line.duplicates > 0,
    }
}

/// All that a line says.
fn all_of(line: &FileLine) -> String {
    let mut text = format!("{} {} ", line.file.shown_path, line.state.name());
    text.push_str(line.file.format.map_or("", crate::ingest::Format::name));
    for words in line.problems.iter().map(|problem| &problem.reason).chain(&line.file.notes) {
        text.push(' ');
        text.push_str(words);
    }
    text
}

/// Lines are in the order of their paths already.
fn compare_files(a: &FileLine, b: &FileLine, column: ReportColumn) -> Ordering {
    match column {
        ReportColumn::Name | ReportColumn::Files | ReportColumn::NotRead => Ordering::Equal,
        ReportColumn::Format => a.file.format.cmp(&b.file.format),
        ReportColumn::Articles => a.articles.cmp(&b.articles),
        ReportColumn::Undated => a.undated.cmp(&b.undated),
        ReportColumn::Duplicates => a.file.duplicates.len().cmp(&b.file.duplicates.len()),
        ReportColumn::Problems => a.problems.len().cmp(&b.problems.len()),
        ReportColumn::State => a.state.cmp(&b.state),
        ReportColumn::Remark => a.remark().cmp(&b.remark()),
    }
}

fn figure(line: &FolderLine, column: ReportColumn) -> usize {
    match column {
        ReportColumn::Files => line.files,
        ReportColumn::NotRead => line.not_read,
        ReportColumn::Articles => line.articles,
        ReportColumn::Undated => line.undated,
        ReportColumn::Duplicates => line.duplicates,
        ReportColumn::Problems => line.problems,
        ReportColumn::Name | ReportColumn::Format | ReportColumn::State | ReportColumn::Remark => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::FileAccount;
    use crate::work::{Problem, ProblemKind};

    fn line(name: &str, articles: usize, reason: Option<&str>) -> FileLine {
        let problems = reason.map(|reason| Problem::new(name, ProblemKind::Malformed, reason)).into_iter().collect();
        let file = FileAccount { shown_path: name.into(), ..FileAccount::default() };
        FileLine { file, articles, problems, ..FileLine::default() }
    }

    #[test]
    fn lines_are_found_by_word_and_kind_and_sorted_either_way() {
        let files =
            vec![line("a.txt", 1, None), line("b.txt", 9, Some("Line 3 is BROKEN")), line("c.txt", 0, Some("x"))];
        let report = ImportReport { files, folders: Vec::new() };
        let find = |words: &str, only, column, is_descending| {
            let sort = ReportSort { column, is_descending };
            report.find(&ReportQuery { view: ReportView::Files, words: words.to_owned(), only, sort })
        };
        assert_eq!(find("", Only::All, ReportColumn::Name, false), [0, 1, 2]);
        assert_eq!(find("", Only::All, ReportColumn::Name, true), [2, 1, 0]);
        assert_eq!(find("", Only::All, ReportColumn::Articles, true), [1, 0, 2]);
        assert_eq!(find("broken line", Only::All, ReportColumn::Name, false), [1]);
        assert_eq!(find("", Only::Problems, ReportColumn::Articles, false), [2, 1]);
        assert_eq!(find("", Only::NotRead, ReportColumn::Name, false), [2]);
    }
}
