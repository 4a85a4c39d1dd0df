//! How a value is known.

use crate::text::Span;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The confidence from which on a value is shown as sure: of outlets, headlines and dates inferred with it, 97 in 100 or
/// more were right on scraped news pages.
pub const SURE: f32 = 0.8;

/// How a value of an article is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Basis {
    /// A field of the document or of a `metadata.csv` says so.
    Stated {
        /// Which: `metadata.csv`, `front matter: date`, `meta article:published_time`, `JSON: title`.
        place: Cow<'static, str>,
    },
    /// Read from what the text or its path shows.
    Inferred {
        /// Name of the rule, for the user to see: `first-line`, `about-box`, `latest-cited-day`.
        rule: Cow<'static, str>,
        /// What it rests on, the weightiest first.
        evidence: Vec<Evidence>,
        /// What else it might have been, and why it is not.
        alternatives: Vec<Alternative>,
        /// How sure, from 0 to 1.
        confidence: f32,
    },
    /// The user said so. Never comes from a document, so it is not among what is written and read.
    #[serde(skip)]
    Edited {
        /// When.
        at: DateTime<Utc>,
    },
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Evidence {
    /// A stretch of the article's text.
    Text(Span),
    /// Something outside the text: a file name, a folder, an address.
    Outside(String),
}

/// A value that was considered and not taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The value, as shown.
    pub value: String,
    /// Why it was not taken, in a few words: "cited source", "picture caption".
    pub reason: Cow<'static, str>,
    /// Where it stands, if in the text.
    pub span: Option<Span>,
}

impl Basis {
    /// A value that the document states at `place`.
    pub fn stated(place: impl Into<Cow<'static, str>>) -> Self {
        Self::Stated { place: place.into() }
    }

    /// A value read from one stretch of the text.
    pub fn inferred(rule: &'static str, span: Span, confidence: f32) -> Self {
        Self::Inferred { rule: rule.into(), evidence: vec![Evidence::Text(span)], alternatives: Vec::new(), confidence }
    }

    /// `stated`, `inferred` or `edited`.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Stated { .. } => "stated",
            Self::Inferred { .. } => "inferred",
            Self::Edited { .. } => "edited",
        }
    }

    /// The rule or place behind the value.
    pub fn rule(&self) -> &str {
        match self {
            Self::Stated { place } => place,
            Self::Inferred { rule, .. } => rule,
            Self::Edited { .. } => "by hand",
        }
    }

    /// How sure, from 0 to 1; stated and edited values are 1.
    pub fn confidence(&self) -> f32 {
        match self {
            Self::Inferred { confidence, .. } => *confidence,
            Self::Stated { .. } | Self::Edited { .. } => 1.0,
        }
    }

    /// True for what is stated or edited, and for what is inferred with [`SURE`] confidence.
    pub fn is_sure(&self) -> bool {
        self.confidence() >= SURE
    }

    /// The first stretch of text that the value rests on.
    pub fn evidence_span(&self) -> Option<Span> {
        let Self::Inferred { evidence, .. } = self else { return None };
        evidence.iter().find_map(|piece| match piece {
            Evidence::Text(span) => Some(*span),
            Evidence::Outside(_) => None,
        })
    }
}
