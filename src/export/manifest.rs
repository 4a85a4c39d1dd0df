//! What stands beside every export: how it was chosen, and of what it is made.
//!
//! A JSON file with query, filters, order, counts, the program's version, the hash of what was written, the corrections of
//! the user's that it rests on, and every article with the hash of its content, one a line. [`super::restoring`] opens it again.

use super::digest::Digested;
pub use super::digest::WrittenFile;
use super::relative::{beside, plain};
use super::{Chosen, Corrected, Format, Options, Scope};
use crate::corpus::{Article, ArticleId};
use crate::search::SavedView;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Number of the layout; a manifest with a higher one is left alone.
const VERSION: u32 = 1;

/// Bytes of the largest manifest that is opened: some ten million articles.
const LARGEST: u64 = 2 << 30;

/// What stands behind the name of an export.
pub const ENDING: &str = ".manifest.json";

/// What the file beside an export says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// Number of the layout.
    pub parallax_manifest: u32,
    /// Name of the file or folder beside it.
    pub file: String,
    /// Name of its format.
    pub format: String,
    /// SHA-256 of the file's bytes; nothing of a folder.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// Bytes in all.
    pub bytes: u64,
    /// Of a folder, the files in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<WrittenFile>,
    /// Name and version of the program.
    pub program: String,
    /// When it was written, if that is to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exported_at: Option<String>,
    /// What was opened: relative to this file where they lie together, else from the root; nothing for the built-in sample.
    pub opened: Vec<String>,
    /// What was chosen: `filtered`, `picked`, `tagged`, `event`, `comparison` or `all`.
    pub scope: String,
    /// Query, filters and order, to be set again.
    #[serde(flatten)]
    pub view: SavedView,
    /// Copies were folded.
    pub folds_copies: bool,
    /// The filters as a person reads them, in order.
    pub filters: Vec<NamedValue>,
    /// How it was written: columns and the like.
    pub options: Vec<NamedValue>,
    /// Articles in it.
    pub articles: usize,
    /// Articles opened.
    pub articles_opened: usize,
    /// What the user set by hand in these articles.
    pub corrections: Vec<Corrected>,
    /// The articles in their order.
    pub selection: Vec<Listed>,
}

/// A name with its value; a list of them keeps their order and lets a name stand twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedValue {
    /// `outlet`
    pub name: String,
    /// As a person reads it.
    pub value: String,
}

/// One article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Names the document.
    pub doc: String,
    /// Of the bytes that the article was read from.
    pub sha256: String,
}

/// Why a manifest cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It cannot be read.
    #[error("the manifest could not be read: {source} ({})", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is none.
    #[error("this is no manifest of an export: {reason} ({})", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A later version of the program wrote it.
    #[error("this manifest was written by a newer version of the program ({})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
}

impl Manifest {
    /// The manifest of an export to `path`; its articles are written by [`Manifest::write`].
    pub(super) fn of(path: &Path, format: Format, scope: &Scope, options: Options, bytes: &Digested) -> Self {
        let folder = super::pending::folder_of(path);
        Self {
            parallax_manifest: VERSION,
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            format: format.name().to_owned(),
            sha256: bytes.sha256(),
            bytes: bytes.bytes,
            files: Vec::new(),
            program: format!("Parallax {}", scope.program_version),
            exported_at: scope.exported_at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
            opened: scope.opened.iter().map(|opened| beside(folder, opened)).collect(),
            scope: scope.chosen.name().to_owned(),
            view: scope.view.clone(),
            folds_copies: scope.folds_copies,
            filters: named(&scope.filters),
            options: told(options, format),
            articles: scope.shown,
            articles_opened: scope.total,
            corrections: scope.corrections.clone(),
            selection: Vec::new(),
        }
    }

    /// Writes it, with `articles` in their order. Tells how many there were.
    pub(super) fn write(
        &self,
        articles: impl Iterator<Item = (ArticleId, Arc<Article>)>,
        out: &mut dyn Write,
    ) -> io::Result<usize> {
        let mut count = 0;
        let head = serde_json::to_string_pretty(self)?;
        // The name of its first field stands right behind the brace, so that it is known by its first bytes; the list of
        // articles, empty so far, is the last field and is filled one article a line.
        let head = head.strip_prefix("{\n  ").and_then(|head| head.strip_suffix("[]\n}")).unwrap_or_default();
        write!(out, "{{{head}[")?;
        for (_, article) in articles {
            out.write_all(if count == 0 { b"\n    " } else { b",\n    " })?;
            serde_json::to_writer(
                &mut *out,
                &Listed { doc: article.source.doc(), sha256: article.sha256.to_string() },
            )?;
            count += 1;
        }
        out.write_all(b"\n  ]\n}\n")?;
        Ok(count)
    }

    /// Reads the manifest at `path`.
    ///
    /// # Errors
    /// [`ManifestError`] with the path and the reason.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let failed = |source| ManifestError::Io { path: path.to_owned(), source };
        let other = |reason: String| ManifestError::Other { path: path.to_owned(), reason };
        let file = File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(other("it is no file".to_owned()));
        }
        let manifest: Self = serde_json::from_reader(BufReader::new(file.take(LARGEST)))
            .map_err(|error| if error.is_io() { failed(error.into()) } else { other(error.to_string()) })?;
        match manifest.parallax_manifest {
            0 => Err(other("it does not say that it is one".to_owned())),
            VERSION => Ok(manifest),
            _ => Err(ManifestError::Newer { path: path.to_owned() }),
        }
    }

    /// True where the articles are what the filters leave: not where they were picked one by one, or folded.
    pub fn is_comparable(&self) -> bool {
        let kinds = [Chosen::All, Chosen::Filtered, Chosen::Tagged];
        !self.folds_copies && kinds.iter().any(|kind| kind.name() == self.scope)
    }

    /// What was opened, seen from the manifest at `path`; nothing for the built-in sample.
    pub fn opened_from(&self, path: &Path) -> Vec<PathBuf> {
        let folder = super::pending::folder_of(path);
        self.opened.iter().map(|opened| plain(&folder.join(opened))).collect()
    }
}

/// Where the manifest of an export stands: its own name with [`ENDING`] behind it.
pub fn path_beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(ENDING);
    path.with_file_name(name)
}

pub(super) fn named(values: &[(String, String)]) -> Vec<NamedValue> {
    values.iter().map(|(name, value)| NamedValue { name: name.clone(), value: value.clone() }).collect()
}

/// What of the options concerns `format`.
fn told(options: Options, format: Format) -> Vec<NamedValue> {
    let value = |name: &str, value: String| NamedValue { name: name.to_owned(), value };
    let yes_no = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let mut named = Vec::new();
    if format.is_table() {
        named.push(value("columns", options.table_columns().to_string()));
    }
    if format.can_leave_text() {
        named.push(value("text", yes_no(options.has_text)));
    }
    if format.can_hold_mentions() {
        named.push(value("mentions", yes_no(options.has_mentions)));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_no_manifest_and_is_told_why() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.json");
        for (text, reason) in [
            ("{", "no manifest"),
            ("[1]", "no manifest"),
            ("{\"query\": \"a\"}", "does not say"),
            ("{\"parallax_manifest\": 99}", "newer version"),
        ] {
            std::fs::write(&path, text).expect("written");
            let told = Manifest::read(&path).expect_err(text).to_string();
            assert!(told.contains(reason), "{text}: {told}");
        }
        assert!(Manifest::read(folder.path()).expect_err("a folder").to_string().contains("no file"));
    }
}
