//! Words that news uses for one kind of happening: "landed", "arrived", "visit".

use std::collections::HashMap;
use std::sync::LazyLock;

static KINDS: LazyLock<HashMap<&'static str, Vec<u8>>> = LazyLock::new(|| {
    let mut kinds: HashMap<&str, Vec<u8>> = HashMap::new();
    let lines = include_str!("../../assets/happenings.txt").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in lines.enumerate() {
        for stem in line.split_whitespace() {
            kinds.entry(stem).or_default().push(number as u8);
        }
    }
    kinds
});

/// The kinds of happening that a stem stands for, as words that no text holds.
pub(super) fn kinds(stem: &str) -> impl Iterator<Item = String> {
    KINDS.get(stem).into_iter().flatten().map(|kind| format!("\u{1}{kind}"))
}

/// True when two stems can stand for one kind of happening.
pub(super) fn share_kind(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (KINDS.get(a), KINDS.get(b)) else { return false };
    a.iter().any(|kind| b.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::terms::stem;

    #[test]
    fn words_of_one_kind_are_told_from_others() {
        for (a, b) in [("arrived", "visits"), ("killed", "deaths"), ("talks", "meeting"), ("purchased", "orders")] {
            assert!(share_kind(&stem(a), &stem(b)), "{a} and {b}");
        }
        assert!(!share_kind(&stem("killed"), &stem("injured")));
    }
}
