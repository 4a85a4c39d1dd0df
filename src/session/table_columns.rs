//! Which columns the table has, in which order and how wide, as the user wants them.

use crate::search::sorting::Column;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The narrowest and the widest that a column can be made, in points.
const WIDTHS: std::ops::RangeInclusive<f32> = 36.0..=900.0;

/// The columns of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableColumns {
    /// Those that are shown, from left to right. What a file says may lack the title: see [`Self::shown`].
    shown: Vec<Column>,
    /// How wide those are that have been resized, in points.
    widths: BTreeMap<Column, f32>,
}

impl Default for TableColumns {
    /// All but the name of the file.
    fn default() -> Self {
        let shown = Column::ALL.into_iter().filter(|column| *column != Column::File).collect();
        Self { shown, widths: BTreeMap::new() }
    }
}

impl TableColumns {
    /// Those that are shown, from left to right, each once, the title always among them.
    pub fn shown(&self) -> Vec<Column> {
        let mut shown: Vec<Column> = Vec::with_capacity(Column::ALL.len());
        for column in &self.shown {
            if !shown.contains(column) {
                shown.push(*column);
            }
        }
        if !shown.contains(&Column::Title) {
            shown.insert(0, Column::Title);
        }
        shown
    }

    /// How wide a column has been made, in points.
    pub fn width(&self, column: Column) -> Option<f32> {
        self.widths.get(&column).filter(|width| width.is_finite()).map(|width| limited(*width))
    }

    /// With a column shown where it usually stands, or no longer. The title stays.
    #[must_use]
    pub fn toggled(&self, column: Column) -> Self {
        let mut shown = self.shown();
        if shown.contains(&column) {
            shown.retain(|other| *other == Column::Title || *other != column);
        } else {
            let is_later = |other: &Column| usual_place(*other) > usual_place(column);
            let place = shown.iter().position(is_later).unwrap_or(shown.len());
            shown.insert(place, column);
        }
        Self { shown, widths: self.widths.clone() }
    }

    /// With a column moved to stand before another one, or at the right end.
    #[must_use]
    pub fn moved(&self, column: Column, before: Option<Column>) -> Self {
        let mut shown = self.shown();
        if before == Some(column) || !shown.contains(&column) {
            return self.clone();
        }
        shown.retain(|other| *other != column);
        let place = before.and_then(|before| shown.iter().position(|other| *other == before)).unwrap_or(shown.len());
        shown.insert(place, column);
        Self { shown, widths: self.widths.clone() }
    }

    /// With a column moved one place to the left or to the right.
    #[must_use]
    pub fn stepped(&self, column: Column, to_the_right: bool) -> Self {
        let mut shown = self.shown();
        let Some(place) = shown.iter().position(|other| *other == column) else { return self.clone() };
        let other = if to_the_right { place + 1 } else { place.wrapping_sub(1) };
        if other < shown.len() {
            shown.swap(place, other);
        }
        Self { shown, widths: self.widths.clone() }
    }

    /// With a column as wide as this, in points, or as it usually is.
    #[must_use]
    pub fn resized(&self, column: Column, width: Option<f32>) -> Self {
        let mut widths = self.widths.clone();
        match width {
            Some(width) => widths.insert(column, limited(width)),
            None => widths.remove(&column),
        };
        Self { shown: self.shown(), widths }
    }
}

fn limited(width: f32) -> f32 {
    width.clamp(*WIDTHS.start(), *WIDTHS.end())
}

fn usual_place(column: Column) -> usize {
    Column::ALL.iter().position(|other| *other == column).unwrap_or(Column::ALL.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_column_is_hidden_and_comes_back_where_it_usually_stands() {
        let usual = TableColumns::default();
        let without = usual.toggled(Column::Byline);
        assert!(!without.shown().contains(&Column::Byline));
        assert_eq!(without.toggled(Column::Byline), usual);
        assert_eq!(usual.toggled(Column::Title), usual, "the title stays");
        assert_eq!(usual.toggled(Column::File).shown().last(), Some(&Column::File));
    }

    #[test]
    fn a_column_is_moved_before_another_or_by_a_step() {
        let usual = TableColumns::default();
        let moved = usual.moved(Column::Words, Some(Column::Published));
        assert_eq!(moved.shown().first(), Some(&Column::Words));
        assert_eq!(moved.stepped(Column::Words, false), moved, "there is nothing to the left");
        assert_eq!(moved.stepped(Column::Words, true).shown()[..2], [Column::Published, Column::Words]);
        assert_eq!(usual.moved(Column::Published, None).shown().last(), Some(&Column::Published));
    }

    #[test]
    fn a_settings_file_that_was_edited_by_hand_still_gives_a_table() {
        let odd: TableColumns =
            serde_json::from_str(r#"{"shown":["words","words"],"widths":{"words":1e9}}"#).expect("read");
        assert_eq!(odd.shown(), [Column::Title, Column::Words]);
        assert_eq!(odd.width(Column::Words), Some(900.0));
    }

    proptest! {
        #[test]
        fn whatever_is_done_every_column_stands_once_and_the_title_is_there(
            steps in prop::collection::vec((0_usize..9, 0_usize..9, 0_u8..5), 0..40),
        ) {
            let mut columns = TableColumns::default();
            for (one, other, what) in steps {
                let (one, other) = (Column::ALL[one], Column::ALL[other]);
                columns = match what {
                    0 => columns.toggled(one),
                    1 => columns.moved(one, Some(other)),
                    2 => columns.moved(one, None),
                    3 => columns.stepped(one, true),
                    _ => columns.stepped(one, false),
                };
                let mut shown = columns.shown();
                prop_assert!(shown.contains(&Column::Title));
                let count = shown.len();
                shown.sort_unstable();
                shown.dedup();
                prop_assert_eq!(shown.len(), count);
            }
        }
    }
}
