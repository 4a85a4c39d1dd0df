//! Which stretches of a document are not the article: menus, share bars, forms, footers.
//!
//! Stretches are marked, never cut, and only before the headline, between headline and text, or behind the text: a line
//! between two paragraphs may be odd, but it stays the article's, unless it is known to stand in many others.

use super::headline::{is_caption, is_label};
use super::house_lines::HouseLines;
use super::page::{Line, Page};
use super::phrases::{Place, phrases};
use crate::text::Span;

/// A line before the headline that is longer than this and no known phrase is kept: it may be a standfirst.
const MENU_WIDTH: usize = 60;
/// So much prose behind a footer's first line shows that it is none.
const FOOTER_PROSE: usize = 1200;

/// The stretches of `page` that are not the article, in order, none overlapping. `title` is the headline's line, `house`
/// what the files around it share.
pub(super) fn mark(page: &Page<'_>, title: Option<usize>, house: Option<&HouseLines>) -> Vec<Span> {
    let mut marked = vec![false; page.lines.len()];
    mark_head(page, title, &mut marked);
    let footer = footer_start(page);
    for index in footer..page.lines.len() {
        set(&mut marked, index);
    }
    if let Some(house) = house {
        mark_shared(page, title, house, &mut marked);
    }
    let spans: Vec<(bool, Span)> = marked.into_iter().zip(page.lines.iter().map(|line| line.span)).collect();
    join(&spans)
}

/// False where [`mark`] marks the same whichever line is the headline, or none: where the text begins at once, and no line
/// among those that could be the headline could be marked.
pub(super) fn depends_on_title(page: &Page<'_>, house: Option<&HouseLines>) -> bool {
    let can_be_marked = |line: &Line<'_>| {
        phrases().matches_any(&line.key, &[Place::Edge, Place::Head])
            || is_label(line)
            || house.is_some_and(|house| house.holds(line, true))
    };
    page.body_start > 0 || page.lines.iter().take(super::title::DEPTH.max(3)).any(can_be_marked)
}

/// Index of the line at which the footer begins; the number of lines where there is none.
pub(super) fn footer_start(page: &Page<'_>) -> usize {
    let is_tail = |line: &Line<'_>| phrases().matches_any(&line.key, &[Place::Tail, Place::Edge]);
    // A comment form or the like inside what was taken for running text, with little prose behind it, ends the text.
    let mut prose_behind = 0;
    let mut start = page.body_end.max(1);
    for (index, line) in page.lines.iter().enumerate().skip(1).rev() {
        prose_behind += if line.is_prose { line.width } else { 0 };
        if prose_behind > FOOTER_PROSE || index * 2 < page.body_start + page.body_end {
            break;
        }
        if index < page.body_end && phrases().matches(&line.key, Place::Tail) {
            start = index;
        }
    }
    if start < page.body_end {
        return with_about_box(page, start);
    }
    let first = (start..page.lines.len()).find(|&index| page.lines.get(index).is_some_and(is_tail));
    with_about_box(page, first.unwrap_or(page.lines.len()))
}

/// The footer with the box above it in which a site says what it is.
fn with_about_box(page: &Page<'_>, footer: usize) -> usize {
    super::about_box::find(page).filter(|about| about.first < footer).map_or(footer, |about| about.first)
}

fn mark_head(page: &Page<'_>, title: Option<usize>, marked: &mut [bool]) {
    let is_menu = |line: &Line<'_>| phrases().matches_any(&line.key, &[Place::Edge, Place::Head]);
    let first_text = title.unwrap_or(page.body_start);
    let menu_count = page.lines.iter().take(first_text).filter(|line| is_menu(line)).count();
    for (index, line) in page.lines.iter().enumerate().take(first_text) {
        if is_menu(line)
            || is_label(line)
            || menu_count > 2 && line.width <= MENU_WIDTH
            || title.is_none() && is_caption(line)
        {
            set(marked, index);
        }
    }
    let Some(title) = title else { return };
    for (index, line) in page.lines.iter().enumerate().take(page.body_start).skip(title + 1) {
        let repeats = page.lines.get(title).is_some_and(|heading| heading.key == line.key);
        if phrases().matches(&line.key, Place::Edge) || is_label(line) || repeats {
            set(marked, index);
        }
    }
}

fn mark_shared(page: &Page<'_>, title: Option<usize>, house: &HouseLines, marked: &mut [bool]) {
    for (index, line) in page.lines.iter().enumerate() {
        if Some(index) != title && house.holds(line, page.is_edge(index)) {
            set(marked, index);
        }
    }
}

fn set(marked: &mut [bool], index: usize) {
    if let Some(mark) = marked.get_mut(index) {
        *mark = true;
    }
}

/// The marked lines as spans, neighbours joined.
fn join(lines: &[(bool, Span)]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut was_marked = false;
    for &(is_marked, span) in lines {
        match found.last_mut() {
            Some(last) if is_marked && was_marked => *last = last.cover(span),
            _ if is_marked => found.push(span),
            _ => {}
        }
        was_marked = is_marked;
    }
    found
}

/// Both lists of stretches as one, in order, none overlapping.
pub(super) fn merged(stated: &[Span], mut found: Vec<Span>) -> Vec<Span> {
    found.extend_from_slice(stated);
    found.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "The council met for three hours behind closed doors and then told the waiting crowd that nothing had been decided.";

    fn marked(text: &str) -> Vec<String> {
        let page = Page::read(text);
        let title = super::super::title::infer(&page, None).map(|title| title.line);
        mark(&page, title, None).into_iter().map(|span| span.slice(text).replace('\n', "|")).collect()
    }

    #[test]
    fn the_footer_begins_at_the_comment_form_and_reaches_the_end() {
        let text =
            format!("Nothing decided by the council\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nLeave a Reply\n\nMay 2022\n");
        assert_eq!(marked(&text), ["Leave a Reply||May 2022"]);
    }

    #[test]
    fn a_label_under_the_headline_is_marked_and_a_heading_in_the_text_is_not() {
        let text = format!(
            "Nothing decided by the council\n\nDescription\n\n{PARAGRAPH}\n\nRead more\n\n{PARAGRAPH}\n\nWhat comes next\n\n{PARAGRAPH}\n"
        );
        assert_eq!(marked(&text), ["Description"]);
    }

    #[test]
    fn where_the_text_begins_at_once_no_headline_makes_a_difference() {
        let texts = [
            format!("{PARAGRAPH}\n\n{PARAGRAPH}\n"),
            format!("{PARAGRAPH}\n\nWhat comes next\n\n{PARAGRAPH}\n\nLeave a Reply\n\nMay 2022\n"),
            format!("{PARAGRAPH}\n\nDescription\n\nWhat comes next\n\n{PARAGRAPH}\n"),
            format!("Nothing decided by the council\n\n{PARAGRAPH}\n"),
        ];
        for (text, expected) in texts.iter().zip([false, false, true, true]) {
            let page = Page::read(text);
            assert_eq!(depends_on_title(&page, None), expected, "{text}");
            let marked: Vec<Vec<Span>> =
                [None, Some(0), Some(1), Some(2)].iter().map(|title| mark(&page, *title, None)).collect();
            assert!(expected || marked.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
        }
    }

    #[test]
    fn stretches_of_two_lists_become_one_list() {
        let merged = merged(&[Span::new(5, 9)], vec![Span::new(0, 3), Span::new(8, 12)]);
        assert_eq!(merged, [Span::new(0, 3), Span::new(5, 12)]);
    }
}
