//! Nexis Uni and Lexis+: DOCX, RTF. An article ends with a line that says so; its headline, source and day stand above the
//! first labelled line, its text below a line `Body`.

use super::blocks::Block;
use super::labels::{Label, name_of, nexis as label_of};
use super::{Download, Found, day_in};
use crate::ingest::detect_databases::ENDS;

/// Lines that stand alone above the text, and those below it.
const BODIES: &[&str] = &["Body", "Text", "Corps", "Cuerpo", "Textkörper", "Volltext"];
const AFTER_BODY: &[&str] =
    &["Classification", "Klassifizierung", "Klassifikation", "Clasificación", "Graphic", "Grafik"];

/// Lines in the place of a date or a source that are neither.
const NEITHER: &[&str] = &["Correction Appended", "Berichtigung angehängt"];

/// The articles of a download.
pub(super) fn articles(blocks: &[Block]) -> Download {
    let mut download = Download { name: "Nexis", declared: declared(blocks), articles: Vec::new() };
    for segment in blocks.split(|block| ENDS.contains(&block.text.as_str())) {
        download.articles.extend(article(segment));
    }
    download
}

/// `Documents (10)` of the cover.
fn declared(blocks: &[Block]) -> Option<usize> {
    blocks.iter().take(50).find_map(|block| {
        let (word, rest) = block.text.split_once(" (")?;
        let number = rest.strip_suffix(')')?;
        ["Documents", "Dokumente", "Documentos"].contains(&word).then(|| number.parse().ok())?
    })
}

fn article(segment: &[Block]) -> Option<Found> {
    let is = |block: &Block, names: &[&str]| names.contains(&block.text.as_str());
    let body_at = segment.iter().position(|block| is(block, BODIES));
    let head = segment.get(..body_at.unwrap_or(segment.len()))?;
    let is_label = |block: &Block| block.text.starts_with("Copyright") || label_of(&block.text).is_some();
    let first_label = head.iter().position(is_label);
    if body_at.is_none() && first_label.is_none() {
        return None;
    }
    let above = head.get(..first_label.unwrap_or(head.len()))?;
    let start =
        above.iter().rposition(|block| block.is_gate).map_or_else(|| filled_from_end(above, 3), |gate| gate + 1);
    let mut found = Found::default();
    for block in above.get(start..)?.iter().filter(|block| !block.text.is_empty() && !is(block, NEITHER)) {
        let day = day_in(&block.text, None);
        match (&found.title, day) {
            (None, _) => found.title = Some(block.text.clone()),
            (Some(_), Some(day)) if found.published.is_none() => found.published = Some(day),
            (Some(_), _) if found.outlet.is_none() => found.outlet = Some(block.text.clone()),
            _ => {}
        }
    }
    for block in segment.get(first_label.unwrap_or(head.len())..)? {
        match label_of(&block.text) {
            Some((Label::Byline, value)) if found.byline.is_none() => found.byline = Some(name_of(value)),
            Some((Label::Language, value)) => found.language = Some(value.split([';', ',']).next()?.to_owned()),
            _ => {}
        }
    }
    found.body = body(segment, body_at, head.iter().rposition(is_label));
    Some(found)
}

/// Where the last `count` filled blocks begin.
fn filled_from_end(blocks: &[Block], count: usize) -> usize {
    let filled = blocks.iter().enumerate().filter(|(_, block)| !block.text.is_empty()).map(|(index, _)| index);
    let filled: Vec<usize> = filled.collect();
    filled.get(filled.len().saturating_sub(count)).copied().unwrap_or(0)
}

/// The text: what stands below its heading, or where there is none below the last label; an abstract above the full text
/// would count twice.
fn body(segment: &[Block], body_at: Option<usize>, last_label: Option<usize>) -> Vec<String> {
    let start = body_at.or(last_label).map_or(0, |at| at + 1);
    let blocks = segment.get(start..).unwrap_or_default();
    let is_after = |block: &Block| {
        AFTER_BODY.contains(&block.text.as_str()) || matches!(label_of(&block.text), Some((Label::LoadDate, _)))
    };
    let end = blocks.iter().position(is_after).unwrap_or(blocks.len());
    let blocks = blocks.get(..end).unwrap_or_default();
    let at = |name: &str| blocks.iter().position(|block| block.text == name);
    let full_text = at("ABSTRACT").and_then(|_| at("FULL TEXT")).map_or(0, |at| at + 1);
    blocks.iter().skip(full_text).map(|block| block.text.clone()).collect()
}
