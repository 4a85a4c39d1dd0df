//! RIS: what nearly every reference manager reads. Lines `XX  - value`, a record from `TY` to `ER`.
//!
//! A date has the parts that are known (`2023/03//` is March); one that spans several years has no place in the format
//! and is left out. Further lines of a text are indented, so that none of them is a tag.

use super::Selection;
use super::partial_date::PartialDate;
use super::reference::{Reference, line};
use std::io::{self, Write};

/// Writes every article of `selection` as one record.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (article_id, article) in selection.articles() {
        record(&article.id, &Reference::new(article_id, &article, selection), out)?;
    }
    Ok(())
}

fn record(id: &str, reference: &Reference<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut field = |tag: &str, value: &str| write!(out, "{tag}  - {value}\r\n");
    let mut fields = |tag: &str, values: &[String]| values.iter().try_for_each(|value| field(tag, value));
    fields("TY", &["NEWS".to_owned()])?;
    fields("ID", &[line(id)])?;
    fields("TI", reference.title.as_slice())?;
    fields("AU", &reference.names)?;
    fields("T2", reference.outlet.as_slice())?;
    if let Some(date) = reference.published.and_then(PartialDate::around) {
        fields("PY", &[format!("{:04}", date.year)])?;
        fields("DA", &[day(date)])?;
    }
    fields("LA", reference.language.as_slice())?;
    fields("UR", reference.url.as_slice())?;
    fields("KW", &reference.tags)?;
    fields("AB", reference.text.map(text).as_slice())?;
    fields("N1", &reference.notes)?;
    write!(out, "ER  - \r\n\r\n")
}

/// `2023/03/24/`, `2023/03//`, `2023///`.
fn day(date: PartialDate) -> String {
    let part = |part: Option<u32>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))
}

/// Lines of a text behind the first indented, whatever ends them, and without control characters.
fn text(words: &str) -> String {
    let is_end =
        |c: char| matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let lines = words.split(is_end).map(|words| words.replace(char::is_control, " ").trim().to_owned());
    let mut text = String::with_capacity(words.len() + words.len() / 16);
    for (index, line) in lines.enumerate() {
        if index > 0 {
            text.push_str(if line.is_empty() { "\r\n" } else { "\r\n  " });
        }
        text.push_str(&line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_text_is_a_tag() {
        let written = text("One\nER  - \n\nTY  - NEWS\rTI  - a\u{2028}AU  - b\u{85}\u{1c}UR  - c\0");
        for (index, line) in written.lines().enumerate() {
            assert!(index == 0 || line.is_empty() || line.starts_with("  "), "{line}");
        }
        assert!(!written.contains(['\0', '\u{85}', '\u{2028}', '\u{1c}']));
    }

    #[test]
    fn a_date_keeps_the_parts_that_are_unknown_empty() {
        let date = |month, day| PartialDate { year: 2023, month, day };
        assert_eq!(day(date(Some(3), Some(4))), "2023/03/04/");
        assert_eq!(day(date(Some(3), None)), "2023/03//");
        assert_eq!(day(date(None, None)), "2023///");
    }
}
