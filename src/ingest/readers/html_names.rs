//! How elements are named that are an article's, or are not: `assets/page_furniture.txt`, whose head documents its format.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// The names of one kind.
#[derive(Debug, Default)]
pub(super) struct Names {
    words: HashSet<&'static str>,
    /// Several words together, a blank before and behind.
    groups: Vec<String>,
}

impl Names {
    /// True where `word` is one of the names.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// True where an element's words hold one of the names.
    pub(super) fn are_in(&self, hint: &str) -> bool {
        self.word_in(hint).is_some() || self.groups.iter().any(|group| hint.contains(group.as_str()))
    }

    /// The first of an element's words that is one of the names.
    pub(super) fn word_in(&self, hint: &str) -> Option<&'static str> {
        hint.split(' ').filter(|word| !word.is_empty()).find_map(|word| self.words.get(word)).copied()
    }
}

/// All names, by what they tell.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Elements that never hold the text of an article.
    pub(super) never: Names,
    /// Elements that hold what is around an article, where they do not hold most of the page.
    pub(super) around: Names,
    /// Furniture, whatever stands beside them.
    pub(super) furniture: Names,
    /// Furniture, where they cover little of the page.
    pub(super) weak: Names,
    pub(super) comments: Names,
    /// No headline, name or date in it is the article's.
    pub(super) aside: Names,
    /// The article's text.
    pub(super) body: Names,
}

/// The names that are built into the program.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::parse(include_str!("../../../assets/page_furniture.txt")).0);
    &VOCABULARY
}

impl Vocabulary {
    /// The names of a list, and the headings in it that are unknown.
    fn parse(list: &'static str) -> (Self, BTreeSet<&'static str>) {
        let mut vocabulary = Self::default();
        let mut unknown = BTreeSet::new();
        let mut heading = "";
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                heading = name;
                continue;
            }
            let names = match heading {
                "never" => &mut vocabulary.never,
                "around" => &mut vocabulary.around,
                "word" | "phrase" => &mut vocabulary.furniture,
                "weak" => &mut vocabulary.weak,
                "comments" => &mut vocabulary.comments,
                "aside" => &mut vocabulary.aside,
                "body" => &mut vocabulary.body,
                _ => {
                    unknown.insert(heading);
                    continue;
                }
            };
            if matches!(heading, "phrase" | "body") && line.contains(' ') {
                names.groups.push(format!(" {line} "));
            } else {
                names.words.extend(line.split_whitespace());
            }
        }
        (vocabulary, unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_fits_its_format() {
        let (vocabulary, unknown) = Vocabulary::parse(include_str!("../../../assets/page_furniture.txt"));
        assert!(unknown.is_empty(), "{unknown:?}");
        for names in [&vocabulary.never, &vocabulary.around, &vocabulary.weak, &vocabulary.comments, &vocabulary.aside]
        {
            assert!(names.words.len() > 4 && names.groups.is_empty());
        }
        assert!(vocabulary.furniture.groups.len() > 20 && vocabulary.body.groups.len() > 20);
    }

    #[test]
    fn names_are_whole_words() {
        let furniture = &vocabulary().furniture;
        for (hint, expected) in
            [(" share bar ; ", true), (" shareholder ; ", false), (" read more ; ", true), ("", false)]
        {
            assert_eq!(furniture.are_in(hint), expected, "{hint}");
        }
    }
}
