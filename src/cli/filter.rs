//! Which articles a command is about.

use super::arguments::{Filters, Scope as ReadScope};
use super::failure::Failure;
use super::keep::keep;
use super::load;
use super::streams::Streams;
use super::watched::watched;
use crate::compare::near_copies::{CopyGroups, near_copies};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::events::Mentions;
use crate::export::{self, Manifest};
use crate::search::{self, Filter, Marks, Query};
use crate::session::corrections::Corrections;
use crate::session::overlay::{lay_over, set_by_hand};
use crate::session::{Origin, store};
use crate::text::fold;
use crate::work::Cancel;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a command works on.
#[derive(Debug)]
pub struct Chosen {
    /// Every article.
    pub corpus: Corpus,
    /// Expressions of time; none when nothing asked for them.
    pub mentions: Mentions,
    /// The articles that pass the filters, in corpus order; those of an earlier export in its order.
    pub article_ids: Vec<ArticleId>,
    /// The filters, with the names that the corpus uses.
    pub filter: Filter,
    /// What was read.
    pub paths: Vec<PathBuf>,
    /// What the user says better.
    pub corrections: Corrections,
    /// The earlier export whose articles these are.
    pub manifest: Option<Manifest>,
}

impl Chosen {
    /// The articles that pass the filters, in order.
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
/// A path that names nothing, a query that cannot be understood, a manifest that cannot be read.
pub fn choose(scope: &ReadScope, needs: Needs, streams: &mut Streams<'_>) -> Result<Chosen, Failure> {
    choose_further(scope, needs, &mut |_, _| Ok(()), streams)
}

/// As [`choose`]; `further` may add to the filter before it is evaluated, once everything is read.
///
/// # Errors
/// Those of [`choose`] and of `further`.
pub fn choose_further(
    scope: &ReadScope,
    needs: Needs,
    further: &mut dyn FnMut(&mut Chosen, &mut Streams<'_>) -> Result<(), Failure>,
    streams: &mut Streams<'_>,
) -> Result<Chosen, Failure> {
    let filters = &scope.filters;
    let manifest = scope.selection_from.as_deref().map(read_manifest).transpose()?;
    let (manifest, opened) = manifest.unzip();
    let paths = if scope.paths.is_empty() { opened.unwrap_or_default() } else { scope.paths.clone() };
    let asked = manifest.as_ref().map_or(&filters.query, |manifest: &Manifest| &manifest.view.query);
    let query = Query::parse(asked);
    if let Some(fault) = query.faults().first() {
        let place = fault.span.slice(asked);
        return Err(Failure::usage(format!("the query could not be understood: {} (at `{place}`)", fault.reason)));
    }
    let mut loaded = load::corpus(&paths, streams)?;
    let asks_about = filters.about.is_some() || manifest.as_ref().is_some_and(|manifest| manifest.view.about.is_some());
    let needs_mentions = needs == Needs::Mentions || asks_about || query.asks_about();
    let known = loaded.mentions.take();
    let mentions = known.or_else(|| needs_mentions.then(|| load::mentions(&loaded.corpus, streams)));
    keep(&paths, &loaded, mentions.as_ref(), streams);
    let (mut corpus, mut mentions) = (loaded.corpus, mentions);
    let (corrections, marks) = with_work(&paths, &mut corpus, mentions.as_mut(), streams)?;
    let mentions = mentions.unwrap_or_default();
    let mut filter = Filter { marks, ..filters.resolved(&corpus) };
    if let Some(manifest) = &manifest {
        manifest.view.put_into(&mut filter);
    }
    let mut chosen = Chosen { corpus, mentions, article_ids: Vec::new(), filter, paths, corrections, manifest };
    if query.asks_for_duplicates() {
        let copies = copies(&chosen.corpus, streams);
        chosen.filter.marks.duplicates = Arc::new(copies.copies().collect());
    }
    further(&mut chosen, streams)?;
    let found = search::find(&chosen.corpus, &chosen.mentions, &chosen.filter, &Cancel::new());
    chosen.article_ids = found.unwrap_or_default().article_ids;
    chosen.restore(streams);
    Ok(chosen)
}

/// Copies and rewrites among all articles.
pub fn copies(corpus: &Corpus, streams: &mut Streams<'_>) -> CopyGroups {
    let article_ids: Vec<ArticleId> = corpus.iter().map(|(article_id, _)| article_id).collect();
    let look = |progress: &_| near_copies(corpus, &article_ids, &Cancel::new(), progress);
    watched("looking for copies: article", streams, look).flatten().unwrap_or_default()
}

/// The manifest at `path`, and what it says was opened.
fn read_manifest(path: &Path) -> Result<(Manifest, Vec<PathBuf>), Failure> {
    let manifest = Manifest::read(path).map_err(|fault| Failure::job(fault.to_string()))?;
    let opened = manifest.opened_from(path);
    if opened.is_empty() {
        let reason = "the export is of the sample that is built in; name the files to read";
        return Err(Failure::job(format!("{reason} ({})", path.display())));
    }
    Ok((manifest, opened))
}

impl Chosen {
    /// Takes the articles of the earlier export in place of those that pass, and tells what has changed.
    fn restore(&mut self, streams: &mut Streams<'_>) {
        let Some(manifest) = &self.manifest else { return };
        let passing = manifest.is_comparable().then_some(&*self.article_ids);
        let set = |article_ids: &[ArticleId]| set_by_hand(&self.corrections, &self.corpus, article_ids);
        let restored = export::restore(manifest, &self.corpus, passing, set);
        if !streams.is_quiet {
            restored.changes.iter().for_each(|changed| streams.say(&changed.to_string()));
            let (found, count) = (restored.article_ids.len(), manifest.selection.len());
            let changed = if restored.changes.is_empty() { "as it was".to_owned() } else { restored.summary() };
            streams.say(&format!("{found} of the {count} articles of {}: {changed}", manifest.file));
        }
        self.article_ids = restored.article_ids;
    }
}

/// Lays the user's work over what was read, where there is any. Gives tags, notes and what was reviewed.
fn with_work(
    paths: &[PathBuf],
    corpus: &mut Corpus,
    mentions: Option<&mut Mentions>,
    streams: &Streams<'_>,
) -> Result<(Corrections, Marks), Failure> {
    let Some(folder) = &streams.work_folder else { return Ok(Default::default()) };
    let corrections = store::load(&store::path_for(folder, &Origin::Paths(paths.to_vec())))
        .map_err(|fault| Failure::job(format!("{fault}; --as-read does without what you have set by hand")))?;
    if corrections == Corrections::default() {
        return Ok(Default::default());
    }
    let marks = lay_over(corpus, mentions, &corrections);
    Ok((corrections, marks))
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
