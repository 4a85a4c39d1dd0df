//! Opening what was kept: rows at once, then files; and looking whether all is as it was written, which takes longer.

use super::Outbox;
use crate::ingest::ColumnMaps;
use crate::session::cache::contents::Kept;
use crate::session::cache::{Cache, CachePlace, reading_number};
use crate::session::report::RestoredCorpus;
use crate::session::{Report, Task};
use crate::work::Cancel;

/// Restores the corpus kept at `place`. False when it has to be read: there is nothing, or nothing that can be used, which
/// is told.
pub(super) fn restore(import: u64, place: &CachePlace, columns: &ColumnMaps, outbox: &Outbox) -> bool {
    let cache = match Cache::open(place) {
        Ok(Some(cache)) => cache,
        Ok(None) => return false,
        Err(fault) => {
            outbox.send(Report::CacheFailed(import, fault.to_string()));
            return false;
        }
    };
    let show = || {
        let kept = Kept::of(&cache, reading_number(columns)).filter(|kept| kept.mentions.is_some());
        let is_whole = ["files", "problems"].into_iter().all(|name| cache.section(name).is_some());
        if cache.damage().is_raised() || !is_whole {
            outbox.send(Report::CacheFailed(import, cache.damaged().to_string()));
            return None;
        }
        outbox.send(Report::Restored(import, Box::new(RestoredCorpus { kept: kept?, cache: cache.clone() })));
        Some(Kept::files(&cache))
    };
    let (shown, catalogue) = rayon::join(show, || Kept::catalogue(&cache));
    match shown {
        Some(Some((files, problems))) => outbox.send(Report::RestoredFiles { import, files, problems, catalogue }),
        Some(None) => outbox.send(Report::CacheDamaged),
        None => return false,
    }
    true
}

/// Looks through a cache whose corpus is shown, and tells when it is not as it was written.
pub(super) fn check(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::CheckKept(cache) = task else { return };
    if !Kept::verify(&cache, false, cancel) {
        outbox.send(Report::CacheDamaged);
    }
}
