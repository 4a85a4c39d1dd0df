//! What was read before, and keeping what is read now. A cache is used where no file has changed since: what one change does
//! to the order of articles, and to which of two copies counts, is only known by reading all.

use super::loaded::Loaded;
use super::streams::Streams;
use crate::events::Mentions;
use crate::ingest;
use crate::session::cache::contents::Kept;
use crate::session::cache::{Cache, CacheError, CachePlace, CacheWriter, Contents, reading_number};
use crate::session::clock;
use crate::work::Cancel;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What reading `paths` would give, where it was kept and nothing has changed since.
pub(super) fn kept(paths: &[PathBuf], streams: &mut Streams<'_>) -> Option<Loaded> {
    let place = CachePlace::new(streams.cache_folder.as_deref()?, paths);
    match restored(paths, &place, streams) {
        Ok(loaded) => loaded,
        Err(fault) => {
            streams.say(&fault.to_string());
            None
        }
    }
}

fn restored(paths: &[PathBuf], place: &CachePlace, streams: &Streams<'_>) -> Result<Option<Loaded>, CacheError> {
    let Some(cache) = Cache::open(place)? else { return Ok(None) };
    let never = Cancel::new();
    let kept = Kept::of(&cache, reading_number(&streams.columns));
    let files = Kept::files(&cache);
    if cache.damage().is_raised() {
        return Err(cache.damaged());
    }
    let (Some(kept), Some((files, problems))) = (kept, files) else { return Ok(None) };
    if !ingest::is_unchanged(paths, &files, &problems, &never) {
        return Ok(None);
    }
    // An answer is given as a whole: nothing of it may turn out damaged half-way.
    if !Kept::verify(&cache, true, &never) {
        return Err(cache.damaged());
    }
    Ok(Some(Loaded {
        corpus: kept.corpus,
        mentions: kept.mentions,
        problems: problems.iter().cloned().collect(),
        file_count: files.len(),
        files: files.iter().cloned().collect(),
        since: None,
    }))
}

/// Keeps what was read for the next time, where it was not kept before. A fault is told, and no more.
pub(super) fn keep(paths: &[PathBuf], loaded: &Loaded, mentions: Option<&Mentions>, streams: &mut Streams<'_>) {
    let (Some(folder), Some(since)) = (streams.cache_folder.as_deref(), loaded.since) else { return };
    let place = CachePlace::new(folder, paths);
    let contents = Contents {
        reading: reading_number(&streams.columns),
        since: since.into(),
        corpus: loaded.corpus.clone(),
        mentions: mentions.cloned(),
        files: loaded.files.iter().cloned().collect(),
        problems: loaded.problems.iter().cloned().collect(),
        rows: None,
        catalogue: None,
        as_read: BTreeMap::new(),
        corrected: BTreeSet::new(),
    };
    let write = || -> Result<(), CacheError> {
        let mut writer = CacheWriter::begin(&place)?;
        contents.write(&mut writer, &Cancel::new())?;
        writer.finish().map(drop)
    };
    if let Err(fault) = write() {
        streams.say(&fault.to_string());
    }
}

/// When a reading begins.
pub(super) fn now() -> DateTime<Utc> {
    clock::system()
}
