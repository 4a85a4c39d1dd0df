//! `TimelineJS` (CSV): the sheet that Knight Lab's template asks for, a row for every sentence and the days that it refers to.
//!
//! A date has the parts that are known. What is told is HTML there, and a cell of a spreadsheet here: words of articles are
//! escaped for both.

use super::csv::{escaped, io_error};
use super::markup::escaped_line;
use super::partial_date::PartialDate;
use super::{Selection, chronology, sheet, timelinejs};
use std::io::{self, Write};

/// The columns of the template, in its order and its spelling.
const COLUMNS: [&str; 18] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Type",
    "Group",
    "Background",
];

/// Bytes of a headline.
const HEADLINE: usize = 160;

/// Writes the row of the title, with query and counts, and a row for every entry.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let options = selection.options;
    let cell = |words: &str| escaped(&escaped_line(words), options).into_owned();
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(COLUMNS).map_err(io_error)?;
    let scope: Vec<String> = selection.scope.told().map(|told| escaped_line(&told)).collect();
    rows.write_record(row(&[
        ("Headline", cell(&sheet::heading(&selection.scope))),
        ("Text", escaped(&scope.join("<br>"), options).into_owned()),
        ("Type", "title".to_owned()),
    ]))
    .map_err(io_error)?;
    for entry in chronology::in_order_of_articles(selection) {
        let Some(article) = entry.article(selection) else { continue };
        let (first, last) = PartialDate::bounds(entry.days);
        let part = |part: Option<u32>| part.map(|number| number.to_string()).unwrap_or_default();
        let sentence = entry.words(&article);
        let facts =
            sheet::facts(&article).into_iter().map(|fact| escaped_line(&format!("{}: {}", fact.name, fact.value)));
        let told: Vec<String> =
            [escaped_line(&sentence), escaped_line(&article.shown_title())].into_iter().chain(facts).collect();
        rows.write_record(row(&[
            ("Year", first.year.to_string()),
            ("Month", part(first.month)),
            ("Day", part(first.day)),
            ("End Year", last.map(|last| last.year.to_string()).unwrap_or_default()),
            ("End Month", part(last.and_then(|last| last.month))),
            ("End Day", part(last.and_then(|last| last.day))),
            ("Display Date", cell(&entry.days.to_string())),
            ("Headline", cell(&sheet::shortened(&sentence, HEADLINE))),
            ("Text", format!("<p>{}</p>", told.join("</p><p>"))),
            (
                "Group",
                timelinejs::group(&article).map(|group| escaped(&group, options).into_owned()).unwrap_or_default(),
            ),
        ]))
        .map_err(io_error)?;
    }
    rows.flush()
}

/// A row with these cells, the others empty.
fn row(cells: &[(&str, String)]) -> Vec<String> {
    let value = |column: &str| cells.iter().find(|(name, _)| *name == column).map(|(_, value)| value.clone());
    COLUMNS.into_iter().map(|column| value(column).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_only_columns_of_the_template() {
        let row = row(&[("Group", "a".to_owned()), ("Year", "2023".to_owned()), ("No such", "x".to_owned())]);
        assert_eq!((row.len(), row[0].as_str(), row[16].as_str()), (COLUMNS.len(), "2023", "a"));
        assert!(!row.contains(&"x".to_owned()));
    }
}
