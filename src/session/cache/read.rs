//! Reading a cache: only its head and its directory; sections when somebody asks for them.

use super::layout::{Head, HeadFault, Section, checksum};
use super::map::map;
use super::{CacheError, CachePlace};
use crate::corpus::packed::{Bytes, Damage, stretch};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open cache.
#[derive(Clone, Debug)]
pub struct Cache {
    path: PathBuf,
    bytes: Bytes,
    sections: Arc<HashMap<String, Section>>,
    damage: Damage,
}

impl Cache {
    /// The cache at `place`; nothing where there is none.
    ///
    /// # Errors
    /// When there is one that cannot be used: it is to be told, and the corpus to be read.
    pub fn open(place: &CachePlace) -> Result<Option<Self>, CacheError> {
        let Some(path) = place.newest() else { return Ok(None) };
        let bytes = match map(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(CacheError::File { what: "read", path, source }),
        };
        match sections(&bytes) {
            Ok(sections) => {
                let named = |mut section: Section| (std::mem::take(&mut section.name), section);
                let sections = sections.into_iter().map(named).collect();
                Ok(Some(Self { path, bytes, sections: Arc::new(sections), damage: Damage::default() }))
            }
            Err(HeadFault::Damaged) => Err(CacheError::Damaged(path)),
            Err(HeadFault::OtherVersion) => Err(CacheError::OtherVersion(path)),
        }
    }

    /// The section with this name, checked; nothing where there is none or it is damaged, which is told then.
    pub fn section(&self, name: &str) -> Option<Bytes> {
        let (bytes, check) = self.unchecked(name)?;
        if checksum(&bytes) != check {
            self.damage.raise();
            return None;
        }
        Some(bytes)
    }

    /// The section with this name as it is, and its checksum.
    pub(super) fn unchecked(&self, name: &str) -> Option<(Bytes, u64)> {
        let section = self.sections.get(name)?;
        let start = usize::try_from(section.start).ok()?;
        let bytes = stretch(&self.bytes, start..start.checked_add(usize::try_from(section.len).ok()?)?)?;
        Some((bytes, section.check))
    }

    /// Raised when something in it is not as it was written.
    pub fn damage(&self) -> &Damage {
        &self.damage
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is told of damage.
    pub fn damaged(&self) -> CacheError {
        CacheError::Damaged(self.path.clone())
    }

    /// Names of all sections, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }
}

fn sections(bytes: &[u8]) -> Result<Vec<Section>, HeadFault> {
    let head = Head::of(bytes)?;
    let part = |start: u64, len: u64| {
        let start = usize::try_from(start).ok()?;
        bytes.get(start..start.checked_add(usize::try_from(len).ok()?)?)
    };
    let directory = part(head.directory_start, head.directory_len).ok_or(HeadFault::Damaged)?;
    if head.file_len != bytes.len() as u64 || checksum(directory) != head.directory_check {
        return Err(HeadFault::Damaged);
    }
    postcard::from_bytes(directory).ok().ok_or(HeadFault::Damaged)
}
