//! Plain columns for people.

use super::terminal::plain;
use crate::text::columns::{shortened, width};
use std::io::{self, Write};

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// How wide it may grow; what is longer is shortened.
    pub most: usize,
    /// True for figures, which stand at the right edge.
    pub is_number: bool,
}

impl Column {
    /// A column of words of at most `most` columns of the terminal.
    pub const fn words(heading: &'static str, most: usize) -> Self {
        Self { heading, most, is_number: false }
    }

    /// A column of figures.
    pub const fn number(heading: &'static str) -> Self {
        Self { heading, most: 12, is_number: true }
    }
}

/// Writes `rows` under their headings, aligned, with two spaces between columns. Writes nothing without rows.
///
/// # Errors
/// Those of `out`.
pub fn write<const N: usize>(columns: &[Column; N], rows: &[[String; N]], out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let cells: Vec<[String; N]> = rows.iter().map(|row| fitted(columns, row)).collect();
    let mut widths = columns.map(|column| width(column.heading));
    for row in &cells {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let headings = columns.map(|column| column.heading.to_owned());
    for row in std::iter::once(&headings).chain(&cells) {
        let mut line = String::new();
        for ((column, cell), widest) in columns.iter().zip(row).zip(widths) {
            let padding = " ".repeat(widest - width(cell));
            let (before, after) = if column.is_number { (padding.as_str(), "") } else { ("", padding.as_str()) };
            line.extend([before, cell, after, "  "]);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn fitted<const N: usize>(columns: &[Column; N], row: &[String; N]) -> [String; N] {
    std::array::from_fn(|i| match (columns.get(i), row.get(i)) {
        (Some(column), Some(cell)) => shortened(plain(cell).trim(), column.most).into_owned(),
        _ => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        let columns = [Column::words("TITLE", 6), Column::number("WORDS"), Column::words("DOC", 9)];
        let row = |title: &str, words: &str, doc: &str| [title.to_owned(), words.to_owned(), doc.to_owned()];
        let mut out = Vec::new();
        write(&columns, &[row("標題", "12", "a"), row("too long a title", "3", "b\u{1b}c")], &mut out)
            .expect("written");
        assert_eq!(String::from_utf8(out).expect("text"), "TITLE   WORDS  DOC\n標題       12  a\ntoo l…      3  bc\n");
    }
}
