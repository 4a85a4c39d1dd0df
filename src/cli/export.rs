//! `export`: the articles as a file.

use super::arguments::{ExportArguments, Separator};
use super::failure::Failure;
use super::filter::{Needs, choose};
use super::streams::Streams;
use crate::export::{self, Format, Options, Scope, Selection};
use std::path::Path;

/// Writes the articles that pass the filters to a file; `-` is the output.
pub(super) fn run(arguments: &ExportArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let Some(format) = arguments.format.or_else(|| Format::from_path(&arguments.to)) else {
        return Err(Failure::usage(unknown_ending(&arguments.to)));
    };
    let chosen = choose(&arguments.scope, Needs::Mentions, streams)?;
    let mut scope = Scope::of_filter(&chosen.filter, chosen.article_ids.len(), chosen.corpus.len());
    scope.exported_at = arguments.exported_at;
    let selection = Selection {
        corpus: &chosen.corpus,
        mentions: &chosen.mentions,
        marks: &chosen.filter.marks,
        article_ids: &chosen.article_ids,
        scope,
        options: options(arguments),
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

fn options(arguments: &ExportArguments) -> Options {
    let mut options = Options::for_path(&arguments.to);
    options.csv.has_bom = arguments.has_bom;
    match arguments.separator {
        None => {}
        Some(Separator::Comma) => options.csv.separator = b',',
        Some(Separator::Semicolon) => options.csv.separator = b';',
        Some(Separator::Tab) => options.csv.separator = b'\t',
    }
    options.has_text = !arguments.is_without_text;
    options.has_mentions = arguments.has_mentions;
    options
}

fn unknown_ending(path: &Path) -> String {
    let endings: Vec<_> = Format::ALL.into_iter().map(|format| format!(".{}", format.extension())).collect();
    format!("no format has this ending; take one of {} or give --format ({})", endings.join(" "), path.display())
}
