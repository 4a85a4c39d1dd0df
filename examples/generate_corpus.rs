//! Writes a made-up corpus of news articles, the same at every run.
//!
//! It needs the standard library alone, so that the compiler makes it in seconds:
//! `rustc -O --edition 2024 examples/generate_corpus.rs -o /tmp/generate_corpus`, then
//! `/tmp/generate_corpus 100000 42 /tmp/corpus.jsonl` for JSON Lines, or a path without `.jsonl` for a folder of text
//! files with their `metadata.csv`. `cargo run --release --example generate_corpus -- 100000 42 …` does the same.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

#[path = "../benches/corpus_generator/mod.rs"]
mod corpus_generator;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<u64> = words.iter().take(2).filter_map(|word| word.parse().ok()).collect();
    let (&[count, seed], Some(path)) = (numbers.as_slice(), words.get(2)) else {
        eprintln!("usage: generate_corpus ARTICLES SEED PATH[.jsonl]");
        return ExitCode::FAILURE;
    };
    let start = Instant::now();
    let generator = corpus_generator::Generator::new(seed);
    let path = Path::new(path);
    let written = if path.extension().is_some_and(|extension| extension == "jsonl") {
        corpus_generator::write_json_lines(&generator, count, path)
    } else {
        corpus_generator::write_files(&generator, count, path)
    };
    match written {
        Ok(text_bytes) => {
            let (megabytes, seconds) = (text_bytes as f64 / 1e6, start.elapsed().as_secs_f64());
            println!("{count} articles, {megabytes:.1} MB of text in {seconds:.1} s ({:.0} MB/s)", megabytes / seconds);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
