//! What leaves, and how it was chosen.

use super::columns::Columns;
use crate::compare::{self, Comparison};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::events::{Event, Mentions};
use crate::search::sorting::Sort;
use crate::search::{Filter, Marks, SavedView, show_days};
use crate::work::{Cancel, Progress};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Articles to export, in the order in which they are shown.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    /// All articles opened together.
    pub corpus: &'a Corpus,
    /// Their expressions of time.
    pub mentions: &'a Mentions,
    /// What the user notes of them.
    pub marks: &'a Marks,
    /// Which of them leave, in order.
    pub article_ids: &'a [ArticleId],
    /// Happenings that the articles opened refer to; none where the format does not tell of them.
    pub events: &'a [Event],
    /// What articles share that are compared side by side.
    pub comparisons: &'a [Compared],
    /// How they were chosen.
    pub scope: Scope,
    /// How they are written.
    pub options: Options,
    /// Raised when the writing shall stop: then there are no further articles, and nothing is put in place.
    pub cancel: Cancel,
    /// Articles gone through. A format may go through all of them several times.
    pub progress: Progress,
}

/// Two articles side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Left.
    pub a: ArticleId,
    /// Right.
    pub b: ArticleId,
    /// What they share, and what each has alone.
    pub comparison: Arc<Comparison>,
}

impl Compared {
    /// What every two neighbours of `article_ids` share.
    pub fn neighbours(corpus: &Corpus, article_ids: &[ArticleId]) -> Vec<Self> {
        let pairs = article_ids.iter().zip(article_ids.iter().skip(1));
        let compared = pairs.filter_map(|(&a, &b)| {
            let comparison = Arc::new(compare::compare(&*corpus.get(a)?, &*corpus.get(b)?));
            Some(Self { a, b, comparison })
        });
        compared.collect()
    }
}

/// How a selection was chosen: written along with it, so that a reader can tell what is there and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The filters beside the text query as a person reads them: `("outlet", "Tass, Xinhua")`.
    pub filters: Vec<(String, String)>,
    /// Articles that pass.
    pub shown: usize,
    /// Articles opened.
    pub total: usize,
    /// Version of this program.
    pub program_version: String,
    /// When, if that is to be written: without it the same input gives the same bytes.
    pub exported_at: Option<DateTime<Utc>>,
    /// Which of the articles were chosen.
    pub chosen: Chosen,
    /// Query as typed, filters and order, to be set again.
    pub view: SavedView,
    /// Copies were folded: only the earliest of each group is there.
    pub folds_copies: bool,
    /// Files and folders that were opened; none for the built-in sample.
    pub opened: Vec<PathBuf>,
    /// What the user set by hand in these articles.
    pub corrections: Vec<Corrected>,
}

/// One value that the user set by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Corrected {
    /// Names the document.
    pub doc: String,
    /// Content of the article.
    pub sha256: String,
    /// Which field, or `days`, `event-parted`, `event-joined` of a passage.
    pub what: String,
    /// Where the passage starts, in code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// What it was set to; nothing for "unknown".
    pub value: Option<String>,
}

/// Which articles leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Chosen {
    /// Every article that is open, in the order of the table.
    All,
    /// What the filters leave.
    #[default]
    Filtered,
    /// Rows that were picked among them.
    Picked,
    /// What carries a tag.
    Tagged,
    /// What tells of one event.
    Event,
    /// What is compared side by side.
    Comparison,
}

impl Chosen {
    /// All of them, in the order in which a dialog shows them.
    pub const ALL: [Self; 6] = [Self::All, Self::Filtered, Self::Picked, Self::Tagged, Self::Event, Self::Comparison];

    /// The name in a manifest and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Filtered => "filtered",
            Self::Picked => "picked",
            Self::Tagged => "tagged",
            Self::Event => "event",
            Self::Comparison => "comparison",
        }
    }
}

impl Scope {
    /// The scope of `shown` of `total` articles, written by this version of the program.
    pub fn new(shown: usize, total: usize) -> Self {
        Self { shown, total, program_version: env!("CARGO_PKG_VERSION").to_owned(), ..Self::default() }
    }

    /// The scope of `shown` of `total` articles that passed `filter`, in the order `sort`.
    pub fn of_filter(filter: &Filter, sort: Sort, shown: usize, total: usize) -> Self {
        let mut scope = Self::new(shown, total);
        scope.view = SavedView::of(filter, sort);
        scope.folds_copies = filter.stories.is_some();
        let mut add = |name: &str, value: String| scope.filters.push((name.to_owned(), value));
        let names = |values: &BTreeSet<Option<Arc<str>>>| {
            let shown = values.iter().map(|value| value.as_deref().unwrap_or("unknown"));
            shown.collect::<Vec<_>>().join(", ")
        };
        if !filter.outlets.is_empty() {
            add("outlet", names(&filter.outlets));
        }
        if let Some(published) = filter.published {
            add("published", show_days(published));
        }
        if let Some(about) = filter.about {
            add("about", show_days(about));
        }
        if !filter.languages.is_empty() {
            add("language", names(&filter.languages));
        }
        if !filter.kinds.is_empty() {
            add("kind", names(&filter.kinds));
        }
        if !filter.tags.is_empty() {
            add("tag", filter.tags.iter().map(|tag| tag.as_deref().unwrap_or("none")).collect::<Vec<_>>().join(", "));
        }
        if filter.stories.is_some() {
            add("copies", "folded: the earliest of each group stands for the others".to_owned());
        }
        scope
    }

    /// Says which articles were chosen, where the filters do not tell it.
    pub fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        let told = match chosen {
            Chosen::Picked => "picked one by one",
            Chosen::Comparison => "compared side by side",
            Chosen::All | Chosen::Filtered | Chosen::Tagged | Chosen::Event => return,
        };
        self.filters.push(("selection".to_owned(), told.to_owned()));
    }

    /// Query, filters and counts as lines of a name and a value, for the head of a document.
    pub fn lines(&self) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        if !self.view.query.is_empty() {
            lines.push(("query".to_owned(), self.view.query.clone()));
        }
        lines.extend(self.filters.iter().cloned());
        lines.push(("articles".to_owned(), format!("{} of {}", self.shown, self.total)));
        lines.extend(self.exported_at.map(|at| ("exported".to_owned(), at.format("%Y-%m-%dT%H:%M:%SZ").to_string())));
        lines.push(("program".to_owned(), format!("Parallax {}", self.program_version)));
        lines
    }

    /// The same as `name: value`.
    pub fn told(&self) -> impl Iterator<Item = String> {
        self.lines().into_iter().map(|(name, value)| format!("{name}: {value}"))
    }
}

/// Choices that some formats offer; each format reads those that concern it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How CSV is written.
    pub csv: CsvOptions,
    /// Tables: which columns.
    pub columns: Columns,
    /// Tables, JSON Lines, and as the abstract RIS, BibTeX and CSL-JSON: the whole text of every article.
    pub has_text: bool,
    /// JSON Lines: the mentions of every article.
    pub has_mentions: bool,
}

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// The character between cells, one byte: `,` `;` or a tab.
    pub separator: u8,
    /// Begin with a byte order mark, by which older spreadsheets know UTF-8.
    pub has_bom: bool,
    /// Put `'` before cells that a spreadsheet would take for a formula.
    pub has_formulas_escaped: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { separator: b',', has_bom: false, has_formulas_escaped: true }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { csv: CsvOptions::default(), columns: Columns::ALL, has_text: true, has_mentions: false }
    }
}

impl Options {
    /// The columns of a table: whole texts only where texts are asked for.
    pub fn table_columns(self) -> Columns {
        if self.has_text { self.columns } else { self.columns.without_text() }
    }
}

impl Selection<'_> {
    /// The articles that leave, in order, with their numbers in the corpus; none any more once the writing shall stop.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, Arc<Article>)> {
        let going = self.article_ids.iter().take_while(|_| !self.cancel.is_cancelled());
        let counted = going.inspect(|_| self.progress.add_done(1));
        counted.filter_map(|&id| Some((id, self.corpus.get(id)?)))
    }
}
