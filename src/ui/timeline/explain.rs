//! What a mark says when asked: the days, the sentence, who says it, and why it is read so.

use super::brush::BrushAxis;
use crate::corpus::{Article, Mention};
use crate::events::lanes::{Appearance, Mark, day_of};
use crate::events::{EventId, MentionRef, Outlook, outlook_of};
use crate::session::Snapshot;
use crate::text::{Span, one_line};
use crate::time::{Anchor, Interval, Precision};
use crate::ui::theme::{self, Tokens};
use crate::ui::why;
use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Longer sentences are cut around the expression, in characters on either side.
const MOST_CHARS_BESIDE: usize = 160;
/// Readings below this are said to be unsure.
const SURE: f32 = 0.75;
/// Events with more mentions than this are not walked to count their outlets.
const MOST_WALKED: usize = 5000;

/// What there is to say of one mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// "20 Mar 2023 · day".
    pub date: String,
    /// The sentence before the expression, the expression, and the sentence after it.
    pub sentence: [String; 3],
    /// "The Courier · Talks open in the capital".
    pub source: String,
    /// "day-month-year; reckoned from …".
    pub why: String,
    /// "Event: talks in Moscow, in 3 outlets".
    pub event: Option<String>,
    /// "Announced: …" where it was still to come.
    pub announced: Option<String>,
}

impl Explanation {
    /// Explains a mention; nothing when it is gone.
    pub fn of(snapshot: &Snapshot, mark: &Mark) -> Option<Self> {
        let article = snapshot.article(mark.mention.article_id)?;
        let mention = mention(snapshot, mark.mention)?;
        let interval = Interval::new(day_of(mark.first_day), day_of(mark.last_day));
        Some(Self {
            date: dated(interval, mark.precision),
            sentence: sentence(&article, &mention),
            source: source(&article),
            why: why(&article, &mention),
            event: mark.event_id.and_then(|event_id| event(snapshot, event_id)),
            announced: mark.is_ahead.then(|| announced(&article, &mention)),
        })
    }

    /// All of it in one line, for whoever listens.
    pub fn spoken(&self) -> String {
        let [before, expression, after] = &self.sentence;
        let event = self.event.as_deref().map(|event| format!(". {event}")).unwrap_or_default();
        let announced = self.announced.as_deref().map(|announced| format!(". {announced}")).unwrap_or_default();
        format!("{}: {before}{expression}{after} {}{event}{announced}. Why: {}", self.date, self.source, self.why)
    }

    /// Paints it.
    pub fn ui(&self, ui: &mut Ui, tokens: &Tokens) {
        ui.set_max_width(380.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.label(RichText::new(&self.date).font(theme::strong(theme::size::BODY)).color(tokens.text_strong));
        let size = theme::size::READING - 1.5;
        let mut job = LayoutJob::default();
        job.wrap.max_width = 380.0;
        let [before, expression, after] = &self.sentence;
        job.append(before, 0.0, TextFormat::simple(theme::reading(size), tokens.text));
        job.append(expression, 0.0, TextFormat::simple(theme::reading_strong(size), tokens.text_strong));
        job.append(after, 0.0, TextFormat::simple(theme::reading(size), tokens.text));
        ui.label(job);
        let small = |text: &str| RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak);
        ui.label(small(&self.source));
        if let Some(event) = &self.event {
            ui.label(RichText::new(event).size(theme::size::SMALL).color(tokens.text));
        }
        if let Some(announced) = &self.announced {
            ui.label(RichText::new(announced).size(theme::size::SMALL).color(tokens.text));
        }
        ui.label(small(&format!("Why: {}", self.why)));
    }
}

fn mention(snapshot: &Snapshot, mention: MentionRef) -> Option<Mention> {
    snapshot.opened.mentions.get(mention)
}

/// The days as a person reads them, with their precision where the days do not show it.
pub fn dated(interval: Interval, precision: Precision) -> String {
    match precision {
        Precision::Day | Precision::Month | Precision::Year => interval.to_string(),
        other => format!("{interval} · {}", other.name()),
    }
}

/// White space of any kind to single spaces.
fn in_one_line(text: &str) -> String {
    let mut line = one_line(text);
    if text.starts_with(char::is_whitespace) && !line.is_empty() {
        line.insert(0, ' ');
    }
    if text.ends_with(char::is_whitespace) && !line.is_empty() {
        line.push(' ');
    }
    line
}

fn sentence(article: &Article, mention: &Mention) -> [String; 3] {
    let (around, date) = (mention.sentence.cover(mention.expression.span), mention.expression.span);
    let before = Span::new(around.start(), date.start()).slice(&article.text);
    let before = match before.char_indices().rev().nth(MOST_CHARS_BESIDE) {
        Some((cut, _)) => {
            let kept = before.get(cut..).unwrap_or(before);
            // Whole words only.
            let kept = kept.split_once(char::is_whitespace).map_or(kept, |(_, whole)| whole);
            format!("…{}", in_one_line(kept))
        }
        None => in_one_line(before).trim_start().to_owned(),
    };
    let after = Span::new(date.end(), around.end()).slice(&article.text);
    let after = match after.char_indices().nth(MOST_CHARS_BESIDE) {
        Some((cut, _)) => {
            let kept = after.get(..cut).unwrap_or(after);
            let kept = kept.rsplit_once(char::is_whitespace).map_or(kept, |(whole, _)| whole);
            format!("{}…", in_one_line(kept))
        }
        None => in_one_line(after).trim_end().to_owned(),
    };
    [before, in_one_line(date.slice(&article.text)), after]
}

fn source(article: &Article) -> String {
    format!("{} · {}", article.outlet().unwrap_or("Unknown outlet"), article.shown_title())
}

fn why(article: &Article, mention: &Mention) -> String {
    let expression = &mention.expression;
    let anchor = match expression.anchor {
        Anchor::Explicit => "the words say it all".to_owned(),
        Anchor::Publication(interval) => format!("reckoned from the publication date, {interval}"),
        Anchor::Mention { span, interval } => {
            format!("reckoned from “{}” ({interval})", in_one_line(span.slice(&article.text)).trim())
        }
        Anchor::Open => "reckoned from nothing that is known".to_owned(),
    };
    let unsure = if expression.confidence < SURE {
        format!("; unsure ({:.0} %)", expression.confidence.clamp(0.0, 1.0) * 100.0)
    } else {
        String::new()
    };
    format!("{anchor}; rule: {}{unsure}", why::rule_in_words(&expression.rule))
}

fn announced(article: &Article, mention: &Mention) -> String {
    match outlook_of(article, mention) {
        Outlook::AfterPublication => "Announced: still to come when the article appeared".to_owned(),
        outlook => format!("Announced: {}", outlook.reason()),
    }
}

fn event(snapshot: &Snapshot, event_id: EventId) -> Option<String> {
    let event = snapshot.event(event_id)?;
    let articles = event.mentions.iter().take(MOST_WALKED).map(|mention| mention.article_id);
    let outlet = |article: Arc<Article>| article.outlet.as_ref().map(|known| known.value.clone());
    let outlets: BTreeSet<Option<Arc<str>>> =
        articles.filter_map(|article_id| snapshot.article(article_id)).map(outlet).collect();
    let many = if outlets.len() == 1 { "outlet" } else { "outlets" };
    Some(format!("Event: {} · {} {many}", in_one_line(&event.label).trim(), outlets.len()))
}

/// What a publication date says.
pub fn appearance(snapshot: &Snapshot, appearance: &Appearance) -> Option<[String; 2]> {
    let article = snapshot.article(appearance.article_id)?;
    let interval = Interval::new(day_of(appearance.first_day), day_of(appearance.last_day));
    Some([format!("{} {interval}", BrushAxis::Published.name()), source(&article)])
}

/// The few words that stand beside a mark: the expression, or with more room the sentence.
pub fn words(snapshot: &Snapshot, mark: &Mark, is_roomy: bool) -> String {
    let (Some(article), Some(mention)) = (snapshot.article(mark.mention.article_id), mention(snapshot, mark.mention))
    else {
        return String::new();
    };
    let span = if is_roomy { mention.sentence } else { mention.expression.span };
    let text = span.slice(&article.text);
    let cut = text.char_indices().nth(240).map_or(text.len(), |(cut, _)| cut);
    in_one_line(text.get(..cut).unwrap_or(text)).trim().to_owned()
}
