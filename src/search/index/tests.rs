//! The index against a scan: every kind of pattern, in every field, over random texts.

use super::super::pattern::{Haystack, Reach, Term};
use super::super::words::{Piece, folded as fold, is_word, pieces};
use super::*;
use proptest::prelude::*;
use proptest::sample::select;

/// One document: headline, byline, text.
type Doc = [String; 3];

fn entries(docs: &[Doc]) -> impl Iterator<Item = Entry<'_>> {
    docs.iter().map(|[title, byline, text]| Entry { title, byline, text })
}

fn block(docs: &[Doc]) -> Arc<Block> {
    Arc::new(Block::build(&mut entries(docs), BLOCK_BYTES, &Cancel::new()).unwrap())
}

/// The documents as blocks of different sizes, the first ones merged.
fn index(docs: &[Doc], cuts: (usize, usize)) -> Index {
    let (first, second) = (cuts.0.min(docs.len()), cuts.1.min(docs.len()));
    let (first, second) = (first.min(second), first.max(second));
    let blocks = vec![block(&docs[..first]), block(&docs[first..second]), block(&docs[second..])];
    let vocabulary = Vocabulary::merge(&blocks[..2], &Cancel::new()).unwrap();
    Index::new(blocks, Some(Arc::new(vocabulary))).unwrap()
}

/// The words of `typed` one after the other, the last of which may go on.
fn term(typed: &str, is_prefix: bool) -> Option<Term> {
    let words: Vec<&str> = typed.split(|c| !is_word(c)).filter(|word| !fold(word).is_empty()).collect();
    let last = words.len().saturating_sub(1);
    let reach = |at: usize| if is_prefix && at == last { Reach::Prefix } else { Reach::Whole };
    Term::new(words.iter().enumerate().map(|(at, word)| (*word, reach(at))), false)
}

fn found(index: &Index, field: Field, pattern: &Pattern) -> Vec<usize> {
    numbered(index, &index.docs(field, pattern, &Cancel::new()).unwrap())
}

/// The documents that hold a pattern in the text or the headline, a set a block.
fn anywhere(index: &Index, pattern: &Pattern) -> Vec<DocSet> {
    let resolved = |field| index.resolved(field, pattern, &Cancel::new()).unwrap();
    resolved(Field::Text).docs_with_titles(&resolved(Field::Title), &Cancel::new()).unwrap()
}

/// The documents of a set for each block, counted through all blocks.
fn numbered(index: &Index, sets: &[DocSet]) -> Vec<usize> {
    let mut start = 0;
    let mut found = Vec::new();
    for (set, block) in sets.iter().zip(index.blocks()) {
        found.extend(set.iter().map(|doc| start + usize::from(doc)));
        start += block.len();
    }
    found
}

fn scanned(docs: &[Doc], field: Field, holds: impl Fn(&str) -> bool) -> Vec<usize> {
    let text = |doc: &Doc| match field {
        Field::Title => doc[0].clone(),
        Field::Byline => doc[1].clone(),
        Field::Text => doc[2].clone(),
    };
    docs.iter().enumerate().filter(|(_, doc)| holds(&text(doc))).map(|(index, _)| index).collect()
}

fn scanned_anywhere(docs: &[Doc], holds: impl Fn(&str) -> bool) -> Vec<usize> {
    let docs = docs.iter().enumerate().filter(|(_, [title, _, text])| holds(title) || holds(text));
    docs.map(|(index, _)| index).collect()
}

/// The folded words of spaced scripts.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in text.split(|c| !is_word(c)) {
        pieces(run, &mut String::new(), |piece| {
            if let Piece::Word(word) = piece {
                words.push(word.to_owned());
            }
        });
    }
    words
}

fn distance(a: &[char], b: &[char]) -> usize {
    match (a, b) {
        ([], rest) | (rest, []) => rest.len(),
        ([a_rest @ .., a_last], [b_rest @ .., b_last]) => {
            let mut least = (distance(a_rest, b_rest) + usize::from(a_last != b_last))
                .min(distance(a_rest, b) + 1)
                .min(distance(a, b_rest) + 1);
            if let ([a_rest @ .., a_before], [b_rest @ .., b_before]) = (a_rest, b_rest)
                && (a_before, a_last) == (b_last, b_before)
            {
                least = least.min(distance(a_rest, b_rest) + 1);
            }
            least
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    let words = "[ab]{1,3}|[ab]{1,2}|the|of|The|[中文习近]{1,4}|[サガ]{1,2}|é|a\u{301}|É[ab]|中a|a文b|ﬁn|서울|\u{1109}\u{1165}|ที่นี่|\u{301}|x{127,130}|20[12]";
    let gaps = " | |, |’|—|\n|-|              |. . . . . . . |            |            —";
    proptest::collection::vec((words, gaps), 0..14)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + &gap).collect())
}

fn docs() -> impl Strategy<Value = Vec<Doc>> {
    proptest::collection::vec([text(), text(), text()], 0..30)
}

fn typed() -> impl Strategy<Value = String> {
    let words = "[ab]{1,3}|the|of|[中文习近]{1,3}|[サガ]{1,2}|é|E[ab]?|中a|a文b?|fi?n?|서|울|서울|\u{1109}|ท|ทน|x{126,130}|2[01]*";
    proptest::collection::vec((words, select(vec![" ", " ", "-", ""])), 1..4)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
}

fn field() -> impl Strategy<Value = Field> {
    select(Field::ALL.to_vec())
}

proptest! {
    #[test]
    fn words_prefixes_and_phrases_stand_where_a_scan_finds_them(
        docs in docs(), cuts in (0_usize..30, 0_usize..30), field in field(),
        typed in proptest::collection::vec((typed(), any::<bool>()), 12),
    ) {
        let index = index(&docs, cuts);
        for (typed, is_prefix) in typed {
            let (term, phrase) = (term(&typed, is_prefix), Phrase::new(&typed, is_prefix));
            prop_assert_eq!(term.is_some(), phrase.is_some());
            let (Some(term), Some(phrase)) = (term, phrase) else { continue };
            let expected = scanned(&docs, field, |text| term.is_in(&Haystack::new(text)));
            let pattern = Pattern::Phrase(phrase);
            prop_assert_eq!(found(&index, field, &pattern), expected, "{:?} {}", typed, is_prefix);
            let either = scanned_anywhere(&docs, |text| term.is_in(&Haystack::new(text)));
            let sets = anywhere(&index, &pattern);
            prop_assert_eq!(sets.iter().map(DocSet::len).sum::<usize>(), either.len());
            prop_assert_eq!(numbered(&index, &sets), either, "{:?} {}", typed, is_prefix);
        }
    }

    #[test]
    fn patterns_of_words_stand_where_a_scan_finds_them(
        docs in docs(), cuts in (0_usize..30, 0_usize..30), field in field(),
        asked in proptest::collection::vec("[ab]{1,4}|é[ab]|te|eht|oof|x{62}", 6), most in 1_u8..3,
    ) {
        let index = index(&docs, cuts);
        for asked in asked {
            let chars: Vec<char> = fold(&asked).chars().collect();
            let expected = scanned(&docs, field, |text| {
                let close = |word: &String| {
                    let word: Vec<char> = word.chars().collect();
                    // The plain recursion is for short words.
                    if word.len() > 20 || chars.len() > 20 { word == chars } else { distance(&word, &chars) <= usize::from(most) }
                };
                words(text).iter().any(close)
            });
            if chars.len() < 20 {
                prop_assert_eq!(found(&index, field, &Pattern::fuzzy(&asked, most).unwrap()), expected, "{}", asked);
            }
            let part = fold(&asked);
            let expected = scanned(&docs, field, |text| words(text).iter().any(|word| word.contains(&part)));
            prop_assert_eq!(found(&index, field, &Pattern::ContainsPart(part.clone())), expected);
            let ends = |word: &str| word.ends_with(&part);
            let pattern = WordPattern::new(&format!(".*{part}")).unwrap();
            let expected = scanned(&docs, field, |text| {
                words(text).iter().any(|word| ends(word.trim_end_matches('\u{1f}')))
            });
            prop_assert_eq!(found(&index, field, &Pattern::Matching(pattern)), expected);
            let pattern = WordPattern::new(&format!("{part}[a-h]?")).unwrap();
            let expected = scanned(&docs, field, |text| words(text).iter().any(|word| pattern.is_match(word)));
            prop_assert_eq!(found(&index, field, &Pattern::Matching(pattern)), expected);
        }
    }

    #[test]
    fn phrases_near_each_other_are_found(
        texts in proptest::collection::vec(proptest::collection::vec("[abc]|the", 0..14), 1..20),
        asked in proptest::collection::vec(proptest::collection::vec("[abc]|the", 1..3), 1..4), most in 0_u32..4,
    ) {
        let docs: Vec<Doc> = texts.iter().map(|words| [String::new(), String::new(), words.join(" ")]).collect();
        let index = index(&docs, (docs.len() / 2, docs.len()));
        let starts = |words: &[String], phrase: &[String]| -> Vec<usize> {
            words.windows(phrase.len()).enumerate().filter(|(_, window)| *window == phrase).map(|(at, _)| at).collect()
        };
        let expected = texts.iter().enumerate().filter(|(_, words)| {
            let mut stretches = vec![(usize::MAX, 0)];
            for phrase in &asked {
                let starts = starts(words, phrase);
                stretches = stretches
                    .iter()
                    .flat_map(|&(from, to)| starts.iter().map(move |&at| (at.min(from), (at + phrase.len()).max(to))))
                    .collect();
            }
            let theirs: usize = asked.iter().map(Vec::len).sum();
            stretches.iter().any(|(from, to)| to - from <= theirs + most as usize)
        });
        let expected: Vec<usize> = expected.map(|(index, _)| index).collect();
        let phrases = asked.iter().map(|words| Phrase::new(&words.join(" "), false).unwrap()).collect();
        prop_assert_eq!(found(&index, Field::Text, &Pattern::Near(phrases, most)), expected);
    }

    #[test]
    fn damaged_bytes_are_an_error_or_a_wrong_answer(
        docs in docs(), flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8), cut in any::<usize>(),
        typed in proptest::collection::vec((typed(), any::<bool>()), 4),
    ) {
        let whole = block(&docs);
        let vocabulary = Vocabulary::merge(&[Arc::clone(&whole)], &Cancel::new()).unwrap();
        let sound = whole.bytes().to_vec();
        prop_assert!(Block::open(Bytes::from(sound[..cut % sound.len()].to_vec())).is_err());
        let mut bytes = [sound, vocabulary.bytes().to_vec()];
        for (at, byte) in flips {
            let bytes = &mut bytes[at % 2];
            let length = bytes.len();
            bytes[at / 2 % length] ^= byte;
        }
        let [block, vocabulary] = bytes.map(Bytes::from);
        let Ok(block) = Block::open(block).map(Arc::new) else { return Ok(()) };
        let vocabulary = Vocabulary::open(vocabulary).ok().filter(|read| read.fits(&[Arc::clone(&block)]));
        let index = Index::new(vec![block], vocabulary.map(Arc::new)).unwrap();
        for (typed, is_prefix) in typed {
            let Some(phrase) = Phrase::new(&typed, is_prefix) else { continue };
            let sets = index.docs(Field::Text, &Pattern::Phrase(phrase.clone()), &Cancel::new()).unwrap();
            index.ranked(Field::Text, std::slice::from_ref(&phrase), &sets, 3, &Cancel::new()).unwrap();
            for set in anywhere(&index, &Pattern::Phrase(phrase.clone())) {
                set.ranks(&[0, 9, set.universe()], &mut Vec::new());
                set.complement();
            }
            found(&index, Field::Text, &Pattern::Near(vec![phrase.clone(), phrase], 2));
            found(&index, Field::Text, &Pattern::Fuzzy(typed.clone(), 1));
            found(&index, Field::Text, &Pattern::ContainsPart(typed));
        }
    }
}

/// Many documents of frequent words, so that lists are dense, pairs are kept and groups are full.
fn frequent(count: usize) -> Vec<Doc> {
    let mut state = 1_u32;
    let mut next = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % limit
    };
    let words = ["the", "of", "and", "to", "rare", "mid", "other", "some"];
    (0..count)
        .map(|_| {
            let length = next(120);
            let text = (0..length).map(|_| {
                let rank = next(100);
                let word = if rank < 90 { rank as usize % 4 } else { 4 + rank as usize % 4 };
                if rank == 99 { format!("word{}", next(500)) } else { words[word].to_owned() }
            });
            let text = text.collect::<Vec<_>>().join(" ");
            [words[next(8) as usize].to_owned(), String::new(), text]
        })
        .collect()
}

#[test]
fn long_lists_answer_as_a_scan_does() {
    let docs = frequent(1500);
    let index = index(&docs, (700, 1400));
    for typed in ["the", "the of", "of rare", "rare the", "rare mid", "the of and to", "word7 the", "to word", "absent"]
    {
        for is_prefix in [false, true] {
            let term = term(typed, is_prefix).unwrap();
            let expected = scanned(&docs, Field::Text, |text| term.is_in(&Haystack::new(text)));
            let pattern = Pattern::Phrase(Phrase::new(typed, is_prefix).unwrap());
            assert_eq!(found(&index, Field::Text, &pattern), expected, "{typed} {is_prefix}");
            let expected = scanned_anywhere(&docs, |text| term.is_in(&Haystack::new(text)));
            assert_eq!(numbered(&index, &anywhere(&index, &pattern)), expected, "{typed} {is_prefix}");
        }
    }
}

#[test]
fn scores_are_those_of_the_formula() {
    let docs = frequent(300);
    let index = index(&docs, (100, 200));
    let sets: Vec<DocSet> = index.blocks().iter().map(|block| DocSet::all(block.len() as u32)).collect();
    let phrase = Phrase::new("rare the", false).unwrap();
    let ranked = index.ranked(Field::Text, &[phrase], &sets, 300, &Cancel::new()).unwrap();
    let texts: Vec<Vec<&str>> = docs.iter().map(|doc| doc[2].split_whitespace().collect()).collect();
    let mean = texts.iter().map(Vec::len).sum::<usize>() as f32 / 300.0;
    let score = |text: &[&str]| -> f32 {
        let of_word = |word: &str| {
            let holding = texts.iter().filter(|text| text.contains(&word)).count() as f32;
            let rarity = (1.0 + (300.0 - holding + 0.5) / (holding + 0.5)).ln();
            let count = text.iter().filter(|other| **other == word).count() as f32;
            rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * text.len() as f32 / mean))
        };
        of_word("rare") + of_word("the")
    };
    assert_eq!(ranked.len(), 300);
    assert!(ranked.is_sorted_by(|a, b| a.score >= b.score));
    for ranked in &ranked {
        let expected = score(&texts[ranked.block * 100 + usize::from(ranked.doc)]);
        assert!((ranked.score - expected).abs() < 1e-3, "{ranked:?} {expected}");
    }
    let first =
        index.ranked(Field::Text, &[Phrase::new("rare the", false).unwrap()], &sets, 5, &Cancel::new()).unwrap();
    assert_eq!(first, ranked[..5]);
}

#[test]
fn a_vocabulary_of_other_blocks_is_turned_away_and_cancelling_stops() {
    let docs = frequent(60);
    let (one, other) = (block(&docs[..20]), block(&docs[20..]));
    let vocabulary = Arc::new(Vocabulary::merge(&[Arc::clone(&one)], &Cancel::new()).unwrap());
    assert!(Index::new(vec![Arc::clone(&one)], Some(Arc::clone(&vocabulary))).is_ok());
    assert_eq!(Index::new(vec![other], Some(vocabulary)).err(), Some(BlockFault::Damaged));
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(Block::build(&mut entries(&docs), BLOCK_BYTES, &cancel).is_none());
    assert!(Vocabulary::merge(&[Arc::clone(&one)], &cancel).is_none());
    let index = Index::new(vec![one], None).unwrap();
    assert!(index.docs(Field::Text, &Pattern::Phrase(Phrase::new("the", false).unwrap()), &cancel).is_none());
}

#[test]
fn many_tokens_are_looked_up_in_a_block_as_each_alone() {
    let doc = |number: usize| [String::new(), String::new(), format!("w{number} v{}", number / 3)];
    let docs: Vec<Doc> = (0..3_000).map(doc).collect();
    let blocks = [block(&docs[..1_700]), block(&docs[1_700..])];
    let vocabulary = Vocabulary::merge(&blocks, &Cancel::new()).unwrap();
    let lexicon = vocabulary.lexicon(Field::Text);
    let token_count = lexicon.dictionary.len();
    for step in [1, 3, 64, 700, 1_300] {
        let tokens: Vec<u32> = (0..token_count + 200).step_by(step).collect();
        for number in 0..blocks.len() {
            let alone: Vec<u32> = tokens.iter().filter_map(|&token| lexicon.local(number, token)).collect();
            assert_eq!(lexicon.locals(number, &tokens), alone, "every {step}th in block {number}");
        }
    }
}

/// More documents than are looked at on one processor.
#[test]
fn a_phrase_of_many_documents_is_found_in_each() {
    let text = |number: usize| match number % 3 {
        0 => "a long way to go",
        1 => "long a way to go",
        _ => "to go a long way",
    };
    let docs: Vec<Doc> = (0..15_000).map(|number| [String::new(), String::new(), text(number).to_owned()]).collect();
    let index = Index::new(vec![block(&docs)], None).unwrap();
    for (phrase, remainders) in [("a long way", &[0, 2][..]), ("long way to", &[0]), ("way to go", &[0, 1])] {
        let phrase = Pattern::Phrase(Phrase::new(phrase, false).unwrap());
        let expected: Vec<usize> = (0..docs.len()).filter(|number| remainders.contains(&(number % 3))).collect();
        assert_eq!(found(&index, Field::Text, &phrase), expected);
    }
}
