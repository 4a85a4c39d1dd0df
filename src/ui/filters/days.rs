//! Days that are filtered by: typed, or brushed on the counts by month.

use crate::search::{Facets, parse_days, show_days};
use crate::session::Action;
use crate::time::Interval;
use crate::ui::field::edged;
use crate::ui::histogram::{HistogramShape, HistogramView, histogram_ui};
use crate::ui::{ViewContext, theme};
use chrono::NaiveDate;
use egui::{RichText, TextEdit, Ui};
use std::sync::Arc;

/// Longer than this is a range with an open end, which reads best as it was typed.
const MOST_DAYS_SHOWN: i64 = 4_000_000;

/// A field in which days are typed.
#[derive(Debug, Default)]
pub struct DaysField {
    typed: String,
    /// The filter that `typed` stands for.
    shown: Option<Interval>,
    fault: Option<String>,
    months: HistogramView,
}

/// Days that are filtered by: how they are called, what is set, how articles count by month.
#[derive(Clone, Copy)]
pub(super) struct Days<'a> {
    pub(super) name: &'static str,
    pub(super) current: Option<Interval>,
    pub(super) months: &'a [(NaiveDate, usize)],
}

/// A field for days: "2023-03", "2023-03-20..2023-04", "..2022"; below it the counts by month.
pub(super) fn days_ui(
    ui: &mut Ui,
    shape: Days<'_>,
    facets: &Arc<Facets>,
    field: &mut DaysField,
    context: &mut ViewContext<'_>,
    action: fn(Option<Interval>) -> Action,
) {
    let Days { name, current, months } = shape;
    let tokens = theme::tokens(ui);
    if field.shown != current {
        // Set elsewhere: by a brush, or cleared.
        field.typed = current.map_or_else(String::new, show_days);
        field.shown = current;
        field.fault = None;
    }
    let mut is_cleared = false;
    let response = ui
        .horizontal(|ui| {
            let button_width = if current.is_some() { 34.0 } else { 0.0 };
            let edit = TextEdit::singleline(&mut field.typed)
                .hint_text("e.g. 2023-03 or 2022..2023")
                .desired_width(ui.available_width() - button_width);
            let response = edged(ui, |ui| ui.add(edit));
            if current.is_some() {
                is_cleared = ui.small_button("×").on_hover_text(format!("Clear “{name}”")).clicked();
            }
            response
        })
        .inner;
    let label = format!("{name}: days from and to");
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", field.typed.as_str(), "e.g. 2023-03 or 2022..2023");
        info.label = Some(label.clone());
        info
    });
    if is_cleared {
        field.typed.clear();
        context.request(action(None));
    } else if response.changed() {
        read_days(field, current, context, action);
    }
    if let Some(fault) = &field.fault {
        ui.add(egui::Label::new(RichText::new(fault).size(theme::size::SMALL).color(tokens.failed)).wrap());
    } else if let Some(interval) = current.filter(|interval| interval.day_count() < MOST_DAYS_SHOWN) {
        ui.label(RichText::new(interval.to_string()).size(theme::size::SMALL).color(tokens.text_weak));
    }
    let shape = HistogramShape { name, facets, months, current };
    if let Some(interval) = histogram_ui(ui, shape, &mut field.months) {
        context.request(action(interval));
    }
}

fn read_days(
    field: &mut DaysField,
    current: Option<Interval>,
    context: &mut ViewContext<'_>,
    action: fn(Option<Interval>) -> Action,
) {
    let read = if field.typed.trim().is_empty() { Ok(None) } else { parse_days(&field.typed).map(Some) };
    match read {
        Ok(interval) => {
            field.fault = None;
            field.shown = interval;
            if interval != current {
                context.request(action(interval));
            }
        }
        Err(reason) => field.fault = Some(reason),
    }
}
