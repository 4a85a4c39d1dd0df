//! `export`: the articles as a file.

use super::arguments::{ExportArguments, Separator};
use super::events::grouped;
use super::failure::Failure;
use super::filter::{self, Chosen, Needs, choose_further};
use super::streams::Streams;
use crate::corpus::ArticleId;
use crate::export::{self, Compared, Format, Options, Scope, Selection};
use crate::search::sorting::Column;
use crate::search::{Catalogue, Folding, Holdings, lookup};
use crate::session::export_scope::ScopeSource;
use crate::work::{Cancel, Progress};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Writes the articles that pass the filters to a file; `-` is the output.
pub(super) fn run(arguments: &ExportArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let Some(format) = arguments.format.or_else(|| Format::from_path(&arguments.to)) else {
        return Err(Failure::usage(unknown_ending(&arguments.to)));
    };
    let mut event = None;
    let mut narrow = |chosen: &mut Chosen, streams: &mut Streams<'_>| narrowed(arguments, chosen, &mut event, streams);
    let mut chosen = choose_further(&arguments.scope, needs(arguments, format), &mut narrow, streams)?;
    order(arguments, &mut chosen)?;
    let is_comparison = is_comparison(arguments, &chosen);
    let comparisons =
        if is_comparison { Compared::neighbours(&chosen.corpus, &chosen.article_ids) } else { Vec::new() };
    let events = if format.tells_events() { grouped(&chosen) } else { Vec::new() };
    let selection = Selection {
        corpus: &chosen.corpus,
        mentions: &chosen.mentions,
        marks: &chosen.filter.marks,
        article_ids: &chosen.article_ids,
        events: &events,
        comparisons: &comparisons,
        scope: scope(arguments, &chosen, event),
        options: options(arguments),
        cancel: Cancel::new(),
        progress: Progress::new(),
    };
    if arguments.to == Path::new("-") {
        return Ok(export::render(format, &selection, streams.out)?);
    }
    let written = export::write(&arguments.to, format, &selection)?;
    if !streams.is_quiet {
        let name = format.name();
        streams.say(&format!(
            "{} articles, {} bytes of {name} ({})",
            written.articles,
            written.bytes,
            arguments.to.display()
        ));
    }
    Ok(())
}

/// What has to be known of the articles: reading their expressions of time takes longer than writing most formats.
fn needs(arguments: &ExportArguments, format: Format) -> Needs {
    let sorts_by_mentions = arguments.sort.is_some_and(|sort| sort.keys().any(|key| key.column == Column::Mentions));
    if format.tells_time(options(arguments)) || arguments.event.is_some() || sorts_by_mentions {
        Needs::Mentions
    } else {
        Needs::Articles
    }
}

/// Adds to the filter what only an export can be asked for; the name of an event is left in `event`.
fn narrowed(
    arguments: &ExportArguments,
    chosen: &mut Chosen,
    event: &mut Option<String>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    if let Some(number) = arguments.event {
        let events = grouped(chosen);
        let found = events.get(number as usize).ok_or_else(|| Failure::job(format!("there is no event {number}")))?;
        chosen.filter.within = Some(Arc::new(found.article_ids()));
        *event = Some(found.label.clone());
    }
    if !arguments.articles.is_empty() {
        let named: BTreeSet<ArticleId> = named(arguments, chosen)?.into_iter().collect();
        chosen.filter.within = Some(Arc::new(named));
    }
    let folds = chosen.manifest.as_ref().map_or(arguments.folds_copies, |manifest| manifest.folds_copies);
    if folds {
        chosen.filter.stories = Some(Folding::new(Arc::new(filter::copies(&chosen.corpus, streams))));
    }
    Ok(())
}

/// The articles named, in the order named.
fn named(arguments: &ExportArguments, chosen: &Chosen) -> Result<Vec<ArticleId>, Failure> {
    let known: BTreeMap<String, ArticleId> =
        chosen.corpus.iter().map(|(article_id, article)| (article.source.doc(), article_id)).collect();
    let find = |doc: &String| known.get(doc).copied().ok_or_else(|| Failure::job(format!("there is no article {doc}")));
    arguments.articles.iter().map(find).collect()
}

/// Puts the articles into the order that is asked for.
fn order(arguments: &ExportArguments, chosen: &mut Chosen) -> Result<(), Failure> {
    if arguments.is_comparison {
        let passing: BTreeSet<ArticleId> = chosen.article_ids.iter().copied().collect();
        chosen.article_ids = named(arguments, chosen)?;
        chosen.article_ids.retain(|article_id| passing.contains(article_id));
    } else if let Some(sort) = arguments.sort {
        let all: BTreeSet<ArticleId> = chosen.corpus.iter().map(|(article_id, _)| article_id).collect();
        let (corpus, mentions, cancel) = (&chosen.corpus, &chosen.mentions, Cancel::new());
        let catalogue = Catalogue::default().listing(corpus, mentions, &all, &cancel).unwrap_or_default();
        let holdings = Holdings { catalogue: &catalogue, corpus, mentions };
        let found = lookup(holdings, &chosen.filter, sort, &cancel, &mut |_| ());
        chosen.article_ids = found.map(|found| found.rows.to_vec()).unwrap_or_default();
    }
    Ok(())
}

fn is_comparison(arguments: &ExportArguments, chosen: &Chosen) -> bool {
    let was = |manifest: &export::Manifest| manifest.scope == export::Chosen::Comparison.name();
    arguments.is_comparison || chosen.manifest.as_ref().is_some_and(was)
}

fn scope(arguments: &ExportArguments, chosen: &Chosen, event: Option<String>) -> Scope {
    let was = |manifest: &export::Manifest| {
        export::Chosen::ALL.into_iter().find(|chosen| chosen.name() == manifest.scope).unwrap_or_default()
    };
    let kind = match &chosen.manifest {
        Some(manifest) => was(manifest),
        None if arguments.is_comparison => export::Chosen::Comparison,
        None if !arguments.articles.is_empty() => export::Chosen::Picked,
        None if arguments.event.is_some() => export::Chosen::Event,
        None => export::Chosen::Filtered,
    };
    let source = ScopeSource {
        corpus: &chosen.corpus,
        article_ids: &chosen.article_ids,
        chosen: kind,
        filter: &chosen.filter,
        sort: arguments.sort.unwrap_or_default(),
        event,
        corrections: &chosen.corrections,
        opened: chosen.paths.clone(),
        at: arguments.exported_at,
    };
    let mut scope = source.scope();
    if let Some(manifest) = &chosen.manifest {
        // As it was told then, the name of an event among it.
        scope.filters = manifest.filters.iter().map(|named| (named.name.clone(), named.value.clone())).collect();
        scope.view = manifest.view.clone();
    }
    scope
}

fn options(arguments: &ExportArguments) -> Options {
    let mut options = Options::default();
    options.csv.has_bom = arguments.has_bom;
    match arguments.separator {
        None => {}
        Some(Separator::Comma) => options.csv.separator = b',',
        Some(Separator::Semicolon) => options.csv.separator = b';',
        Some(Separator::Tab) => options.csv.separator = b'\t',
    }
    options.columns = arguments.fields.unwrap_or_default();
    options.has_text = !arguments.is_without_text;
    options.has_mentions = arguments.has_mentions;
    options
}

fn unknown_ending(path: &Path) -> String {
    let endings: Vec<_> = Format::ALL.into_iter().map(|format| format!(".{}", format.extension())).collect();
    format!("no format has this ending; take one of {} or give --format ({})", endings.join(" "), path.display())
}
