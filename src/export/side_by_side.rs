//! What two compared articles share and what each has alone, as words for a document.

use super::Selection;
use super::reference::line;
use super::selection::Compared;
use crate::compare::Link;
use crate::corpus::Article;
use crate::text::Span;

/// Two articles side by side.
#[derive(Clone, Debug)]
pub(super) struct SideBySide {
    /// Their titles.
    pub(super) titles: [String; 2],
    /// Outlet and day of each.
    pub(super) origins: [String; 2],
    /// Passages that say the same, in order of the first article.
    pub(super) links: Vec<LinkedPassages>,
    /// Sentences that each has alone.
    pub(super) alone: [Vec<String>; 2],
    /// Facts that only one of them states.
    pub(super) facts: [Vec<String>; 2],
}

/// Two passages that say the same.
#[derive(Clone, Debug)]
pub(super) struct LinkedPassages {
    /// `identical`, `conflict`.
    pub(super) kind: &'static str,
    /// Why they are linked, and how strongly.
    pub(super) why: String,
    /// Their words.
    pub(super) passages: [String; 2],
}

/// What is told of every two articles of a selection that were compared.
pub(super) fn of(selection: &Selection<'_>) -> Vec<SideBySide> {
    selection.comparisons.iter().filter_map(|compared| side_by_side(selection, compared)).collect()
}

fn side_by_side(selection: &Selection<'_>, compared: &Compared) -> Option<SideBySide> {
    let (a, b) = (selection.corpus.get(compared.a)?, selection.corpus.get(compared.b)?);
    let comparison = &compared.comparison;
    let sentences =
        |article: &Article, spans: &[Span]| spans.iter().map(|span| line(span.slice(&article.text))).collect();
    let facts = |facts: &[crate::compare::Fact]| {
        facts.iter().map(|fact| format!("{} ({})", line(&fact.wording), fact.kind.name())).collect()
    };
    Some(SideBySide {
        titles: [line(&a.shown_title()), line(&b.shown_title())],
        origins: [origin(&a), origin(&b)],
        links: comparison.links.iter().map(|link| linked(link, &a, &b)).collect(),
        alone: [sentences(&a, &comparison.only_a), sentences(&b, &comparison.only_b)],
        facts: [facts(&comparison.facts_a), facts(&comparison.facts_b)],
    })
}

/// `Morning Post, 22 Mar 2023`
pub(super) fn origin(article: &Article) -> String {
    let published = article.published().map_or_else(|| "undated".to_owned(), |published| published.to_string());
    format!("{}, {published}", line(article.outlet().unwrap_or("unknown outlet")))
}

fn linked(link: &Link, a: &Article, b: &Article) -> LinkedPassages {
    let passages = [line(link.a.slice(&a.text)), line(link.b.slice(&b.text))];
    let why = format!("{}; {}", line(&link.why()), link.strength().name());
    LinkedPassages { kind: link.kind.name(), why, passages }
}
