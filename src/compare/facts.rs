//! What an article states besides its sentences: figures, names, quotations and dates.
//!
//! Read by plain rules that rather miss than invent. A name is a run of words with capitals that does not open its sentence,
//! or is known from the middle of another; "President" is none where the article writes "president" as well.

use super::alike::hashed;
use super::quotations::quotations_in;
use super::sentence::{Sentence, Term};
use crate::corpus::Article;
use crate::events::{Amount, Figure, amounts, figures};
use crate::text::terms::is_function_word;
use crate::text::{Span, TermKind, fold, words};
use crate::time::{self, Context, Interval, TimexKind};

/// Facts of one kind that are kept of an article.
const MOST_FACTS: usize = 1000;

/// Bytes of an article whose facts are read.
const MOST_BYTES: usize = 1_000_000;

/// Words of a quotation that are compared.
const MOST_WORDS: usize = 200;

/// Fewer words inside marks are no quotation.
const FEWEST_WORDS: usize = 3;

/// What one article states.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) amounts: Vec<Of<Amount>>,
    pub(super) figures: Vec<Of<Figure>>,
    pub(super) names: Vec<Of<Name>>,
    pub(super) quotations: Vec<Of<Quoted>>,
    pub(super) dates: Vec<Of<Dated>>,
    /// Stems that the article writes in lower case, sorted.
    plain: Vec<u64>,
}

/// Something with the number of its sentence.
#[derive(Clone, Debug)]
pub(super) struct Of<T> {
    pub(super) sentence: usize,
    pub(super) fact: T,
}

/// A run of words with capitals.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    /// Stems of its words.
    pub(super) stems: Vec<u64>,
}

/// What is quoted in one sentence, without the marks.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    pub(super) span: Span,
    /// Its words, folded and hashed.
    pub(super) words: Vec<u64>,
    /// The same, sorted.
    pub(super) sorted: Vec<u64>,
    /// How many of them carry content.
    pub(super) telling: usize,
}

/// An expression of time.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) span: Span,
    pub(super) interval: Option<Interval>,
    /// Its TIMEX3 value.
    pub(super) value: String,
}

impl Facts {
    /// Words of content of a sentence, by its number, outside dates and numbers.
    pub(super) fn told_beside<'a>(&self, number: usize, sentence: &'a Sentence) -> Vec<&'a Term> {
        let dates = Self::within(&self.dates, number).map(|dated| dated.span);
        let stated: Vec<Span> = dates.chain(Self::within(&self.amounts, number).map(|amount| amount.span)).collect();
        let is_told =
            |term: &&Term| term.kind != TermKind::Figure && !stated.iter().any(|span| span.overlaps(term.span));
        sentence.terms.iter().filter(is_told).collect()
    }

    pub(super) fn read(article: &Article, sentences: &[Sentence]) -> Self {
        let end = sentences.last().map_or(0, |last| last.span.end());
        let text = Span::new(0, article.text.floor_char_boundary(end.min(MOST_BYTES))).slice(&article.text);
        let dates = dates(article, text, sentences);
        let mut facts = Self { plain: plain(text, sentences), ..Self::default() };
        let terms = sentences.iter().flat_map(|sentence| &sentence.terms);
        let known = sorted(terms.filter(|term| term.kind == TermKind::Name).map(|term| term.stem));
        let mut rest = dates.as_slice();
        for (number, sentence) in sentences.iter().enumerate() {
            let here = rest.iter().take_while(|dated| dated.sentence == number).count();
            let (of_sentence, behind) = rest.split_at_checked(here).unwrap_or_default();
            rest = behind;
            let spans: Vec<Span> = of_sentence.iter().map(|dated| dated.fact.span).collect();
            let of = |sentence| move |fact| Of { sentence, fact };
            if facts.amounts.len() < MOST_FACTS && sentence.has_figure {
                facts
                    .amounts
                    .extend(amounts(text, sentence.span, &spans, article.language()).into_iter().map(of(number)));
                let counted = figures(text, sentence.span, &spans, article.language());
                facts.figures.extend(counted.into_iter().map(|fact| Of { sentence: number, fact }));
            }
            if facts.names.len() < MOST_FACTS {
                let found = names(text, &sentence.terms, &known, &spans);
                facts.names.extend(found.into_iter().map(|fact| Of { sentence: number, fact }));
            }
        }
        facts.dates = dates;
        facts.quotations = quoted(text, sentences);
        facts
    }

    /// Is a stem written in lower case somewhere in the article?
    pub(super) fn is_plain(&self, stem: u64) -> bool {
        self.plain.binary_search(&stem).is_ok()
    }

    /// The facts of one sentence among those of a kind, which are in order.
    pub(super) fn within<T>(facts: &[Of<T>], sentence: usize) -> impl Iterator<Item = &T> {
        let first = facts.partition_point(|of| of.sentence < sentence);
        facts.iter().skip(first).take_while(move |of| of.sentence == sentence).map(|of| &of.fact)
    }
}

/// Dates and times of day, by sentence; lengths and repetitions are none.
fn dates(article: &Article, text: &str, sentences: &[Sentence]) -> Vec<Of<Dated>> {
    let context = Context { published: article.published(), language: article.language(), country: None };
    let is_date = |kind| matches!(kind, TimexKind::Date | TimexKind::Time);
    let expressions = time::read(text, &context).into_iter().filter(|expression| is_date(expression.kind));
    let dated = expressions.filter_map(|expression| {
        let (span, interval, value) = (expression.span, expression.interval, expression.value);
        let sentence = sentence_of(sentences, span)?;
        Some(Of { sentence, fact: Dated { span, interval, value } })
    });
    dated.take(MOST_FACTS).collect()
}

/// The sentence that holds the beginning of a span.
fn sentence_of(sentences: &[Sentence], span: Span) -> Option<usize> {
    let number = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    sentences.get(number).is_some_and(|sentence| sentence.span.start <= span.start).then_some(number)
}

fn plain(text: &str, sentences: &[Sentence]) -> Vec<u64> {
    let terms = sentences.iter().flat_map(|sentence| &sentence.terms);
    let lower = terms.filter(|term| term.span.slice(text).starts_with(char::is_lowercase));
    sorted(lower.map(|term| term.stem))
}

fn sorted(stems: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut stems: Vec<u64> = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Runs of words with capitals, one space apart, outside expressions of time.
fn names(text: &str, terms: &[Term], known: &[u64], dates: &[Span]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut open: Option<Span> = None;
    for (index, term) in terms.iter().enumerate() {
        let is_capital = term.span.slice(text).starts_with(char::is_uppercase);
        let leads = index == 0
            && terms.get(1).is_some_and(|next| next.kind == TermKind::Name && is_beside(text, term.span, next.span));
        let is_name = is_capital && (term.kind == TermKind::Name || leads || known.binary_search(&term.stem).is_ok());
        if !is_name || dates.iter().any(|date| date.overlaps(term.span)) {
            open = None;
            continue;
        }
        match found.last_mut() {
            Some(name) if open.is_some_and(|open| is_beside(text, open, term.span)) => {
                name.span = name.span.cover(term.span);
                name.stems.push(term.stem);
            }
            _ => found.push(Name { span: term.span, stems: vec![term.stem] }),
        }
        open = Some(term.span);
    }
    found
}

/// Does nothing but what names hold stand between two words: "Secretary of State", "Vladimir V. Putin"?
fn is_beside(text: &str, a: Span, b: Span) -> bool {
    matches!(Span::new(a.end(), b.start()).slice(text), " " | "-" | "." | ". " | " of " | " of the " | " & ")
}

/// Quotations cut at the ends of sentences, by sentence.
fn quoted(text: &str, sentences: &[Sentence]) -> Vec<Of<Quoted>> {
    let mut found = Vec::new();
    for quotation in quotations_in(text).into_iter().take(MOST_FACTS) {
        let first = sentences.partition_point(|sentence| sentence.span.end <= quotation.inner.start);
        for (number, sentence) in sentences.iter().enumerate().skip(first) {
            if sentence.span.start >= quotation.inner.end {
                break;
            }
            let start = quotation.inner.start().max(sentence.span.start());
            let span = Span::new(start, quotation.inner.end().min(sentence.span.end())).trimmed(text);
            let content = span.slice(text);
            let folded: Vec<String> = words(content).take(MOST_WORDS).map(|word| fold(word.slice(content))).collect();
            if folded.len() >= FEWEST_WORDS {
                let telling = folded.iter().filter(|word| !is_function_word(word)).count();
                let words: Vec<u64> = folded.iter().map(|word| hashed(word)).collect();
                let mut sorted = words.clone();
                sorted.sort_unstable();
                found.push(Of { sentence: number, fact: Quoted { span, words, sorted, telling } });
            }
        }
    }
    found
}
