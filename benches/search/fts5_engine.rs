//! SQLite FTS5 as a peer: a contentless table with positions, columns for facets beside it, all in memory.

use super::engine::{Answer, Ask, Engine, NEWEST, NO_DAY, Query, ROWS, month_of, ranked};
use crate::corpus_generator::GeneratedArticle;
use rusqlite::{Connection, params};
use std::collections::HashMap;

pub(crate) struct Fts5 {
    connection: Connection,
    outlets: HashMap<String, i64>,
}

impl Fts5 {
    pub(crate) fn new() -> Self {
        let connection = Connection::open_in_memory().expect("SQLite in memory");
        connection
            .execute_batch(
                "PRAGMA cache_size = -400000;
                 CREATE VIRTUAL TABLE docs USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
                 CREATE TABLE facts(id INTEGER PRIMARY KEY, day INTEGER, month INTEGER, outlet INTEGER);",
            )
            .expect("FTS5 is part of this SQLite");
        Self { connection, outlets: HashMap::new() }
    }

    fn numbers(&self, sql: &str, matched: &str) -> Option<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql).ok()?;
        let rows = statement.query_map([matched], |row| row.get(0)).ok()?;
        rows.collect::<Result<_, _>>().ok()
    }

    fn counts(&self, column: &str, matched: &str) -> Option<Vec<i64>> {
        let sql = format!(
            "SELECT count(*) FROM docs JOIN facts ON facts.id = docs.rowid
             WHERE docs MATCH ? AND {column} IS NOT NULL GROUP BY {column}"
        );
        Some(ranked(self.numbers(&sql, matched)?.into_iter().map(i64::unsigned_abs)))
    }

    fn newest(&self, limit: usize, matched: &str) -> Option<Vec<i64>> {
        let sql = format!(
            "SELECT coalesce(day, {NO_DAY}) FROM docs JOIN facts ON facts.id = docs.rowid
             WHERE docs MATCH ? ORDER BY day DESC LIMIT {limit}"
        );
        self.numbers(&sql, matched)
    }
}

/// The query in the language of FTS5.
fn matched(query: &Query) -> Option<String> {
    let quoted = |word: &String| format!("\"{word}\"");
    Some(match query {
        Query::All(words) => words.iter().map(quoted).collect::<Vec<_>>().join(" AND "),
        Query::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Query::Prefix(prefix) => format!("\"{prefix}\"*"),
        Query::Near(one, other, gap) => format!("NEAR(\"{one}\" \"{other}\", {gap})"),
        Query::Fuzzy(..) | Query::WordRegex(_) | Query::Substring(_) | Query::Regex(_) => return None,
    })
}

impl Engine for Fts5 {
    fn name(&self) -> &'static str {
        "FTS5"
    }

    fn add(&mut self, articles: &[GeneratedArticle]) {
        let transaction = self.connection.transaction().expect("a transaction");
        {
            let mut add = transaction.prepare_cached("INSERT INTO docs(rowid, title, text) VALUES (?, ?, ?)");
            let add = add.as_mut().expect("a statement");
            let mut describe = transaction.prepare_cached("INSERT INTO facts VALUES (?, ?, ?, ?)");
            let describe = describe.as_mut().expect("a statement");
            for article in articles {
                let next = self.outlets.len() as i64;
                let outlet = *self.outlets.entry(article.outlet.clone()).or_insert(next);
                let id = article.id as i64;
                add.execute(params![id, article.title, article.text]).expect("a row");
                describe.execute(params![id, article.published, month_of(article), outlet]).expect("a row");
            }
        }
        transaction.commit().expect("rows are kept");
    }

    fn finish(&mut self) {
        self.connection.execute("INSERT INTO docs(docs) VALUES ('optimize')", []).expect("one segment");
    }

    fn index_bytes(&self) -> u64 {
        let number = |pragma| self.connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let pages = number("page_count").unwrap_or(0) - number("freelist_count").unwrap_or(0);
        (pages * number("page_size").unwrap_or(0)).unsigned_abs()
    }

    fn ask(&mut self, _: &[GeneratedArticle], ask: Ask, query: &Query) -> Option<Answer> {
        let matched = matched(query)?;
        let count = || -> Option<u64> {
            let found = self.numbers("SELECT count(*) FROM docs WHERE docs MATCH ?", &matched)?;
            found.first().map(|count| count.unsigned_abs())
        };
        Some(match ask {
            Ask::Count => Answer { count: count()?, list: Vec::new() },
            Ask::Newest => Answer { count: count()?, list: self.newest(NEWEST, &matched)? },
            Ask::Months => Answer { count: 0, list: self.counts("month", &matched)? },
            Ask::Outlets => Answer { count: 0, list: self.counts("outlet", &matched)? },
            // A contentless table has no snippets.
            Ask::Keystroke => {
                self.counts("month", &matched)?;
                self.counts("outlet", &matched)?;
                Answer { count: count()?, list: self.newest(ROWS, &matched)? }
            }
        })
    }
}
