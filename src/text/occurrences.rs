//! Where a wording stands in a text, whatever its case, its accents and its white space.

use super::Span;
use super::fold::fold_char;

/// Every place where `wanted` stands in `text`, from left to right, none overlapping; none where nothing is wanted.
///
/// Both are compared folded, any run of white space being one blank. A place covers whole characters with the marks on them.
pub fn occurrences(text: &str, wanted: &str) -> Vec<Span> {
    let wanted = Folded::of(wanted.trim()).text;
    if wanted.is_empty() {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in folded.text.match_indices(wanted.as_str()) {
        let span = folded.source(at, at + wanted.len());
        // Two matches within one ligature are one place.
        if found.last().is_none_or(|last| last.end <= span.start) {
            found.push(span);
        }
    }
    found
}

/// A text folded, and where each part of it comes from.
#[derive(Default)]
struct Folded {
    text: String,
    /// Where in the folded text a character's part begins, and where that character begins in the source.
    starts: Vec<(usize, usize)>,
    source_length: usize,
}

impl Folded {
    fn of(source: &str) -> Self {
        let mut folded = Self { source_length: source.len(), ..Self::default() };
        let mut was_white = false;
        for (at, c) in source.char_indices() {
            let is_white = c.is_whitespace();
            let before = folded.text.len();
            if is_white && !was_white {
                folded.text.push(' ');
            } else if !is_white {
                fold_char(c, |part| folded.text.push(part));
            }
            // What leaves nothing, a mark or more white space, belongs to what stands before it.
            if folded.text.len() > before {
                folded.starts.push((before, at));
            }
            was_white = is_white;
        }
        folded
    }

    /// The characters of the source that a stretch of the folded text comes from.
    fn source(&self, from: usize, to: usize) -> Span {
        let first = self.starts.partition_point(|(start, _)| *start <= from).saturating_sub(1);
        let after = self.starts.partition_point(|(start, _)| *start < to);
        let at = |place: usize| self.starts.get(place).map_or(self.source_length, |(_, at)| *at);
        Span::new(at(first), at(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    fn found<'a>(text: &'a str, wanted: &str) -> Vec<&'a str> {
        occurrences(text, wanted).iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn case_accents_and_white_space_do_not_matter() {
        let cases: [(&str, &str, &[&str]); 9] = [
            ("Café, CAFE\u{301} and cafes", "cafe", &["Café", "CAFE\u{301}", "cafe"]),
            ("the  old\n\tharbour", "OLD HARBOUR", &["old\n\tharbour"]),
            ("the harbour’s wall", "harbour's", &["harbour’s"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("of\u{fb01}ce", "i", &["\u{fb01}"]),
            ("of\u{fb01}ce", "office", &["of\u{fb01}ce"]),
            ("МОСКВА, Москва", "москва", &["МОСКВА", "Москва"]),
            ("在北京举行", "北京", &["北京"]),
            ("nothing", "  ", &[]),
        ];
        for (text, wanted, expected) in cases {
            assert_eq!(found(text, wanted), expected, "{wanted} in {text}");
        }
    }

    proptest! {
        #[test]
        fn places_are_in_order_within_the_text_and_say_what_is_wanted(
            text in "(\\PC|[aAbé \n]|[\u{300}-\u{302}]|[ﬁ½İΣ]){0,40}", wanted in "[abé f]{1,3}"
        ) {
            let places = occurrences(&text, &wanted);
            prop_assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let one_blank = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            for place in places {
                let said = fold(&one_blank(text.get(place.range()).expect("whole characters")));
                prop_assert!(said.contains(&fold(&one_blank(&wanted))) || wanted.trim().is_empty(), "{said:?}");
            }
        }
    }
}
