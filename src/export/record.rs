//! An article and a mention as flat records: what the command line prints and what JSON Lines holds.
//!
//! Names and order of the fields are a promise to scripts. Offsets count Unicode code points.

use super::partial_date::PartialDate;
use crate::corpus::{Article, Basis, Evidence, Known, Mention};
use crate::text::{CodePoints, Span};
use crate::time::{Anchor, Interval, Modifier};
use serde::Serialize;

/// What is known of an article, without its text.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleRecord<'a> {
    /// Relative path, `#member` where a file holds several.
    pub doc: String,
    /// The article's id.
    pub id: &'a str,
    /// Headline.
    pub title: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the smallest that holds the whole interval.
    pub published: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<&'a str>,
    /// Words of the text, boilerplate left out.
    pub words: u32,
    /// Of the bytes that the article was read from.
    pub sha256: String,
    /// How the title is known.
    pub title_basis: Option<BasisRecord<'a>>,
    /// How the outlet is known.
    pub outlet_basis: Option<BasisRecord<'a>>,
    /// How the byline is known.
    pub byline_basis: Option<BasisRecord<'a>>,
    /// How the date is known, with the days that it may be.
    pub published_basis: Option<BasisRecord<'a>>,
}

/// How one value is known.
#[derive(Clone, Debug, Serialize)]
pub struct BasisRecord<'a> {
    /// `stated`, `inferred` or `edited`.
    pub kind: &'static str,
    /// The rule that found it, or the place that states it.
    pub rule: &'a str,
    /// The words, or the file name, that it rests on.
    pub evidence: Option<&'a str>,
    /// Where those words start in the text.
    pub start: Option<usize>,
    /// Where they end.
    pub end: Option<usize>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
    /// Dates only: first day it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Dates only: last day it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl<'a> ArticleRecord<'a> {
    /// The record of `article`.
    pub fn new(article: &'a Article) -> Self {
        let points = CodePoints::new(&article.text);
        let text = &*article.text;
        let published_basis = article.published.as_ref().map(|known| {
            let (from, to) = days(known.value);
            BasisRecord { from: Some(from), to: Some(to), ..BasisRecord::new(&known.basis, text, &points) }
        });
        Self {
            doc: article.source.doc(),
            id: &article.id,
            title: article.title(),
            outlet: article.outlet(),
            byline: article.byline(),
            published: article.published().and_then(Interval::iso),
            language: article.language(),
            words: article.word_count,
            sha256: article.sha256.to_string(),
            title_basis: BasisRecord::of(article.title.as_ref(), text, &points),
            outlet_basis: BasisRecord::of(article.outlet.as_ref(), text, &points),
            byline_basis: BasisRecord::of(article.byline.as_ref(), text, &points),
            published_basis,
        }
    }
}

impl<'a> BasisRecord<'a> {
    fn of<T>(known: Option<&'a Known<T>>, text: &'a str, points: &CodePoints<'_>) -> Option<Self> {
        known.map(|known| Self::new(&known.basis, text, points))
    }

    fn new(basis: &'a Basis, text: &'a str, points: &CodePoints<'_>) -> Self {
        let span = basis.evidence_span();
        let (start, end) = span.map(|span| points.span(span)).unzip();
        Self {
            kind: basis.kind_name(),
            rule: basis.rule(),
            evidence: span.map(|span| span.slice(text)).or_else(|| outside_evidence(basis)),
            start,
            end,
            confidence: rounded(basis.confidence()),
            from: None,
            to: None,
        }
    }
}

/// The first piece of evidence that stands outside the text.
fn outside_evidence(basis: &Basis) -> Option<&str> {
    let Basis::Inferred { evidence, .. } = basis else { return None };
    evidence.iter().find_map(|piece| match piece {
        Evidence::Outside(words) => Some(words.as_str()),
        Evidence::Text(_) => None,
    })
}

/// One expression of time in an article.
#[derive(Clone, Debug, Serialize)]
pub struct MentionRecord<'a> {
    /// Where it starts in the article's text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub text: &'a str,
    /// TIMEX3 value.
    pub value: &'a str,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// TIMEX3 `mod`: `START`, `MID`, `END`, `APPROX` ...
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// First day that it means.
    pub from: Option<String>,
    /// Last day that it means.
    pub to: Option<String>,
    /// How exact the words are.
    pub precision: &'static str,
    /// What it was reckoned from.
    pub anchor: AnchorRecord,
    /// The rule that read it.
    pub rule: &'a str,
    /// How sure, from 0 to 1.
    pub confidence: f32,
    /// True in a footer, a menu or another stretch that is not the article.
    pub boilerplate: bool,
}

/// What an expression of time was reckoned from.
#[derive(Clone, Debug, Serialize)]
pub struct AnchorRecord {
    /// `explicit`, `publication`, `mention` or `open`.
    pub kind: &'static str,
    /// First day of the anchor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day of the anchor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Where an anchoring expression starts in the article's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

impl<'a> MentionRecord<'a> {
    /// The record of `mention`, which stands in `text`; `points` counts the same text.
    pub fn new(mention: &'a Mention, text: &'a str, points: &CodePoints<'_>) -> Self {
        let expression = &mention.expression;
        let (start, end) = points.span(expression.span);
        let (from, to) = expression.interval.map(days).unzip();
        Self {
            start,
            end,
            text: expression.span.slice(text),
            value: &expression.value,
            kind: expression.kind.name(),
            modifier: expression.modifier.map(Modifier::name),
            from,
            to,
            precision: expression.precision.name(),
            anchor: AnchorRecord::new(&expression.anchor, points),
            rule: &expression.rule,
            confidence: rounded(expression.confidence),
            boilerplate: mention.is_boilerplate,
        }
    }
}

impl AnchorRecord {
    fn new(anchor: &Anchor, points: &CodePoints<'_>) -> Self {
        let (kind, interval, span): (_, Option<Interval>, Option<Span>) = match *anchor {
            Anchor::Explicit => ("explicit", None, None),
            Anchor::Publication(interval) => ("publication", Some(interval), None),
            Anchor::Mention { span, interval } => ("mention", Some(interval), Some(span)),
            Anchor::Open => ("open", None, None),
        };
        let (from, to) = interval.map(days).unzip();
        let (start, end) = span.map(|span| points.span(span)).unzip();
        Self { kind, from, to, start, end }
    }
}

/// First and last day in ISO 8601.
pub fn days(interval: Interval) -> (String, String) {
    (interval.first().format("%Y-%m-%d").to_string(), interval.last().format("%Y-%m-%d").to_string())
}

/// The interval in ISO 8601 without loss, as short as it can be: a day, month or year, else the two days, months or years
/// between which it lies with a solidus between them.
pub fn exact(interval: Interval) -> String {
    let (first, last) = PartialDate::bounds(interval);
    last.map_or_else(|| first.to_string(), |last| format!("{first}/{last}"))
}

/// A share from 0 to 1 with three decimals: more would be noise.
pub fn rounded(share: f32) -> f32 {
    (share * 1000.0).round() / 1000.0
}
