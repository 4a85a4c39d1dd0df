//! Sentences and paragraphs that look like news and have its statistics.

use super::languages::Language;
use super::outlets::Outlet;
use super::random::Random;
use super::vocabulary::{Vocabulary, capitalised, write_in_script, write_rare_word};
use std::fmt::Write as _;

/// Words that an article remembers to use again.
const REMEMBERED: usize = 48;

#[derive(Debug)]
pub(super) struct Prose<'a> {
    vocabulary: &'a Vocabulary,
    outlet: &'a Outlet,
    language: &'static Language,
    function_words: Vec<&'static str>,
    topics: [u32; 2],
    day: i32,
    people: Vec<u32>,
    used: Vec<u32>,
    random: Random,
}

impl<'a> Prose<'a> {
    pub(super) fn new(
        vocabulary: &'a Vocabulary,
        outlet: &'a Outlet,
        topics: [u32; 2],
        day: i32,
        mut random: Random,
    ) -> Self {
        let language = outlet.language;
        let people = (0..3 + random.below(5)).map(|_| vocabulary.any_person(&mut random)).collect();
        let function_words = language.function_words.split_ascii_whitespace().collect();
        Self { vocabulary, outlet, language, function_words, topics, day, people, used: Vec::new(), random }
    }

    pub(super) fn into_random(self) -> Random {
        self.random
    }

    /// A headline of five to ten words.
    pub(super) fn title(&mut self) -> String {
        let mut title = String::new();
        let word_count = 5 + self.random.below(6);
        for index in 0..word_count {
            if index > 0 {
                title.push(' ');
            }
            if index > 0 && index + 1 < word_count && self.random.one_in(4) {
                title.push_str(self.vocabulary.function_word(&self.function_words, &mut self.random));
            } else if self.random.one_in(8) {
                let [_, last] = self.vocabulary.names(self.random.pick(&self.people));
                write_in_script(last, self.language, &mut title);
            } else {
                let word = self.vocabulary.word(self.content_word());
                let word = if index == 0 { capitalised(word) } else { word.to_owned() };
                write_in_script(&word, self.language, &mut title);
            }
        }
        title
    }

    /// Some 770 words on average, more than 5,000 hardly ever.
    pub(super) fn text(&mut self) -> String {
        let word_limit = self.random.log_normal(630.0, 0.58).clamp(60.0, 8_000.0) as usize;
        let mut text = String::with_capacity(word_limit * 8);
        if self.random.one_in(2) {
            let city = self.random.pick(&CITIES);
            write_in_script(city, self.language, &mut text);
            text.push_str(", ");
            self.language.write_dateline_day(self.day, &mut text);
            text.push_str(if self.outlet.is_typographic { " — " } else { " - " });
        }
        let mut word_count = 0;
        while word_count < word_limit {
            word_count += self.paragraph(&mut text);
            text.push_str("\n\n");
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Writes one to four sentences and counts their words.
    pub(super) fn paragraph(&mut self, text: &mut String) -> usize {
        let sentence_count = 1 + self.random.below(4);
        let mut word_count = 0;
        for index in 0..sentence_count {
            if index > 0 {
                text.push(' ');
            }
            word_count += self.sentence(text);
        }
        word_count
    }

    /// Writes a sentence and counts its words.
    fn sentence(&mut self, text: &mut String) -> usize {
        let word_limit = 6 + self.random.below(18) + self.random.below(18);
        let is_quote = self.random.one_in(9);
        let (open, close) = if self.outlet.is_typographic { ("“", "”") } else { ("\"", "\"") };
        if is_quote {
            text.push_str(open);
        }
        let time_place = if self.random.per_mille(265) { 2 + self.random.below(word_limit - 3) } else { usize::MAX };
        let (mut word_count, mut is_after_function_word) = (0, false);
        while word_count < word_limit {
            if word_count > 0 {
                text.push(' ');
            }
            if word_count >= time_place && word_count < time_place + 3 && !text.ends_with(['(', '$']) {
                self.language.write_time(self.day, &mut self.random, text);
                word_count += 3;
                is_after_function_word = false;
                continue;
            }
            let is_function_word = self.random.per_mille(if is_after_function_word { 240 } else { 600 });
            if is_function_word {
                let word = self.vocabulary.function_word(&self.function_words, &mut self.random);
                if word_count == 0 { text.push_str(&capitalised(word)) } else { text.push_str(word) }
            } else {
                word_count += self.content(word_count == 0, text);
                if word_count + 2 < word_limit && self.random.one_in(12) {
                    text.push(',');
                }
            }
            is_after_function_word = is_function_word;
            word_count += 1;
        }
        if is_quote {
            let _ = write!(text, ",{close} {} ", self.language.said);
            self.person(false, text);
            word_count += 2;
        }
        text.push(if !is_quote && self.random.one_in(60) { '?' } else { '.' });
        word_count
    }

    /// Writes a word that carries meaning, a name or a number, and counts the words beyond the first.
    fn content(&mut self, is_first: bool, text: &mut String) -> usize {
        match self.random.below(1_000) {
            0..75 => self.person(true, text),
            75..95 => self.number(text),
            95..98 => {
                let mut word = String::new();
                write_rare_word(&mut self.random, &mut word);
                write_in_script(&capitalised(&word), self.language, text);
                0
            }
            98..112 => {
                self.word(is_first, text);
                text.push('-');
                self.word(false, text);
                1
            }
            _ => {
                self.word(is_first, text);
                0
            }
        }
    }

    fn word(&mut self, is_first: bool, text: &mut String) {
        let word = self.vocabulary.word(self.content_word());
        if is_first {
            write_in_script(&capitalised(word), self.language, text);
        } else {
            write_in_script(word, self.language, text);
        }
    }

    fn content_word(&mut self) -> u32 {
        let word = match self.random.below(100) {
            0..14 if !self.used.is_empty() => return self.random.pick(&self.used),
            0..45 => self.vocabulary.topic_word(self.topics[usize::from(self.random.one_in(4))], &mut self.random),
            _ => self.vocabulary.any_word(&mut self.random),
        };
        if self.used.len() < REMEMBERED {
            self.used.push(word);
        } else {
            let place = self.random.below(REMEMBERED);
            self.used[place] = word;
        }
        word
    }

    fn person(&mut self, may_own: bool, text: &mut String) -> usize {
        let person = self.random.pick(&self.people);
        let [first, last] = self.vocabulary.names(person);
        let is_full = self.random.one_in(2);
        if is_full {
            write_in_script(first, self.language, text);
            text.push(' ');
        }
        write_in_script(last, self.language, text);
        let has_genitive = may_own && self.language.code == "en" && self.random.one_in(8);
        if has_genitive {
            text.push_str(if self.outlet.is_typographic { "’s" } else { "'s" });
        }
        usize::from(is_full) + usize::from(has_genitive)
    }

    fn number(&mut self, text: &mut String) -> usize {
        let (small, large) = (2 + self.random.below(98), 1_000 + self.random.below(900_000));
        let _ = match self.random.below(5) {
            0 | 1 => write!(text, "{small}"),
            2 => write!(text, "{},{:03}", large / 1_000, large % 1_000),
            3 => write!(text, "{}.{} %", small, large % 10),
            _ => write!(text, "${}.{} million", small, large % 10),
        };
        1
    }
}

const CITIES: [&str; 24] = [
    "LONDON",
    "PARIS",
    "BERLIN",
    "MADRID",
    "ROME",
    "VIENNA",
    "WARSAW",
    "KYIV",
    "MOSCOW",
    "ANKARA",
    "CAIRO",
    "BEIRUT",
    "TEHRAN",
    "DELHI",
    "BEIJING",
    "TOKYO",
    "SEOUL",
    "SYDNEY",
    "NAIROBI",
    "LAGOS",
    "LIMA",
    "MEXICO CITY",
    "OTTAWA",
    "WASHINGTON",
];
