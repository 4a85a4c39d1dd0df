//! Lists of references: what a reference manager is told, that no article can write a field of its own, and that what
//! leaves as RIS, BibTeX and CSL-JSON is read again with the same values.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod exported;

use exported::{Everything, article, asked, stated};
use parallax::corpus::{Article, ArticleId};
use parallax::export::{Format, Options, Scope, Selection};
use parallax::ingest;
use parallax::search::{ArticleMarks, Notes};
use parallax::time::Interval;
use parallax::work::{Cancel, Progress};
use proptest::prelude::*;
use std::sync::Arc;

const REFERENCES: [Format; 3] = [Format::Ris, Format::Bibtex, Format::CslJson];

/// Everything of a corpus selected, the marks of its first article given.
fn rendered(articles: &[Article], marks: ArticleMarks, format: Format, options: Options) -> String {
    let mut everything = Everything::of(articles.iter().cloned());
    everything.marks.set(ArticleId(0), marks);
    let scope = Scope { program_version: "1".to_owned(), shown: articles.len(), total: 9, ..asked("train @home") };
    exported::rendered(format, &Selection { scope, options, ..everything.selection() })
}

fn read_again(written: &str, format: Format) -> Vec<Article> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("out.{}", format.extension()));
    std::fs::write(&path, written).expect("written");
    let mut articles = Vec::new();
    ingest::read(&[path], &Cancel::new(), &Progress::new(), &mut |batch| {
        assert_eq!(batch.problems, [], "{written}");
        articles.extend(batch.articles.iter().cloned());
    });
    articles
}

fn visit() -> Article {
    let mut article = article("visit", Some("The visit: 50 % & {more}"), "They came.\n\nThey left by train.");
    article.outlet = stated(Some(Arc::from("Morning Post")));
    article.byline = stated(Some(Arc::from("Jane Doe, Reuters")));
    article.published = stated(Interval::of_month(2023, 3));
    article.language = stated(Some(Arc::from("en")));
    article.url = stated(Some(Arc::from("https://e.example/a_b?c=1&d=2")));
    article
}

fn visit_marks() -> ArticleMarks {
    let notes = Notes::from([(None, Arc::from("Ask\nhim"))]);
    ArticleMarks { tags: ["travel, rail", "visit"].map(Arc::from).into(), is_reviewed: true, notes }
}

#[test]
fn ris_tells_what_is_known() {
    let written = rendered(&[visit()], visit_marks(), Format::Ris, Options::default());
    let expected = "TY  - NEWS\nID  - visit\nTI  - The visit: 50 % & {more}\nAU  - Jane Doe\nAU  - Reuters\n\
        T2  - Morning Post\nPY  - 2023\nDA  - 2023/03//\nLA  - en\nUR  - https://e.example/a_b?c=1&d=2\n\
        KW  - travel, rail\nKW  - visit\nAB  - They came.\n\n  They left by train.\nN1  - Ask him\nER  - \n\n";
    assert_eq!(written.replace("\r\n", "\n"), expected);
}

#[test]
fn bibtex_tells_what_is_known() {
    let written = rendered(&[visit()], visit_marks(), Format::Bibtex, Options::default());
    insta::assert_snapshot!(written, @r"
    % query: train (at)home
    % articles: 1 of 9
    % program: Parallax 1

    @article{visit,
      title = {The visit: 50 \% \& \textbraceleft{}more\textbraceright{}},
      author = {{Jane Doe} and {Reuters}},
      journal = {Morning Post},
      year = {2023},
      month = mar,
      date = {2023-03},
      language = {en},
      url = {https://e.example/a_b?c=1&d=2},
      keywords = {travel rail, visit},
      abstract = {They came. They left by train.},
      annote = {Ask him}
    }
    ");
}

#[test]
fn csl_json_tells_what_is_known() {
    let written = rendered(&[visit()], visit_marks(), Format::CslJson, Options::default());
    insta::assert_snapshot!(written, @r#"
    [
    {"id":"visit","type":"article-newspaper","title":"The visit: 50 % & {more}","author":[{"literal":"Jane Doe"},{"literal":"Reuters"}],"container-title":"Morning Post","issued":{"date-parts":[[2023,3]]},"language":"en","URL":"https://e.example/a_b?c=1&d=2","keyword":"travel rail, visit","abstract":"They came.\n\nThey left by train.","note":"Ask him"}
    ]
    "#);
}

#[test]
fn a_date_that_spans_years_is_a_range_or_nothing() {
    let mut article = article("a", Some("A"), "Text");
    article.published = stated(Interval::of_year(2010).zip(Interval::of_year(2019)).map(|(a, b)| a.cover(b)));
    let written = |format| rendered(&[article.clone()], ArticleMarks::default(), format, Options::default());
    assert!(!written(Format::Ris).contains("PY  -") && !written(Format::Ris).contains("DA  -"));
    assert!(written(Format::Bibtex).contains("  date = {2010/2019},") && !written(Format::Bibtex).contains("year"));
    assert!(written(Format::CslJson).contains(r#""issued":{"date-parts":[[2010],[2019]]}"#));
}

#[test]
fn what_is_unknown_and_texts_that_are_not_asked_for_are_left_out() {
    let options = Options { has_text: false, ..Options::default() };
    let written = |format| rendered(&[article("a", None, "Text")], ArticleMarks::default(), format, options);
    assert_eq!(written(Format::Ris).replace("\r\n", "\n"), "TY  - NEWS\nID  - a\nER  - \n\n");
    assert!(written(Format::Bibtex).ends_with("\n@article{a\n}\n"), "{}", written(Format::Bibtex));
    assert_eq!(written(Format::CslJson), "[\n{\"id\":\"a\",\"type\":\"article-newspaper\"}\n]\n");
}

/// Words that try to end a value, a record or the file, and to begin others.
const INJECTIONS: [&str; 16] = [
    "A\nER  - \n\nTY  - NEWS\nTI  - Injected",
    "A\r\nAU  - Injected",
    "A\u{2028}AU  - Injected\u{85}UR  - x\u{b}UR  - y\u{1c}UR  - z",
    "A}, author = {Injected",
    "A}\n}\n@article{injected, title = {Injected}",
    "} @article{injected, title = {Injected}}",
    "@article{injected, title = {Injected}}",
    "{{{",
    "}}}",
    "A\\",
    "A\\}",
    "\", \"author\": [{\"literal\": \"Injected\"}], \"x\": \"",
    "=cmd|' /C calc'!A0",
    "a\u{0}b\u{1b}[2J\u{202e}c",
    "A and B and {others}",
    "50 % of $x_1^2$ ~ #1 & more -- or --- less",
];

#[test]
fn no_article_writes_a_field_of_its_own() {
    for words in INJECTIONS {
        let mut hostile = article("a", Some(words), &format!("{words}\n\n{words}"));
        hostile.id = words.into();
        for field in [&mut hostile.outlet, &mut hostile.byline, &mut hostile.language, &mut hostile.url] {
            *field = stated(Some(Arc::from(words)));
        }
        let tags = [Arc::from(words)].into();
        let marks = ArticleMarks { tags, is_reviewed: false, notes: Notes::from([(None, Arc::from(words))]) };
        let plain = article("plain", Some("Plain"), "Plain text");
        for format in REFERENCES {
            let written = rendered(&[hostile.clone(), plain.clone()], marks.clone(), format, Options::default());
            let articles = read_again(&written, format);
            assert_eq!(articles.len(), 2, "{words:?}: {written}");
            let [first, last] = articles.as_slice() else { panic!("two articles") };
            let expected = one_line(words);
            assert_eq!(first.title().map(one_line).as_deref(), Some(expected.as_str()), "{format:?}: {written}");
            assert_eq!(first.outlet().map(one_line).as_deref(), Some(expected.as_str()), "{format:?}: {written}");
            assert_eq!(first.byline().map(one_line), Some(names(words)), "{format:?}: {written}");
            assert_eq!(last.title(), Some("Plain"));
            assert_eq!((last.byline(), last.outlet(), &*last.text), (None, None, "Plain text"));
        }
    }
}

/// White space and control characters as one space: what a line of a format can hold.
fn one_line(words: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    words.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A byline as a list of names.
fn names(byline: &str) -> String {
    byline.split(',').map(one_line).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The lines of a text without what stands at their ends.
fn lines(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim).collect()
}

fn words() -> impl Strategy<Value = String> {
    let words = r#"[A-Za-zÄéЖ標][A-Za-z0-9 ;"'<>&#Äéж標’—:=+@{}\\%$~^_|-]{0,30}[a-z標ж]"#;
    words.prop_map(|words| one_line(&words))
}

fn interval() -> impl Strategy<Value = Interval> {
    (1700_i32..2100, 1_u32..=12, 1_u32..=28, 0_u8..6).prop_map(|(year, month, day, width)| {
        let day = Interval::of_day(year, month, day);
        let interval = match width {
            0 => Interval::of_year(year),
            1 => Interval::of_month(year, month),
            2 => day.zip(Interval::of_day(year, month, 28)).map(|(a, b)| a.cover(b)),
            3 => day.zip(Interval::of_day(year, 12, 30)).map(|(a, b)| a.cover(b)),
            4 => day.zip(Interval::of_month(year + 3, month)).map(|(a, b)| a.cover(b)),
            _ => day,
        };
        interval.expect("a date of the calendar")
    })
}

prop_compose! {
    fn any_article()(
        title in words(), outlet in words(), byline in proptest::collection::vec(words(), 1..4),
        published in interval(),
        text in r#"[A-Za-z標ж][A-Za-z0-9 ,;"'<>&#Äéж標’—:=+@{}\\%\n-]{0,200}[a-z標.]"#,
        number in 0_u32..1_000_000,
    ) -> Article {
        let mut article = article(&format!("n{number}"), Some(&title), &text);
        article.outlet = stated(Some(outlet.into()));
        article.byline = stated(Some(byline.join(", ").into()));
        article.published = stated(Some(published));
        article.language = stated(Some(Arc::from("fr")));
        article.url = stated(Some(format!("https://e.example/{number}?a=1&b=_~%20#{number}").into()));
        article
    }
}

/// The day, month or year that holds all of an interval: what RIS has room for.
fn unit(interval: Interval) -> Option<Interval> {
    let iso = interval.iso()?;
    let numbers: Vec<u32> = iso.split('-').filter_map(|part| part.parse().ok()).collect();
    match *numbers.as_slice() {
        [year] => Interval::of_year(year as i32),
        [year, month] => Interval::of_month(year as i32, month),
        _ => Some(interval),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn references_are_read_again_with_the_same_values(
        articles in proptest::collection::vec(any_article(), 1..5), tag in words(), note in words(),
    ) {
        let notes = Notes::from([(None, Arc::from(note))]);
        let marks = ArticleMarks { tags: [Arc::from(tag)].into(), is_reviewed: false, notes };
        for format in REFERENCES {
            let written = rendered(&articles, marks.clone(), format, Options::default());
            prop_assert_eq!(&rendered(&articles, marks.clone(), format, Options::default()), &written);
            let again = read_again(&written, format);
            prop_assert_eq!(again.len(), articles.len(), "{}", written);
            for (before, after) in articles.iter().zip(&again) {
                prop_assert_eq!(before.title(), after.title(), "{:?}: {}", format, written);
                prop_assert_eq!(before.outlet(), after.outlet(), "{:?}: {}", format, written);
                prop_assert_eq!(before.byline(), after.byline(), "{:?}: {}", format, written);
                prop_assert_eq!(before.language(), after.language());
                let url = |article: &Article| article.url.as_ref().map(|known| known.value.to_string());
                prop_assert_eq!(url(before), url(after));
                let published = before.published().and_then(|days| if format == Format::Ris { unit(days) } else { Some(days) });
                let is_stated = after.published.as_ref().is_some_and(|known| known.basis.kind_name() == "stated");
                prop_assert_eq!(after.published().filter(|_| is_stated), published, "{:?}: {}", format, written);
                match format {
                    Format::CslJson => prop_assert_eq!(before.text.trim(), &*after.text),
                    Format::Ris => prop_assert_eq!(lines(&before.text), lines(&after.text)),
                    _ => prop_assert_eq!(one_line(&before.text), &*after.text),
                }
            }
        }
    }
}
