//! Patterns as typed, over texts as they are printed.

use super::*;
use crate::search::Query;
use crate::search::query::{Node, Place};
use crate::text::fold;
use proptest::prelude::*;

/// What a query of one pattern marks; what it holds of is what it marks something in.
fn marked(query: &str, text: &str) -> Vec<String> {
    let parsed = Query::parse(query);
    assert_eq!(parsed.faults(), [], "{query}");
    let Some(Node::Text(Place::Anywhere, pattern)) = &parsed.root else { panic!("{query} is no pattern") };
    let text = Haystack::new(text);
    let places = pattern.places(&text);
    assert_eq!(pattern.is_in(&text), !places.is_empty(), "{query}");
    assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{query}");
    places.iter().map(|span| span.slice(text.text()).to_owned()).collect()
}

#[test]
fn a_word_is_found_whole_whatever_its_case_and_accents() {
    assert_eq!(marked("xi", "Xi’s plan, XI; taxi, exit, Xiamen"), ["Xi", "XI"]);
    assert_eq!(marked("Élysee", "L’Élysée et l'ELYSEE"), ["Élysée", "ELYSEE"]);
    assert_eq!(marked("cafe", "cafe\u{301} cafes"), ["cafe\u{301}"]);
    assert_eq!(marked("finance", "ﬁnance"), ["ﬁnance"]);
    assert_eq!(marked("москва", "в МОСКВА, москвача"), ["МОСКВА"]);
    assert_eq!(marked("οδοσ", "Οδός"), ["Οδός"]);
}

#[test]
fn a_phrase_passes_over_all_but_words() {
    assert_eq!(marked("\"dear friends\"", "“dear\nfriends”, dear old friends"), ["dear\nfriends"]);
    assert_eq!(
        marked("\"dear friends\"", "dear (* * * * * * * ❤\u{fe0f}) friends"),
        ["dear (* * * * * * * ❤\u{fe0f}) friends"]
    );
    assert_eq!(marked("\"U.S. officials\"", "U.S. officials; US officials"), ["U.S. officials"]);
    assert_eq!(marked("don't", "We don’t."), ["don’t"]);
    assert_eq!(marked("\"a b a\"", "a b a b a"), ["a b a", "a b a"]);
}

#[test]
fn a_prefix_covers_the_rest_of_its_word() {
    assert_eq!(marked("ukrain*", "Ukraine, Ukrainian, UK"), ["Ukraine", "Ukrainian"]);
    assert_eq!(marked("\"grain de*\"", "grain deal, grain Dépôts, grains de"), ["grain deal", "grain Dépôts"]);
    assert_eq!(marked("\"gra* deal\"", "grain deal; great, grand (new) deal"), ["grain deal"]);
    assert_eq!(marked("习近*", "习近平"), ["习近"]);
}

#[test]
fn an_exact_word_has_its_case_and_accents() {
    assert_eq!(marked("=US", "US, us, Us, ÜS"), ["US"]);
    assert_eq!(marked("=Élysée", "Élysée, Elysée, élysée, E\u{301}lyse\u{301}e"), ["Élysée", "E\u{301}lyse\u{301}e"]);
    assert_eq!(marked("=resume", "resume résumé resume\u{301}"), ["resume"]);
    assert_eq!(marked("=\"The Hague\"", "The Hague, the Hague"), ["The Hague"]);
    assert_eq!(marked("=Ukrain*", "ukraine Ukraine"), ["Ukraine"]);
}

#[test]
fn a_fuzzy_word_differs_by_a_letter_or_two() {
    assert_eq!(
        marked("zelensky~", "Zelenskyy, Selenskyj, Zelensky, Zelénski"),
        ["Zelenskyy", "Selenskyj", "Zelensky", "Zelénski"]
    );
    assert_eq!(marked("zelensky~1", "Zelenskyy, Selenskyj, Zelensky, Zelénski"), ["Zelenskyy", "Zelensky", "Zelénski"]);
    assert_eq!(marked("putin~", "Putins, Puttins, Uptin"), ["Putins", "Uptin"]);
    assert_eq!(marked("\"vladimir~2 putin\"", "Wladimir Putin, Volodymyr Putin"), ["Wladimir Putin"]);
}

#[test]
fn unspaced_scripts_are_searched_by_substring() {
    assert_eq!(marked("习近平", "国家主席习近平访问"), ["习近平"]);
    assert_eq!(marked("서울", "서울에서 만났다"), ["서울"]);
    assert_eq!(marked("iPhone", "使用iPhone手机"), ["iPhone"]);
    assert_eq!(marked("中中", "中中中"), ["中中", "中中"]);
}

#[test]
fn near_counts_words_from_one_to_the_other() {
    assert_eq!(marked("a NEAR/1 b", "a b"), ["a", "b"]);
    assert_eq!(marked("a NEAR/1 b", "b — a"), ["b", "a"]);
    assert_eq!(marked("a NEAR/1 b", "a x b"), [""; 0]);
    assert_eq!(marked("a NEAR/2 b", "a x b y y a"), ["a", "b"]);
    assert_eq!(marked("a NEAR b", "a 1 2 3 4 5 6 7 8 9 b"), ["a", "b"]);
    assert_eq!(marked("a NEAR b", "a 1 2 3 4 5 6 7 8 9 10 b"), [""; 0]);
    assert_eq!(marked("a NEAR/3 a", "a x a"), ["a", "a"]);
    assert_eq!(marked("a NEAR/3 a", "a"), [""; 0]);
    assert_eq!(marked("习 NEAR/2 平", "习近平 习近近平"), ["习", "平", "习"], "the second 习 is next to the first 平");
}

#[test]
fn near_takes_phrases_prefixes_expressions_groups_and_chains() {
    assert_eq!(marked("\"grain deal\" NEAR/3 turk*", "the grain deal that Turkey made"), ["grain deal", "Turkey"]);
    assert_eq!(
        marked("(xi OR \"li qiang\") NEAR/2 putin", "Li Qiang met Putin. Xi was not there"),
        ["Li Qiang", "Putin", "Xi"]
    );
    assert_eq!(marked("/mosc\\w+/ NEAR/2 putn~", "Putin in Moscow"), ["Putin", "Moscow"]);
    assert_eq!(marked("a NEAR/2 b NEAR/2 c", "a c b"), ["a", "c", "b"]);
    assert_eq!(marked("a NEAR/1 b NEAR/1 c", "a c b"), [""; 0]);
    assert_eq!(marked("a NEAR/1 b NEAR/1 c", "a b x b c a b c"), ["a", "b", "c"]);
    assert_eq!(marked("(a NEAR/1 b) NEAR/2 c", "a b c"), ["a", "b", "c"]);
}

proptest! {
    #[test]
    fn places_fit_the_text_and_fold_to_the_word(
        word in "[a-cé中]{1,3}", text in "([a-cA-Cé中 ’.]|e\u{301}){0,60}"
    ) {
        let query = Query::parse(&word);
        let Some(Node::Text(_, pattern)) = &query.root else { return Ok(()) };
        let haystack = Haystack::new(&text);
        let places = pattern.places(&haystack);
        prop_assert_eq!(pattern.is_in(&haystack), !places.is_empty());
        let mut at = 0;
        for span in places {
            prop_assert!(span.start() >= at && !span.is_empty());
            prop_assert_eq!(fold(span.slice(&text)), fold(&word));
            at = span.start() + 1;
        }
    }

    /// What NEAR says, said again pair by pair.
    #[test]
    fn near_is_what_its_definition_says(text in "[ab中x ]{0,24}", distance in 1..4_usize) {
        let query = Query::parse(&format!("(a OR \"a b\") NEAR/{distance} 中"));
        let words: Vec<Span> = words::positions(&text).collect();
        let one = Query::parse("中").hits_of(&text);
        let other = [Query::parse("a").hits_of(&text), Query::parse("\"a b\"").hits_of(&text)].concat();
        let touched = |span: Span| {
            let mut numbers = (0..words.len()).filter(|&number| words[number].overlaps(span));
            let first = numbers.next().expect("a word");
            (first, numbers.next_back().unwrap_or(first))
        };
        let is_near = |a: Span, b: Span| {
            let (earlier, later) = if a.end <= b.start { (a, b) } else { (b, a) };
            earlier.end <= later.start && touched(later).0 - touched(earlier).1 <= distance
        };
        let wanted = one.iter().any(|&a| other.iter().any(|&b| is_near(a, b)));
        prop_assert_eq!(!query.hits(&text).is_empty(), wanted);
    }

    #[test]
    fn any_text_and_any_pattern_are_fine(query in "\\PC{0,20}", text in "(\\PC|\\n){0,60}") {
        let query = Query::parse(&query);
        for span in query.hits(&text) {
            prop_assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()));
        }
    }
}

impl Query {
    /// The places of the one pattern of this query, not yet joined.
    fn hits_of(&self, text: &str) -> Vec<Span> {
        let Some(Node::Text(_, pattern)) = &self.root else { panic!("no pattern") };
        pattern.places(&Haystack::new(text))
    }
}
