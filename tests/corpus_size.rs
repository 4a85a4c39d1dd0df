//! What articles and mentions take in memory beside their texts, and how long one takes to be taken out.
//!
//! The figures are printed: `cargo test --release --no-default-features --test corpus_size -- --nocapture`.

use parallax::corpus::packed::{ArticleBlock, Block, MentionBlock};
use parallax::corpus::{Article, ArticleId, Mention};
use parallax::events::mentions;
use parallax::ingest;
use parallax::work::{Cancel, Progress};
use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

/// Bytes that an article with its mentions may take beside its text.
const MOST_BYTES: usize = 350;

/// Sentences that refer to days in the ways in which news do.
const SENTENCES: [&str; 6] = [
    "The ministers met on Monday to talk about the price of bread. ",
    "The bridge has been closed since 14 March 2021 and nobody knows when it will open again. ",
    "Last week the council said that the works would go on until the end of the year. ",
    "In 2019 the same company had promised a new harbour. ",
    "“We have waited for three years,” said the mayor, who did not want to be named. ",
    "They will decide in April, as they did between 3 and 5 May 2020. ",
];

/// A thousand records as a news database exports them.
fn records() -> String {
    let mut lines = String::new();
    for number in 0..1024usize {
        let mut text = String::new();
        while text.len() < 5000 {
            let sentence = SENTENCES[(number * 7 + text.len()) % SENTENCES.len()];
            let filler =
                "Nothing else was said of it, and the rain went on over the roofs of the old town by the river. ";
            text.extend([sentence, filler, filler, filler, filler]);
        }
        let (outlet, month, day) = (number % 97, number % 12 + 1, number % 28 + 1);
        writeln!(
            lines,
            r#"{{"id":"rec-{number:06}","title":"The council decides for the {number}th time on the bridge and the harbour","outlet":"Gazette of Town {outlet}","byline":"Reporter {outlet}","published":"2022-{month:02}-{day:02}","language":"en","text":"{text}"}}"#
        )
        .unwrap_or_default();
    }
    lines
}

#[test]
fn a_packed_article_with_its_mentions_takes_few_bytes_beside_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("records.jsonl");
    std::fs::write(&path, records()).expect("written");
    let mut articles: Vec<Option<Arc<Article>>> = Vec::new();
    ingest::read(&[path], &Cancel::new(), &Progress::new(), &mut |batch| {
        articles.extend(batch.articles.into_iter().map(|article| Some(Arc::new(article))));
    });
    let count = articles.len();
    assert_eq!(count, 1024);
    let of = |(slot, article): (usize, &Option<Arc<Article>>)| -> Option<Arc<[Mention]>> {
        article.as_ref().map(|article| mentions(ArticleId(slot as u32), article).into())
    };
    let found: Vec<_> = articles.iter().enumerate().map(of).collect();
    let mention_count: usize = found.iter().flatten().map(|mentions| mentions.len()).sum();
    let start = Instant::now();
    let block = <ArticleBlock as Block>::pack(&articles);
    let dates = <MentionBlock as Block>::pack(&found);
    let packing = start.elapsed();
    let (records, texts) = block.parts().expect("no text is long");
    let (of_articles, of_mentions) = (records.len() / count, dates.bytes().len() / count);
    let timed = |get: &dyn Fn(usize)| {
        let start = Instant::now();
        (0..count).for_each(get);
        start.elapsed() / count as u32
    };
    let article_time = timed(&|index| assert!(block.get(index, index).is_some()));
    let mention_time = timed(&|index| assert!(dates.get(index, index).is_some()));
    println!(
        "an article of {} bytes with {:.1} mentions: {of_articles} + {of_mentions} bytes beside the text; packed within \
         {:?}, taken out within {article_time:?} + {mention_time:?}",
        texts.len() / count,
        mention_count as f32 / count as f32,
        packing / count as u32,
    );
    assert!(of_articles + of_mentions <= MOST_BYTES, "{of_articles} + {of_mentions}");
}
