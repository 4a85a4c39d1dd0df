//! The words of a sentence as clauses are cut from it: what joins them, which can be a verb, which open a clause badly.
//!
//! There is no grammar here, only signs: English and the commonest forms. In other languages a sentence counts as having a
//! verb, and is cut at its marks.

use crate::text::terms::is_function_word;
use crate::text::{Span, fold, words};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    /// No space at all, as in Chinese.
    None,
    Comma,
    /// A quotation opens or closes.
    Quote,
    /// A colon, semicolon, dash, bracket.
    Break,
}

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) folded: String,
    pub(super) joint: Joint,
    pub(super) is_capitalised: bool,
    pub(super) is_empty_of_content: bool,
    pub(super) is_verb: bool,
}

/// Words of a sentence that are read.
const MOST_WORDS: usize = 120;

const VERBS: &str = "
    is are was were be been has have had will would can could may might shall should must do did does isn't aren't
    wasn't weren't won't cannot said says told tells won wins met meets led leads made makes took takes gave gives got found
    finds left leaves fell falls rose rises sold sells bought buys sent sends held holds lost loses saw sees became
    becomes kept keeps brought brings went goes came comes began begins flew flies drew draws struck strikes broke
    breaks cut cuts hit hits put puts set sets ran runs spoke speaks wrote writes grew grows knew knows thought heard hears
    paid pays built builds drove drives shot chose fought sought seeks caught spent stood stands withdrew shut shuts quit
    fled swore froze forbade overcame let lets burst spread died dies killed agreed ends opens closes backs urges
    faces calls visits plans wants claims delivers unveils announces launches signs";

/// Words that hang a clause on what stands before.
const DEPENDENT: &str = "which who whom whose where because although though unless including according while when after
    before until whereas without amid despite";

/// Words that open a sentence whose meaning hangs on the one before.
const POINTING: &str = "he she it they this that these those his her its their there i we you my our but and or so yet
    however also instead meanwhile moreover nevertheless then thus therefore both such another others here him them";

/// Words that are looked up for every word of every sentence.
type WordSet = LazyLock<HashSet<&'static str>>;

static VERB_SET: WordSet = LazyLock::new(|| VERBS.split_ascii_whitespace().collect());
static DEPENDENT_SET: WordSet = LazyLock::new(|| DEPENDENT.split_ascii_whitespace().collect());
static POINTING_SET: WordSet = LazyLock::new(|| POINTING.split_ascii_whitespace().collect());

/// Where a clause can begin without hanging on what stands before.
pub(super) fn opens_badly(word: &Word) -> bool {
    POINTING_SET.contains(word.folded.as_str())
}

/// True for words that hang a clause on another.
pub(super) fn is_dependent(word: &Word) -> bool {
    DEPENDENT_SET.contains(word.folded.as_str())
}

/// True for words with which nothing complete begins or ends: "told", "shows", "leading".
pub(super) fn wants_more(word: &Word) -> bool {
    word.is_verb || word.is_empty_of_content || word.folded.len() > 4 && word.folded.ends_with("ing")
}

/// The words of a sentence of `text`.
pub(super) fn cut(text: &str, sentence: Span, language: Option<&str>) -> Vec<Word> {
    let mut before = sentence.start();
    let mut found: Vec<Word> = Vec::new();
    let mut content = sentence.slice(text);
    if content.len() > 4000 {
        content = content.get(..content.floor_char_boundary(4000)).unwrap_or(content);
    }
    let is_english = language.is_none_or(|language| language == "en");
    for span in words(content).take(MOST_WORDS) {
        let span = span.shifted(sentence.start());
        let joint = joint(Span::new(before, span.start()).slice(text));
        before = span.end();
        let word = span.slice(text);
        let folded = fold(word);
        let is_capitalised = word.starts_with(char::is_uppercase);
        let is_verb = !is_english || is_verb(&folded, is_capitalised && !found.is_empty(), found.last());
        let is_empty_of_content = is_function_word(&folded);
        found.push(Word { span, folded, joint, is_capitalised, is_empty_of_content, is_verb });
    }
    found
}

fn is_verb(folded: &str, is_name: bool, before: Option<&Word>) -> bool {
    if VERB_SET.contains(folded) {
        return true;
    }
    let Some(before) = before else { return false };
    if is_name || matches!(before.folded.as_str(), "the" | "a" | "an" | "of" | "its" | "their" | "his" | "her") {
        return false;
    }
    let is_past = folded.len() > 4 && folded.ends_with("ed") && !folded.ends_with("eed");
    // "Boeing unveils", "Jet lands": behind a name or noun, with a word to follow; plurals pass too now and then.
    let is_present = folded.len() > 3
        && folded.ends_with('s')
        && !folded.ends_with("ss")
        && !folded.ends_with("us")
        && !folded.ends_with("is")
        && before.is_capitalised
        && !before.is_empty_of_content;
    is_past || is_present
}

fn joint(gap: &str) -> Joint {
    let marks = gap.trim();
    if gap.is_empty() {
        Joint::None
    } else if matches!(gap, "–" | "-" | "/") {
        // "20–23 March"
        Joint::Space
    } else if marks.is_empty()
        || marks.chars().all(|c| matches!(c, '-' | '$' | '€' | '£' | '#' | '%' | '’' | '\'' | '.' | '&' | '/' | '+'))
    {
        // A dot inside a sentence belongs to an abbreviation or an initial.
        Joint::Space
    } else if marks.contains(['“', '”', '"', '«', '»', '„', '`', '‘']) || marks.contains("''") {
        Joint::Quote
    } else if matches!(marks, "," | "，" | "、" | ".,") {
        Joint::Comma
    } else {
        Joint::Break
    }
}
