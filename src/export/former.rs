//! The folder of an earlier export, whose place a new one takes: only where all of it is as that export left it.
//!
//! A folder cannot be replaced as a file is, and a person may have put something into it. So its manifest is asked what the
//! export wrote; anything else in the folder, or anything that has changed, and the folder stays as it is. What is taken away
//! in the end is named file by file: what came meanwhile is kept.

use super::digest::Digested;
use super::manifest::{self, Manifest, WrittenFile};
use super::pending::{Pending, folder_of, stopped};
use crate::work::Cancel;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Numbers tried for a free name.
const TRIES: u32 = 10_000;

/// A folder that holds nothing but what an earlier export wrote.
#[derive(Debug)]
pub(super) struct Former {
    path: PathBuf,
    names: Vec<String>,
    /// Held locked, so that no other export takes it for the remains of one that was killed.
    lock: File,
}

impl Former {
    /// What stands at `path`, where all of it is as an earlier export left it.
    ///
    /// # Errors
    /// Why it has to stay, as a person reads it.
    pub(super) fn at(path: &Path, cancel: &Cancel) -> Result<Self, String> {
        let stays = |why: String| match free_name(path) {
            Some(name) => format!("{why}; choose another name, as “{name}”"),
            None => format!("{why}; choose another name"),
        };
        if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(stays("something of this name is there already".to_owned()));
        }
        let manifest = Manifest::read(&manifest::path_beside(path)).unwrap_or_default();
        if manifest.files.is_empty() || path.file_name().is_none_or(|name| name != &*manifest.file) {
            return Err(stays("a folder of this name is there already, and no export filled it".to_owned()));
        }
        let written: BTreeMap<&str, &WrittenFile> =
            manifest.files.iter().map(|file| (file.name.as_str(), file)).collect();
        let failed = |error: io::Error| stays(format!("the folder of this name cannot be read: {error}"));
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_as_written = written.get(&*name).is_some_and(|file| is_as_written(&entry.path(), file, cancel));
            if !is_as_written {
                return Err(stays(format!("the folder of this name holds “{name}”, which no export left there so")));
            }
            names.push(name);
        }
        let lock = File::open(path).map_err(failed)?;
        let _ = lock.try_lock();
        Ok(Self { path: path.to_owned(), names, lock })
    }

    /// Puts `pending` in its place in one step, then takes its files away.
    pub(super) fn give_way(self, pending: Pending) -> io::Result<()> {
        let aside = pending.exchange(&self.path)?;
        for name in &self.names {
            let _ = fs::remove_file(aside.join(name));
        }
        if fs::remove_dir(&aside).is_err() {
            // Something came into it meanwhile: it stays, under a name that is seen.
            let name = free_name(&self.path).ok_or(io::ErrorKind::AlreadyExists)?;
            fs::rename(&aside, folder_of(&self.path).join(name))?;
        }
        drop(self.lock);
        Ok(())
    }
}

/// Has this file the bytes that were written? A link is none.
fn is_as_written(path: &Path, written: &WrittenFile, cancel: &Cancel) -> bool {
    let is_alike = |metadata: fs::Metadata| metadata.is_file() && metadata.len() == written.bytes;
    path.symlink_metadata().is_ok_and(is_alike) && hash_of(path, cancel).is_ok_and(|hash| hash == written.sha256)
}

fn hash_of(path: &Path, cancel: &Cancel) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digested = Digested::default();
    let mut piece = vec![0; 1 << 16];
    while !cancel.is_cancelled() {
        let length = file.read(&mut piece)?;
        match piece.get(..length) {
            Some(read) if !read.is_empty() => digested.update(read),
            _ => return Ok(digested.sha256()),
        }
    }
    Err(stopped())
}

/// The name of `path` with the lowest number that makes it free, for what is written and for the manifest beside it.
fn free_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let is_free = |name: &String| {
        let path = path.with_file_name(name);
        path.symlink_metadata().is_err() && manifest::path_beside(&path).symlink_metadata().is_err()
    };
    (2..TRIES).map(|number| format!("{name} {number}")).find(is_free)
}
