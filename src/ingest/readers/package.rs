//! A ZIP archive held in memory, checked before anything of it is unpacked.
//!
//! Overlapping members (a few kilobytes that unpack to gigabytes) refuse the whole archive; a member that unpacks to far
//! more than it is packed to is cut.

use super::TEXT_LIMIT_BYTES;
use super::limits::{UNPACKED_BYTES, is_bomb, limit};
use crate::ingest::open::Refusal;
use crate::work::ProblemKind;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Members of an archive that are listed.
const LISTED: usize = 200_000;

/// An archive.
pub(super) struct Package(ZipArchive<Cursor<Vec<u8>>>);

/// A member as the archive lists it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) index: usize,
    pub(super) path: String,
    pub(super) is_folder: bool,
    pub(super) is_encrypted: bool,
}

/// What a member held, and whether it was cut at the limit or damaged.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) trouble: Option<Refusal>,
}

impl Package {
    /// Reads the list of members.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
        if archive.len() > LISTED {
            return Err(limit(format!("it lists more than {LISTED} members")));
        }
        if archive.has_overlapping_files().map_err(|error| damaged(&error.to_string()))? {
            return Err(limit("its members overlap, as they do in archives made to fill memory".to_owned()));
        }
        Ok(Self(archive))
    }

    /// All members in the order of the list.
    pub(super) fn entries(&mut self) -> Vec<Entry> {
        (0..self.0.len())
            .filter_map(|index| {
                let file = self.0.by_index_raw(index).ok()?;
                let path = file.name().map_or_else(
                    |_| String::from_utf8_lossy(file.name_raw()).into_owned(),
                    std::borrow::Cow::into_owned,
                );
                Some(Entry { index, path, is_folder: file.is_dir(), is_encrypted: file.encrypted() })
            })
            .collect()
    }

    /// True when there is a member at `path`.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.0.index_for_name(path).is_some()
    }

    /// What the member at `path` holds, at most `limit_bytes` of it.
    pub(super) fn unpack(&mut self, path: &str, limit_bytes: u64) -> Option<Unpacked> {
        let index = self.0.index_for_name(path)?;
        Some(self.unpack_at(index, limit_bytes))
    }

    /// What the member at `path` holds as text; what is wrong with it is told by `tell`.
    pub(super) fn text(&mut self, path: &str, tell: &mut dyn FnMut(Refusal)) -> Option<String> {
        let unpacked = self.unpack(path, TEXT_LIMIT_BYTES as u64)?;
        if let Some(trouble) = unpacked.trouble {
            tell(trouble);
        }
        Some(crate::ingest::decode::decode(unpacked.bytes, None).text)
    }

    /// What a member holds, at most `limit_bytes` of it.
    pub(super) fn unpack_at(&mut self, index: usize, limit_bytes: u64) -> Unpacked {
        let mut file = match self.0.by_index(index) {
            Ok(file) => file,
            Err(error) => return Unpacked { bytes: Vec::new(), trouble: Some(damaged(&error.to_string())) },
        };
        let packed = file.compressed_size();
        let most = limit_bytes.min(UNPACKED_BYTES);
        let mut unpacked = Unpacked::default();
        let mut chunk = vec![0; 64 * 1024];
        loop {
            match file.read(&mut chunk) {
                Ok(0) => return unpacked,
                Ok(length) => unpacked.bytes.extend(chunk.get(..length).unwrap_or_default()),
                Err(error) => {
                    unpacked.trouble = Some(damaged(&error.to_string()));
                    return unpacked;
                }
            }
            let length = unpacked.bytes.len() as u64;
            if is_bomb(packed, length) {
                unpacked.trouble = Some(limit("it unpacks to more than 200 times its size; it was cut".to_owned()));
                return unpacked;
            }
            if length > most {
                unpacked.bytes.truncate(most as usize);
                let reason = format!("a part of it is larger than {} MiB; it was cut", most / (1024 * 1024));
                unpacked.trouble = Some(limit(reason));
                return unpacked;
            }
        }
    }
}

fn damaged(error: &str) -> Refusal {
    Refusal { kind: ProblemKind::Malformed, reason: format!("the archive is damaged: {error}") }
}
