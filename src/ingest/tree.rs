//! The entries below a folder, each folder's in the order of the bytes of their names.
//!
//! A folder is listed as a whole before its first entry is given, as order takes. Names are what is sorted, not paths, so that a
//! folder of a million files is listed in the time that the system takes to name them; listing stops when it is cancelled.
//! Links are given and not followed, so that no walk leads in a circle. One folder at a time is open, however deep.

use crate::work::Cancel;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// One entry.
#[derive(Debug)]
pub(super) struct TreeEntry {
    pub(super) path: PathBuf,
    pub(super) kind: FileType,
    /// 0 for the folder that is walked, 1 for what lies in it.
    pub(super) depth: usize,
}

impl TreeEntry {
    /// The last part of its path.
    pub(super) fn name(&self) -> &OsStr {
        self.path.file_name().unwrap_or_default()
    }
}

/// A folder or an entry that cannot be looked at, and why.
#[derive(Debug)]
pub(super) struct Unlisted {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// The walk, as an iterator. It ends early when it is cancelled.
#[derive(Debug)]
pub(super) struct Tree {
    folders: Vec<Folder>,
    /// The folder that was given last and has not been listed yet, and its depth.
    next_folder: Option<(PathBuf, usize)>,
    root: Option<(PathBuf, FileType)>,
    cancel: Cancel,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    names: std::vec::IntoIter<(OsString, FileType)>,
    /// Entries whose kind could not be told.
    faults: Vec<Unlisted>,
}

impl Tree {
    /// A walk over the folder `root`, whose kind is `kind`, itself first.
    pub(super) fn new(root: PathBuf, kind: FileType, cancel: &Cancel) -> Self {
        Self { folders: Vec::new(), next_folder: None, root: Some((root, kind)), cancel: cancel.clone() }
    }

    /// Gives nothing of what lies in the folder that was given last.
    pub(super) fn skip_folder(&mut self) {
        self.next_folder = None;
    }

    fn list(&self, path: &Path) -> io::Result<Folder> {
        let (mut names, mut faults) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(path)?.take_while(|_| !self.cancel.is_cancelled()) {
            let entry = entry?;
            match entry.file_type() {
                Ok(kind) => names.push((entry.file_name(), kind)),
                Err(error) => faults.push(Unlisted { path: entry.path(), error }),
            }
        }
        if !self.cancel.is_cancelled() {
            names.sort_unstable_by(|(a, _), (b, _)| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
        }
        Ok(Folder { path: path.to_path_buf(), names: names.into_iter(), faults })
    }
}

impl Iterator for Tree {
    type Item = Result<TreeEntry, Unlisted>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((path, kind)) = self.root.take() {
            self.next_folder = Some((path.clone(), 0));
            return Some(Ok(TreeEntry { path, kind, depth: 0 }));
        }
        if let Some((path, _)) = self.next_folder.take() {
            match self.list(&path) {
                Ok(folder) => self.folders.push(folder),
                Err(error) => return Some(Err(Unlisted { path, error })),
            }
        }
        loop {
            if self.cancel.is_cancelled() {
                return None;
            }
            let depth = self.folders.len();
            let folder = self.folders.last_mut()?;
            if let Some(fault) = folder.faults.pop() {
                return Some(Err(fault));
            }
            let Some((name, kind)) = folder.names.next() else {
                self.folders.pop();
                continue;
            };
            let path = folder.path.join(name);
            if kind.is_dir() {
                self.next_folder = Some((path.clone(), depth));
            }
            return Some(Ok(TreeEntry { path, kind, depth }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(cancel: &Cancel) -> (tempfile::TempDir, Tree) {
        let folder = tempfile::tempdir().expect("a folder");
        for path in ["b/2.txt", "b/1.txt", "b.txt", "a.txt", "c/d/e.txt"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "").expect("written");
        }
        let kind = fs::metadata(folder.path()).expect("there").file_type();
        let tree = Tree::new(folder.path().to_path_buf(), kind, cancel);
        (folder, tree)
    }

    fn shown(folder: &Path, entry: &TreeEntry) -> (usize, String) {
        let path = entry.path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
        (entry.depth, path)
    }

    #[test]
    fn entries_come_by_the_bytes_of_their_names_each_folder_before_what_it_holds() {
        let (folder, mut tree) = tree(&Cancel::new());
        let mut all = Vec::new();
        while let Some(entry) = tree.next() {
            let entry = entry.expect("listed");
            if entry.name() == "d" {
                tree.skip_folder();
            }
            all.push(shown(folder.path(), &entry));
        }
        let expected =
            [(0, ""), (1, "a.txt"), (1, "b"), (2, "b/1.txt"), (2, "b/2.txt"), (1, "b.txt"), (1, "c"), (2, "c/d")];
        assert_eq!(all, expected.map(|(depth, path)| (depth, path.to_owned())));
    }

    #[test]
    fn a_walk_that_is_cancelled_ends() {
        let cancel = Cancel::new();
        let (_folder, mut tree) = tree(&cancel);
        assert!(tree.by_ref().take(3).all(|entry| entry.is_ok()));
        cancel.cancel();
        assert!(tree.next().is_none());
    }

    #[test]
    fn a_folder_that_is_gone_is_told_and_the_walk_goes_on() {
        let (folder, mut tree) = tree(&Cancel::new());
        assert!(tree.by_ref().take(3).all(|entry| entry.is_ok()), "up to the folder b");
        fs::remove_dir_all(folder.path().join("b")).expect("removed");
        let gone = tree.next().expect("told").expect_err("it is gone");
        assert_eq!((gone.path, gone.error.kind()), (folder.path().join("b"), io::ErrorKind::NotFound));
        assert_eq!(tree.flatten().count(), 4);
    }
}
