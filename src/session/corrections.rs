//! What the user says better: corrections of fields, and the steps that can be undone.

use crate::corpus::{Article, ArticleId, Basis, ContentHash, FieldName, Known};
use crate::search::parse_days;
use crate::time::{Context, Interval, stated};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
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

/// One change of one field, as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: DateTime<Utc>,
    /// Which article: by content.
    pub sha256: ContentHash,
    /// The document it was at that time, for people who read the store.
    pub doc: String,
    /// Which field.
    pub field: FieldName,
    /// What it was before, by the user's own word.
    pub old: Correction,
    /// What it is now.
    pub new: Correction,
}

/// The corrections in force, by article and field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    by_article: HashMap<ContentHash, Vec<(FieldName, Correction, DateTime<Utc>)>>,
}

impl Corrections {
    /// Takes a change into account; later ones win.
    pub fn record(&mut self, change: &Change) {
        let fields = self.by_article.entry(change.sha256).or_default();
        fields.retain(|(field, ..)| *field != change.field);
        if change.new != Correction::AsRead {
            fields.push((change.field, change.new.clone(), change.at));
        }
    }

    /// What the user says of a field.
    pub fn of(&self, sha256: ContentHash, field: FieldName) -> Correction {
        let fields = self.by_article.get(&sha256);
        let known = fields.and_then(|fields| fields.iter().find(|(name, ..)| *name == field));
        known.map_or(Correction::AsRead, |(_, correction, _)| correction.clone())
    }

    /// The article as the user sees it: as read, with the corrections over it.
    pub fn apply_to(&self, article: &mut Article) {
        for (field, correction, at) in self.by_article.get(&article.sha256).into_iter().flatten() {
            set_field(article, *field, correction, *at);
        }
    }

    /// True when the user has said something of this article.
    pub fn concern(&self, sha256: ContentHash) -> bool {
        self.by_article.get(&sha256).is_some_and(|fields| !fields.is_empty())
    }
}

/// The days that a typed date means: a date of any precision, or `FROM..TO`.
///
/// # Errors
/// One sentence for the user when the text is no date.
pub fn parse_published(typed: &str) -> Result<Interval, String> {
    let typed = typed.trim();
    if typed.contains("..") {
        let days = parse_days(typed)?;
        let is_open = days.first() == NaiveDate::MIN || days.last() == NaiveDate::MAX;
        return if is_open {
            Err(format!("“{typed}” has no end: write both days, 2023-03-20..2023-03-23"))
        } else {
            Ok(days)
        };
    }
    stated::parse(typed, &Context::default())
        .ok_or_else(|| format!("“{typed}” is not a date: write 2023-03-20, 2023-03, 2023 or 2023-03-20..2023-03-23"))
}

fn set_field(article: &mut Article, field: FieldName, correction: &Correction, at: DateTime<Utc>) {
    let basis = Basis::Edited { at };
    let text = match correction {
        Correction::Value(value) => Some(Known::new(Arc::from(value.as_str()), basis.clone())),
        Correction::Unknown => None,
        Correction::AsRead => return,
    };
    match field {
        FieldName::Title => article.title = text,
        FieldName::Outlet => article.outlet = text,
        FieldName::Byline => article.byline = text,
        FieldName::Language => article.language = text,
        FieldName::Published => {
            article.published = match correction {
                Correction::Value(value) => match parse_published(value) {
                    Ok(interval) => Some(Known::new(interval, basis)),
                    Err(_) => return,
                },
                Correction::Unknown | Correction::AsRead => None,
            };
        }
    }
}

/// A step that can be undone: what it is called and what it changed.
#[derive(Clone, Debug)]
pub struct Step {
    /// "set outlet of 12 articles".
    pub label: String,
    pub(super) changes: Vec<(ArticleId, Change)>,
}

/// What can be undone and redone, the latest last.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub(super) done: Vec<Step>,
    pub(super) undone: Vec<Step>,
}

impl History {
    /// What Undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    /// What Redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_date_is_a_day_a_month_a_year_or_a_range_with_both_ends() {
        for (typed, shown) in [
            ("2023-03-20", "20 Mar 2023"),
            ("20 March 2023", "20 Mar 2023"),
            ("2023-03", "Mar 2023"),
            ("2023-03-20..2023-03-23", "20–23 Mar 2023"),
        ] {
            assert_eq!(parse_published(typed).map(|days| days.to_string()), Ok(shown.to_owned()), "{typed}");
        }
        for typed in ["2023-03..", "..2023", "soon", "2023-03-23..2023-03-20"] {
            assert!(parse_published(typed).is_err(), "{typed}");
        }
    }
}
