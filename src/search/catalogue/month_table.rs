//! Where the months of publication begin in every shard, side by side: counting them reads one stretch of memory.

use super::columns::MOST_MONTHS;
use super::sets::Sets;
use super::shard::Shard;

/// The months of all shards. By default of none.
#[derive(Debug, Default)]
pub(super) struct MonthTable {
    /// The first month, by its number.
    earliest: i32,
    month_count: usize,
    /// The months of each shard, counted from the first.
    months: Vec<u16>,
    /// Where each of them begins among the documents, and behind those of a shard where its last one ends.
    bounds: Vec<u32>,
    /// Where the months of each shard begin, with an end behind the last.
    starts: Vec<usize>,
}

impl MonthTable {
    /// Nothing where documents of a vaguer date stand between those of a month, or the months lie too far apart.
    pub(super) fn new(shards: &[Shard]) -> Option<Self> {
        let ends = shards.iter().filter_map(|shard| {
            let months = &shard.columns.months;
            Some((months.first()?.0, months.last()?.0))
        });
        let Some((earliest, latest)) = ends.reduce(|all, next| (all.0.min(next.0), all.1.max(next.1))) else {
            return Some(Self::default());
        };
        let month_count = latest.abs_diff(earliest) as usize + 1;
        let mut table = Self { earliest, month_count, starts: vec![0], ..Self::default() };
        for Shard { columns, .. } in shards {
            if columns.has_vague_months() || month_count > MOST_MONTHS {
                return None;
            }
            for (month, _) in &columns.months {
                table.months.push(u16::try_from(month.abs_diff(earliest)).ok()?);
            }
            table.bounds.extend(&*columns.totals().month_bounds);
            // One more than months, also where there is none.
            table.bounds.resize(table.months.len() + table.starts.len(), 0);
            table.starts.push(table.months.len());
        }
        Some(table)
    }

    /// The first month, and how many documents of `found` appeared in it and in each that follows.
    pub(super) fn counts(&self, found: &Sets) -> (i32, Vec<usize>) {
        let (mut sums, mut ranks) = (vec![0; self.month_count], Vec::new());
        let ranges = self.starts.iter().zip(self.starts.iter().skip(1));
        for ((number, (&start, &end)), set) in ranges.enumerate().zip(found.iter()) {
            let months = self.months.get(start..end).unwrap_or_default();
            set.ranks(self.bounds.get(start + number..=end + number).unwrap_or_default(), &mut ranks);
            let between = ranks.iter().zip(ranks.iter().skip(1)).map(|(start, end)| end.saturating_sub(*start));
            for (&month, count) in months.iter().zip(between) {
                if let Some(sum) = sums.get_mut(usize::from(month)) {
                    *sum += count;
                }
            }
        }
        (self.earliest, sums)
    }
}
