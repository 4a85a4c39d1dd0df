//! Which articles a command is about.

use super::arguments::{Filters, Scope as ReadScope};
use super::failure::Failure;
use super::keep::keep;
use super::load;
use super::streams::Streams;
use super::watched::watched;
use crate::compare::near_copies::near_copies;
use crate::corpus::{Article, ArticleId, Corpus};
use crate::events::Mentions;
use crate::search::{self, Filter, Marks, Query};
use crate::session::corrections::Corrections;
use crate::session::overlay::lay_over;
use crate::session::{Origin, store};
use crate::text::fold;
use crate::work::Cancel;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What a command works on.
#[derive(Debug)]
pub struct Chosen {
    /// Every article.
    pub corpus: Corpus,
    /// Expressions of time; none when nothing asked for them.
    pub mentions: Mentions,
    /// The articles that pass the filters, in corpus order.
    pub article_ids: Vec<ArticleId>,
    /// The filters, with the names that the corpus uses.
    pub filter: Filter,
}

impl Chosen {
    /// The articles that pass the filters, in corpus order.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, Arc<Article>)> {
        self.article_ids.iter().filter_map(|&article_id| Some((article_id, self.corpus.get(article_id)?)))
    }
}

/// Whether a command needs the expressions of time even where no filter asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Articles alone.
    Articles,
    /// Their mentions too.
    Mentions,
}

/// Reads the paths and keeps the articles that pass the filters.
///
/// # Errors
/// A path that names nothing, a query that cannot be understood.
pub fn choose(scope: &ReadScope, needs: Needs, streams: &mut Streams<'_>) -> Result<Chosen, Failure> {
    let filters = &scope.filters;
    let query = Query::parse(&filters.query);
    if let Some(fault) = query.faults().first() {
        let place = fault.span.slice(&filters.query);
        return Err(Failure::usage(format!("the query could not be understood: {} (at `{place}`)", fault.reason)));
    }
    let mut loaded = load::corpus(&scope.paths, streams)?;
    let needs_mentions = needs == Needs::Mentions || filters.about.is_some() || query.asks_about();
    let known = loaded.mentions.take();
    let mentions = known.or_else(|| needs_mentions.then(|| load::mentions(&loaded.corpus, streams)));
    keep(&scope.paths, &loaded, mentions.as_ref(), streams);
    let (mut corpus, mut mentions) = (loaded.corpus, mentions);
    let marks = with_work(&scope.paths, &mut corpus, mentions.as_mut(), streams)?;
    let mentions = mentions.unwrap_or_default();
    let mut filter = Filter { marks, ..filters.resolved(&corpus) };
    if query.asks_for_duplicates() {
        let article_ids: Vec<ArticleId> = corpus.iter().map(|(article_id, _)| article_id).collect();
        let look = |progress: &_| near_copies(&corpus, &article_ids, &Cancel::new(), progress);
        let copies = watched("looking for copies: article", streams, look).flatten().unwrap_or_default();
        filter.marks.duplicates = Arc::new(copies.copies().collect());
    }
    let article_ids = search::find(&corpus, &mentions, &filter, &Cancel::new()).unwrap_or_default().article_ids;
    Ok(Chosen { corpus, mentions, article_ids, filter })
}

/// Lays the user's work over what was read, where there is any. Gives tags, notes and what was reviewed.
fn with_work(
    paths: &[PathBuf],
    corpus: &mut Corpus,
    mentions: Option<&mut Mentions>,
    streams: &Streams<'_>,
) -> Result<Marks, Failure> {
    let Some(folder) = &streams.work_folder else { return Ok(Marks::default()) };
    let corrections = store::load(&store::path_for(folder, &Origin::Paths(paths.to_vec())))
        .map_err(|fault| Failure::job(format!("{fault}; --as-read does without what you have set by hand")))?;
    if corrections == Corrections::default() {
        return Ok(Marks::default());
    }
    Ok(lay_over(corpus, mentions, &corrections))
}

impl Filters {
    /// The filter that finds what was typed: outlets and languages of the corpus that are the same but for case.
    fn resolved(&self, corpus: &Corpus) -> Filter {
        Filter {
            query: self.query.clone(),
            outlets: resolved(&self.outlets, corpus, Article::outlet),
            languages: resolved(&self.languages, corpus, Article::language),
            tags: self.tags.iter().map(|tag| Some(Arc::from(tag.as_str()))).collect(),
            published: self.published,
            about: self.about,
            ..Filter::default()
        }
    }
}

/// The values of the corpus that fold to one of `typed`; a typed value that none folds to stays, and finds nothing.
fn resolved(typed: &[String], corpus: &Corpus, value: fn(&Article) -> Option<&str>) -> BTreeSet<Option<Arc<str>>> {
    if typed.is_empty() {
        return BTreeSet::new();
    }
    let wanted: BTreeSet<String> = typed.iter().map(|typed| fold(typed.trim())).collect();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (_, article) in corpus.iter() {
        if let Some(value) = value(&article)
            && !known.contains(value)
        {
            known.insert(value.to_owned());
        }
    }
    let found: BTreeSet<&str> =
        known.iter().map(String::as_str).filter(|known| wanted.contains(&fold(known))).collect();
    let found_folded: BTreeSet<String> = found.iter().map(|known| fold(known)).collect();
    let missing = typed.iter().map(|typed| typed.trim()).filter(|typed| !found_folded.contains(&fold(typed)));
    let missing = missing.map(|typed| (!typed.is_empty()).then(|| Arc::from(typed)));
    found.iter().map(|known| Some(Arc::from(*known))).chain(missing).collect()
}
