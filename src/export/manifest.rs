//! Query and counts for formats that have no room for them: a small JSON file beside the export.

use super::{Format, Scope};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What the file beside an export says.
#[derive(Serialize)]
struct Manifest<'a> {
    file: String,
    format: &'static str,
    sha256: String,
    query: &'a str,
    filters: Vec<Filter<'a>>,
    articles: usize,
    articles_opened: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    exported_at: Option<String>,
    program: String,
}

/// One filter; a list of them keeps their order and lets a name stand twice.
#[derive(Serialize)]
struct Filter<'a> {
    name: &'a str,
    value: &'a str,
}

/// Where the manifest of an export stands: its own name with `.manifest.json` behind it.
pub fn path_beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(".manifest.json");
    path.with_file_name(name)
}

/// The manifest of an export to `path` that holds `bytes`.
pub(super) fn contents(path: &Path, format: Format, scope: &Scope, bytes: &Digested) -> String {
    let manifest = Manifest {
        file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        format: format.name(),
        sha256: bytes.sha256(),
        query: &scope.query,
        filters: scope.filters.iter().map(|(name, value)| Filter { name, value }).collect(),
        articles: scope.shown,
        articles_opened: scope.total,
        exported_at: scope.exported_at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        program: format!("Parallax {}", scope.program_version),
    };
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text
}

/// A SHA-256 in the making, and how many bytes went into it.
#[derive(Debug, Default)]
pub(super) struct Digested {
    hash: Sha256,
    /// Bytes so far.
    pub(super) bytes: u64,
}

impl Digested {
    /// Takes in another piece.
    pub(super) fn update(&mut self, piece: &[u8]) {
        self.hash.update(piece);
        self.bytes += piece.len() as u64;
    }

    fn sha256(&self) -> String {
        self.hash.clone().finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}
