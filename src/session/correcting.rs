//! What the user says better: corrections of fields, with undo.

use super::effect::{Effect, Task};
use super::snapshot::NoticeLevel;
use super::state::Session;
use crate::corpus::{Article, ArticleId, Basis, ContentHash, Corpus, FieldName, Known};
use crate::events::mentions;
use crate::search::parse_days;
use crate::time::{Context, Interval, stated};
use chrono::{DateTime, Utc};
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
        return parse_days(typed);
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
    changes: Vec<(ArticleId, Change)>,
}

/// What can be undone and redone, the latest last.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
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

impl Session {
    /// Sets a field of articles by hand.
    pub(super) fn correct(
        &mut self,
        article_ids: &[ArticleId],
        field: FieldName,
        correction: &Correction,
    ) -> Vec<Effect> {
        let correction = match correction {
            Correction::Value(value) if value.trim().is_empty() => Correction::Unknown,
            Correction::Value(value) => Correction::Value(value.trim().to_owned()),
            other => other.clone(),
        };
        if let (FieldName::Published, Correction::Value(value)) = (field, &correction)
            && let Err(reason) = parse_published(value)
        {
            self.notice(NoticeLevel::Failed, reason);
            return Vec::new();
        }
        let at = (self.clock)();
        let changes: Vec<(ArticleId, Change)> = article_ids
            .iter()
            .filter_map(|&article_id| {
                let article = self.now.opened.corpus.get(article_id)?;
                let old = self.corrections.of(article.sha256, field);
                let doc = article.source.doc();
                let change = Change { at, sha256: article.sha256, doc, field, old, new: correction.clone() };
                (change.old != change.new).then_some((article_id, change))
            })
            .collect();
        if changes.is_empty() {
            return Vec::new();
        }
        let whose = match changes.as_slice() {
            [(article_id, _)] => {
                self.now.article(*article_id).map_or_else(String::new, |article| format!("“{}”", article.shown_title()))
            }
            many => format!("{} articles", many.len()),
        };
        let step = Step { label: format!("set {} of {whose}", field.name()), changes };
        let effects = self.carry_out(&step.changes);
        self.history.done.push(step);
        self.history.undone.clear();
        effects
    }

    /// Takes back the last step.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(step) = self.history.done.pop() else { return Vec::new() };
        let at = (self.clock)();
        let inverse: Vec<(ArticleId, Change)> = step
            .changes
            .iter()
            .map(|(article_id, change)| {
                let (old, new) = (change.new.clone(), change.old.clone());
                (*article_id, Change { at, old, new, ..change.clone() })
            })
            .collect();
        let effects = self.carry_out(&inverse);
        self.notice(NoticeLevel::Done, format!("Undone: {}", step.label));
        self.history.undone.push(step);
        effects
    }

    /// Makes the last undone step again.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let Some(step) = self.history.undone.pop() else { return Vec::new() };
        let effects = self.carry_out(&step.changes);
        self.notice(NoticeLevel::Done, format!("Done again: {}", step.label));
        self.history.done.push(step);
        effects
    }

    /// Makes changes visible and has them stored.
    fn carry_out(&mut self, changes: &[(ArticleId, Change)]) -> Vec<Effect> {
        let corrections = Arc::make_mut(&mut self.corrections);
        for (_, change) in changes {
            corrections.record(change);
        }
        let corrections = self.corrections.clone();
        for (article_id, change) in changes {
            self.refresh_article(*article_id, &corrections);
            if change.field == FieldName::Published || change.field == FieldName::Language {
                self.refresh_mentions(*article_id);
            }
        }
        self.changed();
        let mut effects = vec![self.find()];
        if changes.iter().any(|(_, change)| change.field == FieldName::Published) {
            effects.push(self.group());
        }
        effects.push(Effect::Task(Task::Store {
            path: self.store_path(),
            changes: changes.iter().map(|(_, change)| change.clone()).collect(),
        }));
        effects
    }

    /// Rebuilds what is shown of an article from what was read and what the user says.
    fn refresh_article(&mut self, article_id: ArticleId, corrections: &Corrections) {
        let as_read = self.as_read.get(&article_id).or_else(|| self.now.opened.corpus.get(article_id)).cloned();
        let Some(as_read) = as_read else { return };
        self.as_read.entry(article_id).or_insert_with(|| as_read.clone());
        let mut article = (*as_read).clone();
        corrections.apply_to(&mut article);
        replace(&mut self.now.opened.corpus, article_id, article);
    }

    fn refresh_mentions(&mut self, article_id: ArticleId) {
        if let Some(article) = self.now.opened.corpus.get(article_id) {
            let read = mentions(article_id, article);
            self.now.opened.mentions.set(article_id, read.into());
        }
    }
}

fn replace(corpus: &mut Corpus, article_id: ArticleId, article: Article) {
    corpus.replace(article_id, Arc::new(article));
}

impl Session {
    /// Puts corrections of earlier runs over an article that has just been read.
    pub(super) fn restore_corrections(&mut self, article_id: ArticleId) {
        let corrections = self.corrections.clone();
        self.refresh_article(article_id, &corrections);
        self.refresh_mentions(article_id);
    }
}
