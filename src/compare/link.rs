//! What a link is, and how it is explained.

use super::conflicts::Conflict;
use super::quotes::QuoteMatch;
use super::shared::Shared;
use crate::text::Span;

/// How two linked passages relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// The same words.
    Identical,
    /// The same sentence with words changed.
    Edited,
    /// Other words, same content.
    Paraphrase,
    /// Other words around the same quotation.
    Quote,
    /// The same fact with another figure, date or name.
    Conflict,
}

impl LinkKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Identical, Self::Edited, Self::Paraphrase, Self::Quote, Self::Conflict];

    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Edited => "edited",
            Self::Paraphrase => "paraphrase",
            Self::Quote => "quote",
            Self::Conflict => "conflict",
        }
    }
}

/// How strong a link is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// It may be chance.
    Weak,
    /// More often right than not.
    Likely,
    /// Hardly chance.
    Strong,
}

impl Strength {
    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Likely => "likely",
            Self::Strong => "strong",
        }
    }
}

/// Two passages that say the same.
///
/// Where a sentence of one article was split in the other, several links share a side.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// How they relate.
    pub kind: LinkKind,
    /// Passage of the first article.
    pub a: Span,
    /// Passage of the second article.
    pub b: Span,
    /// How strong, from 0 to 1.
    pub score: f32,
    /// What the link rests on.
    pub shared: Shared,
    /// The quotation that both hold, whatever the kind.
    pub quote: Option<QuoteMatch>,
    /// What they state differently; none unless the kind is [`LinkKind::Conflict`].
    pub conflicts: Vec<Conflict>,
}

/// Scores from which a link is called strong, and likely. On pairs of ECB+ articles (short reports) 19 in 20 of the first are
/// right, 4 in 5 of the second and 3 in 5 of the rest; in long articles on one story half of the second and of the rest.
const STRONG: f32 = 0.65;
const LIKELY: f32 = 0.45;

impl Link {
    /// How strong it is, in a word.
    pub fn strength(&self) -> Strength {
        match self.score {
            score if score >= STRONG => Strength::Strong,
            score if score >= LIKELY => Strength::Likely,
            _ => Strength::Weak,
        }
    }

    /// Why the two are linked, in a few words for the user: "same words", "shares arrest warrant", "shares the names Kishida,
    /// Bucha; the word trip".
    pub fn why(&self) -> String {
        let ground = match self.kind {
            LinkKind::Identical => return "same words".to_owned(),
            LinkKind::Edited => "same sentence, words changed",
            LinkKind::Conflict => "same fact, stated differently",
            LinkKind::Quote | LinkKind::Paraphrase => "",
        };
        let mut parts: Vec<String> = Vec::new();
        parts.extend((!ground.is_empty()).then(|| ground.to_owned()));
        for conflict in &self.conflicts {
            parts.push(format!("another {}", conflict.matter.name()));
        }
        if let Some(quote) = self.quote {
            parts.push(if quote.is_altered { "same quotation, altered" } else { "same quotation" }.to_owned());
        }
        let listed = [("name", &self.shared.names), ("figure", &self.shared.figures), ("word", &self.shared.words)]
            .into_iter()
            .filter(|(_, shared)| !shared.is_empty())
            .map(|(what, shared)| format!("{what}{} {}", if shared.len() > 1 { "s" } else { "" }, shared.join(", ")))
            .collect::<Vec<String>>();
        let has_words_alone = self.shared.names.is_empty() && self.shared.figures.is_empty();
        if !listed.is_empty() {
            parts.push(if has_words_alone {
                format!("shares {}", self.shared.words.join(", "))
            } else {
                format!("shares the {}", listed.join("; the "))
            });
        }
        if parts.is_empty() { "similar spelling".to_owned() } else { parts.join("; ") }
    }
}
