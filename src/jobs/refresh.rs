//! Reading what has changed in an open folder, and finding its articles their places in the corpus.
//!
//! An article keeps its number when its content is found again (wherever its file is now), or when another content stands
//! at the same place. What is left of the former articles has gone.

use super::Outbox;
use super::workers::Workers;
use crate::corpus::{Article, ArticleId, ContentHash, Corpus, Segments};
use crate::events::mentions;
use crate::ingest::{self, Known, Refreshed};
use crate::session::effect::RefreshTask;
use crate::session::report::{RefreshOutcome, RefreshedArticles, RefreshedFiles, RereadArticle};
use crate::session::{Report, Task};
use crate::work::Cancel;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Articles that are handed over at once.
const PART: usize = 512;

/// Reads what has changed, unless the user or a newer reading says stop.
pub fn run(task: Task, workers: &Workers, newer: &Cancel, outbox: &Outbox) {
    let Task::Refresh(task) = task else { return };
    let import = task.import;
    let outcome = if task.paths.iter().all(|path| !path.exists()) {
        RefreshOutcome::FolderGone
    } else {
        refresh(&task, workers, newer, outbox)
    };
    outbox.send(Report::Refreshed(import, outcome));
}

fn refresh(task: &RefreshTask, workers: &Workers, newer: &Cancel, outbox: &Outbox) -> RefreshOutcome {
    if newer.is_cancelled() {
        task.cancel.cancel();
    }
    let known = Known { files: &task.files, corpus: &task.corpus, problems: &task.problems };
    match ingest::refresh(&task.paths, known, &task.columns, workers, &task.cancel, &task.progress) {
        Some(Refreshed { articles, superseded, files, problems }) => {
            let (articles, gone) = placed(articles, &superseded, &task.corpus);
            for articles in in_parts(articles) {
                outbox.send(Report::RefreshedPart(task.import, RefreshedArticles { articles, gone: Vec::new() }));
            }
            for gone in in_parts(gone) {
                outbox.send(Report::RefreshedPart(task.import, RefreshedArticles { articles: Vec::new(), gone }));
            }
            RefreshOutcome::Changed(Box::new(RefreshedFiles { files: segments(files), problems: segments(problems) }))
        }
        None if task.cancel.is_cancelled() => RefreshOutcome::Stopped,
        None => RefreshOutcome::Unchanged,
    }
}

/// The articles with their numbers and mentions, and what has gone.
fn placed(
    articles: Vec<Article>,
    superseded: &BTreeSet<Arc<str>>,
    corpus: &Corpus,
) -> (Vec<RereadArticle>, Vec<ArticleId>) {
    let mut former = Former::new(corpus, superseded);
    let by_content: Vec<Option<ArticleId>> =
        articles.iter().map(|article| former.take_content(article.sha256)).collect();
    let mut next = corpus.slot_count();
    let numbered: Vec<(ArticleId, Article)> = articles
        .into_iter()
        .zip(by_content)
        .map(|(article, article_id)| {
            let article_id = article_id.or_else(|| former.take_place(&article.source.doc())).unwrap_or_else(|| {
                next += 1;
                ArticleId((next - 1) as u32)
            });
            (article_id, article)
        })
        .collect();
    let read = |(article_id, article): (ArticleId, Article)| RereadArticle {
        article_id,
        mentions: mentions(article_id, &article).into(),
        article: Arc::new(article),
    };
    let mut articles: Vec<RereadArticle> = numbered.into_par_iter().map(read).collect();
    articles.sort_by_key(|article| article.article_id);
    (articles, former.left.into_iter().collect())
}

/// So many at a time as the window's thread takes in between two frames.
fn in_parts<T>(items: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut items = items.into_iter();
    std::iter::from_fn(move || {
        let part: Vec<T> = items.by_ref().take(PART).collect();
        (!part.is_empty()).then_some(part)
    })
}

/// Articles whose files were read again or have gone.
struct Former {
    by_content: HashMap<ContentHash, ArticleId>,
    by_place: HashMap<String, ArticleId>,
    /// Those that nothing has taken the place of yet.
    left: BTreeSet<ArticleId>,
}

impl Former {
    fn new(corpus: &Corpus, superseded: &BTreeSet<Arc<str>>) -> Self {
        let mut former = Self { by_content: HashMap::new(), by_place: HashMap::new(), left: BTreeSet::new() };
        for (article_id, article) in corpus.iter() {
            if superseded.contains(&article.source.shown_path) {
                former.by_content.insert(article.sha256, article_id);
                former.by_place.insert(article.source.doc(), article_id);
                former.left.insert(article_id);
            }
        }
        former
    }

    fn take_content(&mut self, content: ContentHash) -> Option<ArticleId> {
        self.by_content.get(&content).copied().filter(|article_id| self.left.remove(article_id))
    }

    fn take_place(&mut self, doc: &str) -> Option<ArticleId> {
        self.by_place.get(doc).copied().filter(|article_id| self.left.remove(article_id))
    }
}

fn segments<T: Clone>(items: Vec<T>) -> Segments<T> {
    let mut segments = Segments::default();
    for item in items {
        segments.push(item);
    }
    segments
}
