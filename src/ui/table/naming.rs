//! How the columns are called, and what they hold.

use crate::session::Column;

/// True for columns of numbers, which stand at the right.
pub(super) fn is_number(column: Column) -> bool {
    matches!(column, Column::Match | Column::Words | Column::Mentions)
}

/// The column's whole name, and what it holds.
pub(super) fn explained(column: Column) -> (&'static str, &'static str) {
    match column {
        Column::Match => ("match", "How often the query is met; sorts by how well the article answers it"),
        Column::Published => ("publication date", "When the article appeared, as exactly as is known"),
        Column::Outlet => ("outlet", "Who published it"),
        Column::Title => ("title", "The headline"),
        Column::Byline => ("byline", "Who wrote it"),
        Column::Language => ("language", "The language of the text"),
        Column::Words => ("word count", "How many words the text has, boilerplate left out"),
        Column::Mentions => {
            ("number of dates", "How many days, months, years the text refers to: its marks on the timeline")
        }
        Column::File => ("file", "The file that it was read from, and which record of it"),
    }
}

/// A column's whole name as a menu says it: `Number of dates`.
pub fn full_title(column: Column) -> String {
    let mut name = explained(column).0.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}
