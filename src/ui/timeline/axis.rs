//! The axis: which borders of the calendar get a line and a name at a given zoom.
//!
//! Two rows: above the coarse unit (the year of these months), below the fine one. The fine unit is the smallest whose
//! names fit; no name ever reaches into the next.

use super::viewport::Projection;
use crate::events::lanes::{day_number, day_of};
use crate::time::CalendarStep;
use crate::ui::theme::{self, Tokens};
use chrono::{Datelike, NaiveDate, Weekday};
use egui::{Align2, FontId, Painter, Pos2, Rangef, Rect, Stroke};

/// Height of the axis, in points.
pub const AXIS_HEIGHT: f32 = 34.0;
/// From a line to its name.
const NAME_INSET: f32 = 4.0;
/// Between the end of a name and the next line.
const NAME_GAP: f32 = 5.0;
/// Height of a name down an axis, in points.
const LINE_PX: f32 = 9.0;
/// More lines than this are never wanted; it also bounds the work.
const MOST_TICKS: usize = 600;
/// Days are told from each other from this width on, in points: weekends are shaded.
const WEEKEND_DAY_PX: f32 = 7.0;

/// A unit of the calendar whose borders are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Every day.
    Day,
    /// Every Monday.
    Week,
    /// Every month.
    Month,
    /// Every quarter.
    Quarter,
    /// So many years.
    Years(i32),
}

/// The units from fine to coarse, each with the width its names need, in points.
const UNITS: [(Unit, f32); 14] = [
    (Unit::Day, 15.0),
    (Unit::Week, 15.0),
    (Unit::Month, 25.0),
    (Unit::Quarter, 17.0),
    (Unit::Years(1), 29.0),
    (Unit::Years(2), 29.0),
    (Unit::Years(5), 29.0),
    (Unit::Years(10), 29.0),
    (Unit::Years(20), 29.0),
    (Unit::Years(50), 29.0),
    (Unit::Years(100), 29.0),
    (Unit::Years(200), 29.0),
    (Unit::Years(500), 29.0),
    (Unit::Years(1000), 29.0),
];

impl Unit {
    /// The fewest days it lasts.
    fn least_days(self) -> f32 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 28.0,
            Self::Quarter => 90.0,
            Self::Years(years) => 365.0 * years as f32,
        }
    }

    /// The unit for a day of `day_px` points.
    pub fn fine(day_px: f32) -> Self {
        UNITS
            .iter()
            .find(|(unit, name_px)| unit.least_days() * day_px >= name_px + NAME_INSET + NAME_GAP)
            .map_or(Self::Years(1000), |(unit, _)| *unit)
    }

    /// The unit above, where there is one that says more.
    pub fn coarse(self) -> Option<Self> {
        match self {
            Self::Day | Self::Week => Some(Self::Month),
            Self::Month | Self::Quarter => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    fn step(self) -> CalendarStep {
        match self {
            Self::Day => CalendarStep::Days(1),
            Self::Week => CalendarStep::Weeks(1),
            Self::Month => CalendarStep::Months(1),
            Self::Quarter => CalendarStep::Months(3),
            Self::Years(years) => CalendarStep::Years(years),
        }
    }

    /// Names of the stretch that begins at `border`, from long to short.
    fn names(self, border: NaiveDate) -> Vec<String> {
        let formats: &[&str] = match self {
            Self::Day => &["%A %-d", "%a %-d", "%-d"],
            Self::Week => &["%-d %b", "%-d"],
            Self::Month => &["%B", "%b"],
            Self::Quarter => return vec![format!("Q{}", border.month0() / 3 + 1)],
            Self::Years(_) => return vec![border.year().to_string()],
        };
        formats.iter().map(|format| border.format(format).to_string()).collect()
    }

    /// Names as the upper row gives them: with the year.
    fn coarse_names(self, border: NaiveDate) -> Vec<String> {
        match self {
            Self::Month => ["%B %Y", "%b %Y", "%b"].iter().map(|format| border.format(format).to_string()).collect(),
            _ => self.names(border),
        }
    }
}

/// A border of the calendar in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub x: f32,
    /// What begins there, if there is room to say so, and where the name begins.
    pub name: Option<(f32, String)>,
}

/// The borders of `unit` in sight from left to right, with the longest names that all fit.
///
/// `width` measures a name in points. With `sticky`, the name of a stretch that begins out of sight stays at the left.
pub fn ticks(projection: Projection, unit: Unit, sticky: bool, width: impl Fn(&str) -> f32) -> Vec<Tick> {
    let range = projection.range();
    let mut borders = Vec::new();
    let mut border = unit.step().begin(day_of(projection.day_from_x(range.min).floor() as i32));
    while let Some(day) = border.filter(|_| borders.len() < MOST_TICKS) {
        let x = projection.x_from_day(f64::from(day_number(day)));
        borders.push((x, day));
        if x > range.max {
            break;
        }
        border = unit.step().next(day);
    }
    let stretches: Vec<(f32, f32, NaiveDate)> = borders
        .iter()
        .enumerate()
        .map(|(index, &(x, day))| (x, borders.get(index + 1).map_or(f32::INFINITY, |next| next.0), day))
        .filter(|(x, end, _)| *end > range.min && *x <= range.max)
        .collect();
    let names_of = |day| if sticky { unit.coarse_names(day) } else { unit.names(day) };
    let fits = |x: f32, end: f32, name: &str| x + NAME_INSET + width(name) + NAME_GAP <= end;
    let form_count = stretches.first().map_or(0, |&(_, _, day)| names_of(day).len());
    let all_fit = |form: usize| {
        stretches.iter().all(|&(x, end, day)| names_of(day).get(form).is_some_and(|name| fits(x, end, name)))
    };
    let form = if sticky { 0 } else { (0..form_count).find(|&form| all_fit(form)).unwrap_or(form_count.max(1) - 1) };
    stretches
        .into_iter()
        .map(|(x, end, day)| {
            let name_x = if sticky { x.max(range.min) } else { x };
            // The last stretch may go on out of sight; its name may not.
            let name_end = end.min(range.max + NAME_GAP);
            let name = names_of(day).into_iter().skip(form).find(|name| fits(name_x, name_end, name));
            Tick { x, name: name.map(|name| (name_x + NAME_INSET, name)).filter(|(name_x, _)| *name_x >= range.min) }
        })
        .collect()
}

/// Paints the axis into `rect` and the lines below it over `grid`.
pub fn paint(painter: &Painter, tokens: &Tokens, projection: Projection, rect: Rect, grid: Rect) {
    let unit = Unit::fine(projection.day_px());
    let font = FontId::proportional(theme::size::SMALL - 0.5);
    let strong = theme::strong(theme::size::SMALL - 0.5);
    let painter = &painter.with_clip_rect(rect.union(grid).intersect(painter.clip_rect()));
    paint_weekends(painter, tokens, projection, grid);
    let name_rows =
        if unit.coarse().is_some() { (rect.top() + 9.0, rect.bottom() - 8.0) } else { (0.0, rect.center().y) };
    let width =
        |font: &FontId, name: &str| painter.layout_no_wrap(name.to_owned(), font.clone(), tokens.text_weak).size().x;
    for tick in ticks(projection, unit, false, |name| width(&font, name)) {
        line(painter, tick.x, Rangef::new(rect.bottom() - 5.0, grid.bottom()), theme::faded(tokens.separator, 0.55));
        if let Some((x, name)) = tick.name {
            painter.text(Pos2::new(x, name_rows.1), Align2::LEFT_CENTER, name, font.clone(), tokens.text_weak);
        }
    }
    let Some(coarse) = unit.coarse() else { return };
    for tick in ticks(projection, coarse, true, |name| width(&strong, name)) {
        line(painter, tick.x, Rangef::new(rect.top() + 2.0, grid.bottom()), tokens.separator);
        if let Some((x, name)) = tick.name {
            painter.text(Pos2::new(x, name_rows.0), Align2::LEFT_CENTER, name, strong.clone(), tokens.text);
        }
    }
}

/// Paints the axis of a direction that goes down into `rect`, and the lines beside it over `grid`.
pub fn paint_down(painter: &Painter, tokens: &Tokens, projection: Projection, rect: Rect, grid: Rect) {
    let unit = Unit::fine(projection.day_px());
    let font = FontId::proportional(theme::size::SMALL - 0.5);
    let strong = theme::strong(theme::size::SMALL - 0.5);
    let painter = &painter.with_clip_rect(rect.union(grid).intersect(painter.clip_rect()));
    // A name needs the height of a line, and may be as wide as its half of the axis.
    let height = |font: &FontId, name: &str| {
        let width = painter.layout_no_wrap(name.to_owned(), font.clone(), tokens.text_weak).size().x;
        if width <= rect.width() * if unit.coarse().is_some() { 0.5 } else { 0.9 } { LINE_PX } else { f32::INFINITY }
    };
    let rule = |y: f32, from: f32, color| {
        painter.hline(from..=grid.right(), painter.round_to_pixel_center(y), Stroke::new(1.0, color));
    };
    for tick in ticks(projection, unit, false, |name| height(&font, name)) {
        rule(tick.x, rect.right() - 5.0, theme::faded(tokens.separator, 0.55));
        if let Some((y, name)) = tick.name {
            let at = Pos2::new(rect.right() - 8.0, y + LINE_PX / 2.0);
            painter.text(at, Align2::RIGHT_CENTER, name, font.clone(), tokens.text_weak);
        }
    }
    let Some(coarse) = unit.coarse() else { return };
    for tick in ticks(projection, coarse, true, |name| height(&strong, name)) {
        rule(tick.x, rect.left() + 4.0, tokens.separator);
        if let Some((y, name)) = tick.name {
            let at = Pos2::new(rect.left() + 10.0, y + LINE_PX / 2.0);
            painter.text(at, Align2::LEFT_CENTER, name, strong.clone(), tokens.text);
        }
    }
}

fn line(painter: &Painter, x: f32, y: Rangef, color: egui::Color32) {
    painter.vline(painter.round_to_pixel_center(x), y, Stroke::new(1.0, color));
}

fn paint_weekends(painter: &Painter, tokens: &Tokens, projection: Projection, grid: Rect) {
    if projection.day_px() < WEEKEND_DAY_PX {
        return;
    }
    let (first, last) = projection.viewport().day_range();
    for day in (first..=last).filter(|&day| day_of(day).weekday() == Weekday::Sat) {
        let weekend = Rect::from_x_y_ranges(projection.range_of(day, day + 1), grid.y_range());
        painter.rect_filled(weekend, 0.0, theme::faded(tokens.separator, 0.22));
    }
}

#[cfg(test)]
mod tests {
    use super::super::viewport::Viewport;
    use super::*;
    use proptest::prelude::*;

    fn width(name: &str) -> f32 {
        name.chars().count() as f32 * 6.5
    }

    proptest! {
        #[test]
        fn ticks_stand_in_order_and_names_never_overlap(
            first in 1_000.0..1_000_000.0f64, days in 4.0..1_000_000.0f64, width_px in 120.0f32..3000.0, sticky: bool,
        ) {
            let projection = Projection::new(Viewport::new(first, days), Rangef::new(100.0, 100.0 + width_px));
            let fine = Unit::fine(projection.day_px());
            let unit = if sticky { fine.coarse().unwrap_or(fine) } else { fine };
            let ticks = ticks(projection, unit, sticky, width);
            prop_assert!(ticks.len() < MOST_TICKS);
            prop_assert!(ticks.windows(2).all(|pair| pair[0].x < pair[1].x), "{:?}", ticks);
            let names: Vec<_> = ticks.iter().filter_map(|tick| tick.name.as_ref()).collect();
            prop_assert!(names.windows(2).all(|pair| pair[0].0 + width(&pair[0].1) < pair[1].0), "{:?}", names);
            prop_assert!(names.iter().all(|(x, _)| *x >= 100.0));
        }
    }

    #[test]
    fn the_unit_grows_with_the_distance() {
        let cases = [
            (60.0, Unit::Day),
            (5.0, Unit::Week),
            (1.5, Unit::Month),
            (0.4, Unit::Quarter),
            (0.12, Unit::Years(1)),
            (0.012, Unit::Years(10)),
            (0.0001, Unit::Years(1000)),
        ];
        for (day_px, unit) in cases {
            assert_eq!(Unit::fine(day_px), unit, "{day_px}");
        }
    }

    #[test]
    fn months_are_named_in_full_where_all_of_them_fit() {
        let year = crate::time::Interval::of_year(2023).expect("a year");
        let first_names = |width_px: f32| {
            let projection = Projection::new(Viewport::fit(year), Rangef::new(0.0, width_px));
            let ticks = ticks(projection, Unit::Month, false, width);
            ticks.into_iter().filter_map(|tick| tick.name).map(|(_, name)| name).take(3).collect::<Vec<_>>()
        };
        assert_eq!(first_names(1400.0), ["January", "February", "March"]);
        assert_eq!(first_names(600.0), ["Jan", "Feb", "Mar"]);
    }

    #[test]
    fn the_name_of_a_year_that_began_out_of_sight_stays_at_the_left() {
        let summer = crate::time::Interval::of_month(2023, 7).expect("a month");
        let projection = Projection::new(Viewport::fit(summer).zoom(0.3), Rangef::new(50.0, 650.0));
        let ticks = ticks(projection, Unit::Years(1), true, width);
        assert_eq!(ticks.first().and_then(|tick| tick.name.clone()), Some((54.0, "2023".to_owned())));
    }
}
