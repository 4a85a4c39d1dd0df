//! Markdown: one file for notes and reports. Front matter holds query and counts; below, one section an article.
//!
//! Every word of a document is escaped (`CommonMark` and the marks that Obsidian and GitHub add), so that it can neither
//! become markup nor load anything.

use super::sheet::{self, Fact};
use super::{Scope, Selection};
use crate::corpus::{Article, Mention};
use crate::search::Query;
use crate::text::one_line;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes front matter, a heading and one section for every article of `selection`.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", front_matter(&selection.scope))?;
    writeln!(out, "\n# {}", sheet::heading(&selection.scope))?;
    let query = Query::parse(&selection.scope.view.query);
    for (index, (article_id, article)) in selection.articles().enumerate() {
        let facts = sheet::facts(&article).into_iter().chain(sheet::marked(article_id, &article, selection.marks));
        section(index + 1, &article, facts, &selection.mentions.of(article_id), &query, out)?;
    }
    Ok(())
}

fn front_matter(scope: &Scope) -> String {
    let mut yaml = String::from("---\n");
    for (name, value) in scope.lines() {
        if name == "articles" {
            // As numbers, by which notes can be sorted.
            let _ = writeln!(yaml, "articles: {}\narticles_opened: {}", scope.shown, scope.total);
        } else {
            let _ = writeln!(yaml, "{}: {}", plain_key(&name), yaml_string(&value));
        }
    }
    yaml.push_str("---\n");
    yaml
}

fn section(
    number: usize,
    article: &Article,
    facts: impl Iterator<Item = Fact>,
    mentions: &[Mention],
    query: &Query,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "\n## {number}. {}\n", escaped(&article.shown_title()))?;
    for Fact { name, value, basis } in facts {
        let basis = if basis.is_empty() { basis } else { format!(" ({})", escaped(&basis)) };
        writeln!(out, "- **{name}:** {}{basis}", escaped(&value))?;
    }
    let snippet = sheet::snippet(article, query);
    if !snippet.is_empty() {
        writeln!(out, "\n> {}", escaped(&snippet))?;
    }
    let references = sheet::references(mentions);
    if !references.is_empty() {
        writeln!(out, "\nRefers to:\n")?;
    }
    for reference in references {
        let days: Vec<String> = reference.days.iter().map(ToString::to_string).collect();
        writeln!(out, "- **{}**: {}", days.join(", "), escaped(reference.sentence.slice(&article.text)))?;
    }
    Ok(())
}

/// `words` on one line, with a backslash before whatever could be markup, and without control characters.
fn escaped(words: &str) -> String {
    let line = one_line(words);
    let mut escaped = String::with_capacity(line.len() + line.len() / 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (index, c) in line.char_indices().filter(|(_, c)| !c.is_control()) {
        let is_list_mark =
            (index == 0 && matches!(c, '+' | '-')) || (digits > 0 && index == digits && matches!(c, '.' | ')'));
        if is_list_mark || is_markup(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Characters that start or end markup in the middle of a line.
fn is_markup(c: char) -> bool {
    matches!(
        c,
        '\\' | '`'
            | '*'
            | '_'
            | '{'
            | '}'
            | '['
            | ']'
            | '<'
            | '>'
            | '#'
            | '|'
            | '~'
            | '$'
            | '&'
            | '^'
            | '='
            | '%'
            | '!'
    )
}

/// A double-quoted YAML string: JSON's, with the characters that YAML does not take as they are written as `\u`.
fn yaml_string(words: &str) -> String {
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The name of a filter as a YAML key: letters and digits, everything else `_`.
fn plain_key(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::SavedView;

    #[test]
    fn words_stay_words() {
        let cases = [
            ("# no heading", "\\# no heading"),
            ("- no item", "\\- no item"),
            ("12. no item", "12\\. no item"),
            ("12 Mar. 2023", "12 Mar. 2023"),
            ("![x](http://e.example/y.png)", "\\!\\[x\\](http://e.example/y.png)"),
            ("<script>a</script>\n\n# b", "\\<script\\>a\\</script\\> \\# b"),
            ("[[note]] %%hidden%% $x$", "\\[\\[note\\]\\] \\%\\%hidden\\%\\% \\$x\\$"),
            ("a\u{1b}[2Jb\u{0}", "a\\[2Jb"),
        ];
        for (words, expected) in cases {
            assert_eq!(escaped(words), expected);
        }
    }

    #[test]
    fn front_matter_cannot_be_left() {
        let view = SavedView { query: "a\"\n---\nb: \\".to_owned(), ..SavedView::default() };
        let yaml = front_matter(&Scope { view, ..Scope::new(1, 2) });
        assert!(yaml.starts_with("---\nquery: \"a\\\"\\u000a---\\u000ab: \\\\\"\narticles: 1\n"), "{yaml}");
    }
}
