//! The reader: which articles stand side by side, where each is scrolled to, and what neighbours share.

use super::effect::{Effect, Task};
use super::settings::PanelName;
use super::snapshot::{Reader, ReaderColumn};
use super::state::Session;
use crate::compare::Comparison;
use crate::corpus::{Article, ArticleId};
use crate::text::Span;
use std::sync::Arc;

impl Session {
    /// Shows an article in the active column, or beside it when that is pinned. One that is shown already is scrolled to, not
    /// shown twice.
    pub(super) fn open_in_reader(&mut self, article_id: ArticleId, target: Option<Span>) -> Vec<Effect> {
        if self.now.article(article_id).is_none() {
            return Vec::new();
        }
        let column = self.column(article_id, target);
        let reader = &mut self.now.reader;
        let columns = Arc::make_mut(&mut reader.columns);
        if let Some(shown) = columns.iter().position(|known| known.article_id == article_id) {
            reader.active = shown;
            if target.is_some()
                && let Some(slot) = columns.get_mut(shown)
            {
                *slot = column;
            }
        } else if let Some(place) = place_for_another(columns, reader.active)
            && let Some(slot) = columns.get_mut(place)
        {
            *slot = column;
            reader.active = place;
        } else {
            columns.push(column);
            reader.active = columns.len() - 1;
        }
        self.show_reader();
        self.link_columns()
    }

    /// Shows an article in a further column; when there is no room, in place of the last one that is not pinned.
    pub(super) fn add_to_comparison(&mut self, article_id: ArticleId) -> Vec<Effect> {
        if self.now.article(article_id).is_none()
            || self.now.reader.columns.iter().any(|column| column.article_id == article_id)
        {
            return Vec::new();
        }
        let column = self.column(article_id, None);
        let columns = Arc::make_mut(&mut self.now.reader.columns);
        if columns.len() == Reader::MOST_COLUMNS {
            let last_loose = columns.iter().rposition(|column| !column.is_pinned);
            columns.remove(last_loose.unwrap_or(columns.len() - 1));
        }
        columns.push(column);
        self.now.reader.active = columns.len() - 1;
        self.show_reader();
        self.link_columns()
    }

    /// Shows articles side by side, in place of what the reader shows.
    pub(super) fn compare(&mut self, article_ids: &[ArticleId]) -> Vec<Effect> {
        let mut columns: Vec<ReaderColumn> = Vec::new();
        for &article_id in article_ids {
            let is_new = !columns.iter().any(|column| column.article_id == article_id);
            if is_new && self.now.article(article_id).is_some() && columns.len() < Reader::MOST_COLUMNS {
                columns.push(self.column(article_id, None));
            }
        }
        self.now.reader = Reader { columns: Arc::new(columns), ..Reader::default() };
        self.show_reader();
        self.link_columns()
    }

    pub(super) fn close_column(&mut self, index: usize) -> Vec<Effect> {
        let reader = &mut self.now.reader;
        let columns = Arc::make_mut(&mut reader.columns);
        if index < columns.len() {
            columns.remove(index);
            reader.active = reader.active.min(columns.len().saturating_sub(1));
        }
        self.link_columns()
    }

    pub(super) fn activate_column(&mut self, index: usize) -> Vec<Effect> {
        self.now.reader.active = index.min(self.now.reader.columns.len().saturating_sub(1));
        Vec::new()
    }

    pub(super) fn pin_column(&mut self, index: usize) -> Vec<Effect> {
        if let Some(column) = Arc::make_mut(&mut self.now.reader.columns).get_mut(index) {
            column.is_pinned = !column.is_pinned;
        }
        Vec::new()
    }

    pub(super) fn swap_columns(&mut self, index: usize) -> Vec<Effect> {
        let reader = &mut self.now.reader;
        if index + 1 < reader.columns.len() {
            Arc::make_mut(&mut reader.columns).swap(index, index + 1);
            reader.active = match reader.active {
                active if active == index => index + 1,
                active if active == index + 1 => index,
                active => active,
            };
        }
        self.link_columns()
    }

    pub(super) fn jump_to(&mut self, index: usize, target: Span) -> Vec<Effect> {
        let target_request = self.next_number();
        if let Some(column) = Arc::make_mut(&mut self.now.reader.columns).get_mut(index) {
            column.target = Some(target);
            column.target_request = target_request;
        }
        Vec::new()
    }

    pub(super) fn take_comparison(
        &mut self,
        a: &(ArticleId, Arc<Article>),
        b: &(ArticleId, Arc<Article>),
        comparison: Arc<Comparison>,
    ) -> Vec<Effect> {
        let is_current = |(article_id, article): &(ArticleId, Arc<Article>)| {
            self.now.article(*article_id).is_some_and(|known| known.sha256 == article.sha256)
        };
        if is_current(a) && is_current(b) {
            Arc::make_mut(&mut self.now.reader.comparisons).insert((a.0, b.0), comparison);
        }
        Vec::new()
    }

    fn column(&mut self, article_id: ArticleId, target: Option<Span>) -> ReaderColumn {
        ReaderColumn { article_id, target, target_request: self.next_number(), is_pinned: false }
    }

    /// Opening an article in a hidden reader would look like nothing happened.
    fn show_reader(&mut self) {
        if !self.now.settings.shows(PanelName::Reader) {
            Arc::make_mut(&mut self.now.settings).hidden_panels.retain(|panel| *panel != PanelName::Reader);
        }
    }

    /// Has every two columns linked that are not yet, neighbours first, and forgets those that are shown no more.
    pub(super) fn link_columns(&mut self) -> Vec<Effect> {
        let shown = self.now.reader.columns.clone();
        let mut pairs: Vec<(ArticleId, ArticleId)> = Vec::new();
        for apart in 1..shown.len() {
            let beside = shown.iter().zip(shown.iter().skip(apart));
            pairs.extend(beside.map(|(left, right)| (left.article_id, right.article_id)));
        }
        Arc::make_mut(&mut self.now.reader.comparisons).retain(|pair, _| pairs.contains(pair));
        let missing = pairs.iter().filter(|pair| !self.now.reader.comparisons.contains_key(pair));
        missing
            .filter_map(|&(a, b)| {
                let (left, right) = (self.now.article(a)?, self.now.article(b)?);
                Some(Effect::Task(Task::Compare { a: (a, left), b: (b, right) }))
            })
            .collect()
    }
}

/// The column in which another article opens: the active one, or where that is pinned the nearest one behind it, then before
/// it, that is not; when all are pinned and there is no room for more, the last. Nothing where one has to be added.
fn place_for_another(columns: &[ReaderColumn], active: usize) -> Option<usize> {
    let is_loose = |&index: &usize| columns.get(index).is_some_and(|column| !column.is_pinned);
    let loose = (active..columns.len()).find(is_loose).or_else(|| (0..active).rev().find(is_loose));
    loose.or_else(|| (columns.len() >= Reader::MOST_COLUMNS).then(|| columns.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pinned_column_keeps_its_article() {
        let column = |is_pinned| ReaderColumn { article_id: ArticleId(0), target: None, target_request: 0, is_pinned };
        let place = |pinned: &[bool], active| {
            place_for_another(&pinned.iter().copied().map(column).collect::<Vec<_>>(), active)
        };
        assert_eq!(place(&[], 0), None);
        assert_eq!(place(&[false, false], 0), Some(0));
        assert_eq!(place(&[true, false], 0), Some(1));
        assert_eq!(place(&[false, true], 1), Some(0));
        assert_eq!(place(&[true], 0), None);
        assert_eq!(place(&[true, true, true, true], 1), Some(3));
    }
}
