//! BibTeX and BibLaTeX: an `@article` for every article, query and counts as comments at the head.
//!
//! `year` and `month` are what holds the whole interval, for styles of BibTeX; `date` is the interval itself (ISO 8601-2,
//! as BibLaTeX reads it). Braces balance whatever an article holds: those of its words are written as commands.

use super::partial_date::PartialDate;
use super::record::exact;
use super::reference::{Names, Reference, line};
use super::{Scope, Selection};
use std::io::{self, Write};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes a comment with query and counts and one entry for every article of `selection`.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    comment(&selection.scope, out)?;
    let mut keys = Names::default();
    for (article_id, article) in selection.articles() {
        let key = keys.unique(&key_of(&article.id));
        entry(&key, &Reference::new(article_id, &article, selection), out)?;
    }
    Ok(())
}

/// What stands outside entries is a comment; only `@` would begin one.
fn comment(scope: &Scope, out: &mut dyn Write) -> io::Result<()> {
    for told in scope.told() {
        writeln!(out, "% {}", line(&told).replace('@', "(at)"))?;
    }
    Ok(())
}

fn entry(key: &str, reference: &Reference<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\n@article{{{key}")?;
    let mut field = |name: &str, value: Option<String>| match value {
        Some(value) => write!(out, ",\n  {name} = {value}"),
        None => Ok(()),
    };
    let quoted = |words: &Option<String>| words.as_deref().map(|words| format!("{{{}}}", escaped(words)));
    field("title", quoted(&reference.title))?;
    let names: Vec<String> = reference.names.iter().map(|name| format!("{{{}}}", escaped(name))).collect();
    field("author", (!names.is_empty()).then(|| format!("{{{}}}", names.join(" and "))))?;
    field("journal", quoted(&reference.outlet))?;
    let around = reference.published.and_then(PartialDate::around);
    field("year", around.map(|date| format!("{{{:04}}}", date.year)))?;
    let month = around.and_then(|date| MONTHS.get(date.month? as usize - 1));
    field("month", month.map(|&month| month.to_owned()))?;
    field("date", reference.published.map(|interval| format!("{{{}}}", exact(interval))))?;
    field("language", quoted(&reference.language))?;
    field("url", reference.url.as_deref().map(|url| format!("{{{}}}", address(url))))?;
    field("keywords", quoted(&reference.keywords()))?;
    field("abstract", reference.text.map(|text| format!("{{{}}}", escaped(&line(text)))))?;
    let notes = (!reference.notes.is_empty()).then(|| reference.notes.join(" / "));
    field("annote", quoted(&notes))?;
    writeln!(out, "\n}}")
}

/// The letters, digits and signs that every reader takes in a key.
fn key_of(id: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') { c } else { '-' };
    let key: String = id.chars().map(kept).collect();
    if key.is_empty() { "article".to_owned() } else { key }
}

/// `words` as text of LaTeX.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + words.len() / 16);
    let mut before = None;
    for c in words.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            // Two would be a longer dash.
            '-' if before == Some('-') => escaped.push_str("{}-"),
            // Behind a brace it could be taken for the next entry.
            '@' if escaped.trim_end().ends_with('}') || escaped.trim_end().is_empty() => escaped.push_str("{@}"),
            c => escaped.push(c),
        }
        before = Some(c);
    }
    escaped
}

/// An address as it is, but for the signs that would end the field.
fn address(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D").replace('@', "%40")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::SavedView;

    #[test]
    fn braces_balance_whatever_the_words_hold() {
        for words in ["}, url = {x", "{{{", "\\", "\\}", "a}\n@article{b", "%", "$x$", "a--b---c", "@a {} @b"] {
            let written = escaped(words);
            let mut depth = 0_i32;
            for c in written.chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                assert!(depth >= 0, "{written}");
            }
            assert_eq!(depth, 0, "{written}");
        }
        assert_eq!(escaped("50 % & {a}"), "50 \\% \\& \\textbraceleft{}a\\textbraceright{}");
    }

    #[test]
    fn a_key_holds_what_every_reader_takes() {
        assert_eq!(key_of("a b,{c}=ö"), "a-b--c---");
        assert_eq!(key_of(""), "article");
    }

    #[test]
    fn a_comment_begins_no_entry() {
        let view = SavedView { query: "x\n@article{a, title={b}}".to_owned(), ..SavedView::default() };
        let scope = Scope { view, ..Scope::new(1, 2) };
        let mut out = Vec::new();
        comment(&scope, &mut out).expect("memory takes everything");
        let written = String::from_utf8(out).expect("UTF-8");
        assert!(!written.contains('@') && written.lines().all(|line| line.starts_with("% ")), "{written}");
    }
}
