//! What the user says better: corrections of fields, and the steps that can be undone.

use super::change::{Change, Correction, Place};
use super::marked::Marked;
use crate::corpus::{Article, ArticleId, Basis, ContentHash, FieldName, Known, Mention, TagColour};
use crate::events::{EventEdits, PassageKey};
use crate::search::SavedView;
use crate::search::parse_days;
use crate::time::{Anchor, Context, Interval, Precision, TimeExpression, stated};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What the user has said, as it stands: corrections by article and field, tags, notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    by_article: HashMap<ContentHash, Vec<(FieldName, Correction, DateTime<Utc>)>>,
    days: BTreeMap<PassageKey, Correction>,
    events: Arc<EventEdits>,
    marked: Marked,
    views: Arc<BTreeMap<Arc<str>, SavedView>>,
    tag_colours: Arc<BTreeMap<Arc<str>, TagColour>>,
}

impl Corrections {
    /// Takes a change into account; later ones win.
    pub fn record(&mut self, change: &Change) {
        let key = |span| PassageKey::new(change.sha256, span);
        let tag = || match &change.new {
            Correction::Value(tag) => Some(Arc::from(tag.as_str())),
            Correction::Unknown | Correction::AsRead => None,
        };
        match change.place {
            Place::Tag(_) | Place::Reviewed | Place::Note(_) => self.marked.record(change),
            Place::View(ref name) => {
                let views = Arc::make_mut(&mut self.views);
                match tag().as_deref().and_then(SavedView::from_json) {
                    Some(view) => views.insert(name.clone(), view),
                    None => views.remove(name),
                };
            }
            Place::TagColour(ref name) => {
                let colours = Arc::make_mut(&mut self.tag_colours);
                match tag().as_deref().and_then(TagColour::of) {
                    Some(colour) => colours.insert(name.clone(), colour),
                    None => colours.remove(name),
                };
            }
            Place::Field(changed) => {
                let fields = self.by_article.entry(change.sha256).or_default();
                fields.retain(|(field, ..)| *field != changed);
                if change.new != Correction::AsRead {
                    fields.push((changed, change.new.clone(), change.at));
                }
            }
            Place::Days(span) if change.new == Correction::AsRead => {
                self.days.remove(&key(span));
            }
            Place::Days(span) => {
                self.days.insert(key(span), change.new.clone());
            }
            Place::Parted(span) => Arc::make_mut(&mut self.events).part(key(span), tag()),
            Place::Joined(span) => Arc::make_mut(&mut self.events).join(key(span), tag()),
        }
    }

    /// What the user says of a place.
    pub fn at(&self, sha256: ContentHash, place: &Place) -> Correction {
        let key = |span| PassageKey::new(sha256, span);
        let tag = |tag: Option<&Arc<str>>| tag.map_or(Correction::AsRead, |tag| Correction::Value(tag.to_string()));
        match *place {
            Place::Tag(_) | Place::Reviewed | Place::Note(_) => self.marked.at(sha256, place),
            Place::View(ref name) => {
                let json = self.views.get(name).and_then(SavedView::to_json);
                json.map_or(Correction::AsRead, Correction::Value)
            }
            Place::TagColour(ref name) => {
                let colour = self.tag_colours.get(name);
                colour.map_or(Correction::AsRead, |colour| Correction::Value(colour.name().to_owned()))
            }
            Place::Field(field) => self.of(sha256, field),
            Place::Days(span) => self.days.get(&key(span)).cloned().unwrap_or(Correction::AsRead),
            Place::Parted(span) => tag(self.events.parted(key(span))),
            Place::Joined(span) => tag(self.events.joined(key(span))),
        }
    }

    /// Everything that the user has set by hand in an article: its fields, then the passages in order of the text. What is noted
    /// of it is not among it.
    pub fn set_in(&self, sha256: ContentHash) -> Vec<(Place, Correction)> {
        let fields = self.by_article.get(&sha256).into_iter().flatten();
        let mut set: Vec<(Place, Correction)> =
            fields.map(|(field, correction, _)| (Place::Field(*field), correction.clone())).collect();
        set.sort_by_key(|(place, _)| place.name());
        let (first, last) =
            (PassageKey { sha256, start: 0, end: 0 }, PassageKey { sha256, start: u32::MAX, end: u32::MAX });
        set.extend(self.days.range(first..=last).map(|(key, days)| (Place::Days(key.span()), days.clone())));
        let value = |tag: &Arc<str>| Correction::Value(tag.to_string());
        set.extend(self.events.parted_in(sha256).map(|(span, tag)| (Place::Parted(span), value(tag))));
        set.extend(self.events.joined_in(sha256).map(|(span, tag)| (Place::Joined(span), value(tag))));
        set
    }

    /// The articles of which the fields or the days of mentions are corrected.
    pub fn articles(&self) -> BTreeSet<ContentHash> {
        self.by_article.keys().copied().chain(self.days.keys().map(|key| key.sha256)).collect()
    }

    /// What the user notes of articles.
    pub fn marked(&self) -> &Marked {
        &self.marked
    }

    /// The saved views by their names.
    pub fn views(&self) -> &Arc<BTreeMap<Arc<str>, SavedView>> {
        &self.views
    }

    /// The colours of tags.
    pub fn tag_colours(&self) -> &Arc<BTreeMap<Arc<str>, TagColour>> {
        &self.tag_colours
    }

    /// What the user says of events.
    pub fn events(&self) -> &Arc<EventEdits> {
        &self.events
    }

    /// The mentions of an article with the days that the user gives them.
    pub fn apply_to_mentions(&self, sha256: ContentHash, mentions: Arc<[Mention]>) -> Arc<[Mention]> {
        let first = PassageKey { sha256, start: 0, end: 0 };
        let last = PassageKey { sha256, start: u32::MAX, end: u32::MAX };
        if self.days.range(first..=last).next().is_none() {
            return mentions;
        }
        let corrected = |mention: &Mention| {
            let mut mention = mention.clone();
            if let Some(correction) = self.days.get(&PassageKey::new(sha256, mention.expression.span)) {
                set_days(&mut mention.expression, correction);
            }
            mention
        };
        mentions.iter().map(corrected).collect()
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

/// Gives an expression the days that the user says it means; none where it is no date.
fn set_days(expression: &mut TimeExpression, correction: &Correction) {
    let interval = match correction {
        Correction::Value(value) => match parse_published(value) {
            Ok(interval) => Some(interval),
            Err(_) => return,
        },
        Correction::Unknown => None,
        Correction::AsRead => return,
    };
    expression.interval = interval;
    expression.range = None;
    expression.precision = interval.map_or(Precision::Open, Interval::precision);
    expression.value = interval
        .map_or_else(String::new, |days| days.iso().unwrap_or_else(|| format!("{}/{}", days.first(), days.last())));
    expression.anchor = if interval.is_some() { Anchor::Explicit } else { Anchor::Open };
    expression.rule = if interval.is_some() { "set-by-you" } else { "no-date-as-you-say" }.into();
    expression.confidence = 1.0;
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
