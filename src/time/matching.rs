//! The patterns of a language laid over tokens.

use super::language::{Trie, builtin};
use super::tokens::Tokens;

/// Which way a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Rightwards,
    Leftwards,
}

/// Every pattern that fits the tokens from `start` on: its rule and how many tokens it takes. `open` is scratch. Gives
/// how many states it went through.
///
/// Linear in the text: patterns are a dozen tokens long at most, and a token has a handful of classes.
pub(super) fn matches(
    patterns: &Trie,
    tokens: &Tokens,
    start: usize,
    way: Way,
    open: &mut Vec<(u32, u32)>,
    found: &mut Vec<(u32, usize)>,
) -> usize {
    open.clear();
    open.push((0, 0));
    let mut visited = 0;
    while let Some((depth, node)) = open.pop() {
        visited += 1;
        for &rule in patterns.rules(node) {
            found.push((rule, depth as usize));
        }
        let at = match way {
            Way::Rightwards => Some(start + depth as usize),
            Way::Leftwards => start.checked_sub(depth as usize),
        };
        let Some(at) = at.filter(|&at| !patterns.is_leaf(node) && at <= tokens.len()) else { continue };
        // Read leftwards, a token touches the one read before it when that one is glued to it.
        let touching = if way == Way::Rightwards { at } else { at + 1 };
        let glued = tokens.is_glued(touching);
        if depth > 0 && tokens.is_apart(touching) {
            if way == Way::Rightwards {
                open.extend(patterns.step(node, builtin::END, false).map(|next| (depth + 1, next)));
            }
            continue;
        }
        // Most often the next word is none that a pattern could go on with.
        let goes_on = way == Way::Leftwards || !tokens.senses(at + 1).is_empty() || tokens.is_apart(at + 1);
        for &(class, _) in tokens.senses(at) {
            for asks_glue in [false, true].into_iter().take(1 + usize::from(glued)) {
                let next = patterns.step(node, class, asks_glue);
                let next = next.filter(|&next| goes_on || !patterns.rules(next).is_empty());
                if let Some(next) = next {
                    open.push((depth + 1, next));
                }
            }
        }
    }
    visited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::time::{language, numerals, tokens};

    /// States visited over `text` whatever begins there, a token.
    fn visited_per_token(text: &str, language: &str) -> f64 {
        let language = language::of(Some(language));
        let mut tokens = tokens::tokenize(text, Span::new(0, text.len()), language);
        numerals::merge(&mut tokens, text, language);
        let (mut open, mut found) = (Vec::new(), Vec::new());
        let mut visited = 0;
        for start in 0..tokens.len() {
            found.clear();
            visited += matches(&language.patterns, &tokens, start, Way::Rightwards, &mut open, &mut found);
        }
        visited as f64 / tokens.len() as f64
    }

    #[test]
    fn the_work_on_a_token_does_not_grow_with_hostile_text() {
        let cases = [
            ("en", "March "),
            ("en", "2 "),
            ("en", "2/2/"),
            ("en", "on "),
            ("en", "last the end of the "),
            ("en", "the first Monday of "),
            ("en", "[("),
            ("de", "20. bis "),
            ("fr", "du 3 au "),
            ("zh", "三月二十年"),
        ];
        for (language, unit) in cases {
            let (short, long) =
                (visited_per_token(&unit.repeat(50), language), visited_per_token(&unit.repeat(2_000), language));
            assert!(long < 400.0 && long <= short * 1.1 + 1.0, "{unit:?}: {short} states a token, then {long}");
        }
    }
}
