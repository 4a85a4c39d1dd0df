//! What a line looks like: a headline, a caption, a label, a date line.
//!
//! Only the line itself is looked at; where it stands is [`super::title`]'s business.

use super::page::Line;
use super::phrases::{Place, phrases};
use crate::text::fold;
use regex::Regex;
use std::sync::LazyLock;

/// Words that style guides write small inside a headline, and that only a machine capitalises without exception.
const SMALL_WORDS: &[&str] =
    &["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];

/// Finite verbs common in headlines. A headline in Title Case nearly always has a verb; the name of a picture has none.
const HEADLINE_VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "cannot",
    "can't",
    "could",
    "may",
    "might",
    "must",
    "should",
    "do",
    "does",
    "did",
    "don't",
    "doesn't",
    "won't",
    "isn't",
    "says",
    "say",
    "said",
    "tells",
    "warns",
    "urges",
    "calls",
    "asks",
    "claims",
    "denies",
    "rejects",
    "accuses",
    "slams",
    "blasts",
    "vows",
    "plans",
    "seeks",
    "wants",
    "needs",
    "gets",
    "gives",
    "goes",
    "comes",
    "makes",
    "takes",
    "puts",
    "sets",
    "turns",
    "rises",
    "rise",
    "falls",
    "fall",
    "hits",
    "hit",
    "wins",
    "win",
    "loses",
    "lose",
    "leads",
    "faces",
    "meets",
    "visits",
    "signs",
    "backs",
    "opposes",
    "supports",
    "kills",
    "killed",
    "dies",
    "died",
    "arrested",
    "charged",
    "accused",
    "announces",
    "unveils",
    "launches",
    "ends",
    "begins",
    "starts",
    "stops",
    "opens",
    "closes",
    "joins",
    "leaves",
    "quits",
    "becomes",
    "remains",
    "shows",
    "reveals",
    "finds",
    "found",
    "sees",
    "looks",
    "seems",
    "fears",
    "hopes",
    "expects",
    "aims",
    "pushes",
    "pulls",
    "cuts",
    "raises",
    "lifts",
    "drops",
    "boosts",
    "threatens",
    "strikes",
    "attacks",
    "blocks",
    "bans",
    "approves",
    "passes",
    "votes",
    "elects",
    "declares",
    "defends",
    "demands",
    "offers",
    "agrees",
    "returns",
    "moves",
    "sends",
    "brings",
    "keeps",
    "holds",
    "breaks",
    "builds",
    "buys",
    "sells",
    "pays",
    "works",
    "runs",
    "fights",
    "grows",
    "accuse",
    "against",
    "how",
    "why",
    "what",
    "who",
    "when",
    "where",
    "reinforces",
    "sidelines",
    "describe",
    "describes",
];

/// True where nearly every line would capitalise some word small and this one capitalises all: the name that a picture
/// library gives its picture. Forbes and others write their headlines so too, therefore no verb may stand in it.
pub(super) fn is_picture_name(line: &str) -> bool {
    let words: Vec<&str> =
        line.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let lettered: Vec<&&str> = words.iter().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let capitalised = lettered.iter().filter(|word| word.starts_with(|c: char| c.is_uppercase())).count();
    let shouted = lettered.iter().all(|word| !word.chars().any(char::is_lowercase));
    let small_capitals = lettered.iter().skip(1).filter(|word| SMALL_WORDS.contains(&fold(word).as_str())).count();
    let verb = lettered.iter().any(|word| HEADLINE_VERBS.contains(&fold(word).as_str()));
    lettered.len() >= 4 && capitalised == lettered.len() && !shouted && small_capitals > 0 && !verb
}

/// True for a picture's caption or credit.
pub(super) fn is_caption(line: &Line<'_>) -> bool {
    phrases().matches(&line.key, Place::Credit) || is_picture_name(line.text)
}

/// True for what stands before a headline where a line tells the way to it, or asks to share it: "Home » Politics »", "Share:".
pub(super) fn is_trail(before: &str) -> bool {
    let is_edge = |words: &str| phrases().matches(words.trim_end_matches([':', ' ']), Place::Edge);
    let first_word = before.split(' ').next().unwrap_or("");
    before.contains(['/', '»', '›', '>', '|']) || is_edge(first_word) || is_edge(before)
}

/// True for a label ("Description", "News analysis:"): what announces text and is none.
pub(super) fn is_label(line: &Line<'_>) -> bool {
    line.width <= 60 && (line.text.ends_with(':') || phrases().matches(&line.key, Place::Label))
}

/// True for a line that begins with or mainly is a date or a time.
pub(super) fn is_date_line(line: &str) -> bool {
    static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x) \d{1,2} [./\-] \d{1,2} [./\-] \d{2,4}
            | \b (?:19|20) \d\d - \d\d - \d\d
            | \b \d{1,2} \.? \s+ (?:de\s+)? \p{L}{3,} \.? ,? \s+ (?:de\s+|del\s+)? (?:19|20) \d\d \b
            | \b \p{L}{3,} \.? \s+ \d{1,2} (?:st|nd|rd|th)? ,? \s+ (?:19|20) \d\d \b
            | \d{4} \s? 年 | \b \d{1,2} : \d\d \b | \b \d+ \s (?:min|minutes?|hours?|days?|Minuten|Stunden) \b",
        )
        .ok()
    });
    if line.len() > 160 {
        return false;
    }
    let Some(found) = DATED.as_ref().and_then(|dated| dated.find(line)) else { return false };
    let rest = line.chars().filter(|c| c.is_alphanumeric()).count();
    let inside = found.as_str().chars().filter(|c| c.is_alphanumeric()).count();
    let digits = line.chars().filter(char::is_ascii_digit).count();
    inside * 5 >= rest * 2 || digits * 2 >= rest || line.chars().count() < 40 && found.start() > 0
}

/// True where a line ends as a sentence does: a final dot that belongs to no abbreviation.
pub(super) fn ends_as_sentence(line: &str) -> bool {
    let Some(before) = line.trim_end_matches(['"', '”', '’', '»', ')']).strip_suffix(['.', '。', '।']) else {
        return false;
    };
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let dotted = last.contains('.');
    let initial = last.chars().count() <= 1;
    let short_form = ["inc", "corp", "co", "ltd", "jr", "sr", "bros", "st", "no", "vs"].contains(&fold(last).as_str());
    !(dotted || initial || short_form || before.ends_with('.'))
}

/// The headline and what stands behind its last " | ", " - ", " – " or " — ": in page titles, the outlet.
pub(super) fn split_suffix(line: &str) -> Option<(&str, &str)> {
    let cut = [" | ", " - ", " – ", " — ", " • ", " » ", " :: "];
    let (at, mark) = cut.iter().filter_map(|mark| line.rfind(mark).map(|at| (at, *mark))).max_by_key(|(at, _)| *at)?;
    let headline = line.get(..at)?.trim();
    let suffix = line.get(at + mark.len()..)?.trim();
    let fits = !suffix.is_empty() && suffix.chars().count() <= 40 && headline.chars().count() >= 12;
    fits.then_some((headline, suffix))
}

/// How many words a line has, an ideograph counting for half a word.
pub(super) fn word_weight(line: &Line<'_>) -> usize {
    let blanks = line.text.split_whitespace().count();
    blanks.max(line.width / 8).min(if blanks == 1 && line.text.is_ascii() { 1 } else { usize::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_name_capitalises_all_and_has_no_verb() {
        assert!(is_picture_name("A Row Of Empty Chairs In The Old Town Hall"));
        assert!(!is_picture_name("Why The Council Is Leaving The Old Town Hall"));
        assert!(!is_picture_name("A Farewell to the Old Town Hall"));
        assert!(!is_picture_name("COUNCIL LEAVES THE OLD TOWN HALL"));
        assert!(!is_picture_name("Town Hall"));
    }

    #[test]
    fn a_final_abbreviation_does_not_end_a_sentence() {
        assert!(ends_as_sentence("The council left."));
        assert!(!ends_as_sentence("Council members fly to the U.S."));
        assert!(!ends_as_sentence("Profits rise at Smith & Co."));
        assert!(!ends_as_sentence("What nobody says ..."));
        assert!(!ends_as_sentence("Council leaves"));
    }

    #[test]
    fn the_last_separator_cuts_the_outlet_off() {
        assert_eq!(
            split_suffix("Council leaves the hall | The Daily Bell"),
            Some(("Council leaves the hall", "The Daily Bell"))
        );
        assert_eq!(split_suffix("Council leaves - at last - The Bell"), Some(("Council leaves - at last", "The Bell")));
        assert_eq!(split_suffix("Council leaves the hall"), None);
    }

    #[test]
    fn a_date_line_is_mostly_a_date() {
        for line in
            ["3. Mai 2024, 17:47", "Published June 3, 2024", "2024-06-03", "vor 14 Minuten 10:30", "5 minutes ago"]
        {
            assert!(is_date_line(line), "{line}");
        }
        assert!(!is_date_line("The council that was elected on June 3, 2024 has left the hall for good"));
    }
}
