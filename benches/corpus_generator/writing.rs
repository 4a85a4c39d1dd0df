//! The corpus as files: JSON Lines, or a text file for each article with a `metadata.csv` in every folder.

use super::calendar::iso_day;
use super::{GeneratedArticle, Generator};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::thread;

/// Articles in one folder.
const FOLDER_SIZE: u64 = 1_000;

/// Articles that a thread makes at a time.
const PORTION: u64 = 500;

/// Writes the first `count` articles as JSON Lines, made on all cores, and returns the bytes of their texts.
pub(crate) fn write_json_lines(generator: &Generator, count: u64, path: &Path) -> io::Result<u64> {
    let mut file = File::create(path)?;
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let mut text_bytes = 0;
    for first in (0..count).step_by((threads * PORTION) as usize) {
        let starts = (0..threads).map(|thread| (first + thread * PORTION).min(count));
        let portions: Vec<(String, u64)> = thread::scope(|scope| {
            let made = |start: u64| json_lines(generator, start..count.min(start + PORTION));
            let running: Vec<_> = starts.map(|start| scope.spawn(move || made(start))).collect();
            running.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        for (lines, bytes) in portions {
            file.write_all(lines.as_bytes())?;
            text_bytes += bytes;
        }
    }
    Ok(text_bytes)
}

fn json_lines(generator: &Generator, articles: Range<u64>) -> (String, u64) {
    let (mut lines, mut text_bytes) = (String::new(), 0);
    for article in articles.map(|id| generator.article(id)) {
        text_bytes += article.text.len() as u64;
        write_json(&article, &mut lines);
        lines.push('\n');
    }
    (lines, text_bytes)
}

fn write_json(article: &GeneratedArticle, line: &mut String) {
    let _ = write!(line, "{{\"id\":\"{}\",\"title\":", article.id);
    write_json_string(&article.title, line);
    line.push_str(",\"outlet\":");
    write_json_string(&article.outlet, line);
    if let Some(byline) = &article.byline {
        line.push_str(",\"byline\":");
        write_json_string(byline, line);
    }
    if let Some(day) = article.published {
        let _ = write!(line, ",\"published\":\"{}\"", iso_day(day));
    }
    let _ = write!(line, ",\"language\":\"{}\",\"url\":\"{}\",\"tags\":[", article.language, article.url);
    for (index, tag) in article.tags.iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        write_json_string(tag, line);
    }
    line.push_str("],\"text\":");
    write_json_string(&article.text, line);
    line.push('}');
}

/// What the generator writes holds no control characters but the end of a line.
fn write_json_string(text: &str, line: &mut String) {
    line.push('"');
    let mut rest = text;
    while let Some(place) = rest.find(['"', '\\', '\n']) {
        let (plain, special) = rest.split_at(place);
        line.push_str(plain);
        let mut letters = special.chars();
        line.push_str(match letters.next() {
            Some('"') => "\\\"",
            Some('\n') => "\\n",
            _ => "\\\\",
        });
        rest = letters.as_str();
    }
    line.push_str(rest);
    line.push('"');
}

/// Writes the first `count` articles below `folder`, 1,000 in a folder, and returns the bytes of their texts.
pub(crate) fn write_files(generator: &Generator, count: u64, folder: &Path) -> io::Result<u64> {
    let mut text_bytes = 0;
    for first in (0..count).step_by(FOLDER_SIZE as usize) {
        let place = folder.join(format!("{:04}", first / FOLDER_SIZE));
        fs::create_dir_all(&place)?;
        let mut metadata = String::from("file,title,outlet,byline,published,url,language\n");
        for article in (first..count.min(first + FOLDER_SIZE)).map(|id| generator.article(id)) {
            let name = format!("{:07}.txt", article.id);
            let day = article.published.map(iso_day).unwrap_or_default();
            let byline = article.byline.as_deref().unwrap_or_default();
            let fields = [&name, &article.title, &article.outlet, byline, &day, &article.url, article.language];
            for (index, field) in fields.into_iter().enumerate() {
                let mark = if index == 0 { "\"" } else { ",\"" };
                let _ = write!(metadata, "{mark}{}\"", field.replace('"', "\"\""));
            }
            metadata.push('\n');
            text_bytes += article.text.len() as u64;
            fs::write(place.join(name), article.text + "\n")?;
        }
        fs::write(place.join("metadata.csv"), metadata)?;
    }
    Ok(text_bytes)
}
