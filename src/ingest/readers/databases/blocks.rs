//! Documents as blocks: paragraphs, and marks in the place of the tags that tell the parts of a database's page.

use super::super::markup::text_with_marks;
use super::super::prose::Prose;
use super::super::reflow::reflowed;
use crate::ingest::Format;

/// A paragraph or a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// A blank paragraph that links lead to: the place before an article.
    pub(super) is_gate: bool,
    /// What a tag in this place tells.
    pub(super) mark: Option<Mark>,
}

/// The parts that tags tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Article,
    Source,
    Header,
    Title,
    Author,
    Body,
    BodyEnd,
}

/// Parts of tags and what they tell: of Factiva, Europresse and `ProQuest`.
const MARKS: &[(&str, Mark)] = &[
    ("docid_mstar", Mark::Article),
    ("docpublicationname", Mark::Source),
    ("docheader", Mark::Header),
    ("titrearticlevisu", Mark::Title),
    ("docauthors", Mark::Author),
    ("dococurrcontainer", Mark::Body),
];

/// The sign before a mark in a text: no page holds it.
const SIGN: char = '\u{fdd0}';

/// Blocks of a page, or of a plain text.
pub(super) fn of_document(text: &str) -> Vec<Block> {
    let front: String = text.chars().take(4096).filter(|c| !c.is_whitespace()).take(1).collect();
    let text = if front == "<" || text.contains("<div") { text_with_marks(text, &mark_of) } else { reflowed(text) };
    text.split("\n\n").map(block_of).filter(|block| block.mark.is_some() || !block.text.is_empty()).collect()
}

fn block_of(text: &str) -> Block {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut block = Block::default();
    let Some(marked) = text.strip_prefix(SIGN) else {
        text.clone_into(&mut block.text);
        return block;
    };
    let mut signs = marked.chars();
    let number = signs.next().and_then(|digit| digit.to_digit(36));
    block.mark = number.and_then(|number| ALL_MARKS.get(number as usize)).copied();
    signs.as_str().trim().clone_into(&mut block.text);
    block
}

const ALL_MARKS: [Mark; 7] =
    [Mark::Article, Mark::Source, Mark::Header, Mark::Title, Mark::Author, Mark::Body, Mark::BodyEnd];

/// The mark for a tag, with the identifier that it bears.
fn mark_of(tag: &str) -> Option<String> {
    let lower = tag.get(..tag.len().min(400)).unwrap_or_default().to_ascii_lowercase();
    let (mark, id) = if lower.starts_with("</text") {
        (Mark::BodyEnd, String::new())
    } else if lower.starts_with("<text") && lower.contains("wordcount") {
        (Mark::Body, String::new())
    } else if lower.starts_with("</") {
        return None;
    } else if lower.starts_with("<div") && is_factiva_article(&lower) {
        (Mark::Article, String::new())
    } else {
        let (sign, mark) = MARKS.iter().find(|(sign, _)| lower.contains(sign))?;
        let is_place = *mark != Mark::Article || lower.starts_with("<a") && !lower.contains("href");
        let id = lower.split(sign).nth(1).unwrap_or_default();
        let digits = id.trim_start_matches('_').chars().take_while(char::is_ascii_digit).collect();
        if !is_place {
            return None;
        }
        (*mark, digits)
    };
    let number = ALL_MARKS.iter().position(|known| *known == mark).and_then(|at| char::from_digit(at as u32, 36))?;
    Some(format!("{SIGN}{number}{id}"))
}

/// `<div class="article enArticle">`.
fn is_factiva_article(tag: &str) -> bool {
    let Some((_, class)) = tag.split_once("class=") else { return false };
    let class = class.trim_start_matches(['"', '\'']);
    let class = class.split(['"', '\'', '>']).next().unwrap_or_default();
    let mut words = class.split_whitespace();
    words.clone().any(|word| word == "article") && words.any(|word| word.len() > 7 && word.ends_with("article"))
}

/// True when the blocks of a page hold what its database marks articles with.
pub(super) fn has_articles(format: Format, blocks: &[Block]) -> bool {
    let wanted = match format {
        Format::Europresse => Mark::Source,
        Format::Factiva | Format::Proquest => Mark::Article,
        _ => return true,
    };
    blocks.iter().any(|block| block.mark == Some(wanted))
}

/// Blocks of an office document: rows of tables with a code in front are their own.
pub(super) fn of_prose(prose: &Prose) -> Vec<Block> {
    let paragraphs = prose.paragraphs.iter();
    let blocks = paragraphs.map(|paragraph| {
        let text = paragraph.text.trim().to_owned();
        Block { is_gate: text.is_empty() && paragraph.is_target, text, mark: None }
    });
    blocks.filter(|block| block.is_gate || !block.text.is_empty()).collect()
}
