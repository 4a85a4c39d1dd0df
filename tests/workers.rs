//! Workers that misbehave, each in its own way, among files that are well: each costs its own file, for the right reason.

#![cfg(all(unix, debug_assertions))]
#![allow(clippy::expect_used, reason = "a test that cannot make its folder must fail")]

use parallax::ingest;
use parallax::jobs::workers::{FLAG, Layer, Workers};
use parallax::work::{Cancel, Problem, ProblemKind, Progress};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a misbehaving worker is told, and what a person is told of its document.
const MISBEHAVIOURS: [(&str, ProblemKind, &str); 14] = [
    ("panic", ProblemKind::Crashed, "ended by itself with code 101"),
    ("wait", ProblemKind::TimedOut, "nothing came of it for 8 seconds"),
    ("memory", ProblemKind::OutOfMemory, "more than 768 MiB"),
    ("stack", ProblemKind::Crashed, "its stack ran out"),
    ("exit", ProblemKind::Crashed, "ended by itself with code 3"),
    ("quit", ProblemKind::Crashed, "ended by itself with code 0"),
    ("abort", ProblemKind::Crashed, "signal 6"),
    ("nonsense", ProblemKind::Crashed, "a frame is no message"),
    ("junk", ProblemKind::Crashed, "it announced 1852989815 bytes at once"),
    ("giant", ProblemKind::Crashed, "it announced 4294967295 bytes at once"),
    ("short", ProblemKind::Crashed, "it announced 1000 bytes and gave 10"),
    ("long", ProblemKind::Crashed, "a frame is no message"),
    ("drip", ProblemKind::TimedOut, "nothing came of it for 8 seconds"),
    ("flood", ProblemKind::Crashed, "it only says that it is still at it"),
];

fn program() -> std::path::PathBuf {
    env!("CARGO_BIN_EXE_parallax").into()
}

fn doubles() -> Workers {
    // Filling the memory allowed takes more than three seconds on a machine that does other things.
    Workers::doubles(program(), Duration::from_secs(8))
}

fn page(name: &str, order: &str) -> String {
    let mut page = format!("<!DOCTYPE html><html><head><title>Page {name}</title></head><body><!-- {order} -->");
    for paragraph in 0..4 {
        let _ =
            write!(page, "<p>Paragraph {paragraph} of {name} tells what the harbour council decided that evening.</p>");
    }
    page + "</body></html>"
}

fn write(folder: &Path, name: &str, order: &str) {
    std::fs::write(folder.join(format!("{name}.html")), page(name, order)).expect("written");
}

/// Files that gave an article, and problems.
fn read(folder: &Path, workers: &Workers) -> (Vec<String>, Vec<Problem>) {
    let (mut docs, mut problems) = (Vec::new(), Vec::new());
    ingest::read_isolated(&[folder.to_path_buf()], workers, &Cancel::new(), &Progress::new(), &mut |batch| {
        docs.extend(batch.articles.iter().map(|article| article.source.doc()));
        problems.extend(batch.problems);
    });
    (docs, problems)
}

#[test]
fn each_misbehaviour_costs_its_own_file_for_the_right_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, _, _) in MISBEHAVIOURS {
        write(folder.path(), &format!("{name}_1_before"), "");
        write(folder.path(), &format!("{name}_2"), &format!("misbehave: {name}"));
        write(folder.path(), &format!("{name}_3_behind"), "");
    }
    let (docs, problems) = read(folder.path(), &doubles());
    let told: BTreeMap<&str, &Problem> = problems.iter().map(|problem| (&*problem.doc, problem)).collect();
    for (name, kind, reason) in MISBEHAVIOURS {
        let problem = told.get(&*format!("{name}_2.html")).copied();
        let is_right = problem.is_some_and(|problem| problem.kind == kind && problem.reason.contains(reason));
        assert!(is_right, "{name}: {problem:?}");
        for good in [format!("{name}_1_before.html"), format!("{name}_3_behind.html")] {
            assert!(docs.contains(&good), "{good} is not read");
        }
    }
    assert_eq!((docs.len(), problems.len()), (2 * MISBEHAVIOURS.len(), MISBEHAVIOURS.len()), "{problems:?}");
}

#[test]
fn a_worker_that_computes_for_ever_is_ended_by_the_system() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "compute", "misbehave: compute");
    // The wall clock has to be patient: this machine may be doing other things.
    let (docs, problems) = read(folder.path(), &Workers::doubles(program(), Duration::from_mins(5)));
    let expected = if cfg!(target_os = "linux") { "more than 10 seconds of computing" } else { "nothing came of it" };
    assert!(
        docs.is_empty() && matches!(problems.as_slice(), [problem] if problem.reason.contains(expected)),
        "{problems:?}"
    );
}

#[test]
fn a_worker_opens_no_file_starts_no_program_and_speaks_to_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "escape", "misbehave: escape");
    let workers = doubles();
    assert_eq!(read(folder.path(), &workers), (vec!["escape.html".to_owned()], Vec::new()));
    if cfg!(target_os = "linux") {
        let layers = workers.layers().expect("a worker");
        assert!(layers.hold(Layer::Limits) && layers.hold(Layer::FewCalls) && layers.hold(Layer::EndsWithParent));
    }
}

#[test]
fn without_a_program_to_start_nothing_risky_is_parsed() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "page", "");
    std::fs::write(folder.path().join("text.txt"), "A text that any process may read").expect("written");
    for workers in [Workers::new(), Workers::doubles("/nowhere".into(), Duration::from_secs(3))] {
        let (docs, problems) = read(folder.path(), &workers);
        assert_eq!(docs, ["text.txt"]);
        assert!(matches!(problems.as_slice(), [problem] if problem.kind == ProblemKind::NotIsolated), "{problems:?}");
    }
}

#[test]
fn a_program_that_is_no_worker_is_not_talked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "page", "");
    let (docs, problems) = read(folder.path(), &Workers::doubles("/bin/echo".into(), Duration::from_secs(3)));
    assert!(docs.is_empty());
    assert!(matches!(problems.as_slice(), [problem] if problem.kind == ProblemKind::NotIsolated), "{problems:?}");
}

#[test]
fn stopping_does_not_wait_for_a_worker_that_hangs() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "wait", "misbehave: wait");
    let cancel = Cancel::new();
    let workers = Workers::doubles(program(), Duration::from_mins(10));
    let start = Instant::now();
    std::thread::scope(|scope| {
        let stop = cancel.clone();
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(500));
            stop.cancel();
        });
        ingest::read_isolated(&[folder.path().to_path_buf()], &workers, &cancel, &Progress::new(), &mut |_| {});
    });
    assert!(start.elapsed() < Duration::from_secs(30), "stopped after {:?}", start.elapsed());
}

#[test]
fn a_worker_ends_when_nobody_speaks_to_it_any_more() {
    let mut worker =
        Command::new(program()).arg(FLAG).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a worker");
    drop(worker.stdin.take());
    assert!(worker.wait().expect("its end").success());
}
