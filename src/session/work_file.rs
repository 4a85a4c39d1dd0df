//! The user's work as one file: carried to another machine, and merged into what the user has done there.
//!
//! JSON Lines: first what it is, then every change in the order in which it was made. An article is known by its content, so
//! that its file may lie elsewhere under another name. Where both have changed the same place, the later change stands.

use super::change::{Change, Correction, Place};
use super::private_file;
use crate::corpus::{ArticleId, ContentHash, Corpus};
use crate::text::Span;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// What the first line says the file is.
const FORMAT: &str = "parallax-work";
/// Number of the layout of the lines; a file with a higher one is left alone.
const VERSION: u32 = 1;
/// Longer lines are no change that this program has written, in bytes.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// The ending of such files.
pub const ENDING: &str = "parallax-work";

/// Why a file of work could not be written or read. Nothing of it is taken over then.
#[derive(Debug, thiserror::Error)]
#[error("the work was not {done}: {reason} ({path})", path = path.display())]
pub struct WorkFileError {
    path: PathBuf,
    done: &'static str,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
    program_version: String,
    changes: usize,
}

#[derive(Serialize, Deserialize)]
struct Line {
    at: String,
    sha256: String,
    doc: String,
    what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<[u32; 2]>,
    /// What it is now; nothing for "as read", the empty text for "unknown".
    value: Option<String>,
}

/// Stands for an article that is not open.
pub const ABSENT: ArticleId = ArticleId(u32::MAX);

/// Writes changes to the file `path`, whole or not at all.
///
/// # Errors
/// What the file system says, with the path.
pub fn write(path: &Path, changes: &[Change]) -> Result<(), WorkFileError> {
    let fill = |out: &mut dyn Write| {
        let program_version = env!("CARGO_PKG_VERSION").to_owned();
        let head = Head { format: FORMAT.to_owned(), version: VERSION, program_version, changes: changes.len() };
        serde_json::to_writer(&mut *out, &head)?;
        for change in changes {
            out.write_all(b"\n")?;
            serde_json::to_writer(&mut *out, &line(change))?;
        }
        out.write_all(b"\n")
    };
    private_file::replace(path, fill).map_err(|error| WorkFileError {
        path: path.to_owned(),
        done: "saved",
        reason: error.to_string(),
    })
}

/// Reads the changes in the file `path`, in its order; what a later version of the program says of a place is left out.
///
/// # Errors
/// When it is no such file, not whole, or a line of it is not understood: with the path and the line.
pub fn read(path: &Path) -> Result<Vec<Change>, WorkFileError> {
    let fault = |reason: String| WorkFileError { path: path.to_owned(), done: "merged", reason };
    let file = std::fs::File::open(path).map_err(|error| fault(error.to_string()))?;
    let mut file = BufReader::new(file);
    let mut text = String::new();
    let mut number = 0_usize;
    let mut next = |text: &mut String| {
        text.clear();
        number += 1;
        match (&mut file).take(LONGEST_LINE).read_line(text) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(number)),
            Err(error) => Err(fault(format!("line {number}: {error}"))),
        }
    };
    let is_head = next(&mut text)?.is_some();
    let head: Option<Head> = serde_json::from_str(&text).ok().filter(|head: &Head| is_head && head.format == FORMAT);
    let head = head.ok_or_else(|| fault("it is no file of work".to_owned()))?;
    if head.version > VERSION {
        return Err(fault(format!("it was written by a later version of the program ({})", head.program_version)));
    }
    let (mut changes, mut count) = (Vec::new(), 0);
    while let Some(number) = next(&mut text)? {
        if text.trim().is_empty() {
            continue;
        }
        count += 1;
        let line: Line = serde_json::from_str(&text).map_err(|error| fault(format!("line {number}: {error}")))?;
        changes.extend(change(line).map_err(|reason| fault(format!("line {number}: {reason}")))?);
    }
    if count != head.changes {
        return Err(fault(format!("it is not whole: {count} of {} changes", head.changes)));
    }
    Ok(changes)
}

fn line(change: &Change) -> Line {
    Line {
        at: change.at.to_rfc3339(),
        sha256: change.sha256.to_string(),
        doc: change.doc.clone(),
        what: change.place.name().into_owned(),
        span: change.place.span().map(|span| [span.start, span.end]),
        value: match &change.new {
            Correction::AsRead => None,
            Correction::Unknown => Some(String::new()),
            Correction::Value(value) => Some(value.clone()),
        },
    }
}

/// The change of a line; nothing for a place of later versions.
fn change(line: Line) -> Result<Option<Change>, &'static str> {
    let at = DateTime::parse_from_rfc3339(&line.at).ok().ok_or("its time is none")?.with_timezone(&Utc);
    let sha256 = hash(&line.sha256).ok_or("its article is none")?;
    let span = match line.span {
        Some([start, end]) if start > end => return Err("its passage ends before it begins"),
        Some([start, end]) => Some(Span { start, end }),
        None => None,
    };
    let Some(place) = Place::of(&line.what, span) else { return Ok(None) };
    let new = match line.value {
        None => Correction::AsRead,
        Some(value) if value.is_empty() => Correction::Unknown,
        Some(value) => Correction::Value(value),
    };
    Ok(Some(Change { at, sha256, doc: line.doc, place, old: Correction::AsRead, new }))
}

fn hash(hex: &str) -> Option<ContentHash> {
    let mut bytes = [0_u8; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (byte, place) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(hex.get(place..place + 2)?, 16).ok()?;
    }
    Some(ContentHash(bytes))
}

/// Of `theirs` the last word on each place where it was said after the last of `ours`, and is another.
pub fn news(theirs: Vec<Change>, ours: &[Change]) -> Vec<Change> {
    let key = |change: &Change| (change.sha256, change.place.name().into_owned(), change.place.span());
    let mut last: HashMap<_, &Change> = HashMap::new();
    for change in ours {
        last.insert(key(change), change);
    }
    let mut found = BTreeMap::new();
    for (number, change) in theirs.into_iter().enumerate() {
        found.insert(key(&change), (number, change));
    }
    let mut found: Vec<(usize, Change)> = found
        .into_iter()
        .filter(|(key, (_, change))| last.get(key).is_none_or(|own| change.at > own.at && change.new != own.new))
        .map(|(_, numbered)| numbered)
        .collect();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, change)| change).collect()
}

/// Changes with the articles that they are of; [`ABSENT`] where the article is not open.
pub fn located(changes: Vec<Change>, corpus: &Corpus) -> Vec<(ArticleId, Change)> {
    let mut wanted: HashMap<ContentHash, ArticleId> = changes.iter().map(|change| (change.sha256, ABSENT)).collect();
    for (article_id, article) in corpus.iter() {
        if let Some(slot) = wanted.get_mut(&article.sha256).filter(|slot| **slot == ABSENT) {
            *slot = article_id;
        }
    }
    changes.into_iter().map(|change| (wanted.get(&change.sha256).copied().unwrap_or(ABSENT), change)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn change(seconds: i64, sha: u8, place: Place, new: Correction) -> Change {
        let at = DateTime::from_timestamp(1_700_000_000 + seconds, 0).expect("a time");
        Change { at, sha256: ContentHash([sha; 32]), doc: "a/b.txt".to_owned(), place, old: Correction::AsRead, new }
    }

    fn places() -> impl Strategy<Value = Place> {
        prop_oneof![
            Just(Place::Reviewed),
            "[a-zé ]{1,8}".prop_map(|tag| Place::Tag(tag.as_str().into())),
            (0_u32..50, 0_u32..50).prop_map(|(start, length)| Place::Days(Span { start, end: start + length })),
            prop::option::of(0_u32..9).prop_map(|at| Place::Note(at.map(|start| Span { start, end: start + 3 }))),
            Just(Place::Field(crate::corpus::FieldName::Outlet)),
        ]
    }

    fn corrections() -> impl Strategy<Value = Correction> {
        prop_oneof![Just(Correction::AsRead), Just(Correction::Unknown), ".{1,12}".prop_map(Correction::Value),]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            drafts in prop::collection::vec((0_i64..1000, any::<u8>(), places(), corrections()), 0..20),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("mine.parallax-work");
            let changes: Vec<Change> =
                drafts.into_iter().map(|(at, sha, place, new)| change(at, sha, place, new)).collect();
            write(&path, &changes).expect("written");
            prop_assert_eq!(read(&path).expect("read"), changes);
        }
    }

    #[test]
    fn the_later_word_on_a_place_stands_and_the_same_word_is_no_news() {
        let value = |text: &str| Correction::Value(text.to_owned());
        let tag = || Place::Tag("key".into());
        let ours = [change(10, 1, tag(), value("key")), change(20, 2, tag(), value("key"))];
        let theirs = vec![
            change(15, 1, tag(), Correction::AsRead),
            change(15, 2, tag(), Correction::AsRead),
            change(5, 3, Place::Reviewed, value("yes")),
            change(30, 3, Place::Reviewed, Correction::AsRead),
            change(99, 2, tag(), value("key")),
        ];
        let found: Vec<(u8, i64)> =
            news(theirs, &ours).into_iter().map(|one| (one.sha256.0[0], one.at.timestamp() - 1_700_000_000)).collect();
        assert_eq!(found, [(1, 15), (3, 30)]);
    }

    #[test]
    fn a_file_that_is_none_cut_or_of_a_later_version_is_turned_away_with_its_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.parallax-work");
        let told = |text: &str| {
            std::fs::write(&path, text).expect("written");
            read(&path).expect_err("turned away").to_string()
        };
        assert!(told("").contains("it is no file of work"));
        assert!(told("{\"title\": \"an article\"}\n").contains("it is no file of work"));
        let head = |version: u32, changes: usize| {
            format!(
                "{{\"format\":\"parallax-work\",\"version\":{version},\"program_version\":\"9\",\"changes\":{changes}}}\n"
            )
        };
        assert!(told(&head(2, 0)).contains("later version"));
        assert!(told(&head(1, 3)).contains("not whole: 0 of 3"));
        let bad = "{\"at\":\"noon\",\"sha256\":\"00\",\"doc\":\"\",\"what\":\"reviewed\",\"value\":null}\n";
        assert!(told(&(head(1, 1) + bad)).contains("line 2: its time is none"));
        let place =
            "{\"at\":\"2023-11-14T22:13:20Z\",\"sha256\":\"0123\",\"doc\":\"\",\"what\":\"reviewed\",\"value\":null}\n";
        assert!(told(&(head(1, 1) + place)).contains("line 2: its article is none"));
        let later = place.replace("0123", &"ab".repeat(32)).replace("reviewed", "colour");
        std::fs::write(&path, head(1, 1) + &later).expect("written");
        assert_eq!(read(&path).expect("read"), [], "a place of a later version is left out");
    }
}
