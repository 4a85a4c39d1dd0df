//! Going to a row by the beginning of what rows are sorted by: a title, an outlet, a day, a number.

use super::cells;
use crate::corpus::{Article, ArticleId};
use crate::search::parse_days;
use crate::session::{Column, Snapshot, SortKey};
use crate::text::fold;
use chrono::NaiveDate;
use std::cmp::Ordering;

/// The first row that begins as typed, or the one behind which it would stand. Rows are in order, so that a few are looked at
/// however many there are. Nothing where rows are sorted by what cannot be typed, or nothing was.
pub fn place_of(snapshot: &Snapshot, typed: &str) -> Option<ArticleId> {
    let view = &snapshot.view;
    let wanted = Wanted::read(view.sort.first, typed)?;
    let is_before = |article_id: &ArticleId| {
        snapshot.article(*article_id).is_some_and(|article| {
            let dates = snapshot.opened.mentions.dated_count(*article_id);
            wanted.compare(&article, dates).is_some_and(|order| order == Ordering::Less)
        })
    };
    let place = view.rows.partition_point(is_before);
    view.rows.get(place.min(view.rows.len().saturating_sub(1))).copied()
}

/// What can be typed to go to a row, by the column that rows are sorted by.
pub fn hint(column: Column) -> Option<&'static str> {
    match column {
        Column::Published => Some("A day, month or year: 2023-03"),
        Column::Outlet | Column::Title | Column::Byline | Column::Language | Column::File => {
            Some("The first letters of it")
        }
        Column::Words | Column::Mentions => Some("A number"),
        Column::Match => None,
    }
}

/// What was typed, as the rows are sorted.
enum Wanted {
    Text(SortKey, String),
    Number(SortKey, u64),
    Day(SortKey, NaiveDate),
}

impl Wanted {
    fn read(key: SortKey, typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        match key.column {
            Column::Match => None,
            Column::Words | Column::Mentions => typed.parse().ok().map(|number| Self::Number(key, number)),
            Column::Published => {
                let days = parse_days(typed).ok()?;
                Some(Self::Day(key, if key.is_descending { days.last() } else { days.first() }))
            }
            _ => Some(Self::Text(key, fold(typed))),
        }
    }

    /// Does the article stand before what is wanted (less), at it or behind it? Nothing where its value is not known:
    /// those stand last.
    fn compare(&self, article: &Article, date_count: usize) -> Option<Ordering> {
        let (key, order) = match self {
            Self::Text(key, wanted) => {
                let value = fold(&cells::value(key.column, article, date_count)?);
                // Upside down, what begins as typed stands before what was typed alone.
                let begins = value.starts_with(wanted.as_str());
                (key, if begins { Ordering::Equal } else { value.as_str().cmp(wanted) })
            }
            Self::Number(key, wanted) => {
                let value = if key.column == Column::Words { u64::from(article.word_count) } else { date_count as u64 };
                (key, value.cmp(wanted))
            }
            Self::Day(key, wanted) => (key, article.published()?.first().cmp(wanted)),
        };
        Some(if key.is_descending { order.reverse() } else { order })
    }
}
