//! The hash of what is written, taken while it is.

use crate::corpus::ContentHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A SHA-256 in the making, and how many bytes went into it.
#[derive(Debug, Default)]
pub(super) struct Digested {
    hash: Option<Sha256>,
    /// Bytes so far.
    pub(super) bytes: u64,
}

impl Digested {
    /// Takes in another piece.
    pub(super) fn update(&mut self, piece: &[u8]) {
        self.hash.get_or_insert_default().update(piece);
        self.bytes += piece.len() as u64;
    }

    /// What the manifest says of a file of this name.
    pub(super) fn named(&self, name: &str) -> WrittenFile {
        WrittenFile { name: name.to_owned(), sha256: self.sha256(), bytes: self.bytes }
    }

    /// In hexadecimal; empty where nothing was taken in.
    pub(super) fn sha256(&self) -> String {
        self.hash.clone().map_or_else(String::new, |hash| ContentHash(hash.finalize().into()).to_string())
    }
}

/// A file of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many those are.
    pub bytes: u64,
}
