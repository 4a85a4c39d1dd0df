//! Rows: the cursor and what is picked.

use super::action::SelectMode;
use super::effect::Effect;
use super::state::Session;
use crate::corpus::ArticleId;
use std::sync::Arc;

impl Session {
    /// Moves the cursor to a row and changes the selection as `mode` says.
    pub(super) fn select(&mut self, article_id: ArticleId, mode: SelectMode) -> Vec<Effect> {
        let selection = &mut self.now.selection;
        let picked = Arc::make_mut(&mut selection.article_ids);
        match mode {
            SelectMode::CursorOnly => {}
            SelectMode::Only => {
                picked.clear();
                picked.insert(article_id);
            }
            SelectMode::Toggle => {
                if !picked.remove(&article_id) {
                    picked.insert(article_id);
                }
            }
            SelectMode::Range => {
                let rows = &self.now.view.rows;
                let place = |wanted: ArticleId| rows.iter().position(|row| *row == wanted);
                let from = selection.cursor.and_then(place);
                if let (Some(from), Some(to)) = (from.or_else(|| place(article_id)), place(article_id)) {
                    picked.extend(rows.get(from.min(to)..=from.max(to)).unwrap_or_default());
                }
            }
        }
        selection.cursor = Some(article_id);
        Vec::new()
    }

    pub(super) fn select_all(&mut self) -> Vec<Effect> {
        self.now.selection.article_ids = Arc::new(self.now.view.rows.iter().copied().collect());
        Vec::new()
    }

    pub(super) fn clear_selection(&mut self) -> Vec<Effect> {
        self.now.selection.article_ids = Arc::default();
        Vec::new()
    }
}
