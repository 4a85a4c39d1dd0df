//! The words of a sentence that carry its content, in the form in which they are compared.
//!
//! Function words are left out, inflection is cut off lightly (no dictionary, English and Cyrillic endings only), names and
//! figures are told apart. Chinese and Japanese, which set no spaces, give pairs of neighbouring characters.

use super::{Span, fold, words};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A word that carries content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it stands.
    pub span: Span,
    /// The form in which it is compared.
    pub stem: String,
    /// What it is.
    pub kind: TermKind,
}

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// An ordinary word.
    Word,
    /// Written with a capital where the language asks for none.
    Name,
    /// Begins with a digit.
    Figure,
}

/// The terms of one sentence of `text`, in order.
pub fn terms(text: &str, sentence: Span) -> Vec<Term> {
    let content = sentence.slice(text);
    let spans: Vec<Span> = words(content).collect();
    let shows_names = !is_title_case(content, &spans);
    let mut found: Vec<Term> = Vec::with_capacity(spans.len() / 2);
    for (index, &span) in spans.iter().enumerate() {
        let word = span.slice(content);
        let Some(first) = word.chars().next() else { continue };
        if is_unspaced(first) {
            let pair = spans.get(index + 1).filter(|next| next.start == span.end).map(|next| span.cover(*next));
            let pair = pair.filter(|pair| pair.slice(content).chars().all(is_unspaced)).unwrap_or(span);
            found.push(term(sentence, pair, pair.slice(content).to_owned(), TermKind::Word));
            continue;
        }
        let folded = fold(word);
        if first.is_numeric() {
            found.push(term(sentence, span, folded, TermKind::Figure));
        } else if !is_function_word(&folded) {
            let inner_capital = word.chars().skip(1).any(char::is_uppercase);
            let is_name = shows_names && first.is_uppercase() && (index > 0 || inner_capital);
            let kind = if is_name { TermKind::Name } else { TermKind::Word };
            found.push(term(sentence, span, stem(&folded), kind));
        }
    }
    found
}

fn term(sentence: Span, span: Span, stem: String, kind: TermKind) -> Term {
    Term { span: span.shifted(sentence.start()), stem, kind }
}

/// Headlines in which most long words are capitalised do not show which are names.
fn is_title_case(content: &str, spans: &[Span]) -> bool {
    let long = || spans.iter().map(|span| span.slice(content)).filter(|word| word.len() > 3);
    let capitalised = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    let count = long().count();
    count > 3 && capitalised * 10 > count * 7
}

/// A folded word without its commonest endings.
pub fn stem(folded: &str) -> String {
    let word = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("s'")).unwrap_or(folded);
    if !word.is_ascii() {
        return cut_cyrillic(word);
    }
    let long_enough = |stem: &&str| stem.len() >= 3 && stem.bytes().any(|byte| b"aeiouy".contains(&byte));
    let cut = |ending: &str| word.strip_suffix(ending).filter(long_enough);
    if let Some(stem) = cut("ies") {
        return format!("{stem}y");
    }
    let stem = if let Some(stem) = cut("ing").or_else(|| cut("ed")) {
        undouble(stem)
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word
    } else {
        cut("s").unwrap_or(word)
    };
    stem.strip_suffix('e').filter(long_enough).unwrap_or(stem).to_owned()
}

/// "stopp" of "stopped" is "stop"; "call" and "pass" keep theirs.
fn undouble(stem: &str) -> &str {
    let mut ends = stem.bytes().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before)) if last == before && b"bdgmnprt".contains(&last) => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

/// Russian and Ukrainian endings of nouns and adjectives, the longest first.
const CYRILLIC_ENDINGS: &[&str] = &[
    "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ой", "ей", "ом", "ем", "ам", "ям", "ах", "ях", "ов", "ев",
    "ия", "ие", "ии", "ая", "яя", "ое", "ее", "ые", "ую", "юю", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "і",
];

fn cut_cyrillic(word: &str) -> String {
    let cut = CYRILLIC_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    cut.filter(|stem| stem.chars().nth(3).is_some()).unwrap_or(word).to_owned()
}

/// Is it of a script that sets no spaces, in which a word of [`words()`] is one character?
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// True for words that hold sentences together and say nothing of their content, given folded.
pub fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORD_SET.contains(folded)
}

/// English, with the commonest of German, French, Spanish and Russian, folded.
const FUNCTION_WORDS: &str = "
    a aber about above according after again against al all als also although am among an and any are aren't
    as at au auch auf aus aux avec be because been before bei being below between bis both but by can can't
    cannot ce ces cette como con could couldn't dans das dass de del dem den der des desde did didn't do does
    doesn't doing don't dont down du durch during each ein eine einem einen einer eines el elle elles else en
    entre er eran es est esta estas este estos et etait ete ever every few for from fue fur further ha haben
    had hadn't han has hasn't hasta hat hatte have haven't having he he's her here hers herself him himself
    his how however i i'm i've ich if il ils im in into is isn't ist it it's its itself just la las le les
    let's leur leurs like lo los mais mas may me might mit more most much must my myself nach ne nicht no noch
    nor not now o oder of off on once one only ont onto or other ou our ours out over own par para per pero
    plus por pour que qui quien quoi rather sa said same say saying says se ses shall she should shouldn't
    sich sie since sind so sobre some son sont su such sur sus than that that's the their theirs them
    themselves then there there's these they they're they've this those though through to told too toward
    towards uber um un una unas und under une unos until up upon us very via von vor waren was wasn't we we're
    we've werden were weren't what what's when where whether which while who whom whose why wie will wir wird
    with within without won't would wouldn't wurde wurden y yet you you're your yours zu zum zur а бы был была
    были было быть в во вот все вы да для его ее ему если еще же за и из или к как которые которыи меня мне на
    не нет но о он она от по при с со так также то ты у что чтобы это я
";

static FUNCTION_WORD_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_share_a_stem() {
        for (a, b) in [
            ("visited", "visits"),
            ("talks", "talk"),
            ("stopped", "stopping"),
            ("parties", "party"),
            ("moved", "moving"),
            ("china's", "china"),
            ("президентом", "президента"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} and {b}");
        }
        for (a, b) in [("passed", "past"), ("bus", "bu"), ("king", "k")] {
            assert_ne!(stem(a), stem(b), "{a} and {b}");
        }
    }

    fn shown(text: &str) -> Vec<(String, TermKind)> {
        terms(text, Span::of(text)).into_iter().map(|term| (term.span.slice(text).to_owned(), term.kind)).collect()
    }

    #[test]
    fn names_and_figures_are_told_from_words() {
        let names: Vec<String> = shown("On Monday the leaders called Xi a “dear friend” of NATO’s 31 members.")
            .into_iter()
            .filter(|(_, kind)| *kind != TermKind::Word)
            .map(|(word, _)| word)
            .collect();
        assert_eq!(names, ["Monday", "Xi", "NATO’s", "31"]);
        assert!(shown("Xi Jinping Visits Moscow For Talks").iter().all(|(_, kind)| *kind == TermKind::Word));
    }

    #[test]
    fn chinese_gives_pairs_of_characters() {
        let pairs: Vec<String> = shown("习近平访").into_iter().map(|(pair, _)| pair).collect();
        assert_eq!(pairs, ["习近", "近平", "平访", "访"]);
    }

    proptest::proptest! {
        #[test]
        fn spans_fit_and_are_ordered(text in "\\PC{0,80}") {
            let mut at = 0;
            for term in terms(&text, Span::of(&text)) {
                assert!(text.get(term.span.range()).is_some_and(|word| !word.is_empty()));
                assert!(term.span.start() >= at);
                at = term.span.start();
            }
        }
    }
}
