//! Malformed and hostile files: the program lives on, every file is accounted for, the good file beside each is read.
//!
//! The sets of `PARALLAX_DATA` are tried always where they are; the scorecard also makes files, with the tools beside that
//! folder (Python 3), and takes minutes:
//!
//! `PARALLAX_DATA=… cargo test --release --no-default-features --test ingest_hostile -- --ignored --nocapture`
//!
//! `PARALLAX_SEEDS=9,10` mutates by other seeds; `-- --ignored a_million_files` is the set of very many, ten times as large.

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its data must fail; it shows what it counted"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Longest that one set may take; then the program counts as hung.
const PATIENCE: Duration = Duration::from_mins(40);

/// Memory that the program itself may take, its workers left out: it holds all texts of a set.
const MOST_MEBIBYTES: u64 = 2048;

const GOOD: &str = ".good.html";

/// How one set went.
#[derive(Default)]
struct Score {
    name: String,
    tried: usize,
    read: usize,
    refused: usize,
    /// Files at which a worker timed out, ran out of memory, crashed.
    contained: [usize; 3],
    good: usize,
    good_read: usize,
    /// Files that gave nothing, by the kind of their first problem.
    by_reason: BTreeMap<String, usize>,
    /// Files that have neither articles nor a reason.
    lost: Vec<String>,
    has_crashed: bool,
    is_hung: bool,
    peak_mebibytes: u64,
    seconds: u64,
}

impl Score {
    fn print_heading() {
        println!(
            "{:28} {:>6} {:>6} {:>8} | worker: {:>5} {:>6} {:>7} | program: {:>7} {:>4} {:>11} | {:>11} {:>5} {:>6} {:>5}",
            "set",
            "tried",
            "read",
            "refused",
            "time",
            "memory",
            "crash",
            "crashed",
            "hung",
            "over memory",
            "good read",
            "lost",
            "MiB",
            "s"
        );
    }

    fn print(&self) {
        let [timed_out, memory, crashed] = self.contained;
        println!(
            "{:28} {:>6} {:>6} {:>8} | worker: {timed_out:>5} {memory:>6} {crashed:>7} | program: {:>7} {:>4} {:>11} | {:>5}/{:<5} {:>5} {:>6} {:>5}",
            self.name,
            self.tried,
            self.read,
            self.refused,
            usize::from(self.has_crashed),
            usize::from(self.is_hung),
            usize::from(self.is_over_memory()),
            self.good_read,
            self.good,
            self.lost.len(),
            self.peak_mebibytes,
            self.seconds,
        );
    }

    fn is_over_memory(&self) -> bool {
        self.peak_mebibytes > MOST_MEBIBYTES
    }

    fn is_well(&self) -> bool {
        let is_program_well = !self.has_crashed && !self.is_hung && !self.is_over_memory();
        is_program_well && self.lost.is_empty() && self.good == self.good_read && self.tried > 0
    }
}

/// Has the program check a folder and counts what it says.
fn score(name: &str, folder: &Path) -> Score {
    score_with(name, folder, Command::new(env!("CARGO_BIN_EXE_parallax")))
}

/// The same of a program that is started in a way of its own.
fn score_with(name: &str, folder: &Path, mut program: Command) -> Score {
    let mut score = Score { name: name.to_owned(), ..Score::default() };
    let scratch = tempfile::NamedTempFile::new().expect("a file");
    let start = Instant::now();
    let mut program = program
        .args(["check", "--quiet", "--no-cache", "--format", "jsonl"])
        .arg(folder)
        .stdout(scratch.reopen().expect("the file"))
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let status = loop {
        score.peak_mebibytes = score.peak_mebibytes.max(peak_mebibytes(program.id()));
        if let Some(status) = program.try_wait().expect("its state") {
            break Some(status);
        }
        if start.elapsed() > PATIENCE {
            program.kill().expect("ended");
            break None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    score.seconds = start.elapsed().as_secs();
    score.is_hung = status.is_none();
    score.has_crashed = status.is_some_and(|status| !status.success());
    for line in fs::read_to_string(scratch.path()).expect("its answer").lines() {
        count(&serde_json::from_str(line).expect("a line of JSON"), &mut score);
    }
    score
}

/// The most memory that a process has had, where the system tells.
fn peak_mebibytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn count(line: &Value, score: &mut Score) {
    let name = line["file"].as_str().unwrap_or_default();
    let articles = line["articles"].as_u64().unwrap_or_default() + line["duplicates"].as_u64().unwrap_or_default();
    if name.ends_with(GOOD) {
        score.good += 1;
        score.good_read += usize::from(line["articles"] == 1);
        return;
    }
    score.tried += 1;
    let problems: Vec<&Value> = line["problems"].as_array().into_iter().flatten().collect();
    if articles > 0 {
        score.read += 1;
    } else if problems.is_empty() && line["state"] != "metadata" {
        score.lost.push(name.to_owned());
    } else {
        score.refused += 1;
        let kind = problems.first().and_then(|problem| problem["kind"].as_str()).unwrap_or("metadata");
        *score.by_reason.entry(kind.to_owned()).or_default() += 1;
    }
    for (kind, count) in ["timed out", "out of memory", "crashed"].into_iter().zip(&mut score.contained) {
        let found = problems.iter().find(|problem| problem["kind"] == kind);
        if let Some(problem) = found {
            println!("  {}: {name}: {}", score.name, problem["reason"].as_str().unwrap_or_default());
            *count += 1;
        }
    }
}

/// Copies every file below `from`, each with a good one beside it.
fn copy_with_good(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
        } else if entry.file_type().is_file() {
            fs::write(&target, fs::read(entry.path()).expect("a file")).expect("copied");
            put_good_beside(&target);
        }
    }
}

fn put_good_beside(file: &Path) {
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let good: String = name.chars().filter(char::is_ascii_graphic).take(60).collect();
    // The name must not begin with a dot: what is hidden is not read.
    let path = file.with_file_name(format!("beside {good}{GOOD}"));
    let words =
        format!("{} stands beside a file that may harm; the council of the harbour met on Tuesday. ", path.display());
    let page = format!("<!DOCTYPE html><title>Beside {name:?}</title><body><p>{}</p></body>", words.repeat(5));
    fs::write(path, page).expect("written");
}

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    assert!(data.is_some() || std::env::var_os("CI").is_none(), "CI measures against PARALLAX_DATA");
    if data.is_none() {
        println!("ignored: PARALLAX_DATA is not set");
    }
    data
}

/// Scores a set of files that are there.
fn score_copy(name: &str, from: &Path) -> Score {
    let folder = tempfile::tempdir().expect("a folder");
    copy_with_good(from, folder.path());
    let score = score(name, folder.path());
    score.print();
    score
}

fn hold(scores: &[Score]) {
    for score in scores {
        assert!(score.is_well(), "{}: see above; lost {:?}", score.name, score.lost);
    }
}

#[test]
fn every_hostile_file_is_accounted_for() {
    let Some(data) = data() else { return };
    Score::print_heading();
    hold(&["files/bad", "files/html-adversarial", "hostile"].map(|name| score_copy(name, &data.join(name))));
}

/// Has a tool of Python make files.
fn make(tool: &Path, arguments: &[&Path]) {
    let made = Command::new("python3").arg(tool).args(arguments).stdout(Stdio::null()).status();
    assert!(made.expect("Python 3").success(), "{} fails", tool.display());
}

#[test]
#[ignore = "the scorecard: makes files with the tools beside PARALLAX_DATA and takes minutes"]
fn scorecard() {
    let Some(data) = data() else { return };
    let tools = data.join("../tools");
    Score::print_heading();
    let mut scores = vec![
        score_copy("files/bad", &data.join("files/bad")),
        score_copy("files/html-adversarial", &data.join("files/html-adversarial")),
        score_copy("hostile", &data.join("hostile")),
    ];
    let made = tempfile::tempdir().expect("a folder");
    make(&tools.join("hostile_generate.py"), &[made.path()]);
    scores.push(score_copy("hostile_generate.py", made.path()));
    let seeds = std::env::var("PARALLAX_SEEDS").unwrap_or_else(|_| "1,2,3".to_owned());
    for seed in seeds.split(',') {
        let made = tempfile::tempdir().expect("a folder");
        let seeds = ["files", "hostile"].map(|folder| data.join(folder));
        let [files, hostile] = &seeds;
        make(&tools.join("hostile_mutate.py"), &[made.path(), Path::new(seed), Path::new("100"), files, hostile]);
        scores.push(score_copy(&format!("hostile_mutate.py, seed {seed}"), made.path()));
    }
    scores.push(score_odd(&tools, "odd_filesystem.py", || Command::new(env!("CARGO_BIN_EXE_parallax"))));
    if fs::metadata(made.path()).expect("the folder").uid() == 0 {
        let without_rights = || {
            let mut program = Command::new("setpriv");
            program.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_parallax")]);
            program
        };
        scores.push(score_odd(&tools, "the same, without rights", without_rights));
    }
    scores.push(score_changing(&data));
    scores.push(score_many(100_000));
    print_total(&scores);
    hold(&scores);
}

fn print_total(scores: &[Score]) {
    let sum = |of: fn(&Score) -> usize| scores.iter().map(of).sum::<usize>();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, count) in scores.iter().flat_map(|score| &score.by_reason) {
        *reasons.entry(kind).or_default() += count;
    }
    let reasons: Vec<String> = reasons.into_iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    println!(
        "total: tried {}, read {}, refused {} ({}), without a word {}; crashed {}, hung {}, over memory {}",
        sum(|score| score.tried),
        sum(|score| score.read),
        sum(|score| score.refused),
        reasons.join(", "),
        sum(|score| score.lost.len()),
        sum(|score| usize::from(score.has_crashed)),
        sum(|score| usize::from(score.is_hung)),
        sum(|score| usize::from(score.is_over_memory())),
    );
}

/// Odd entries of a file system: pipes, sockets, devices, circles, names, a file of 5 GB, folders 3,000 deep.
fn score_odd(tools: &Path, name: &str, program: impl Fn() -> Command) -> Score {
    let made = tempfile::tempdir().expect("a folder");
    fs::set_permissions(made.path(), fs::Permissions::from_mode(0o755)).expect("open to all");
    let odd = made.path().join("odd");
    make(&tools.join("odd_filesystem.py"), &[&odd]);
    let names: Vec<PathBuf> = fs::read_dir(&odd).expect("made").map(|entry| entry.expect("an entry").path()).collect();
    for path in &names {
        put_good_beside(path);
    }
    let forbidden = odd.join("forbidden.txt");
    fs::write(&forbidden, "not for everybody").expect("written");
    fs::set_permissions(&forbidden, fs::Permissions::from_mode(0o000)).expect("forbidden");
    let score = score_with(name, &odd, program());
    score.print();
    remove_deep(&odd);
    score
}

/// Files that are cut, lengthened, replaced and removed while they are read. Those beside them stay.
fn score_changing(data: &Path) -> Score {
    let folder = tempfile::tempdir().expect("a folder");
    copy_with_good(&data.join("files"), folder.path());
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder.path())
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().ends_with(GOOD))
        .map(walkdir::DirEntry::into_path)
        .collect();
    let is_done = AtomicBool::new(false);
    let score = std::thread::scope(|scope| {
        scope.spawn(|| {
            let originals: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).expect("a file")).collect();
            for step in (0..).take_while(|_| !is_done.load(Ordering::Relaxed)) {
                let (file, original) = (&files[step * 7 % files.len()], &originals[step * 7 % files.len()]);
                // Any of these may find the file gone: that is what is tried.
                let _ = match step % 4 {
                    0 => fs::File::options().write(true).open(file).and_then(|file| file.set_len(100)),
                    1 => fs::write(file, [original.as_slice(), original].concat()),
                    2 => fs::remove_file(file),
                    _ => fs::write(file, original),
                };
            }
        });
        let score = score("changed while they are read", folder.path());
        is_done.store(true, Ordering::Relaxed);
        score
    });
    score.print();
    score
}

#[test]
#[ignore = "makes a million files"]
fn a_million_files() {
    Score::print_heading();
    hold(&[score_many(1_000_000)]);
}

/// A folder of very many small files.
fn score_many(many: u32) -> Score {
    let made = tempfile::tempdir().expect("a folder");
    for number in 0..many {
        let path = made.path().join(format!("{number}.txt"));
        fs::write(path, format!("Report {number}\n\nThe council met in May 2023 and adopted plan {number}.\n"))
            .expect("written");
    }
    let score = score(&format!("{many} files in one folder"), made.path());
    score.print();
    score
}

/// Removes a tree that is deeper than a path may be long.
fn remove_deep(folder: &Path) {
    let removed = Command::new("rm").arg("-rf").arg(folder).status();
    assert!(removed.expect("rm").success());
}
