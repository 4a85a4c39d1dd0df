//! Marks out of sight to the left and to the right: how many, and the way to them.

use super::viewport::Viewport;
use crate::events::Lanes;
use crate::ui::numbers::counted;
use crate::ui::theme::{self, Tokens};
use egui::{Align2, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// How many marks are out of sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beyond {
    /// Those that end before what is in sight.
    pub earlier: usize,
    /// Those that begin after it.
    pub later: usize,
}

/// One of the two directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Earlier,
    Later,
}

/// Room beside a number, in points.
const ROOM: f32 = 4.0;

impl Side {
    fn word(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Later => "later",
        }
    }

    /// `‹ 4 earlier`, `6 later ›`, or without the word.
    fn shown(self, count: usize, has_word: bool) -> String {
        let count = crate::ui::numbers::grouped(count);
        match (self, has_word) {
            (Self::Earlier, true) => format!("‹ {count} {}", self.word()),
            (Self::Later, true) => format!("{count} {} ›", self.word()),
            (Self::Earlier, false) => format!("‹ {count}"),
            (Self::Later, false) => format!("{count} ›"),
        }
    }
}

impl Beyond {
    /// Counts them in all lanes.
    pub fn count(lanes: &Lanes, viewport: Viewport) -> Self {
        let (first, last) = viewport.day_range();
        let days = || lanes.lanes.iter().map(|lane| &lane.mark_spans);
        Self {
            earlier: days().map(|days| days.ended_before(first)).sum(),
            later: days().map(|days| days.begun_after(last)).sum(),
        }
    }
}

/// Says in the corner beside the axis what is out of sight, in numbers alone where words do not fit; a click gives the viewport
/// that takes it in.
pub fn beyond_ui(
    ui: &Ui,
    tokens: &Tokens,
    corner: Rect,
    beyond: Beyond,
    lanes: &Lanes,
    view: Viewport,
) -> Option<Viewport> {
    let mut left = corner.left() + ROOM;
    let mut wanted = None;
    let font = FontId::proportional(theme::size::SMALL - 1.0);
    let width_of =
        |shown: &str| ui.painter().layout_no_wrap(shown.to_owned(), font.clone(), tokens.text).size().x + 10.0;
    let sides = [(Side::Earlier, beyond.earlier), (Side::Later, beyond.later)];
    let needed: f32 = sides
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|&(side, count)| width_of(&side.shown(count, true)) + ROOM)
        .sum();
    for (side, count) in sides.into_iter().filter(|&(_, count)| count > 0) {
        let word = side.word();
        let shown = side.shown(count, needed + ROOM < corner.width());
        let rect = Rect::from_min_size(pos2(left, corner.center().y - 8.0), vec2(width_of(&shown), 16.0));
        left = rect.right() + ROOM;
        let response = ui.interact(rect, ui.scope_id().with(("beyond", word)), Sense::click());
        let name = format!("{} out of sight: show", counted(count, &format!("{word} mark"), &format!("{word} marks")));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let is_lit = response.hovered() || response.has_focus();
        ui.painter().rect_filled(rect, 5.0, if is_lit { tokens.hover } else { tokens.button });
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, shown, font.clone(), tokens.text);
        if response.on_hover_text(format!("{}: show them too", lying(count, word))).clicked() {
            wanted = wider(lanes, view, side);
        }
    }
    wanted
}

/// What is in sight and everything beyond it on one side.
fn wider(lanes: &Lanes, view: Viewport, side: Side) -> Option<Viewport> {
    let lanes = lanes.lanes.iter();
    let (first, end) = match side {
        Side::Earlier => {
            (f64::from(lanes.filter_map(|lane| lane.marks.first()).map(|mark| mark.first_day).min()?), view.end())
        }
        Side::Later => {
            (view.first(), f64::from(lanes.filter_map(|lane| lane.marks.last()).map(|mark| mark.last_day).max()?) + 1.0)
        }
    };
    let room = (end - first) * 0.03;
    Some(match side {
        Side::Earlier => Viewport::new(first - room, end - first + room),
        Side::Later => Viewport::new(first, end - first + room),
    })
}

fn lying(count: usize, word: &str) -> String {
    let lie = if count == 1 { "lies" } else { "lie" };
    format!("{} {lie} {word}", counted(count, "mark", "marks"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;
    use crate::events::{Lane, Mark, MentionRef};
    use crate::time::Precision;

    #[test]
    fn marks_on_either_side_are_counted_and_taken_in() {
        let mark = |first_day: i32, last_day: i32| {
            let mention = MentionRef { article_id: ArticleId(0), index: 0 };
            Mark {
                mention,
                first_day,
                last_day,
                precision: Precision::Day,
                published: None,
                event_id: None,
                is_ahead: false,
            }
        };
        let marks = vec![mark(100, 100), mark(150, 1_050), mark(160, 170), mark(1_010, 1_010), mark(2_000, 2_000)];
        let lanes = Lanes { lanes: vec![Lane::new(marks, Vec::new())], ..Lanes::default() };
        let view = Viewport::new(1_000.0, 100.0);
        assert_eq!(Beyond::count(&lanes, view), Beyond { earlier: 2, later: 1 });
        let earlier = wider(&lanes, view, Side::Earlier).expect("a viewport");
        assert!(earlier.first() < 100.0 && (earlier.end() - view.end()).abs() < 1e-6);
        let later = wider(&lanes, view, Side::Later).expect("a viewport");
        assert!(later.end() > 2_001.0 && (later.first() - view.first()).abs() < 1e-6);
    }
}
