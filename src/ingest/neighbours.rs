//! What do the files of a folder have in common? Reads some of them before the folder is read, and learns their lines.
//!
//! What is learnt depends on the folder alone: not on which of its files are read together, on how many threads, or on
//! what was read before. Plain texts that the user opened one by one are not held against their neighbours.

use super::decode::decode;
use super::detect::format_of;
use super::document::Document;
use super::infer::{HouseLines, Sheet};
use super::walk::{Found, FoundFile};
use super::{Format, open};
use crate::work::Cancel;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files of one folder that are compared: enough to see what one in fifty has, few enough to be read in a moment.
const COMPARED_FILES: usize = 256;
/// A longer file is not compared: an article is shorter.
const LONGEST_BYTES: usize = 128 * 1024;
/// Folders that are kept in mind; the walk seldom comes back to one.
const KEPT_FOLDERS: usize = 2048;
/// Endings of names of plain text.
const ENDINGS: &[&str] = &["txt", "text", "md", "markdown", "mdown", "mkd"];

/// What was learnt of folders, by folder.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    folders: BTreeMap<PathBuf, Arc<HouseLines>>,
}

impl Neighbours {
    /// Learns the folders of `stretch` that are not known yet. When cancelled, what is learnt is of no use.
    pub(super) fn meet(&mut self, stretch: &[Found], cancel: &Cancel) {
        let folders: BTreeSet<PathBuf> = stretch.iter().filter_map(folder_of).collect();
        if self.folders.len() + folders.len() > KEPT_FOLDERS {
            self.folders.retain(|folder, _| folders.contains(folder));
        }
        let new: Vec<PathBuf> = folders.into_iter().filter(|folder| !self.folders.contains_key(folder)).collect();
        let learnt: Vec<(PathBuf, Arc<HouseLines>)> = new
            .into_par_iter()
            .map(|folder| {
                let lines = learn(&folder, cancel);
                (folder, Arc::new(lines))
            })
            .collect();
        self.folders.extend(learnt);
    }

    /// What is known of the lines that the files around `file` share.
    pub(super) fn around(&self, file: &FoundFile) -> Option<Arc<HouseLines>> {
        let folder = file.path.parent().filter(|_| file.is_listed)?;
        self.folders.get(folder).filter(|lines| !lines.is_empty()).cloned()
    }
}

/// The folder in which a plain text was listed.
fn folder_of(found: &Found) -> Option<PathBuf> {
    let Found::File(file) = found else { return None };
    (file.is_listed && is_text_name(&file.path)).then(|| file.path.parent().map(Path::to_path_buf))?
}

fn is_text_name(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

fn learn(folder: &Path, cancel: &Cancel) -> HouseLines {
    let sheets: Vec<Sheet> = compared(folder, cancel)
        .into_par_iter()
        .take_any_while(|_| !cancel.is_cancelled())
        // Should a text make its reading panic, its own reading tells of it.
        .filter_map(|name| std::panic::catch_unwind(|| sheet(&folder.join(name))).ok()?)
        .collect();
    HouseLines::learn(&sheets)
}

/// Names of the files that are compared: all, or so many at even distances.
fn compared(folder: &Path, cancel: &Cancel) -> Vec<OsString> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_text = |entry: &std::fs::DirEntry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        !is_hidden && is_text_name(Path::new(&entry.file_name())) && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let entries = entries.flatten().take_while(|_| !cancel.is_cancelled());
    let mut names: Vec<OsString> = entries.filter(is_text).map(|entry| entry.file_name()).collect();
    names.sort_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
    let count = names.len().min(COMPARED_FILES);
    (0..count).filter_map(|index| names.get(index * names.len() / count).cloned()).collect()
}

/// The lines of one plain text; nothing for what is another format, cannot be read or is too long.
fn sheet(path: &Path) -> Option<Sheet> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let document = Document::of_file(open::open_sized(path).ok()?, &name).ok()?;
    let format = format_of(&document).ok()?;
    let (bytes, has_more) = document.whole(LONGEST_BYTES).ok()?;
    let is_compared = matches!(format, Format::Text | Format::Markdown) && !has_more;
    is_compared.then(|| Sheet::read(&decode(bytes, None).text))
}
