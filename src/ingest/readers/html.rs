//! Saved web pages: the headline and the main text, and what the page states of itself.
//!
//! The text is what is left of the page when menus, forms and the like are taken away; here alone an article's text is not
//! the document as read. A page that a parser should not be given is read by stripping its tags.

use super::html_guard::objection;
use super::html_strip::strip;
use super::{Document, Draft, Output, Refusal, hash, html_fields, whole};
use crate::ingest::decode::decode;
use crate::ingest::statement::{Statement, Statements};
use crate::work::ProblemKind;
use dom_smoothie::{Config, Readability, TextMode};
use std::panic::AssertUnwindSafe;

/// Bytes of a page that are read. The largest of thousands of saved news pages has 9 MiB.
const LIMIT_BYTES: usize = 32 * 1024 * 1024;

/// Characters below which what was found is not taken for the main text where the page holds far more.
const LEAST_MAIN_CHARS: usize = 200;

/// Reads a page as one article.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let declared = declared_encoding(&bytes);
    let decoded = decode(bytes, declared.as_deref());
    if let Some(doubt) = decoded.doubt {
        output.fault(ProblemKind::Doubtful, doubt);
    }
    let page = match objection(&decoded.text) {
        Some(reason) => {
            output.fault(ProblemKind::Limit, format!("{reason}; it was read by removing its tags"));
            stripped(&decoded.text)
        }
        None => parsed(&decoded.text, output),
    };
    let text = page.text_with_title();
    output.draft(Draft { sha256: Some(sha256), text, statements: page.statements, ..Draft::default() });
    Ok(())
}

#[derive(Default)]
struct Page {
    main: String,
    statements: Statements,
}

impl Page {
    /// The main text under its headline.
    fn text_with_title(&self) -> String {
        let main = self.main.trim();
        match &self.statements.title {
            Some(title) if !main.starts_with(&title.value) => format!("{}\n\n{main}", title.value),
            _ => main.to_owned(),
        }
    }
}

fn stripped(html: &str) -> Page {
    let (main, title) = strip(html);
    let title = title.and_then(|title| Statement::at("<title>", &title));
    Page { main, statements: Statements { title, ..Statements::default() } }
}

/// What a parser finds; where it fails or finds next to nothing, the page without its tags.
fn parsed(html: &str, output: &mut Output<'_>) -> Page {
    // The parsers are other people's work: a panic in the later one must leave the earlier one's result.
    let mut statements = Statements::default();
    let main = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let page = dom_query::Document::from(html);
        statements = html_fields::read(&page);
        main_text(page)
    }));
    let main = main.ok().flatten();
    let main = main.unwrap_or_default();
    if main.trim().chars().count() >= LEAST_MAIN_CHARS {
        return Page { main, statements };
    }
    let all = stripped(html);
    if all.main.trim().chars().count() < 2 * LEAST_MAIN_CHARS && !main.trim().is_empty() {
        return Page { main, statements };
    }
    if all.main.trim().chars().count() >= 2 * LEAST_MAIN_CHARS {
        output.fault(ProblemKind::Doubtful, "no main text was found in it; the whole page was taken");
    }
    Page { main: all.main, statements: statements.or(all.statements) }
}

/// The main text of a page, which is taken apart for it.
fn main_text(page: dom_query::Document) -> Option<String> {
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}

/// The encoding that a page claims in its first bytes: `<meta charset="…">`, `charset=…`, or `encoding="…"` of XML.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|key| {
        let (_, behind) = head.split_once(key)?;
        let label = behind.trim_start_matches(['"', '\'', ' ']);
        label.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next()
    });
    label.filter(|label| !label.is_empty()).map(str::to_owned)
}
