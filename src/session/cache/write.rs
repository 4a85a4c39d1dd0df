//! Writing a cache: whole or not at all.

use super::layout::{ALIGNMENT, HEAD_BYTES, Head, Section, checksum};
use super::place::UNFINISHED;
use super::{CacheError, CachePlace};
use std::fs;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// A cache that is being written. It appears when it is [`CacheWriter::finish`]ed, and not before.
#[derive(Debug)]
pub struct CacheWriter {
    place: CachePlace,
    file: BufWriter<NamedTempFile>,
    sections: Vec<Section>,
    end: u64,
}

impl CacheWriter {
    /// Begins the cache at `place`.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn begin(place: &CachePlace) -> Result<Self, CacheError> {
        let fault = |source| CacheError::File { what: "written", path: place.folder.clone(), source };
        fs::create_dir_all(&place.folder).map_err(fault)?;
        let file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&place.folder).map_err(fault)?;
        let mut file = BufWriter::with_capacity(1 << 18, file);
        file.write_all(&[0; HEAD_BYTES]).map_err(fault)?;
        Ok(Self { place: place.clone(), file, sections: Vec::new(), end: HEAD_BYTES as u64 })
    }

    /// Adds a section. Of two with the same name the later one counts.
    ///
    /// # Errors
    /// When it cannot be written, or all sections together are larger than caches may be.
    pub fn section(&mut self, name: impl Into<String>, bytes: &[u8]) -> Result<(), CacheError> {
        let len = bytes.len() as u64;
        let padding = self.end.next_multiple_of(ALIGNMENT) - self.end;
        if self.end + padding + len > self.place.most_bytes {
            return Err(CacheError::TooLarge(self.place.folder.clone()));
        }
        let written = self.file.write_all(&vec![0; padding as usize]).and_then(|()| self.file.write_all(bytes));
        written.map_err(|source| self.fault(source))?;
        self.end += padding;
        self.sections.push(Section { name: name.into(), start: self.end, len, check: checksum(bytes) });
        self.end += len;
        Ok(())
    }

    /// Puts the cache in its place, and removes what is older than it.
    ///
    /// # Errors
    /// When it cannot be written to its end; what was there before stays.
    pub fn finish(mut self) -> Result<PathBuf, CacheError> {
        let path = self.place.next();
        let directory =
            postcard::to_allocvec(&self.sections).map_err(|error| self.fault(io::Error::other(error.to_string())))?;
        let head = Head {
            directory_start: self.end,
            directory_len: directory.len() as u64,
            directory_check: checksum(&directory),
            file_len: self.end + directory.len() as u64,
        };
        let place = self.place.clone();
        let fault = |source| CacheError::File { what: "written", path: place.folder.clone(), source };
        self.file.write_all(&directory).map_err(fault)?;
        let mut file = self.file.into_inner().map_err(|error| fault(error.into_error()))?;
        file.seek(SeekFrom::Start(0)).map_err(fault)?;
        file.write_all(&head.bytes()).map_err(fault)?;
        file.persist(&path).map_err(|error| fault(error.error))?;
        place.tidy(&path)?;
        Ok(path)
    }

    fn fault(&self, source: io::Error) -> CacheError {
        CacheError::File { what: "written", path: self.place.folder.clone(), source }
    }
}
