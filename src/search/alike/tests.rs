//! Passages found over small corpora, indexed and not.

use super::*;
use crate::compare::near_copies::near_copies;
use crate::corpus::{Article, ContentHash, Source};
use crate::events::Mentions;
use crate::search::Catalogue;
use crate::work::Progress;
use std::sync::Arc;

const TEXTS: [&str; 6] = [
    "Rain fell. The minister said that Kishida laid a wreath in Bucha on Tuesday. Then he left.",
    "The budget passed by a wide margin. Nobody was surprised at all.",
    "Kishida, on Tuesday, visited Bucha and laid wreaths for the dead.",
    "In the end Kishida went home. Many words stand between. It was far from Bucha that he said so, long after a Tuesday.",
    "日本首相岸田文雄周二访问布查并献花。然后他离开了。",
    "The budget passed by a wide margin. Nobody was surprised at all.",
];

fn corpus() -> (Corpus, Catalogue) {
    let mut corpus = Corpus::new();
    for text in TEXTS {
        let source = Source { path: Arc::default(), shown_path: "a".into(), member: None };
        corpus.push(Arc::new(Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into())));
    }
    let all = corpus.iter().map(|(article_id, _)| article_id).collect();
    let listing =
        Catalogue::default().listing(&corpus, &Mentions::default(), &all, &Cancel::new()).expect("not cancelled");
    (corpus, listing)
}

fn found(corpus: &Corpus, catalogue: &Catalogue, question: AlikeQuestion<'_>) -> Vec<(u32, String)> {
    let mentions = Mentions::default();
    let holdings = Holdings { catalogue, corpus, mentions: &mentions };
    let found = alike(holdings, question, &|_| true, &Cancel::new()).expect("not cancelled");
    assert!(found.iter().all(|alike| (0.0..=1.0).contains(&alike.score) && !alike.shared.is_empty()));
    let text = |alike: &Alike| TEXTS[alike.article_id.index()];
    found.iter().map(|alike| (alike.article_id.0, alike.span.slice(text(alike)).to_owned())).collect()
}

#[test]
fn the_sentence_most_alike_is_told_first_whether_texts_are_indexed_or_not() {
    let (corpus, listing) = corpus();
    let indexed = listing.indexed(&corpus, &Cancel::new()).expect("not cancelled");
    for catalogue in [listing, indexed] {
        let passage = "Kishida laid a wreath in Bucha on Tuesday";
        let told = found(&corpus, &catalogue, AlikeQuestion { passage, most: 10, ..AlikeQuestion::default() });
        assert_eq!(told[0], (0, "The minister said that Kishida laid a wreath in Bucha on Tuesday.".to_owned()));
        assert_eq!(told[1].0, 2);
        let from = Some(ArticleId(0));
        let told = found(&corpus, &catalogue, AlikeQuestion { passage, most: 1, from, copies: None });
        assert_eq!(told.iter().map(|one| one.0).collect::<Vec<_>>(), [2]);
        let chinese = AlikeQuestion { passage: "岸田文雄访问布查", most: 3, ..AlikeQuestion::default() };
        assert_eq!(found(&corpus, &catalogue, chinese)[0], (4, "日本首相岸田文雄周二访问布查并献花。".to_owned()));
        let nothing = AlikeQuestion { passage: "of the and", most: 3, ..AlikeQuestion::default() };
        assert_eq!(found(&corpus, &catalogue, nothing), []);
    }
}

#[test]
fn of_copies_only_one_is_told() {
    let (corpus, listing) = corpus();
    let all: Vec<ArticleId> = corpus.iter().map(|(article_id, _)| article_id).collect();
    let copies = near_copies(&corpus, &all, &Cancel::new(), &Progress::new()).expect("not cancelled");
    let question = AlikeQuestion { passage: "the budget passed by a wide margin", most: 9, ..AlikeQuestion::default() };
    assert_eq!(found(&corpus, &listing, question).len(), 2);
    assert_eq!(found(&corpus, &listing, AlikeQuestion { copies: Some(&copies), ..question }).len(), 1);
    let asked = AlikeQuestion { copies: Some(&copies), from: Some(ArticleId(1)), ..question };
    assert_eq!(found(&corpus, &listing, asked), []);
}
