//! The look: every size and face, and how the colours of [`colours`] are used, and nowhere else a raw one.

pub mod colours;

use crate::corpus::TagColour;
use crate::session::settings::Look;
pub use colours::Tokens;
use colours::{ALL, DARK, HIGH_DARK, HIGH_LIGHT, LIGHT};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals};
use std::collections::BTreeMap;

/// The grid that distances are multiples of, in points.
pub const GRID: f32 = 4.0;
/// Width of a line of reading text that is easiest to read, in points.
pub const READING_WIDTH: f32 = 640.0;
/// Line height of reading text, as a multiple of its size.
pub const READING_LEADING: f32 = 1.5;

/// The tokens of the theme that `ui` is painted in.
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    tokens_of(ui.visuals())
}

/// The tokens that visuals were made of: no two themes have panels of one colour.
pub fn tokens_of(visuals: &Visuals) -> &'static Tokens {
    let usual = if visuals.dark_mode { &DARK } else { &LIGHT };
    ALL.into_iter().find(|tokens| tokens.panel == visuals.panel_fill).unwrap_or(usual)
}

/// Height of a row of the table and of the lines that stand above lists, in points: as dense as is set.
pub fn row_height(ui: &egui::Ui) -> f32 {
    ui.spacing().interact_size.y + 2.0
}

/// `color` let through to `share` (0 to 1).
pub fn faded(color: Color32, share: f32) -> Color32 {
    color.gamma_multiply(share)
}

/// The line around what can be typed in: 3 : 1 against what it stands on.
pub fn edge(tokens: &Tokens) -> Color32 {
    faded(tokens.text_weak, 0.75)
}

/// The colour of a tag as it is painted; of one that has none, the accent.
pub fn tag_color(tokens: &Tokens, colour: Option<TagColour>) -> Color32 {
    colour.and_then(|colour| tokens.lanes.get(colour.place()).copied()).unwrap_or(tokens.accent)
}

/// What lies behind a tag, and the line around it: the stronger where the user has given it a colour.
pub fn tag_chip(tokens: &Tokens, colour: Option<TagColour>) -> (Color32, Stroke) {
    let painted = tag_color(tokens, colour);
    let line = if colour.is_some() { Stroke::new(1.0, painted) } else { Stroke::NONE };
    (faded(painted, 0.16), line)
}

/// Semi-bold interface text of `size` points.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("strong".into()))
}

/// Reading text of `size` points.
pub fn reading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("reading".into()))
}

/// Semi-bold reading text of `size` points.
pub fn reading_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("reading-strong".into()))
}

/// Sizes of interface text, in points.
pub mod size {
    /// Weak side remarks.
    pub const SMALL: f32 = 12.0;
    /// Numbers beside a text.
    pub const TINY: f32 = 10.0;
    /// Everything.
    pub const BODY: f32 = 13.5;
    /// Headings of panels and dialogs.
    pub const HEADING: f32 = 17.0;
    /// Reading text.
    pub const READING: f32 = 16.5;
}

/// Sets both themes on a context, as they usually look.
pub fn install(ctx: &egui::Context) {
    install_look(ctx, Look::default());
}

/// Sets both themes on a context.
pub fn install_look(ctx: &egui::Context, look: Look) {
    let (light, dark) = if look.has_high_contrast { (&HIGH_LIGHT, &HIGH_DARK) } else { (&LIGHT, &DARK) };
    for (theme, tokens) in [(egui::Theme::Light, light), (egui::Theme::Dark, dark)] {
        ctx.set_style_of(theme, style(theme, tokens, look));
    }
}

fn style(theme: egui::Theme, tokens: &Tokens, look: Look) -> Style {
    let mut style = Style { visuals: visuals(theme, tokens), ..Style::default() };
    style.text_styles = BTreeMap::from([
        (TextStyle::Small, FontId::proportional(size::SMALL)),
        (TextStyle::Body, FontId::proportional(size::BODY)),
        (TextStyle::Button, FontId::proportional(size::BODY)),
        (TextStyle::Monospace, FontId::proportional(size::BODY)),
        (TextStyle::Heading, strong(size::HEADING)),
    ]);
    style.spacing.item_spacing = Vec2::new(8.0, if look.is_compact { 3.0 } else { 6.0 });
    style.spacing.button_padding = Vec2::new(10.0, if look.is_compact { 2.0 } else { 4.0 });
    style.spacing.interact_size.y = if look.is_compact { 20.0 } else { 26.0 };
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.scroll = egui::style::ScrollStyle { bar_width: 8.0, ..egui::style::ScrollStyle::floating() };
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    // No time at all stands for no motion: see the timeline's camera.
    style.animation_time = if look.has_less_motion { 0.0 } else { 0.08 };
    style
}

fn visuals(theme: egui::Theme, tokens: &Tokens) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.panel_fill = tokens.panel;
    visuals.window_fill = tokens.raised;
    visuals.extreme_bg_color = tokens.sunken;
    visuals.faint_bg_color = tokens.panel;
    visuals.hyperlink_color = tokens.accent;
    visuals.warn_fg_color = tokens.doubtful;
    visuals.error_fg_color = tokens.failed;
    visuals.window_stroke = Stroke::new(1.0, tokens.separator);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.weak_text_color = Some(tokens.text_weak);
    let shadow = Shadow { offset: [0, 8], blur: 28, spread: 0, color: Color32::from_black_alpha(70) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.selection.bg_fill = tokens.selected;
    // With more contrast every button has an edge.
    let has_edges = [&HIGH_DARK, &HIGH_LIGHT].into_iter().any(|high| std::ptr::eq(high, tokens));
    let edge = if has_edges { Stroke::new(1.0, tokens.separator) } else { Stroke::NONE };
    visuals.selection.stroke = Stroke::new(1.0, tokens.accent);
    let widgets = &mut visuals.widgets;
    let states = [
        (&mut widgets.noninteractive, tokens.panel, tokens.text),
        (&mut widgets.inactive, tokens.button, tokens.text),
        (&mut widgets.hovered, tokens.hover, tokens.text_strong),
        (&mut widgets.active, tokens.hover, tokens.text_strong),
        (&mut widgets.open, tokens.hover, tokens.text_strong),
    ];
    for (state, fill, text) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = edge;
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, tokens.separator);
    // What the keyboard is at.
    visuals.widgets.active.bg_stroke = Stroke::new(1.5, tokens.accent);
    visuals
}
