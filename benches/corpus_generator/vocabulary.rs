//! The words and names of the corpus: real words of the news for the most frequent, words made of syllables for the rest.

use super::languages::Language;
use super::random::{Random, Zipf, mixed};

/// Different words that articles share; names, numbers and words that occur once come on top.
const WORDS: usize = 1_200_000;
/// Bytes of a word.
const MOST_BYTES: usize = 15;
const FIRST_NAMES: usize = 3_000;
const SURNAMES: usize = 40_000;
const PERSONS: usize = 200_000;
/// Words that a topic prefers.
const TOPIC_WORDS: usize = 1_500;

#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Length and letters of each word, in one line of the cache; the most frequent come first, first names and
    /// surnames after the words.
    words: Vec<[u8; 16]>,
    all: Zipf,
    topic: Zipf,
    persons: Zipf,
    function_words: Zipf,
}

impl Vocabulary {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, 0x13d5);
        let mut words = Self {
            words: Vec::with_capacity(WORDS + FIRST_NAMES + SURNAMES),
            all: Zipf::new(WORDS, 25.0),
            topic: Zipf::new(TOPIC_WORDS, 8.0),
            persons: Zipf::new(PERSONS, 10.0),
            function_words: Zipf::new(60, 1.5),
        };
        let mut known = Known(vec![0; 1 << 20]);
        for word in FREQUENT.split_ascii_whitespace().filter(|word| known.insert(word)) {
            words.push(word);
        }
        let mut word = String::new();
        while words.words.len() < WORDS {
            word.clear();
            write_syllables(syllable_count(words.words.len(), &mut random), 150, &mut random, &mut word);
            if word.len() <= MOST_BYTES && known.insert(&word) {
                words.push(&word);
            }
        }
        while words.words.len() < WORDS + FIRST_NAMES + SURNAMES {
            word.clear();
            write_syllables(2 + usize::from(random.one_in(4)), 60, &mut random, &mut word);
            if word.len() < MOST_BYTES {
                words.push(&capitalised(&word));
            }
        }
        words
    }

    fn push(&mut self, word: &str) {
        let mut entry = [0; 16];
        entry[0] = word.len() as u8;
        entry[1..=word.len()].copy_from_slice(word.as_bytes());
        self.words.push(entry);
    }

    /// The word of a rank, 0 the most frequent.
    pub(super) fn word(&self, index: u32) -> &str {
        let entry = &self.words[index as usize];
        std::str::from_utf8(&entry[1..=usize::from(entry[0])]).unwrap_or_default()
    }

    /// A word of the whole vocabulary.
    pub(super) fn any_word(&self, random: &mut Random) -> u32 {
        self.all.draw(random) as u32
    }

    /// A word that `topic` prefers.
    pub(super) fn topic_word(&self, topic: u32, random: &mut Random) -> u32 {
        let place = self.topic.draw(random) as u64;
        30 + (mixed(u64::from(topic) << 32 | place) % if place < 300 { 8_000 } else { 80_000 }) as u32
    }

    /// A little word of a language; `words` are its words in the order of their frequency.
    pub(super) fn function_word<'a>(&self, words: &[&'a str], random: &mut Random) -> &'a str {
        let index = self.function_words.draw(random);
        words[if index < 30 { index } else { 30 + random.below(words.len() - 30) }]
    }

    /// One of the people in the news.
    pub(super) fn any_person(&self, random: &mut Random) -> u32 {
        self.persons.draw(random) as u32
    }

    /// First name and surname of a person.
    pub(super) fn names(&self, person: u32) -> [&str; 2] {
        let hash = mixed(u64::from(person) ^ 0x9e75);
        let (first, last) = ((hash % FIRST_NAMES as u64) as usize, ((hash >> 32) % SURNAMES as u64) as usize);
        [self.word((WORDS + first) as u32), self.word((WORDS + FIRST_NAMES + last) as u32)]
    }

    /// A person's full name in the script of a language.
    pub(super) fn person(&self, person: u32, language: &Language) -> String {
        let [first, last] = self.names(person);
        let mut name = String::new();
        write_in_script(first, language, &mut name);
        name.push(' ');
        write_in_script(last, language, &mut name);
        name
    }
}

/// Which words have been made, by a bit of 2^26 each: a few are taken for known that are not, and others made instead.
struct Known(Vec<u64>);

impl Known {
    /// True where the word is new.
    fn insert(&mut self, word: &str) -> bool {
        let hash = mixed(word.bytes().fold(5, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)));
        let bits = &mut self.0[(hash >> 44) as usize];
        let is_new = *bits & (1 << (hash & 63)) == 0;
        *bits |= 1 << (hash & 63);
        is_new
    }
}

/// Frequent words are short.
fn syllable_count(rank: usize, random: &mut Random) -> usize {
    let usual = match rank {
        0..10_000 => 2,
        10_000..60_000 => 2 + usize::from(random.one_in(2)),
        _ => 3,
    };
    if random.one_in(5) { usual - 1 } else { usual }
}

/// Writes `count` syllables; once in `plain` syllables one has an accent.
fn write_syllables(count: usize, plain: usize, random: &mut Random, word: &mut String) {
    for index in 0..count {
        word.push_str(random.pick(&ONSETS));
        word.push_str(if random.one_in(plain) { random.pick(&ACCENTED) } else { random.pick(&VOWELS) });
        if index + 1 == count || random.one_in(4) {
            word.push_str(random.pick(&CODAS));
        }
    }
}

/// Writes a word that no other article is likely to have.
pub(super) fn write_rare_word(random: &mut Random, word: &mut String) {
    let count = 4 + random.below(2);
    write_syllables(count, 200, random, word);
}

/// Writes a word of the vocabulary as a language spells it: letter by letter in Cyrillic.
pub(super) fn write_in_script(word: &str, language: &Language, text: &mut String) {
    if !language.is_cyrillic {
        text.push_str(word);
        return;
    }
    for letter in word.chars() {
        let lower = letter.to_ascii_lowercase();
        let index = if lower.is_ascii_lowercase() { (lower as u8 - b'a') as usize } else { 4 };
        let cyrillic = CYRILLIC[index];
        if letter.is_uppercase() { text.extend(cyrillic.to_uppercase()) } else { text.push(cyrillic) }
    }
}

/// The word with a capital letter at its start.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const ONSETS: [&str; 44] = [
    "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "b", "c", "d", "l", "m", "n",
    "p", "r", "s", "t", "r", "t", "s", "st", "tr", "pr", "br", "gr", "cl", "ch", "sh", "th", "pl", "cr", "fl", "dr",
    "",
];
const VOWELS: [&str; 16] = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "e", "a", "ea", "io", "ou", "ai", "y"];
const ACCENTED: [&str; 6] = ["é", "ü", "ö", "á", "ã", "î"];
const CODAS: [&str; 28] = [
    "n", "r", "s", "t", "l", "d", "m", "nt", "st", "nd", "ng", "rt", "ck", "x", "p", "g", "ss", "ll", "", "", "", "",
    "s", "n", "r", "ns", "ts", "rd",
];
const CYRILLIC: [char; 26] = [
    'а', 'б', 'ц', 'д', 'е', 'ф', 'г', 'х', 'и', 'ж', 'к', 'л', 'м', 'н', 'о', 'п', 'щ', 'р', 'с', 'т', 'у', 'в', 'ш',
    'ч', 'ы', 'з',
];

/// Content words of the news, the most frequent first.
const FREQUENT: &str = "people government year state country minister president company police party city week percent \
    world million court group market officials day election leader report law security war union bank talks member \
    month plan police team house national attack public power home economy trade case health school work number deal \
    part office vote prime foreign money area water oil force military support statement conference parliament price \
    family child women men students time policy agreement energy gas budget growth interest rate rise tax food border \
    region chief director senior local former political economic international general European central federal \
    private social major human new early late high low strong weak long short big small good old young free open \
    told met signed opened rejected discussed closed announced visited delayed praised called asked agreed added \
    warned killed arrested injured charged accused resigned elected appointed launched won lost sold bought built \
    reported expected planned approved backed blocked banned halted raised cut fell rose reached left returned held \
    faced began ended continued failed sought urged denied confirmed condemned criticised welcomed refused promised \
    harbour treaty pipeline summit ceasefire tariff strike railway hospital river envoy warrant drought satellite \
    university grain reactor airport bridge road factory mine farm forest island coast port ship train plane car \
    flood storm fire earthquake virus vaccine disease doctor patient drug trial judge lawyer prison crime victim \
    witness evidence investigation inquiry scandal corruption protest rally march demonstration clash riot violence \
    soldier army navy troops missile weapon bomb drone rebel militia hostage refugee migrant asylum visa passport \
    embassy ambassador diplomat sanction resolution council commission committee agency authority ministry department \
    mayor governor senator candidate campaign poll ballot coalition opposition reform bill constitution referendum \
    investor shares stock bond currency inflation debt loan credit profit loss revenue sales export import industry \
    technology software internet data network phone computer science research climate emissions carbon wind solar \
    match goal season league player coach club cup final champion film music book artist museum festival award show \
    church religious language history culture tradition village town street building apartment land property owner";
