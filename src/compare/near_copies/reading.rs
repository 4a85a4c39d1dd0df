//! Every article read once: what is kept of it to find its copies by.

use super::fingerprints::selected;
use super::measuring::{runs, words_of};
use super::sketch::{BANDS, put_band_keys};
use crate::compare::docs::Docs;
use crate::text::hashed::row_hash;
use crate::work::{Cancel, Progress};

/// Fingerprints lie in this many parts by their first bits, so that only one part at a time is sorted and looked through.
const PARTS: usize = 64;

/// What is kept of all articles: some kilobyte of each.
pub(super) struct ReadDocs {
    /// The number of all words of each, 0 where there is none.
    pub(super) whole_hashes: Vec<u64>,
    /// [`BANDS`] numbers of each; none of an article without words counts.
    pub(super) band_keys: Vec<u32>,
    /// `number << 32 | doc` of every selected run, in parts by what else the number has.
    pub(super) fingerprints: Vec<Vec<u64>>,
}

#[derive(Default)]
struct Chunk {
    whole_hashes: Vec<u64>,
    band_keys: Vec<u32>,
    fingerprints: Vec<(usize, u64)>,
}

/// Reads every article. Nothing when cancelled.
pub(super) fn read(docs: &Docs<'_>, cancel: &Cancel, progress: &Progress) -> Option<ReadDocs> {
    let count = docs.len();
    let mut read = ReadDocs {
        whole_hashes: Vec::with_capacity(count),
        band_keys: Vec::with_capacity(count * BANDS),
        fingerprints: vec![Vec::new(); PARTS],
    };
    docs.read(
        cancel,
        progress,
        |range| chunk(docs, range),
        |chunk: Chunk| {
            read.whole_hashes.extend(chunk.whole_hashes);
            read.band_keys.extend(chunk.band_keys);
            for (part, entry) in chunk.fingerprints {
                if let Some(part) = read.fingerprints.get_mut(part) {
                    part.push(entry);
                }
            }
        },
    )?;
    Some(read)
}

fn chunk(docs: &Docs<'_>, range: std::ops::Range<usize>) -> Chunk {
    let mut chunk = Chunk::default();
    for doc in range {
        let words = docs.article(doc as u32).map(|article| words_of(&article)).unwrap_or_default();
        chunk.whole_hashes.push(if words.is_empty() { 0 } else { row_hash(&words).max(1) });
        put_band_keys(runs(&words), &mut chunk.band_keys);
        let entries = selected(&words).into_iter().map(|hash| {
            let part = (hash >> 58) as usize % PARTS;
            (part, hash << 32 | doc as u64)
        });
        chunk.fingerprints.extend(entries);
    }
    chunk
}
