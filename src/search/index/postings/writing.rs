//! Lists as they are written.

use super::super::bits::word_count;
use super::super::coding::{ALIGNMENT, put_packed, put_varint};
use super::super::doc_set::is_dense;
use super::super::split_numbers;
use super::{GROUP, SHORT, ends_width};

/// Marks the first place of a document in [`List::places`].
pub(in crate::search::index) const FIRST: u32 = 1 << 31;

/// What is written down of a token.
#[derive(Clone, Copy, Debug)]
pub(in crate::search::index) struct List<'a> {
    /// Documents, in ascending order.
    pub(in crate::search::index) docs: &'a [u16],
    /// All their places, with [`FIRST`] on the first of each.
    pub(in crate::search::index) places: &'a [u32],
    /// Documents that have the token in another field and not in this one, in ascending order. They are kept beside many.
    pub(in crate::search::index) others: &'a [u16],
}

/// Fills up, so that the bits of the list that is added next can be read where they stand.
pub(in crate::search::index) fn align_list(bytes: &mut Vec<u8>, universe: u32, list: &List<'_>) {
    if is_dense(list.docs.len(), universe) {
        let mut head = Vec::new();
        put_head(&mut head, universe, list);
        bytes.resize((bytes.len() + head.len()).next_multiple_of(ALIGNMENT) - head.len(), 0);
    }
}

fn put_head(bytes: &mut Vec<u8>, universe: u32, list: &List<'_>) {
    let List { docs, places, others } = list;
    put_varint(bytes, (docs.len() as u64) << 1 | u64::from(docs.len() == places.len()));
    if is_dense(docs.len(), universe) {
        put_varint(bytes, others.len() as u64);
        bytes.extend(others.iter().flat_map(|doc| doc.to_le_bytes()));
    }
}

/// Adds a list.
pub(in crate::search::index) fn put_list(bytes: &mut Vec<u8>, universe: u32, list: &List<'_>) {
    let List { docs, places, .. } = *list;
    let is_each_once = docs.len() == places.len();
    put_head(bytes, universe, list);
    put_docs(bytes, universe, docs);
    let mut rest = places;
    if docs.len() < SHORT {
        while let Some((place, steps)) = take_doc(&mut rest) {
            if !is_each_once {
                put_varint(bytes, steps.len() as u64);
            }
            put_varint(bytes, u64::from(place));
            let mut before = place;
            for &next in steps {
                put_varint(bytes, u64::from(next - before - 1));
                before = next;
            }
        }
        return;
    }
    let ends_at = bytes.len();
    let group_count = docs.len().div_ceil(GROUP);
    bytes.resize(ends_at + group_count * 4, 0);
    let start = bytes.len();
    for group in 0..group_count {
        let doc_count = GROUP.min(docs.len() - group * GROUP);
        if is_each_once {
            let (here, others) = rest.split_at(doc_count);
            rest = others;
            put_once(bytes, here);
        } else {
            rest = put_group(bytes, doc_count, rest);
        }
        let end = ((bytes.len() - start) as u32).to_le_bytes();
        if let Some(slot) = bytes.get_mut(ends_at + group * 4..ends_at + group * 4 + 4) {
            slot.copy_from_slice(&end);
        }
    }
}

/// Adds documents in ascending order in the form that is the rule for so many.
pub(in crate::search::index) fn put_docs(bytes: &mut Vec<u8>, universe: u32, docs: &[u16]) {
    if !is_dense(docs.len(), universe) {
        if docs.len() >= split_numbers::LEAST {
            split_numbers::put(bytes, docs);
        } else {
            bytes.extend(docs.iter().flat_map(|doc| doc.to_le_bytes()));
        }
        return;
    }
    let start = bytes.len();
    bytes.resize(start + word_count(universe) * 8, 0);
    let bits = bytes.get_mut(start..).unwrap_or_default();
    for &doc in docs {
        if let Some(byte) = bits.get_mut(usize::from(doc) / 8) {
            *byte |= 1 << (doc % 8);
        }
    }
}

fn put_once(bytes: &mut Vec<u8>, places: &[u32]) {
    let widest = places.iter().fold(0, |all, place| all | (place & !FIRST));
    let width = u32::BITS - widest.leading_zeros();
    bytes.push(width as u8);
    put_packed(bytes, width, places.iter().map(|place| place & !FIRST));
}

fn put_group<'a>(bytes: &mut Vec<u8>, doc_count: usize, places: &'a [u32]) -> &'a [u32] {
    let (mut firsts, mut ends, mut steps) = ([0; GROUP], [0; GROUP], Vec::new());
    let (mut widest_first, mut widest_step) = (0, 0);
    let mut before = 0;
    let mut found = 0;
    let mut taken = 0;
    for &place in places {
        if place & FIRST != 0 {
            if found == doc_count {
                break;
            }
            let first = place & !FIRST;
            if let Some(slot) = firsts.get_mut(found) {
                *slot = first;
            }
            widest_first |= first;
            found += 1;
            if let Some(end) = found.checked_sub(2).and_then(|before| ends.get_mut(before)) {
                *end = taken as u32;
            }
            before = first;
        } else {
            let step = place - before - 1;
            widest_step |= step;
            steps.push(step);
            before = place;
        }
        taken += 1;
    }
    if let Some(end) = found.checked_sub(1).and_then(|last| ends.get_mut(last)) {
        *end = taken as u32;
    }
    let (first_width, step_width) = (u32::BITS - widest_first.leading_zeros(), u32::BITS - widest_step.leading_zeros());
    bytes.extend([first_width as u8, step_width as u8]);
    put_varint(bytes, taken as u64);
    put_packed(bytes, first_width, firsts.into_iter().take(doc_count));
    let ends = ends.into_iter().take(doc_count);
    if let Some(width) = ends_width(doc_count, taken) {
        put_packed(bytes, width, ends);
    } else {
        let mut lasts = Vec::new();
        ends.for_each(|end| set_bit(&mut lasts, end as usize - 1));
        bytes.extend(lasts);
    }
    put_packed(bytes, step_width, steps.into_iter());
    places.get(taken..).unwrap_or_default()
}

fn set_bit(bits: &mut Vec<u8>, index: usize) {
    bits.resize(bits.len().max(index / 8 + 1), 0);
    if let Some(byte) = bits.get_mut(index / 8) {
        *byte |= 1 << (index % 8);
    }
}

/// The first place and the others of the next document.
fn take_doc<'a>(places: &mut &'a [u32]) -> Option<(u32, &'a [u32])> {
    let (&first, others) = places.split_first()?;
    let count = others.iter().position(|place| place & FIRST != 0).unwrap_or(others.len());
    let (steps, rest) = others.split_at(count);
    *places = rest;
    Some((first & !FIRST, steps))
}
