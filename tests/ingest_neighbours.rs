//! What the files of a folder have in common, learnt by reading them.

#![allow(clippy::expect_used, reason = "a test that cannot make its folder must fail")]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Progress};
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use std::fs;
use std::path::{Path, PathBuf};

fn read(path: &Path, threads: usize) -> Vec<Article> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let paths = [path.to_path_buf()];
    pool.install(|| {
        let mut articles = Vec::new();
        ingest::read(&paths, &Cancel::new(), &Progress::new(), &mut |batch| articles.extend(batch.articles));
        articles
    })
}

/// Where an article is, what it has marked, and its title.
type Marks = (PathBuf, Vec<(usize, usize)>, Option<String>);

/// What `article` has marked, line by line.
fn marked(article: &Article) -> Vec<&str> {
    let spans = article.boilerplate.iter();
    spans.flat_map(|span| span.slice(&article.text).lines()).filter(|line| !line.is_empty()).collect()
}

fn body(number: usize) -> String {
    format!(
        "House number {number} of the long street was sold to a family from the north after its owner, who had lived in it for years, moved away.\n\nThe price of house {number} was not told, but neighbours who had seen the papers spoke of more than anybody had paid there before."
    )
}

fn page(number: usize) -> String {
    format!(
        "Bell Tower Weekly\n\nHouse number {number} of the long street is sold to a family\n\nTell a friend\n\n{}\n\nBecome a bell ringer\n\nwww.belltowerweekly.info\n",
        body(number)
    )
}

fn folder(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..count {
        fs::write(folder.path().join(format!("a{number:03}.txt")), page(number)).expect("written");
    }
    folder
}

#[test]
fn lines_of_many_files_are_marked_and_the_text_stays_as_it_is() {
    let folder = folder(30);
    for (number, article) in read(folder.path(), 2).iter().enumerate() {
        assert_eq!(&*article.text, page(number));
        let shared = ["Bell Tower Weekly", "Tell a friend", "Become a bell ringer", "www.belltowerweekly.info"];
        assert_eq!(marked(article), shared, "{number}");
        assert_eq!(
            article.title(),
            Some(format!("House number {number} of the long street is sold to a family").as_str())
        );
    }
}

#[test]
fn whom_the_edges_of_many_files_name_is_their_outlet() {
    let folder = folder(5);
    for article in read(folder.path(), 2) {
        assert_eq!(article.outlet(), Some("Bell Tower Weekly"));
    }
}

#[test]
fn a_known_name_that_many_files_share_is_their_outlet_and_a_list_of_sister_titles_is_not() {
    for (names, outlet) in [("The Guardian", Some("The Guardian")), ("The Guardian\n\nEl País", None)] {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..4 {
            let text = format!(
                "House number {number} of the long street is sold to a family\n\n{}\n\n{names}\n",
                body(number)
            );
            fs::write(folder.path().join(format!("a{number}.txt")), text).expect("written");
        }
        let articles = read(folder.path(), 2);
        assert!(articles.len() == 4 && articles.iter().all(|article| article.outlet() == outlet), "{names}");
    }
}

#[test]
fn a_file_opened_by_itself_is_not_held_against_its_neighbours() {
    let folder = folder(5);
    let articles = read(&folder.path().join("a001.txt"), 2);
    assert!(!marked(&articles[0]).contains(&"Become a bell ringer"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each file has some of eight lines, above and below its text.
    #[test]
    fn marks_depend_on_the_folder_alone(choices in proptest::collection::vec(any::<u16>(), 3..50)) {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("pages");
        fs::create_dir(&folder).expect("a folder");
        let lines = ["Tell a friend", "Ring the bell", "To the market", "More of this", "In the north", "Letters", "Up", "We use your crumbs to see how often you come here, and you agree to it by reading on."];
        let has = |choice: u16, bit: usize| choice >> bit & 1 == 1;
        for (number, choice) in choices.iter().enumerate() {
            let part = |from: usize| -> String {
                let chosen = lines.iter().enumerate().filter(|(index, _)| has(*choice, from + index));
                chosen.flat_map(|(_, line)| [line, "\n\n"]).collect()
            };
            let text = format!("{}House {number} is sold at last\n\n{}\n\n{}", part(0), body(number), part(8));
            fs::write(folder.join(format!("{number}.txt")), text).expect("written");
        }
        let of = |path: &Path, threads: usize| -> Vec<Marks> {
            read(path, threads)
                .into_iter()
                .map(|article| {
                    let spans = article.boilerplate.iter().map(|span| (span.start(), span.end())).collect();
                    (article.source.path.to_path_buf(), spans, article.title().map(str::to_owned))
                })
                .collect()
        };
        let alone = of(&folder, 1);
        prop_assert_eq!(&of(&folder, 4), &alone);
        // Other files before it: other stretches.
        for number in 0..21 {
            fs::write(parent.path().join(format!("b{number}.txt")), body(number)).expect("written");
        }
        let among_others: Vec<_> = of(parent.path(), 3).into_iter().filter(|(path, _, _)| path.starts_with(&folder)).collect();
        prop_assert_eq!(&among_others, &alone);
    }
}
