//! The copies that were found in a corpus, kept until something changes on which they hang.
//!
//! In a file of its own beside the cache of the corpus: they are found long after that was written. One that was cut, changed
//! or written by another build, and one of a corpus that has changed since, counts as none: copies are looked for anew then.

use super::{Cache, CacheError, CachePlace, CacheWriter};
use crate::compare::near_copies::{CopyGroups, GroupMember, PartialCopy, Resemblance};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::work::Cancel;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use xxhash_rust::xxh3::xxh3_64;

/// The section that says of which corpus they are.
const NUMBER: &str = "number";

/// The section that holds them.
const COPIES: &str = "copies";

#[derive(Serialize, Deserialize)]
struct KeptMember {
    article: u32,
    jaccard: f32,
    of_origin: f32,
    of_member: f32,
}

#[derive(Serialize, Deserialize)]
struct KeptPart {
    earlier: u32,
    later: u32,
    words: u32,
    of_earlier: f32,
    of_later: f32,
}

#[derive(Serialize, Deserialize)]
struct KeptCopies {
    groups: Vec<Vec<KeptMember>>,
    parts: Vec<KeptPart>,
}

/// A number of all on which the copies of a corpus hang beside the build of the program: which articles it has, their texts,
/// what of these is boilerplate, who published them and when. `reading` is the number of how texts were read
/// ([`super::reading_number`]). Nothing when cancelled.
pub fn corpus_number(corpus: &Corpus, reading: u64, cancel: &Cancel) -> Option<u64> {
    let of_slot = |slot: usize| {
        let article = corpus.get(ArticleId(slot as u32)).filter(|_| !cancel.is_cancelled());
        article.map_or(0, |article| article_number(&article))
    };
    let mut numbers: Vec<u64> = (0..corpus.slot_count()).into_par_iter().map(of_slot).collect();
    numbers.push(reading);
    let bytes: Vec<u8> = numbers.into_iter().flat_map(u64::to_le_bytes).collect();
    (!cancel.is_cancelled()).then(|| xxh3_64(&bytes))
}

fn article_number(article: &Article) -> u64 {
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.as_ref());
    let on = article.published().map(|published| (published.first(), published.last()));
    let content = (article.sha256.0, article.text.len());
    // In words: a hash of the standard library may be another one with the next compiler.
    xxh3_64(format!("{content:?} {outlet:?} {on:?} {:?}", article.boilerplate).as_bytes())
}

/// Writes the copies of the corpus with this number.
///
/// # Errors
/// When they cannot be written; what was there before stays.
pub fn keep_copies(place: &CachePlace, number: u64, copies: &CopyGroups) -> Result<PathBuf, CacheError> {
    let member = |member: &GroupMember| {
        let Resemblance { jaccard, of_a, of_b } = member.to_origin;
        KeptMember { article: member.article_id.0, jaccard, of_origin: of_a, of_member: of_b }
    };
    let part = |part: &PartialCopy| {
        let PartialCopy { earlier, later, words, of_earlier, of_later } = *part;
        KeptPart { earlier: earlier.0, later: later.0, words, of_earlier, of_later }
    };
    let kept = KeptCopies {
        groups: copies.groups().map(|group| group.iter().map(member).collect()).collect(),
        parts: copies.parts().iter().map(part).collect(),
    };
    let mut writer = CacheWriter::begin(place)?;
    writer.section(NUMBER, &number.to_le_bytes())?;
    writer.section(COPIES, &super::contents::encoded(postcard::to_allocvec(&kept))?)?;
    writer.finish()
}

/// The copies kept of the corpus with this number, of so many slots. Nothing when there are none of it, or they are not as
/// they were written.
pub fn kept_copies(place: &CachePlace, number: u64, slot_count: usize) -> Option<CopyGroups> {
    let cache = Cache::open(place).ok().flatten()?;
    let of_number = cache.section(NUMBER)?;
    if *of_number != number.to_le_bytes() {
        return None;
    }
    let KeptCopies { groups, parts } = postcard::from_bytes(&cache.section(COPIES)?).ok()?;
    let mut articles = groups.iter().flatten().map(|member| member.article);
    let mut of_parts = parts.iter().flat_map(|part| [part.earlier, part.later]);
    let is_there = |article: u32| (article as usize) < slot_count;
    if !articles.all(is_there) || !of_parts.all(is_there) || groups.iter().any(|group| group.len() < 2) {
        return None;
    }
    let member = |kept: KeptMember| GroupMember {
        article_id: ArticleId(kept.article),
        to_origin: Resemblance { jaccard: kept.jaccard, of_a: kept.of_origin, of_b: kept.of_member },
    };
    let part = |kept: KeptPart| PartialCopy {
        earlier: ArticleId(kept.earlier),
        later: ArticleId(kept.later),
        words: kept.words,
        of_earlier: kept.of_earlier,
        of_later: kept.of_later,
    };
    let groups = groups.into_iter().map(|group| group.into_iter().map(member).collect());
    Some(CopyGroups::of(groups.collect(), parts.into_iter().map(part).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::near_copies::near_copies;
    use crate::corpus::{Basis, ContentHash, Known, Source};
    use crate::work::Progress;
    use proptest::prelude::*;
    use std::path::Path;
    use std::sync::Arc;

    /// Three articles: a text, the same with an end, and a paragraph of it among other words.
    fn corpus() -> Corpus {
        let words = |word: &str, count: usize| {
            let numbered: Vec<String> = (0..count).map(|n| format!("{word}{n} ")).collect();
            numbered.concat()
        };
        let (text, other) = (words("rain", 200), words("snow", 200));
        let mut corpus = Corpus::new();
        for (number, text) in [text.clone(), text.clone() + "and so on", other + &words("rain", 60)].iter().enumerate()
        {
            let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a".into(), member: None };
            let id = number.to_string().into();
            corpus.push(Arc::new(Article::of_text(source, id, ContentHash([number as u8; 32]), text.as_str().into())));
        }
        corpus
    }

    fn found(corpus: &Corpus) -> CopyGroups {
        let article_ids: Vec<ArticleId> = corpus.iter().map(|(article_id, _)| article_id).collect();
        near_copies(corpus, &article_ids, &Cancel::new(), &Progress::new()).expect("found")
    }

    fn number(corpus: &Corpus) -> u64 {
        corpus_number(corpus, 7, &Cancel::new()).expect("not cancelled")
    }

    fn place(folder: &Path) -> CachePlace {
        CachePlace::new(folder, &["a corpus".into()]).of_copies()
    }

    fn told(copies: &CopyGroups) -> String {
        format!("{copies:?}")
    }

    #[test]
    fn what_was_found_is_there_again_until_the_corpus_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let (place, corpus) = (place(folder.path()), corpus());
        let copies = found(&corpus);
        assert!(copies.len() == 1 && copies.parts().len() == 1, "{copies:?}");
        assert!(kept_copies(&place, number(&corpus), 3).is_none(), "nothing is kept yet");
        keep_copies(&place, number(&corpus), &copies).expect("written");
        let kept = kept_copies(&place, number(&corpus), 3).expect("kept");
        assert_eq!(told(&kept), told(&copies));
        assert!(kept_copies(&place, number(&corpus) ^ 1, 3).is_none(), "another corpus");
        assert!(kept_copies(&place, number(&corpus), 2).is_none(), "an article that is not there");
    }

    #[test]
    fn the_number_changes_with_all_on_which_copies_hang() {
        let stated = |value: &str| Some(Known { value: value.into(), basis: Basis::Stated { place: "test".into() } });
        let before = corpus();
        let known = number(&before);
        assert_eq!(known, number(&corpus()));
        assert_ne!(corpus_number(&before, 8, &Cancel::new()), Some(known), "read otherwise");
        let changes: [fn(&mut Article); 4] = [
            |article| article.sha256 = ContentHash([9; 32]),
            |article| article.text = "Other words.".into(),
            |article| article.boilerplate = vec![crate::text::Span::new(0, 5)],
            |article| article.published = None,
        ];
        let interval = crate::time::Interval::of_day(2023, 3, 14);
        let mut dated = (*before.get(ArticleId(1)).expect("an article")).clone();
        dated.published = interval.map(|value| Known { value, basis: Basis::Stated { place: "test".into() } });
        let with = |article: &Article| {
            let mut corpus = before.clone();
            corpus.replace(ArticleId(1), Arc::new(article.clone()));
            number(&corpus)
        };
        let known = with(&dated);
        for (index, change) in changes.into_iter().enumerate() {
            let mut article = dated.clone();
            change(&mut article);
            assert_ne!(with(&article), known, "change {index}");
        }
        assert_ne!(with(&Article { outlet: stated("The Paper"), ..dated.clone() }), known);
        let mut shorter = before.clone();
        shorter.remove(ArticleId(2));
        assert_ne!(number(&shorter), number(&before));
        let cancelled = Cancel::new();
        cancelled.cancel();
        assert_eq!(corpus_number(&before, 7, &cancelled), None);
    }

    #[test]
    fn copies_of_another_build_are_none_and_those_of_the_corpus_beside_them_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let of_corpus = CachePlace::new(folder.path(), &["a corpus".into()]);
        let corpus = corpus();
        let kept = CacheWriter::begin(&of_corpus).and_then(CacheWriter::finish).expect("written");
        let path = keep_copies(&of_corpus.of_copies(), number(&corpus), &found(&corpus)).expect("written");
        assert_eq!(of_corpus.newest().as_ref(), Some(&kept));
        CacheWriter::begin(&of_corpus).and_then(CacheWriter::finish).expect("written again");
        assert!(path.exists() && !kept.exists(), "each removes its own");
        let mut bytes = std::fs::read(&path).expect("read");
        bytes[16] ^= 1;
        std::fs::write(&path, bytes).expect("written");
        assert!(kept_copies(&of_corpus.of_copies(), number(&corpus), 3).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn copies_that_were_cut_or_changed_anywhere_are_the_same_or_none(
            at in any::<prop::sample::Index>(), bit in 0u8..8, is_cut in any::<bool>(),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let (place, corpus) = (place(folder.path()), corpus());
            let copies = found(&corpus);
            let path = keep_copies(&place, number(&corpus), &copies).expect("written");
            let mut bytes = std::fs::read(&path).expect("read");
            let at = at.index(bytes.len());
            if is_cut {
                bytes.truncate(at);
            } else {
                bytes[at] ^= 1 << bit;
            }
            std::fs::write(&path, bytes).expect("written");
            let read = kept_copies(&place, number(&corpus), 3);
            prop_assert!(read.as_ref().is_none_or(|read| told(read) == told(&copies)), "changed at {at}");
        }
    }
}
