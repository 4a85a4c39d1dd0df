//! `compare --pairs`: a file of article pairs, one JSON object a line.

use super::arguments::{CompareArguments, CompareFormat};
use super::failure::Failure;
use super::links::{weak_links, write};
use super::streams::Streams;
use crate::compare::{self, Comparison, Link};
use crate::corpus::{Article, ContentHash, Source};
use crate::work::{Problem, ProblemKind};
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pairs that are compared at once: enough for every thread, few enough to keep in memory.
const CHUNK: usize = 256;

/// One line of the file; other fields are passed over.
#[derive(Deserialize)]
struct Pair {
    a: Side,
    b: Side,
}

#[derive(Deserialize)]
struct Side {
    id: serde_json::Value,
    text: String,
}

/// Two articles and what comparing them gave.
struct Compared {
    names: [String; 2],
    articles: [Article; 2],
    comparison: Comparison,
    weak: Vec<Link>,
}

/// Compares every pair in `file` (`-`: standard input), in order. A line that is no pair is a problem, not the end.
pub(super) fn run(file: &Path, arguments: &CompareArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let (format, is_all) = (arguments.format.unwrap_or(CompareFormat::Jsonl), arguments.is_all);
    let failed = |error: io::Error| Failure::job(format!("the pairs could not be read: {error} ({})", file.display()));
    let reader: Box<dyn BufRead + Send> = if file == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(file).map_err(failed)?))
    };
    let mut lines = reader.split(b'\n').enumerate().peekable();
    while lines.peek().is_some() {
        let chunk = lines.by_ref().take(CHUNK).map(|(index, line)| Ok((index + 1, line?)));
        let chunk = chunk.collect::<io::Result<Vec<(usize, Vec<u8>)>>>().map_err(failed)?;
        let filled = chunk.into_par_iter().filter(|(_, line)| !line.trim_ascii().is_empty());
        let compared: Vec<Result<Compared, Problem>> = filled
            .map(|(number, line)| compared(&line, is_all).map_err(|reason| problem(file, number, &reason)))
            .collect();
        for pair in compared {
            match pair {
                Ok(Compared { names: [a, b], articles: [article_a, article_b], comparison, weak }) => {
                    write(format, [&a, &b], [&article_a, &article_b], (&comparison, &weak), streams)?;
                }
                Err(problem) => streams.report(&[problem]),
            }
        }
    }
    Ok(())
}

fn compared(line: &[u8], is_all: bool) -> Result<Compared, serde_json::Error> {
    let Pair { a, b } = serde_json::from_slice(line)?;
    let names = [a.name(), b.name()];
    let articles = [a.article(&names[0]), b.article(&names[1])];
    let comparison = compare::compare(&articles[0], &articles[1]);
    let weak = weak_links(is_all, [&articles[0], &articles[1]], &comparison);
    Ok(Compared { names, articles, comparison, weak })
}

fn problem(file: &Path, number: usize, reason: &serde_json::Error) -> Problem {
    let reason = format!("line {number} is no pair of articles: {reason}");
    Problem::new(file.to_string_lossy().as_ref(), ProblemKind::Malformed, reason)
}

impl Side {
    /// Its id as text, whether it is a string or a number.
    fn name(&self) -> String {
        self.id.as_str().map_or_else(|| self.id.to_string(), str::to_owned)
    }

    /// An article of which nothing but the text is known.
    fn article(self, name: &str) -> Article {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: name.into(), member: None };
        let sha256 = ContentHash(Sha256::digest(self.text.as_bytes()).into());
        Article::of_text(source, name.into(), sha256, self.text.into())
    }
}
