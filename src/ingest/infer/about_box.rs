//! The box above the comment form in which a site says what it is.
//!
//! Where a person writes about themselves there ("is a reporter"), it is an author's box and names no outlet.

use super::gazetteer::outlets;
use super::page::Page;
use super::phrases::is_proper_name;
use super::phrases::{Place, phrases};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A box in which a site says what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct AboutBox {
    /// Index of its first line: the name.
    pub(super) first: usize,
    /// The name.
    pub(super) name: Span,
}

/// The box above the first comment form in which a site says what it is.
pub(super) fn find(page: &Page<'_>) -> Option<AboutBox> {
    static OF_HOUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:cent(?:er|re)|analytical|website|site|magazine|newspaper|journal|platform|portal|outlet|organi[sz]ation|institute|agency|blog|media|publication|publisher|think tank|project|newsroom|network|daily|weekly|zeitung|magazin|revista|periódico|diario|revue)\b",
        )
        .ok()
    });
    static OF_PERSON: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:he|she|his|her|reporter|journalist|writer|editor|correspondent|professor|author|fellow|analyst|columnist|graduate|journalistin|redakteur(?:in)?|periodista|journaliste)\b",
        )
        .ok()
    });
    let form = page.lines.iter().rposition(|line| phrases().matches(&line.key, Place::Tail) && is_form(&line.key))?;
    let form = (0..=form).rev().take(4).filter(|&i| page.lines.get(i).is_some_and(|l| is_form(&l.key))).last()?;
    let (name, about) = (page.lines.get(form.checked_sub(2)?)?, page.lines.get(form.checked_sub(1)?)?);
    let words = name.text.split_whitespace().count();
    let is_named = (1..=6).contains(&words) && name.width <= 50 && is_proper_name(name.text);
    let text = about.text.to_lowercase();
    let matches = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(&text));
    let is_known = outlets().named(name.text).is_some();
    let describes = (30..=600).contains(&about.width) && (matches(&OF_HOUSE) || is_known) && !matches(&OF_PERSON);
    (is_named && describes).then_some(AboutBox { first: form - 2, name: name.span })
}

/// The beginning of a comment form.
fn is_form(key: &str) -> bool {
    [
        "leave a",
        "post a",
        "add a",
        "schreibe",
        "kommentar",
        "deja un",
        "laisse",
        "lascia",
        "deixe",
        "geef",
        "laat",
        "lämna",
        "dodaj",
        "добавить",
        "оставить",
        "залишити",
        "your email address",
        "deine e-mail",
        "tu dirección",
        "votre adresse",
    ]
    .iter()
    .any(|start| key.starts_with(&crate::text::fold(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "The council met for three hours behind closed doors and then told the waiting crowd that nothing had been decided.";

    fn named(box_lines: &str) -> Option<String> {
        let text =
            format!("Nothing decided\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{box_lines}\n\nLeave a Reply\n\nMay 2022\n");
        let page = Page::read(&text);
        find(&page).map(|about| about.name.slice(&text).to_owned())
    }

    #[test]
    fn a_house_is_named_and_a_person_is_not() {
        assert_eq!(
            named("Bell Tower Review\n\nAn independent magazine of the valley.").as_deref(),
            Some("Bell Tower Review")
        );
        assert_eq!(named("Jane Doe\n\nJane is a reporter for an independent magazine of the valley."), None);
        assert_eq!(named("And that was all\n\nAn independent magazine of the valley said so."), None);
    }
}
