//! How is this value known? The explanation of a basis, the same wherever a value of an article is shown.

use super::popover::{self, Anchor};
use super::theme::{self, size, tokens};
use crate::corpus::{Alternative, Article, Basis, Evidence, FieldName};
use crate::text::{Span, one_line};
use egui::{Response, RichText, Ui};

/// Longest quotation of evidence, in characters.
const LONGEST_QUOTE: usize = 160;
/// Letters shown at each side of a short piece of evidence.
const CONTEXT_CHARS: usize = 40;
/// More than this many pieces of evidence or rejected values say no more.
const MOST_ROWS: usize = 4;

/// The value of a field as a person reads it; nothing when it is unknown.
pub fn value(article: &Article, field: FieldName) -> Option<String> {
    match field {
        FieldName::Title => article.title().map(str::to_owned),
        FieldName::Outlet => article.outlet().map(str::to_owned),
        FieldName::Byline => article.byline().map(str::to_owned),
        FieldName::Published => article.published().map(|interval| interval.to_string()),
        FieldName::Language => article.language().map(language_name),
    }
}

/// How the value of a field is known; nothing when it is unknown.
pub fn basis(article: &Article, field: FieldName) -> Option<&Basis> {
    match field {
        FieldName::Title => article.title.as_ref().map(|known| &known.basis),
        FieldName::Outlet => article.outlet.as_ref().map(|known| &known.basis),
        FieldName::Byline => article.byline.as_ref().map(|known| &known.basis),
        FieldName::Published => article.published.as_ref().map(|known| &known.basis),
        FieldName::Language => article.language.as_ref().map(|known| &known.basis),
    }
}

/// The explanation in one line: `inferred: first line (80 % sure)`, `stated: metadata.csv`, `edited: by hand`.
pub fn text(article: &Article, field: FieldName) -> String {
    match basis(article, field) {
        None => "unknown".to_owned(),
        Some(basis @ Basis::Inferred { .. }) => {
            format!("inferred: {} ({})", rule_in_words(basis.rule()), sureness(basis.confidence()))
        }
        Some(basis) => format!("{}: {}", basis.kind_name(), basis.rule()),
    }
}

/// Shows the explanation beside a value when the pointer rests on it or the keyboard is at it. Gives the stretch of the
/// article's text that was clicked, if one was.
pub fn explain(response: &Response, article: &Article, field: FieldName) -> Option<Span> {
    let name = format!("Why this {}?", field.name());
    popover::show(&response.ctx, Anchor::of(response), &name, |ui| why_ui(ui, article, field)).flatten()
}

/// The explanation: value, kind, rule, confidence, evidence, what else it might have been. Gives the stretch of the
/// article's text that was clicked, if one was.
pub fn why_ui(ui: &mut Ui, article: &Article, field: FieldName) -> Option<Span> {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let shown = value(article, field);
    let heading = match &shown {
        Some(value) => format!("{}: {}", capitalised(field.name()), shortened(value)),
        None => format!("{}: unknown", capitalised(field.name())),
    };
    ui.label(RichText::new(heading).font(theme::strong(size::BODY)).color(tokens.text_strong));
    match basis(article, field) {
        None => {
            ui.label(RichText::new(nothing_known(field)).color(tokens.text));
            None
        }
        Some(Basis::Stated { place }) => {
            ui.label(format!("Stated by the document: {place}"));
            None
        }
        Some(Basis::Edited { at }) => {
            ui.label(format!("Set by you on {}", at.format("%-d %b %Y, %H:%M UTC")));
            None
        }
        Some(Basis::Inferred { rule, evidence, alternatives, confidence }) => {
            ui.label(format!("Inferred, {}", sureness(*confidence)));
            ui.label(format!("Rule: {}", rule_in_words(rule)));
            let clicked = evidence_ui(ui, &article.text, evidence);
            clicked.or(alternatives_ui(ui, alternatives))
        }
    }
}

fn evidence_ui(ui: &mut Ui, text: &str, evidence: &[Evidence]) -> Option<Span> {
    let tokens = tokens(ui);
    let mut clicked = None;
    if !evidence.is_empty() {
        ui.label(RichText::new("Evidence").small().color(tokens.text_weak));
    }
    for piece in evidence.iter().take(MOST_ROWS) {
        match piece {
            Evidence::Text(span) => {
                let quote = in_its_line(text, *span);
                if ui.link(quote).on_hover_text("Show this in the text").clicked() {
                    clicked = Some(*span);
                }
            }
            Evidence::Outside(place) => {
                ui.label(shortened(place));
            }
        }
    }
    clicked
}

fn alternatives_ui(ui: &mut Ui, alternatives: &[Alternative]) -> Option<Span> {
    let tokens = tokens(ui);
    let mut clicked = None;
    if !alternatives.is_empty() {
        ui.label(RichText::new("Not taken").small().color(tokens.text_weak));
    }
    for alternative in alternatives.iter().take(MOST_ROWS) {
        let line = format!("{}: {}", shortened(&alternative.value), alternative.reason);
        match alternative.span {
            Some(span) => {
                if ui.link(line).on_hover_text("Show this in the text").clicked() {
                    clicked = Some(span);
                }
            }
            None => {
                ui.label(line);
            }
        }
    }
    clicked
}

/// `80 % sure`.
pub fn sureness(confidence: f32) -> String {
    format!("{:.0} % sure", f64::from(confidence.clamp(0.0, 1.0)) * 100.0)
}

/// A rule's name as words: `latest-cited-day` is `latest cited day`.
pub fn rule_in_words(rule: &str) -> String {
    rule.replace('-', " ")
}

/// A stretch of text with a few words around it from the same line: `…the team of “TruthRow” thanks you…`.
fn in_its_line(text: &str, span: Span) -> String {
    let quoted = shortened(span.slice(text));
    if quoted.chars().count() >= CONTEXT_CHARS {
        return format!("“{quoted}”");
    }
    let before = Span::new(0, span.start()).slice(text);
    let before = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let after = Span::new(span.end(), text.len()).slice(text).split(['\n', '\r']).next().unwrap_or("");
    let head: String = before.chars().rev().take(CONTEXT_CHARS).collect::<Vec<_>>().into_iter().rev().collect();
    let tail: String = after.chars().take(CONTEXT_CHARS).collect();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    format!("{}{head}“{quoted}”{tail}{}", cut(head.len() < before.len()), cut(tail.len() < after.len()))
}

/// At most [`LONGEST_QUOTE`] characters on one line.
fn shortened(text: &str) -> String {
    let line = one_line(text);
    let mut short: String = line.chars().take(LONGEST_QUOTE).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// With a capital first letter.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn nothing_known(field: FieldName) -> &'static str {
    match field {
        FieldName::Title => "Nothing in the text looks like a headline",
        FieldName::Outlet => "Nothing in the text, its name or its folder says who published it",
        FieldName::Byline => "Nothing in the text says who wrote it",
        FieldName::Published => "Nothing in the text, its name or its folder says when it appeared",
        FieldName::Language => "There is too little text to tell the language",
    }
}

/// Languages with their English names.
const LANGUAGE_NAMES: &str = "\
    af=Afrikaans ak=Akan am=Amharic ar=Arabic az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali \
    bs=Bosnian ca=Catalan cs=Czech cy=Welsh da=Danish de=German el=Greek en=English eo=Esperanto \
    es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fr=French ga=Irish gl=Galician gu=Gujarati \
    he=Hebrew hi=Hindi hr=Croatian hu=Hungarian hy=Armenian id=Indonesian is=Icelandic it=Italian \
    ja=Japanese jv=Javanese ka=Georgian kk=Kazakh km=Khmer kn=Kannada ko=Korean ky=Kyrgyz la=Latin \
    lb=Luxembourgish lt=Lithuanian lv=Latvian mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi \
    ms=Malay mt=Maltese my=Burmese nb=Norwegian ne=Nepali nl=Dutch no=Norwegian or=Odia pa=Punjabi \
    pl=Polish pt=Portuguese ro=Romanian ru=Russian si=Sinhala sk=Slovak sl=Slovenian sn=Shona \
    sq=Albanian sr=Serbian sv=Swedish sw=Swahili ta=Tamil te=Telugu th=Thai tk=Turkmen tl=Tagalog \
    tr=Turkish uk=Ukrainian ur=Urdu uz=Uzbek vi=Vietnamese yi=Yiddish zh=Chinese zu=Zulu";

/// The English name of a language where it is one that the program knows, else its code.
pub fn language_name(code: &str) -> String {
    let mut names = LANGUAGE_NAMES.split_whitespace().filter_map(|pair| pair.split_once('='));
    names.find(|(known, _)| *known == code).map_or(code, |(_, name)| name).to_owned()
}
