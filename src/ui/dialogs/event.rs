//! An event: its days, who tells of it in which words, where the accounts differ, and what the user makes of it.

use super::{Stay, named_field};
use crate::corpus::ArticleId;
use crate::events::{Disagreement, Event, EventId, EventPassage};
use crate::session::{Action, Snapshot};
use crate::text::{Span, fold, one_line};
use crate::ui::check::check_ui;
use crate::ui::dialog::{EventDialog, FoundEvents};
use crate::ui::numbers::counted;
use crate::ui::theme::{self, size};
use crate::ui::{ViewContext, Wanted};
use egui::{RichText, ScrollArea, Ui};
use std::collections::{BTreeMap, BTreeSet};

/// Passages that are shown; of more the rest is counted.
const MOST_PASSAGES: usize = 200;
/// Outlets that are named; of more the rest is counted.
const MOST_OUTLETS: usize = 6;
/// Other events that are offered for merging.
const MOST_OTHERS: usize = 8;
/// Events whose labels are searched for them.
const MOST_SEARCHED: usize = 2000;
/// Longest sentence shown, in characters.
const MOST_CHARS: usize = 220;

/// Paints the dialog.
pub fn event_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut EventDialog) -> Stay {
    let snapshot = context.snapshot;
    let found = state.found.take().filter(|found| is_current(found, snapshot, &state.typed));
    let found = found.unwrap_or_else(|| find(snapshot, state.first, &state.typed));
    let Some(event) = found.shown.and_then(|event_id| snapshot.event(event_id)) else {
        state.found = Some(found);
        ui.label("This event is being grouped anew");
        return if ui.button("Close").clicked() { Stay::Close } else { Stay::Open };
    };
    let screen = ui.ctx().content_rect();
    ui.set_width((screen.width() - 80.0).min(720.0));
    head_ui(ui, snapshot, event);
    let height = (screen.height() - 260.0).max(160.0);
    ScrollArea::vertical().id_salt("event").max_height(height).min_scrolled_height(height).show(ui, |ui| {
        differing_ui(ui, snapshot, &event.disagreements);
        passages_ui(ui, snapshot, event, state);
        others_ui(ui, &found.others, state);
    });
    state.found = Some(found);
    ui.add_space(8.0);
    buttons_ui(ui, context, event, state)
}

fn holds(event: &Event, snapshot: &Snapshot, (article_id, span): (ArticleId, Span)) -> bool {
    let of_mention = event.mentions.iter().filter(|mention| mention.article_id == article_id);
    let mut spans = of_mention.filter_map(|mention| Some(snapshot.opened.mentions.get(*mention)?.expression.span));
    spans.any(|other| other == span)
        || event.undated.iter().any(|passage| passage.article_id == article_id && passage.sentence == span)
}

/// Whether what was found is still so.
fn is_current(found: &FoundEvents, snapshot: &Snapshot, typed: &str) -> bool {
    found.generation == snapshot.generation && found.typed == typed
}

/// The event of a passage, and those nearest to it in time whose labels hold the words `typed`.
fn find(snapshot: &Snapshot, first: (ArticleId, Span), typed: &str) -> FoundEvents {
    let events = &snapshot.opened.events;
    let shown = events.iter().find(|event| holds(event, snapshot, first));
    let others = shown.map(|event| others_of(snapshot, event, typed)).unwrap_or_default();
    let shown = shown.map(|event| event.event_id);
    FoundEvents { generation: snapshot.generation, typed: typed.to_owned(), shown, others }
}

fn others_of(snapshot: &Snapshot, event: &Event, typed: &str) -> Vec<((ArticleId, Span), String)> {
    let wanted = fold(typed);
    let fits = |label: &str| wanted.split_whitespace().all(|word| fold(label).contains(word));
    let far = |other: &Event| (other.interval.first() - event.interval.first()).num_days().abs();
    let first = (event.event_id.0 as usize).saturating_sub(MOST_SEARCHED / 2);
    let near = snapshot.opened.events.iter().skip(first).take(MOST_SEARCHED);
    let mut others: Vec<&Event> = near.filter(|other| other.event_id != event.event_id && fits(&other.label)).collect();
    others.sort_by_key(|other| (far(other), other.event_id));
    let named =
        |other: &Event| Some((first_passage(snapshot, other)?, format!("{} · {}", other.interval, other.label)));
    others.into_iter().take(MOST_OTHERS).filter_map(named).collect()
}

fn head_ui(ui: &mut Ui, snapshot: &Snapshot, event: &Event) {
    let tokens = theme::tokens(ui);
    ui.add(
        egui::Label::new(RichText::new(&event.label).font(theme::strong(size::HEADING)).color(tokens.text_strong))
            .wrap(),
    );
    let known = event.outlets(&snapshot.opened.corpus);
    let mut outlets: Vec<&str> = known.iter().map(|outlet| &**outlet).collect();
    if event.article_ids().iter().any(|id| snapshot.article(*id).is_some_and(|article| article.outlet().is_none())) {
        outlets.push("unknown outlet");
    }
    let passages = counted(event.passage_count(), "passage", "passages");
    let articles = counted(event.article_ids().len(), "article", "articles");
    let more = outlets.len().saturating_sub(MOST_OUTLETS);
    let named = outlets.get(..MOST_OUTLETS).unwrap_or(&outlets).join(", ");
    let others =
        if more == 0 { String::new() } else { format!(" and {}", counted(more, "other outlet", "other outlets")) };
    let line = ui.label(format!("{} · {passages} in {articles} · {named}{others}", event.interval));
    if more > 0 {
        line.on_hover_text(outlets.join(", "));
    }
    if event.outlook.is_ahead() {
        ui.label(RichText::new(format!("Announced: {}", event.outlook.reason())).color(tokens.text));
    }
    if event.is_dated_by_publication() {
        ui.label(RichText::new("Dated by the day on which its articles appeared").color(tokens.text_weak));
    }
    if event.is_edited {
        ui.label(RichText::new("Merged or split by you").color(tokens.text_weak));
    }
    ui.separator();
}

fn differing_ui(ui: &mut Ui, snapshot: &Snapshot, disagreements: &[Disagreement]) {
    let tokens = theme::tokens(ui);
    for differing in disagreements {
        let heading = format!("Accounts differ: {}", differing.matter.name());
        ui.label(RichText::new(heading).font(theme::strong(size::BODY)).color(tokens.text_strong));
        for claim in &differing.claims {
            for passage in &claim.passages {
                let line = format!("{}: {}", claim.value, said(snapshot, passage));
                ui.add(egui::Label::new(line).wrap());
            }
        }
        ui.add_space(6.0);
    }
}

/// “The sentence” (outlet).
fn said(snapshot: &Snapshot, passage: &EventPassage) -> String {
    let Some(article) = snapshot.article(passage.article_id) else { return String::new() };
    format!("“{}” ({})", in_short(passage.sentence.slice(&article.text)), article.outlet().unwrap_or("unknown outlet"))
}

fn in_short(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(MOST_CHARS) {
        Some((cut, _)) => {
            let kept = line.get(..cut).unwrap_or(&line);
            // Whole words only.
            format!("{}…", kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole))
        }
        None => line,
    }
}

fn passages_ui(ui: &mut Ui, snapshot: &Snapshot, event: &Event, state: &mut EventDialog) {
    let tokens = theme::tokens(ui);
    let mut by_article: BTreeMap<ArticleId, Vec<EventPassage>> = BTreeMap::new();
    for passage in event.passages(&snapshot.opened.mentions).into_iter().take(MOST_PASSAGES) {
        by_article.entry(passage.article_id).or_default().push(passage);
    }
    for (article_id, passages) in by_article {
        let Some(article) = snapshot.article(article_id) else { continue };
        let keys: Vec<(ArticleId, Span)> = passages.iter().map(|passage| (article_id, passage.span)).collect();
        let heading = format!("{} · {}", article.outlet().unwrap_or("Unknown outlet"), article.shown_title());
        let mut is_all = keys.iter().all(|key| state.split.contains(key));
        let whole = check_ui(ui, &mut is_all, RichText::new(&heading).color(tokens.text_strong));
        if whole.on_hover_text("Choose all passages of this article").changed() {
            set(&mut state.split, &keys, is_all);
        }
        ui.indent(("article", article_id.0), |ui| {
            // Several dates of one sentence are one line.
            for same in passages.chunk_by(|one, next| one.sentence == next.sentence) {
                let Some(first) = same.first() else { continue };
                let keys: Vec<(ArticleId, Span)> = same.iter().map(|passage| (article_id, passage.span)).collect();
                let mut is_chosen = keys.iter().all(|key| state.split.contains(key));
                let undated =
                    if same.iter().any(|passage| passage.mention.is_some()) { "" } else { " (no date of its own)" };
                let line = format!("{}{undated}", in_short(first.sentence.slice(&article.text)));
                if check_ui(ui, &mut is_chosen, line).changed() {
                    set(&mut state.split, &keys, is_chosen);
                }
            }
        });
    }
    let more = event.passage_count().saturating_sub(MOST_PASSAGES);
    if more > 0 {
        ui.label(format!("and {more} more"));
    }
}

fn set<T: Ord + Copy>(chosen: &mut BTreeSet<T>, keys: &[T], is_chosen: bool) {
    for key in keys {
        if is_chosen {
            chosen.insert(*key);
        } else {
            chosen.remove(key);
        }
    }
}

/// The other events that can be merged with this one.
fn others_ui(ui: &mut Ui, others: &[((ArticleId, Span), String)], state: &mut EventDialog) {
    let tokens = theme::tokens(ui);
    ui.separator();
    ui.label(RichText::new("Other events near it").font(theme::strong(size::BODY)).color(tokens.text_strong));
    let field = named_field(ui, "Find events to merge", &mut state.typed, "Words of its label", 300.0);
    if std::mem::take(&mut state.wants_search) {
        field.request_focus();
        field.scroll_to_me(Some(egui::Align::Center));
    }
    for (key, name) in others {
        let mut is_chosen = state.merge.contains(key);
        if check_ui(ui, &mut is_chosen, name.as_str()).changed() {
            set(&mut state.merge, &[*key], is_chosen);
        }
    }
}

fn first_passage(snapshot: &Snapshot, event: &Event) -> Option<(ArticleId, Span)> {
    event.passages(&snapshot.opened.mentions).first().map(|passage| (passage.article_id, passage.span))
}

fn buttons_ui(ui: &mut Ui, context: &mut ViewContext<'_>, event: &Event, state: &mut EventDialog) -> Stay {
    let snapshot = context.snapshot;
    let chosen: Vec<EventPassage> = event
        .passages(&snapshot.opened.mentions)
        .into_iter()
        .filter(|passage| state.split.contains(&(passage.article_id, passage.span)))
        .collect();
    let can_split = !chosen.is_empty() && chosen.len() < event.passage_count();
    let mut stay = Stay::Open;
    ui.horizontal_wrapped(|ui| {
        let split = ui.add_enabled(can_split, egui::Button::new("Split Off Chosen Passages"));
        if split.on_disabled_hover_text("Choose some of the passages, and not all").clicked() {
            context.request(Action::SplitEvent(event.event_id, chosen));
            stay = Stay::Close;
        }
        let merge = ui.add_enabled(!state.merge.is_empty(), egui::Button::new("Merge Chosen Events"));
        if merge.on_disabled_hover_text("Choose other events first").clicked() {
            let others = snapshot
                .opened
                .events
                .iter()
                .filter(|other| state.merge.iter().any(|key| holds(other, snapshot, *key)));
            let mut event_ids: Vec<EventId> = others.map(|other| other.event_id).collect();
            event_ids.push(event.event_id);
            context.request(Action::MergeEvents(event_ids));
            stay = Stay::Close;
        }
        if ui.button("Show Its Articles").clicked() {
            context.request(Action::ShowEvent(Some(event.event_id)));
            stay = Stay::Close;
        }
        if ui.button("Export…").on_hover_text("Write the articles that tell of it to a file").clicked() {
            context.wanted = Some(Wanted::ExportOfEvent(event.event_id));
            stay = Stay::Close;
        }
        if ui.button("Close").clicked() {
            stay = Stay::Close;
        }
    });
    stay
}
