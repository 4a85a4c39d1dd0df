//! A folder with everything in it: every entry is accounted for.

#![allow(clippy::expect_used, reason = "a test that cannot make its folder must fail")]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Problem, ProblemKind, Progress};
use std::fs;
use std::path::{Path, PathBuf};

struct Read {
    articles: Vec<Article>,
    problems: Vec<Problem>,
    file_count: usize,
    batch_count: usize,
}

fn read(paths: &[PathBuf]) -> Read {
    let mut all = Read { articles: Vec::new(), problems: Vec::new(), file_count: 0, batch_count: 0 };
    let progress = Progress::new();
    ingest::read(paths, &Cancel::new(), &progress, &mut |batch| {
        all.articles.extend(batch.articles);
        all.problems.extend(batch.problems);
        all.file_count += batch.file_count;
        all.batch_count += 1;
    });
    let count = progress.count();
    assert_eq!((count.done, count.total), (all.file_count, all.file_count), "progress ends at what was read");
    all
}

fn docs(read: &Read) -> Vec<String> {
    read.articles.iter().map(|article| article.source.doc()).collect()
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, content).expect("written");
}

#[test]
fn files_come_in_the_order_of_their_names_with_their_text_unchanged() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "b.txt", "\u{feff}Second\r\n\r\nText with  spaces ");
    write(folder.path(), "a/deep/er.txt", "First");
    write(folder.path(), "c.txt", "Third");
    let read = read(&[folder.path().to_path_buf()]);
    assert_eq!(docs(&read), ["a/deep/er.txt", "b.txt", "c.txt"]);
    assert_eq!(&*read.articles[1].text, "Second\r\n\r\nText with  spaces ");
    assert!(read.problems.is_empty(), "{:?}", read.problems);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_without_being_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    write(folder.path(), "good.txt", "An article");
    write(folder.path(), "empty.txt", "");
    write(folder.path(), "blank.txt", " \n\t\n");
    write(folder.path(), "zeros.bin", vec![0; 4096]);
    write(folder.path(), ".hidden", "not read");
    write(folder.path(), ".git/config", "not read");
    std::os::unix::fs::symlink(".", at("circle")).expect("linked");
    std::os::unix::fs::symlink("nowhere", at("dangling.txt")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(at("pipe.txt")).status();
    let has_pipe = made.is_ok_and(|status| status.success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.txt")).expect("a socket");
    // Only root may make one: a device that never comes to an end.
    let made = std::process::Command::new("mknod").arg(at("device.txt")).args(["c", "1", "5"]).output();
    let has_device = made.is_ok_and(|made| made.status.success());
    let read = read(&[folder.path().to_path_buf()]);
    assert_eq!(docs(&read), ["good.txt"]);
    let told: Vec<(String, ProblemKind)> =
        read.problems.iter().map(|problem| (problem.doc.to_string(), problem.kind)).collect();
    let mut expected = vec![
        (".git", ProblemKind::Skipped),
        (".hidden", ProblemKind::Skipped),
        ("blank.txt", ProblemKind::Empty),
        ("circle", ProblemKind::NotAFile),
        ("dangling.txt", ProblemKind::NotAFile),
        ("device.txt", ProblemKind::NotAFile),
        ("empty.txt", ProblemKind::Empty),
        ("pipe.txt", ProblemKind::NotAFile),
        ("socket.txt", ProblemKind::NotAFile),
        ("zeros.bin", ProblemKind::UnknownFormat),
    ];
    expected.retain(|(name, _)| (has_pipe || *name != "pipe.txt") && (has_device || *name != "device.txt"));
    let expected: Vec<(String, ProblemKind)> =
        expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
    assert_eq!(told, expected);
    assert_eq!(read.file_count, expected.len() + 1 - 1, "all but the hidden folder count as files");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_read_and_told_apart() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [(&b"bad\xffname.txt"[..], "One"), (b"bad\xfename.txt", "Two"), (b"new\nline.txt", "Three")] {
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), format!("{text}\n\nAn article"))
            .expect("written");
    }
    let read = read(&[folder.path().to_path_buf()]);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let shown: std::collections::BTreeSet<String> = docs(&read).into_iter().collect();
    assert_eq!(shown.len(), 3, "each has a name of its own: {shown:?}");
    assert!(!shown.iter().any(|name| name.contains('\n')), "{shown:?}");
    assert!(read.articles.iter().all(|article| article.source.path.exists()), "and leads to its file");
}

#[test]
fn a_path_given_twice_or_lying_in_another_is_read_once() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "sub/a.txt", "One");
    write(folder.path(), "b.txt", "Two");
    let paths = [folder.path().join("sub/a.txt"), folder.path().to_path_buf(), folder.path().join("./sub/../sub")];
    assert_eq!(docs(&read(&paths)), ["b.txt", "sub/a.txt"]);
    let files = [folder.path().join("sub/a.txt"), folder.path().join("b.txt")];
    assert_eq!(docs(&read(&files)), ["sub/a.txt", "b.txt"], "several paths are shown below the folder they share");
    let missing = read(&[folder.path().join("missing.txt")]);
    assert_eq!((missing.file_count, missing.problems[0].kind), (1, ProblemKind::Unreadable));
}

#[test]
fn the_same_bytes_are_one_article() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", "Same");
    write(folder.path(), "b.txt", "Same");
    let read = read(&[folder.path().to_path_buf()]);
    assert_eq!(docs(&read), ["a.txt"]);
    assert_eq!(read.problems[0].to_string(), "duplicate: it holds the same bytes as a.txt (b.txt)");
}

#[test]
fn metadata_states_what_is_known_of_files_below_it() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "metadata.csv", "file,outlet,language\na.txt,Outer,de\nsub/b.txt,Outer,\ngone.txt,X,\n");
    write(folder.path(), "sub/metadata.csv", "title,file\nInner title,b.txt\n");
    write(folder.path(), "a.txt", "One");
    write(folder.path(), "sub/b.txt", "Two");
    let read = read(&[folder.path().to_path_buf()]);
    assert_eq!(docs(&read), ["a.txt", "sub/b.txt"]);
    assert_eq!((read.articles[0].outlet(), read.articles[0].language()), (Some("Outer"), Some("de")));
    assert_eq!((read.articles[1].outlet(), read.articles[1].title()), (Some("Outer"), Some("Inner title")));
    assert_eq!(read.articles[0].outlet.as_ref().map(|known| known.basis.rule()), Some("metadata.csv"));
    assert_eq!(read.problems.len(), 1);
    assert_eq!(
        read.problems[0].to_string(),
        "malformed: line 4 names a file that is not there: gone.txt (metadata.csv)"
    );
    assert_eq!(read.file_count, 4);
}

#[test]
fn many_files_come_in_batches_that_grow_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..300 {
        write(folder.path(), &format!("{number:04}.txt"), format!("Article number {number}"));
    }
    let read = read(&[folder.path().to_path_buf()]);
    assert_eq!(read.articles.len(), 300);
    assert!(docs(&read).is_sorted());
    assert!(read.batch_count >= 5, "{} batches", read.batch_count);
}

#[test]
fn reading_stops_when_cancelled() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..300 {
        write(folder.path(), &format!("{number:04}.txt"), format!("Article number {number}"));
    }
    let cancel = Cancel::new();
    let mut count = 0;
    ingest::read(&[folder.path().to_path_buf()], &cancel, &Progress::new(), &mut |batch| {
        count += batch.file_count;
        cancel.cancel();
    });
    assert!((1..300).contains(&count), "{count} files");
}

/// A JSON Lines file that is large enough to be read as a stream.
fn large_file(folder: &Path) -> usize {
    let record_count = 3000;
    let lines: String = (0..record_count)
        .map(|number| format!("{{\"id\": {number}, \"text\": \"{number} {}\"}}\n", "word ".repeat(600)))
        .collect::<Vec<_>>()
        .concat();
    assert!(lines.len() > 8 * 1024 * 1024);
    write(folder, "large.jsonl", lines);
    record_count
}

#[test]
fn a_large_file_of_records_is_delivered_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let record_count = large_file(folder.path());
    let read = read(&[folder.path().to_path_buf()]);
    let expected: Vec<String> = (0..record_count).map(|number| format!("large.jsonl#{number}")).collect();
    assert_eq!(docs(&read), expected);
    assert!(read.batch_count > 4, "{} batches", read.batch_count);
    assert_eq!((read.file_count, read.problems.len()), (1, 0));
}

#[test]
fn a_large_file_is_left_when_cancelled() {
    let folder = tempfile::tempdir().expect("a folder");
    let record_count = large_file(folder.path());
    let cancel = Cancel::new();
    let mut count = 0;
    ingest::read(&[folder.path().to_path_buf()], &cancel, &Progress::new(), &mut |batch| {
        count += batch.articles.len();
        cancel.cancel();
    });
    assert!((1..record_count).contains(&count), "{count} records");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..100 {
        write(folder.path(), &format!("{}/{number}.txt", number % 7), format!("Article number {}", number / 2));
    }
    let outcome = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let read = pool.install(|| read(&[folder.path().to_path_buf()]));
        (docs(&read), read.problems, read.batch_count)
    };
    let alone = outcome(1);
    assert_eq!(alone.0.len(), 50);
    assert_eq!(alone, outcome(4));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "closed.txt", "One");
    write(folder.path(), "open.txt", "Two");
    let closed = folder.path().join("closed.txt");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("set");
    let is_denied = fs::File::open(&closed).is_err();
    if !is_denied {
        // Root reads everything: a file that is gone between listing and opening stands in for one that is closed.
        fs::remove_file(&closed).expect("removed");
    }
    let read = read(&[closed, folder.path().join("open.txt")]);
    assert_eq!(docs(&read), ["open.txt"]);
    let told: Vec<(&str, ProblemKind)> = read.problems.iter().map(|problem| (&*problem.doc, problem.kind)).collect();
    assert_eq!(told, [("closed.txt", ProblemKind::Unreadable)]);
    assert_eq!(read.file_count, 2);
}

#[test]
fn outlets_beside_the_corpus_are_known_and_a_broken_line_of_theirs_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let paragraph = "The council met for three hours behind closed doors and then told the waiting crowd that nothing had been decided.";
    write(
        folder.path(),
        "a.txt",
        format!("Nothing decided\n\n{paragraph}\n\n{paragraph} So it was.\n\n© 2024 Hillside Crier\n"),
    );
    write(folder.path(), "deeper/outlets.tsv", "title\ttext\nA table\tA table with a text, and no list of outlets\n");
    let without = read(&[folder.path().to_path_buf()]);
    assert_ne!(without.articles[0].outlet(), Some("The Hillside Town Crier"));
    write(
        folder.path(),
        "outlets.tsv",
        "# ours\nThe Hillside Town Crier\tHillside Crier\tcrier.example\tGB\ten\nbroken\n",
    );
    let with = read(&[folder.path().to_path_buf()]);
    assert_eq!(with.articles[0].outlet(), Some("The Hillside Town Crier"));
    assert_eq!(with.articles.len(), without.articles.len(), "the list itself is no article");
    let told: Vec<(&str, &str)> =
        with.problems.iter().map(|problem| (&*problem.doc, problem.reason.as_str())).collect();
    assert_eq!(
        told,
        [("outlets.tsv", "line 3 has fewer than three columns (name, other names, addresses; tabs between)")]
    );
    let alone = read(&[folder.path().join("a.txt")]);
    assert_eq!(alone.articles[0].outlet(), Some("The Hillside Town Crier"));
}
