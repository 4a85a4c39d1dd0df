//! Opening what was kept: rows at once, then files, then a look at whether all is as it was written.

use super::Outbox;
use crate::ingest::ColumnMaps;
use crate::session::Report;
use crate::session::cache::contents::Kept;
use crate::session::cache::{Cache, CachePlace, reading_number};
use crate::session::report::RestoredCorpus;
use crate::work::Cancel;

/// Restores the corpus kept at `place`. False when it has to be read: there is nothing, or nothing that can be used, which
/// is told.
pub(super) fn restore(import: u64, place: &CachePlace, columns: &ColumnMaps, cancel: &Cancel, outbox: &Outbox) -> bool {
    let cache = match Cache::open(place) {
        Ok(Some(cache)) => cache,
        Ok(None) => return false,
        Err(fault) => {
            outbox.send(Report::CacheFailed(import, fault.to_string()));
            return false;
        }
    };
    let kept = Kept::of(&cache, reading_number(columns)).filter(|kept| kept.mentions.is_some());
    let is_whole = ["files", "problems"].into_iter().all(|name| cache.section(name).is_some());
    let fault = cache.damaged().to_string();
    if cache.damage().is_raised() || !is_whole {
        outbox.send(Report::CacheFailed(import, fault));
        return false;
    }
    let Some(kept) = kept else { return false };
    let damage = cache.damage().clone();
    outbox.send(Report::Restored(import, Box::new(RestoredCorpus { kept, damage, fault: fault.clone() })));
    let is_whole = match Kept::files(&cache) {
        Some((files, problems)) => {
            let catalogue = Kept::catalogue(&cache);
            outbox.send(Report::RestoredFiles { import, files, problems, catalogue });
            Kept::verify(&cache, false, cancel)
        }
        None => false,
    };
    if !is_whole {
        outbox.send(Report::CacheDamaged(import, fault));
    }
    true
}
