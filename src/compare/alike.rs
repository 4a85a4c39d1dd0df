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

/// The groups of words that a hashed stem stands in, by number.
pub(super) fn groups(stem: u64) -> impl Iterator<Item = u16> {
    let first = GROUPS.partition_point(|&(known, _)| known < stem);
    GROUPS.iter().skip(first).take_while(move |&&(known, _)| known == stem).map(|&(_, group)| group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_group_are_told_from_others() {
        let share =
            |a: &str, b: &str| groups(hashed(&stem(a))).any(|group| groups(hashed(&stem(b))).any(|of_b| of_b == group));
        for (a, b) in [("captured", "arrested"), ("Russian", "moscow"), ("newspapers", "daily"), ("signed", "inks")] {
            assert!(share(&a.to_lowercase(), b), "{a} and {b}");
        }
        assert!(!share("killed", "injured") && !share("table", "chair"));
    }
}
