//! Words that news uses one for another: "captured" and "arrested", "Russian" and "Moscow".

use crate::text::terms::stem;
use std::collections::HashMap;
use std::sync::LazyLock;

static GROUPS: LazyLock<HashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut groups: HashMap<String, Vec<u16>> = HashMap::new();
    let lines = include_str!("../../assets/alike_words.txt").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in lines.enumerate() {
        for word in line.split_whitespace() {
            let of_stem = groups.entry(stem(word)).or_default();
            if of_stem.last() != Some(&(number as u16)) {
                of_stem.push(number as u16);
            }
        }
    }
    groups
});

/// The groups of words that a stem stands in, by number.
pub(super) fn groups(stem: &str) -> &'static [u16] {
    GROUPS.get(stem).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_group_are_told_from_others() {
        let share = |a: &str, b: &str| groups(&stem(a)).iter().any(|group| groups(&stem(b)).contains(group));
        for (a, b) in [("captured", "arrested"), ("Russian", "moscow"), ("newspapers", "daily"), ("signed", "inks")] {
            assert!(share(&a.to_lowercase(), b), "{a} and {b}");
        }
        assert!(!share("killed", "injured") && !share("table", "chair"));
    }
}
