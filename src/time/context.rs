//! What an expression of time is read against.

use super::Interval;

/// What is known of the article that a text belongs to. All of it may be unknown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// When the article appeared: relative expressions are reckoned from it. An interval of several days makes them
    /// as vague as it is.
    pub published: Option<Interval>,
    /// ISO 639-1 code of the text's language; English when unknown.
    pub language: Option<&'a str>,
    /// ISO 3166-1 alpha-2 code of the outlet's country: decides the order of day and month in 03/04/2023.
    pub country: Option<&'a str>,
}
