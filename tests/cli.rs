//! The command line as a script sees it: the real binary on folders made for the test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it cannot go on")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Runs the binary in `folder`.
fn parallax(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(arguments)
        .arg("--no-cache")
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

/// What it answers, when it must end well.
fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = parallax(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What it answers, one JSON object a line.
fn objects(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let text = answer(folder, arguments);
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// The error stream of a call that must end with `code`.
fn complaint(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = parallax(folder, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "{arguments:?} answers in spite of the failure");
    String::from_utf8(output.stderr).expect("UTF-8")
}

const MOSCOW: &str = "A visit and its price\n\nThe president came to Moscow on 20 March 2023 and left it on 22 March 2023. \
    The two delegations signed fourteen agreements about trade, energy and rail, and said little about the war. \
    Farmers in the Amur region had waited for the bridge since May 2019.\n";
const BUDGET: &str = "The budget passes\n\nParliament adopted the budget for 2024 after nine hours of debate. \
    The opposition voted against it, and three members of the coalition stayed away from the chamber.\n";

/// Three articles with a `metadata.csv`, two of them nearly the same.
fn newsroom() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, contents: &str| fs::write(folder.path().join(name), contents).expect("written");
    write("moscow.txt", MOSCOW);
    write("moscow_copy.txt", &MOSCOW.replace("since May 2019", "since June 2019"));
    write("budget.txt", BUDGET);
    write(
        "metadata.csv",
        "file,title,outlet,published,language\n\
         moscow.txt,A visit and its price,Morning Post,2023-03-23,en\n\
         moscow_copy.txt,=A visit,Evening Star,2023-03,en\n\
         budget.txt,The budget passes,Morning Post,2023-12-14,en\n",
    );
    folder
}

fn docs(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["doc"].as_str().expect("a doc")).collect()
}

#[test]
fn list_tells_each_article_with_the_basis_of_its_values() {
    let folder = newsroom();
    let lines = objects(folder.path(), &["list", ".", "--format", "jsonl"]);
    assert_eq!(docs(&lines), ["budget.txt", "moscow.txt", "moscow_copy.txt"]);
    let keys: Vec<&String> = lines[0].as_object().expect("an object").keys().collect();
    let expected = "doc id title outlet byline published language words sha256 \
                    title_basis outlet_basis byline_basis published_basis";
    assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
    assert_eq!(lines[1]["outlet"], "Morning Post");
    assert_eq!(lines[1]["published"], "2023-03-23");
    assert_eq!(lines[2]["published"], "2023-03");
    assert_eq!(lines[2]["published_basis"]["kind"], "stated");
    assert_eq!(lines[2]["published_basis"]["from"], "2023-03-01");
    assert_eq!(lines[2]["published_basis"]["to"], "2023-03-31");
    assert_eq!(lines[0]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn list_aligns_its_columns_and_writes_csv() {
    let folder = newsroom();
    let table = answer(folder.path(), &["list", "."]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 4);
    let column = lines[0].find("TITLE").expect("a heading");
    assert_eq!(lines[1].get(column..column + 10), Some("The budget"));
    let csv = answer(folder.path(), &["list", ".", "--format", "csv"]);
    assert!(csv.starts_with("doc,id,title,outlet,byline,published,"));
    assert!(csv.contains(",'=A visit,"), "a formula is escaped: {csv}");
}

#[test]
fn filters_leave_what_they_name() {
    let folder = newsroom();
    let cases: [(&[&str], &[&str]); 9] = [
        (&["--query", "coalition"], &["budget.txt"]),
        (&["--outlet", "morning post"], &["budget.txt", "moscow.txt"]),
        (&["--outlet", "Morning Post", "--outlet", "Evening Star"], &["budget.txt", "moscow.txt", "moscow_copy.txt"]),
        (&["--outlet", "Nobody"], &[]),
        (&["--published", "2023-03"], &["moscow.txt", "moscow_copy.txt"]),
        (&["--published", "2023-04.."], &["budget.txt"]),
        (&["--about", "2023-03-21..2023-03-22"], &["moscow.txt", "moscow_copy.txt"]),
        (&["--language", "EN", "--query", "NOT bridge"], &["budget.txt"]),
        (&["--tag", "important"], &[]),
    ];
    for (filter, expected) in cases {
        let arguments: Vec<&str> = ["list", ".", "--format", "jsonl"].iter().chain(filter).copied().collect();
        assert_eq!(docs(&objects(folder.path(), &arguments)), expected, "{filter:?}");
    }
    let in_query = objects(folder.path(), &["list", ".", "--format", "jsonl", "--query", "about:2023-03-20"]);
    assert_eq!(docs(&in_query), ["moscow.txt", "moscow_copy.txt"]);
}

#[test]
fn mentions_stand_at_code_points_with_their_days_and_event() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "Élysée\n\nÀ la fin: they met on 20 March 2023 in Orléans.\n")
        .expect("written");
    let lines = objects(folder.path(), &["mentions", ".", "--format", "jsonl"]);
    let mention = lines.iter().find(|line| line["text"] == "20 March 2023").expect("the day is found");
    let keys: Vec<&String> = mention.as_object().expect("an object").keys().collect();
    let expected = "doc id start end text value type from to precision anchor rule confidence boilerplate event";
    assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
    assert_eq!((mention["start"].as_u64(), mention["end"].as_u64()), (Some(30), Some(43)));
    assert_eq!((&mention["value"], &mention["type"]), (&"2023-03-20".into(), &"DATE".into()));
    assert_eq!((&mention["from"], &mention["to"]), (&"2023-03-20".into(), &"2023-03-20".into()));
    assert_eq!(mention["boilerplate"], false);
}

#[test]
fn about_also_narrows_mentions_and_events() {
    let folder = newsroom();
    for line in objects(folder.path(), &["mentions", ".", "--about", "2019", "--format", "jsonl"]) {
        assert!(line["from"].as_str() <= Some("2019-12-31") && line["to"].as_str() >= Some("2019-01-01"), "{line}");
    }
    let events = objects(folder.path(), &["events", ".", "--about", "2023-03", "--format", "jsonl"]);
    assert!(!events.is_empty());
    for event in events {
        assert!(event["to"].as_str() >= Some("2023-03-01") && event["from"].as_str() <= Some("2023-03-31"), "{event}");
        let passages = ["mentions", "undated"].map(|key| event[key].as_array().expect("passages").len());
        assert!(passages.iter().sum::<usize>() > 0);
    }
}

#[test]
fn an_event_keeps_its_number_under_a_filter() {
    let folder = newsroom();
    let all = objects(folder.path(), &["events", ".", "--format", "jsonl"]);
    let few = objects(folder.path(), &["events", ".", "--outlet", "Evening Star", "--format", "jsonl"]);
    assert!(!few.is_empty() && few.len() < all.len());
    for event in few {
        let same = all.iter().find(|other| other["event"] == event["event"]).expect("the same number");
        assert_eq!((&same["label"], &same["from"]), (&event["label"], &event["from"]));
        assert_eq!(event["outlets"], serde_json::json!(["Evening Star"]));
    }
}

#[test]
fn compare_links_what_two_articles_share() {
    let folder = newsroom();
    let text = answer(folder.path(), &["compare", "moscow.txt", "moscow_copy.txt"]);
    assert!(text.starts_with("A: A visit and its price, Morning Post, 23 Mar 2023 (moscow.txt)\nB: "), "{text}");
    assert!(text.contains("\nidentical, strong (100 %): same words\n"), "{text}");
    let lines = objects(folder.path(), &["compare", "moscow.txt", "moscow_copy.txt", "--format", "jsonl"]);
    let identical = lines.iter().find(|line| line["kind"] == "identical").expect("a shared sentence");
    assert_eq!(identical["pair"], serde_json::json!(["moscow.txt", "moscow_copy.txt"]));
    assert_eq!(identical["a"]["text"], identical["b"]["text"]);
    assert_eq!(identical["drawn"], true);
}

#[test]
fn compare_takes_an_article_out_of_a_file_of_several_and_pairs_out_of_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = |id: &str, text: &str| serde_json::json!({"id": id, "title": id, "text": text});
    let (a, b) = (record("a", MOSCOW), record("b", &MOSCOW.replace("fourteen", "fifteen")));
    fs::write(folder.path().join("both.jsonl"), format!("{a}\n{b}\n")).expect("written");
    let pair = serde_json::json!({"a": a, "b": b, "judged_a": []});
    fs::write(folder.path().join("pairs.jsonl"), format!("{pair}\n\nnot a pair\n{pair}\n")).expect("written");

    let named = objects(folder.path(), &["compare", "both.jsonl#a", "both.jsonl#b", "--format", "jsonl"]);
    assert!(named.iter().any(|line| line["kind"] == "identical"));
    let ambiguous = complaint(folder.path(), &["compare", "both.jsonl", "both.jsonl#b"], 1);
    assert!(ambiguous.contains("2 articles"), "{ambiguous}");
    complaint(folder.path(), &["compare", "both.jsonl#a", "both.jsonl#c"], 1);

    let output = parallax(folder.path(), &["compare", "--pairs", "pairs.jsonl", "--all"]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 3 is no pair"));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let first: Value = serde_json::from_str(text.lines().next().expect("a link")).expect("JSON");
    assert_eq!(first["pair"], serde_json::json!(["a", "b"]));
    let half = text.len() / 2;
    assert_eq!(text.get(..half), text.get(half..), "the same pair twice gives the same links twice");
}

#[test]
fn similar_finds_near_copies_and_only_those() {
    let folder = newsroom();
    let pairs = objects(folder.path(), &["similar", ".", "--format", "jsonl"]);
    assert_eq!(pairs.len(), 1);
    assert_eq!((&pairs[0]["a"]["doc"], &pairs[0]["b"]["doc"]), (&"moscow.txt".into(), &"moscow_copy.txt".into()));
    assert_eq!((&pairs[0]["group"], &pairs[0]["kind"]), (&1.into(), &"whole".into()));
    assert!(pairs[0]["contained"][0].as_f64() > Some(0.8));
    assert!(pairs[0]["score"].as_f64() > Some(0.6) && pairs[0]["score"].as_f64() < Some(1.0));
    let beside = &pairs[0]["beside_earliest"];
    let count = |key: &str| beside[key].as_u64().expect("a count");
    assert!(count("kept") > 20 && beside["verbatim"] == false && pairs[0]["passages"].is_null(), "{beside}");
    for (side, key) in [("a", "cut"), ("b", "added")] {
        let name = pairs[0][side]["doc"].as_str().expect("a name");
        let text: Vec<char> = fs::read_to_string(folder.path().join(name)).expect("an article").chars().collect();
        let passages = beside[format!("{key}_passages")].as_array().expect("passages");
        let words = |passage: &Value| {
            let [start, end] = ["start", "end"].map(|end| passage[end].as_u64().expect("a place") as usize);
            let passage: String = text[start..end].iter().collect();
            passage.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() as u64
        };
        assert_eq!(passages.iter().map(words).sum::<u64>(), count(key), "{key} of {beside}");
    }
    assert!(count("cut") + count("added") > 0, "{beside}");
    assert!(answer(folder.path(), &["similar", "."]).contains("Evening Star: moscow_copy.txt"));
    let copies = objects(folder.path(), &["list", ".", "--query", "is:duplicate", "--format", "jsonl"]);
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0]["doc"], "moscow_copy.txt");
}

#[test]
fn similar_tells_the_passages_of_a_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let words =
        |from: usize, count: usize| (from..from + count).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let shared = words(0, 40);
    let write = |name: &str, contents: String| fs::write(folder.path().join(name), contents).expect("written");
    write("a.txt", format!("{}.\n\n{shared}.\n", words(1000, 150)));
    write("b.txt", format!("{shared}.\n\n{}.\n", words(3000, 150)));
    let pairs = objects(folder.path(), &["similar", ".", "--format", "jsonl"]);
    assert_eq!((pairs.len(), &pairs[0]["kind"]), (1, &"part".into()));
    let [passage] = pairs[0]["passages"].as_array().expect("passages").as_slice() else { panic!("{:?}", pairs[0]) };
    assert_eq!((&passage["words"], &passage["words"]), (&40.into(), &pairs[0]["words"]));
    let length =
        |side: &str| passage[side]["end"].as_u64().zip(passage[side]["start"].as_u64()).map(|(end, start)| end - start);
    assert_eq!((length("a"), length("b")), (Some(shared.len() as u64), Some(shared.len() as u64)));
    assert!(pairs[0]["beside_earliest"].is_null());
}

#[test]
fn alike_finds_the_passages_most_like_a_passage() {
    let folder = newsroom();
    let passage = "they waited for a bridge since May 2019";
    let lines = objects(folder.path(), &["alike", ".", "--passage", passage, "--format", "jsonl"]);
    assert_eq!(lines[0]["doc"], "moscow.txt");
    assert!(lines[0]["text"].as_str().expect("a text").contains("since May 2019"), "{lines:?}");
    assert!(lines.iter().any(|line| line["doc"] == "moscow_copy.txt"));
    let one = answer(folder.path(), &["alike", ".", "--passage", passage, "--most", "1", "--outlet", "evening star"]);
    assert!(one.contains("moscow_copy.txt") && one.lines().count() == 2, "{one}");
}

#[test]
fn quotes_follow_a_quotation_through_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, contents: &str| fs::write(folder.path().join(name), contents).expect("written");
    write("a.txt", "“We want a lasting peace for farmers and teachers,” Ann Lee said on Monday.\n");
    write("b.txt", "Ann Lee told reporters: “We want a lasting truce for farmers and teachers.” It was cold.\n");
    let lines = objects(folder.path(), &["quotes", ".", "--format", "jsonl"]);
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["articles"], &lines[0]["wording"]), (&2.into(), &"altered".into()));
    assert_eq!(lines[0]["speakers"], serde_json::json!(["Ann Lee"]));
    assert_eq!((&lines[0]["quoted"][0]["start"], &lines[0]["quoted"][0]["end"]), (&0.into(), &51.into()));
    assert!(answer(folder.path(), &["quotes", "."]).contains("Ann Lee"));
}

#[test]
fn export_writes_what_the_filters_leave_and_says_how_many() {
    let folder = newsroom();
    let output = parallax(folder.path(), &["export", ".", "--outlet", "Morning Post", "--to", "out.md"]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("2 articles, "));
    let markdown = fs::read_to_string(folder.path().join("out.md")).expect("written");
    assert!(markdown.contains("outlet: \"Morning Post\"") && markdown.contains("# 2 of 3 articles"), "{markdown}");
    let to_output = answer(folder.path(), &["export", "moscow.txt", "--to", "-", "--format", "jsonl"]);
    assert_eq!(to_output.lines().count(), 1);
    let refused = complaint(folder.path(), &["export", "moscow.txt", "--to", "out.xyz"], 2);
    assert!(refused.contains(".jsonl") && refused.trim_end().ends_with("(out.xyz)"), "{refused}");
    let lost = complaint(folder.path(), &["export", "moscow.txt", "--to", "no/such/folder.csv"], 1);
    assert_eq!(lost.lines().count(), 1);
    assert!(lost.trim_end().ends_with("(no/such/folder.csv)"), "{lost}");
}

#[test]
fn every_answer_is_the_same_whatever_the_number_of_threads() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let export = ["export", ".", "--to", "-", "--mentions", "--format"];
    let with = |command: &[&'static str], last: &'static str| [command, &[last]].concat();
    let calls: [Vec<&str>; 12] = [
        vec!["check", "."],
        vec!["list", ".", "--format", "jsonl"],
        vec!["mentions", ".", "--format", "jsonl"],
        vec!["events", ".", "--format", "jsonl"],
        vec!["similar", ".", "--format", "jsonl"],
        vec!["alike", ".", "--passage", "Putin met Xi in Moscow", "--format", "jsonl"],
        vec!["quotes", ".", "--format", "jsonl"],
        vec!["list", ".", "--query", "Putin", "--format", "csv"],
        with(&export, "csv"),
        with(&export, "jsonl"),
        with(&export, "md"),
        with(&export, "html"),
    ];
    for call in calls {
        let under = |jobs: &'static str| answer(&seeds, &[call.as_slice(), &["--jobs", jobs]].concat());
        let one = under("1");
        assert_eq!(one, under("4"), "{call:?}");
        assert_eq!(
            one,
            answer(&seeds, &[&["--quiet", "--jobs", "4"], call.as_slice()].concat()),
            "options before {call:?}"
        );
        assert!(
            ["similar", "alike", "quotes"].contains(&call[0]) || one.lines().count() >= 5,
            "{call:?} answers too little: {one}"
        );
    }
}

#[test]
fn check_accounts_for_every_file() {
    let folder = newsroom();
    fs::write(folder.path().join("empty.txt"), "").expect("written");
    fs::write(folder.path().join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").expect("written");
    fs::write(folder.path().join("lines.jsonl"), "{\"id\": \"1\", \"text\": \"Rain fell.\"}\n{\"id\": \n")
        .expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(".", folder.path().join("circle")).expect("linked");
    let output = parallax(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(0));
    let report = String::from_utf8(output.stdout).expect("UTF-8");
    for name in ["empty.txt", "picture.png", "lines.jsonl", "moscow.txt", "budget.txt"] {
        assert!(report.contains(name), "{name} is missing: {report}");
    }
    let totals = report.lines().last().expect("totals");
    assert!(totals.contains("read 4,") && totals.contains("metadata 1;") && totals.contains("articles 4,"), "{totals}");
    let reasons = "problems by reason: empty 1, malformed 1, not a file 1, unknown format 1";
    assert!(report.lines().any(|line| line == reasons), "{report}");
    let problems = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(problems.contains("(empty.txt)") && problems.contains("(picture.png)"), "{problems}");
    for line in problems.lines() {
        assert!(line.ends_with(')'), "the path stands last: {line}");
    }
    assert_eq!(parallax(folder.path(), &["check", ".", "--quiet"]).stderr, b"");
}

#[test]
fn check_gives_a_line_for_each_file_to_scripts_and_spreadsheets() {
    let folder = newsroom();
    fs::copy(folder.path().join("budget.txt"), folder.path().join("budget copy.txt")).expect("copied");
    let lines = objects(folder.path(), &["check", ".", "--format", "jsonl"]);
    let states: Vec<_> = lines.iter().map(|line| (line["file"].as_str(), line["state"].as_str())).collect();
    let expected = [
        ("budget copy.txt", "read"),
        ("budget.txt", "duplicate"),
        ("metadata.csv", "metadata"),
        ("moscow.txt", "read"),
        ("moscow_copy.txt", "read"),
    ];
    assert_eq!(states, expected.map(|(file, state)| (Some(file), Some(state))));
    assert_eq!((&lines[1]["duplicates"], &lines[0]["undated"]), (&Value::from(1), &Value::from(1)));
    let csv = answer(folder.path(), &["check", ".", "--format", "csv"]);
    assert!(csv.contains("budget.txt,text,duplicate,0,0,1,1,duplicate: it holds the same bytes as budget copy.txt,"));
}

#[test]
fn tables_are_read_as_remembered_mappings_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "Nr;Datum;Inhalt\n1;2024-03-05;The bridge is closed.\n2;2024-03-06;The bridge is open.\n";
    fs::create_dir(folder.path().join("news")).expect("made");
    fs::write(folder.path().join("news/t.csv"), table).expect("written");
    let lines = "{\"Nr\": 3, \"Inhalt\": \"It rains.\"}\n{\"Nr\": 4, \"Inhalt\": \"It snows.\"}\n";
    fs::write(folder.path().join("news/u.jsonl"), lines).expect("written");
    let unknown = objects(folder.path(), &["check", "news", "--format", "jsonl"]);
    let states: Vec<_> = unknown.iter().map(|line| &line["state"]).collect();
    assert_eq!(states, ["columns unknown", "columns unknown"]);
    let settings = r#"{"column_maps": [{"columns": ["Nr", "Datum", "Inhalt"],
        "fields": {"text": "Inhalt", "published": "Datum", "id": "Nr"}}]}"#;
    fs::write(folder.path().join("columns.json"), settings).expect("written");
    let read = objects(folder.path(), &["list", "news", "--format", "jsonl", "--columns", "columns.json"]);
    assert_eq!(docs(&read), ["t.csv#1", "t.csv#2", "u.jsonl#3", "u.jsonl#4"]);
    assert_eq!(read[0]["published"], "2024-03-05");
    complaint(folder.path(), &["list", "news", "--columns", "nowhere.json"], 1);
}

#[test]
fn a_wrong_call_ends_with_2_and_a_job_that_cannot_be_done_with_1() {
    let folder = newsroom();
    for wrong in [
        &["list"][..],
        &["list", ".", "--format", "xml"],
        &["list", ".", "--published", "March"],
        &["list", ".", "--about", "2024..2023"],
        &["list", ".", "--query", "\"open phrase"],
        &["compare", "moscow.txt"],
        &["compare", "moscow.txt", "budget.txt", "--pairs", "x"],
        &["export", "."],
        &["check", ".", "--jobs", "0"],
        &["moscow.txt", "check", "."],
        &["nothing-of-this-name", "--frob"],
    ] {
        complaint(folder.path(), wrong, 2);
    }
    for impossible in
        [&["lits"][..], &["list", "nowhere"], &["compare", "moscow.txt", "nowhere.txt"], &["compare", "--pairs", "no"]]
    {
        let said = complaint(folder.path(), impossible, 1);
        assert_eq!(said.lines().count(), 1, "one line: {said}");
    }
    assert!(answer(folder.path(), &["--version"]).starts_with("parallax "));
    assert!(answer(folder.path(), &["--help"]).contains("similar"));
}

#[test]
fn a_reader_who_has_gone_ends_the_answer_quietly() {
    let folder = newsroom();
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["list", ".", "--format", "jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn what_a_title_holds_cannot_steer_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let record =
        serde_json::json!({"id": "1", "title": "\u{1b}]0;owned\u{7}\u{202e}Rain", "text": "Rain fell on Monday."});
    fs::write(folder.path().join("a.jsonl"), record.to_string()).expect("written");
    let table = answer(folder.path(), &["list", "."]);
    assert!(table.contains("]0;ownedRain"), "{table}");
    assert!(!table.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{table:?}");
}
