//! Sentences of a news text.
//!
//! A sentence ends at a line break, or at `.`, `!`, `?`, `…` (with closing quotes, brackets and marks of Markdown) before
//! white space and something that can open a sentence, or at `。！？` anywhere. A dot does not end a sentence after an
//! initial, a number that opens a list or stands before a month, or a short form of `assets/abbreviations.txt`, nor inside
//! a number. Short forms that also stand last in a sentence ("U.S.", "usw.") end it when the next word opens with a capital
//! and is a common opener.

use super::{Span, lines};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is before or after a dot; it may be several things.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "a word may be several of them at once")]
struct Role {
    goes_on: bool,
    before_number: bool,
    may_end: bool,
    opener: bool,
    month: bool,
}

static ROLES: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
    let mut roles: HashMap<&str, Role> = HashMap::new();
    for line in include_str!("../../assets/abbreviations.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((head, words)) = line.split_once('=') else { continue };
        for word in words.split_whitespace() {
            let role = roles.entry(word).or_default();
            match head.split_whitespace().next() {
                Some("goes-on") => role.goes_on = true,
                Some("number") => role.before_number = true,
                Some("may-end") => role.may_end = true,
                Some("opener") => role.opener = true,
                _ => role.month = true,
            }
        }
    }
    roles
});

fn role(lower: &str) -> Role {
    ROLES.get(lower).copied().unwrap_or_default()
}

/// Bytes behind a mark in which what opens the next sentence is looked for.
const LOOK_AHEAD: usize = 200;

/// Every sentence of `text` in order, trimmed, never crossing a line break, together covering all that is not white space.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for line in lines(text) {
        split_line(text, line, &mut found);
    }
    found
}

/// Those of the lines that hold any of `spans`, which are in order.
pub fn sentences_of_lines_with(text: &str, spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut spans = spans.into_iter().peekable();
    for line in lines(text) {
        while spans.next_if(|span| span.end() <= line.start()).is_some() {}
        if spans.peek().is_some_and(|span| span.start() < line.end()) {
            split_line(text, line, &mut found);
        }
    }
    found
}

/// The sentence of `text` (as cut by [`sentences`]) that holds byte `offset`, or the nearest before it.
pub fn sentence_at(sentences: &[Span], offset: usize) -> Option<Span> {
    let index = sentences.partition_point(|sentence| sentence.start() <= offset);
    sentences.get(index.saturating_sub(1)).copied()
}

fn split_line(text: &str, line: Span, found: &mut Vec<Span>) {
    let content = line.slice(text);
    let (mut start, mut end) = (0, 0);
    while let Some((at, c)) = next_stop(content, end) {
        let wide = matches!(c, '。' | '！' | '？');
        end = at + c.len_utf8();
        let closing = content.get(end..).unwrap_or("").chars();
        // In scripts without spaces a mark that opens stands right behind the stop.
        let closing = closing.take_while(|&c| is_closing(c) && !(wide && matches!(c, '“' | '‘' | '«' | '‹')));
        end += closing.map(char::len_utf8).sum::<usize>();
        // « Oui. »: French sets a space before the mark, which here closes and does not open a word.
        let spaced = content.get(end..).unwrap_or("").strip_prefix([' ', '\u{a0}', '\u{202f}']);
        if let Some(behind) = spaced.and_then(|rest| rest.strip_prefix('»'))
            && !behind.starts_with(char::is_alphanumeric)
        {
            end = content.len() - behind.len();
        }
        let before = content.get(start..at).unwrap_or("");
        let after = content.get(end..).unwrap_or("");
        if wide || ends_here(c, before, after) {
            push(text, line.start() + start, line.start() + end, found);
            start = end;
        }
    }
    push(text, line.start() + start, line.end(), found);
}

/// Bytes that are looked at at once.
const STRETCH: usize = 32;

/// The first mark that may end a sentence in `content` from `from` on, and where it stands.
#[allow(clippy::needless_bitwise_bool, reason = "a branch keeps many bytes from being looked at at once")]
fn next_stop(content: &str, from: usize) -> Option<(usize, char)> {
    let bytes = content.as_bytes();
    // Bytes that begin such a mark: most of a text is passed over by them.
    let begins = |&byte: &u8| {
        (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte == 0xE2) | (byte == 0xE3) | (byte == 0xEF)
    };
    let mut at = from;
    loop {
        let has_any = |stretch: &[u8; STRETCH]| stretch.iter().fold(false, |found, byte| found | begins(byte));
        let (stretches, _) = bytes.get(at..)?.as_chunks();
        at += stretches.iter().position(has_any).unwrap_or(stretches.len()) * STRETCH;
        at += bytes.get(at..)?.iter().position(begins)?;
        let c = content.get(at..)?.chars().next()?;
        if matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let span = Span::new(start, end).trimmed(text);
    if !span.is_empty() {
        found.push(span);
    }
}

fn is_closing(c: char) -> bool {
    // Marks that open in one language close in another: „So.“, »So.«
    matches!(
        c,
        '"' | '\''
            | '”'
            | '“'
            | '’'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '.'
            | '!'
            | '?'
            | '…'
            | '」'
            | '』'
            | '）'
            | '*'
            | '_'
            | '`'
            | '~'
    )
}

/// Does a mark `c` between `before` (the sentence so far) and `after` (the rest of the line) end the sentence?
fn ends_here(c: char, before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let after = after.get(..after.floor_char_boundary(LOOK_AHEAD)).unwrap_or(after);
    let rest = after.trim_start();
    let opener = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = opener.chars().next() else { return true };
    if first.is_lowercase() {
        return false;
    }
    if c != '.' {
        return true;
    }
    let last_word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '[' | '—' | '*' | '\'' | '’'))
        .next()
        .unwrap_or("");
    let next_word = opener.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    if last_word.bytes().all(|byte| byte.is_ascii_digit()) && !last_word.is_empty() {
        // "1. First", "22. Oktober"
        let is_item = before.trim_start_matches(|c: char| !c.is_alphanumeric()) == last_word && last_word.len() < 4;
        return !(is_item || last_word.len() < 3 && role(&next_word).month);
    }
    let folded = last_word.to_lowercase();
    let known = role(&folded);
    if is_initial(last_word) && !known.may_end || known.goes_on || (known.before_number && first.is_numeric()) {
        return false;
    }
    if known.may_end || is_dotted(&folded) {
        return role(&next_word).opener || !opener_is_adjacent(rest);
    }
    true
}

/// A quotation mark between the dot and the next word means that a new sentence opens.
fn opener_is_adjacent(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// One capital letter: "Vladimir V. Putin".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

/// Letters with dots between: "u.s", "p.l.c".
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let cut: Vec<&str> = sentences(text).iter().map(|span| span.slice(text)).collect();
        assert_eq!(cut, expected, "in {text:?}");
    }

    /// One text a line, its sentences between bars.
    const CASES: &str = "
        Mr. Xi met Vladimir V. Putin. | They talked.
        U.S. President Biden spoke at 5 p.m. on Monday.
        He left the U.S. | The talks ended.
        He left the U.S. | “Never again.” | He meant it.
        It cost $81.3B in 2022. | Trade grew 3.5 percent.
        See No. 5 of the list. | She said no. | Then he left.
        It happened on Jan. 6 in Washington, D.C., at dawn. | It began in Jan. | Everyone saw it.
        “That is so.” | He left.
        “Is it?” she asked. | Yes!
        (It rained.) | The match went on.
        **It was bold.** | _So was this._ | `Code.` | The rest.
        1. First things first. | 2. Then the rest.
        Apple Inc. reported. | Acme Corp. and Mr. Smith agreed.
        Wait... | What?
        Am 22. Oktober 2024 kam Dr. Meier, d.h. der Arzt. | Er blieb bis 18 Uhr.
        „Das ist so.“ | Sie ging. | »Nein.« | Es kostet ca. 5 Mio. Euro.
        M. Macron et Mme. Dupont sont venus. | Il a dit « Oui. » | Elle est partie.
        El Sr. Pérez y la Dra. Ruiz viven en EE.UU. | La casa es grande.
        Il sig. Rossi e l'avv. Bianchi. | Ma non oggi.
        В. В. Путин приехал в 2023 г. | Он встретился с проф. Ивановым.
        Він живе на вул. Хрещатик у 2023 р. | Вона теж.
        他来了。|我走了！|“好。”|他说。
    ";

    #[test]
    fn sentences_of_every_language_end_where_a_reader_ends_them() {
        let mut case_count = 0;
        for case in CASES.lines().map(str::trim).filter(|case| !case.is_empty()) {
            let expected: Vec<&str> = case.split('|').map(str::trim).collect();
            check(&case.replace('|', ""), &expected);
            case_count += 1;
        }
        assert!(case_count > 20, "only {case_count} cases were read");
        check("Headline\nBody text.", &["Headline", "Body text."]);
        check("- One item\n- Another. Done.", &["- One item", "- Another.", "Done."]);
    }

    proptest::proptest! {
        #[test]
        fn lines_are_cut_alike_with_and_without_the_others(text in "(.|\\n|[.!?…。] [A-Z]){0,200}", places in "[01]{0,40}") {
            let all = sentences(&text);
            let some: Vec<Span> =
                all.iter().zip(places.bytes()).filter(|(_, place)| *place == b'1').map(|(sentence, _)| *sentence).collect();
            let found = sentences_of_lines_with(&text, some.iter().copied());
            assert!(some.iter().all(|sentence| found.contains(sentence)));
            assert!(found.iter().all(|sentence| all.contains(sentence)));
            assert_eq!(sentences_of_lines_with(&text, all.iter().copied()), all);
        }

        #[test]
        fn sentences_are_ordered_and_cover_all_that_is_not_blank(text in "(.|\\n|[.!?] [A-Z]){0,200}") {
            let mut at = 0;
            for span in sentences(&text) {
                assert!(text.get(at..span.start()).is_some_and(|gap| gap.trim().is_empty()));
                assert!(!span.slice(&text).is_empty());
                at = span.end();
            }
            assert!(text.get(at..).is_some_and(|gap| gap.trim().is_empty()));
        }
    }
}
