//! Downloads from news databases, taken apart into their articles.
//!
//! Whatever they come as (DOCX, RTF, HTML, text), they are lists of blocks: paragraphs with marks where the page's classes
//! tell parts. [`blocks`] (documents to blocks), then one file for each database. A file that declares how many articles it
//! holds is held to it.

mod blocks;
mod europresse;
mod factiva;
mod factiva_xml;
mod gdelt;
mod labels;
mod nexis;
mod nexis_classic;
mod proquest;

pub(super) use gdelt::read as read_gdelt;

use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, declared_encoding, decoded, hash, unreadable, whole};
use crate::ingest::Format;
use crate::ingest::statement::{Statement, Statements};
use crate::time::{self, Anchor, Context, stated};
use crate::work::ProblemKind;
use blocks::Block;

/// Reads a page, an XML document or a text of a database.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let format = output.format.unwrap_or(Format::Nexis);
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let declared = declared_encoding(&bytes);
    let text = decoded(bytes, declared.as_deref(), output);
    let is_page = !text.contains("<ppsarticle") && text.trim_start().starts_with('<');
    if format == Format::Factiva && text.contains("<ppsarticle") {
        return factiva_xml::read(&text, output);
    }
    let blocks = blocks::of_document(&text);
    if is_page && !blocks::has_articles(format, &blocks) {
        // A page of the database that is no download, like a list of results.
        output.format = Some(Format::Html);
        return super::html::read(
            Document::new(text.as_bytes(), "page.html").map_err(|error| unreadable(&error))?,
            output,
        );
    }
    read_blocks(format, &blocks, output);
    nothing_found(output)
}

/// Reads the HTML part of a letter that a database sent.
pub(super) fn read_letter(html: &str, output: &mut Output<'_>) {
    output.format = Some(Format::Proquest);
    read_blocks(Format::Proquest, &blocks::of_document(html), output);
}

/// Reads the paragraphs of an office document, if they are a database's; says whether they are.
pub(super) fn read_prose(prose: &super::prose::Prose, output: &mut Output<'_>) -> bool {
    let blocks = blocks::of_prose(prose);
    let Some(format) = crate::ingest::detect_databases::of_lines(blocks.iter().map(|block| block.text.as_str())) else {
        return false;
    };
    let before = output.draft_count();
    read_blocks(format, &blocks, output);
    if output.draft_count() > before {
        output.format = Some(format);
    }
    output.draft_count() > before
}

fn read_blocks(format: Format, blocks: &[Block], output: &mut Output<'_>) {
    let found = match format {
        Format::Factiva => factiva::articles(blocks),
        Format::Europresse => europresse::articles(blocks),
        Format::Proquest => proquest::articles(blocks),
        _ if nexis_classic::is_classic(blocks) => nexis_classic::articles(blocks),
        _ => nexis::articles(blocks),
    };
    hand_over(found, output);
}

fn nothing_found(output: &Output<'_>) -> Result<(), Refusal> {
    if output.draft_count() > 0 {
        return Ok(());
    }
    Err(Refusal {
        kind: ProblemKind::Malformed,
        reason: "no article was found in this download of a database".to_owned(),
    })
}

/// What a file of a database holds.
#[derive(Debug, Default)]
struct Download {
    /// The database, as it names itself.
    name: &'static str,
    declared: Option<usize>,
    articles: Vec<Found>,
}

/// One article as a database gives it.
#[derive(Clone, Debug, Default)]
struct Found {
    id: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
    body: Vec<String>,
}

/// Hands over the articles, and holds the file to what it declares.
fn hand_over(download: Download, output: &mut Output<'_>) {
    let Download { name, declared, articles } = download;
    let read = articles.len();
    let undated = articles.iter().filter(|article| article.published.is_none()).count();
    if let Some(declared) = declared {
        output.note(format!("{declared} declared, {read} read, {undated} undated"));
        if read < declared {
            let reason = format!("it declares {declared} articles, of which {read} were found");
            output.fault(ProblemKind::Malformed, reason);
        }
    } else {
        output.note(format!("{read} {} of {name}, {undated} undated", if read == 1 { "article" } else { "articles" }));
    }
    for (index, article) in articles.into_iter().enumerate() {
        output.draft(draft_of(article, name, index + 1));
    }
}

fn draft_of(found: Found, name: &str, number: usize) -> Draft {
    let at = |field: &str, value: Option<&String>| Statement::at(format!("{name}: {field}"), value?);
    let statements = Statements {
        title: at("headline", found.title.as_ref()),
        outlet: at("source", found.outlet.as_ref()),
        byline: at("byline", found.byline.as_ref()),
        published: at("date", found.published.as_ref()),
        url: at("address", found.url.as_ref()),
        language: at("language", found.language.as_ref()),
    };
    let mut parts: Vec<&str> = found.body.iter().map(|block| block.trim()).filter(|block| !block.is_empty()).collect();
    let title = statements.title.as_ref().map(|title| title.value.clone());
    if let Some(title) = title.as_deref().filter(|title| parts.first() != Some(title)) {
        parts.insert(0, title);
    }
    let text = parts.join("\n\n");
    let stated = [&statements.outlet, &statements.published, &statements.byline];
    let stated: Vec<&str> = stated.into_iter().flatten().map(|statement| statement.value.as_str()).collect();
    // The same text in two editions is two articles.
    let identity = format!("{}\u{1f}{}\u{1f}{text}", found.id.as_deref().unwrap_or_default(), stated.join("\u{1f}"));
    Draft {
        member: Some(found.id.clone().unwrap_or_else(|| number.to_string())),
        id: found.id,
        sha256: Some(hash(identity.as_bytes())),
        text,
        statements,
        ..Draft::default()
    }
}

/// The day that a line of a database is or holds: as ISO 8601, or nothing where it holds none.
fn day_in(line: &str, language: Option<&str>) -> Option<String> {
    let context = Context { published: None, language, country: None };
    let shown: String = line.chars().take(200).collect();
    let interval = stated::parse(&shown, &context).or_else(|| {
        let expressions = time::read(&shown, &context);
        expressions.into_iter().filter(|found| found.anchor == Anchor::Explicit).find_map(|found| found.interval)
    })?;
    match interval.day_count() {
        1 => Some(interval.first().format("%Y-%m-%d").to_string()),
        2..=31 if interval.first().format("%Y-%m").to_string() == interval.last().format("%Y-%m").to_string() => {
            Some(interval.first().format("%Y-%m").to_string())
        }
        _ => None,
    }
}
