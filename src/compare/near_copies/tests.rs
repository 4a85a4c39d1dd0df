//! Copies, parts and stories over small corpora.

use super::*;
use crate::corpus::{Article, Basis, ContentHash, Known, Source};
use crate::text::Span;
use crate::text::hashed::mixed;
use crate::time::Interval;
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

fn article(text: &str) -> Article {
    let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a".into(), member: None };
    Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into())
}

fn stated<T>(value: T) -> Known<T> {
    Known { value, basis: Basis::Stated { place: "test".into() } }
}

fn corpus(articles: impl IntoIterator<Item = Article>) -> (Corpus, Vec<ArticleId>) {
    let mut corpus = Corpus::new();
    let article_ids = articles.into_iter().map(|article| corpus.push(Arc::new(article))).collect();
    (corpus, article_ids)
}

fn found(articles: impl IntoIterator<Item = Article>) -> CopyGroups {
    let (corpus, article_ids) = corpus(articles);
    near_copies(&corpus, &article_ids, &Cancel::new(), &Progress::new()).expect("not cancelled")
}

fn members(groups: &CopyGroups) -> Vec<Vec<u32>> {
    groups.groups().map(|group| group.iter().map(|member| member.article_id.0).collect()).collect()
}

/// Words that no other `seed` has.
fn words(seed: u64, count: u64) -> String {
    let words: Vec<String> = (0..count).map(|index| format!("w{}", mixed(seed * 1000 + index) % 100_000)).collect();
    words.join(" ")
}

/// Every `step`th word changed.
fn changed(text: &str, step: usize) -> String {
    let words: Vec<String> = text
        .split(' ')
        .enumerate()
        .map(|(place, word)| if place % step == step - 1 { format!("x{place}") } else { word.to_owned() })
        .collect();
    words.join(" ")
}

#[test]
fn copies_with_changed_words_are_a_group_and_strangers_are_not() {
    let texts = [words(1, 300), words(2, 300), changed(&words(1, 300), 10), words(3, 300), words(2, 300)];
    let groups = found(texts.iter().map(|text| article(text)));
    assert_eq!(members(&groups), [vec![0, 2], vec![1, 4]]);
    let to_origin = groups.copies_of(ArticleId(2))[1].to_origin;
    assert!((0.4..0.6).contains(&to_origin.jaccard) && (0.55..0.75).contains(&to_origin.of_a), "{to_origin:?}");
    assert_eq!(groups.copies_of(ArticleId(4))[1].to_origin, Resemblance::SAME);
    assert_eq!((groups.origin(ArticleId(4)), groups.origin(ArticleId(3))), (ArticleId(1), ArticleId(3)));
    assert_eq!((groups.group_of(ArticleId(4)), groups.group_of(ArticleId(3))), (Some(1), None));
    assert!(groups.parts().is_empty());
}

#[test]
fn resemblance_counts_shared_runs_of_four_words() {
    // Nine runs each, of which six stand in both.
    let measured = resemblance(&article("a b c d e f g h i j k l"), &article("a b c d e f g h i x y z"));
    assert_eq!(measured, Resemblance { jaccard: 6.0 / 12.0, of_a: 6.0 / 9.0, of_b: 6.0 / 9.0 });
    assert!(resemblance(&article(""), &article("a")).jaccard.abs() < f32::EPSILON);
}

#[test]
fn the_earliest_is_the_origin_and_undated_ones_come_last() {
    let dated = |day: Option<Interval>| Article { published: day.map(stated), ..article(&words(1, 50)) };
    let day = |day| Interval::of_day(2023, 3, day);
    let groups = found([dated(None), dated(day(9)), dated(Interval::of_month(2023, 3)), dated(day(2))]);
    assert_eq!(members(&groups), [[3, 1, 2, 0]]);
}

#[test]
fn a_thousand_copies_are_one_group_whether_the_same_or_nearly() {
    let same = found(vec![article(&words(7, 100)); 1000]);
    assert_eq!(members(&same), [(0..1000).collect::<Vec<u32>>()]);
    let nearly = found((0..1000).map(|index| article(&format!("{} {}", words(7, 100), words(1000 + index, 5)))));
    assert_eq!(members(&nearly), [(0..1000).collect::<Vec<u32>>()]);
}

#[test]
fn articles_without_words_are_copies_of_nothing() {
    assert!(found(["", " \n", "?!", ""].map(article)).is_empty());
    assert!(found([]).is_empty());
}

fn with_footer(text: &str, footer: &str) -> Article {
    let mut article = article(&format!("{text} {footer}"));
    article.boilerplate = vec![Span::new(text.len(), article.text.len())];
    article
}

#[test]
fn boilerplate_does_not_count() {
    let footer = words(9, 300);
    let groups = found([with_footer(&words(1, 50), &footer), with_footer(&words(2, 50), &footer)]);
    assert!(groups.is_empty() && groups.parts().is_empty());
}

#[test]
fn a_paragraph_within_a_longer_article_is_a_part() {
    let paragraph = words(1, 60);
    let texts = [
        format!("{} {paragraph} {}", words(2, 300), words(3, 200)),
        words(4, 300),
        format!("{} {}", words(5, 400), changed(&paragraph, 25)),
    ];
    let (corpus, article_ids) = corpus(texts.iter().map(|text| article(text)));
    let groups = near_copies(&corpus, &article_ids, &Cancel::new(), &Progress::new()).expect("not cancelled");
    assert!(groups.is_empty());
    let [part] = groups.parts() else { panic!("{:?}", groups.parts()) };
    assert_eq!((part.earlier, part.later), (ArticleId(0), ArticleId(2)));
    assert!((50..=60).contains(&part.words) && part.of_later < 0.2, "{part:?}");
    assert_eq!(groups.parts_of(ArticleId(2)), groups.parts_of(ArticleId(0)));
    assert!(groups.parts_of(ArticleId(1)).is_empty());
    let (a, b) = (corpus.get(part.earlier).expect("there"), corpus.get(part.later).expect("there"));
    let [passage] = shared_passages(&a, &b)[..] else { panic!() };
    assert_eq!(passage.a.slice(&a.text), paragraph);
    assert_eq!(passage.words, part.words);
}

#[test]
fn what_an_outlet_puts_under_all_its_articles_is_no_part() {
    let of = |outlet: &str, seed: u64| {
        let text = format!("{} {}", words(seed, 300), words(99, 60));
        Article { outlet: Some(stated(outlet.into())), ..article(&text) }
    };
    assert!(found((1..6).map(|seed| of("Post", seed))).parts().is_empty());
    assert!(!found((1..6).map(|seed| of(if seed == 3 { "Star" } else { "Post" }, seed))).parts().is_empty());
}

#[test]
fn what_a_copy_cut_added_and_changed_is_told() {
    let origin =
        article("The first sentence stays here. The second one is cut. At least 8 people were hurt on Monday. Last.");
    let copy =
        article("Last. The first sentence stays here. At least 11 people were hurt on Monday. Something new is added.");
    let beside = beside_origin(&origin, &copy);
    let shown = |article: &Article, spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| span.slice(&article.text).to_owned()).collect()
    };
    assert_eq!(shown(&origin, &beside.cut), ["The second one is cut."]);
    assert_eq!(shown(&copy, &beside.added), ["Something new is added."]);
    let [edited] = &beside.edited[..] else { panic!("{beside:?}") };
    assert_eq!(
        (shown(&origin, &edited.words_cut), shown(&copy, &edited.words_added)),
        (vec!["8".into()], vec!["11".into()])
    );
    assert_eq!(beside.words, WordCounts { kept: 13, cut: 6, added: 5, is_verbatim: false });
    assert_eq!(shown(&origin, &beside.cut_passages()), ["The second one is cut.", "8"]);
    assert_eq!(shown(&copy, &beside.added_passages()), ["11", "Something new is added."]);
    let itself = beside_origin(&origin, &origin);
    let words = WordCounts { kept: 19, is_verbatim: true, ..WordCounts::default() };
    assert_eq!(itself, BesideOrigin { words, ..BesideOrigin::default() });
}

#[test]
fn sentences_in_another_order_are_kept_and_not_verbatim() {
    let [one, other] = ["The mayor resigned. Snow fell.", "Snow fell. The mayor resigned."].map(article);
    let words = WordCounts { kept: 5, ..WordCounts::default() };
    assert_eq!(beside_origin(&one, &other), BesideOrigin { words, ..BesideOrigin::default() });
}

#[test]
fn boilerplate_of_a_copy_is_not_what_it_added() {
    let (plain, with_footer) =
        (article("Snow fell in the hills."), with_footer("Snow fell in the hills.", "Subscribe now!"));
    assert!(beside_origin(&plain, &with_footer).words.is_verbatim);
}

#[test]
fn a_story_is_told_by_the_earliest_that_was_selected() {
    let texts = [words(1, 50), words(2, 50), words(1, 50), words(1, 50), words(3, 50)];
    let groups = found(texts.iter().map(|text| article(text)));
    let ids = |numbers: &[u32]| numbers.iter().map(|&number| ArticleId(number)).collect::<Vec<_>>();
    let selection = ids(&[4, 3, 1, 2]);
    let folded = groups.folded(selection.iter().copied());
    assert_eq!(folded.article_ids().collect::<Vec<_>>(), ids(&[3]));
    let counts = [4, 1, 2].map(|standing| 1 + folded.under(ArticleId(standing)).len());
    assert_eq!(counts, [1, 1, 2]);
    assert_eq!(folded.under(ArticleId(2)).collect::<Vec<_>>(), ids(&[3]));
    assert_eq!(folded.under(ArticleId(1)).collect::<Vec<_>>(), ids(&[]));
}

#[test]
fn cancelling_gives_nothing() {
    let (corpus, article_ids) = corpus([article("a b c"), article("a b c")]);
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(near_copies(&corpus, &article_ids, &cancel, &Progress::new()).is_none());
}

/// A few stories in versions with words changed and paragraphs borrowed.
fn newsroom() -> impl Strategy<Value = Vec<String>> {
    let version = (0_u64..6, 6_usize..40, 0_u64..6).prop_map(|(story, step, borrowed)| {
        let own = changed(&words(story, 120), step);
        if borrowed < 3 { format!("{own} {}", words(100 + borrowed, 50)) } else { own }
    });
    proptest::collection::vec(version, 1..14)
}

fn partition(groups: &CopyGroups, name_of: impl Fn(u32) -> usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = groups
        .groups()
        .map(|group| {
            let mut set: Vec<usize> = group.iter().map(|member| name_of(member.article_id.0)).collect();
            set.sort_unstable();
            set
        })
        .collect();
    sets.sort();
    sets
}

/// Sentences of few words, so that many are shared.
const SENTENCES: &str = "([A-C][a-c]{0,2}( [a-c]{1,2}){0,6}\\. ){0,8}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn groups_are_the_same_in_any_order_of_articles(texts in newsroom(), turn in 0_usize..14) {
        let count = texts.len();
        let forwards = found(texts.iter().map(|text| article(text)));
        let turned = found((0..count).map(|place| article(&texts[(count - 1 - place + turn) % count])));
        let name = |number: u32| (count - 1 - number as usize + turn) % count;
        prop_assert_eq!(partition(&forwards, |number| number as usize), partition(&turned, name));
    }

    #[test]
    fn answers_are_the_same_with_any_number_of_threads(texts in newsroom()) {
        let (corpus, article_ids) = corpus(texts.iter().map(|text| article(text)));
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| near_copies(&corpus, &article_ids, &Cancel::new(), &Progress::new()).expect("not cancelled"))
        };
        let (one, three) = (with(1), with(3));
        prop_assert!(one.groups().eq(three.groups()));
        prop_assert_eq!(one.parts(), three.parts());
    }

    #[test]
    fn words_cut_and_added_add_up_with_those_kept(a in SENTENCES, b in SENTENCES) {
        let (a, b) = (article(&a), article(&b));
        let (there, back) = (beside_origin(&a, &b), beside_origin(&b, &a));
        let count = |article: &Article| measuring::words_of(article).len();
        prop_assert_eq!(there.words.kept + there.words.cut, count(&a));
        prop_assert_eq!(there.words.kept + there.words.added, count(&b));
        prop_assert_eq!(there.words.is_verbatim, back.words.is_verbatim);
        let within = |article: &Article, passages: &[Span]| {
            let words = measuring::words_of(article);
            words.iter().filter(|word| passages.iter().any(|passage| passage.contains(word.span))).count()
        };
        prop_assert_eq!(within(&a, &there.cut_passages()), there.words.cut);
        prop_assert_eq!(within(&b, &there.added_passages()), there.words.added);
    }

    #[test]
    fn every_part_stands_in_both_and_every_fold_adds_up(texts in newsroom(), step in 1_usize..4) {
        let (corpus, article_ids) = corpus(texts.iter().map(|text| article(text)));
        let progress = Progress::new();
        let groups = near_copies(&corpus, &article_ids, &Cancel::new(), &progress).expect("not cancelled");
        prop_assert_eq!(progress.count().done, progress.count().total);
        for part in groups.parts() {
            let (a, b) = (corpus.get(part.earlier).expect("there"), corpus.get(part.later).expect("there"));
            let passages = shared_passages(&a, &b);
            prop_assert_eq!(passages.iter().map(|passage| passage.words).sum::<u32>(), part.words);
            for passage in passages {
                let (a, b) = (passage.a.slice(&a.text), passage.b.slice(&b.text));
                let shared = a.split(' ').filter(|word| b.split(' ').any(|other| other == *word)).count();
                prop_assert!(shared >= passage.words as usize && passage.words >= 24, "{} {}", shared, passage.words);
            }
        }
        let selection: Vec<ArticleId> = article_ids.iter().copied().step_by(step).collect();
        let folded = groups.folded(selection.iter().copied());
        let away: Vec<ArticleId> = folded.article_ids().collect();
        let standing: Vec<ArticleId> = selection.iter().copied().filter(|id| !away.contains(id)).collect();
        prop_assert_eq!(standing.len() + folded.len(), selection.len());
        prop_assert_eq!(standing.iter().map(|&id| 1 + folded.under(id).len()).sum::<usize>(), selection.len());
        prop_assert!(away.iter().all(|article_id| selection.contains(article_id)));
    }
}

#[test]
fn what_a_copy_added_is_a_part_of_the_copy() {
    let added = words(8, 60);
    let texts = [words(1, 300), format!("{} {added}", words(1, 300)), format!("{} {added}", words(2, 300))];
    let groups = found(texts.iter().map(|text| article(text)));
    assert_eq!(members(&groups), [[0, 1]]);
    let shown: Vec<_> = groups.parts().iter().map(|part| (part.earlier.0, part.later.0)).collect();
    assert_eq!(shown, [(1, 2)]);
    assert_eq!(groups.parts_of(ArticleId(0)), groups.parts_of(ArticleId(2)));
}
