//! Packing keeps everything, whatever it is; what was damaged is nothing, and told.

use super::*;
use crate::corpus::bytes::checksum;
use crate::corpus::{
    Alternative, Article, ArticleId, Basis, ContentHash, Evidence, Field, Known, Mention, Source, Text,
};
use crate::text::Span;
use crate::time::{Anchor, Interval, Modifier, Precision, TimeExpression, TimeRange, TimexKind};
use chrono::{DateTime, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::path::PathBuf;
use std::sync::Arc;

fn spans() -> impl Strategy<Value = Span> {
    (any::<u32>(), any::<u32>()).prop_map(|(start, end)| Span { start, end })
}

fn intervals() -> impl Strategy<Value = Interval> {
    let day = |day| NaiveDate::from_num_days_from_ce_opt(day).expect("a day");
    (-3_000_000i32..3_000_000, prop_oneof![Just(0), 0i32..40_000])
        .prop_map(move |(first, days)| Interval::new(day(first), day(first + days)))
}

fn bases() -> impl Strategy<Value = Basis> {
    let evidence = prop_oneof![spans().prop_map(Evidence::Text), ".{0,9}".prop_map(Evidence::Outside)];
    let alternative = (".{0,9}", "[a-c]", option::of(spans())).prop_map(|(value, reason, span)| Alternative {
        value,
        reason: reason.into(),
        span,
    });
    prop_oneof![
        "[a-c]{1,3}".prop_map(Basis::stated),
        ("[a-c]", vec(evidence, 0..3), vec(alternative, 0..3), 0f32..1.0).prop_map(
            |(rule, evidence, alternatives, confidence)| Basis::Inferred {
                rule: rule.into(),
                evidence,
                alternatives,
                confidence
            }
        ),
        (0i64..9_000_000_000, 0u32..1_000_000_000).prop_map(|(seconds, nanos)| Basis::Edited {
            at: DateTime::from_timestamp(seconds, nanos).expect("a time")
        }),
    ]
}

fn texts() -> impl Strategy<Value = Field<Arc<str>>> {
    option::of((".{0,12}", bases()).prop_map(|(value, basis)| Known::new(value.into(), basis)))
}

fn articles() -> impl Strategy<Value = Arc<Article>> {
    let published = option::of((intervals(), bases()).prop_map(|(days, basis)| Known::new(days, basis)));
    let place = (select(vec!["/home/me/", "", "C:\\news"]), ".{0,9}/?.{1,9}", option::of(".{0,5}"), any::<bool>());
    let own = (any::<[u8; 32]>(), ".{0,60}", option::of(".{0,6}"), any::<u32>(), vec(spans(), 0..4));
    let fields = (texts(), texts(), texts(), published, texts(), texts());
    (place, own, fields).prop_map(|((root, shown, member, is_path_shown), own, fields)| {
        let (sha256, text, id, word_count, boilerplate) = own;
        let (title, outlet, byline, published, language, url) = fields;
        let sha256 = ContentHash(sha256);
        let path = if is_path_shown { format!("{root}{shown}") } else { root.to_owned() };
        let id: Arc<str> = id.unwrap_or_else(|| sha256.to_string().chars().take(12).collect()).into();
        let member = member.map(|member| if member.is_empty() { id.clone() } else { member.into() });
        let source = Source { path: Arc::new(PathBuf::from(path)), shown_path: shown.into(), member };
        let text = Text::from(text);
        let article = Article {
            source,
            id,
            sha256,
            text,
            title,
            outlet,
            byline,
            published,
            language,
            url,
            boilerplate,
            word_count,
        };
        Arc::new(article)
    })
}

fn mentions() -> impl Strategy<Value = Mention> {
    let anchor = prop_oneof![
        Just(Anchor::Explicit),
        Just(Anchor::Open),
        intervals().prop_map(Anchor::Publication),
        (spans(), intervals()).prop_map(|(span, interval)| Anchor::Mention { span, interval }),
    ];
    let kinds = select(vec![TimexKind::Date, TimexKind::Time, TimexKind::Duration, TimexKind::Set]);
    let precisions = select(vec![Precision::Time, Precision::Day, Precision::Month, Precision::Year, Precision::Open]);
    let modifiers = option::of(select(vec![Modifier::Start, Modifier::Approx, Modifier::EqualOrLess]));
    let range = option::of((spans(), intervals()).prop_map(|(span, interval)| TimeRange { span, interval }));
    let words = (spans(), spans(), ".{0,9}", "[a-c]", 0f32..1.0, any::<bool>());
    (words, kinds, precisions, modifiers, range, anchor, option::of(intervals()), 0..4usize).prop_map(
        |(
            (span, sentence, value, rule, confidence, is_boilerplate),
            kind,
            precision,
            modifier,
            range,
            anchor,
            interval,
            form,
        )| {
            let first = interval.map(|days: Interval| days.first());
            let formats = ["", "%Y-%m-%d", "%Y-%m", "%Y"];
            let value = match first {
                Some(first) if form > 0 => first.format(formats[form]).to_string(),
                _ => value,
            };
            let expression = TimeExpression {
                span,
                kind,
                value,
                modifier,
                interval,
                precision,
                anchor,
                rule: rule.into(),
                confidence,
                range,
            };
            Mention { article_id: ArticleId(0), expression, sentence, is_boilerplate }
        },
    )
}

/// As the mentions of one article are: each like the one before in something.
fn lists_of_mentions() -> impl Strategy<Value = Vec<Mention>> {
    vec((mentions(), any::<bool>(), any::<bool>(), any::<bool>()), 0..6).prop_map(|drawn| {
        let mut list: Vec<Mention> = Vec::new();
        for (mut mention, is_same_sentence, is_same_anchor, is_anchored) in drawn {
            if let Some(last) = list.last() {
                if is_same_sentence {
                    mention.sentence = last.sentence;
                }
                if is_same_anchor {
                    mention.expression.anchor = last.expression.anchor;
                }
                if let (true, Some(interval)) = (is_anchored, last.expression.interval) {
                    mention.expression.anchor = Anchor::Mention { span: last.expression.span, interval };
                }
            }
            list.push(mention);
        }
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn articles_are_the_same_after_packing_in_memory_and_in_the_cache(list in vec(option::of(articles()), 1..8)) {
        let held = <ArticleBlock as Block>::pack(&list);
        let whole = ArticleBlock::whole(&list);
        let (records, texts) = whole.parts().expect("all texts are in one");
        let damage = Damage::default();
        let kept = ArticleBlock::of_parts(
            records.to_vec().into(), checksum(records), texts.to_vec().into(), &damage,
        );
        for (index, article) in list.iter().enumerate() {
            prop_assert_eq!(&held.get(index, index), article);
            prop_assert_eq!(&kept.get(index, index), article);
            prop_assert_eq!(held.has(index), article.is_some());
        }
        prop_assert!(!damage.is_raised());
    }

    #[test]
    fn mentions_are_the_same_after_packing(lists in vec(lists_of_mentions(), 1..6)) {
        let lists: Vec<Option<Arc<[Mention]>>> = lists
            .into_iter()
            .enumerate()
            .map(|(slot, mut list)| {
                for mention in &mut list {
                    mention.article_id = ArticleId(slot as u32);
                }
                (!list.is_empty()).then(|| list.into())
            })
            .collect();
        let block = <MentionBlock as Block>::pack(&lists);
        for (index, list) in lists.iter().enumerate() {
            prop_assert_eq!(&block.get(index, index), list);
        }
    }

    #[test]
    fn damage_in_a_kept_block_is_told_and_nothing_else_happens(
        list in vec(articles(), 1..4), at in any::<prop::sample::Index>(), bit in 0u8..8, is_checked in any::<bool>(),
    ) {
        let whole = ArticleBlock::whole(&list.iter().cloned().map(Some).collect::<Vec<_>>());
        let (records, texts) = whole.parts().expect("all texts are in one");
        let (mut bytes, check) = ([records, texts].concat(), checksum(records));
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let (records, texts) = bytes.split_at(records.len());
        // Even where the checksum was made of the damaged bytes nothing fails.
        let check = if is_checked { check } else { checksum(records) };
        let damage = Damage::default();
        let kept = ArticleBlock::of_parts(records.to_vec().into(), check, texts.to_vec().into(), &damage);
        let read: Vec<_> = (0..list.len()).map(|index| kept.get(index, index)).collect();
        let texts: Vec<String> = read.iter().flatten().map(|article| article.text.to_string()).collect();
        let is_same = read.iter().flatten().zip(&list).filter(|(read, written)| read == written).count() == list.len();
        prop_assert!(is_same || damage.is_raised() || !is_checked, "{texts:?}");
    }
}

fn article(number: usize) -> Arc<Article> {
    let source = Source { path: Arc::default(), shown_path: "a.jsonl".into(), member: None };
    let text = format!("The text of number {number}");
    Arc::new(Article::of_text(source, number.to_string().into(), ContentHash([number as u8; 32]), text.into()))
}

#[test]
fn what_was_changed_while_its_block_was_packed_stays_as_it_is() {
    let mut list = PackedList::<ArticleBlock>::default();
    let len = PackedList::<ArticleBlock>::BLOCK_LEN;
    (0..len + 2).for_each(|number| list.push(Some(article(number))));
    let before = list.clone();
    let out = list.give_out();
    assert_eq!((out.len(), list.give_out().len()), (1, 0), "each is given out once");
    list.set(3, Some(article(77)));
    list.set(4, None);
    list.take_packed(&out[0], Arc::new(out[0].pack()));
    let id = |list: &PackedList<ArticleBlock>, slot| list.get(slot).map(|article| article.id.to_string());
    for (slot, expected) in [(2, Some("2")), (3, Some("77")), (4, None), (len + 1, Some("1025")), (len + 2, None)] {
        assert_eq!(id(&list, slot).as_deref(), expected, "{slot}");
        assert_eq!(list.has(slot), expected.is_some());
    }
    list.set(2, None);
    list.set(4, Some(article(5)));
    assert_eq!((id(&list, 2), id(&list, 4).as_deref()), (None, Some("5")));
    assert_eq!((id(&before, 3).as_deref(), id(&before, 4).as_deref()), (Some("3"), Some("4")), "a copy stays");
    assert_eq!((list.iter().count(), list.len()), (len + 1, len + 2));
}

#[test]
fn a_block_that_is_not_full_grows_on() {
    let block = <ArticleBlock as Block>::pack(&[Some(article(0)), Some(article(1))]);
    let mut list = PackedList::of_blocks([Arc::new(block)], 2);
    list.push(Some(article(2)));
    let ids: Vec<String> = list.iter().map(|(_, article)| article.id.to_string()).collect();
    assert_eq!(ids, ["0", "1", "2"]);
    assert!(list.give_out().is_empty(), "what is packed already is not packed again");
}
