//! The days that articles refer to: which overlap some days, and which months does each name?

use super::numbers::{Reader, Writer};
use super::row::{Place, Row, drawn, month_of};
use crate::events::lanes::day_number;
use crate::search::index::{DocSet, Numbers};

/// The days that the articles of a shard refer to.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Intervals by length class, each in order of first days.
    classes: [Numbers<AboutDays>; CLASSES.len()],
    /// The months that any document refers to, each once, in order: few, however far they lie apart.
    months: Numbers<i32>,
    /// Where those of each document start in `places`, with an end behind the last.
    starts: Numbers<u32>,
    /// The months of the documents, each once a document, by their places in `months`.
    places: Numbers<u32>,
}

/// First day, last day, document.
type AboutDays = [i32; 3];

/// Longest interval of each class in days: what may overlap a day starts at most so many days before it.
const CLASSES: [i32; 4] = [31, 366, 36_600, i32::MAX];

/// The days of documents on their way into lists: one document after the other.
#[derive(Default)]
struct Gathered {
    classes: [Vec<AboutDays>; CLASSES.len()],
    starts: Vec<u32>,
    /// The months of the documents, each once a document.
    months: Vec<i32>,
}

impl Gathered {
    /// The lists: days of each class in order, each month once.
    fn finish(mut self) -> About {
        self.starts.push(self.months.len() as u32);
        for class in &mut self.classes {
            class.sort_unstable();
            class.shrink_to_fit();
        }
        let mut months = self.months.clone();
        months.sort_unstable();
        months.dedup();
        let place = |month: &i32| months.partition_point(|other| other < month) as u32;
        let places = self.months.iter().map(place).collect();
        About { classes: self.classes.map(Numbers::from), starts: self.starts.into(), places, months: months.into() }
    }
}

/// The part of a list that belongs to a document.
#[inline]
fn part_of<'a>(starts: &[u32], list: &'a [u32], doc: u16) -> &'a [u32] {
    let start = starts.get(usize::from(doc)).copied().unwrap_or_default();
    let end = starts.get(usize::from(doc) + 1).copied().unwrap_or_default();
    list.get(start as usize..end as usize).unwrap_or_default()
}

impl About {
    /// Of the documents of `rows`, in their order.
    pub(super) fn new(rows: &[Row<'_>]) -> Self {
        let mut gathered = Gathered::default();
        let mut months: Vec<i32> = Vec::new();
        let mut spans: Vec<AboutDays> = Vec::new();
        for (doc, row) in rows.iter().enumerate() {
            gathered.starts.push(gathered.months.len() as u32);
            months.clear();
            spans.clear();
            for days in drawn(row.mentions) {
                months.extend(month_of(days));
                let (first, last) = (day_number(days.first()), day_number(days.last()));
                spans.push([first, last, doc as i32]);
            }
            months.sort_unstable();
            months.dedup();
            gathered.months.extend_from_slice(&months);
            spans.sort_unstable();
            spans.dedup();
            for span @ [first, last, _] in &spans {
                let length = last.saturating_sub(*first).saturating_add(1);
                let class = CLASSES.iter().position(|&longest| length <= longest).unwrap_or(CLASSES.len() - 1);
                if let Some(class) = gathered.classes.get_mut(class) {
                    class.push(*span);
                }
            }
        }
        gathered.finish()
    }

    /// Of the documents at `places` of `parts`, in their order.
    pub(super) fn joined(parts: &[&Self], places: &[Place]) -> Self {
        let mut gathered = Gathered::default();
        // What each document of a part is called now.
        let doc_count = |part: &Self| part.starts.len().saturating_sub(1);
        let mut names: Vec<Vec<Option<i32>>> = parts.iter().map(|part| vec![None; doc_count(part)]).collect();
        for (doc, place) in (0..).zip(places) {
            gathered.starts.push(gathered.months.len() as u32);
            gathered.months.extend(parts.get(place.part).into_iter().flat_map(|part| part.months_of(place.doc)));
            if let Some(name) = names.get_mut(place.part).and_then(|names| names.get_mut(usize::from(place.doc))) {
                *name = Some(doc);
            }
        }
        for (part, names) in parts.iter().zip(&names) {
            for (class, days) in gathered.classes.iter_mut().zip(&part.classes) {
                let name = |doc: i32| usize::try_from(doc).ok().and_then(|doc| names.get(doc).copied().flatten());
                class.extend(days.iter().filter_map(|&[first, last, doc]| Some([first, last, name(doc)?])));
            }
        }
        gathered.finish()
    }

    /// Marks the documents that refer to a day from `first` to `last`, in words of 64.
    pub(super) fn mark(&self, first: i32, last: i32, marked: &mut [u64]) {
        for (class, longest) in self.classes.iter().zip(CLASSES) {
            let earliest = first.saturating_sub(longest);
            let start = class.partition_point(|[from, ..]| *from < earliest);
            let end = class.partition_point(|[from, ..]| *from <= last);
            for [_, to, doc] in class.get(start..end).unwrap_or_default() {
                if *to >= first
                    && let Some(word) = marked.get_mut(*doc as usize / 64)
                {
                    *word |= 1 << (doc % 64);
                }
            }
        }
    }

    /// The months that any document refers to, each once, in order.
    pub(super) fn months(&self) -> &[i32] {
        &self.months
    }

    /// The months that a document refers to, each once, in order.
    pub(super) fn months_of(&self, doc: u16) -> impl Iterator<Item = i32> {
        let places = part_of(&self.starts, &self.places, doc).iter();
        places.filter_map(|&place| self.months.get(place as usize).copied())
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        let days: usize = self.classes.iter().map(|class| size_of_val::<[AboutDays]>(class)).sum();
        days + (self.starts.len() + self.places.len() + self.months.len()) * 4
    }

    /// Puts it behind what `writer` holds.
    pub(super) fn write(&self, writer: &mut Writer) {
        for class in &self.classes {
            writer.u32(class.len() as u32);
            class.iter().flatten().for_each(|&number| writer.i32(number));
        }
        writer.u32(self.months.len() as u32);
        self.months.iter().for_each(|&month| writer.i32(month));
        writer.u32s(&self.starts);
        writer.u32(self.places.len() as u32);
        writer.u32s(&self.places);
    }

    /// What [`write`](Self::write) put there for so many documents; nothing when it does not fit.
    pub(super) fn read(reader: &mut Reader<'_>, doc_count: usize) -> Option<Self> {
        let mut about = Self::default();
        for class in &mut about.classes {
            let count = reader.u32()? as usize;
            *class = reader.numbers(count)?;
        }
        let count = reader.u32()? as usize;
        about.months = reader.numbers(count)?;
        about.starts = reader.numbers(doc_count + 1)?;
        let count = reader.u32()? as usize;
        about.places = reader.numbers(count)?;
        Some(about)
    }

    /// How many of the documents refer to each of [`months`](Self::months).
    pub(super) fn month_counts(&self, set: &DocSet) -> Vec<u32> {
        let mut counts = vec![0; self.months.len()];
        let (starts, places): (&[u32], &[u32]) = (&self.starts, &self.places);
        set.each(|doc| {
            for &place in part_of(starts, places, doc) {
                if let Some(count) = counts.get_mut(place as usize) {
                    *count += 1;
                }
            }
        });
        counts
    }
}
