//! The columns by which rows are sorted.

use serde::{Deserialize, Serialize};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// How well it answers the query.
    Match,
    /// When it appeared.
    Published,
    /// Who published it.
    Outlet,
    /// Headline.
    Title,
    /// Who wrote it.
    Byline,
    /// Language.
    Language,
    /// Words.
    Words,
    /// Dated mentions.
    Mentions,
    /// The file that it comes from.
    File,
}

impl Column {
    /// All columns, in their usual order.
    pub const ALL: [Self; 9] = [
        Self::Published,
        Self::Outlet,
        Self::Title,
        Self::Match,
        Self::Byline,
        Self::Language,
        Self::Words,
        Self::Mentions,
        Self::File,
    ];

    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Match => "Match",
            Self::Published => "Published",
            Self::Outlet => "Outlet",
            Self::Title => "Title",
            Self::Byline => "Byline",
            Self::Language => "Lang.",
            Self::Words => "Words",
            Self::Mentions => "Dates",
            Self::File => "File",
        }
    }

    /// True for columns of which one looks for the largest or latest first.
    pub fn starts_descending(self) -> bool {
        matches!(self, Self::Match | Self::Published | Self::Words | Self::Mentions)
    }
}

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// Largest, latest or last in the alphabet first.
    pub is_descending: bool,
}

/// By which columns rows are sorted. What is equal in the first is sorted by the second, and so on; what is equal in all
/// stands in the order of reading. Unknown values stand last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// The first column.
    #[serde(flatten)]
    pub first: SortKey,
    /// Further ones, in order.
    #[serde(default)]
    pub then: [Option<SortKey>; 2],
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { first: SortKey { column: Column::Published, is_descending: true }, then: [None; 2] }
    }
}

impl Sort {
    /// By one column alone.
    pub fn by(column: Column, is_descending: bool) -> Self {
        Self { first: SortKey { column, is_descending }, then: [None; 2] }
    }

    /// Every column with its direction, in order.
    pub fn keys(self) -> impl Iterator<Item = SortKey> {
        std::iter::once(self.first).chain(self.then.into_iter().flatten())
    }

    /// The direction of a column, when rows are sorted by it.
    pub fn key_of(self, column: Column) -> Option<SortKey> {
        self.keys().find(|key| key.column == column)
    }

    /// True when how well rows answer the query counts.
    pub fn needs_scores(self) -> bool {
        self.keys().any(|key| key.column == Column::Match)
    }

    /// Sorted by `column` alone; by the same one again, the other way round.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        if self.first.column == column && self.then == [None; 2] {
            return Self::by(column, !self.first.is_descending);
        }
        Self::by(column, column.starts_descending())
    }

    /// With `column` as a further one; turned round where it is among them already. A fourth takes the place of the third.
    #[must_use]
    pub fn clicked_further(mut self, column: Column) -> Self {
        let keys = std::iter::once(&mut self.first).chain(self.then.iter_mut().flatten());
        if let Some(key) = keys.into_iter().find(|key| key.column == column) {
            key.is_descending = !key.is_descending;
            return self;
        }
        let place = usize::from(self.then.first().is_some_and(Option::is_some));
        if let Some(slot) = self.then.get_mut(place) {
            *slot = Some(SortKey { column, is_descending: column.starts_descending() });
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_column_is_added_turned_round_and_given_up() {
        let sort = Sort::default().clicked_further(Column::Outlet).clicked_further(Column::Words);
        let columns: Vec<Column> = sort.keys().map(|key| key.column).collect();
        assert_eq!(columns, [Column::Published, Column::Outlet, Column::Words]);
        let turned = sort.clicked_further(Column::Outlet);
        assert_eq!(turned.keys().map(|key| key.is_descending).collect::<Vec<_>>(), [true, true, true]);
        assert_eq!(sort.clicked_further(Column::Title).keys().map(|key| key.column).last(), Some(Column::Title));
        assert_eq!(turned.clicked(Column::Outlet), Sort::by(Column::Outlet, false));
        assert_eq!(Sort::by(Column::Words, true).clicked(Column::Words), Sort::by(Column::Words, false));
    }

    #[test]
    fn what_was_saved_before_there_were_further_columns_is_still_read() {
        let saved: Sort = serde_json::from_str(r#"{"column":"outlet","is_descending":false}"#).expect("read");
        assert_eq!(saved, Sort::by(Column::Outlet, false));
    }
}
