//! The tour: what one can do here, in four steps over the window itself. It stands beside what it tells of and takes away no
//! key and no click that would do something else: everything can be tried while it is there.

use super::splits::Places;
use super::{ViewContext, theme};
use crate::session::{Action, Snapshot};
use egui::{
    Align2, Area, Frame, Id, Key, Margin, Order, Pos2, Rect, RichText, Role, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

/// Width of the card, in points.
const WIDTH: f32 = 330.0;

/// The tour while it is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    /// From 0.
    step: usize,
}

impl Tour {
    /// One step on; nothing behind the last.
    fn next(self) -> Option<Self> {
        let step = self.step + 1;
        (step < STEPS.len()).then_some(Self { step })
    }
}

/// What a step tells, about which panel, and what it can show.
struct Step {
    heading: &'static str,
    text: &'static str,
    panel: fn(&Places) -> Option<Rect>,
    /// What a button of the step does, and how that is called.
    shows: Option<Shown>,
}

/// How a button is called, and what it does.
type Shown = (&'static str, fn(&Snapshot) -> Option<Action>);

const STEPS: [Step; 4] = [
    Step {
        heading: "All articles, one a row",
        text: "A click reads an article; a click on a heading sorts. The filters at the left and the search above (/) \
               narrow the rows. A value with dots under it was inferred: rest the pointer on it to see why.",
        panel: |places| Some(places.table),
        shows: None,
    },
    Step {
        heading: "The days they speak of",
        text: "Each mark is a day that a sentence refers to, in the lane of its outlet: rest on it to read the \
               sentence, click to open it there. A stretch drawn over the lanes keeps the articles that refer to it. The \
               wheel zooms.",
        panel: |places| places.timeline,
        shows: None,
    },
    Step {
        heading: "Two accounts side by side",
        text: "C adds an article beside the one that is open. Passages that say the same are linked, and so are those \
               that contradict each other; the lists below say what only one of them has.",
        panel: |places| places.reader,
        shows: Some(("Compare two", two_to_compare)),
    },
    Step {
        heading: "Your own articles",
        text: "Ctrl+O opens a folder: text, web pages, PDF, mail, tables, news databases. Ctrl+K finds every command, \
               Ctrl+E exports what is shown. Tags, notes and corrections are saved as you make them, and Ctrl+Z takes \
               them back.",
        panel: |_| None,
        shows: Some(("Open Folder…", |_| Some(Action::AskForFolder))),
    },
];

/// The rows that have most in common as far as an event tells: those of the event that most articles mention.
fn two_to_compare(snapshot: &Snapshot) -> Option<Action> {
    let mut articles: Vec<_> = snapshot
        .opened
        .main_events
        .first()
        .and_then(|&event_id| snapshot.event(event_id))
        .map(|event| event.mentions.iter().map(|mention| mention.article_id).collect())
        .unwrap_or_default();
    articles.extend(snapshot.view.rows.iter());
    let mut two = Vec::new();
    for article_id in articles {
        if !two.contains(&article_id) && two.len() < 2 {
            two.push(article_id);
        }
    }
    (two.len() == 2).then_some(Action::Compare(two))
}

/// Paints the card of the step and a frame around what it tells of. Tells the tour as it goes on; nothing when it is over.
pub fn tour_ui(ui: &Ui, tour: Tour, places: Option<&Places>, context: &mut ViewContext<'_>) -> Option<Tour> {
    let step = STEPS.get(tour.step)?;
    let tokens = theme::tokens(ui);
    let whole = ui.ctx().content_rect();
    let panel = places.and_then(step.panel);
    if let Some(panel) = panel {
        let painter = ui.ctx().layer_painter(egui::LayerId::new(Order::Middle, Id::unique("tour frame")));
        painter.rect_stroke(panel.shrink(1.0), 3.0, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    let (at, pivot) = place(whole, panel);
    let mut next = Some(tour);
    let frame = Frame::window(ui.style()).inner_margin(Margin::same(14)).stroke(Stroke::new(1.0, tokens.accent));
    let area = Area::new(Id::unique("tour")).order(Order::Foreground).pivot(pivot).fixed_pos(at).constrain_to(whole);
    let shown = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(WIDTH.min(whole.width() - 40.0));
            let small = |text: String| RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak);
            ui.label(small(format!("Tour · {} of {}", tour.step + 1, STEPS.len())));
            ui.label(
                RichText::new(step.heading).font(theme::strong(theme::size::HEADING - 2.0)).color(tokens.text_strong),
            );
            ui.add(egui::Label::new(RichText::new(step.text).color(tokens.text)).wrap());
            ui.add_space(6.0);
            ui.horizontal(|ui| next = buttons_ui(ui, tour, step, context));
        });
    });
    let label = format!("Tour, step {} of {}: {}. {}", tour.step + 1, STEPS.len(), step.heading, step.text);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Pane, true, &label));
    // Keys belong to whatever has the keyboard; where nothing has, Escape ends the tour, and Enter goes on in it.
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    match ui.memory(|memory| memory.focused().is_none()) {
        true if pressed(Key::Escape) => None,
        true if context.snapshot.selection.article_ids.is_empty() && pressed(Key::Enter) => tour.next(),
        _ => next,
    }
}

fn buttons_ui(ui: &mut Ui, tour: Tour, step: &Step, context: &mut ViewContext<'_>) -> Option<Tour> {
    let tokens = theme::tokens(ui);
    let is_last = tour.next().is_none();
    let text = RichText::new(if is_last { "Done" } else { "Next" }).color(tokens.on_accent);
    let mut next = Some(tour);
    if ui.add(egui::Button::new(text).fill(tokens.accent)).clicked() {
        next = tour.next();
    }
    if tour.step > 0 && ui.button("Back").clicked() {
        next = Some(Tour { step: tour.step - 1 });
    }
    if let Some((name, action)) = step.shows {
        let action = action(context.snapshot);
        if ui.add_enabled(action.is_some(), egui::Button::new(name)).clicked() {
            context.actions.extend(action);
        }
    }
    if !is_last && ui.add(egui::Button::new("Skip Tour").frame(false)).clicked() {
        next = None;
    }
    next
}

/// Where the card stands: beside its panel, in the middle of what is left, so that it hides little of it.
fn place(whole: Rect, panel: Option<Rect>) -> (Pos2, Align2) {
    let Some(panel) = panel else { return (whole.center(), Align2::CENTER_CENTER) };
    if panel.left() - whole.left() > WIDTH + 60.0 {
        return (panel.left_center() - vec2(16.0, 0.0), Align2::RIGHT_CENTER);
    }
    if whole.right() - panel.right() > WIDTH + 60.0 {
        return (panel.right_center() + vec2(16.0, 0.0), Align2::LEFT_CENTER);
    }
    (panel.center_bottom() - vec2(0.0, 12.0), Align2::CENTER_BOTTOM)
}
