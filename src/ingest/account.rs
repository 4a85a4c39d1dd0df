//! What became of each file: every one of them is accounted for, whether it gave articles or not.

use super::Format;
use super::infer::OutletList;
use super::statement::Statements;
use crate::corpus::ContentHash;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// What one file was taken for, and what is known of it beside its articles and problems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileAccount {
    /// As in [`crate::corpus::Source`].
    pub shown_path: Arc<str>,
    /// Where it is on this machine.
    pub path: Arc<PathBuf>,
    /// What it was read as; nothing where it was refused.
    pub format: Option<Format>,
    /// True for a `metadata.csv` or an `outlets.tsv`, which hold no articles and state what others do not.
    pub is_metadata: bool,
    /// By what a later change is noticed.
    pub stamp: Stamp,
    /// Contents that another file had before it: the articles that were left out as duplicates.
    pub duplicates: Vec<ContentHash>,
    /// The layout of its columns, where it is a table: see [`super::layout_number`]; 0 where it is none.
    pub layout: u64,
    /// What its reader tells of it, each in one sentence without a final period: "100 articles declared, 100 read".
    pub notes: Vec<String>,
}

/// By what a change of a file is noticed without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its size.
    pub size_bytes: u64,
    /// When it was last written, as the file system says; nothing where it does not.
    pub modified: Option<SystemTime>,
    /// What `metadata.csv` files state of it and an `outlets.tsv` makes known, as a fingerprint; 0 when there is neither.
    pub stated: u64,
}

impl Stamp {
    /// The stamp of a file of which `statements` are made, read with a folder's own `outlets`.
    pub(super) fn new(
        size_bytes: u64,
        modified: Option<SystemTime>,
        statements: Option<&Statements>,
        outlets: Option<OutletList>,
    ) -> Self {
        let stated = statements.map_or(0, |statements| {
            let mut hasher = DefaultHasher::new();
            statements.hash(&mut hasher);
            hasher.finish()
        });
        let stated = stated ^ outlets.map_or(0, OutletList::number);
        Self { size_bytes, modified, stated }
    }
}

/// The file that `doc` names: without `#member`, where a file of the rest of the name is known.
pub fn file_of(doc: &str, is_known: impl Fn(&str) -> bool) -> &str {
    let mut name = doc;
    while !is_known(name) {
        match name.rsplit_once('#') {
            Some((file, _)) => name = file,
            None => return doc,
        }
    }
    name
}
