//! WARC (ISO 28500): what a crawler fetched, record after record, read as a stream.
//!
//! Pages that hold an article become articles; pictures, scripts, redirects and pages of links are counted and left. The day
//! of a record is the day of the crawl, which says nothing of when a page was published.

mod http;
mod records;

use super::{Document, Draft, Fault, Output, Refusal, gathered_page, hash};
use crate::ingest::decode::decode;
use crate::ingest::statement::Statement;
use crate::work::ProblemKind;
use http::Response;
use records::{Record, Records};

/// Words from which on the main text of a page is an article; shorter ones are pages of links, errors, and consents.
const ARTICLE_WORDS: usize = 60;

/// Reads an archive.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut counts = Counts::default();
    let mut records = Records::new(document.stream());
    while let Some(record) = records.next_record() {
        if output.is_cancelled() {
            return Ok(());
        }
        read_record(&record, &mut counts, output);
    }
    for (kind, reason) in records.faults {
        output.fault(kind, reason);
    }
    if counts.records == 0 {
        return Err(Refusal { kind: ProblemKind::Malformed, reason: "no record was found in it".to_owned() });
    }
    output.note(counts.note());
    Ok(())
}

#[derive(Debug, Default)]
struct Counts {
    records: usize,
    responses: usize,
    articles: usize,
    other_pages: usize,
}

impl Counts {
    fn note(&self) -> String {
        let others = self.responses - self.articles - self.other_pages;
        format!(
            "{} answers of servers: {} articles, {} pages without one, {others} pictures, scripts and the like",
            self.responses, self.articles, self.other_pages
        )
    }
}

fn read_record(record: &Record, counts: &mut Counts, output: &mut Output<'_>) {
    counts.records += 1;
    let address = record.value("warc-target-uri").trim_matches(['<', '>']).to_owned();
    match record.value("warc-type") {
        "response" | "resource" => {}
        // The text of a page, as some archives offer it beside the page.
        "conversion" => {
            counts.responses += 1;
            let text = decode(record.block.clone(), Some("utf-8")).text;
            if text.split_whitespace().count() >= ARTICLE_WORDS {
                counts.articles += 1;
                let draft = Draft { sha256: Some(hash(&record.block)), text, ..Draft::default() };
                hand_over(draft, &address, output);
            } else {
                counts.other_pages += 1;
            }
            return;
        }
        _ => return,
    }
    counts.responses += 1;
    let is_http = record.value("content-type").starts_with("application/http");
    let response = if is_http {
        Response::parse(&record.block)
    } else {
        Some(Response::of_body(record.value("content-type"), &record.block))
    };
    let Some(response) = response else {
        output.fault(ProblemKind::Malformed, format!("the answer for {address} cannot be understood"));
        return;
    };
    if !response.is_page() {
        return;
    }
    match response.page() {
        Ok(html) => read_page(&html, &address, &record.block, counts, output),
        Err(reason) => {
            counts.other_pages += 1;
            output.fault(ProblemKind::Malformed, format!("the answer for {address}: {reason}"));
        }
    }
}

fn read_page(html: &[u8], address: &str, block: &[u8], counts: &mut Counts, output: &mut Output<'_>) {
    let (gathered, _) = gathered_page(html, output);
    let is_article = |draft: &Draft| draft.text.split_whitespace().count() >= ARTICLE_WORDS;
    // A page without an article is no problem of the archive, and neither is what was doubtful in it.
    if !gathered.drafts.iter().any(is_article) {
        counts.other_pages += 1;
        return;
    }
    counts.articles += 1;
    for Fault { kind, reason, .. } in gathered.faults {
        output.fault(kind, format!("{address}: {reason}"));
    }
    for mut draft in gathered.drafts {
        draft.sha256 = Some(hash(block));
        hand_over(draft, address, output);
    }
}

fn hand_over(mut draft: Draft, address: &str, output: &mut Output<'_>) {
    if draft.statements.url.is_none() && address.starts_with("http") {
        draft.statements.url = Statement::at("WARC: address", address);
    }
    draft.member = Some(address.split('#').next().unwrap_or_default().to_owned()).filter(|member| !member.is_empty());
    output.draft(draft);
}
