//! What stands on which line of the list of quotations, and which words each place altered.

use crate::compare::quotations::Wording;
use crate::compare::word_changes;
use crate::session::Snapshot;
use crate::session::snapshot::{ListedQuotation, Quotations};
use crate::text::Span;
use crate::ui::lines::without_breaks;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lines whose altered words are kept: more than are seen at once.
const MOST_KEPT: usize = 400;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    /// Which quotation.
    pub(super) group: u32,
    /// Which of its places; 0 is the earliest, with which the quotation begins.
    pub(super) place: u32,
}

/// Every line, and what is known of those that were seen.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// In order.
    pub(super) lines: Vec<Line>,
    /// What each alters.
    pub(super) changes: KnownChanges,
    /// Which quotations these are of, and whether every place has a line.
    of: Option<(u64, bool)>,
}

impl Places {
    /// Takes the lines from what is shown now; true when they are others.
    pub(super) fn follow(&mut self, shown: &Quotations, shows_all: bool) -> bool {
        if self.of == Some((shown.generation, shows_all)) {
            return false;
        }
        self.of = Some((shown.generation, shows_all));
        self.changes.0.clear();
        self.lines.clear();
        for (group, listed) in (0..).zip(shown.groups.iter()) {
            for (place, quoted) in (0..).zip(&listed.group.quoted) {
                if place == 0 || shows_all || quoted.wording == Wording::Altered {
                    self.lines.push(Line { group, place });
                }
            }
        }
        true
    }
}

/// A wording on one line, with what it alters of the earliest.
#[derive(Debug, Default)]
pub(super) struct Worded {
    /// The words, without marks and line breaks.
    pub(super) words: String,
    /// Those of them that the earliest does not have.
    pub(super) altered: Vec<Span>,
    /// Those of the earliest that are not in it.
    pub(super) left_out: Vec<String>,
}

/// What is known of lines that were seen.
#[derive(Debug, Default)]
pub(super) struct KnownChanges(BTreeMap<Line, Arc<Worded>>);

impl KnownChanges {
    /// The wording of a line.
    pub(super) fn of(&mut self, snapshot: &Snapshot, listed: &ListedQuotation, line: Line) -> Arc<Worded> {
        if self.0.len() > MOST_KEPT {
            self.0.clear();
        }
        self.0.entry(line).or_insert_with(|| Arc::new(worded(snapshot, listed, line))).clone()
    }
}

fn worded(snapshot: &Snapshot, listed: &ListedQuotation, line: Line) -> Worded {
    let words_of = |place: u32| {
        let quoted = listed.group.quoted.get(place as usize)?;
        let article = snapshot.article(quoted.article_id)?;
        Some(without_breaks(quoted.quotation.inner.slice(&article.text)))
    };
    let Some(words) = words_of(line.place) else { return Worded::default() };
    let is_altered =
        listed.group.quoted.get(line.place as usize).is_some_and(|quoted| quoted.wording == Wording::Altered);
    let Some(earliest) = words_of(0).filter(|_| is_altered) else { return Worded { words, ..Worded::default() } };
    let (cut, altered) = word_changes(&earliest, &words);
    let left_out = cut.into_iter().map(|span| span.slice(&earliest).to_owned()).collect();
    Worded { words, altered, left_out }
}
