//! What a document's fields, or a `metadata.csv`, state of an article, before it is understood.

use super::field_names::FieldKey;
use crate::corpus::Basis;
use crate::text::one_line;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// A value as written, with how it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Statement {
    pub(super) value: String,
    pub(super) basis: Basis,
}

impl Hash for Statement {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.value.hash(hasher);
        match &self.basis {
            Basis::Stated { place } => place.hash(hasher),
            other => format!("{other:?}").hash(hasher),
        }
    }
}

impl Statement {
    /// The value that `place` states, white space at its ends and runs of it within removed; nothing when it is blank.
    pub(super) fn at(place: impl Into<Cow<'static, str>>, value: &str) -> Option<Self> {
        let value = one_line(value);
        (!value.is_empty()).then(|| Self { value, basis: Basis::stated(place) })
    }
}

/// All that is stated of one article.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub(super) struct Statements {
    pub(super) title: Option<Statement>,
    pub(super) outlet: Option<Statement>,
    pub(super) byline: Option<Statement>,
    pub(super) published: Option<Statement>,
    pub(super) url: Option<Statement>,
    pub(super) language: Option<Statement>,
}

impl Statements {
    /// What `at` says of each field.
    pub(super) fn of(at: impl Fn(FieldKey) -> Option<Statement>) -> Self {
        Self {
            title: at(FieldKey::Title),
            outlet: at(FieldKey::Outlet),
            byline: at(FieldKey::Byline),
            published: at(FieldKey::Published),
            url: at(FieldKey::Url),
            language: at(FieldKey::Language),
        }
    }

    /// These, and where they are silent, `others`.
    pub(super) fn or(self, others: Self) -> Self {
        Self {
            title: self.title.or(others.title),
            outlet: self.outlet.or(others.outlet),
            byline: self.byline.or(others.byline),
            published: self.published.or(others.published),
            url: self.url.or(others.url),
            language: self.language.or(others.language),
        }
    }
}
