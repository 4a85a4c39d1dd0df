//! Which files are there? Lists files and folders of any depth in a fixed order, and accounts for everything it meets.
//!
//! Names are compared as bytes, files and folders together, so that the order is the same on every machine. Symbolic
//! links are reported and not followed, but for paths that the user gave. A path that lies in another given one is read
//! once. Paths are shown relative to the one folder given, or to the folder that all given paths share.
//!
//! Each folder's `metadata.csv` is read when the folder is entered and stays in force below it, a deeper one first; so is
//! the `outlets.tsv` of an opened folder.

use super::infer::OutletList;
use super::metadata::{self, Metadata};
use super::open::{self, not_a_file, unreadable};
use super::own_outlets;
use super::shown_path::shown_path;
use super::statement::Statements;
use super::tree::{Tree, TreeEntry, Unlisted};
use crate::work::{Cancel, Problem, ProblemKind};
use std::collections::VecDeque;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Rows of one `metadata.csv` that are reported one by one when they name no file.
const REPORTED_ROWS: usize = 20;

/// A file to be read.
#[derive(Debug)]
pub(super) struct FoundFile {
    pub(super) path: Arc<PathBuf>,
    pub(super) shown_path: Arc<str>,
    /// Names of the folders above it, from the opened one down.
    pub(super) folders: Vec<String>,
    /// Its size when it was listed.
    pub(super) size_bytes: u64,
    /// When it was last written, as listed.
    pub(super) modified: Option<SystemTime>,
    /// True when it was found in a folder, false when the user named it.
    pub(super) is_listed: bool,
    /// What `metadata.csv` files state of it.
    pub(super) statements: Option<Box<Statements>>,
    /// The outlets that are known in the opened folder, where that has a list of its own.
    pub(super) outlets: Option<OutletList>,
}

/// What the walk came to.
#[derive(Debug)]
pub(super) enum Found {
    /// A file to be read.
    File(FoundFile),
    /// An entry that is accounted for by its problem and is not read.
    Refused(Problem, PathBuf),
    /// A `metadata.csv` or an `outlets.tsv`: as shown, and where it is.
    Metadata(String, PathBuf),
    /// Something to tell that is no entry of its own: an unreadable folder, a row that names no file.
    Remark(Problem),
}

/// The walk over all given paths, as an iterator.
#[derive(Debug)]
pub(super) struct Walk {
    roots: std::vec::IntoIter<PathBuf>,
    base: PathBuf,
    tree: Option<Tree>,
    cancel: Cancel,
    in_force: Vec<InForce>,
    outlets: Option<OutletList>,
    ready: VecDeque<Found>,
}

/// A `metadata.csv` that is in force below its folder.
#[derive(Debug)]
struct InForce {
    depth: usize,
    folder: PathBuf,
    metadata: Metadata,
}

impl Walk {
    /// A walk over `paths`, in the order in which they are given. It ends early when it is cancelled.
    pub(super) fn new(paths: &[PathBuf], cancel: &Cancel) -> Self {
        let roots = outermost(paths);
        let base = shared_folder(&roots);
        Self {
            roots: roots.into_iter(),
            base,
            tree: None,
            cancel: cancel.clone(),
            in_force: Vec::new(),
            outlets: None,
            ready: VecDeque::new(),
        }
    }

    fn shown(&self, path: &Path) -> String {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let shown = shown_path(absolute.strip_prefix(&self.base).unwrap_or(&absolute));
        if shown.is_empty() { shown_path(path) } else { shown }
    }

    /// Starts on one of the given paths: a folder becomes the tree that is walked, anything else is taken itself.
    fn enter_root(&mut self, root: PathBuf) {
        match fs::metadata(&root) {
            Ok(facts) if facts.is_dir() => {
                self.tree = Some(Tree::new(root, facts.file_type(), &self.cancel));
            }
            Ok(facts) if facts.is_file() => {
                // A file opened by itself is known by its folder's metadata.csv like when the folder is opened.
                let folder = root.parent().map(Path::to_path_buf).unwrap_or_default();
                let (mut metadata, _) = read_metadata(&folder).unwrap_or_default();
                self.outlets = own_outlets::read(&folder).and_then(|own| own.list);
                let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let statements = metadata.take(&name);
                let file = self.file(root, Some(&facts), statements);
                self.ready.push_back(Found::File(file));
            }
            Ok(facts) => self.refuse(&root, not_a_file(facts.file_type())),
            Err(error) => self.refuse(&root, unreadable(&error)),
        }
    }

    fn refuse(&mut self, path: &Path, refusal: open::Refusal) {
        let problem = Problem::new(self.shown(path), refusal.kind, refusal.reason);
        self.ready.push_back(Found::Refused(problem, path.to_path_buf()));
    }

    fn file(&self, path: PathBuf, facts: Option<&fs::Metadata>, statements: Option<Statements>) -> FoundFile {
        let shown: Arc<str> = self.shown(&path).into();
        let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        let above = self.base.components().count().saturating_sub(1);
        let folders = absolute
            .parent()
            .into_iter()
            .flat_map(|folder| folder.components().skip(above))
            .filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                _ => None,
            })
            .collect();
        FoundFile {
            path: Arc::new(path),
            shown_path: shown,
            folders,
            size_bytes: facts.map_or(0, fs::Metadata::len),
            modified: facts.and_then(|facts| facts.modified().ok()),
            is_listed: self.tree.is_some(),
            statements: statements.map(Box::new),
            outlets: self.outlets,
        }
    }

    /// Takes the next entry of the tree. False when the tree is done.
    fn step(&mut self) -> bool {
        let Some(tree) = &mut self.tree else { return false };
        let Some(next) = tree.next() else {
            self.leave_to(0);
            self.tree = None;
            return false;
        };
        match next {
            Ok(entry) => {
                self.leave_to(entry.depth);
                self.entry(&entry);
            }
            Err(unlisted) => self.failed(&unlisted),
        }
        true
    }

    fn entry(&mut self, entry: &TreeEntry) {
        let is_root = entry.depth == 0;
        let kind = entry.kind;
        if !is_root && entry.name().as_encoded_bytes().starts_with(b".") {
            self.skip_hidden(entry);
        } else if kind.is_dir() || is_root {
            self.enter_folder(&entry.path, entry.depth);
        } else if !kind.is_file() {
            self.refuse(&entry.path, not_a_file(kind));
        } else if entry.name() == metadata::NAME || entry.depth == 1 && entry.name() == own_outlets::NAME {
            let shown = self.shown(&entry.path);
            self.ready.push_back(Found::Metadata(shown, entry.path.clone()));
        } else {
            // A file that vanishes between listing and asking is told of when it is opened.
            let facts = fs::symlink_metadata(&entry.path).ok();
            let statements = self.stated(&entry.path);
            let file = self.file(entry.path.clone(), facts.as_ref(), statements);
            self.ready.push_back(Found::File(file));
        }
    }

    fn skip_hidden(&mut self, entry: &TreeEntry) {
        let is_folder = entry.kind.is_dir();
        let what = if is_folder { "a hidden folder: nothing in it was read" } else { "a hidden file" };
        let problem = Problem::new(self.shown(&entry.path), ProblemKind::Skipped, format!("this is {what}"));
        if is_folder {
            if let Some(tree) = &mut self.tree {
                tree.skip_folder();
            }
            self.ready.push_back(Found::Remark(problem));
        } else {
            self.ready.push_back(Found::Refused(problem, entry.path.clone()));
        }
    }

    fn enter_folder(&mut self, folder: &Path, depth: usize) {
        if depth == 0 {
            self.take_outlets(folder);
        }
        let Some((metadata, name)) = read_metadata(folder) else { return };
        let doc = self.shown(&name);
        for fault in &metadata.faults {
            self.ready.push_back(Found::Remark(Problem::new(doc.as_str(), ProblemKind::Malformed, fault.as_str())));
        }
        self.in_force.push(InForce { depth, folder: folder.to_path_buf(), metadata });
    }

    /// Takes the outlets of an opened folder; those of the one before are out of force.
    fn take_outlets(&mut self, folder: &Path) {
        self.outlets = None;
        let Some(own) = own_outlets::read(folder) else { return };
        let doc = self.shown(&own.path);
        let problems =
            own.faults.iter().map(|fault| Problem::new(doc.as_str(), ProblemKind::Malformed, fault.as_str()));
        self.ready.extend(problems.map(Found::Remark));
        self.outlets = own.list;
    }

    /// Ends every `metadata.csv` whose folder was left: its rows without a file are told.
    fn leave_to(&mut self, depth: usize) {
        while self.in_force.last().is_some_and(|last| last.depth >= depth) {
            let Some(left) = self.in_force.pop() else { return };
            let doc: Arc<str> = self.shown(&left.folder.join(metadata::NAME)).into();
            let unused = left.metadata.unused();
            for (line, file) in unused.iter().take(REPORTED_ROWS) {
                let reason = format!("line {line} names a file that is not there: {}", shown_path(Path::new(file)));
                self.ready.push_back(Found::Remark(Problem::new(Arc::clone(&doc), ProblemKind::Malformed, reason)));
            }
            if unused.len() > REPORTED_ROWS {
                let reason = format!("{} more lines name files that are not there", unused.len() - REPORTED_ROWS);
                self.ready.push_back(Found::Remark(Problem::new(doc, ProblemKind::Malformed, reason)));
            }
        }
    }

    /// What the `metadata.csv` files in force state of a file, the nearest first.
    fn stated(&mut self, path: &Path) -> Option<Statements> {
        let mut statements: Option<Statements> = None;
        for known in self.in_force.iter_mut().rev() {
            let Ok(relative) = path.strip_prefix(&known.folder) else { continue };
            let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            if let Some(more) = known.metadata.take(&parts.join("/")) {
                statements = Some(statements.unwrap_or_default().or(more));
            }
        }
        statements
    }

    fn failed(&mut self, unlisted: &Unlisted) {
        let refusal = unreadable(&unlisted.error);
        let reason = format!("{}; nothing below this folder was read", refusal.reason);
        let problem = Problem::new(self.shown(&unlisted.path), refusal.kind, reason);
        self.ready.push_back(Found::Remark(problem));
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(found);
            }
            if self.tree.is_some() {
                self.step();
            } else {
                let root = self.roots.next()?;
                self.enter_root(root);
            }
        }
    }
}

/// The folder's `metadata.csv`, if it has one that can be read, and its path.
fn read_metadata(folder: &Path) -> Option<(Metadata, PathBuf)> {
    let path = folder.join(metadata::NAME);
    if !fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_file()) {
        return None;
    }
    let mut bytes = Vec::new();
    let fault = match open::open(&path) {
        Ok(file) => file.take(metadata::MAX_BYTES).read_to_end(&mut bytes).err().map(|error| unreadable(&error).reason),
        Err(refusal) => Some(refusal.reason),
    };
    let mut metadata = Metadata::parse(bytes);
    if let Some(fault) = fault {
        metadata.faults = vec![fault];
    }
    Some((metadata, path))
}

/// `paths` without those that lie in another of them, or are one of them again.
fn outermost(paths: &[PathBuf]) -> Vec<PathBuf> {
    let real: Vec<PathBuf> = paths.iter().map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.clone())).collect();
    let is_outermost = |index: usize, path: &PathBuf| {
        real.iter().enumerate().all(
            |(other_index, other)| {
                if path == other { other_index >= index } else { !path.starts_with(other) }
            },
        )
    };
    let kept = real.iter().enumerate().filter(|&(index, path)| is_outermost(index, path));
    kept.filter_map(|(index, _)| paths.get(index).cloned()).collect()
}

/// The folder that paths are shown relative to: a single folder itself, else the deepest that holds all of them.
fn shared_folder(roots: &[PathBuf]) -> PathBuf {
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let folder = |path: PathBuf| path.parent().map(Path::to_path_buf).unwrap_or_default();
    match roots {
        [] => PathBuf::new(),
        [only] if only.is_dir() => absolute(only),
        [only] => folder(absolute(only)),
        [first, others @ ..] => others.iter().fold(folder(absolute(first)), |shared, other| {
            let other = folder(absolute(other));
            shared.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        }),
    }
}
