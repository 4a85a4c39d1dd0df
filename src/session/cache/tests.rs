//! A cache is what was written, or it is told that it is not; nothing else happens.

use super::contents::Kept;
use super::layout::HEAD_BYTES;
use super::*;
use crate::corpus::{ArticleId, Corpus, Segments};
use crate::events::{self, Mentions};
use crate::ingest::{self, ColumnMaps};
use crate::work::Cancel;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The sample as it would be kept, in a folder of its own.
fn contents() -> Contents {
    let batch = ingest::read_sample();
    let (mut corpus, mut mentions) = (Corpus::new(), Mentions::default());
    for article in batch.articles {
        let article = Arc::new(article);
        let article_id = corpus.push(Arc::clone(&article));
        mentions.set(article_id, events::mentions(article_id, &article).into());
    }
    let rows: Vec<ArticleId> = corpus.iter().map(|(article_id, _)| article_id).collect();
    Contents {
        reading: reading_number(&ColumnMaps::default()),
        since: SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000),
        corpus,
        mentions: Some(mentions),
        files: batch.files.into_iter().collect(),
        problems: Segments::default(),
        rows: Some((crate::session::Sort::default(), rows.into())),
        catalogue: None,
        as_read: BTreeMap::new(),
        corrected: BTreeSet::new(),
    }
}

fn place(folder: &Path) -> CachePlace {
    CachePlace::new(folder, &["a corpus".into()])
}

fn written(place: &CachePlace) -> PathBuf {
    let mut writer = CacheWriter::begin(place).expect("begun");
    assert!(contents().write(&mut writer, &Cancel::new()).expect("written"));
    writer.section("index/0", b"what others keep").expect("written");
    writer.finish().expect("in its place")
}

#[test]
fn numbers_in_a_cache_stand_where_they_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = place(folder.path());
    written(&place);
    let cache = Cache::open(&place).expect("open").expect("there");
    let sections: Vec<_> = cache.names().filter_map(|name| cache.unchecked(name)).collect();
    assert!(sections.len() > 5);
    let is_aligned = |bytes: &[u8]| bytes.is_empty() || bytes.as_ptr().align_offset(align_of::<u64>()) == 0;
    assert!(sections.iter().all(|(bytes, _)| is_aligned(bytes)));
}

/// Everything that a cache holds, as one text; nothing when it is told that it cannot be used.
fn all_of(place: &CachePlace) -> Option<String> {
    let cache = Cache::open(place).ok()??;
    let kept = Kept::of(&cache, reading_number(&ColumnMaps::default()));
    let files = Kept::files(&cache);
    let _ = Kept::verify(&cache, false, &Cancel::new());
    let articles: Vec<_> = kept.iter().flat_map(|kept| kept.corpus.iter()).collect();
    let dates: Vec<_> = kept.iter().filter_map(|kept| kept.mentions.as_ref()).collect();
    let dates: Vec<_> = articles.iter().map(|(id, _)| dates.first().map(|mentions| mentions.of(*id))).collect();
    let found: Vec<_> =
        kept.iter().flat_map(|kept| articles.iter().map(|(_, a)| kept.with_content(a.sha256))).collect();
    let rows = kept.as_ref().map(|kept| (kept.rows.clone(), kept.undated_count));
    let others = cache.section("index/0").map(|bytes| bytes.to_vec());
    let all = format!("{articles:?}{dates:?}{found:?}{rows:?}{files:?}{others:?}");
    (kept.is_some() && files.is_some() && !cache.damage().is_raised()).then_some(all)
}

#[test]
fn what_was_kept_is_there_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = place(folder.path());
    assert!(Cache::open(&place).expect("nothing is no fault").is_none());
    written(&place);
    let (cache, expected) = (Cache::open(&place).expect("whole").expect("there"), contents());
    let kept = Kept::of(&cache, expected.reading).expect("whole");
    assert!(kept.corpus.iter().eq(expected.corpus.iter()) && kept.corpus.len() == 5);
    let mentions = (kept.mentions.expect("kept"), expected.mentions.expect("given"));
    assert!(kept.corpus.iter().all(|(id, _)| mentions.0.of(id) == mentions.1.of(id)));
    let (files, _) = Kept::files(&cache).expect("whole");
    assert!(files.iter().eq(expected.files.iter()));
    assert!(Kept::of(&cache, expected.reading + 1).is_none(), "other columns, another reading");
    assert!(all_of(&place).is_some());
    assert!(cache.section("nobody").is_none() && !cache.damage().is_raised());
}

#[test]
fn corrected_articles_are_kept_as_they_were_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = place(folder.path());
    let mut contents = contents();
    let (article_id, as_read) = contents.corpus.iter().next().expect("an article");
    let mut corrected = (*as_read).clone();
    corrected.published = None;
    contents.corpus.replace(article_id, Arc::new(corrected));
    let dates = contents.mentions.as_mut().expect("given");
    let expected = dates.of(article_id);
    dates.set(article_id, Arc::from([]));
    contents.corrected.insert(as_read.sha256);
    contents.as_read.insert(article_id, Arc::clone(&as_read));
    let mut writer = CacheWriter::begin(&place).expect("begun");
    contents.write(&mut writer, &Cancel::new()).expect("written");
    writer.finish().expect("in its place");
    let cache = Cache::open(&place).expect("whole").expect("there");
    let kept = Kept::of(&cache, contents.reading).expect("whole");
    assert_eq!(kept.corpus.get(article_id), Some(as_read));
    assert_eq!(kept.mentions.map(|mentions| mentions.of(article_id)), Some(expected));
}

#[test]
fn a_cache_of_another_build_is_told_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = place(folder.path());
    let path = written(&place);
    let mut bytes = std::fs::read(&path).expect("read");
    bytes[16] ^= 1;
    std::fs::write(&path, &bytes).expect("written");
    assert!(matches!(Cache::open(&place), Err(CacheError::OtherVersion(_))));
    std::fs::write(&path, &bytes[..HEAD_BYTES - 1]).expect("written");
    assert!(matches!(Cache::open(&place), Err(CacheError::Damaged(_))));
    std::fs::write(&path, b"").expect("written");
    assert!(Cache::open(&place).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_cache_that_was_cut_or_changed_anywhere_is_the_same_or_told(
        at in any::<prop::sample::Index>(), bit in 0u8..8, is_cut in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let place = place(folder.path());
        let path = written(&place);
        let whole = all_of(&place);
        prop_assert!(whole.is_some());
        let mut bytes = std::fs::read(&path).expect("read");
        let at = at.index(bytes.len());
        if is_cut {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << bit;
        }
        std::fs::write(&path, bytes).expect("written");
        let read = all_of(&place);
        prop_assert!(read.is_none() || read == whole, "changed at {at}");
    }
}

#[test]
fn the_oldest_caches_go_when_all_together_are_too_large() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |name: &str, most_bytes: u64| CachePlace {
        most_bytes,
        ..CachePlace::new(folder.path(), &[PathBuf::from(name)])
    };
    let write = |place: &CachePlace| {
        let mut writer = CacheWriter::begin(place)?;
        writer.section("x", &[7; 1000])?;
        writer.finish()
    };
    let first = write(&of("a", 9999)).expect("written");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    std::fs::File::options().append(true).open(&first).and_then(|file| file.set_modified(old)).expect("set back");
    let second = write(&of("b", 9999)).expect("written");
    let again = write(&of("b", 9999)).expect("written");
    assert!(first.exists() && !second.exists() && again.exists(), "one cache for each corpus");
    let third = write(&of("c", 2500)).expect("written");
    assert!(!first.exists() && again.exists() && third.exists(), "the oldest has gone");
    assert!(matches!(write(&of("d", 900)), Err(CacheError::TooLarge(_))));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 2, "nothing half-written stays");
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("no folder");
    std::fs::write(&file, "").expect("written");
    assert!(matches!(CacheWriter::begin(&place(&file)), Err(CacheError::File { what: "written", .. })));
    assert!(Cache::open(&place(&file)).expect("nothing is there").is_none());
}
