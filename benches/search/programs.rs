//! Programs as peers, where they are installed: ripgrep over the same articles as JSON Lines, and recoll over a folder of
//! files. What they answer counts their own start too.

use super::engine::{Answer, Ask, Engine, Query};
use crate::corpus_generator::{GeneratedArticle, Generator, write_files, write_json_lines};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether a program is there.
pub(crate) fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()
}

pub(crate) struct Ripgrep {
    file: PathBuf,
}

impl Ripgrep {
    /// Writes the corpus below `folder`.
    pub(crate) fn new(generator: &Generator, count: usize, folder: &Path) -> Self {
        let file = folder.join("corpus.jsonl");
        write_json_lines(generator, count as u64, &file).expect("the corpus is written");
        Self { file }
    }
}

impl Engine for Ripgrep {
    fn name(&self) -> &'static str {
        "ripgrep"
    }

    fn is_program(&self) -> bool {
        true
    }

    fn add(&mut self, _: &[GeneratedArticle]) {}

    fn finish(&mut self) {}

    fn index_bytes(&self) -> u64 {
        0
    }

    fn ask(&mut self, _: &[GeneratedArticle], ask: Ask, query: &Query) -> Option<Answer> {
        let (pattern, whole_words) = match query {
            Query::All(words) if words.len() == 1 => (words[0].clone(), true),
            Query::Phrase(words) => (words.join(" "), true),
            Query::Substring(part) => (part.clone(), false),
            Query::Regex(regex) => (regex.clone(), false),
            _ => return None,
        };
        if ask != Ask::Count {
            return None;
        }
        let mut command = Command::new("rg");
        command.args(["--no-config", "--count", "--ignore-case", "--threads", "1"]);
        if whole_words {
            command.arg("--word-regexp");
        }
        let output = output_of(command.arg("--").arg(pattern).arg(&self.file))?;
        Some(Answer { count: output.trim().parse().unwrap_or(0), list: Vec::new() })
    }
}

pub(crate) struct Recoll {
    corpus: PathBuf,
    settings: PathBuf,
}

impl Recoll {
    /// Writes the corpus below `folder`, one file an article.
    pub(crate) fn new(generator: &Generator, count: usize, folder: &Path) -> Self {
        let (corpus, settings) = (folder.join("files"), folder.join("recoll"));
        write_files(generator, count as u64, &corpus).expect("the corpus is written");
        std::fs::create_dir_all(&settings).expect("a folder");
        let text = format!(
            "topdirs = {}\nindexstemminglanguages =\nskippedNames+ = metadata.csv\nnoaspell = 1\nidxniceprio = 0\n",
            corpus.display()
        );
        std::fs::write(settings.join("recoll.conf"), text).expect("settings are written");
        Self { corpus, settings }
    }
}

impl Engine for Recoll {
    fn name(&self) -> &'static str {
        "recoll"
    }

    fn is_program(&self) -> bool {
        true
    }

    fn add(&mut self, _: &[GeneratedArticle]) {}

    fn finish(&mut self) {
        output_of(Command::new("recollindex").arg("-c").arg(&self.settings).arg("-z")).expect("recoll indexes");
    }

    fn index_bytes(&self) -> u64 {
        let files = std::fs::read_dir(self.settings.join("xapiandb")).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len()).sum()
    }

    fn ask(&mut self, _: &[GeneratedArticle], ask: Ask, query: &Query) -> Option<Answer> {
        let pattern = match query {
            Query::All(words) => words.join(" AND "),
            Query::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Query::Prefix(prefix) => format!("{prefix}*"),
            Query::Near(one, other, gap) => format!("\"{one} {other}\"p{gap}"),
            _ => return None,
        };
        let mut command = Command::new("recollq");
        command.arg("-c").arg(&self.settings);
        match ask {
            Ask::Count => command.args(["-n", "1"]),
            Ask::Newest => command.args(["-n", "100", "-S", "mtime", "-D"]),
            _ => return None,
        };
        let output = output_of(command.arg(pattern))?;
        let count = output.lines().find_map(|line| line.split_once(" results")?.0.split(' ').next_back()?.parse().ok());
        debug_assert!(self.corpus.exists());
        Some(Answer { count: count.unwrap_or(0), list: Vec::new() })
    }
}
