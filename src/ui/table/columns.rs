//! Which columns fit into a width, and how wide each is.

use crate::session::{Column, TableColumns};

/// A column with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Which.
    pub column: Column,
    /// From the table's left edge, in points.
    pub left: f32,
    /// In points.
    pub width: f32,
}

/// What a title needs to be worth showing, in points.
const LEAST_TITLE: f32 = 160.0;

/// The natural width of a column, and the order in which columns give way when there is no room: the highest first.
fn natural(column: Column) -> (f32, u8) {
    match column {
        Column::Match => (66.0, 1),
        Column::Published => (164.0, 1),
        Column::Outlet => (140.0, 2),
        Column::Title => (LEAST_TITLE, 0),
        Column::Byline => (120.0, 6),
        Column::Language => (54.0, 5),
        Column::Words => (64.0, 4),
        Column::Mentions => (60.0, 3),
        Column::File => (180.0, 7),
    }
}

/// How wide a column is wished, in points.
pub fn wished(wanted: &TableColumns, column: Column) -> f32 {
    let usual = natural(column).0;
    if column == Column::Title { usual } else { wanted.width(column).unwrap_or(usual) }
}

/// The columns that are wanted, from left to right; the title takes what the others leave.
///
/// The column that rows are sorted by gives way last: an order that nothing shows is a riddle. How well rows answer the
/// query is shown where there is something to answer.
pub fn fit(width: f32, wanted: &TableColumns, sorted_by: Column, has_match: bool) -> Vec<Placed> {
    let mut shown = wanted.shown();
    shown.retain(|column| *column != Column::Match || has_match);
    let needed = |shown: &[Column]| shown.iter().map(|column| wished(wanted, *column)).sum::<f32>();
    while needed(&shown) > width && shown.len() > 1 {
        let rank = |column: &Column| match *column {
            Column::Title => 0,
            column if column == sorted_by => 1,
            column => 1 + natural(column).1,
        };
        let Some(last) = shown.iter().copied().max_by_key(rank) else { break };
        shown.retain(|column| *column != last);
    }
    let rest = (width - needed(&shown)).max(0.0);
    let mut left = 0.0;
    shown
        .into_iter()
        .map(|column| {
            let width = wished(wanted, column) + if column == Column::Title { rest } else { 0.0 };
            let placed = Placed { column, left, width };
            left += width;
            placed
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn columns_never_overlap_and_the_title_is_always_there(
            width in 0.0_f32..4000.0, sorted in 0_usize..9, hidden in 0_usize..9, wide in 0.0_f32..2000.0, has_match: bool,
        ) {
            let wanted = TableColumns::default().toggled(Column::ALL[hidden]).resized(Column::Outlet, Some(wide));
            let placed = fit(width, &wanted, Column::ALL[sorted], has_match);
            assert!(placed.iter().any(|place| place.column == Column::Title));
            for pair in placed.windows(2) {
                assert!((pair[0].left + pair[0].width - pair[1].left).abs() < 0.01);
            }
            let end = placed.last().map_or(0.0, |last| last.left + last.width);
            assert!(end <= width.max(LEAST_TITLE) + 0.01);
        }
    }
}
