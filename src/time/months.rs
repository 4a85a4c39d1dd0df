//! Names of months and weekdays in the languages that dates in fields are written in.
//!
//! Fields seldom say their language, so the names of all language files are tried together; they do not clash.

use super::language::{Slot, names};
use crate::text::fold;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Month number (1 to 12) of a name or short form, in any case, with or without accents.
pub(crate) fn named(name: &str) -> Option<u32> {
    MONTHS.get(&fold(name)).copied()
}

/// True for a folded name or short form of a weekday.
pub(crate) fn is_weekday(folded: &str) -> bool {
    WEEKDAYS.contains_key(folded)
}

static MONTHS: LazyLock<BTreeMap<String, u32>> = LazyLock::new(|| folded(Slot::Month));
static WEEKDAYS: LazyLock<BTreeMap<String, u32>> = LazyLock::new(|| folded(Slot::Weekday));

/// Where two languages disagree the first one counts.
fn folded(slot: Slot) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for (name, number) in names(slot) {
        found.entry(fold(name)).or_insert(number.cast_unsigned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months_or_two_weekdays() {
        for slot in [Slot::Month, Slot::Weekday] {
            for (name, number) in names(slot) {
                assert_eq!(folded(slot).get(&fold(name)), Some(&number.cast_unsigned()), "{name}");
            }
        }
    }

    #[test]
    fn names_of_all_languages_are_known_with_and_without_accents() {
        let cases = [("March", 3), ("MÄRZ", 3), ("fevrier", 2), ("févr", 2), ("квіт", 4), ("мая", 5), ("janeiro", 1)];
        for (name, number) in cases {
            assert_eq!(named(name), Some(number), "{name}");
        }
        assert_eq!(named("mo"), None);
        assert!(["mo", "lundi", "п'ятниця", "сб"].into_iter().all(is_weekday));
    }
}
