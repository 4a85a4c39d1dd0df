//! Records one behind the other in one stretch of memory, with the names that they share.

use super::code::{Names, Reader, Writer, number_at};
use super::{Bytes, Damage};
use crate::corpus::bytes::checksum;
use std::sync::OnceLock;

/// Bytes of the two counts in front: of records and of names.
const HEAD_BYTES: usize = 8;

/// Records one behind the other: the count of records and of names, where each record ends, where each name ends, the
/// names, the records. All numbers have four bytes, the lowest first.
#[derive(Clone, Debug)]
pub struct Pack {
    bytes: Bytes,
    record_count: usize,
    /// Where the ends of names, the names and the records begin.
    parts: [usize; 3],
}

impl Pack {
    /// Packs as many records as `records` holds; `write` writes one.
    pub(super) fn new<T>(records: &[T], mut write: impl FnMut(&mut Writer, &T)) -> Self {
        let mut writer = Writer::default();
        let ends: Vec<u32> = records
            .iter()
            .map(|record| {
                write(&mut writer, record);
                writer.bytes.len() as u32
            })
            .collect();
        let size =
            HEAD_BYTES + 4 * (ends.len() + writer.name_ends.len()) + writer.name_bytes.len() + writer.bytes.len();
        let mut bytes = Vec::with_capacity(size);
        for number in [ends.len() as u32, writer.name_ends.len() as u32].iter().chain(&ends).chain(&writer.name_ends) {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&writer.name_bytes);
        bytes.extend_from_slice(&writer.bytes);
        Self::of(bytes.into()).unwrap_or_else(Self::empty)
    }

    fn empty() -> Self {
        Self { bytes: Bytes::default(), record_count: 0, parts: [0; 3] }
    }

    /// The records in `bytes`, as [`Pack::bytes`] gave them; nothing when they are no pack.
    pub fn of(bytes: Bytes) -> Option<Self> {
        let record_count = number_at(&bytes, 0)? as usize;
        let name_count = number_at(&bytes, 1)? as usize;
        let name_ends = HEAD_BYTES.checked_add(record_count.checked_mul(4)?)?;
        let names = name_ends.checked_add(name_count.checked_mul(4)?)?;
        let name_bytes = match name_count.checked_sub(1) {
            Some(last) => number_at(bytes.get(name_ends..)?, last)? as usize,
            None => 0,
        };
        let records = names.checked_add(name_bytes)?;
        (records <= bytes.len()).then_some(Self { bytes, record_count, parts: [name_ends, names, records] })
    }

    /// All of it, to be kept.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.record_count
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.record_count == 0
    }

    /// The record at `index`, to be read from its beginning.
    pub(super) fn record(&self, index: usize) -> Option<Reader<'_>> {
        let bytes: &[u8] = &self.bytes;
        let [name_ends, names, records] = self.parts;
        let ends = bytes.get(HEAD_BYTES..name_ends)?;
        let start = if index == 0 { 0 } else { number_at(ends, index - 1)? };
        let record = bytes.get(records..)?.get(start as usize..number_at(ends, index)? as usize)?;
        let names = Names { ends: bytes.get(name_ends..names)?, bytes: bytes.get(names..records)? };
        Some(Reader { bytes: record, names })
    }
}

/// A pack that is looked at when the first record is asked for.
#[derive(Debug)]
pub(super) struct Kept {
    bytes: Bytes,
    check: u32,
    damage: Damage,
    pack: OnceLock<Option<Pack>>,
}

impl Kept {
    /// A pack in memory.
    pub(super) fn held(pack: Pack) -> Self {
        let bytes = pack.bytes.clone();
        Self { bytes, check: 0, damage: Damage::default(), pack: OnceLock::from(Some(pack)) }
    }

    /// A pack in the cache, with its checksum.
    pub(super) fn new(bytes: Bytes, check: u32, damage: Damage) -> Self {
        Self { bytes, check, damage, pack: OnceLock::new() }
    }

    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The pack; nothing, with the damage told, when it is not what was written.
    pub(super) fn pack(&self) -> Option<&Pack> {
        let read = || {
            let is_whole = checksum(&self.bytes) == self.check;
            let pack = if is_whole { Pack::of(self.bytes.clone()) } else { None };
            if pack.is_none() {
                self.damage.raise();
            }
            pack
        };
        self.pack.get_or_init(read).as_ref()
    }

    /// Tells that a record could not be read.
    pub(super) fn tell_damage(&self) {
        self.damage.raise();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_pack_of_any_bytes_is_none_or_gives_records_without_failing(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(pack) = Pack::of(bytes.into()) {
                for index in 0..pack.len().min(50) {
                    let Some(mut record) = pack.record(index) else { continue };
                    let _ = (record.name(), record.text(), record.number());
                }
            }
        }
    }

    #[test]
    fn records_are_found_again_each_by_itself() {
        let pack = Pack::new(&["one", "", "two"], |writer, record| {
            if !record.is_empty() {
                writer.name(record.as_bytes());
            }
        });
        let read = |index| pack.record(index).and_then(|mut record| record.name().map(str::to_owned));
        assert_eq!(pack.len(), 3);
        assert_eq!((read(0).as_deref(), read(1), read(2).as_deref(), read(3)), (Some("one"), None, Some("two"), None));
        assert!(Pack::of(pack.bytes().slice(..4)).is_none());
    }
}
