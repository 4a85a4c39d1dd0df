//! Who is quoted saying what, and where else is the same quotation?
//!
//! A quotation is what stands between marks of quotation, of three words or more: shorter ones are mostly names and words
//! held at a distance. Who speaks is told by a plain rule, and not at all where that is unsure.
//!
//! [`marks`] (what stands between marks), [`words_said`] (words that tell who speaks), [`speaker`] (who it is), [`wordings`]
//! (two wordings of one quotation), [`grouping`] (the same quotation across articles).

mod grouping;
mod marks;
mod speaker;
mod wordings;
mod words_said;

#[cfg(test)]
mod tests;

pub use grouping::{QuotationGroup, Quoted, quotation_groups};
pub use wordings::Wording;

use crate::corpus::Article;
use crate::text::terms::is_function_word;
use crate::text::{Span, fold, words};

/// Fewer words between marks are no quotation.
const LEAST_WORDS: usize = 3;

/// Something that somebody is quoted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// What is quoted, without the marks. Where paragraphs open it anew, those marks stand within.
    pub inner: Span,
    /// The name of who says it, where the text tells.
    pub speaker: Option<Span>,
}

/// The quotations of an article in order, none within another. What is boilerplate is left out.
pub fn quotations(article: &Article) -> Vec<Quotation> {
    let mut found = quotations_in(&article.text);
    found.retain(|quotation| !article.is_boilerplate(quotation.span));
    found
}

/// The quotations of a text in order, none within another.
pub(crate) fn quotations_in(text: &str) -> Vec<Quotation> {
    // Short ones still tell who speaks in what follows.
    let mut found = speaker::with_speakers(text, &marks::quoted(text));
    found.retain(|quotation| is_said(quotation.inner.slice(text)));
    found
}

/// True for a folded word beside which stands who says something: "said", "dijo".
pub(super) fn is_speech_verb(folded: &str) -> bool {
    let role = words_said::role(folded);
    role.is_verb || role.is_source
}

/// Is it long enough, and not the title of a work?
fn is_said(inner: &str) -> bool {
    let (mut count, mut telling, mut capital) = (0, 0, 0);
    for span in words(inner) {
        count += 1;
        let word = span.slice(inner);
        if !is_function_word(&fold(word)) {
            telling += 1;
            capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    let is_title = telling > 1 && capital == telling && !inner.trim_end().ends_with(['.', ',', '!', '?', '…']);
    count >= LEAST_WORDS && !is_title
}
