//! The rules of the house, held from the first day: which layer may name which, and who alone may touch files, threads and
//! the screen.
//!
//! Each rule is a function from source files to violations, each with its file and line, and comes with a test that it
//! finds what it is meant to find. `ARCHITECTURE.md` says why the rules are as they are.

#[path = "architecture/code.rs"]
mod code;
#[path = "architecture/paths.rs"]
mod paths;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use code::{SourceFile, rust_files};
use paths::{Needs, paths};

/// The layers; each names only itself and those before it.
const LAYERS: [&str; 14] = [
    "text", "time", "work", "corpus", "ingest", "events", "compare", "search", "export", "session", "jobs", "cli",
    "ui", "app",
];

/// Where a file may be written: what leaves, what the user made, what can be made again.
const WRITERS: [&str; 2] = ["export", "session"];

/// The only files with an unsafe step.
const UNSAFE: [&str; 2] = ["src/search/index/popcount.rs", "src/session/cache/map.rs"];

/// The most lines a file may have.
const MOST_LINES: usize = 500;

/// Crates and modules that speak to a network: Parallax never does.
const NETWORK: [&str; 10] =
    ["reqwest", "ureq", "hyper", "curl", "isahc", "attohttpc", "tokio", "tungstenite", "socket2", "native_tls"];

/// What a rule found, one line each.
type Violations = Vec<String>;

fn source() -> Vec<SourceFile> {
    let files = rust_files("src").unwrap_or_default();
    assert!(files.len() > 10, "only {} files found below src: the rules would hold of nothing", files.len());
    files
}

fn hold(rule: &str, violations: &[String]) {
    assert!(violations.is_empty(), "{rule}:\n  {}\n", violations.join("\n  "));
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

fn upward_imports(files: &[SourceFile]) -> Violations {
    let mut violations = Vec::new();
    for file in files {
        let Some(layer) = file.layer() else { continue };
        for path in paths(&file.tokens, &file.module()) {
            let Some(target) = path.crate_path().and_then(|root| root.into_iter().next()) else { continue };
            let place = format!("{}:{}", file.path, path.line);
            match (rank(&layer), rank(&target)) {
                (Some(own), Some(other)) if other > own => {
                    violations.push(format!("{place} `{}`: {layer} stands below {target}", path.written()));
                }
                (_, None) => violations.push(format!("{place} `{}` leads to no layer", path.written())),
                (None, _) => violations.push(format!("{place}: {layer} is no layer")),
                _ => {}
            }
        }
    }
    violations
}

/// Places outside `allowed` whose shipped code names a path for which `is_forbidden` holds.
fn named_outside(
    files: &[SourceFile],
    allowed: &[&str],
    is_forbidden: impl Fn(&paths::NamedPath) -> bool,
) -> Violations {
    let outside = files.iter().filter(|file| !allowed.iter().any(|dir| file.is_in(dir)));
    outside
        .flat_map(|file| {
            let found = paths(&file.shipped, &file.module());
            let forbidden: Vec<_> = found.into_iter().filter(|path| is_forbidden(path)).collect();
            forbidden.into_iter().map(|path| format!("{}:{} `{}`", file.path, path.line, path.written()))
        })
        .collect()
}

fn starts_with_any(path: &paths::NamedPath, names: &[&str]) -> bool {
    path.segments.first().is_some_and(|first| names.contains(&first.as_str()))
}

fn screen_outside_the_window(files: &[SourceFile]) -> Violations {
    let names = ["egui", "eframe", "egui_extras", "egui_kittest", "epaint", "emath", "ecolor", "winit", "accesskit"];
    named_outside(files, &["ui", "app"], |path| starts_with_any(path, &names))
}

fn dialogs_outside_app(files: &[SourceFile]) -> Violations {
    named_outside(files, &["app"], |path| starts_with_any(path, &["rfd"]))
}

fn network_use(files: &[SourceFile]) -> Violations {
    named_outside(files, &[], |path| starts_with_any(path, &NETWORK) || path.has(&["std", "net"]))
}

fn threads_outside_jobs(files: &[SourceFile]) -> Violations {
    named_outside(files, &["jobs"], |path| {
        path.has(&["std", "thread"])
            || path.has(&["std", "process", "Command"])
            || path.has(&["process", "Command"])
            || path.has(&["rayon", "spawn"])
            || (starts_with_any(path, &["thread"]) && path.segments.len() > 1)
    })
}

/// Only `read_isolated` keeps hostile files from harming the program.
fn unprotected_reading(files: &[SourceFile]) -> Violations {
    named_outside(files, &["ingest"], |path| path.has(&["ingest", "read"]))
}

fn unsafe_elsewhere(files: &[SourceFile]) -> Violations {
    let elsewhere = files.iter().filter(|file| !UNSAFE.contains(&&*file.path));
    let steps = elsewhere.flat_map(|file| file.tokens.iter().map(move |token| (file, token)));
    steps
        .filter(|(_, token)| token.text == "unsafe")
        .map(|(file, token)| format!("{}:{} is unsafe", file.path, token.line))
        .collect()
}

fn writing_elsewhere(files: &[SourceFile]) -> Violations {
    const FS: &[&str] = &[
        "write",
        "rename",
        "copy",
        "create_dir",
        "create_dir_all",
        "remove_file",
        "remove_dir",
        "remove_dir_all",
        "hard_link",
        "set_permissions",
        "DirBuilder",
    ];
    let mut violations = named_outside(files, &WRITERS, |path| {
        FS.iter().any(|name| path.has(&["fs", name]))
            || ["create", "create_new", "options"].iter().any(|name| path.has(&["File", name]))
            || starts_with_any(path, &["NamedTempFile", "tempfile", "rusqlite"])
    });
    for file in files.iter().filter(|file| !WRITERS.iter().any(|dir| file.is_in(dir))) {
        violations.extend(options_that_write(file));
    }
    violations
}

/// `.write(true)` and the like of `OpenOptions`, which may also open a file for reading only.
fn options_that_write(file: &SourceFile) -> Violations {
    let calls = file.shipped.windows(5).filter(|five| {
        let texts: Vec<&str> = five.iter().map(|token| token.text.as_str()).collect();
        matches!(texts[..], [".", "write" | "append" | "create" | "create_new" | "truncate", "(", "true", ")"])
    });
    calls.map(|five| format!("{}:{} `.{}(true)`", file.path, five[1].line, five[1].text)).collect()
}

fn modules_without_a_heading(files: &[SourceFile]) -> Violations {
    let headless = files.iter().filter(|file| !file.text.starts_with("//! "));
    headless.map(|file| format!("{}:1", file.path)).collect()
}

fn long_files(files: &[SourceFile]) -> Violations {
    let long = files.iter().map(|file| (file, file.text.lines().count())).filter(|(_, lines)| *lines > MOST_LINES);
    long.map(|(file, lines)| format!("{}:{lines} lines", file.path)).collect()
}

/// Network crates among the dependencies of a manifest.
fn network_dependencies(manifest: &str) -> Violations {
    let mut is_dependencies = false;
    let mut violations = Vec::new();
    for (index, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            is_dependencies = line.contains("dependencies");
        }
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default().replace('-', "_");
        if is_dependencies && NETWORK.contains(&name.as_str()) {
            violations.push(format!("Cargo.toml:{} `{name}`", index + 1));
        }
    }
    violations
}

/// The crates of a manifest, of whatever kind.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut is_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependencies = line.contains("dependencies");
        } else if is_dependencies && let Some((name, _)) = line.split_once(" = ") {
            names.insert(name.to_owned());
        }
    }
    names
}

/// The crates of the table of dependencies in the map, each with a reason beside it.
fn explained(map: &str) -> BTreeSet<String> {
    let table = map.split("\n## Dependencies\n").nth(1).unwrap_or_default();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let rows = rows.filter(|(names, reason)| *names != "crate" && !reason.trim().is_empty());
    let names = rows.flat_map(|(names, _)| names.split(", "));
    names.map(|name| name.split(" (").next().unwrap_or(name).trim().to_owned()).collect()
}

#[test]
fn every_dependency_has_its_reason_in_the_map() {
    let read = |name| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let (named, explained) = (dependencies(&read("Cargo.toml")), explained(&read("ARCHITECTURE.md")));
    assert!(named.len() > 20, "{named:?}");
    assert_eq!(named.difference(&explained).collect::<Vec<_>>(), Vec::<&String>::new(), "without a reason");
    assert_eq!(explained.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new(), "no longer used");
}

#[test]
fn dependencies_and_their_reasons_are_found() {
    let manifest =
        "[dependencies]\na = \"1\"\n[features]\nb = []\n[target.'cfg(unix)'.dependencies]\nc = { version = \"1\" }";
    let map = "\n## Dependencies\n\n| crate | for |\n|---|---|\n| a, c (Linux) | reading |\n| d |  |\n";
    assert_eq!(dependencies(manifest), explained(map));
    assert_eq!(dependencies(manifest).len(), 2);
}

#[test]
fn the_crate_root_declares_the_layers_in_order() {
    let root = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let words: Vec<String> = code::tokens(&root).into_iter().map(|token| token.text).collect();
    let declared: Vec<&str> =
        words.windows(3).filter(|three| three[0] == "mod" && three[2] == ";").map(|three| three[1].as_str()).collect();
    assert_eq!(declared, LAYERS, "src/lib.rs lists the layers from the ground up, and nothing else");
}

#[test]
fn layers_name_only_layers_below_them() {
    hold("a layer names only itself and those before it in src/lib.rs", &upward_imports(&source()));
}

#[test]
fn no_layer_holds_a_circle() {
    let circle = Needs::of(&source()).circle();
    hold("modules need each other in a circle; move what both need into a module of its own", &circle);
}

#[test]
fn the_screen_is_named_only_in_the_window() {
    hold("only ui and app know of egui", &screen_outside_the_window(&source()));
}

#[test]
fn files_are_written_only_where_they_may_be() {
    hold("only export and session write files", &writing_elsewhere(&source()));
}

#[test]
fn only_named_modules_are_unsafe() {
    hold("only the mapping of the cache and the counting of bits are unsafe", &unsafe_elsewhere(&source()));
}

#[test]
fn threads_and_processes_start_only_in_jobs() {
    hold("only jobs starts threads and processes", &threads_outside_jobs(&source()));
}

#[test]
fn files_are_read_with_workers() {
    hold("jobs and cli read by ingest::read_isolated", &unprotected_reading(&source()));
}

#[test]
fn dialogs_are_opened_only_by_app() {
    hold("only app opens dialogs", &dialogs_outside_app(&source()));
}

#[test]
fn nothing_speaks_to_a_network() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    hold("no code speaks to a network", &network_use(&source()));
    hold("no dependency speaks to a network", &network_dependencies(&manifest));
}

#[test]
fn every_module_says_what_it_is_for() {
    hold("a module opens with //! and what it answers", &modules_without_a_heading(&source()));
}

#[test]
fn no_file_is_too_long_to_read() {
    let all: Vec<SourceFile> =
        ["src", "tests", "benches", "fuzz"].iter().flat_map(|folder| rust_files(folder).unwrap()).collect();
    hold("a file has at most 500 lines", &long_files(&all));
}

/// `rule` finds something in `bad` at `path`, on the line given, and nothing in `good`.
fn finds(rule: fn(&[SourceFile]) -> Violations, path: &str, line: usize, bad: &str, good: &str) {
    let found = rule(&[SourceFile::new(path, bad)]);
    assert!(!found.is_empty(), "nothing found in {path}: {bad}");
    assert!(found[0].starts_with(&format!("{path}:{line}")), "{found:?} names another place");
    assert_eq!(rule(&[SourceFile::new(path, good)]), Violations::new(), "{good}");
}

#[test]
fn an_upward_import_is_found() {
    let good = "//! crate::ui\nuse crate::{text, time::interval}; use super::article; const A: &str = \"crate::ui\";";
    finds(upward_imports, "src/corpus/field.rs", 3, "\nuse crate::{text,\n events::Event};", good);
    finds(upward_imports, "src/corpus/field.rs", 1, "use super::super::session::Action;", good);
    finds(upward_imports, "src/corpus/field.rs", 1, "fn f() { crate::ui::theme::paint(); }", good);
    finds(upward_imports, "src/corpus/field.rs", 1, "mod tests { use crate::cli; }", good);
    finds(upward_imports, "src/corpus/field.rs", 1, "use crate::helpers;", good);
    finds(upward_imports, "src/helpers.rs", 1, "use crate::text;", "");
}

#[test]
fn a_circle_is_found_and_a_table_of_contents_is_none() {
    let files = |b: &str| {
        [
            SourceFile::new(
                "src/text/mod.rs",
                "mod a; mod b; pub use a::A; pub use b::B; pub struct C; fn f() { a::g(); }",
            ),
            SourceFile::new("src/text/a.rs", "use super::{B, C};\npub struct A;"),
            SourceFile::new("src/text/b.rs", b),
        ]
    };
    assert_eq!(Needs::of(&files("use crate::text::A; pub struct B;")).circle().len(), 2);
    assert_eq!(Needs::of(&files("fn f() { super::a::g(); }")).circle().len(), 2);
    assert_eq!(Needs::of(&files("mod inner { use crate::text::a; }")).circle().len(), 2);
    assert_eq!(Needs::of(&files("#[cfg(test)] mod tests { use super::super::A; }")).circle(), Vec::<String>::new());
    assert_eq!(Needs::of(&files("use std::fmt; pub struct B;")).circle(), Vec::<String>::new());
}

#[test]
fn the_screen_is_found_outside_the_window() {
    finds(screen_outside_the_window, "src/session/state.rs", 2, "\nuse egui::Color32;", "use super::eframe_like;");
    finds(screen_outside_the_window, "src/cli/mod.rs", 1, "fn f() -> eframe::Result {}", "/// egui\nfn egui() {}");
    finds(|files| named_outside(files, &["ui"], |_| true), "src/app/mod.rs", 1, "use egui::Ui;", "");
    assert_eq!(screen_outside_the_window(&[SourceFile::new("src/ui/mod.rs", "use egui::Ui;")]), Violations::new());
}

#[test]
fn writing_is_found_elsewhere() {
    let good = "use std::fs::File; fn f() { File::open(p); fs::read(p); OpenOptions::new().read(true); out.write(b); } #[cfg(test)] mod t { fs::write(); }";
    for bad in [
        "use std::fs::{self, write};",
        "fn f() { fs::write(p, b); }",
        "fn f() { std::fs::create_dir_all(p); }",
        "fn f() { File::create(p); }",
        "fn f() { OpenOptions::new().append(true); }",
        "use tempfile::NamedTempFile;",
        "fn f() { fs::rename(a, b); }",
        "use rusqlite::Connection;",
    ] {
        finds(writing_elsewhere, "src/ingest/walk.rs", 1, bad, good);
        for allowed in ["src/export/csv.rs", "src/session/store.rs", "src/session/cache/write.rs"] {
            assert_eq!(writing_elsewhere(&[SourceFile::new(allowed, bad)]), Violations::new(), "{allowed}");
        }
    }
}

#[test]
fn an_unsafe_step_is_found_elsewhere() {
    let bad = "\nfn f() { unsafe { g() } }";
    finds(unsafe_elsewhere, "src/session/cache/read.rs", 2, bad, "// unsafe\nfn f() { \"unsafe\"; unsafe_looking(); }");
    for path in UNSAFE {
        assert_eq!(unsafe_elsewhere(&[SourceFile::new(path, bad)]), Violations::new());
    }
}

#[test]
fn threads_and_processes_are_found_outside_jobs() {
    let good = "use rayon::prelude::*; fn f() { std::process::exit(0); pool.spawn(); }";
    for bad in [
        "use std::{io, thread};",
        "fn f() { std::thread::sleep(d); }",
        "fn f() { thread::spawn(g); }",
        "use std::process::Command;",
    ] {
        finds(threads_outside_jobs, "src/session/mod.rs", 1, bad, good);
        assert_eq!(threads_outside_jobs(&[SourceFile::new("src/jobs/worker.rs", bad)]), Violations::new());
    }
}

#[test]
fn unprotected_reading_is_found() {
    let good = "use crate::ingest; fn f() { ingest::read_isolated(p, w); ingest::read_sample(); }";
    finds(unprotected_reading, "src/cli/load.rs", 1, "fn f() { ingest::read(p, c); }", good);
}

#[test]
fn dialogs_and_networks_are_found() {
    finds(dialogs_outside_app, "src/ui/menu.rs", 1, "fn f() { rfd::FileDialog::new(); }", "fn rfd() {}");
    finds(network_use, "src/ingest/url.rs", 1, "use std::net::TcpStream;", "use std::path;");
    finds(network_use, "src/app/mod.rs", 1, "fn f() { ureq::get(u); }", "fn ureq() {}");
    assert_eq!(network_dependencies("[dependencies]\nserde = 1\nureq = \"3\"\n[features]\nureq = []").len(), 1);
}

#[test]
fn headless_and_long_files_are_found() {
    finds(modules_without_a_heading, "src/text/x.rs", 1, "use std::fmt;\n//! Late.", "//! What?\nuse std::fmt;");
    finds(long_files, "src/text/x.rs", 501, &"\n".repeat(501), &"\n".repeat(500));
}
