//! A list of numbers, of its own or where it stands in bytes that several share, as in a mapped file.

use bytemuck::Pod;
use bytes::Bytes;
use std::ops::Deref;

/// A number that is stored with its lowest byte first.
pub(in crate::search) trait Number: Pod {
    /// The number that a processor of any kind reads in its own way, from how it is stored.
    fn from_stored(stored: Self) -> Self;
}

impl Number for u16 {
    fn from_stored(stored: Self) -> Self {
        Self::from_le(stored)
    }
}

impl Number for u32 {
    fn from_stored(stored: Self) -> Self {
        Self::from_le(stored)
    }
}

impl Number for i32 {
    fn from_stored(stored: Self) -> Self {
        Self::from_le(stored)
    }
}

impl Number for u64 {
    fn from_stored(stored: Self) -> Self {
        Self::from_le(stored)
    }
}

impl<T: Number, const COUNT: usize> Number for [T; COUNT]
where
    Self: Pod,
{
    fn from_stored(stored: Self) -> Self {
        stored.map(T::from_stored)
    }
}

/// A list of numbers. It reads like a slice; a clone of one that stands in shared bytes copies none of them.
#[derive(Clone, Debug)]
pub(in crate::search) struct Numbers<T> {
    /// Where they are shared: from where a number may begin, whole numbers, on a processor that reads them as they are stored.
    shared: Option<Bytes>,
    /// Otherwise.
    own: Vec<T>,
}

impl<T: Number> Numbers<T> {
    /// The numbers that stand in `bytes`, read there where the processor can; what is left over at the end is passed over.
    pub(in crate::search) fn stored(bytes: &Bytes) -> Self {
        Self::within(bytes, bytes)
    }

    /// The same of a stretch of `bytes`.
    pub(in crate::search) fn within(bytes: &Bytes, stretch: &[u8]) -> Self {
        let (all, part) = (bytes.as_ptr_range(), stretch.as_ptr_range());
        let is_within = all.start <= part.start && part.end <= all.end;
        let whole = stretch.get(..stretch.len() / size_of::<T>() * size_of::<T>()).unwrap_or_default();
        if cfg!(target_endian = "little") && is_within && bytemuck::try_cast_slice::<u8, T>(whole).is_ok() {
            return Self { shared: Some(bytes.slice_ref(whole)), own: Vec::new() };
        }
        let numbers = whole.chunks_exact(size_of::<T>()).map(bytemuck::pod_read_unaligned);
        numbers.map(T::from_stored).collect()
    }

    /// The numbers, to be changed: copied before where they are shared.
    pub(in crate::search) fn to_mut(&mut self) -> &mut Vec<T> {
        if self.shared.is_some() {
            self.own = self.to_vec();
            self.shared = None;
        }
        &mut self.own
    }
}

impl<T: Number> Deref for Numbers<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.shared {
            None => &self.own,
            Some(bytes) => bytemuck::try_cast_slice(bytes).unwrap_or_default(),
        }
    }
}

impl<T> From<Vec<T>> for Numbers<T> {
    fn from(numbers: Vec<T>) -> Self {
        Self { shared: None, own: numbers }
    }
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> FromIterator<T> for Numbers<T> {
    fn from_iter<I: IntoIterator<Item = T>>(numbers: I) -> Self {
        Vec::from_iter(numbers).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_read_alike_wherever_they_stand(
            numbers in prop::collection::vec(any::<[i32; 3]>(), 0..20),
            before in 0_usize..16,
            behind in 0_usize..12,
        ) {
            let mut bytes = vec![7; before];
            bytes.extend(numbers.iter().flatten().flat_map(|number| number.to_le_bytes()));
            bytes.resize(bytes.len() + behind, 7);
            let bytes = Bytes::from(bytes);
            let mut read = Numbers::<[i32; 3]>::stored(&bytes.slice(before..));
            prop_assert_eq!(&*read, &numbers);
            if cfg!(target_endian = "little") && !numbers.is_empty() {
                let stretch = bytes[before..].as_ptr();
                prop_assert_eq!(read.as_ptr().cast() == stretch, stretch.align_offset(align_of::<i32>()) == 0);
            }
            prop_assert_eq!(&*Numbers::<[i32; 3]>::within(&Bytes::new(), &bytes[before..]), &numbers);
            read.to_mut().push([1, 2, 3]);
            let expected: Vec<[i32; 3]> = numbers.iter().copied().chain([[1, 2, 3]]).collect();
            prop_assert_eq!(&*read, &expected);
        }
    }
}
