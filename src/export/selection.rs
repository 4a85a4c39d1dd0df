//! What leaves, and how it was chosen.

use crate::corpus::{Article, ArticleId, Corpus};
use crate::events::Mentions;
use crate::search::{Filter, Marks, show_days};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::path::Path;
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
    /// How they were chosen.
    pub scope: Scope,
    /// How they are written.
    pub options: Options,
}

/// How a selection was chosen: written along with it, so that a reader can tell what is there and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The text query as typed; empty when there was none.
    pub query: String,
    /// The other filters as a person reads them: `("outlet", "Tass, Xinhua")`.
    pub filters: Vec<(String, String)>,
    /// Articles that pass.
    pub shown: usize,
    /// Articles opened.
    pub total: usize,
    /// Version of this program.
    pub program_version: String,
    /// When, if that is to be written: without it the same input gives the same bytes.
    pub exported_at: Option<DateTime<Utc>>,
}

impl Scope {
    /// The scope of `shown` of `total` articles, written by this version of the program.
    pub fn new(shown: usize, total: usize) -> Self {
        Self { shown, total, program_version: env!("CARGO_PKG_VERSION").to_owned(), ..Self::default() }
    }

    /// The scope of `shown` of `total` articles that passed `filter`.
    pub fn of_filter(filter: &Filter, shown: usize, total: usize) -> Self {
        let mut scope = Self::new(shown, total);
        scope.query.clone_from(&filter.query);
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

    /// Query, filters and counts as lines of a name and a value, for the head of a document.
    pub fn lines(&self) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        if !self.query.is_empty() {
            lines.push(("query".to_owned(), self.query.clone()));
        }
        lines.extend(self.filters.iter().cloned());
        lines.push(("articles".to_owned(), format!("{} of {}", self.shown, self.total)));
        lines.extend(self.exported_at.map(|at| ("exported".to_owned(), at.format("%Y-%m-%dT%H:%M:%SZ").to_string())));
        lines.push(("program".to_owned(), format!("Parallax {}", self.program_version)));
        lines
    }
}

/// Choices that some formats offer; each format reads those that concern it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How CSV is written.
    pub csv: CsvOptions,
    /// CSV, JSON Lines, and as the abstract RIS, BibTeX and CSL-JSON: the whole text of every article.
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
        Self { csv: CsvOptions::default(), has_text: true, has_mentions: false }
    }
}

impl Options {
    /// The usual choices for a file of this name: a tab between the cells of a `.tsv`.
    pub fn for_path(path: &Path) -> Self {
        let mut options = Self::default();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("tsv")) {
            options.csv.separator = b'\t';
        }
        options
    }
}

impl Selection<'_> {
    /// The articles that leave, in order, with their numbers in the corpus.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, Arc<Article>)> {
        self.article_ids.iter().filter_map(|&id| Some((id, self.corpus.get(id)?)))
    }
}
