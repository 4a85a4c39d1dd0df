//! What is inferred of five real scraped documents, each with a trap of its own.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement prints its figures and stops where its data is broken"
)]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Progress};
use std::path::PathBuf;

/// The five documents in the order of their file names, or nothing where the data is not there.
fn seeds() -> Option<Vec<Article>> {
    let Some(data) = std::env::var_os("PARALLAX_DATA").map(PathBuf::from) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "PARALLAX_DATA must be set in CI");
        println!("ignored: PARALLAX_DATA is not set");
        return None;
    };
    let mut articles = Vec::new();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(data.join("seeds")).expect("a folder").flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    ingest::read(&files, &Cancel::new(), &Progress::new(), &mut |batch| articles.extend(batch.articles));
    assert_eq!(articles.len(), 5);
    Some(articles)
}

fn check(article: &Article, title: Option<&str>, outlet: Option<&str>, published: Option<(&str, &str)>) {
    let doc = article.source.doc();
    let why = || article.published.as_ref().map(|known| known.basis.rule().to_owned());
    println!(
        "{doc}: {:?}, {:?}, {:?} by {:?}",
        article.title(),
        article.outlet(),
        article.published().map(|days| days.to_string()),
        why()
    );
    // Titles are compared by their first words: no sentence of the documents stands in this project.
    assert_eq!(article.title().is_some(), title.is_some(), "{doc}");
    assert!(title.is_none_or(|start| article.title().is_some_and(|title| title.starts_with(start))), "{doc}");
    assert_eq!(article.outlet(), outlet, "{doc}");
    let day = |day: &str| day.parse::<chrono::NaiveDate>().expect("a day");
    match (published, article.published()) {
        (None, found) => assert_eq!(found, None, "{doc}"),
        (Some((first, last)), found) => {
            let found = found.expect("a date");
            assert!(day(first) <= found.first() && found.last() <= day(last), "{doc}: {found}");
            assert!(found.first() < found.last(), "{doc}: a guess shown as a day");
        }
    }
    for span in &article.boilerplate {
        assert!(!span.slice(&article.text).is_empty(), "{doc}");
    }
}

#[test]
fn five_documents_and_their_traps() {
    let Some(articles) = seeds() else { return };
    let [first, second, third, fourth, fifth] = articles.as_slice() else { return };
    check(first, Some("After Its"), Some("Algora"), None);
    // Its first line is the name of a picture; the headline is lost.
    check(second, None, Some("Trends Journal"), Some(("2023-10-17", "2023-10-31")));
    // It cites nine outlets and does not name its own.
    check(third, Some("Xi’s Visit"), None, Some(("2022-10-01", "2023-12-31")));
    check(fourth, Some("Xi’s visit"), Some("TruthRow"), Some(("2023-01-01", "2023-12-31")));
    // It ends in the month of an archive widget that is not its own.
    check(fifth, Some("Xi’s visit"), Some("United World International"), Some(("2023-01-01", "2023-12-31")));
}

#[test]
fn what_is_not_the_article_is_marked() {
    let Some(articles) = seeds() else { return };
    let is_marked = |number: usize, text: &str| {
        let article = articles.get(number).expect("an article");
        let at = article.text.rfind(text).expect("the text");
        article.is_boilerplate(parallax::text::Span::new(at, at + text.len()))
    };
    assert!(is_marked(0, "Description"));
    assert!(is_marked(1, "Skip to content"));
    assert!(is_marked(2, "Related Post"));
    assert!(is_marked(3, "joining TruthRow"));
    assert!(is_marked(4, "June 2024") && is_marked(4, "Leave a Reply"));
    for (number, body) in
        ["Xinhua summarized", "TRENDPOST", "[Source]", "Getty Images", "On March 10"].into_iter().enumerate()
    {
        assert!(!is_marked(number, body), "{body}");
    }
}
