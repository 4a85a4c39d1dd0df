//! `compare`: what two articles share and what each has alone.

use super::arguments::{CompareArguments, CompareFormat};
use super::failure::Failure;
use super::links::{weak_links, write};
use super::load;
use super::pairs;
use super::streams::Streams;
use crate::compare;
use crate::corpus::Article;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Compares two articles, or the pairs of a file.
pub(super) fn run(arguments: &CompareArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    if let Some(file) = &arguments.pairs {
        return pairs::run(file, arguments, streams);
    }
    let [path_a, path_b] = arguments.articles.as_slice() else {
        return Err(Failure::usage("give two articles to compare"));
    };
    let (a, b) = (article(path_a, streams)?, article(path_b, streams)?);
    // As named in the call: the user finds them again, and the part behind `#` is the id.
    let names = [path_a.to_string_lossy(), path_b.to_string_lossy()];
    let comparison = compare::compare(&a, &b);
    let weak = weak_links(arguments.is_all, [&a, &b], &comparison);
    let format = arguments.format.unwrap_or(CompareFormat::Text);
    Ok(write(format, [&names[0], &names[1]], [&a, &b], (&comparison, &weak), streams)?)
}

/// The article that `named` names: the only one of a file, or `FILE#ID`.
fn article(named: &Path, streams: &mut Streams<'_>) -> Result<Arc<Article>, Failure> {
    let (path, wanted) = if named.exists() { (named.to_owned(), None) } else { split(named) };
    let loaded = load::corpus(&[path], streams)?;
    let is_wanted = |article: &Article| match &wanted {
        Some(id) => *article.id == **id || article.source.member.as_deref() == Some(id),
        None => true,
    };
    let mut found = loaded.corpus.iter().map(|(_, article)| article).filter(|article| is_wanted(article));
    match (found.next(), found.count()) {
        (None, _) => Err(Failure::job(format!("there is no such article ({})", named.display()))),
        (Some(article), 0) => Ok(article),
        (Some(article), others) => Err(Failure::job(format!(
            "there are {} articles of this name; give one as FILE#ID, for example #{} ({})",
            others + 1,
            article.id,
            named.display()
        ))),
    }
}

/// `FILE#ID` in its two parts.
fn split(named: &Path) -> (PathBuf, Option<String>) {
    match named.to_str().and_then(|named| named.rsplit_once('#')) {
        Some((path, id)) => (PathBuf::from(path), Some(id.to_owned())),
        None => (named.to_owned(), None),
    }
}
