//! Figures of a sentence with what they count: "11 people … killed", "$40 billion contract".
//!
//! A figure is kept only where what it counts stands beside it, for two figures are compared only when they count the
//! same: the same noun beside the number and a word of the same kind before it, the same currency and noun, or people and
//! the same fate. Languages that set no spaces between words tell of people only.

use super::figure_words::Role;
use super::kinds::share_kind;
use super::numbers::{Numbered, PERCENT, Sentence};
use super::quantity::Quantity;
use crate::text::Span;
use crate::text::terms::{is_function_word, is_unspaced, stem};
use std::collections::BTreeSet;

/// A figure and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// From the number to what it counts.
    pub(crate) span: Span,
    pub(crate) quantity: Quantity,
    counted: Counted,
}

/// A number with its scale and unit, whatever it counts: "$81.3B", "1.2 million".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) span: Span,
    pub(crate) quantity: Quantity,
    /// A currency or percent, where one is named.
    pub(crate) unit: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
enum Counted {
    /// People who met one fate.
    People(&'static str),
    /// Money of a currency for something.
    Money(&'static str, String),
    /// Things, with the words of content that stand before the number.
    Things(String, BTreeSet<String>),
}

/// Words of a noun behind a number.
const MOST_NOUN_WORDS: usize = 4;

/// How far the fate of people may stand from their number, in words.
const FATE_WITHIN: usize = 6;

/// The same where every sign is a word.
const FATE_WITHIN_SIGNS: usize = 12;

/// Signs of a word for a fate, and of a word for people with the one that counts them.
const MOST_SIGNS: usize = 4;

/// The figures of a sentence of `text` in a language outside its expressions of time.
pub(crate) fn figures(text: &str, sentence: Span, dates: &[Span], language: Option<&str>) -> Vec<Figure> {
    let sentence = Sentence::read(text, sentence, language);
    let of =
        |(at, number): (usize, Numbered)| sentence.figure(at, number.next, number.quantity, number.unit, number.span);
    numbers(&sentence, dates).filter_map(of).collect()
}

/// The numbers of a sentence of `text` in a language outside its expressions of time, in order, none overlapping another.
pub(crate) fn amounts(text: &str, sentence: Span, dates: &[Span], language: Option<&str>) -> Vec<Amount> {
    let sentence = Sentence::read(text, sentence, language);
    let of =
        |(_, number): (usize, Numbered)| Amount { span: number.span, quantity: number.quantity, unit: number.unit };
    numbers(&sentence, dates).map(of).collect()
}

/// The numbers of a sentence that begin outside `dates`, each with the word at which it begins; none overlaps another.
fn numbers(sentence: &Sentence<'_>, dates: &[Span]) -> impl Iterator<Item = (usize, Numbered)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(word) = sentence.words.get(at) {
            let begin = at;
            let number = sentence.numbered(begin).filter(|_| !dates.iter().any(|date| date.overlaps(word.span)));
            at = number.as_ref().map_or(begin + 1, |number| number.next.max(begin + 1));
            if let Some(number) = number {
                return Some((begin, number));
            }
        }
        None
    })
}

impl Sentence<'_> {
    /// The figure of a number from one word to another.
    fn figure(
        &self,
        at: usize,
        next: usize,
        quantity: Quantity,
        unit: Option<&'static str>,
        span: Span,
    ) -> Option<Figure> {
        if self.words.get(at.max(next.saturating_sub(1)))?.text.ends_with(is_unspaced) || self.is_before_sign(next) {
            let (counted, last) = self.people_in_signs(at, next).filter(|_| unit.is_none())?;
            return Some(Figure { span: span.cover(self.words.get(last)?.span), quantity, counted });
        }
        let noun = self.noun(next);
        let counted = match unit {
            Some(PERCENT) => Counted::Things(PERCENT.to_owned(), self.before(at)).filled()?,
            Some(currency) => Counted::Money(currency, noun.last().map(|(_, stem)| stem.clone())?),
            None => self.counted(at, next, &noun)?,
        };
        let last = noun.last().filter(|_| unit != Some(PERCENT)).and_then(|(index, _)| self.words.get(*index));
        Some(Figure { span: last.map_or(span, |last| span.cover(last.span)), quantity, counted })
    }

    fn is_before_sign(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.gap.is_empty() && word.text.starts_with(is_unspaced))
    }

    /// The words of content right behind a number: adjectives and the noun, which is the last. In languages that put
    /// adjectives behind, one word alone.
    fn noun(&self, from: usize) -> Vec<(usize, String)> {
        let is_english = self.language.is_none_or(|language| language.starts_with("en"));
        let behind = self.words.iter().enumerate().skip(from).take(MOST_NOUN_WORDS);
        let words = behind.take_while(|(_, word)| {
            word.gap.trim().trim_matches('-').is_empty()
                && !is_function_word(&word.folded)
                && !word.folded.starts_with(|c: char| c.is_ascii_digit())
                && !(is_english && (word.folded.ends_with("ed") || word.folded.ends_with("ing")))
        });
        let most = if is_english { MOST_NOUN_WORDS } else { 1 };
        words.take(most).map(|(index, word)| (index, stem(&word.folded))).collect()
    }

    fn fate(&self, at: usize) -> Option<&'static str> {
        self.words.get(at).and_then(|word| self.known.fate(&word.folded))
    }

    fn counted(&self, at: usize, next: usize, noun: &[(usize, String)]) -> Option<Counted> {
        let is_person = |index: usize| self.known.is(self.folded(index), Role::Person);
        let person = noun.iter().find(|(index, _)| is_person(*index)).map(|(index, _)| *index);
        if let Some(person) = person {
            let behind = (person + 1..person + 1 + FATE_WITHIN).find_map(|at| self.fate(at));
            let before = (at.saturating_sub(FATE_WITHIN)..at).rev().find_map(|at| self.fate(at));
            // "killed 8 people and injured 20": the word right before a number governs it.
            let close = at.checked_sub(1).and_then(|at| self.fate(at));
            return close.or(behind).or(before).map(Counted::People);
        }
        // "8 dead", "killed 8"
        let close = || at.checked_sub(1).and_then(|at| self.fate(at)).filter(|_| noun.is_empty());
        if let Some(fate) = self.fate(next).or_else(close) {
            return Some(Counted::People(fate));
        }
        let (_, head) = noun.last()?;
        Counted::Things(head.clone(), self.before(at)).filled()
    }

    /// Stems of the words of content that stand right before a number.
    fn before(&self, at: usize) -> BTreeSet<String> {
        let words = self.words.iter().take(at).rev().take(5);
        words
            .filter(|word| !is_function_word(&word.folded) && word.folded.chars().all(char::is_alphabetic))
            .take(2)
            .map(|word| stem(&word.folded))
            .collect()
    }

    /// People and their fate where every sign is a word: "11名平民死亡", "造成8人受伤".
    fn people_in_signs(&self, at: usize, next: usize) -> Option<(Counted, usize)> {
        let joined = |from: usize, count: usize| -> String {
            let signs = self.words.iter().skip(from).take(count).enumerate();
            signs.take_while(|(place, word)| *place == 0 || word.gap.is_empty()).map(|(_, word)| word.text).collect()
        };
        let ends = |from: usize| (1..=MOST_SIGNS).find(|&count| self.known.is(&joined(from, count), Role::Person));
        let last = (next..next + 3).find_map(|from| Some(from + ends(from)? - 1))?;
        let fate_at = |from: usize| (1..=MOST_SIGNS).rev().find_map(|count| self.known.fate(&joined(from, count)));
        // What is said of the next number is not said of this one.
        let behind = (last + 1..last + 1 + FATE_WITHIN_SIGNS).take_while(|&at| {
            self.words.get(at).is_some_and(|word| word.gap.is_empty() && !word.text.starts_with(char::is_numeric))
        });
        let before = (at.saturating_sub(MOST_SIGNS)..at).rev();
        let fate = { behind }.find_map(fate_at).or_else(|| { before }.find_map(fate_at))?;
        Some((Counted::People(fate), last))
    }
}

impl Counted {
    /// Itself, unless nothing tells which things are meant.
    fn filled(self) -> Option<Self> {
        (!matches!(&self, Self::Things(_, before) if before.is_empty())).then_some(self)
    }
}

impl Amount {
    /// True when both cannot be so.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        self.unit == other.unit && self.quantity.contradicts(&other.quantity)
    }

    /// True when both are nearly the same number of the same: the one may stand for the other.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        self.unit == other.unit && self.quantity.equals(&other.quantity)
    }
}

impl Figure {
    /// True when both count the same.
    pub(crate) fn counts_like(&self, other: &Self) -> bool {
        match (&self.counted, &other.counted) {
            (Counted::People(a), Counted::People(b)) => a == b,
            (Counted::Money(currency, noun), Counted::Money(other_currency, other_noun)) => {
                currency == other_currency && noun == other_noun
            }
            (Counted::Things(noun, before), Counted::Things(other_noun, other_before)) => {
                noun == other_noun && before.iter().any(|a| other_before.iter().any(|b| a == b || share_kind(a, b)))
            }
            _ => false,
        }
    }

    /// True when both cannot be so.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        self.quantity.contradicts(&other.quantity)
    }

    /// What it counts, in a word.
    pub(crate) fn subject(&self) -> String {
        match &self.counted {
            Counted::People(fate) => format!("people {fate}"),
            Counted::Money(currency, noun) => format!("{currency} {noun}"),
            Counted::Things(noun, _) => noun.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Figure> {
        figures(text, Span::of(text), &[], None)
    }

    fn differ(a: &str, b: &str) -> bool {
        of(a).iter().any(|a| of(b).iter().any(|b| a.counts_like(b) && a.contradicts(b)))
    }

    #[test]
    fn figures_differ_only_where_they_count_the_same() {
        for (a, b) in [
            ("The blast killed 8 people.", "Eleven people died in the blast."),
            ("The $40 billion contract was signed.", "They signed the $35 billion contract."),
            ("The council bought 40 new buses.", "The town ordered 45 buses."),
            ("The flood left 12 dead.", "The flood killed 15 people."),
        ] {
            assert!(differ(a, b), "{a} / {b}: {:?} {:?}", of(a), of(b));
        }
        for (a, b) in [
            ("The blast killed 8 people.", "The blast injured 11 people."),
            ("At least 8 people were killed.", "In the blast 11 people were killed."),
            ("About 10,000 people were evacuated.", "Some 10,400 people were evacuated."),
            ("The $40 billion contract was signed.", "They paid a $35 billion fine."),
            ("The council bought 40 buses.", "The fleet has 45 buses."),
            ("The council bought 40 buses.", "The council bought 45 trams."),
            ("It opened 2 schools.", "It opened a school."),
        ] {
            assert!(!differ(a, b), "{a} / {b}: {:?} {:?}", of(a), of(b));
        }
    }

    #[test]
    fn numbers_are_read_with_their_scale_and_never_from_names() {
        let value = |text: &str| of(text).first().map(|figure| figure.quantity.value);
        assert_eq!(value("They signed a 1.2 million euro deal"), Some(1.2e6));
        assert_eq!(value("It delivered 3,500 tents"), Some(3500.0));
        assert_eq!(value("The A380 landed"), None);
        assert_eq!(value("It delivered 3,5 tents"), None);
    }

    fn in_language(language: &'static str, text: &str) -> Vec<Figure> {
        figures(text, Span::of(text), &[], Some(language))
    }

    #[test]
    fn figures_differ_in_every_language_only_where_they_count_the_same() {
        let differ = |language: &'static str, a: &str, b: &str| {
            let (of_a, of_b) = (in_language(language, a), in_language(language, b));
            let is_one = of_a.iter().any(|a| of_b.iter().any(|b| a.counts_like(b) && a.contradicts(b)));
            (is_one, format!("{a} / {b}: {of_a:?} {of_b:?}"))
        };
        for (language, a, b) in [
            ("de", "Bei dem Anschlag wurden 8 Menschen getötet.", "Elf Menschen starben bei dem Anschlag."),
            ("de", "Die Flut hinterließ zwölf Tote.", "Die Flut hinterließ 15 Tote."),
            ("de", "Die Inflation stieg auf 5,3 Prozent.", "Die Inflation erreichte 6,1 %."),
            ("de", "Die Stadt kaufte 1.200 Busse.", "Die Stadt kaufte 1.900 Busse."),
            ("fr", "L'attaque a fait douze morts.", "L'attaque a fait 15 morts."),
            ("fr", "Environ 3 500 personnes ont été évacuées.", "Plus de 5\u{202f}000 personnes ont été évacuées."),
            ("es", "La explosión dejó once muertos.", "La explosión dejó 14 muertos."),
            ("ru", "В результате взрыва погибли 8 человек.", "При взрыве погибли одиннадцать человек."),
            ("uk", "Унаслідок вибуху загинули п'ять людей.", "Унаслідок вибуху загинули 9 людей."),
            ("zh", "爆炸造成8人死亡。", "爆炸造成十一人死亡。"),
            ("zh", "地震已致3万人受伤。", "地震已致五万人受伤。"),
            ("en", "The offer won 61 percent of votes.", "The offer won 48% of votes."),
        ] {
            let (is_one, shown) = differ(language, a, b);
            assert!(is_one, "{shown}");
        }
        for (language, a, b) in [
            ("en", "The blast killed 40 to 50 people.", "The blast killed 45 people."),
            ("en", "The blast killed 8-12 people.", "The blast killed 11 people."),
            ("en", "Between 40 and 50 people were killed.", "In the blast 60 people were killed."),
            ("en", "About 80 people were arrested.", "Police arrested 81 people."),
            ("en", "The offer won 61 percent of votes.", "The offer won 48,000 votes."),
            ("en", "The council bought 1.2 million masks.", "The council bought 1.24 million masks."),
            ("de", "Rund 80 Menschen wurden festgenommen.", "82 Menschen wurden festgenommen."),
            ("de", "Zwischen 40 und 50 Menschen wurden getötet.", "Es wurden 60 Menschen getötet."),
            ("de", "Die Inflation stieg auf 5,3 Prozent.", "Die Inflation stieg um 5,30 Prozent."),
            ("de", "Die Stadt kaufte 1.200 Busse.", "Die Stadt kaufte 1200 Busse."),
            ("de", "Es wurden 8 Menschen getötet.", "Es wurden 20 Menschen verletzt."),
            ("fr", "La ville a acheté 3 500 bus.", "La ville a acheté 3500 bus."),
            ("ru", "Погибли более 8 человек.", "Погибли 11 человек."),
            ("zh", "爆炸造成80多人死亡。", "爆炸造成85人死亡。"),
            ("zh", "爆炸造成8人死亡，20人受伤。", "爆炸造成8人死亡。"),
        ] {
            let (is_one, shown) = differ(language, a, b);
            assert!(!is_one, "{shown}");
        }
    }

    #[test]
    fn amounts_are_read_as_the_language_writes_them() {
        for (language, text, value, unit) in [
            ("en", "It cost $81.3B.", 81.3e9, Some("$")),
            ("en", "It cost 1,234,567.5 dollars.", 1_234_567.5, Some("$")),
            ("en", "It grew by 20 %.", 20.0, Some(PERCENT)),
            ("en", "It grew by twenty per cent.", 20.0, Some(PERCENT)),
            ("de", "Es kostete 81,3 Mrd. Euro.", 81.3e9, Some("€")),
            ("de", "Es kostete 1.234.567,5 €.", 1_234_567.5, Some("€")),
            ("de", "Es kamen fünf Gäste.", 5.0, None),
            ("de", "Es sind 3.5 Meter.", 3.5, None),
            ("fr", "Il a coûté 1 234 567,5 euros.", 1_234_567.5, Some("€")),
            ("fr", "Il y a 12\u{a0}500 bus.", 12_500.0, None),
            ("es", "Costó 1,200 dólares.", 1200.0, Some("$")),
            ("es", "Costó 2,5 millones de euros.", 2.5e6, Some("€")),
            ("ru", "Стоимость 3,5 млрд рублей.", 3.5e9, Some("ruble")),
            ("uk", "Вартість 40 тис. гривень.", 40e3, Some("hryvnia")),
            ("zh", "价格为12.5亿美元。", 12.5e8, Some("$")),
            ("zh", "共有三千八百万居民。", 38e6, None),
            ("zh", "增长百分之二十。", 20.0, Some(PERCENT)),
        ] {
            let read = amounts(text, Span::of(text), &[], Some(language));
            let [amount] = read.as_slice() else { panic!("{text}: {read:?}") };
            assert_eq!((amount.quantity.value, amount.unit), (value, unit), "{text}");
        }
        for (language, text) in [
            ("de", "Es sind 1,200 Meter."),
            ("zh", "这十分重要。"),
            ("zh", "二〇二三"),
            ("fr", "Un seul bus."),
            ("en", "A380"),
        ] {
            assert_eq!(amounts(text, Span::of(text), &[], Some(language)), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_is_read(
            text in "([0-9,.]{1,5}|[a-z$€% ]{1,6}|killed|people|million|三|万|亿|人|死亡|\\PC){0,40}", language in "en|de|es|ru|zh"
        ) {
            for amount in amounts(&text, Span::of(&text), &[], Some(&language)) {
                proptest::prop_assert!(!amount.span.slice(&text).is_empty() && !amount.contradicts(&amount));
            }
            for figure in figures(&text, Span::of(&text), &[], Some(&language)) {
                proptest::prop_assert!(!figure.span.slice(&text).is_empty() && !figure.contradicts(&figure));
            }
        }
    }
}
