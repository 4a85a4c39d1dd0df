//! What a measurement is asked to be made of: so many articles, or files that are there.

#![allow(
    clippy::expect_used,
    dead_code,
    reason = "a measurement that cannot be set up has to stop; every one uses its part"
)]

use crate::corpus_generator::{Generator, write_json_lines};
use std::path::{Path, PathBuf};

/// Of the corpora that measurements make for themselves.
pub(crate) const SEED: u64 = 42;

/// What was said on the command line.
pub(crate) struct Asked {
    /// How many articles; 10,000 where no number is said.
    pub(crate) count: usize,
    /// Files and folders that are there.
    pub(crate) paths: Vec<PathBuf>,
    /// Parts of the names of what is measured, behind `--only`; empty where all is.
    only: Vec<String>,
}

impl Asked {
    /// From the arguments of the program.
    pub(crate) fn from_arguments() -> Self {
        let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
        let count = words.iter().find_map(|word| word.parse().ok()).unwrap_or(10_000);
        let only = words.iter().position(|word| word == "--only").and_then(|place| words.get(place + 1));
        let only = only.map_or_else(Vec::new, |parts| parts.split(',').map(str::to_owned).collect());
        Self { count, paths: words.iter().map(PathBuf::from).filter(|path| path.exists()).collect(), only }
    }

    /// Is what has this name measured?
    pub(crate) fn is_wanted(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part))
    }

    /// The first of the files, or as many articles as JSON Lines in `folder`.
    pub(crate) fn json_lines(&self, folder: &Path) -> PathBuf {
        self.paths.first().cloned().unwrap_or_else(|| {
            let path = folder.join("corpus.jsonl");
            write_json_lines(&Generator::new(SEED), self.count as u64, &path).expect("the corpus is written");
            path
        })
    }
}
