//! The search field: the query as it is typed, what is wrong with it, and what can be typed next.
//!
//! What cannot be understood is underlined, with the reason below the field while it has the keyboard focus and in its
//! tooltip. [`offers`] is the list of what can be typed next. The field keeps the keyboard focus all the time; keys go to the
//! list only while it is open.

pub mod offers;

use super::{ViewContext, theme, theme::size};
use crate::search::{Facets, QueryFault};
use crate::session::{Action, Snapshot};
use crate::ui::field::edged;
use egui::text::LayoutJob;
use egui::text_edit::TextEditOutput;
use egui::{
    Area, EventFilter, Frame, Key, Order, Response, RichText, Stroke, SurrenderFocusOn, TextEdit, TextFormat, Ui,
};
use offers::OffersView;
use std::sync::Arc;

/// Points that the list below the field has at least, however narrow the field is.
const NARROWEST_LIST: f32 = 340.0;

/// What the search field alone needs to remember.
#[derive(Debug, Default)]
pub struct SearchView {
    /// The query as it stands in the field.
    pub query: String,
    /// The query that the session was last given, or gave.
    sent_query: String,
    /// The field shall take the keyboard focus.
    pub wants_focus: bool,
    offers: OffersView,
    /// The counts of a reading without a query, whose names are offered: those that pass a query would leave nothing to
    /// offer while one is half typed.
    names: Option<(u64, Arc<Facets>)>,
}

impl SearchView {
    /// What is offered as names.
    fn names(&mut self, snapshot: &Snapshot) -> Arc<Facets> {
        let (import, facets) = (snapshot.opened.import, &snapshot.view.facets);
        if snapshot.view.rows_filter.query.is_empty() {
            self.names = Some((import, facets.clone()));
        }
        self.names.as_ref().filter(|(of, _)| *of == import).map_or(facets, |(_, names)| names).clone()
    }
}

/// Where the keyboard shall go, or what shall be shown, as asked for in the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchWish {
    /// To the rows.
    Rows,
    /// How queries are written.
    Help,
}

/// The query language in a few lines, shown where it is typed.
const QUERY_HELP: &str = "Words must all occur; OR, NOT and ( ) combine; \"words in a row\"; prefix*; fuzzy~\n\
    a NEAR/5 b; =Exact; /regular expression/\n\
    title: text: outlet: byline: tag: lang: words:>500 is:undated\n\
    published:2023-03..2023-04 about:2023-03-20\n\
    Ctrl+Space: what can be typed here";

/// Paints the field with its buttons, from the right.
pub fn search_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut SearchView) -> Option<SearchWish> {
    let mut wish = None;
    if view.sent_query != context.snapshot.view.filter.query {
        // Changed elsewhere: cleared, or a search asked for from the reader.
        view.sent_query.clone_from(&context.snapshot.view.filter.query);
        view.query.clone_from(&view.sent_query);
        view.offers.close();
    }
    let help =
        ui.button("?").on_hover_text("How to search: everything that can be typed").accessible_name("How to search");
    if help.clicked() {
        wish = Some(SearchWish::Help);
    }
    if !view.query.is_empty() && ui.button("×").on_hover_text("Clear the search").clicked() {
        view.query.clear();
        send(context, view);
    }
    let faults = context.snapshot.view.faults.clone();
    let keys = view.offers.take_keys(ui);
    let output = field_ui(ui, view, &faults);
    let response = output.response.response;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", view.query.as_str(), "Search the articles…");
        info.label = Some("Search".to_owned());
        info
    });
    if std::mem::take(&mut view.wants_focus) {
        response.request_focus();
    }
    if response.changed() {
        send(context, view);
    }
    let cursor = output.cursor_range.map(|range| byte_of(&view.query, range.primary.index.0));
    let names = view.names(context.snapshot);
    if let Some(completed) = view.offers.follow(ui, &response, (&view.query, cursor), &names, keys) {
        accept(ui, &response, context, view, &completed);
    }
    if response.has_focus() && !view.offers.is_open() && ui.input(|input| input.key_pressed(Key::ArrowDown)) {
        wish = Some(SearchWish::Rows);
    }
    let fault = faults.first().filter(|_| !view.query.is_empty());
    below_ui(ui, &response, fault.filter(|_| response.has_focus()), context, view);
    if !view.offers.is_open() {
        let reasons: Vec<&str> = faults.iter().map(|fault| fault.reason.as_str()).collect();
        let is_faulty = fault.is_some();
        response.on_hover_text(if is_faulty { reasons.join("\n") } else { QUERY_HELP.to_owned() });
    }
    wish
}

fn send(context: &mut ViewContext<'_>, view: &mut SearchView) {
    view.sent_query.clone_from(&view.query);
    context.request(Action::SetQuery(view.query.clone()));
}

fn field_ui(ui: &mut Ui, view: &mut SearchView, faults: &[QueryFault]) -> TextEditOutput {
    let tokens = theme::tokens(ui);
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
        let mut job = underlined(text.as_str(), faults, tokens);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    // Room for the menus stays, however narrow the window is.
    let width = (ui.available_width() - 250.0).clamp(100.0, 460.0);
    let is_open = view.offers.is_open();
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: is_open, escape: is_open };
    let field = TextEdit::singleline(&mut view.query)
        .id(egui::Id::unique("search"))
        .hint_text("Search the articles…   /")
        .desired_width(width)
        .event_filter(filter)
        .layouter(&mut layouter);
    // A click on the list below leaves the keyboard in the field.
    let usual = ui.ctx().options(|options| options.input_options.surrender_focus_on);
    if view.offers.is_under_pointer(ui) {
        ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
    }
    let output = edged(ui, |ui| field.show(ui));
    ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = usual);
    output
}

/// Puts what was chosen into the query, with the cursor behind it.
fn accept(
    ui: &Ui,
    field: &Response,
    context: &mut ViewContext<'_>,
    view: &mut SearchView,
    completed: &crate::search::Completion,
) {
    let span = completed.span;
    if view.query.get(span.range()).is_none() {
        return;
    }
    view.query.replace_range(span.range(), &completed.insert);
    let end = view.query.get(..span.start() + completed.insert.len()).map_or(0, |before| before.chars().count());
    let cursor = egui::text::CCursor::new(egui::text::CharIndex(end));
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(cursor)));
    state.store(ui.ctx(), field.id);
    field.request_focus();
    send(context, view);
    ui.ctx().request_repaint();
}

fn byte_of(text: &str, char_index: usize) -> usize {
    text.char_indices().nth(char_index).map_or(text.len(), |(at, _)| at)
}

/// What stands below the field: the reason of a fault, and what can be typed next.
fn below_ui(
    ui: &Ui,
    field: &Response,
    fault: Option<&QueryFault>,
    context: &mut ViewContext<'_>,
    view: &mut SearchView,
) {
    if fault.is_none() && !view.offers.is_open() {
        return;
    }
    let mut chosen = None;
    let below = field.rect.left_bottom() + egui::vec2(0.0, 4.0);
    let area = Area::new(offers::list_id()).order(Order::Foreground).fixed_pos(below).constrain(true);
    let shown = area.show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style());
        let width = field.rect.width().max(NARROWEST_LIST) - frame.total_margin().sum().x;
        frame.show(ui, |ui| {
            ui.set_max_width(width);
            if let Some(fault) = fault {
                ui.label(RichText::new(&fault.reason).color(theme::tokens(ui).failed).size(size::SMALL));
            }
            if view.offers.is_open() {
                ui.set_min_width(width);
                chosen = view.offers.list_ui(ui, field.id);
            }
        });
    });
    view.offers.remember_place(shown.response.rect);
    if let Some(completed) = chosen {
        accept(ui, field, context, view, &completed);
    }
}

/// The query with its faulty stretches underlined.
fn underlined(text: &str, faults: &[QueryFault], tokens: &theme::Tokens) -> LayoutJob {
    let font = egui::FontId::proportional(size::BODY);
    let plain = TextFormat::simple(font.clone(), tokens.text);
    let wavy = TextFormat { underline: Stroke::new(1.5, tokens.failed), ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for fault in faults {
        let (start, end) = (fault.span.start(), fault.span.end());
        if let (Some(before), Some(wrong)) = (text.get(at..start), text.get(start..end)) {
            job.append(before, 0.0, plain.clone());
            job.append(wrong, 0.0, wavy.clone());
            at = end;
        }
    }
    job.append(text.get(at..).unwrap_or(""), 0.0, plain);
    job
}
