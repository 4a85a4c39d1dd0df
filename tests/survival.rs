//! The user's work survives: killed at any moment, on a full disk, in a folder that cannot be written, beside a second
//! instance. A real process (this program's session and jobs, without a window) makes changes and says when one is
//! acknowledged; then what is on the disk is looked at.
//!
//! The suite runs a few kills. Hundreds, with the count:
//!
//! `PARALLAX_TRIALS=300 cargo test --test survival -- --ignored --nocapture kills`

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot be set up has to stop; it tells counts"
)]

#[path = "survival/desk.rs"]
mod desk;
#[path = "survival/home.rs"]
mod home;

use desk::Desk;
use home::{ARTICLES, Home, Kill};
use parallax::session::crash;
use std::process::Command;
use std::time::Duration;

/// Chance from a seed: splitmix64.
struct Dice(u64);

impl Dice {
    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// Kills a process that makes changes, again and again on the same store, and looks each time at what is left.
fn kill(trials: u64, seed: u64) {
    let home = Home::new();
    let mut dice = Dice(seed);
    let (mut acknowledged, mut while_starting) = (0, 0);
    for trial in 0..trials {
        let moment = match dice.below(4) {
            0 => Kill::AfterStart(Duration::from_millis(dice.below(1200))),
            _ => Kill::AfterAcknowledged(dice.below(8), Duration::from_micros(dice.below(40_000))),
        };
        let run = home.run_and_kill(acknowledged, &moment);
        while_starting += u64::from(run.is_empty());
        acknowledged = run.last().map_or(acknowledged, |last| last + 1);
        home.look(acknowledged, trial);
    }
    println!(
        "kill -9: {trials} trials, {while_starting} of them before the first change, {acknowledged} changes acknowledged, \
         0 lost, 0 stores, settings, exports or caches damaged"
    );
    assert!(acknowledged > trials / 2, "{acknowledged} changes in {trials} trials: this tries nothing");
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    kill(8, 7);
}

#[test]
#[ignore = "hundreds of trials take minutes"]
fn kills() {
    let trials = std::env::var("PARALLAX_TRIALS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    kill(trials, 1);
}

/// Not a test of its own: what the others start, kill and look at.
#[test]
#[ignore = "started by the other tests"]
fn makes_changes() {
    if let Some(mut desk) = Desk::of_environment() {
        desk.make_changes();
    }
}

/// Changes of each of two instances.
const EACH: u64 = 40;

#[test]
fn two_instances_on_one_corpus_lose_nothing_of_each_other() {
    let home = Home::new();
    let mut one = home.start(&[("FROM", "0".to_owned()), ("COUNT", EACH.to_string())], None);
    let mut other = home.start(&[("FROM", "1000".to_owned()), ("COUNT", EACH.to_string())], None);
    let ended = [one.wait(), other.wait()].map(|ended| ended.expect("its end").success());
    assert_eq!(ended, [true, true]);
    let tags = home.tags();
    let missing: Vec<u64> =
        (0..EACH).chain(1000..1000 + EACH).filter(|number| home::is_tag(*number) && !tags.contains(number)).collect();
    assert_eq!(missing, [0; 0], "changes of one of two instances are missing");
    println!("two instances: {} changes at the same time, 0 lost", 2 * EACH);
}

/// Words that stand in names, titles and texts, and must stand nowhere else.
const CANARIES: [&str; 3] = ["Kanarienvogel", "Serinette", "Kenar\u{e9}k"];

/// Not a test of its own: fails in a thread, as a job may, and lives on.
#[test]
#[ignore = "started by the other tests"]
#[allow(clippy::disallowed_methods, reason = "threads that fail are what is tried")]
fn fails() {
    let Some(folder) = std::env::var_os("PARALLAX_SURVIVAL_CRASHES").map(std::path::PathBuf::from) else { return };
    crash::watch(Some(folder));
    let texts = CANARIES.map(str::to_owned);
    let slice = std::thread::spawn(move || texts[2].split_at(6).0.len());
    assert!(slice.join().is_err(), "that is no border of a character");
    let value = std::thread::Builder::new().name("reading".to_owned());
    let value = value.spawn(|| panic!("{} {}", CANARIES[0], CANARIES[1])).expect("a thread");
    assert!(value.join().is_err());
    let word = std::thread::spawn(|| panic!("a message without values"));
    assert!(word.join().is_err());
    println!("\nlives on");
}

#[test]
fn a_failure_is_written_down_without_a_word_of_what_was_opened() {
    let home = Home::new();
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["--exact", "fails", "--ignored", "--nocapture"])
        .env("PARALLAX_SURVIVAL_CRASHES", home.path("crashes"));
    let output = command.output().expect("it runs");
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("lives on"), "{out}{error}");
    let reports: Vec<String> = std::fs::read_dir(home.path("crashes"))
        .expect("reports")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a report"))
        .collect();
    assert_eq!(reports.len(), 3);
    for text in reports.iter().map(String::as_str).chain([&*error]) {
        assert!(text.contains("tests/survival.rs:") && !CANARIES.iter().any(|canary| text.contains(canary)), "{text}");
    }
    assert!(reports.iter().any(|report| report.contains("left out")));
    assert!(reports.iter().any(|report| report.contains("a message without values")));
}

#[test]
fn a_log_tells_what_was_done_without_a_word_of_what_was_opened() {
    let home = Home::new();
    let folder = home.path("corpus").join(CANARIES[0]);
    std::fs::create_dir(&folder).expect("made");
    let text = format!("{}\n\nThe {} met on 5 May 2023 and adopted the plan.\n", CANARIES[1], CANARIES[2]);
    std::fs::write(folder.join(format!("{}.txt", CANARIES[0])), text).expect("written");
    std::fs::write(folder.join(format!("{}.pdf", CANARIES[1])), "").expect("written");
    let page = format!("<!DOCTYPE html><title>{}</title><p>The {} met on 5 May 2023.</p>", CANARIES[1], CANARIES[2]);
    std::fs::write(folder.join("page.html"), page).expect("written");
    for command in [&["check"][..], &["list", "--query", CANARIES[1]], &["events", "--outlet", CANARIES[2]]] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_parallax"));
        program.args(command).arg(home.path("corpus")).args(["--no-cache", "--log"]).arg(home.path("log"));
        let output = program.env("XDG_DATA_HOME", home.path("data")).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let log = std::fs::read_to_string(home.path("log")).expect("a log");
    for event in [
        "start version=",
        "command name=events",
        "read files=8 articles=7 problems=1",
        "problem kind=",
        "worker limits=",
        " no-files=",
        " few-calls=",
        "end code=0",
    ] {
        assert!(log.contains(event), "{event}: {log}");
    }
    let folder = home.path("corpus").display().to_string();
    assert!(!CANARIES.iter().any(|canary| log.contains(canary)) && !log.contains(&folder), "{log}");
}

/// Runs `script` where it may mount, as root of a world of its own; nothing where the system does not permit that.
fn in_own_world(script: &str) -> Option<Command> {
    let may = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    if !may.is_ok_and(|tried| tried.status.success()) {
        println!("ignored: this system does not permit unshare -rm");
        return None;
    }
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-ec", script, "sh"]);
    Some(command)
}

#[test]
fn on_a_full_disk_work_is_kept_told_of_and_written_once_there_is_room() {
    let home = Home::new();
    // The disk of the user's work has room for little; what fills it is removed after a while.
    let script = "mkdir -p data; mount -t tmpfs -o size=640k none data; \
        head -c 528k /dev/zero > data/filling; (sleep 6; rm data/filling) & \
        \"$@\"; wait; cp -r data data-after";
    let Some(world) = in_own_world(script) else { return };
    let variables = [("FROM", "0"), ("COUNT", "60"), ("PADDING", "3000"), ("PATIENT", "yes")]
        .map(|(name, value)| (name, value.to_owned()));
    let output = home.start(&variables, Some(world)).wait_with_output().expect("its end");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("\nacknowledged ") && said.contains("notice Your changes are not saved"), "{said}");
    assert!(said.contains("notice All your changes are saved now"), "{said}");
    home.look_in("data-after", 60, 0);
}

#[test]
fn a_folder_that_cannot_be_written_gives_what_it_holds_and_a_notice_for_what_it_does_not_take() {
    let home = Home::new();
    assert!(home.start(&[("FROM", "0".to_owned()), ("COUNT", "9".to_owned())], None).wait().expect("ends").success());
    let Some(world) = in_own_world("mount --bind data data; mount -o remount,ro,bind data; \"$@\"") else { return };
    let variables = [("FROM", "9".to_owned()), ("COUNT", "2".to_owned()), ("HOPELESS", "yes".to_owned())];
    let output = home.start(&variables, Some(world)).wait_with_output().expect("its end");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("notice Your changes are not saved") && said.contains(".db"), "{said}");
    let shown = format!("tagged {}", (0..9).filter(|&number| home::is_tag(number)).count());
    assert!(said.contains(&shown), "what was kept there is shown: {said}");
}

#[test]
fn names_are_put_in_place_only_after_what_they_stand_for_is_on_the_disk() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("ignored: strace is not installed");
        return;
    }
    let home = Home::new();
    let trace = home.path("trace");
    let mut watched = Command::new("strace");
    watched.args([
        "-f",
        "-y",
        "-qq",
        "-e",
        "trace=fsync,fdatasync,linkat,rename,renameat,renameat2,write",
        "-s",
        "12",
        "-o",
    ]);
    watched.arg(&trace);
    let mut process = home.start(&[("FROM", "0".to_owned()), ("COUNT", "30".to_owned())], Some(watched));
    assert!(process.wait().expect("its end").success());
    let trace = std::fs::read_to_string(trace).expect("a trace");
    let (renames, acknowledged) = home::check_order(&trace);
    println!(
        "power cut: {renames} names put in place and {acknowledged} changes acknowledged, all after they were on the disk"
    );
    assert!(renames > 2 && acknowledged == 30, "{renames} names, {acknowledged} changes");
    assert_eq!(home.articles_read(), ARTICLES);
}
