//! Good input that mutations start from: what the project ships, what its cases hold, and the files of `PARALLAX_DATA`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Larger files are left out, in bytes.
const LARGEST: u64 = 200_000;

/// Files of one ending at most.
const MOST: usize = 40;

/// Good documents by the ending of their names.
pub(crate) fn files_by_ending() -> BTreeMap<String, Vec<Vec<u8>>> {
    let mut by_ending: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (ending, text) in WRITTEN {
        by_ending.entry((*ending).to_owned()).or_default().push(text.as_bytes().to_vec());
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![here.join("seeds")];
    if let Some(data) = std::env::var_os("PARALLAX_DATA").map(PathBuf::from) {
        folders.extend(["files/good", "files/news-databases", "files/html-adversarial"].map(|name| data.join(name)));
    }
    for folder in folders {
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.expect("an entry");
            let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_lowercase());
            let is_small = entry.metadata().is_ok_and(|facts| facts.is_file() && facts.len() <= LARGEST);
            if let (Some(ending), true) = (ending, is_small) {
                let seeds = by_ending.entry(ending).or_default();
                if seeds.len() < MOST {
                    seeds.push(fs::read(entry.path()).expect("a file"));
                }
            }
        }
    }
    by_ending
}

/// One of each format that is text, so that all have a seed without data.
const WRITTEN: &[(&str, &str)] = &[
    (
        "json",
        r#"[{"title": "Quay adopted", "text": "The council met on 5 May 2023.", "published": "2023-05-06", "url": "https://example.org/a"}]"#,
    ),
    (
        "jsonl",
        "{\"title\": \"Quay\", \"text\": \"The council met last Tuesday.\", \"date\": \"2023\"}\n{\"text\": \"Another.\"}\n",
    ),
    (
        "csv",
        "title,outlet,published,text\n\"Quay, new\",Gazette,2023-05-06,\"The council met. \"\"Good\"\", it said.\"\n",
    ),
    ("md", "---\ntitle: Quay\npublished: 2023-05-06\ntags: [a, b]\n---\n# Quay\n\nThe council *met* on 5 May.\n"),
    (
        "html",
        "<!DOCTYPE html><title>Quay</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-05-06\"}</script><article><h1>Quay</h1><p>The council met on 5 May 2023 and adopted its plan.</p></article>",
    ),
    (
        "eml",
        "From: a@example.org\r\nSubject: =?utf-8?q?Qu=C3=A4?=\r\nDate: Sat, 6 May 2023 10:00:00 +0200\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nThe council met.\r\n--x--\r\n",
    ),
    (
        "mbox",
        "From a@example.org Sat May  6 10:00:00 2023\nSubject: Quay\n\nThe council met.\n\nFrom b@example.org Sat May  6 11:00:00 2023\nSubject: Two\n\nIt met again.\n",
    ),
    ("ris", "TY  - NEWS\nTI  - Quay\nDA  - 2023/05/06\nAB  - The council met.\nER  - \n"),
    ("bib", "@article{a, title = {The {Quay}}, year = 2023, month = may, abstract = \"The council met.\"}\n"),
    ("rtf", r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 The council met on 5 May 2023.\par \u8364? \'e4\par}"),
    (
        "xml",
        "<rss version=\"2.0\"><channel><title>Gazette</title><item><title>Quay</title><pubDate>Sat, 06 May 2023 10:00:00 GMT</pubDate><description>The council &lt;b&gt;met&lt;/b&gt;.</description></item></channel></rss>",
    ),
    (
        "warc",
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2023-05-06T10:00:00Z\r\nContent-Length: 94\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Quay</title><p>The council met on 5 May.</p>\r\n\r\n",
    ),
];

/// Queries: one of everything that can be typed.
pub(crate) fn queries() -> Vec<Vec<u8>> {
    let queries = [
        "grain AND deal",
        "grain OR wheat",
        "grain -deal",
        "grain NOT deal",
        "(grain OR wheat) export",
        "\"grain deal\"",
        "grain NEAR/5 turkey",
        "\"grain deal\" NEAR/3 (turk* OR ankara)",
        "sanction*",
        "zelensky~ putin~1",
        "=US =\"The Hague\"",
        "/sanction(s|ed) on \\w+/c",
        "习近平",
        "title:grain text:(grain OR wheat)",
        "outlet:\"daily planet\" byline:smith tag:key",
        "kind:\"web page\"",
        "published:2023-03..2023-04 about:2022..",
        "lang:(en OR fr)",
        "words:300..800 words:>500",
        "is:undated is:duplicate -is:edited",
    ];
    queries.map(|query| query.as_bytes().to_vec()).to_vec()
}

/// Days as they are typed and stated.
pub(crate) fn days() -> Vec<Vec<u8>> {
    let days = [
        "2023-03..2023-04",
        "2022..",
        "..2023-05-06",
        "2023",
        "2023-05-06T10:00:00+02:00",
        "6 May 2023",
        "May 2023",
        "Sat, 06 May 2023 10:00:00 GMT",
        "06.05.2023",
        "5/6/23",
        "early 2022",
        "2023年5月6日",
        "6 мая 2023 г.",
        "le 6 mai 2023",
    ];
    days.map(|day| day.as_bytes().to_vec()).to_vec()
}

/// Texts with expressions of time in every language.
pub(crate) fn texts() -> Vec<String> {
    let texts = [
        "On 20 March 2023, two days after the warrant of last Friday, Xi came to Moscow for three days; early in the 1990s and \
         from 2004 to 2008 it was the third quarter, half past nine, Christmas Eve, FY2023/24, the 20th of next month.",
        "Am Montag, dem 20. März 2023, zwei Tage nach dem Haftbefehl, kam er für drei Tage; Anfang der Neunzigerjahre.",
        "Le lundi 20 mars 2023, deux jours après, au début des années quatre-vingt-dix, du 3 au 5 avril.",
        "El lunes 20 de marzo de 2023, dos días después, a principios de los noventa, entre 2004 y 2008.",
        "Lunedì 20 marzo 2023, due giorni dopo, all'inizio degli anni Novanta, dal 3 al 5 aprile.",
        "В понедельник, 20 марта 2023 года, через два дня, в начале девяностых, с 3 по 5 апреля.",
        "У понеділок, 20 березня 2023 року, через два дні, на початку дев'яностих.",
        "2023年3月20日星期一，两天后，上世纪九十年代初，三月三日至五日，去年第三季度。",
    ];
    texts.map(str::to_owned).to_vec()
}
