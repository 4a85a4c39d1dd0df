//! Two expressions that name the ends of one stretch: "20–23 March", "from May to July 2010", "between 2010 and 2014".

use super::expression::{TimeExpression, TimeRange};
use super::find::Found;
use super::language::Language;
use super::meaning::{Calendar, Cell, Piece, What, Year};
use super::tokens::Tokens;

/// True for each expression that is the end of a range of which the one before it is the beginning.
pub(super) fn ends(found: &[Found], tokens: &Tokens, language: &Language) -> Vec<bool> {
    let mut ends = vec![false; found.len()];
    for at in 1..found.len() {
        let (Some(a), Some(b)) = (found.get(at - 1), found.get(at)) else { continue };
        let is = |at: usize, class: &str| tokens.is(at, language.class(class));
        let between = (1..=2).any(|back| {
            let at = a.first.checked_sub(back);
            at.is_some_and(|at| is(at, "between") && (back == 1 || is(at + 1, "article")))
        });
        let joined = b.first > a.end
            && b.first - a.end <= 4
            && (is(a.end, "to") || is(a.end, "and") && between)
            && (a.end + 1..b.first).all(|at| is(at, "article") || is(at, "to") || is(at, "to_tail"));
        let apart = (a.end..=b.first).any(|at| tokens.is_apart(at));
        if let Some(end) = ends.get_mut(at) {
            *end = joined && !apart && is_dated(&a.said.what) && is_dated(&b.said.what);
        }
    }
    ends
}

fn is_dated(what: &What) -> bool {
    !matches!(
        what,
        What::Piece(_) | What::Ref(_) | What::Fixed(_) | What::Length(_) | What::Repeated(_) | What::PartOnly
    )
}

/// Gives the end that has no year that of the other: "from May to July 2010", "1 June 2016 to 30 June".
pub(super) fn share_years(found: &mut [Found], ends: &[bool]) {
    for at in 1..found.len() {
        if !ends.get(at).copied().unwrap_or(false) {
            continue;
        }
        let Some([begin, end]) = found.get_mut(at - 1..=at) else { continue };
        // "from 4 to 22 of this month", "from 4 to January 22"
        if let What::Calendar(Calendar { cell: Cell::DayOfMonth(day), .. }) = begin.said.what {
            match &end.said.what {
                What::Part(Piece::Day(last), whole) if day <= *last => {
                    begin.said.what = What::Part(Piece::Day(day), whole.clone());
                }
                What::Calendar(calendar @ Calendar { cell: Cell::Day(month, last), .. }) if day <= *last => {
                    begin.said.what = What::Calendar(Calendar { cell: Cell::Day(*month, day), ..*calendar });
                }
                _ => {}
            }
        }
        let (What::Calendar(begin), What::Calendar(end)) = (&mut begin.said.what, &mut end.said.what) else { continue };
        let (Some(first), Some(last)) = (place(begin.cell), place(end.cell)) else { continue };
        let lacks = |calendar: &Calendar| calendar.year == Year::Unknown && calendar.rel.is_none();
        match (begin.year, end.year) {
            (_, Year::Full(year)) if lacks(begin) => {
                begin.year = Year::Full(if first <= last { year } else { year - 1 });
            }
            (Year::Full(year), _) if lacks(end) => end.year = Year::Full(if first <= last { year } else { year + 1 }),
            _ => {}
        }
    }
}

/// Where in a year a cell begins: month and day.
fn place(cell: Cell) -> Option<(u32, u32)> {
    match cell {
        Cell::Day(month, day) => Some((month, day)),
        Cell::Month(month) | Cell::Season(month) => Some((month, 1)),
        Cell::Quarter(quarter) => Some((quarter * 3 - 2, 1)),
        Cell::Half(half) => Some((half * 6 - 5, 1)),
        _ => None,
    }
}

/// Gives both ends of every range the whole.
pub(super) fn span(expressions: &mut [TimeExpression], ends: &[bool]) {
    for at in 1..expressions.len() {
        if !ends.get(at).copied().unwrap_or(false) {
            continue;
        }
        let (Some(a), Some(b)) = (expressions.get(at - 1), expressions.get(at)) else { continue };
        let (Some(first), Some(last)) = (a.interval, b.interval) else { continue };
        if first.first() > last.last() {
            continue;
        }
        let range = TimeRange { span: a.span.cover(b.span), interval: first.cover(last) };
        for one in expressions.get_mut(at - 1..=at).into_iter().flatten() {
            one.range = Some(range);
        }
    }
}
