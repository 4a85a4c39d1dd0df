//! GDELT's Global Knowledge Graph: a line of 27 values for each article that was seen somewhere. It holds no texts: what it
//! quotes of an article stands for them, under its title.

use super::super::html_strip::unescape;
use super::super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, hash, unreadable};
use crate::ingest::statement::{Statement, Statements};
use crate::work::ProblemKind;
use std::io::{BufRead, Read};

/// Reads a table line by line.
pub(in crate::ingest::readers) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut stream = document.stream();
    let mut line = Vec::new();
    let mut number = 0_usize;
    loop {
        line.clear();
        let limited = (&mut stream).take(TEXT_LIMIT_BYTES as u64);
        let length = { limited }.read_until(b'\n', &mut line).map_err(|error| unreadable(&error))?;
        if length == 0 || output.is_cancelled() {
            break;
        }
        number += 1;
        let text = String::from_utf8_lossy(&line);
        match draft_of(text.trim_end(), number) {
            Some(draft) => output.draft(draft),
            None => output.fault(ProblemKind::Malformed, format!("line {number} holds no title and no address")),
        }
    }
    output.note(format!("{number} records of GDELT, which hold no texts; titles and quotations stand for them"));
    Ok(())
}

/// The article of a line. Columns as the codebook of version 2.1 numbers them, from 0.
fn draft_of(line: &str, number: usize) -> Option<Draft> {
    let values: Vec<&str> = line.split('\t').collect();
    let value = |column: usize| values.get(column).copied().unwrap_or_default();
    let extra = |name: &str| {
        let (_, behind) = value(26).split_once(&format!("<{name}>"))?;
        behind.split_once("</").map(|(text, _)| unescape(text))
    };
    let title = extra("PAGE_TITLE").filter(|title| !title.trim().is_empty());
    let url = Statement::at("GDELT: DocumentIdentifier", value(4)).filter(|url| url.value.starts_with("http"));
    let mut parts: Vec<String> = title.iter().map(|title| title.trim().to_owned()).collect();
    // `offset|length|verb|quotation`, one after another with `#` between.
    let quotations = value(22).split('#').filter_map(|quotation| quotation.splitn(4, '|').nth(3));
    parts.extend(quotations.map(|quotation| format!("“{}”", quotation.trim())));
    if parts.is_empty() {
        parts.push(url.as_ref()?.value.clone());
    }
    let day = value(1).get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or_default();
    let id = Some(value(0).to_owned()).filter(|id| !id.is_empty());
    Some(Draft {
        member: Some(id.clone().unwrap_or_else(|| number.to_string())),
        id,
        sha256: Some(hash(line.as_bytes())),
        text: parts.join("\n\n"),
        statements: Statements {
            title: title.and_then(|title| Statement::at("GDELT: PAGE_TITLE", &title)),
            outlet: Statement::at("GDELT: SourceCommonName", value(3)),
            byline: extra("PAGE_AUTHORS")
                .and_then(|authors| Statement::at("GDELT: PAGE_AUTHORS", &authors.replace(';', ", "))),
            published: Statement::at("GDELT: DATE", day),
            url,
            language: None,
        },
        ..Draft::default()
    })
}
