//! The layer as a whole: queries over a small corpus, facets, and what must always hold.

use super::*;
use crate::corpus::{Article, ArticleSet, Basis, ContentHash, Corpus, Known, Mention, Source};
use crate::events::Mentions;
use crate::time::{Anchor, Precision, TimeExpression, TimexKind};
use crate::work::Cancel;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn known<T>(value: T) -> Known<T> {
    Known::new(value, Basis::stated("test"))
}

fn article(id: &str, title: &str, outlet: Option<&str>, published: Option<&str>, text: &str) -> Article {
    Article {
        source: Source { path: Arc::new(PathBuf::from("test")), shown_path: "test".into(), member: None },
        id: id.into(),
        sha256: ContentHash([0; 32]),
        text: text.into(),
        title: Some(known(title.into())),
        outlet: outlet.map(|outlet| known(outlet.into())),
        byline: None,
        published: published.map(|days| known(parse_days(days).expect("days"))),
        language: Some(known("en".into())),
        url: None,
        boilerplate: Vec::new(),
        word_count: 200,
    }
}

fn mention(article_id: u32, days: &str, is_boilerplate: bool) -> Mention {
    Mention {
        article_id: ArticleId(article_id),
        expression: TimeExpression {
            span: Span::new(0, 1),
            kind: TimexKind::Date,
            value: days.to_owned(),
            modifier: None,
            interval: parse_days(days).ok(),
            precision: Precision::Day,
            anchor: Anchor::Explicit,
            rule: "test".into(),
            confidence: 1.0,
            range: None,
        },
        sentence: Span::new(0, 1),
        is_boilerplate,
    }
}

fn corpus() -> (Corpus, Mentions) {
    let planet = Some("The Daily Planet");
    let mut kishida =
        article("b", "Kishida", Some("Herald"), Some("2023-03-21"), "Face-to-face talks. Bucha. Ukrainian. Breaking");
    kishida.word_count = 900;
    let mut paris = article("c", "Paris", planet, Some("2023-03"), "Talks at the Élysée.");
    paris.byline = Some(known("Zoë Smith".into()));
    let mut visit = article("e", "访问", None, None, "国家主席习近平");
    visit.language = Some(known("zh".into()));
    visit.word_count = 7;
    let mut harvest = article("d", "Harvest", None, None, "The grain deal, see https://example.org/ for more.");
    harvest.title = Some(Known::new("Harvest".into(), Basis::Edited { at: chrono::DateTime::UNIX_EPOCH }));
    let mut corpus = Corpus::new();
    let articles = [
        article("a", "Xi in Moscow", planet, Some("2023-03-20"), "Putin and Xi, “dear friends”, met. Ukraine."),
        kishida,
        paris,
        harvest,
        visit,
    ];
    for article in articles {
        corpus.push(Arc::new(article));
    }
    let mut mentions = Mentions::default();
    mentions.set(ArticleId(0), Arc::from([mention(0, "2023-03-20", false), mention(0, "2022", false)]));
    mentions.set(ArticleId(1), Arc::from([mention(1, "2023-03-20", true), mention(1, "2023-03-21", false)]));
    (corpus, mentions)
}

fn marks() -> Marks {
    let set = |numbers: &[u32]| numbers.iter().copied().map(ArticleId).collect::<ArticleSet>();
    Marks {
        duplicates: Arc::new(set(&[0, 2])),
        reviewed: Arc::new(set(&[1])),
        notes: Arc::new(BTreeMap::from([(ArticleId(3), Arc::new(Notes::from([(None, "ask".into())])))])),
        tagged: Arc::new(Tagged::from([("Key".into(), set(&[1])), ("later".into(), set(&[1, 4]))])),
        colours: Arc::default(),
    }
}

fn found(filter: &Filter) -> Found {
    let (corpus, mentions) = corpus();
    find(&corpus, &mentions, filter, &Cancel::new()).expect("not cancelled")
}

fn letters(found: &Found) -> String {
    let (corpus, _) = corpus();
    let ids: Vec<String> =
        found.article_ids.iter().filter_map(|&id| corpus.get(id)).map(|article| article.id.to_string()).collect();
    ids.join(" ")
}

#[test]
fn every_query_case_leaves_the_named_articles_and_faults() {
    let cases = include_str!("../../tests/cases/search/queries.txt");
    let mut case_count = 0;
    for case in cases.split("\n== ").skip(1) {
        let mut lines = case.lines();
        let name = lines.next().unwrap_or("");
        let of = |key: &str| -> Vec<&str> {
            case.lines().skip(1).filter_map(|line| line.strip_prefix(key)).map(str::trim).collect()
        };
        let query = of("query:").first().copied().expect("a query");
        let filter = Filter { query: query.to_owned(), marks: marks(), ..Filter::default() };
        assert_eq!(vec![letters(&found(&filter)).as_str()], of("passes:"), "{name}: {query}");
        let faulty: Vec<String> = faults(query).iter().map(|fault| fault.span.slice(query).to_owned()).collect();
        assert_eq!(faulty, of("fault:"), "{name}: {query}");
        case_count += 1;
    }
    assert!(case_count > 110, "only {case_count} cases were read");
}

#[test]
fn every_query_of_the_handbook_is_understood() {
    let handbook = include_str!("../../README.md");
    let rows = handbook.lines().skip_while(|line| !line.starts_with("| typed |")).skip(2);
    let rows: Vec<&str> = rows.take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 15, "the table was not found");
    for row in rows {
        let typed = row.trim_start_matches("| ").split(" | ").next().expect("a cell");
        for query in typed.split('`').skip(1).step_by(2) {
            let query = query.replace("\\|", "|");
            assert_eq!(faults(&query), [], "{query}");
            assert!(!Query::parse(&query).is_empty(), "{query}");
        }
    }
}

#[test]
fn each_facet_leaves_its_own_filter_out() {
    let filter = Filter {
        outlets: BTreeSet::from([Some("The Daily Planet".into())]),
        published: parse_days("2023-03-20").ok(),
        ..Filter::default()
    };
    let found = found(&filter);
    assert_eq!(letters(&found), "a c");
    let outlets: Vec<(Option<&str>, usize)> =
        found.facets.outlets.iter().map(|facet| (facet.value.as_deref(), facet.count)).collect();
    assert_eq!(outlets, [(Some("The Daily Planet"), 2)], "b was published on another day");
    assert_eq!(found.facets.months_published.iter().map(|month| month.1).collect::<Vec<_>>(), [2]);
    assert_eq!(found.facets.undated, 0, "the undated are of no such outlet");
    let outlet_only = Filter { outlets: BTreeSet::from([None]), ..Filter::default() };
    assert_eq!(self::found(&outlet_only).facets.undated, 2);
}

#[test]
fn months_leave_out_what_is_vaguer_than_a_month_and_boilerplate() {
    let facets = found(&Filter::default()).facets;
    let march = NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day");
    assert_eq!(facets.months_published, [(march, 3)]);
    assert_eq!(facets.months_about, [(march, 2)]);
    assert_eq!(facets.undated, 2);
}

#[test]
fn a_tag_filter_reads_the_tags_given() {
    for (tags, expected) in [
        (vec![Some("Key")], "b"),
        (vec![Some("later")], "b e"),
        (vec![None], "a c d"),
        (vec![None, Some("Key")], "a b c d"),
        (vec![Some("nobody")], ""),
    ] {
        let tags = tags.into_iter().map(|tag| tag.map(Arc::from)).collect();
        let found = found(&Filter { tags, marks: marks(), ..Filter::default() });
        assert_eq!(letters(&found), expected);
        let counts: Vec<_> = found.facets.tags.iter().map(|facet| (facet.value.as_deref(), facet.count)).collect();
        assert_eq!(counts, [(None, 3), (Some("later"), 2), (Some("Key"), 1)], "their own filter left out");
    }
    assert_eq!(found(&Filter::default()).facets.tags, [], "nothing is said where nothing is tagged");
}

#[test]
fn a_cancelled_search_finds_nothing() {
    let (corpus, mentions) = corpus();
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(find(&corpus, &mentions, &Filter::default(), &cancel).is_none());
}

#[test]
fn hits_are_the_wanted_words_of_the_text() {
    let text = "Xi met Putin. Putin, dear friend of Xi’s, left.";
    let marked: Vec<&str> =
        hits("xi putin \"dear friend\" -left title:met", text).iter().map(|span| span.slice(text)).collect();
    assert_eq!(marked, ["Xi", "Putin", "Putin", "dear friend", "Xi"]);
}

/// `cargo test --release --no-default-features --lib search:: -- --ignored --nocapture` tells the figure.
#[test]
#[ignore = "measures: run it in release"]
fn ten_thousand_articles_are_scanned_within_their_budget() {
    let words = ["minister", "said", "the", "border", "talks", "grain", "on", "Tuesday", "officials", "“we", "agreed”"];
    let mut corpus = Corpus::new();
    for number in 0..10_000_usize {
        let mut text = String::new();
        while text.len() < 5_000 {
            text.push_str(words[(text.len() * 7 + number * 13) % words.len()]);
            text.push(if text.len() % 90 < 8 { '\n' } else { ' ' });
        }
        if number % 4 == 0 {
            text.push_str("Emmanuel Macron à l’Élysée");
        }
        corpus.push(Arc::new(article("n", "A title", Some("Herald"), Some("2023-03-20"), &text)));
    }
    for query in
        ["", "grain", "zebra", "elysee", "\"border talks\"", "\"grain officials agreed\"", "macr*", "москва", "中国"]
    {
        let filter = Filter { query: query.to_owned(), ..Filter::default() };
        let mut times: Vec<std::time::Duration> = (0..5)
            .map(|_| {
                let started = std::time::Instant::now();
                let found = find(&corpus, &Mentions::default(), &filter, &Cancel::new());
                assert!(found.is_some());
                started.elapsed()
            })
            .collect();
        times.sort_unstable();
        println!("{query:28} best {:>8.1?} median {:>8.1?}", times[0], times[2]);
    }
}

fn some_filter() -> impl Strategy<Value = Filter> {
    let days =
        || proptest::option::of(prop_oneof![Just("2023-03-20"), Just("2023-03"), Just("2022.."), Just("..2022")]);
    let outlets = proptest::collection::btree_set(
        proptest::option::of(prop_oneof![Just("Herald"), Just("The Daily Planet")].prop_map(Arc::from)),
        0..3,
    );
    let query = prop_oneof![Just(""), Just("talks"), Just("-putin"), Just("is:undated OR Xi"), Just("(bad")];
    (query, outlets, days(), days(), any::<bool>()).prop_map(|(query, outlets, published, about, within)| Filter {
        query: query.to_owned(),
        outlets,
        published: published.and_then(|days| parse_days(days).ok()),
        about: about.and_then(|days| parse_days(days).ok()),
        within: within.then(|| Arc::new(BTreeSet::from([ArticleId(1), ArticleId(3)]))),
        ..Filter::default()
    })
}

proptest! {
    #[test]
    fn a_query_never_panics_and_its_faults_fit(query in "(\\PC|[():*\"| =/~-]|OR |NOT |AND |NEAR|NEAR/3 |/x/ |Xi |title:|words:|about:|is:){0,30}") {
        let mut at = 0;
        for fault in faults(&query) {
            prop_assert!(query.get(fault.span.range()).is_some_and(|part| !part.is_empty()));
            prop_assert!(fault.span.start() >= at);
            at = fault.span.start();
        }
        let text = "Xi met “Putin” (title) é中国";
        let mut at = 0;
        for span in hits(&query, text) {
            prop_assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()) && span.start() >= at);
            at = span.end();
        }
        found(&Filter { query, ..Filter::default() });
    }

    #[test]
    fn another_filter_never_widens_what_is_found(one in some_filter(), other in some_filter()) {
        let query = format!("({}) ({})", one.query.trim_start_matches('('), other.query.trim_start_matches('('));
        let outlets: BTreeSet<_> = if other.outlets.is_empty() || one.outlets.is_empty() {
            one.outlets.union(&other.outlets).cloned().collect()
        } else {
            one.outlets.intersection(&other.outlets).cloned().collect()
        };
        prop_assume!(!outlets.is_empty() || (one.outlets.is_empty() && other.outlets.is_empty()));
        let both = Filter {
            query,
            outlets,
            published: one.published.or(other.published),
            about: one.about.or(other.about),
            within: one.within.clone().or(other.within),
            ..Filter::default()
        };
        let wide: BTreeSet<ArticleId> = found(&one).article_ids.into_iter().collect();
        prop_assert!(found(&both).article_ids.iter().all(|article_id| wide.contains(article_id)));
    }

    #[test]
    fn facets_sum_up(filter in some_filter()) {
        let counted = found(&filter);
        let without = |change: fn(&mut Filter)| {
            let mut filter = filter.clone();
            change(&mut filter);
            found(&filter).article_ids.len()
        };
        let sum = |counts: &[FacetCount]| counts.iter().map(|facet| facet.count).sum::<usize>();
        prop_assert_eq!(sum(&counted.facets.outlets), without(|filter| filter.outlets.clear()));
        prop_assert_eq!(sum(&counted.facets.languages), without(|filter| filter.languages.clear()));
        let dated: usize = counted.facets.months_published.iter().map(|month| month.1).sum();
        prop_assert_eq!(dated + counted.facets.undated, without(|filter| filter.published = None));
    }
}
