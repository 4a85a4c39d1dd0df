//! What is asked of every engine, and what an engine has to offer to be asked.

use crate::corpus_generator::GeneratedArticle;

/// Which articles are wanted. Words are lower-case ASCII letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Query {
    /// One word in all of these.
    All(Vec<String>),
    Phrase(Vec<String>),
    Prefix(String),
    /// A word at most so many letters inserted, deleted, changed or swapped away.
    Fuzzy(String, u8),
    /// A regular expression that a whole word matches.
    WordRegex(String),
    /// Letters anywhere in a word.
    Substring(String),
    /// Two words with at most so many words between them, in any order.
    Near(String, String, u32),
    /// A regular expression over the text, in any case.
    Regex(String),
}

/// What is wanted of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    Count,
    /// How many, and the days of the newest 100.
    Newest,
    /// How many of each month.
    Months,
    /// How many of each outlet.
    Outlets,
    /// What a key pressed asks for: how many, of each month, of each outlet, the newest 60 with a snippet.
    Keystroke,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) count: u64,
    /// Days, newest first, or counts without zeros, largest first: the same for all engines.
    pub(crate) list: Vec<i64>,
}

/// Newest articles of [`Ask::Newest`].
pub(crate) const NEWEST: usize = 100;
/// Rows of [`Ask::Keystroke`].
pub(crate) const ROWS: usize = 60;
/// The day of an article that has none.
pub(crate) const NO_DAY: i64 = -1;

pub(crate) trait Engine {
    fn name(&self) -> &'static str;

    /// Whether asking starts a program.
    fn is_program(&self) -> bool {
        false
    }

    /// Takes in the next articles.
    fn add(&mut self, articles: &[GeneratedArticle]);

    /// Makes one index of all.
    fn finish(&mut self);

    /// Does what it would have done before it is asked, untimed.
    fn prepare(&mut self, _: &[GeneratedArticle]) {}

    /// Bytes of the index.
    fn index_bytes(&self) -> u64;

    /// Nothing where the engine cannot.
    fn ask(&mut self, articles: &[GeneratedArticle], ask: Ask, query: &Query) -> Option<Answer>;
}

/// Counts without zeros, largest first.
pub(crate) fn ranked(counts: impl IntoIterator<Item = u64>) -> Vec<i64> {
    let mut counts: Vec<i64> = counts.into_iter().filter(|&count| count > 0).map(|count| count as i64).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
}

/// Months since January 2009, for a day since 1970 that the generator draws; `None` for an article without a day.
pub(crate) fn month_of(article: &GeneratedArticle) -> Option<u32> {
    article.published.map(crate::corpus_generator::month_from_2009)
}
