//! Who publishes: 500 outlets, the largest with many times the articles of the smallest, each in one language.

use super::languages::{LANGUAGES, Language};
use super::random::{Random, Zipf};
use super::vocabulary::{Vocabulary, capitalised, write_in_script};

const OUTLETS: usize = 500;

#[derive(Debug)]
pub(super) struct Outlet {
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) language: &'static Language,
    /// Whether quotation marks and apostrophes are typographic ones.
    pub(super) is_typographic: bool,
}

#[derive(Debug)]
pub(super) struct Outlets {
    all: Vec<Outlet>,
    sizes: Zipf,
}

impl Outlets {
    pub(super) fn new(seed: u64, vocabulary: &Vocabulary) -> Self {
        let mut random = Random::new(seed, 0x71e7);
        let all = (0..OUTLETS).map(|index| outlet(index, vocabulary, &mut random)).collect();
        Self { all, sizes: Zipf::new(OUTLETS, 3.0) }
    }

    /// An outlet by its size.
    pub(super) fn any(&self, random: &mut Random) -> &Outlet {
        &self.all[self.sizes.draw(random)]
    }

    /// Another outlet that writes in `language`, where a few draws find one.
    pub(super) fn any_in(&self, language: &str, but: &str, random: &mut Random) -> &Outlet {
        let mut drawn = self.any(random);
        for _ in 0..400 {
            if drawn.language.code == language && drawn.name != but {
                break;
            }
            drawn = self.any(random);
        }
        drawn
    }
}

fn outlet(index: usize, vocabulary: &Vocabulary, random: &mut Random) -> Outlet {
    // Languages by their shares, spread over large and small outlets alike: steps of 387 visit each of 1,000 once.
    let mut left = index * 387 % 1_000;
    let language = LANGUAGES.iter().find(|language| {
        let is_it = left < language.per_mille;
        left = left.saturating_sub(language.per_mille);
        is_it
    });
    let language = language.unwrap_or(&LANGUAGES[0]);
    let place = capitalised(vocabulary.word(600 + (index * 17) as u32 + random.below(17) as u32));
    let kind = if language.is_cyrillic { random.pick(&CYRILLIC_KINDS) } else { random.pick(&KINDS) };
    let mut name = String::new();
    if language.is_cyrillic || random.one_in(2) {
        name.push_str(kind);
        name.push(' ');
        write_in_script(&place, language, &mut name);
    } else {
        name = format!("{place} {kind}");
    }
    let ascii: String = place.to_lowercase().chars().filter(char::is_ascii).collect();
    let domain = format!("www.{ascii}-{index}.example");
    Outlet { name, domain, language, is_typographic: random.per_mille(600) }
}

const KINDS: [&str; 20] = [
    "Times",
    "Post",
    "Herald",
    "Tribune",
    "Gazette",
    "Courier",
    "Ledger",
    "Journal",
    "Chronicle",
    "Observer",
    "Wire",
    "Dispatch",
    "Review",
    "Standard",
    "Telegraph",
    "Monitor",
    "Mail",
    "News",
    "Press",
    "Daily",
];
const CYRILLIC_KINDS: [&str; 6] = ["Вестник", "Газета", "Новости", "Вечерний", "Правда", "Курьер"];
