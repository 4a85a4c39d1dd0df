//! The collections of `PARALLAX_DATA`: one article in each format, and downloads of news databases.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its data must fail; it shows what it measured"
)]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Problem, Progress};
use std::collections::BTreeMap;
use std::path::PathBuf;

struct Read {
    articles: Vec<Article>,
    problems: Vec<Problem>,
    notes: Vec<String>,
}

fn data(path: &str) -> Option<PathBuf> {
    let Some(data) = std::env::var_os("PARALLAX_DATA").map(PathBuf::from) else {
        assert!(std::env::var_os("CI").is_none(), "CI measures against PARALLAX_DATA");
        println!("ignored: PARALLAX_DATA is not set");
        return None;
    };
    Some(data.join(path))
}

fn read(path: PathBuf) -> Read {
    let mut all = Read { articles: Vec::new(), problems: Vec::new(), notes: Vec::new() };
    ingest::read(&[path], &Cancel::new(), &Progress::new(), &mut |batch| {
        all.articles.extend(batch.articles);
        all.problems.extend(batch.problems);
        all.notes.extend(batch.files.into_iter().flat_map(|file| file.notes));
    });
    all
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let lower = text.to_lowercase().replace('ﬁ', "fi");
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// F1 of the words of `read` against those of `source`.
fn f1(read: &str, source: &str) -> f64 {
    let (read, source) = (words(read), words(source));
    let common: usize = read.iter().map(|(word, count)| (*count).min(source.get(word).copied().unwrap_or(0))).sum();
    let total: usize = read.values().sum::<usize>() + source.values().sum::<usize>();
    2.0 * common as f64 / total.max(1) as f64
}

/// Of one source article, whose plain text is `article.txt`: programs that make documents put title, authors and day above it.
#[test]
fn one_article_reads_the_same_in_every_format() {
    let Some(folder) = data("files/good") else { return };
    let plain = std::fs::read_to_string(folder.join("article.txt")).expect("the source");
    let front = "Xi’s visit: A blow — to “Western” hegemony Jane Q. Öztürk John Smith 2023-03-24 ";
    for file in [
        "article.docx",
        "article.odt",
        "article.rtf",
        "article.epub",
        "article.html",
        "multipart.eml",
        "weasyprint.pdf",
        "two.warc",
        "two.warc.gz",
    ] {
        let found = read(folder.join(file));
        let text = &found.articles.first().expect(file).text;
        let score = f1(text, &plain).max(f1(text, &format!("{front}{plain}")));
        println!("{file}: word F1 {score:.4}");
        assert!(score >= 0.99, "{file}: word F1 {score:.4}");
    }
}

/// Documents whose source is a sentence over and over: each number once and in order, nothing between.
#[test]
fn columns_and_pages_follow_one_another() {
    let Some(folder) = data("files/good") else { return };
    for (file, word, last, words_each) in
        [("reportlab_2col.pdf", "paragraph", 59, 23), ("reportlab.pdf", "Paragraph", 79, 14)]
    {
        let found = read(folder.join(file));
        let text = &found.articles.first().expect(file).text;
        let numbers: Vec<usize> = text
            .split(word)
            .skip(1)
            .filter_map(|rest| rest.trim_start().split(':').next()?.trim().parse().ok())
            .collect();
        let first = numbers.first().copied().unwrap_or(99);
        assert!(first <= 1, "{file} begins with {first}");
        assert_eq!(numbers, (first..=last).collect::<Vec<_>>(), "{file}");
        let count: usize = words(text).values().sum();
        assert!(count >= words_each * (last + 1 - first), "{file}: {count} words");
    }
}

#[test]
fn every_good_file_gives_articles() {
    let Some(folder) = data("files/good") else { return };
    for entry in std::fs::read_dir(folder).expect("files") {
        let path = entry.expect("an entry").path();
        let name = path.display().to_string();
        let found = read(path);
        assert!(!found.articles.is_empty(), "{name}: {:?}", found.problems);
        assert!(found.articles.iter().all(|article| !article.text.trim().is_empty()), "{name}");
    }
}

/// A download: how many articles, and of some its headline's front, source, day and byline.
struct Case {
    file: &'static str,
    count: usize,
    undated: usize,
    /// Index, front of the headline, source, day, byline; empty where the download has none.
    facts: &'static [(usize, &'static str, &'static str, &'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        file: "nexis/sample.DOCX",
        count: 10,
        undated: 0,
        facts: &[
            (
                0,
                "Lorem ipsum dolor sit amet",
                "The Guardian(London)",
                "2019-07-01",
                "Mattha Busby (now), Andrew Sparrow (earlier)",
            ),
            (
                4,
                "Lorem ipsum dolor sit amet, consectetur",
                "The Guardian(London)",
                "2019-07-04",
                "Andrew Sparrow and Kevin Rawlinson",
            ),
            (6, "Sample Headline", "The Guardian(London)", "2019-07-03", "Letters"),
            (7, "Lorem ipsum dolor sit amet, nec egestas", "The Guardian(London)", "2019-07-03", "Greg Wood"),
        ],
    },
    Case {
        file: "nexis/sample.TXT",
        count: 10,
        undated: 0,
        facts: &[
            (0, "Lorem ipsum dolor sit amet", "Guardian.com", "2010-01-11", "Andrew Sparrow"),
            (2, "Lorem ipsum dolor sit amet", "The Sun (England)", "2010-01-11", "TREVOR Kavanagh"),
            (7, "PRISONER OF HIS OWN CABINET", "MAIL ON SUNDAY (London)", "2010-01-10", "STEPHEN POLLARD"),
            (9, "Wikipedia", "DAILY MAIL (London)", "2010-01-09", ""),
        ],
    },
    Case {
        file: "lexisnexis-html/lexisnexis_test_en.html",
        count: 2,
        undated: 0,
        facts: &[
            (0, "Heading One", "Some Newspaper", "1991-12-19", "PAPER AUTHOR"),
            (1, "First part; Second part", "Some Newspaper", "1993-01-28", ""),
        ],
    },
    Case {
        file: "lexisnexis-html/lexisnexis_test_copyright_error.html",
        count: 1,
        undated: 0,
        facts: &[(0, "", "The Daily Planet", "2018-12-31", "")],
    },
    Case {
        file: "lexisnexis-html/lexisnexis_test_fr.html",
        count: 3,
        undated: 0,
        facts: &[(0, "Title of first article", "My newpaper", "2013-04-12", "")],
    },
    Case {
        file: "factiva/factiva_test.xml",
        count: 3,
        undated: 0,
        facts: &[(0, "TEST - first test article", "My Newspaper", "2012-01-09", "")],
    },
    Case {
        file: "factiva/reut21578-factiva.xml",
        count: 19,
        undated: 0,
        facts: &[(0, "DIAMOND SHAMROCK (DIA) CUTS", "Reuters-21578", "1987-02-26", "")],
    },
    Case { file: "factiva/factiva_test.html", count: 2, undated: 0, facts: &[(0, "", "", "2011-12-29", "")] },
    Case {
        file: "europresse/europresse_test1.html",
        count: 3,
        undated: 0,
        facts: &[(0, "A heading: some text", "l'Humanité", "2013-10-05", "")],
    },
    Case { file: "europresse/europresse_test2.html", count: 4, undated: 0, facts: &[] },
    Case {
        file: "proquest/htmlfiles/sample-1.html",
        count: 1,
        undated: 0,
        facts: &[(0, "City National expands again", "Los Angeles Times", "2010-05-08", "Nathan Olivarez-Giles")],
    },
    Case {
        file: "proquest/emls/sample.eml",
        count: 100,
        undated: 0,
        facts: &[(0, "City National expands again", "Los Angeles Times", "2010-05-08", "Nathan Olivarez-Giles")],
    },
    Case { file: "proquest/emls/malformed-html-tag.eml", count: 2, undated: 0, facts: &[] },
    Case { file: "proquest/emls/format-v2.eml", count: 20, undated: 0, facts: &[] },
    Case { file: "proquest/emls/forwarded.eml", count: 100, undated: 0, facts: &[] },
];

#[test]
fn downloads_of_databases_are_taken_apart() {
    let Some(folder) = data("files/news-databases") else { return };
    let mut wrong = Vec::new();
    for case in CASES {
        let found = read(folder.join(case.file));
        let undated = found.articles.iter().filter(|article| article.published.is_none()).count();
        println!("{}: {} articles, {undated} undated, {:?}", case.file, found.articles.len(), found.notes);
        if (found.articles.len(), undated) != (case.count, case.undated) {
            wrong.push(format!(
                "{}: {} articles, {undated} undated: {:?}",
                case.file,
                found.articles.len(),
                found.problems
            ));
        }
        for (index, title, outlet, day, byline) in case.facts {
            let Some(article) = found.articles.get(*index) else { continue };
            let published = article.published().map(|day| day.first().to_string()).unwrap_or_default();
            let shown = (
                article.title().unwrap_or(""),
                article.outlet().unwrap_or(""),
                published.as_str(),
                article.byline().unwrap_or(""),
            );
            let fits = |found: &str, wanted: &str| wanted.is_empty() || found.starts_with(wanted);
            if !(fits(shown.0, title) && fits(shown.1, outlet) && fits(shown.2, day) && fits(shown.3, byline)) {
                wrong.push(format!("{} #{index}: {shown:?}", case.file));
            }
        }
        for article in &found.articles {
            let last = article.text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
            let leaks = [
                "End of Document",
                "Classification",
                "LOAD-DATE",
                "LANGUAGE:",
                "PUBLICATION-TYPE",
                "Document TEST",
                "news·",
            ];
            if leaks.iter().any(|leak| article.text.contains(leak)) || last.starts_with("Copyright") {
                wrong.push(format!("{}: its text holds what is not text: {last}", article.source.doc()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
