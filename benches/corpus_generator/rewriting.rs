//! The copy of an agency's text that another outlet makes: some sentences left out, some words changed, its own end.

use super::prose::Prose;
use super::random::Random;
use super::{GeneratedArticle, Generator, LAST_DAY};

/// Article `id` as another outlet's version of `original`, on the same day or the day after.
pub(super) fn copy(generator: &Generator, id: u64, original: u64) -> GeneratedArticle {
    let source = generator.original(original);
    let mut random = Random::new(generator.seed ^ 0xc091, id);
    let outlet = generator.outlets.any_in(source.language, &source.outlet, &mut random);
    let day = source.published.unwrap_or(super::FIRST_DAY);
    let day = (day + random.below(2) as i32).min(LAST_DAY);
    let mut text = rewritten(generator, &source.text, &mut random);
    let topics = [random.below(super::TOPICS) as u32, 0];
    let mut prose = Prose::new(&generator.vocabulary, outlet, topics, day, random);
    let title = if id.is_multiple_of(2) { source.title } else { prose.title() };
    if id.is_multiple_of(3) {
        text.push_str("\n\n");
        prose.paragraph(&mut text);
    }
    let random = prose.into_random();
    let record = generator.record(id, outlet, day, title, text, topics, random);
    GeneratedArticle { copy_of: Some(original), ..record }
}

/// Leaves out one sentence in eight and changes one longer word in twenty.
fn rewritten(generator: &Generator, source: &str, random: &mut Random) -> String {
    let mut text = String::with_capacity(source.len());
    for paragraph in source.split("\n\n") {
        let start = text.len();
        for (index, sentence) in paragraph.split(". ").enumerate() {
            if index > 0 && random.one_in(8) {
                continue;
            }
            if text.len() > start {
                text.push_str(if text.ends_with(['.', '?']) { " " } else { ". " });
            }
            for (place, word) in sentence.split(' ').enumerate() {
                if place > 0 {
                    text.push(' ');
                }
                let is_plain = word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
                if is_plain && random.one_in(20) {
                    text.push_str(generator.vocabulary.word(generator.vocabulary.any_word(random)));
                } else {
                    text.push_str(word);
                }
            }
        }
        if !text.ends_with(['.', '?']) {
            text.push('.');
        }
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text
}
