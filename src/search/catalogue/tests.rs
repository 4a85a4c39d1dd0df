//! Whatever a catalogue has been through, it answers as a scan of every article does.

use super::{Catalogue, Holdings, Indexed, Lookup, lookup};
use crate::compare::near_copies::CopyGroups;
use crate::corpus::{Article, ArticleId, ArticleSet, Basis, ContentHash, Corpus, Known, Source};
use crate::events::{Mentions, lanes::day_number, mentions};
use crate::search::sorting::{Column, Sort};
use crate::search::{Filter, Folding, Marks, Tagged, find};
use crate::text::fold;
use crate::time::Interval;
use crate::work::Cancel;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

const OUTLETS: [Option<&str>; 4] = [None, Some("Trends Journal"), Some("Algora"), Some("Élysée Post")];
const LANGUAGES: [Option<&str>; 3] = [None, Some("en"), Some("zh")];
const TITLES: [Option<&str>; 4] = [None, Some("Summit in Moscow"), Some("A visit"), Some("summit in Moscow")];
const DAYS: [Option<&str>; 5] = [None, Some("2023"), Some("2023-03"), Some("2023-03-20"), Some("2024-01-02")];
const WORDS: [&str; 16] = [
    "the",
    "visit",
    "Moscow",
    "on 20 March 2023",
    "in 2022",
    "gold-plated",
    "café",
    "習近平",
    "visits",
    "summit.",
    "\n\n",
    "of",
    "42",
    "last week",
    "Xi’s",
    "--------------------",
];
const QUERIES: [&str; 45] = [
    "kind:json",
    "-kind:pdf visit",
    "",
    "is:reviewed",
    "is:noted OR visit",
    "-is:tagged",
    "visit",
    "\"the visit\"",
    "vis*",
    "visit -moscow",
    "moscow OR gold",
    "(the OR of) NOT cafe",
    "title:summit",
    "title:\"in moscow\" OR xi",
    "outlet:journal",
    "outlet:elysee visit",
    "習近",
    "平",
    "\"gold plated\"",
    "published:2023-03",
    "about:2023-03-20",
    "about:2022",
    "words:>6",
    "is:undated",
    "is:untitled visit",
    "lang:en",
    "tag:kept",
    "NOT tag:kept",
    "\"visit moscow\"",
    "nowhere",
    "c*",
    "-(the visit)",
    "42 OR \"of the\"",
    "/vis[a-z]+ mos/",
    "/the [a-z]+ /",
    "/[a-z]+it mo[a-z]+/",
    "/old/",
    "/\\bgold\\b/",
    "/v[a-z]+t (moscow|in) [a-z]+/",
    "/e[l-z]+e.s/",
    "/平 [a-z]+/",
    "moscaw~",
    "visit NEAR/2 moscow",
    "the NEAR/3 \"in moscow\"",
    "=Café",
];

#[derive(Clone, Debug)]
struct Made {
    outlet: usize,
    language: usize,
    title: usize,
    day: usize,
    words: Vec<usize>,
}

fn made() -> impl Strategy<Value = Made> {
    let words = prop::collection::vec(0..WORDS.len(), 0..14);
    (0..OUTLETS.len(), 0..LANGUAGES.len(), 0..TITLES.len(), 0..DAYS.len(), words)
        .prop_map(|(outlet, language, title, day, words)| Made { outlet, language, title, day, words })
}

const PATHS: [&str; 3] = ["a.txt", "a.json", "a.pdf"];

fn article(made: &Made) -> Article {
    let text = made.words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
    let source =
        Source { path: Arc::new(PathBuf::new()), shown_path: PATHS[made.title % PATHS.len()].into(), member: None };
    let mut article = Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into());
    let stated = |value: Option<&str>| value.map(|value| Known::new(value.into(), Basis::stated("test")));
    article.outlet = stated(OUTLETS[made.outlet]);
    article.language = stated(LANGUAGES[made.language]);
    article.title = stated(TITLES[made.title]);
    let days = DAYS[made.day].map(|days| crate::search::parse_days(days).expect("days"));
    article.published = days.map(|days| Known::new(days, Basis::stated("test")));
    article
}

/// A step in the life of a corpus.
#[derive(Clone, Debug)]
enum Step {
    Add(Vec<Made>),
    Change(usize, Made),
    Remove(usize),
    /// Indexing begins, with so many bytes of text in a block.
    Begin(usize),
    /// What was indexed is taken in.
    End,
    Done,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => prop::collection::vec(made(), 1..12).prop_map(Step::Add),
        1 => (0_usize..40, made()).prop_map(|(at, made)| Step::Change(at, made)),
        1 => (0_usize..40).prop_map(Step::Remove),
        1 => (1_usize..400).prop_map(Step::Begin),
        1 => Just(Step::End),
        1 => Just(Step::Done),
    ]
}

#[derive(Debug, Default)]
struct World {
    corpus: Corpus,
    mentions: Mentions,
    catalogue: Catalogue,
    /// What is indexed and has not been taken in.
    indexed: Option<Indexed>,
}

impl World {
    fn put(&mut self, article_id: ArticleId, made: &Made) {
        let article = article(made);
        self.mentions.set(article_id, mentions(article_id, &article).into());
        self.corpus.put(article_id, Arc::new(article));
    }

    fn live(&mut self, step: &Step) {
        let mut changed = BTreeSet::new();
        let count = self.corpus.slot_count();
        match step {
            Step::Add(made) => {
                for (index, made) in made.iter().enumerate() {
                    let article_id = ArticleId((count + index) as u32);
                    self.put(article_id, made);
                    changed.insert(article_id);
                }
            }
            Step::Change(at, made) if count > 0 => {
                let article_id = ArticleId((at % count) as u32);
                self.put(article_id, made);
                changed.insert(article_id);
            }
            Step::Remove(at) if count > 0 => {
                let article_id = ArticleId((at % count) as u32);
                self.corpus.remove(article_id);
                self.mentions.set(article_id, Arc::from([]));
                changed.insert(article_id);
            }
            Step::Begin(most_bytes) => {
                self.take_indexed();
                self.indexed = self.catalogue.index_within(&self.corpus, *most_bytes, &Cancel::new());
            }
            Step::End | Step::Done => self.take_indexed(),
            _ => {}
        }
        let is_done = matches!(step, Step::Done);
        let listing = self.catalogue.listing(&self.corpus, &self.mentions, &changed, &Cancel::new());
        self.catalogue = listing.expect("not cancelled");
        if is_done && self.catalogue.is_indexing_due(true) {
            let indexed = self.catalogue.indexed(&self.corpus, &Cancel::new());
            self.catalogue = indexed.expect("not cancelled");
            assert_eq!(self.catalogue.indexed_count(), self.catalogue.len());
        }
    }

    fn take_indexed(&mut self) {
        if let Some(indexed) = self.indexed.take() {
            self.catalogue = self.catalogue.with_indexed(indexed);
        }
    }

    fn look_up(&self, filter: &Filter, sort: Sort) -> Lookup {
        let holdings = Holdings { catalogue: &self.catalogue, corpus: &self.corpus, mentions: &self.mentions };
        lookup(holdings, filter, sort, &Cancel::new(), &mut |_| {}).expect("not cancelled")
    }

    /// The same by looking at every article and comparing values.
    fn scan(&self, filter: &Filter, sort: Sort) -> Lookup {
        let found = find(&self.corpus, &self.mentions, filter, &Cancel::new()).expect("not cancelled");
        let mut rows = found.article_ids;
        rows.sort_by(|&a, &b| {
            let keys = sort.keys().map(|key| {
                let (x, y) = (self.value(a, key.column), self.value(b, key.column));
                match (x, y) {
                    (Some(x), Some(y)) if key.is_descending => y.cmp(&x),
                    (Some(x), Some(y)) => x.cmp(&y),
                    (x, y) => x.is_none().cmp(&y.is_none()),
                }
            });
            keys.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(a.cmp(&b))
        });
        Lookup { rows: rows.into(), facets: found.facets, unsure_count: 0, folded: found.folded }
    }

    fn value(&self, article_id: ArticleId, column: Column) -> Option<(i64, i64, String)> {
        let article = self.corpus.get(article_id)?;
        let text = |text: Option<&str>| text.map(|text| (0, 0, fold(text)));
        let number = |number: i64| Some((number, 0, String::new()));
        match column {
            Column::Published => article
                .published()
                .map(|days| (i64::from(day_number(days.first())), i64::from(day_number(days.last())), String::new())),
            Column::Outlet => text(article.outlet()),
            Column::Title => text(article.title()),
            Column::Byline => text(article.byline()),
            Column::Language => text(article.language()),
            Column::Words => number(i64::from(article.word_count)),
            Column::Mentions => number(self.mentions.dated_count(article_id) as i64),
            Column::File => text(Some(&article.source.shown_path)),
            Column::Match => number(0),
        }
    }
}

/// Copies by the group of each article; of the first two groups nobody has any.
fn copies(groups: &[usize]) -> CopyGroups {
    let members = |group| (0..).zip(groups).filter(move |(_, of)| **of == group).map(|(id, _)| ArticleId(id));
    CopyGroups::of_members((2..9).map(|group| members(group).collect()))
}

fn sort() -> impl Strategy<Value = Sort> {
    let columns = [Column::Published, Column::Outlet, Column::Title, Column::Language, Column::Words, Column::Mentions];
    let column = (0..columns.len()).prop_map(move |index| columns[index]);
    (column.clone(), any::<bool>(), prop::option::of(column)).prop_map(|(column, is_descending, then)| {
        let sort = Sort::by(column, is_descending);
        then.map_or(sort, |then| sort.clicked_further(then))
    })
}

prop_compose! {
    fn filter()(
        query in 0..QUERIES.len(), outlets in prop::collection::btree_set(0..OUTLETS.len(), 0..2),
        language in prop::option::of(0..LANGUAGES.len()), published in any::<Option<bool>>(), about in any::<Option<bool>>(),
        within in prop::option::of(prop::collection::btree_set(0_u32..40, 0..30)),
        tagged in prop::collection::vec(prop::collection::btree_set(0_u32..40, 0..20), 2),
        kinds in prop::collection::btree_set(0_usize..2, 0..2),
        wanted_tags in prop::collection::btree_set(0_usize..4, 0..2),
        groups in prop::option::of(prop::collection::vec(0_usize..9, 40)),
    ) -> Filter {
        let name = |name: Option<&str>| name.map(Arc::from);
        let articles = |ids: &BTreeSet<u32>| ids.iter().copied().map(ArticleId).collect::<ArticleSet>();
        let kept = ["kept", "later"].into_iter().zip(&tagged).filter(|(_, ids)| !ids.is_empty());
        let tagged: Tagged = kept.map(|(tag, ids)| (tag.into(), articles(ids))).collect();
        let known = tagged.values().next().cloned().unwrap_or_default();
        let notes = known.iter().map(|article_id| (article_id, Arc::default())).collect();
        let (reviewed, notes) = (Arc::new(known), Arc::new(notes));
        Filter {
            query: QUERIES[query].to_owned(),
            outlets: outlets.into_iter().map(|outlet| name(OUTLETS[outlet])).collect(),
            languages: language.into_iter().map(|language| name(LANGUAGES[language])).collect(),
            kinds: kinds.into_iter().map(|kind| name([Some("JSON"), Some("PDF")][kind])).collect(),
            tags: wanted_tags.into_iter().map(|tag| name([Some("kept"), Some("later"), Some("nobody"), None][tag])).collect(),
            published: published.and_then(|month| if month { Interval::of_month(2023, 3) } else { Interval::of_year(2023) }),
            about: about.and_then(|day| if day { Interval::of_day(2023, 3, 20) } else { Interval::of_year(2022) }),
            within: within.map(|within| Arc::new(within.into_iter().map(ArticleId).collect())),
            marks: Marks { tagged: Arc::new(tagged), reviewed, notes, ..Marks::default() },
            stories: groups.map(|groups| Folding::new(Arc::new(copies(&groups)))),
        }
    }
}

proptest! {
    #[test]
    fn a_catalogue_answers_as_a_scan_does(
        steps in prop::collection::vec(step(), 1..8), filters in prop::collection::vec((filter(), sort()), 1..6),
        is_stored in any::<bool>(),
    ) {
        let mut world = World::default();
        for step in &steps {
            world.live(step);
        }
        prop_assert_eq!(world.catalogue.len(), world.corpus.len());
        if is_stored {
            let sections = world.catalogue.sections();
            let by_name = |name: &str| sections.iter().find(|section| section.name == name).map(|section| section.bytes.clone());
            world.catalogue = Catalogue::from_sections(by_name).expect("as it was written");
        }
        for (filter, sort) in &filters {
            let (found, expected) = (world.look_up(filter, *sort), world.scan(filter, *sort));
            prop_assert_eq!(&found.rows, &expected.rows, "rows of {:?} by {:?}", filter, sort);
            prop_assert_eq!(&found.facets, &expected.facets, "facets of {:?}", filter);
            prop_assert_eq!(&found.folded, &expected.folded, "folded of {:?}", filter);
            prop_assert_eq!(found.unsure_count, 0);
        }
    }
}

proptest! {
    #[test]
    fn copies_are_folded_as_by_hand_and_a_value_counts_the_rows_that_choosing_it_leaves(
        steps in prop::collection::vec(step(), 1..6), filter in filter(), groups in prop::collection::vec(0_usize..9, 40),
    ) {
        let mut world = World::default();
        for step in &steps {
            world.live(step);
        }
        let (all, copies) = (Filter { stories: None, ..filter.clone() }, copies(&groups));
        let folded = Filter { stories: Some(Folding::new(Arc::new(copies.clone()))), ..filter };
        let found = world.look_up(&folded, Sort::default());
        let every = world.scan(&all, Sort::default()).rows;
        // The group is an article's place in the list of groups: the members stand in order of their numbers.
        let stands = |article_id: &ArticleId| {
            let members = copies.copies_of(*article_id).iter().map(|member| member.article_id);
            members.take_while(|member| member != article_id).all(|earlier| !every.contains(&earlier))
        };
        let expected: Vec<ArticleId> = every.iter().copied().filter(stands).collect();
        prop_assert_eq!(&*found.rows, &expected);
        let under: usize = found.rows.iter().map(|row| found.folded.under(*row).len()).sum();
        prop_assert_eq!((found.rows.len() + under, under), (every.len(), found.folded.len()));
        for counted in &found.facets.outlets {
            let only = Filter { outlets: BTreeSet::from([counted.value.clone()]), ..folded.clone() };
            prop_assert_eq!(world.look_up(&only, Sort::default()).rows.len(), counted.count, "{:?}", counted.value);
        }
    }
}

#[test]
fn texts_that_are_too_long_for_one_block_are_found_in_several() {
    let mut world = World::default();
    let visits = Made { outlet: 1, language: 1, title: 0, day: 3, words: vec![0, 1, 2] };
    world.live(&Step::Add(vec![visits.clone(); 40]));
    world.live(&Step::Begin(100));
    world.live(&Step::End);
    assert_eq!(world.catalogue.indexed_count(), 40);
    let block_counts: Vec<usize> =
        world.catalogue.shards.iter().filter_map(|shard| Some(shard.block.as_ref()?.len())).collect();
    assert!(block_counts.len() > 3, "{block_counts:?}");
    assert_eq!(block_counts.iter().sum::<usize>(), 40);
    let filter = Filter { query: "visit".to_owned(), ..Filter::default() };
    assert_eq!(world.look_up(&filter, Sort::default()).rows.len(), 40);
    // They are as long as blocks can be: joining them would index them once more for nothing.
    let before = world.catalogue.clone();
    world.live(&Step::Add(vec![visits; 100]));
    world.live(&Step::Begin(100));
    world.live(&Step::End);
    let pairs = before.shards.iter().zip(world.catalogue.shards.iter());
    assert!(pairs.clone().all(|(before, after)| Arc::ptr_eq(&before.columns, &after.columns)));
    assert!(before.shards.len() + 12 < world.catalogue.shards.len());
}

#[test]
fn what_has_not_been_looked_at_yet_is_counted_and_the_first_rows_come_first() {
    let mut world = World::default();
    let visits = Made { outlet: 1, language: 1, title: 0, day: 3, words: vec![0, 1, 2] };
    world.live(&Step::Add(vec![visits; 3000]));
    let holdings = Holdings { catalogue: &world.catalogue, corpus: &world.corpus, mentions: &world.mentions };
    let filter = Filter { query: "visit".to_owned(), ..Filter::default() };
    let mut partial = Vec::new();
    let sort = Sort::by(Column::Words, true);
    let whole = lookup(holdings, &filter, sort, &Cancel::new(), &mut |found| partial.push(found)).expect("rows");
    assert_eq!((whole.rows.len(), whole.unsure_count), (3000, 0));
    let first = partial.first().expect("rows that are known early");
    assert!(!first.rows.is_empty() && whole.rows.starts_with(&first.rows));
    assert_eq!(first.rows.len() + first.unsure_count, 3000);
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(lookup(holdings, &filter, sort, &cancel, &mut |_| {}).is_none());
}

#[test]
fn the_best_answers_stand_first_and_equal_ones_as_they_were_read() {
    let made = |title: usize, words: &[usize]| Made { outlet: 0, language: 1, title, day: 0, words: words.to_vec() };
    let mut world = World::default();
    // "visit" once among others, twice, in a headline too, and once among others again.
    let articles = [made(0, &[1, 0, 12, 0, 11]), made(0, &[1, 1]), made(2, &[1, 1]), made(0, &[1, 0, 12, 0, 11])];
    world.live(&Step::Add(articles.to_vec()));
    world.live(&Step::Done);
    let filter = Filter { query: "visit".to_owned(), ..Filter::default() };
    let order = |is_descending| {
        let rows = world.look_up(&filter, Sort::by(Column::Match, is_descending)).rows;
        rows.iter().map(|article_id| article_id.0).collect::<Vec<_>>()
    };
    assert_eq!(order(true), [2, 1, 0, 3]);
    assert_eq!(order(false), [0, 3, 1, 2]);
}

proptest! {
    #[test]
    fn damaged_sections_are_turned_away_or_answer_wrongly(
        made in prop::collection::vec(made(), 1..20), damage in prop::collection::vec((any::<usize>(), any::<u8>()), 1..5), cut in any::<bool>()
    ) {
        let mut world = World::default();
        world.live(&Step::Add(made));
        world.live(&Step::Done);
        world.look_up(&Filter::default(), Sort::default());
        let sections = world.catalogue.sections();
        let mut bytes: Vec<Vec<u8>> = sections.iter().map(|section| section.bytes.to_vec()).collect();
        for (at, byte) in damage {
            let count = bytes.len();
            let section = &mut bytes[at % count];
            let length = section.len();
            if cut {
                section.truncate(at / count % length.max(1));
            } else if length > 0 {
                section[at / count % length] ^= byte;
            }
        }
        let by_name = |name: &str| {
            let index = sections.iter().position(|section| section.name == name)?;
            Some(bytes::Bytes::from(bytes[index].clone()))
        };
        if let Some(catalogue) = Catalogue::from_sections(by_name) {
            world.catalogue = catalogue;
            for query in QUERIES {
                world.look_up(&Filter { query: query.to_owned(), ..Filter::default() }, Sort::by(Column::Outlet, true));
            }
        }
    }
}
