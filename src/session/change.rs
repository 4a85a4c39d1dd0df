//! One change of the user's: what of an article, what it was, what it is now.

use crate::corpus::{ContentHash, FieldName};
use crate::text::Span;
use chrono::{DateTime, Utc};
use std::borrow::Cow;
use std::sync::Arc;

/// What a field shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// This value, as typed.
    Value(String),
    /// Unknown, whatever was read.
    Unknown,
    /// What was read: takes an earlier correction back.
    AsRead,
}

/// What of an article a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A field of the whole article.
    Field(FieldName),
    /// The days that an expression of time means.
    Days(Span),
    /// The event of its own that a passage was parted into.
    Parted(Span),
    /// The one event that the event of a passage was joined into with others.
    Joined(Span),
    /// A tag that it carries.
    Tag(Arc<str>),
    /// The colour of a tag: of no article, its content is all zeros.
    TagColour(Arc<str>),
    /// Whether the user has looked at it.
    Reviewed,
    /// A note on a passage, or on the whole article.
    Note(Option<Span>),
    /// The saved view of this name: of no article, its content is all zeros.
    View(Arc<str>),
}

/// How the store names the place of a tag.
const TAG: &str = "tag:";

/// How the store names the place of a tag's colour.
const TAG_COLOUR: &str = "tag-colour:";

/// How the store names the place of a saved view.
const VIEW: &str = "view:";

impl Place {
    /// The name in the store.
    pub fn name(&self) -> Cow<'static, str> {
        let name = match self {
            Self::Field(field) => field.name(),
            Self::Days(_) => "days",
            Self::Parted(_) => "event-parted",
            Self::Joined(_) => "event-joined",
            Self::Tag(tag) => return Cow::Owned(format!("{TAG}{tag}")),
            Self::TagColour(tag) => return Cow::Owned(format!("{TAG_COLOUR}{tag}")),
            Self::View(name) => return Cow::Owned(format!("{VIEW}{name}")),
            Self::Reviewed => "reviewed",
            Self::Note(_) => "note",
        };
        Cow::Borrowed(name)
    }

    /// The passage, where it is one.
    pub fn span(&self) -> Option<Span> {
        match *self {
            Self::Field(_) | Self::Tag(_) | Self::TagColour(_) | Self::Reviewed | Self::View(_) => None,
            Self::Days(span) | Self::Parted(span) | Self::Joined(span) => Some(span),
            Self::Note(span) => span,
        }
    }

    /// The place of a name and span; nothing for names of later versions.
    pub fn of(name: &str, span: Option<Span>) -> Option<Self> {
        match (name, span) {
            ("days", Some(span)) => Some(Self::Days(span)),
            ("event-parted", Some(span)) => Some(Self::Parted(span)),
            ("event-joined", Some(span)) => Some(Self::Joined(span)),
            ("note", span) => Some(Self::Note(span)),
            ("reviewed", None) => Some(Self::Reviewed),
            (name, None) if name.starts_with(VIEW) => Some(Self::View(name.strip_prefix(VIEW)?.into())),
            (name, None) if name.starts_with(TAG_COLOUR) => {
                Some(Self::TagColour(name.strip_prefix(TAG_COLOUR)?.into()))
            }
            (name, None) if name.starts_with(TAG) => Some(Self::Tag(name.strip_prefix(TAG)?.into())),
            (name, None) => FieldName::ALL.into_iter().find(|field| field.name() == name).map(Self::Field),
            _ => None,
        }
    }
}

impl Change {
    /// What takes it back, as of `at`.
    pub fn inverse(&self, at: DateTime<Utc>) -> Self {
        Self { at, old: self.new.clone(), new: self.old.clone(), ..self.clone() }
    }
}

/// One change of one place, as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: DateTime<Utc>,
    /// Which article: by content.
    pub sha256: ContentHash,
    /// The document it was at that time, for people who read the store.
    pub doc: String,
    /// What of it.
    pub place: Place,
    /// What it was before, by the user's own word.
    pub old: Correction,
    /// What it is now.
    pub new: Correction,
}
