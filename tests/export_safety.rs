//! Exports as the real binary writes them: their manifests and what has changed since, and that a full disk, a limit or a kill
//! leaves nothing half-written.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it cannot go on")]

use parallax::export::Format;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_parallax");

/// What every call ends with.
const PLAIN: [&str; 2] = ["--no-cache", "--as-read"];

fn parallax(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).args(PLAIN).current_dir(folder).output().expect("the binary runs")
}

/// What it tells, when it must end well.
fn told(folder: &Path, arguments: &[&str]) -> String {
    let output = parallax(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {told}");
    told
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A folder with `news` of so many articles and an empty `out`.
fn newsroom(count: usize, words: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("news")).expect("made");
    fs::create_dir_all(folder.path().join("out")).expect("made");
    for number in 0..count {
        let outlet = if number % 2 == 0 { "Morning Post" } else { "Evening Star" };
        let said = format!("The mill of town {number} burned on {} May 2023 and nobody saw it. ", number % 28 + 1);
        let text = format!("---\noutlet: {outlet}\ntitle: Mill {number}\n---\n{}\n", said.repeat(words / 13 + 1));
        fs::write(folder.path().join(format!("news/{number:04}.md")), text).expect("written");
    }
    folder
}

#[test]
fn a_manifest_gives_the_same_selection_and_the_same_bytes_or_says_what_has_changed() {
    let folder = newsroom(6, 20);
    let news = folder.path();
    let at = ["--exported-at", "2024-01-01T00:00:00Z"];
    let filtered = ["export", "news", "--outlet", "morning post", "--sort", "title:desc", "--to", "out/a.html"];
    told(news, &[&filtered[..], &at].concat());
    assert_eq!(names(&news.join("out")), ["a.html", "a.html.manifest.json"]);
    let manifest = "out/a.html.manifest.json";
    let read: Value = serde_json::from_slice(&fs::read(news.join(manifest)).expect("read")).expect("JSON");
    assert_eq!(read["opened"], serde_json::json!(["../news"]));
    assert_eq!((&read["articles"], &read["articles_opened"]), (&3.into(), &6.into()));
    assert_eq!(read["outlets"], serde_json::json!(["Morning Post"]));
    assert_eq!(read["sort"]["column"], "title");
    let docs: Vec<&str> =
        read["selection"].as_array().expect("articles").iter().filter_map(|one| one["doc"].as_str()).collect();
    assert_eq!(docs, ["0004.md", "0002.md", "0000.md"]);
    let again = ["export", "--selection-from", manifest, "--to", "out/b.html"];
    let answer = told(news, &[&again[..], &at].concat());
    assert!(answer.contains("3 of the 3 articles of a.html: as it was"), "{answer}");
    let bytes = |name: &str| fs::read(news.join("out").join(name)).expect("read");
    assert!(bytes("a.html") == bytes("b.html"), "the same selection gives the same bytes");
    assert!(bytes("a.html").starts_with(b"<!DOCTYPE html>"));

    fs::remove_file(news.join("news/0000.md")).expect("removed");
    fs::rename(news.join("news/0002.md"), news.join("news/moved.md")).expect("moved");
    let changed = fs::read_to_string(news.join("news/0004.md")).expect("read").replace("nobody", "somebody");
    fs::write(news.join("news/0004.md"), changed).expect("written");
    fs::write(news.join("news/new.md"), "---\noutlet: Morning Post\n---\nA further mill burned down, and all of it.\n")
        .expect("written");
    let answer = told(news, &["list", "--selection-from", manifest]);
    for line in [
        "no longer there: 0000.md\n",
        "changed: 0004.md\n",
        "moved: 0002.md is now moved.md\n",
        "passes the filters, but was not part of it: new.md\n",
        "2 of the 3 articles of a.html: 1 changed, 1 moved, 1 no longer there, 1 new to the filters\n",
    ] {
        assert!(answer.contains(line), "{line} is missing: {answer}");
    }
    let listed = parallax(news, &["list", "--selection-from", manifest, "--format", "jsonl"]);
    let listed = String::from_utf8(listed.stdout).expect("UTF-8");
    let docs: Vec<Value> =
        listed.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["doc"].clone()).collect();
    assert_eq!(docs, ["0004.md", "moved.md"]);

    fs::write(news.join("out/x.manifest.json"), "{}").expect("written");
    let refused = parallax(news, &["list", "--selection-from", "out/x.manifest.json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no manifest"));
}

/// Exports into a place without room must fail, say so with the path, and leave what stood there.
fn check_full(folder: &Path, run: &dyn Fn(&str) -> Output) {
    // One of each way of writing, and every archive; that every format hands on what fails is tested beside the formats.
    let archives = [Format::Xlsx, Format::Docx, Format::Qdpx, Format::SourceZip];
    for format in archives.into_iter().chain([Format::Csv, Format::Html, Format::Parquet]) {
        let target = format!("out/full.{}", format.extension());
        let path = folder.join(&target);
        fs::write(&path, "before").expect("written");
        let output =
            run(&format!("'{BINARY}' export news --to {target} --format {} {}", format.extension(), PLAIN.join(" ")));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{target}: {told}");
        assert!(told.contains("the export was not written: the file would be larger than is allowed"), "{told}");
        assert!(told.contains(&target), "{told}");
        assert_eq!(fs::read_to_string(&path).expect("it is still there"), "before", "{target}");
        fs::remove_file(&path).expect("removed");
        assert_eq!(names(&folder.join("out")), Vec::<String>::new(), "{target} left something behind");
    }
    let output = run(&format!("'{BINARY}' export news --to out/texts --format folder {}", PLAIN.join(" ")));
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(&folder.join("out")), Vec::<String>::new(), "not even a part of a folder");
}

#[test]
fn a_limit_on_the_size_of_files_leaves_what_was_there() {
    let folder = newsroom(30, 60);
    check_full(folder.path(), &|command| {
        let limited = format!("trap '' XFSZ; ulimit -f 1; exec {command}");
        Command::new("sh").args(["-c", &limited]).current_dir(folder.path()).output().expect("a shell")
    });
}

/// The same on a disk that is really full, where this machine lets us have one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let folder = newsroom(30, 60);
    let mounted = |command: &str| {
        let inside = format!("mount -t tmpfs -o size=8k none out && {command}");
        Command::new("unshare").args(["-rm", "sh", "-c", &inside]).current_dir(folder.path()).output()
    };
    if !mounted("true").is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("CI").is_none_or(|_| !is_root()), "a small disk can be made here");
        return;
    }
    for format in [Format::JsonLines, Format::SourceZip, Format::Xlsx, Format::Docx, Format::Qdpx, Format::Html] {
        let ending = format.extension();
        let script = format!(
            "echo before >out/x.{ending}; '{BINARY}' export news --to out/x.{ending} --format {ending} {}; code=$?; \
             ls -A out; cat out/x.{ending}; exit $code",
            PLAIN.join(" ")
        );
        let output = mounted(&script).expect("a shell");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{ending}: {told}");
        assert!(told.contains("the export was not written: the disk is full"), "{told}");
        assert!(told.contains(&format!("(out/x.{ending})")), "{told}");
        assert!(!told.contains("panicked") && told.lines().count() == 1, "{told}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("x.{ending}\nbefore\n"));
    }
}

#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Kills the program as soon as it has a file open in the folder that it exports to.
#[cfg(target_os = "linux")]
#[test]
fn a_kill_while_it_writes_leaves_what_was_there_and_nothing_else() {
    let folder = newsroom(120, 600);
    let out = folder.path().join("out").canonicalize().expect("there");
    fs::write(out.join("x.html"), "before").expect("written");
    let mut killed = 0;
    for _ in 0..3 {
        let mut child = Command::new(BINARY)
            .args(["export", "news", "--to", "out/x.html"])
            .args(PLAIN)
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let descriptors = format!("/proc/{}/fd", child.id());
        let is_writing = || {
            let open = fs::read_dir(&descriptors).into_iter().flatten().flatten();
            open.filter_map(|entry| fs::read_link(entry.path()).ok())
                .any(|place| place.starts_with(&out) && place != out)
        };
        let has_ended = loop {
            if is_writing() {
                break false;
            }
            if child.try_wait().expect("a child").is_some() {
                break true;
            }
            std::thread::yield_now();
        };
        assert!(!has_ended, "it was seen writing");
        child.kill().expect("killed");
        killed += i32::from(!child.wait().expect("a child").success());
        assert_eq!(names(&out), ["x.html"], "nothing half-written");
        assert_eq!(fs::read_to_string(out.join("x.html")).expect("read"), "before");
    }
    assert_eq!(killed, 3);
}

#[test]
fn names_that_no_file_can_have_are_refused_before_anything_is_written() {
    let folder = newsroom(1, 20);
    let long = format!("out/{}.csv", "x".repeat(240));
    for (target, reason) in [(long.as_str(), "too long"), ("out/", "has no name"), ("out", "belongs to a folder")] {
        let output = parallax(folder.path(), &["export", "news", "--format", "csv", "--to", target]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{target}: {told}");
        assert!(told.contains("the export was not written"), "{reason}: {told}");
        assert_eq!(names(&folder.path().join("out")), Vec::<String>::new());
    }
}
