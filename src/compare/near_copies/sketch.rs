//! A set of shingles in a few numbers: articles that are alike have some of them in common.
//!
//! With 42 bands of three values, copies at a Jaccard index of 0.5 have a band in common in 249 of 250 cases, at 0.4 in 15 of
//! 16, and articles at 0.1 in one of 24.

use crate::text::hashed::mixed;

/// Values that must agree for a band to.
const ROWS: usize = 3;
/// Bands of an article.
pub(super) const BANDS: usize = 42;
const BINS: usize = ROWS * BANDS;

/// Adds the number of each band; of nothing, for articles without shingles.
pub(super) fn put_band_keys(shingles: impl Iterator<Item = u32>, keys: &mut Vec<u32>) {
    let mut bins: [Option<u32>; BINS] = [None; BINS];
    for shingle in shingles {
        let value = mixed(shingle.into());
        if let Some(bin) = bins.get_mut((((value >> 32) * BINS as u64) >> 32) as usize) {
            *bin = Some(bin.map_or(value as u32, |least| least.min(value as u32)));
        }
    }
    // An empty bin takes the value of the next filled one, and says from how far.
    let borrowed = |bin: usize| {
        let from = (0..BINS).find_map(|step| Some((step, (*bins.get((bin + step) % BINS)?)?)));
        from.map_or(0, |(step, value)| value.wrapping_add((step as u32).wrapping_mul(0x9e37_79b9)))
    };
    for band in 0..BANDS {
        let rows = (band * ROWS..(band + 1) * ROWS).map(borrowed);
        let key = rows.fold(0_u64, |key, value| mixed(key ^ u64::from(value)));
        keys.push((key >> 32) as u32);
    }
}
