//! Rows: the cursor, what is picked, and where a range begins.

use super::action::SelectMode;
use super::effect::Effect;
use super::state::Session;
use crate::corpus::{ArticleId, ArticleSet};
use std::sync::Arc;

impl Session {
    /// Moves the cursor to a row and changes the selection as `mode` says.
    pub(super) fn select(&mut self, article_id: ArticleId, mode: SelectMode) -> Vec<Effect> {
        let selection = &mut self.now.selection;
        match mode {
            SelectMode::CursorOnly => {}
            SelectMode::Only => {
                selection.article_ids = Arc::new(ArticleSet::from_iter([article_id]));
                selection.anchor = Some(article_id);
            }
            SelectMode::Toggle => {
                let picked = Arc::make_mut(&mut selection.article_ids);
                if !picked.remove(article_id) {
                    picked.insert(article_id);
                }
                selection.anchor = Some(article_id);
            }
            SelectMode::Range => {
                let rows = &self.now.view.rows;
                let place = |wanted: ArticleId| rows.iter().position(|row| *row == wanted);
                if let Some(to) = place(article_id) {
                    let from = selection.anchor.or(selection.cursor).and_then(place).unwrap_or(to);
                    selection.anchor = rows.get(from).copied();
                    let range = rows.get(from.min(to)..=from.max(to)).unwrap_or_default();
                    selection.article_ids = Arc::new(range.iter().copied().collect());
                }
            }
        }
        self.now.selection.cursor = Some(article_id);
        Vec::new()
    }

    pub(super) fn select_all(&mut self) -> Vec<Effect> {
        self.now.selection.article_ids = Arc::new(self.now.view.rows.iter().copied().collect());
        Vec::new()
    }

    pub(super) fn clear_selection(&mut self) -> Vec<Effect> {
        self.now.selection.article_ids = Arc::default();
        self.now.selection.anchor = None;
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::reading_sample;
    use super::*;
    use crate::session::Action;

    #[test]
    fn a_range_grows_and_shrinks_from_where_it_began() {
        let mut session = reading_sample();
        session.now.view.rows = (0..9).rev().map(ArticleId).collect();
        let mut select = |number, mode| {
            session.apply(Action::Select(ArticleId(number), mode));
            session.now.selection.article_ids.iter().map(|article_id| article_id.0).collect::<Vec<_>>()
        };
        assert_eq!(select(5, SelectMode::Only), [5]);
        assert_eq!(select(2, SelectMode::Range), [2, 3, 4, 5]);
        assert_eq!(select(4, SelectMode::Range), [4, 5], "shrunk again");
        assert_eq!(select(7, SelectMode::Range), [5, 6, 7], "to the other side");
        assert_eq!(select(1, SelectMode::Toggle), [1, 5, 6, 7]);
        assert_eq!(select(2, SelectMode::Range), [1, 2], "from the row that was last picked");
        assert_eq!(select(8, SelectMode::CursorOnly), [1, 2]);
    }
}
