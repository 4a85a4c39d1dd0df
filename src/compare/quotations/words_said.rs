//! Which words tell who speaks?
//!
//! Data: `assets/speech_verbs.txt`, all languages together, since a verb of one is seldom another word of another.

use crate::text::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word does beside a quotation. A word may do several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// Who speaks stands beside it.
    pub(super) is_verb: bool,
    /// Who speaks stands behind it.
    pub(super) is_source: bool,
    /// It may stand between a verb and who speaks.
    pub(super) is_helper: bool,
    /// It stands for somebody named before.
    pub(super) is_pronoun: bool,
    /// What follows it is not who speaks.
    pub(super) is_stop: bool,
}

/// What a folded word does.
pub(super) fn role(folded: &str) -> Role {
    ROLES.get(folded).copied().unwrap_or_default()
}

static ROLES: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let mut roles: HashMap<String, Role> = HashMap::new();
    let lines = include_str!("../../../assets/speech_verbs.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let mut words = line.split_whitespace();
        let kind = words.next().unwrap_or_default();
        for word in words.skip(1) {
            let role = roles.entry(fold(word)).or_default();
            match kind {
                "verb" => role.is_verb = true,
                "source" => role.is_source = true,
                "helper" => role.is_helper = true,
                "pronoun" => role.is_pronoun = true,
                _ => role.is_stop = true,
            }
        }
    }
    roles
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_folded_and_may_do_several_things() {
        assert!(role("said").is_verb && role(&fold("ВІДПОВІВ")).is_verb && role("он").is_pronoun);
        assert!(role("according").is_source && role("to").is_helper && role("to").is_stop);
        assert_eq!(role("tree"), Role::default());
    }
}
