//! Europresse (eureka.cc): HTML whose classes tell source, header, headline, authors and text; the older pages tell no text.

use super::blocks::{Block, Mark};
use super::{Download, Found, day_in};

/// The articles of a download.
pub(super) fn articles(blocks: &[Block]) -> Download {
    let mut download = Download { name: "Europresse", declared: None, articles: Vec::new() };
    let starts: Vec<usize> =
        (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(|block| block.mark == Some(Mark::Source))).collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(blocks.len());
        if let Some(segment) = blocks.get(*start..end) {
            download.articles.push(article(segment));
        }
    }
    download
}

fn article(segment: &[Block]) -> Found {
    let mut found = Found::default();
    let mut header = String::new();
    let mut open = None;
    let mut after_title = 0;
    let has_body = segment.iter().any(|block| block.mark == Some(Mark::Body));
    for block in segment {
        if let Some(mark) = block.mark {
            open = Some(mark);
            after_title = 0;
        }
        let text = block.text.trim();
        if let Some(id) = document_id(text) {
            found.id = Some(id);
            break;
        }
        if text.is_empty() {
            continue;
        }
        // What the database adds below the text.
        if ["Note(s) :", "Illustration(s) :", "Encadré(s) :"].contains(&text) {
            open = None;
        }
        match open {
            Some(Mark::Source) if found.outlet.is_none() => found.outlet = Some(source_of(text)),
            Some(Mark::Header) => {
                header.push(' ');
                header.push_str(text);
            }
            Some(Mark::Title) => {
                after_title += 1;
                if after_title == 1 {
                    let title = found.title.get_or_insert_default();
                    title.push_str(if title.is_empty() { "" } else { " " });
                    title.push_str(text);
                } else if !has_body {
                    found.body.push(text.to_owned());
                }
            }
            Some(Mark::Author) if found.byline.is_none() => found.byline = Some(text.to_owned()),
            Some(Mark::Body) => found.body.push(text.to_owned()),
            _ => {}
        }
    }
    found.body.retain(|text| !text.starts_with('©'));
    found.published = [Some("fr"), None].into_iter().find_map(|language| day_in(&header, language));
    // The day of the identifier is the day of the issue.
    found.published = found.published.or_else(|| {
        let day = found.id.as_deref()?.split('·').nth(1)?;
        let (year, rest) = day.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        Some(format!("{year}-{month}-{day}"))
    });
    found
}

/// `Le Monde, no. 123` without what follows the name.
fn source_of(text: &str) -> String {
    let cut = [", no.", ", n°", ", no ", " ("].iter().find_map(|sign| text.split_once(sign));
    cut.map_or(text, |(name, _)| name).trim().trim_end_matches(',').to_owned()
}

/// `news·20121004·PO·2040056000`, which ends an article.
fn document_id(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("news·")?;
    let id: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '·').collect();
    (!id.is_empty()).then(|| format!("news·{id}"))
}
