//! Words that news uses one for another: "captured" and "arrested", "Russian" and "Moscow".

use crate::text::terms::stem;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// Hashed stems with the number of a group, sorted.
static GROUPS: LazyLock<Vec<(u64, u16)>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/alike_words.txt").lines().filter(|line| !line.starts_with('#'));
    let words = lines.enumerate().flat_map(|(number, line)| line.split_whitespace().map(move |word| (number, word)));
    let mut groups: Vec<(u64, u16)> = words.map(|(number, word)| (hashed(&stem(word)), number as u16)).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
});

/// The number by which a stem or a word is compared. Two different ones have the same by a chance of 2⁻⁶⁴.
pub(super) fn hashed(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}

/// The groups of words that a hashed stem stands in, by number, looked up once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupsOf {
    first: u32,
    count: u32,
}

impl GroupsOf {
    pub(super) fn new(stem: u64) -> Self {
        let first = GROUPS.partition_point(|&(known, _)| known < stem);
        let count = GROUPS.iter().skip(first).take_while(|&&(known, _)| known == stem).count();
        Self { first: first as u32, count: count as u32 }
    }

    pub(super) fn is_empty(self) -> bool {
        self.count == 0
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u16> {
        let first = self.first as usize;
        let groups = GROUPS.get(first..first + self.count as usize).unwrap_or_default();
        groups.iter().map(|&(_, group)| group)
    }

    /// The groups that both stand in.
    pub(super) fn both(self, other: Self) -> impl Iterator<Item = u16> {
        self.iter().filter(move |group| other.iter().any(|of_other| of_other == *group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_group_are_told_from_others() {
        let groups_of = |word: &str| GroupsOf::new(hashed(&stem(word)));
        let share = |a: &str, b: &str| groups_of(a).both(groups_of(b)).next().is_some();
        for (a, b) in [("captured", "arrested"), ("Russian", "moscow"), ("newspapers", "daily"), ("signed", "inks")] {
            assert!(share(&a.to_lowercase(), b), "{a} and {b}");
        }
        assert!(!share("killed", "injured") && !share("table", "chair"));
    }
}
