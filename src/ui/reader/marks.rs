//! The expressions of time in the text: how they are underlined, and what is said of one.

use crate::corpus::{ArticleId, Mention};
use crate::events::{Event, EventId, MentionRef, outlook_of};
use crate::session::Snapshot;
use crate::time::{Anchor, Modifier, Precision};
use crate::ui::theme::{self, Tokens, size, tokens};
use crate::ui::why;
use egui::{Rect, RichText, Shape, Stroke, Ui, pos2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More outlets than this are counted, not named.
const MOST_OUTLETS: usize = 5;

/// Which event each mention of the articles shown belongs to. Made anew when the events or the columns change.
#[derive(Clone, Debug, Default)]
pub struct EventIndex {
    events: Option<Arc<[Event]>>,
    article_ids: Vec<ArticleId>,
    by_mention: BTreeMap<MentionRef, EventId>,
}

impl EventIndex {
    /// Follows the snapshot.
    pub fn update(&mut self, snapshot: &Snapshot) {
        let events = &snapshot.opened.events;
        let article_ids: Vec<ArticleId> = snapshot.reader.columns.iter().map(|column| column.article_id).collect();
        if self.events.as_ref().is_some_and(|known| Arc::ptr_eq(known, events)) && self.article_ids == article_ids {
            return;
        }
        self.by_mention = events
            .iter()
            .flat_map(|event| event.mentions.iter().map(move |mention| (*mention, event.event_id)))
            .filter(|(mention, _)| article_ids.contains(&mention.article_id))
            .collect();
        self.events = Some(events.clone());
        self.article_ids = article_ids;
    }

    /// The event that a mention speaks of.
    pub fn of(&self, mention: MentionRef) -> Option<EventId> {
        self.by_mention.get(&mention).copied()
    }
}

/// The line under an expression of time: solid for a day, dashed for days, dotted for what is vaguer.
pub fn underline(rect: Rect, mention: &Mention, tokens: &Tokens, is_lit: bool) -> Vec<Shape> {
    let precision = mention.expression.precision;
    let strength = match precision {
        _ if is_lit => 1.0,
        _ if mention.is_boilerplate => 0.35,
        Precision::Open => 0.45,
        _ => 0.85,
    };
    let stroke = Stroke::new(if is_lit { 2.0 } else { 1.3 }, theme::faded(tokens.date, strength));
    let y = rect.bottom() + 0.5;
    let points = [pos2(rect.left(), y), pos2(rect.right(), y)];
    match precision {
        Precision::Time | Precision::Day => vec![Shape::line_segment(points, stroke)],
        Precision::Weekend | Precision::Week | Precision::Range => Shape::dashed_line(&points, stroke, 5.0, 3.0),
        _ => Shape::dotted_line(&points, stroke.color, 3.5, stroke.width * 0.65),
    }
}

/// What a screen reader says of a mark: `“last week”, 13–19 Mar 2023`.
pub fn spoken(mention: &Mention, text: &str) -> String {
    let words = mention.expression.span.slice(text);
    match mention.interval() {
        Some(interval) => format!("“{words}”, {interval}"),
        None => format!("“{words}”, no date"),
    }
}

/// What a person asks for in the card of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The articles that tell of an event.
    Articles(EventId),
    /// Who says what of an event.
    Details(EventId),
    /// To say which days the mention means.
    Correction,
}

/// What is known of a date. Gives what was asked for.
pub fn mention_ui(ui: &mut Ui, snapshot: &Snapshot, mention: &Mention, event_id: Option<EventId>) -> Option<Asked> {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let expression = &mention.expression;
    let heading = mention.interval().map_or_else(|| "No day on the calendar".to_owned(), |days| days.to_string());
    ui.label(RichText::new(heading).font(theme::strong(size::BODY)).color(tokens.text_strong));
    ui.label(format!("Precision: {} · {}", expression.precision.name(), why::sureness(expression.confidence)));
    let anchor = match expression.anchor {
        Anchor::Explicit => "the words say it all".to_owned(),
        Anchor::Publication(days) => format!("reckoned from published {days}"),
        Anchor::Mention { span, interval } => {
            let article = snapshot.article(mention.article_id);
            let text = article.as_deref().map_or("", |article| span.slice(&article.text));
            format!("reckoned from “{text}” ({interval})")
        }
        Anchor::Open => "nothing to reckon it from".to_owned(),
    };
    ui.label(format!("Rule: {}, {anchor}", why::rule_in_words(&expression.rule)));
    if let Some(modifier) = expression.modifier {
        ui.label(modifier_in_words(modifier));
    }
    let modifier = expression.modifier.map(|modifier| format!(", mod {}", modifier.name())).unwrap_or_default();
    let value = format!("TIMEX3 {} {}{modifier}", expression.kind.name(), expression.value);
    ui.label(RichText::new(value).small().color(tokens.text_weak));
    if let Some(article) = snapshot.article(mention.article_id).filter(|_| mention.interval().is_some()) {
        let outlook = outlook_of(&article, mention);
        if outlook.is_ahead() {
            ui.label("Announced: still to come when the article appeared");
        }
    }
    let wants_correction =
        ui.link("Correct this date…").on_hover_text("Say which days it means, or that it is no date");
    let asked = wants_correction.clicked().then_some(Asked::Correction);
    let event = event_id.and_then(|event_id| snapshot.event(event_id));
    asked.or(event.and_then(|event| event_ui(ui, snapshot, mention.article_id, event)))
}

/// What the words around a value say of it.
fn modifier_in_words(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Start => "“Early”: only its beginning is meant",
        Modifier::Mid => "“Mid”: only its middle is meant",
        Modifier::End => "“Late” or “end of”: only its end is meant",
        Modifier::Approx => "“About”: the words do not claim to be exact",
        Modifier::MoreThan => "“More than” this",
        Modifier::LessThan => "“Less than” this",
        Modifier::EqualOrMore => "“At least” this",
        Modifier::EqualOrLess => "“At most” this",
    }
}

fn event_ui(ui: &mut Ui, snapshot: &Snapshot, article_id: ArticleId, event: &Event) -> Option<Asked> {
    let tokens = tokens(ui);
    ui.separator();
    ui.label(RichText::new(&event.label).color(tokens.text_strong));
    let others = other_outlets(snapshot, article_id, event);
    let who = if others.is_empty() { "Only this article mentions it".to_owned() } else { format!("Also in {others}") };
    ui.label(RichText::new(who).color(tokens.text_weak));
    let articles = ui.link("Show event").on_hover_text("Keep the articles that mention it").clicked();
    let details = ui.link("Event details…").on_hover_text("Who says what of it; merge and split").clicked();
    if details {
        return Some(Asked::Details(event.event_id));
    }
    articles.then_some(Asked::Articles(event.event_id))
}

fn other_outlets(snapshot: &Snapshot, article_id: ArticleId, event: &Event) -> String {
    let articles = event.article_ids();
    let others = articles.iter().filter(|id| **id != article_id).filter_map(|id| snapshot.article(*id));
    let outlets: BTreeSet<String> =
        others.map(|article| article.outlet().unwrap_or("an unknown outlet").to_owned()).collect();
    let mut named: Vec<String> = outlets.iter().take(MOST_OUTLETS).cloned().collect();
    if outlets.len() > MOST_OUTLETS {
        named.push(format!("{} more", outlets.len() - MOST_OUTLETS));
    }
    named.join(", ")
}
