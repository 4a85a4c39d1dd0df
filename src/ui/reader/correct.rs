//! A value of an article changed where it stands.

use crate::corpus::{Article, ArticleId, Basis, FieldName};
use crate::search::show_days;
use crate::session::Action;
use crate::session::change::Correction;
use crate::session::corrections::parse_published;
use crate::ui::ViewContext;
use crate::ui::field::{edged, is_entered};
use crate::ui::theme::tokens;
use crate::ui::why;
use egui::{Key, RichText, TextEdit, Ui};

/// A value that is being changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// Of which article.
    pub article_id: ArticleId,
    /// Which field.
    pub field: FieldName,
    /// What has been typed so far.
    pub typed: String,
    /// Why it cannot be saved.
    pub fault: Option<String>,
    /// True until the field has been given the keyboard.
    wants_focus: bool,
}

impl Editing {
    /// Begins with the value as it is.
    pub fn begin(article_id: ArticleId, article: &Article, field: FieldName) -> Self {
        let typed = match field {
            FieldName::Published => article.published().map(|days| match days.iso() {
                Some(iso) if days.precision() != crate::time::Precision::Range => iso,
                _ => show_days(days),
            }),
            FieldName::Language => article.language().map(str::to_owned),
            _ => why::value(article, field),
        };
        Self { article_id, field, typed: typed.unwrap_or_default(), fault: None, wants_focus: true }
    }
}

/// Shows the field to type in; nothing is left of `editing` when it is done.
pub fn editing_ui(ui: &mut Ui, context: &mut ViewContext<'_>, article: &Article, editing: &mut Option<Editing>) {
    let Some(edited) = editing.as_mut() else { return };
    let tokens = tokens(ui);
    let mut outcome = None;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(RichText::new(format!("Set {}", edited.field.name())).color(tokens.text_weak));
        let width = (ui.available_width() - 4.0).clamp(80.0, 360.0);
        let hint = if edited.field == FieldName::Published { "2023-03-20, 2023-03, 2023 or FROM..TO" } else { "" };
        let edit = TextEdit::singleline(&mut edited.typed).desired_width(width).hint_text(hint);
        let field = edged(ui, |ui| ui.add(edit));
        let field = field.labelled_by(label.id);
        if std::mem::take(&mut edited.wants_focus) {
            field.request_focus();
        }
        if field.changed() {
            edited.fault = None;
        }
        let is_entered = is_entered(ui, &field);
        if ui.button("Save").on_hover_text("Save (Enter)").clicked() || is_entered {
            outcome = Some(Correction::Value(edited.typed.clone()));
        }
        if ui.button("Mark Unknown").on_hover_text("Nobody can know this value").clicked() {
            outcome = Some(Correction::Unknown);
        }
        let basis = why::basis(article, edited.field);
        let is_corrected = basis.is_none() || matches!(basis, Some(Basis::Edited { .. }));
        if is_corrected && ui.button("Back to What Was Read").on_hover_text("Take your correction back").clicked() {
            outcome = Some(Correction::AsRead);
        }
        let is_left = ui.button("Cancel").on_hover_text("Cancel (Esc)").clicked();
        if is_left || ui.input(|input| input.key_pressed(Key::Escape)) {
            edited.fault = Some(String::new());
        }
    });
    if edited.fault.as_deref() == Some("") {
        *editing = None;
        return;
    }
    if let Some(Correction::Value(typed)) = &outcome
        && edited.field == FieldName::Published
        && !typed.trim().is_empty()
        && let Err(reason) = parse_published(typed)
    {
        edited.fault = Some(reason);
        edited.wants_focus = true;
        outcome = None;
    }
    if let Some(fault) = &edited.fault {
        ui.label(RichText::new(fault).color(tokens.failed));
    }
    if let Some(correction) = outcome {
        context.request(Action::Correct { article_ids: vec![edited.article_id], field: edited.field, correction });
        *editing = None;
    }
}
