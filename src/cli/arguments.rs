//! What can be asked on the command line.

use crate::export::Format;
use crate::export::columns::Columns;
use crate::search;
use crate::search::sorting::{Column, Sort, SortKey};
use crate::time::Interval;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Everything on the command line.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "parallax",
    version,
    about = "Explore a collection of news articles: who says what, about which event, when?",
    after_help = "Exit codes: 0 done (problems with single documents are on the error stream), 1 the job could not be \
                  done, 2 wrong call.",
    subcommand_precedence_over_arg = true
)]
pub struct Arguments {
    /// Files and folders to open in the window
    pub paths: Vec<PathBuf>,
    /// What to do without the window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What concerns every command.
    #[command(flatten)]
    pub global: Global,
}

/// What concerns every command.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// Threads to use [default: one for each processor]
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Read every file anew, and keep nothing of it for the next time
    #[arg(long = "no-cache", global = true)]
    pub is_without_cache: bool,
    /// Leave aside what was corrected, tagged and noted in the window
    #[arg(long = "as-read", global = true)]
    pub is_as_read: bool,
    /// Keep what was read for the next time in this folder [default: the user's folder for caches]
    #[arg(long, value_name = "DIR", global = true)]
    pub offline_cache: Option<PathBuf>,
    /// Take what the columns of tables are from these settings [default: what the window remembers]
    #[arg(long, value_name = "FILE", global = true)]
    pub columns: Option<PathBuf>,
    /// Write what the program does to the end of this file: words of its own and numbers, nothing of what is read
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
    /// Neither progress nor problems on the error stream
    #[arg(long = "quiet", short = 'q', global = true)]
    pub is_quiet: bool,
}

/// The filters as typed. All must hold; of several values of one filter, any.
#[derive(Clone, Debug, Default, Args)]
pub struct Filters {
    /// Words, "phrases", AND, OR, NOT, fields: the query language of the search field
    #[arg(long, value_name = "QUERY", default_value = "", hide_default_value = true)]
    pub query: String,
    /// Only this outlet, whatever its case ('' for unknown); may be repeated
    #[arg(long = "outlet", value_name = "OUTLET")]
    pub outlets: Vec<String>,
    /// Only articles that may have been published in these days: FROM..TO, FROM.., ..TO or one date (YYYY[-MM[-DD]])
    #[arg(long, value_name = "FROM..TO", value_parser = search::parse_days)]
    pub published: Option<Interval>,
    /// Only articles that refer to these days, written as for --published
    #[arg(long, value_name = "FROM..TO", value_parser = search::parse_days)]
    pub about: Option<Interval>,
    /// Only this language, as its two-letter code ('' for unknown); may be repeated
    #[arg(long = "language", value_name = "LANGUAGE")]
    pub languages: Vec<String>,
    /// Only articles with this tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
}

/// What to do without the window.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Report what an import of these files gives: articles, undated ones, problems with their reasons
    Check(CheckArguments),
    /// List articles
    List(ListArguments),
    /// List expressions of time, with the days they mean and why
    Mentions(RowsArguments),
    /// List the events that the articles refer to
    Events(RowsArguments),
    /// Link the passages that two articles share
    Compare(CompareArguments),
    /// Find copies and rewrites, and parts of articles that stand in others
    Similar(RowsArguments),
    /// Find the passages most like a passage: who else says this?
    Alike(AlikeArguments),
    /// List quotations that stand in several articles, with who says them
    Quotes(RowsArguments),
    /// Write the articles to a file
    Export(ExportArguments),
    /// Write what packages of the program are made of
    #[command(hide = true, subcommand)]
    Print(Printed),
}

/// What `print` writes.
#[derive(Clone, Debug, Subcommand)]
pub enum Printed {
    /// The names of the commands, one a line
    Commands,
    /// The manual page of the program or of one command, as troff
    Manual {
        /// The command.
        command: Option<String>,
    },
    /// What completes the command line in a shell
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// The crates in the program with their licences, between tabs
    Licences,
}

/// A shell that completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// The shell of GNU.
    Bash,
    /// Z shell.
    Zsh,
    /// The friendly interactive shell.
    Fish,
}

impl Command {
    /// As it is typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::List(_) => "list",
            Self::Mentions(_) => "mentions",
            Self::Events(_) => "events",
            Self::Compare(_) => "compare",
            Self::Similar(_) => "similar",
            Self::Alike(_) => "alike",
            Self::Quotes(_) => "quotes",
            Self::Export(_) => "export",
            Self::Print(_) => "print",
        }
    }
}

/// Files and folders to read, and which of their articles are meant.
#[derive(Clone, Debug, Args)]
pub struct Scope {
    /// Files and folders
    #[arg(required_unless_present = "selection_from", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Which articles.
    #[command(flatten)]
    pub filters: Filters,
    /// The articles of an earlier export, by its manifest, in their order; what has changed since is told. Without PATH, what
    /// the manifest names is read
    #[arg(long, value_name = "MANIFEST", conflicts_with_all = ["query", "outlets", "published", "about", "languages", "tags"])]
    pub selection_from: Option<PathBuf>,
}

/// Arguments of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Arguments of `list`.
#[derive(Clone, Debug, Args)]
pub struct ListArguments {
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// How to write it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// How `check` and `list` write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns for people.
    Table,
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// Arguments of the commands that write a table or JSON Lines.
#[derive(Clone, Debug, Args)]
pub struct RowsArguments {
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// How to write it
    #[arg(long, value_enum, default_value_t = RowsFormat::Table)]
    pub format: RowsFormat,
}

/// Arguments of `alike`.
#[derive(Clone, Debug, Args)]
pub struct AlikeArguments {
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// A sentence or a few
    #[arg(long, value_name = "TEXT")]
    pub passage: String,
    /// Articles told at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: usize,
    /// How to write it
    #[arg(long, value_enum, default_value_t = RowsFormat::Table)]
    pub format: RowsFormat,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RowsFormat {
    /// Columns for people.
    Table,
    /// One JSON object a line.
    Jsonl,
}

/// Arguments of `compare`.
#[derive(Clone, Debug, Args)]
pub struct CompareArguments {
    /// Two articles: a file each, or FILE#ID where a file holds several
    #[arg(value_name = "ARTICLE", num_args = 2, required_unless_present = "pairs", conflicts_with = "pairs")]
    pub articles: Vec<PathBuf>,
    /// Pairs as JSON Lines {"a": {"id", "text"}, "b": {"id", "text"}} (`-`: standard input)
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,
    /// Also the links too weak to be drawn, marked "drawn": false (JSON Lines)
    #[arg(long = "all")]
    pub is_all: bool,
    /// How to write it [default: text; jsonl with --pairs]
    #[arg(long, value_enum)]
    pub format: Option<CompareFormat>,
}

/// How `compare` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// Passages for people.
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// Arguments of `export`.
#[derive(Clone, Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the call")]
pub struct ExportArguments {
    /// What to read.
    #[command(flatten)]
    pub scope: Scope,
    /// The file to write; one that stands there is replaced
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// The format [default: what the file's ending says]
    #[arg(long, value_name = "FORMAT", value_parser = export_format)]
    pub format: Option<Format>,
    /// Between the cells of CSV: comma, semicolon or tab
    #[arg(long, value_enum)]
    pub separator: Option<Separator>,
    /// Begin CSV with a byte order mark, by which older spreadsheets know UTF-8
    #[arg(long = "bom")]
    pub has_bom: bool,
    /// The order of the articles, by up to three columns: published, outlet, title, byline, language, words, mentions, match,
    /// each with :asc or :desc behind it, as in published:desc,title [default: the order of reading]
    #[arg(long, value_name = "COLUMNS", value_parser = sort, conflicts_with = "selection_from")]
    pub sort: Option<Sort>,
    /// Only the earliest of copies and rewrites
    #[arg(long = "fold-copies", conflicts_with = "selection_from")]
    pub folds_copies: bool,
    /// Only this article, by the name that `list` gives it; may be repeated
    #[arg(long = "article", value_name = "DOC", conflicts_with = "selection_from")]
    pub articles: Vec<String>,
    /// Only articles that tell of this event, by the number that `events` gives it
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["selection_from", "articles"])]
    pub event: Option<u32>,
    /// What every two neighbours of the articles named share: a dossier of the comparison, in the order named
    #[arg(long = "comparison", requires = "articles", conflicts_with = "sort")]
    pub is_comparison: bool,
    /// Columns of CSV, XLSX and Parquet, between commas [default: all]
    #[arg(long, value_name = "NAMES", value_parser = Columns::parse)]
    pub fields: Option<Columns>,
    /// Leave the text of the articles out of CSV, JSON Lines, RIS, BibTeX and CSL-JSON
    #[arg(long = "no-text")]
    pub is_without_text: bool,
    /// Put the expressions of time into JSON Lines
    #[arg(long = "mentions")]
    pub has_mentions: bool,
    /// The time to write into the file, RFC 3339 (without it the same input gives the same bytes)
    #[arg(long, value_name = "TIME")]
    pub exported_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Between the cells of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

/// `published:desc,title`
fn sort(typed: &str) -> Result<Sort, String> {
    let mut keys = typed.split(',').map(|part| {
        let (name, direction) =
            part.trim().split_once(':').map_or((part.trim(), None), |(name, way)| (name, Some(way)));
        let column: Column = serde_json::from_value(name.to_lowercase().into())
            .map_err(|error| format!("there is no column “{name}” to sort by: {error}"))?;
        let is_descending = match direction {
            None => column.starts_descending(),
            Some("asc") => false,
            Some("desc") => true,
            Some(other) => return Err(format!("“{other}” is neither asc nor desc")),
        };
        Ok(SortKey { column, is_descending })
    });
    let first = keys.next().ok_or("no column is named")??;
    let mut then = [None; 2];
    for slot in &mut then {
        *slot = keys.next().transpose()?;
    }
    if keys.next().is_some() {
        Err("there are at most three columns to sort by".to_owned())
    } else {
        Ok(Sort { first, then })
    }
}

fn export_format(name: &str) -> Result<Format, String> {
    Format::from_extension(name).ok_or_else(|| {
        let names: Vec<_> = Format::ALL.into_iter().map(Format::extension).collect();
        format!("the formats are {}", names.join(", "))
    })
}
