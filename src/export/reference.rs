//! An article as reference managers know it: what RIS, BibTeX and CSL-JSON write, each in its own grammar.
//!
//! Values are one line without control characters, so that none can end a field or begin another; what is unknown is
//! left out.

use super::{Selection, sheet};
use crate::corpus::{Article, ArticleId};
use crate::time::Interval;
use std::collections::HashMap;

/// What a reference tells of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    /// The byline, parted at commas, which stand for a family name before a forename in these formats. What is a
    /// forename and what an agency a byline does not say: names stay as they are printed.
    pub(super) names: Vec<String>,
    pub(super) published: Option<Interval>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    /// As it is, lines and all; nothing where texts are not asked for.
    pub(super) text: Option<&'a str>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl<'a> Reference<'a> {
    /// The reference of `article`.
    pub(super) fn new(article_id: ArticleId, article: &'a Article, selection: &Selection<'_>) -> Self {
        let known = |value: Option<&str>| value.map(line).filter(|value| !value.is_empty());
        let lines = |values: Vec<String>| values.iter().filter_map(|value| known(Some(value))).collect();
        let marks = selection.marks;
        let text = selection.options.has_text.then(|| article.text.trim());
        Self {
            title: known(article.title()),
            outlet: known(article.outlet()),
            names: article
                .byline()
                .into_iter()
                .flat_map(|byline| byline.split(','))
                .map(line)
                .filter(|name| !name.is_empty())
                .collect(),
            published: article.published(),
            language: known(article.language()),
            // An address holds no white space.
            url: known(article.url.as_ref().map(|url| &*url.value)).map(|url| url.replace(' ', "%20")),
            text: text.filter(|text| !text.is_empty()),
            tags: marks.tags_of(article_id).map(|tag| line(tag)).filter(|tag| !tag.is_empty()).collect(),
            notes: lines(sheet::notes(article_id, article, marks)),
        }
    }

    /// Tags where commas stand between them: those within a tag are left out.
    pub(super) fn keywords(&self) -> Option<String> {
        let tags: Vec<String> = self.tags.iter().map(|tag| line(&tag.replace(',', " "))).collect();
        (!tags.is_empty()).then(|| tags.join(", "))
    }
}

/// `words` on one line, runs of white space and control characters as one space.
pub(super) fn line(words: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    words.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Gives each name once: one that was given before gets `-2`, `-3` … behind it.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// With the number that is tried next for each.
    given: HashMap<String, u64>,
}

impl Names {
    /// `name`, or what tells it from those before.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let Some(&(mut number)) = self.given.get(name) else {
            self.given.insert(name.to_owned(), 2);
            return name.to_owned();
        };
        let mut free = format!("{name}-{number}");
        while self.given.contains_key(&free) {
            number += 1;
            free = format!("{name}-{number}");
        }
        self.given.insert(name.to_owned(), number + 1);
        self.given.insert(free.clone(), 2);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_for_every_reader() {
        assert_eq!(line(" a\r\nTY  - X\u{b}\u{85}\u{2028}b\0\u{1c}\u{1e}c\t"), "a TY - X b c");
        assert_eq!(line("\u{1}\n"), "");
    }

    #[test]
    fn names_are_given_once() {
        let mut names = Names::default();
        let given: Vec<String> = ["a", "a-2", "a", "a"].into_iter().map(|name| names.unique(name)).collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4"]);
    }
}
