//! The stretch of a text that answers a query best.
//!
//! Of the stretches that fit, the one in which most of the words asked for stand, and stand nearest to one another; of
//! equals the first. What lies around it fills the room. Boilerplate is neither taken nor crossed, unless the hits stand
//! nowhere else.

use super::query::Hit;
use super::words::{is_unspaced, is_word};
use crate::text::Span;

/// Stands where text was left out.
const MARK: char = '…';

/// A stretch of a text on one line, with what was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The stretch with its white space folded, "…" at an end where the text goes on.
    pub text: String,
    /// The hits as stretches of [`Self::text`], in order, none overlapping or empty.
    pub hits: Vec<Span>,
}

/// About `char_count` characters of `text` around the best of `hits`, which are in order and do not overlap; without hits
/// its beginning. `boilerplate` in order, none overlapping.
pub fn snippet(text: &str, hits: &[Hit], boilerplate: &[Span], char_count: usize) -> Snippet {
    let in_sight: Vec<Hit> = hits.iter().filter_map(|hit| without_blanks(text, *hit)).collect();
    let mut wanted: Vec<Hit> = in_sight.iter().copied().filter(|hit| !crosses(boilerplate, hit.span)).collect();
    let boilerplate = if wanted.is_empty() && !in_sight.is_empty() {
        wanted = in_sight;
        &[]
    } else {
        boilerplate
    };
    let core = best(text, &wanted, boilerplate, char_count).unwrap_or_else(|| beginning(text, boilerplate));
    let cut = widened(text, core, stretch_around(text, core, boilerplate), char_count);
    written(text, cut, hits)
}

/// `hit` from its first to its last character that shows: blanks at its ends take no room, a hit of nothing else is none.
fn without_blanks(text: &str, hit: Hit) -> Option<Hit> {
    let span = hit.span.trimmed(text);
    (!span.is_empty()).then_some(Hit { span, ..hit })
}

/// The stretch from the first to the last of the hits that belong together best.
fn best(text: &str, hits: &[Hit], boilerplate: &[Span], char_count: usize) -> Option<Span> {
    let mut counts = Counts::default();
    let mut best: Option<(usize, usize, Span)> = None;
    let mut first = 0;
    for (last, hit) in hits.iter().enumerate() {
        let before = last.checked_sub(1).and_then(|before| hits.get(before));
        if before.is_some_and(|before| crosses(boilerplate, before.span.cover(hit.span))) {
            counts = Counts::default();
            first = last;
        }
        counts.add(hit.term);
        let mut width = 0;
        while let Some(left) = hits.get(first) {
            width = width_of(left.span.cover(hit.span).slice(text), char_count);
            if first == last || (width <= char_count && !counts.is_repeated(left.term)) {
                break;
            }
            counts.remove(left.term);
            first += 1;
        }
        let core = hits.get(first).map_or(hit.span, |left| left.span.cover(hit.span));
        if best.is_none_or(|(terms, best_width, _)| (counts.terms, best_width) > (terms, width)) {
            best = Some((counts.terms, width, core));
        }
    }
    best.map(|(_, _, core)| core)
}

/// How often each term stands in a stretch.
#[derive(Debug, Default)]
struct Counts {
    by_term: Vec<usize>,
    /// Terms that stand there at all.
    terms: usize,
}

impl Counts {
    fn add(&mut self, term: u32) {
        let term = term as usize;
        self.by_term.resize(self.by_term.len().max(term + 1), 0);
        if let Some(count) = self.by_term.get_mut(term) {
            *count += 1;
            self.terms += usize::from(*count == 1);
        }
    }

    fn remove(&mut self, term: u32) {
        if let Some(count) = self.by_term.get_mut(term as usize).filter(|count| **count > 0) {
            *count -= 1;
            self.terms -= usize::from(*count == 0);
        }
    }

    fn is_repeated(&self, term: u32) -> bool {
        self.by_term.get(term as usize).is_some_and(|&count| count > 1)
    }
}

/// The characters of `part`, or one more than `most` when there are more.
fn width_of(part: &str, most: usize) -> usize {
    if part.len() / 4 > most { most + 1 } else { part.chars().count().min(most + 1) }
}

fn crosses(boilerplate: &[Span], span: Span) -> bool {
    let index = boilerplate.partition_point(|stretch| stretch.end <= span.start);
    boilerplate.get(index).is_some_and(|stretch| stretch.overlaps(span))
}

/// Where the article itself begins.
fn beginning(text: &str, boilerplate: &[Span]) -> Span {
    let mut at = 0;
    for stretch in boilerplate {
        if !Span::new(at, stretch.start()).slice(text).trim().is_empty() {
            break;
        }
        at = stretch.end();
    }
    if Span::new(at, text.len()).slice(text).trim().is_empty() {
        at = 0; // nothing but boilerplate
    }
    Span::new(at, at)
}

/// What lies between the boilerplate before and behind `core`.
fn stretch_around(text: &str, core: Span, boilerplate: &[Span]) -> Span {
    let before = boilerplate.iter().map(|stretch| stretch.end()).take_while(|&end| end <= core.start()).last();
    let behind =
        boilerplate.iter().map(|stretch| stretch.start()).find(|&start| start >= core.end().max(core.start() + 1));
    Span::new(before.unwrap_or(0), behind.unwrap_or(text.len()))
}

/// `core` with what fits around it inside `stretch`, cut between words; the core itself cut when it does not fit.
fn widened(text: &str, core: Span, stretch: Span, char_count: usize) -> Span {
    let width = width_of(core.slice(text), char_count);
    let Some(room) = char_count.checked_sub(width) else {
        return Span::new(core.start(), cut_before(text, core.start(), forward(text, core.start(), char_count)));
    };
    let left = Span::new(stretch.start(), core.start()).slice(text);
    let left_chars = left.chars().rev().take(room).count();
    let right = Span::new(core.end(), stretch.end()).slice(text);
    let right_chars = right.chars().take(room).count();
    // Half of the room to each side, and what one side does not need to the other.
    let left_room = left_chars.min((room / 2).max(room.saturating_sub(right_chars)));
    let right_room = right_chars.min(room - left_room);
    let start = core.start() - left.chars().rev().take(left_room).map(char::len_utf8).sum::<usize>();
    let end = forward(text, core.end(), right_room);
    Span::new(
        if start == stretch.start() { start } else { cut_behind(text, start, core.start()) },
        if end == stretch.end() { end } else { cut_before(text, core.end(), end) },
    )
}

/// `char_count` characters behind `at`.
fn forward(text: &str, at: usize, char_count: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.chars().take(char_count).map(char::len_utf8).sum::<usize>()
}

/// The first border between words at or behind `at`, before `limit` if there is one.
fn cut_behind(text: &str, at: usize, limit: usize) -> usize {
    let inside = Span::new(at, limit).slice(text);
    inside.char_indices().map(|(offset, _)| at + offset).find(|&at| is_border(text, at)).unwrap_or(limit)
}

/// The last border between words at or before `at`, behind `limit` if there is one.
fn cut_before(text: &str, limit: usize, at: usize) -> usize {
    if is_border(text, at) {
        return at;
    }
    let inside = Span::new(limit, at).slice(text);
    let border = inside.char_indices().rev().map(|(offset, _)| limit + offset).find(|&at| is_border(text, at));
    border.filter(|&border| border > limit).unwrap_or(at)
}

/// True unless a word goes on at `at`; numbers, addresses and the like are held together too.
fn is_border(text: &str, at: usize) -> bool {
    let behind = text.get(at..).and_then(|rest| rest.chars().next());
    let before = text.get(..at).and_then(|rest| rest.chars().next_back());
    let (Some(behind), Some(before)) = (behind, before) else { return true };
    behind.is_whitespace()
        || before.is_whitespace()
        || is_unspaced(behind)
        || is_unspaced(before)
        || (!is_word(before) && !is_word(behind) && !behind.is_ascii_punctuation())
}

/// The stretch on one line, and where the hits stand in it.
fn written(text: &str, cut: Span, hits: &[Hit]) -> Snippet {
    let cut = cut.trimmed(text);
    let mut shown = String::with_capacity(cut.len() + 2 * MARK.len_utf8());
    let is_more = |part: Option<&str>| part.is_some_and(|part| !part.trim().is_empty());
    if is_more(text.get(..cut.start())) {
        shown.push(MARK);
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut number = hits.partition_point(|hit| hit.span.end() <= cut.start());
    let mut open: Option<Span> = None;
    let mut is_blank_pending = false;
    for (offset, c) in cut.slice(text).char_indices() {
        let at = cut.start() + offset;
        if c.is_whitespace() {
            is_blank_pending = true;
            continue;
        }
        if std::mem::take(&mut is_blank_pending) {
            shown.push(' ');
        }
        while hits.get(number).is_some_and(|hit| hit.span.end() <= at) {
            spans.extend(open.take());
            number += 1;
        }
        let before = shown.len();
        shown.push(c);
        if hits.get(number).is_some_and(|hit| hit.span.contains_offset(at)) {
            open = Some(Span::new(open.map_or(before, Span::start), shown.len()));
        }
    }
    spans.extend(open);
    if is_more(text.get(cut.end()..)) {
        shown.push(MARK);
    }
    Snippet { text: shown, hits: spans }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;
    use proptest::prelude::*;

    /// The snippet with its hits in square brackets.
    fn shown(query: &str, text: &str, boilerplate: &[Span], char_count: usize) -> String {
        let snippet = snippet(text, &Query::parse(query).term_hits(text), boilerplate, char_count);
        let mut marked = snippet.text.clone();
        for span in snippet.hits.iter().rev() {
            marked.insert(span.end(), ']');
            marked.insert(span.start(), '[');
        }
        marked
    }

    #[test]
    fn the_stretch_with_most_words_asked_for_is_taken_and_cut_between_words() {
        let text = "Putin spoke at length about many things.\n\nThen,  in the\nevening, Xi met Putin over dinner and they \
                    talked about grain until late.";
        assert_eq!(shown("xi putin", text, &[], 40), "…the evening, [Xi] met [Putin] over dinner…");
        assert_eq!(shown("putin", text, &[], 20), "[Putin] spoke at…");
        assert_eq!(shown("late", text, &[], 20), "…grain until [late].");
        assert_eq!(shown("", text, &[], 12), "Putin spoke…");
        assert_eq!(shown("nowhere", "short", &[], 12), "short");
        assert_eq!(shown("/about many things. Then/", "a b", &[], 12), "a b");
    }

    #[test]
    fn a_hit_that_does_not_fit_is_cut() {
        assert_eq!(shown("/one.*/", "zero one two three four", &[], 10), "…[one two]…");
        assert_eq!(shown("/o+/", &"o".repeat(50), &[], 10), format!("[{}]…", "o".repeat(10)));
    }

    #[test]
    fn blanks_at_the_ends_of_a_hit_take_no_room() {
        assert_eq!(shown("a / a/", " a", &[], 1), "[a]");
        assert_eq!(shown("/ +a/", "b      a", &[], 3), "…[a]");
        assert_eq!(shown("/[ a]+/", "b      b a", &[], 1), "…[a]", "a hit of blanks alone");
        assert_eq!(shown("/ +/", "b      b a", &[], 3), "b…");
    }

    #[test]
    fn boilerplate_is_left_out_unless_the_hits_stand_nowhere_else() {
        let text = "Home News grain. The grain deal holds. Read grain too.";
        let boilerplate = [Span::new(0, 16), Span::new(38, text.len())];
        assert_eq!(shown("grain", text, &boilerplate, 60), "…The [grain] deal holds.…");
        assert_eq!(shown("news", text, &boilerplate, 20), "Home [News] grain. The…");
        assert_eq!(shown("", text, &boilerplate, 60), "…The grain deal holds.…");
    }

    #[test]
    fn unspaced_scripts_are_cut_between_characters() {
        assert_eq!(shown("习近平", "国家主席习近平访问俄罗斯联邦", &[], 7), "…主席[习近平]访问…");
    }

    proptest! {
        #[test]
        fn spans_fit_the_snippet_and_say_what_the_text_says(
            query in "[a-c]( [a-c]| /[ab ]+/){0,2}",
            text in "([a-c]{1,3}|[ \n]{1,3}|é|中|\\PC){0,60}",
            cuts in proptest::collection::btree_set(0..80_usize, 0..5),
            char_count in 0..40_usize,
        ) {
            let query = Query::parse(&query);
            let hits = query.term_hits(&text);
            let borders: Vec<usize> = cuts.into_iter().filter(|&cut| text.is_char_boundary(cut)).collect();
            let boilerplate: Vec<Span> = borders.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect();
            let snippet = snippet(&text, &hits, &boilerplate, char_count);
            prop_assert!(snippet.text.chars().count() <= char_count + 2);
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(folded.contains(snippet.text.trim_matches(MARK)) || text.contains(MARK));
            let mut at = 0;
            for span in &snippet.hits {
                prop_assert!(span.start() >= at && !span.slice(&snippet.text).is_empty());
                at = span.end();
            }
            let has_words = hits.iter().any(|hit| !hit.span.slice(&text).trim().is_empty());
            prop_assert!(char_count == 0 || !has_words || !snippet.hits.is_empty());
        }
    }
}
