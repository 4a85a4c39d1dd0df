//! Numbers, texts and names in few bytes.
//!
//! Numbers are LEB128 (7 bits a byte, the lowest first), signed ones zigzag. Texts stand as they are behind their length.
//! Names are texts that many records share: a record holds the number of one.

use crate::text::Span;
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// Writes records.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    names: HashMap<Vec<u8>, u32>,
    /// Every name once, one behind the other, and where each ends.
    pub(super) name_bytes: Vec<u8>,
    pub(super) name_ends: Vec<u32>,
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    pub(super) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.long(text.as_bytes());
    }

    pub(super) fn long(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.raw(bytes);
    }

    pub(super) fn name(&mut self, name: &[u8]) {
        let number = if let Some(number) = self.names.get(name) {
            *number
        } else {
            let number = self.name_ends.len() as u32;
            self.names.insert(name.to_vec(), number);
            self.name_bytes.extend_from_slice(name);
            self.name_ends.push(self.name_bytes.len() as u32);
            number
        };
        self.number(number.into());
    }

    /// Only a handful of shares occur.
    pub(super) fn share(&mut self, share: f32) {
        self.name(&share.to_bits().to_le_bytes());
    }

    /// A span by its distance from `base`.
    pub(super) fn span(&mut self, span: Span, base: u32) {
        self.signed(i64::from(span.start) - i64::from(base));
        self.signed(i64::from(span.end) - i64::from(span.start));
    }

    /// Days by their distance from the day `base`.
    pub(super) fn days(&mut self, days: Interval, base: i32) {
        self.signed(i64::from(days.first().num_days_from_ce()) - i64::from(base));
        self.number((days.day_count() - 1).cast_unsigned());
    }
}

/// Reads a record. Everything is nothing behind its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) names: Names<'a>,
}

/// The names of a pack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    /// Where each ends, four bytes each.
    pub(super) ends: &'a [u8],
    pub(super) bytes: &'a [u8],
}

impl<'a> Names<'a> {
    fn get(self, number: usize) -> Option<&'a [u8]> {
        let start = if number == 0 { 0 } else { number_at(self.ends, number - 1)? };
        self.bytes.get(start as usize..number_at(self.ends, number)? as usize)
    }
}

/// The number at a place of a list of numbers of four bytes each, the lowest byte first.
pub(super) fn number_at(list: &[u8], index: usize) -> Option<u32> {
    let start = index.checked_mul(4)?;
    let bytes = list.get(start..start.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    pub(super) fn raw(&mut self, len: usize) -> Option<&'a [u8]> {
        let (raw, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(raw)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// How many items follow, each of one byte at least.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.long()?).ok()
    }

    pub(super) fn long(&mut self) -> Option<&'a [u8]> {
        let len = self.count()?;
        self.raw(len)
    }

    pub(super) fn name_bytes(&mut self) -> Option<&'a [u8]> {
        let number = self.number()?;
        self.names.get(usize::try_from(number).ok()?)
    }

    pub(super) fn name(&mut self) -> Option<&'a str> {
        str::from_utf8(self.name_bytes()?).ok()
    }

    pub(super) fn share(&mut self) -> Option<f32> {
        Some(f32::from_bits(u32::from_le_bytes(self.name_bytes()?.try_into().ok()?)))
    }

    pub(super) fn span(&mut self, base: u32) -> Option<Span> {
        let start = i64::from(base).checked_add(self.signed()?)?;
        let end = start.checked_add(self.signed()?)?;
        Some(Span { start: start.try_into().ok()?, end: end.try_into().ok()? })
    }

    pub(super) fn days(&mut self, base: i32) -> Option<Interval> {
        let first = i64::from(base).checked_add(self.signed()?)?;
        let last = first.checked_add_unsigned(self.number()?)?;
        let day = |day: i64| NaiveDate::from_num_days_from_ce_opt(day.try_into().ok()?);
        Some(Interval::new(day(first)?, day(last)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_and_what_is_cut_is_nothing(
            number in any::<u64>(), signed in any::<i64>(), text in ".*", start in any::<u32>(), len in any::<u16>(),
            base in any::<u32>(), first in -700_000i32..700_000, days in 0i64..40_000, base_day in any::<i32>(),
        ) {
            let span = Span { start, end: start.saturating_add(len.into()) };
            let day = |day| NaiveDate::from_num_days_from_ce_opt(day).expect("a day");
            let interval = Interval::new(day(first), day(first + days as i32));
            let mut writer = Writer::default();
            writer.number(number);
            writer.signed(signed >> 1);
            writer.text(&text);
            writer.name(text.as_bytes());
            writer.name(b"another");
            writer.name(text.as_bytes());
            writer.span(span, base);
            writer.days(interval, base_day);
            let ends: Vec<u8> = writer.name_ends.iter().flat_map(|end| end.to_le_bytes()).collect();
            let names = Names { ends: &ends, bytes: &writer.name_bytes };
            let mut reader = Reader { bytes: &writer.bytes, names };
            prop_assert_eq!((reader.number(), reader.signed(), reader.text()), (Some(number), Some(signed >> 1), Some(&*text)));
            prop_assert_eq!((reader.name(), reader.name(), reader.name()), (Some(&*text), Some("another"), Some(&*text)));
            prop_assert_eq!((reader.span(base), reader.days(base_day)), (Some(span), Some(interval)));
            prop_assert_eq!((reader.byte(), reader.number(), reader.name()), (None, None, None));
        }
    }
}
