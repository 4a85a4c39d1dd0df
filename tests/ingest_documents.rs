//! PDF and web archives, made here by code.

#![allow(clippy::expect_used, reason = "a test that cannot make its folder must fail")]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Problem, ProblemKind, Progress};
use std::fmt::Write;

fn read(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let (mut articles, mut problems, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    ingest::read(&[folder.path().to_path_buf()], &Cancel::new(), &Progress::new(), &mut |batch| {
        articles.extend(batch.articles);
        problems.extend(batch.problems);
        notes.extend(batch.files.into_iter().flat_map(|file| file.notes));
    });
    (articles, problems, notes)
}

/// A document whose pages hold lines of text: size, left edge, height of the base line.
fn pdf(pages: &[Vec<(u32, u32, u32, &str)>]) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut kids = String::new();
    for lines in pages {
        let mut content = String::new();
        for (size, x, y, text) in lines {
            let _ = write!(content, "BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET ");
        }
        let _ = write!(kids, "{} 0 R ", objects.len() + 1);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            objects.len() + 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    file.into_bytes()
}

#[test]
fn pages_are_one_text_without_their_running_heads() {
    let page = |number: &'static str, first: &'static str, second: &'static str| {
        vec![(9, 50, 770, "The Paper, a daily"), (10, 50, 700, first), (10, 50, 686, second), (9, 290, 30, number)]
    };
    let mut first = page(
        "1",
        "The visit began on Monday and was to go on for three days; the inter-",
        "national press was there and",
    );
    first.insert(1, (20, 50, 730, "A visit begins"));
    let pages = [
        first,
        page("2", "followed every step of it. It said that the re-", "sult was not known."),
        page("3", "What came of it nobody could say in the end, although many had", "tried."),
    ];
    let (articles, problems, _) = read("a.pdf", &pdf(&pages));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(
        &*articles[0].text,
        "A visit begins\n\nThe visit began on Monday and was to go on for three days; the international press was there and \
         followed every step of it. It said that the result was not known.\n\nWhat came of it nobody could say in the end, \
         although many had tried."
    );
    assert_eq!(articles[0].title(), Some("A visit begins"));
}

#[test]
fn columns_are_read_one_after_the_other_however_they_are_drawn() {
    // Line by line across both columns, as some programs draw.
    let rows = ["one two three four", "five six seven eight", "nine ten eleven twelve", "thirteen and so forth"];
    let right = ["alpha beta gamma delta", "epsilon zeta eta theta", "iota kappa lambda mu", "nu xi omicron pi rho"];
    let mut lines = Vec::new();
    for (index, (left, right)) in rows.iter().zip(right).enumerate() {
        let y = 600 - 14 * index as u32;
        lines.push((10, 320, y, right));
        lines.push((10, 50, y, *left));
    }
    let (articles, _, _) = read("a.pdf", &pdf(&[lines]));
    let text = articles[0].text.replace('\n', " ");
    let at = |word: &str| text.find(word).expect(word);
    assert!(at("forth") < at("alpha") && at("one") < at("five") && at("delta") < at("epsilon"), "{text}");
}

#[test]
fn a_document_of_pictures_says_so() {
    let (articles, problems, _) = read("scan.pdf", &pdf(&[Vec::new(), Vec::new()]));
    assert_eq!((articles.len(), problems[0].kind), (0, ProblemKind::Empty));
    assert!(problems[0].reason.contains("no text layer"), "{}", problems[0].reason);
    let (_, problems, _) = read("broken.pdf", b"%PDF-1.4\nnothing of the kind");
    assert_eq!(problems[0].kind, ProblemKind::Malformed);
}

fn record(kind: &str, address: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn of_a_crawl_the_pages_with_an_article_are_articles() {
    let words = "The visit went on and on, as visits do, and nobody said when it was to end. ".repeat(8);
    let page = format!(
        "<html><head><title>A visit</title></head><body><article><h1>A visit</h1><p>{words}</p></article></body></html>"
    );
    let chunked = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    let mut archive = record("warcinfo", "", "software: test");
    archive +=
        &record("response", "https://paper.example/a", &format!("{html}Transfer-Encoding: chunked\r\n\r\n{chunked}"));
    archive +=
        &record("response", "https://paper.example/p.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx");
    archive += &record(
        "response",
        "https://paper.example/",
        &format!("{html}\r\n<html><body><a href=a>A visit</a></body></html>"),
    );
    archive += &record(
        "response",
        "https://paper.example/gone",
        &format!("HTTP/1.1 404 Gone\r\nContent-Type: text/html\r\n\r\n{page}"),
    );
    let (articles, problems, notes) = read("crawl", archive.as_bytes());
    let docs: Vec<String> = articles.iter().map(|article| article.source.doc()).collect();
    assert_eq!((docs, problems.len()), (vec!["crawl#https://paper.example/a".to_owned()], 0));
    assert_eq!(articles[0].url.as_ref().map(|url| &*url.value), Some("https://paper.example/a"));
    assert_eq!(articles[0].published(), None, "the day of the crawl is not the day of publication");
    assert_eq!(notes, ["4 answers of servers: 1 articles, 1 pages without one, 2 pictures, scripts and the like"]);
    // A record that lies about its length costs what it covers; one that breaks off is told.
    let lying = archive.replacen("Content-Length: 14", "Content-Length: 9999999", 1);
    let (_, problems, _) = read("lying.warc", lying.as_bytes());
    assert_eq!(problems[0].kind, ProblemKind::Malformed);
}
