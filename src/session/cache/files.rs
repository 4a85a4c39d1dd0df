//! Accounts of files and problems as bytes.

use crate::corpus::packed::Bytes;
use crate::corpus::packed::paths::{path_bytes, path_of};
use crate::corpus::{ContentHash, Segments};
use crate::ingest::{FileAccount, Format, Stamp};
use crate::work::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The clock of a file system ticks every so often at the least (FAT).
const COARSEST_TICK: Duration = Duration::from_secs(2);

#[derive(Serialize, Deserialize)]
struct KeptFile {
    shown_path: String,
    path: Vec<u8>,
    format: Option<Format>,
    is_metadata: bool,
    size_bytes: u64,
    modified: Option<Moment>,
    stated: u64,
    duplicates: Vec<ContentHash>,
    layout: u64,
    notes: Vec<String>,
}

/// A time before or after 1970, by seconds and nanoseconds.
#[derive(Serialize, Deserialize)]
struct Moment {
    is_before: bool,
    seconds: u64,
    nanos: u32,
}

#[derive(Serialize, Deserialize)]
struct KeptProblem {
    doc: String,
    kind: ProblemKind,
    reason: String,
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        let (is_before, distance) = match time.duration_since(UNIX_EPOCH) {
            Ok(distance) => (false, distance),
            Err(error) => (true, error.duration()),
        };
        Self { is_before, seconds: distance.as_secs(), nanos: distance.subsec_nanos() }
    }
}

impl Moment {
    fn time(&self) -> Option<SystemTime> {
        let distance = Duration::new(self.seconds, self.nanos.min(999_999_999));
        if self.is_before { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
    }
}

/// Accounts as bytes. A file that was written about when the reading began, `since`, keeps no time: it is read again the
/// next time, because one more change in the same tick of its clock would not show.
pub(super) fn files_to_bytes(files: &Segments<FileAccount>, since: SystemTime) -> postcard::Result<Vec<u8>> {
    let is_settled = |time: &SystemTime| time.checked_add(COARSEST_TICK).is_some_and(|end| end < since);
    let kept: Vec<KeptFile> = files
        .iter()
        .map(|file| KeptFile {
            shown_path: file.shown_path.to_string(),
            path: path_bytes(&file.path).into_owned(),
            format: file.format,
            is_metadata: file.is_metadata,
            size_bytes: file.stamp.size_bytes,
            modified: file.stamp.modified.filter(is_settled).map(Moment::from),
            stated: file.stamp.stated,
            duplicates: file.duplicates.clone(),
            layout: file.layout,
            notes: file.notes.clone(),
        })
        .collect();
    postcard::to_allocvec(&kept)
}

/// The accounts in `bytes`; nothing when they are none.
pub(super) fn files_of(bytes: &Bytes) -> Option<Segments<FileAccount>> {
    let kept: Vec<KeptFile> = postcard::from_bytes(bytes).ok()?;
    let mut files = Segments::default();
    for file in kept {
        files.push(FileAccount {
            shown_path: file.shown_path.into(),
            path: Arc::new(path_of(file.path)?),
            format: file.format,
            is_metadata: file.is_metadata,
            stamp: Stamp {
                size_bytes: file.size_bytes,
                modified: file.modified.as_ref().and_then(Moment::time),
                stated: file.stated,
            },
            duplicates: file.duplicates,
            layout: file.layout,
            notes: file.notes,
        });
    }
    Some(files)
}

/// Problems as bytes.
pub(super) fn problems_to_bytes(problems: &Segments<Problem>) -> postcard::Result<Vec<u8>> {
    let kept: Vec<KeptProblem> = problems
        .iter()
        .map(|problem| KeptProblem { doc: problem.doc.to_string(), kind: problem.kind, reason: problem.reason.clone() })
        .collect();
    postcard::to_allocvec(&kept)
}

/// The problems in `bytes`; nothing when they are none.
pub(super) fn problems_of(bytes: &Bytes) -> Option<Segments<Problem>> {
    let kept: Vec<KeptProblem> = postcard::from_bytes(bytes).ok()?;
    let mut problems = Segments::default();
    for problem in kept {
        problems.push(Problem::new(problem.doc, problem.kind, problem.reason));
    }
    Some(problems)
}
