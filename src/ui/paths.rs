//! Places of files as they are proposed and typed.

use std::path::PathBuf;

/// A file of this name in the user's documents, or at home.
pub(super) fn proposed_path(name: &str) -> String {
    let folder = directories::UserDirs::new();
    let folder = folder.as_ref().and_then(|dirs| dirs.document_dir().or(Some(dirs.home_dir())));
    folder.map_or_else(|| name.to_owned(), |folder| folder.join(name).display().to_string())
}

/// A typed path; one copied from a file manager may be quoted or an address.
pub(super) fn path_of(typed: &str) -> PathBuf {
    let bare = typed.trim().trim_matches(['"', '\'']);
    PathBuf::from(bare.strip_prefix("file://").unwrap_or(bare))
}
