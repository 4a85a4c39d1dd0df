//! The home of the process that makes changes: starting it, killing it, and looking at what it has left.

use parallax::corpus::{ContentHash, FieldName};
use parallax::session::change::{Correction, Place};
use parallax::session::corrections::Corrections;
use parallax::session::{Origin, Settings, store};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Articles of the corpus.
pub(crate) const ARTICLES: u64 = 5;

/// What the change of a number is.
pub(crate) enum Changed {
    /// The title of the first article becomes this.
    Title(String),
    /// The note on the second article becomes this.
    Note(String),
    /// An article gets this tag.
    Tag(String),
}

/// What the change of this number is.
pub(crate) fn changed(number: u64) -> Changed {
    match number % 5 {
        1 => Changed::Title(format!("title {number}")),
        2 => Changed::Note(format!("note {number}")),
        _ => Changed::Tag(format!("t{number}")),
    }
}

/// Whether the change of this number is a tag.
pub(crate) fn is_tag(number: u64) -> bool {
    matches!(changed(number), Changed::Tag(_))
}

/// When the process is killed.
pub(crate) enum Kill {
    /// So long after its start.
    AfterStart(Duration),
    /// So long after so many changes were acknowledged.
    AfterAcknowledged(u64, Duration),
}

/// A folder with a corpus, beside which the process keeps everything.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("corpus")).expect("made");
        for number in 0..ARTICLES {
            let text =
                format!("Report {number}\n\nThe council met on {} May 2023 and adopted plan {number}.\n", number + 1);
            fs::write(folder.path().join(format!("corpus/{number}.txt")), text).expect("written");
        }
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Starts the process, behind `before` where that is given.
    pub(crate) fn start(&self, variables: &[(&str, String)], before: Option<Command>) -> Child {
        let program = std::env::current_exe().expect("this program");
        let mut command = match before {
            Some(mut before) => {
                before.arg(program);
                before
            }
            None => Command::new(program),
        };
        command.args(["--exact", "makes_changes", "--ignored", "--nocapture"]);
        command.env("PARALLAX_SURVIVAL_HOME", self.0.path()).current_dir(self.0.path());
        command.envs(variables.iter().map(|(name, value)| (format!("PARALLAX_SURVIVAL_{name}"), value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("a process")
    }

    /// Starts the process with the change of number `from`, kills it, and tells which changes were acknowledged.
    pub(crate) fn run_and_kill(&self, from: u64, kill: &Kill) -> Vec<u64> {
        let mut process = self.start(&[("FROM", from.to_string())], None);
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines().map_while(Result::ok);
        let mut acknowledged = Vec::new();
        let mut take = |line: &str| {
            assert!(!line.starts_with("failed "), "{line}");
            let number: Option<u64> = line.strip_prefix("acknowledged ").and_then(|number| number.parse().ok());
            acknowledged.extend(number);
            number.is_some()
        };
        let pause = match *kill {
            Kill::AfterStart(pause) => pause,
            Kill::AfterAcknowledged(count, pause) => {
                let mut left = count;
                while left > 0 {
                    let line = lines.next().expect("it goes on until it is killed");
                    left -= u64::from(take(&line));
                }
                pause
            }
        };
        std::thread::sleep(pause);
        process.kill().expect("killed");
        // What it has said before its end was acknowledged, too.
        for line in lines {
            take(&line);
        }
        process.wait().expect("its end");
        acknowledged
    }

    fn load(&self, data: &str) -> Corrections {
        let path = store::path_for(&self.path(data), &Origin::Paths(vec![self.path("corpus")]));
        store::load(&path).expect("the store is whole")
    }

    /// The numbers of the tags on the disk.
    pub(crate) fn tags(&self) -> BTreeSet<u64> {
        self.tags_in("data")
    }

    fn tags_in(&self, data: &str) -> BTreeSet<u64> {
        let corrections = self.load(data);
        let marks = corrections.marked();
        let tags = marks.contents().filter_map(|content| marks.of(content)).flat_map(|of| &of.tags);
        tags.filter_map(|tag| tag.strip_prefix('t')?.parse().ok()).collect()
    }

    /// Looks whether everything that was acknowledged, the changes below `acknowledged`, is on the disk.
    pub(crate) fn look(&self, acknowledged: u64, trial: u64) {
        self.look_in("data", acknowledged, trial);
        let settings = self.path("settings.json");
        if settings.exists() {
            assert_eq!(Settings::load_or_set_aside(&settings).1, None, "trial {trial}");
        }
        let export = self.path("out.csv");
        if export.exists() {
            let rows =
                csv::Reader::from_path(&export).expect("the export").into_records().map(|row| row.expect("a row"));
            assert_eq!(rows.count() as u64, ARTICLES, "trial {trial}: the export is whole");
        }
    }

    /// The same of a store in the folder `data`.
    pub(crate) fn look_in(&self, data: &str, acknowledged: u64, trial: u64) {
        let tags = self.tags_in(data);
        let lost: Vec<u64> = (0..acknowledged).filter(|number| is_tag(*number) && !tags.contains(number)).collect();
        assert!(lost.is_empty(), "trial {trial}: of {acknowledged} changes {lost:?} are lost");
        let corrections = self.load(data);
        let hashes: Vec<ContentHash> = corrections.articles().into_iter().collect();
        let title = hashes.iter().find_map(|article| match corrections.of(*article, FieldName::Title) {
            Correction::Value(title) => title.strip_prefix("title ")?.split(' ').next()?.parse().ok(),
            _ => None,
        });
        let note =
            corrections.marked().contents().find_map(|content| match corrections.at(content, &Place::Note(None)) {
                Correction::Value(note) => note.strip_prefix("note ")?.split(' ').next()?.parse().ok(),
                _ => None,
            });
        for (what, modulus, found) in [("title", 1, title), ("note", 2, note)] {
            let newest: Option<u64> = (0..acknowledged).rev().find(|number| number % 5 == modulus);
            assert!(newest <= found, "trial {trial}: the {what} of change {newest:?} is lost, {found:?} is there");
        }
    }

    /// How many articles the cache and the folder give.
    pub(crate) fn articles_read(&self) -> u64 {
        let output = self.start(&[("FROM", "0".to_owned()), ("COUNT", "0".to_owned())], None).wait_with_output();
        let said = String::from_utf8_lossy(&output.expect("its end").stdout).into_owned();
        let read = said.lines().find_map(|line| line.strip_prefix("read ")).expect("it reads");
        read.split(' ').next().and_then(|count| count.parse().ok()).expect("a number")
    }
}

/// The process and the number of the file in a line about one: "9668 11".
fn descriptor(line: &str) -> Option<String> {
    let (process, call) = line.split_once(' ')?;
    let number = call.split_once('(')?.1.split('<').next()?;
    Some(format!("{process} {number}"))
}

/// The calls of a trace, each on one line where it ended: those that another thread's came between stand in two parts.
fn whole_calls(trace: &str) -> Vec<String> {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let process = line.split(' ').next().unwrap_or_default();
        if let Some(beginning) = line.strip_suffix(" <unfinished ...>") {
            begun.insert(process, beginning);
        } else if let Some((_, end)) = line.split_once(" resumed>") {
            calls.extend(begun.remove(process).map(|beginning| format!("{beginning}{end}")));
        } else {
            calls.push(line.to_owned());
        }
    }
    calls
}

/// Goes through what a process has asked of the system: a file gets its name only when it is on the disk (caches, which
/// have checksums, aside), then the name is put on the disk too; a change is acknowledged only when the store is. Gives how
/// many names and changes there were.
pub(crate) fn check_order(trace: &str) -> (u64, u64) {
    let (mut renames, mut acknowledged) = (0, 0);
    let mut synced: HashSet<String> = HashSet::new();
    let mut awaiting: Vec<String> = Vec::new();
    let mut is_log_synced = false;
    for line in &whole_calls(trace) {
        let in_brackets = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        if line.contains("fsync(") || line.contains("fdatasync(") {
            is_log_synced |= in_brackets.ends_with(".db-wal");
            awaiting.retain(|folder| *folder != in_brackets);
            synced.insert(in_brackets);
            synced.extend(descriptor(line));
        } else if line.contains("linkat(") {
            // A file without a name gets one; what is opened under its number later is another file.
            let mut paths = line.split('"').skip(1).step_by(2);
            let (Some(from), Some(to)) = (paths.next(), paths.next()) else { continue };
            let number = from.strip_prefix("/proc/self/fd/").unwrap_or_default();
            let key = format!("{} {number}", line.split(' ').next().unwrap_or_default());
            assert!(synced.contains(&key), "not on the disk when it gets its first name: {line}");
            // A name that is taken stays; the file gets another one first.
            if !line.contains("= -1") {
                synced.remove(&key);
                synced.insert(to.to_owned());
                awaiting.extend(Path::new(to).parent().map(|folder| folder.display().to_string()));
            }
        } else if line.contains("rename") {
            let mut paths = line.split('"').skip(1).step_by(2);
            let (Some(from), Some(to)) = (paths.next(), paths.next()) else { continue };
            if Path::new(to).extension().is_some_and(|ending| ending == "cache") {
                continue;
            }
            renames += 1;
            assert!(synced.contains(from), "not on the disk when it gets its name: {line}");
            awaiting.extend(Path::new(to).parent().map(|folder| folder.display().to_string()));
        } else if line.contains("write(1<") && line.contains("\"acknowledge") {
            acknowledged += 1;
            assert!(is_log_synced, "acknowledged before it was on the disk: {line}");
            is_log_synced = false;
        }
    }
    assert!(awaiting.is_empty(), "names in these folders were not put on the disk: {awaiting:?}");
    (renames, acknowledged)
}
