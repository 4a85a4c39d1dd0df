//! What has changed since it was read? Walks once more and reads only what is new or other than it was.
//!
//! A file is known again by its [`Stamp`]: size, time of the last writing, what is stated of it. One that was left out as
//! a copy is read again when what it copies has gone or changed: it may be the only one now.

use super::account::file_of;
use super::batches::{self, Firsts, Reading};
use super::walk::{Found, Walk};
use super::{FileAccount, Stamp};
use crate::corpus::{Article, ContentHash, Corpus, Segments};
use crate::work::{Cancel, Problem};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

/// What was read before.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Every file.
    pub files: &'a Segments<FileAccount>,
    /// Every article.
    pub corpus: &'a Corpus,
    /// What could not be read as intended.
    pub problems: &'a Segments<Problem>,
}

/// What reading the changes gave.
#[derive(Debug, Default)]
pub struct Refreshed {
    /// Articles of the files that were read now.
    pub articles: Vec<Article>,
    /// Every file as it is now.
    pub files: Vec<FileAccount>,
    /// Every problem as it is now.
    pub problems: Vec<Problem>,
    /// Known files that were read again or have gone, as shown: their former articles are out of date.
    pub superseded: BTreeSet<Arc<str>>,
}

/// What the walk found, beside what was known.
#[derive(Default)]
struct Differences {
    /// What is to be read, by its place in the walk.
    to_read: BTreeMap<usize, Found>,
    /// Unchanged files that hold copies, by their place in the walk.
    copies: Vec<(usize, Found, Arc<str>)>,
    /// Known files that are as they were.
    unchanged: HashSet<Arc<str>>,
    /// Problems of no file of its own.
    remarks: Vec<Problem>,
    superseded: BTreeSet<Arc<str>>,
}

/// Reads what has changed below `paths`. Nothing when all is as it was, or when cancelled.
pub(super) fn refresh(paths: &[PathBuf], known: Known<'_>, reading: Reading<'_>) -> Option<Refreshed> {
    let by_name: HashMap<&str, &FileAccount> = known.files.iter().map(|file| (&*file.shown_path, file)).collect();
    let mut differences = compare(paths, &by_name, reading.cancel)?;
    add_copies(&mut differences, known, &by_name);
    if differences.is_none(known.problems, &by_name) {
        return None;
    }
    let Differences { to_read, unchanged, remarks, superseded, .. } = differences;
    let mut refreshed = Refreshed { superseded, ..Refreshed::default() };
    refreshed.files.extend(known.files.iter().filter(|file| unchanged.contains(&file.shown_path)).cloned());
    let stays = |problem: &&Problem| {
        let file = file_of(&problem.doc, |name| by_name.contains_key(name));
        by_name.contains_key(file) && !refreshed.superseded.contains(file)
    };
    refreshed.problems.extend(known.problems.iter().filter(stays).cloned());
    refreshed.problems.extend(remarks);
    let firsts = firsts(known.corpus, &refreshed.superseded);
    batches::read_known(Box::new(to_read.into_values()), firsts, reading, &mut |batch| {
        refreshed.articles.extend(batch.articles);
        refreshed.files.extend(batch.files);
        refreshed.problems.extend(batch.problems);
    });
    (!reading.cancel.is_cancelled()).then_some(refreshed)
}

/// True when all below `paths` is as it was read, as far as stamps tell. False when cancelled.
pub(super) fn is_unchanged(
    paths: &[PathBuf],
    files: &Segments<FileAccount>,
    problems: &Segments<Problem>,
    cancel: &Cancel,
) -> bool {
    let by_name: HashMap<&str, &FileAccount> = files.iter().map(|file| (&*file.shown_path, file)).collect();
    compare(paths, &by_name, cancel).is_some_and(|differences| differences.is_none(problems, &by_name))
}

impl Differences {
    /// True when there are none.
    fn is_none(&self, problems: &Segments<Problem>, by_name: &HashMap<&str, &FileAccount>) -> bool {
        let is_remark =
            |problem: &&Problem| !by_name.contains_key(file_of(&problem.doc, |name| by_name.contains_key(name)));
        self.to_read.is_empty()
            && self.superseded.is_empty()
            && problems.iter().filter(is_remark).eq(self.remarks.iter())
    }
}

/// Walks, and holds what is found against what was known.
fn compare(paths: &[PathBuf], by_name: &HashMap<&str, &FileAccount>, cancel: &Cancel) -> Option<Differences> {
    let mut differences = Differences::default();
    for (place, found) in Walk::new(paths, cancel).enumerate() {
        if cancel.is_cancelled() {
            return None;
        }
        let (name, stamp, is_metadata) = match &found {
            Found::File(file) => {
                let stamp = Stamp::new(file.size_bytes, file.modified, file.statements.as_deref(), file.outlets);
                (file.shown_path.clone(), stamp, false)
            }
            Found::Refused(problem, _) => (problem.doc.clone(), Stamp::default(), false),
            Found::Metadata(shown, _) => (shown.as_str().into(), Stamp::default(), true),
            Found::Remark(problem) => {
                differences.remarks.push(problem.clone());
                continue;
            }
        };
        match by_name.get(&*name) {
            Some(known) if (known.stamp, known.is_metadata) == (stamp, is_metadata) => {
                if !known.duplicates.is_empty() {
                    differences.copies.push((place, found, name.clone()));
                }
                differences.unchanged.insert(name);
            }
            Some(_) => {
                differences.superseded.insert(name);
                differences.to_read.insert(place, found);
            }
            None => {
                differences.to_read.insert(place, found);
            }
        }
    }
    // A walk that was cancelled has not met everything.
    if cancel.is_cancelled() {
        return None;
    }
    let is_gone = |name: &&&str| !differences.unchanged.contains(**name) && !differences.superseded.contains(**name);
    let gone: Vec<Arc<str>> = by_name.keys().filter(is_gone).map(|name| Arc::from(*name)).collect();
    differences.superseded.extend(gone);
    Some(differences)
}

/// Has copies read again of which the first may have gone.
fn add_copies(differences: &mut Differences, known: Known<'_>, by_name: &HashMap<&str, &FileAccount>) {
    if differences.superseded.is_empty() {
        return;
    }
    let superseded = &differences.superseded;
    let lost: HashSet<ContentHash> = known
        .corpus
        .iter()
        .filter(|(_, article)| superseded.contains(&article.source.shown_path))
        .map(|(_, article)| article.sha256)
        .collect();
    for (place, found, name) in std::mem::take(&mut differences.copies) {
        let duplicates = by_name.get(&*name).map_or(&[][..], |file| file.duplicates.as_slice());
        if duplicates.iter().any(|content| lost.contains(content)) {
            differences.unchanged.remove(&name);
            differences.superseded.insert(name);
            differences.to_read.insert(place, found);
        }
    }
}

/// The contents that are there already.
fn firsts(corpus: &Corpus, superseded: &BTreeSet<Arc<str>>) -> Firsts {
    let stays = corpus.iter().filter(|(_, article)| !superseded.contains(&article.source.shown_path));
    Firsts::of(stays.map(|(_, article)| (article.sha256, article.source.doc().into())))
}

/// A number that changes with every name, size and time below `paths`: for watching where the system does not tell.
pub fn fingerprint(paths: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for found in Walk::new(paths, &Cancel::new()) {
        match found {
            Found::File(file) => (&*file.shown_path, file.size_bytes, file.modified).hash(&mut hasher),
            Found::Refused(problem, _) | Found::Remark(problem) => (&*problem.doc, &problem.reason).hash(&mut hasher),
            Found::Metadata(shown, path) => {
                let modified = std::fs::metadata(path).and_then(|facts| facts.modified()).ok();
                (shown, modified).hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
