//! The look: every colour, size and face, and nowhere else a raw one.

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals};
use std::collections::BTreeMap;

/// Height of a row of the table, in points.
pub const ROW_HEIGHT: f32 = 28.0;
/// The grid that distances are multiples of, in points.
pub const GRID: f32 = 4.0;
/// Width of a line of reading text that is easiest to read, in points.
pub const READING_WIDTH: f32 = 640.0;
/// Line height of reading text, as a multiple of its size.
pub const READING_LEADING: f32 = 1.5;

/// The colours of one theme, by what they are for.
#[derive(Debug)]
pub struct Tokens {
    /// Behind everything.
    pub window: Color32,
    /// Side panels and bars.
    pub panel: Color32,
    /// Where content stands: table, timeline, text.
    pub content: Color32,
    /// Menus, popovers, dialogs.
    pub raised: Color32,
    /// Fields to type in.
    pub sunken: Color32,
    /// Buttons.
    pub button: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Selected rows.
    pub selected: Color32,
    /// One-point lines between panels.
    pub separator: Color32,
    /// Headings.
    pub text_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text; still 4.5 : 1 against `content`.
    pub text_weak: Color32,
    /// Selection, focus, links: the one accent.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Something failed.
    pub failed: Color32,
    /// Something is doubtful.
    pub doubtful: Color32,
    /// Something went well.
    pub done: Color32,
    /// Behind words that the query found.
    pub hit: Color32,
    /// Under expressions of time.
    pub date: Color32,
    /// Behind the passage that was jumped to.
    pub target: Color32,
    /// Publication dates on the timeline.
    pub published: Color32,
    /// Links of the same words, edited sentences, other words, the same quotation, a conflict: distinguishable with every
    /// colour vision.
    pub links: [Color32; 5],
    /// Lanes of the timeline, reused in turn.
    pub lanes: [Color32; 8],
}

#[allow(clippy::disallowed_methods, reason = "the one home of raw colours")]
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The light theme. Lane colours after Okabe and Ito (2008), darkened to 3 : 1 on white.
pub static LIGHT: Tokens = Tokens {
    window: rgb(0x00e9_ebee),
    panel: rgb(0x00f4_f5f7),
    content: rgb(0x00ff_ffff),
    raised: rgb(0x00ff_ffff),
    sunken: rgb(0x00eb_eef2),
    button: rgb(0x00e4_e7eb),
    hover: rgb(0x00d8_dde3),
    selected: rgb(0x00d6_e6fb),
    separator: rgb(0x00d5_d9df),
    text_strong: rgb(0x0012_161c),
    text: rgb(0x0026_2c35),
    text_weak: rgb(0x005a_6472),
    accent: rgb(0x0011_61c4),
    on_accent: rgb(0x00ff_ffff),
    failed: rgb(0x00b4_2318),
    doubtful: rgb(0x0091_5a00),
    done: rgb(0x001d_7a45),
    hit: rgb(0x00ff_e58a),
    date: rgb(0x0011_61c4),
    target: rgb(0x00fd_f0cf),
    published: rgb(0x0050_5a68),
    links: [rgb(0x0000_72b2), rgb(0x0000_8a66), rgb(0x00b8_6a00), rgb(0x00a0_4a80), rgb(0x00c0_2a1c)],
    lanes: [
        rgb(0x0000_72b2),
        rgb(0x00c2_5200),
        rgb(0x0000_8a66),
        rgb(0x00b0_5588),
        rgb(0x002b_8cc4),
        rgb(0x009a_7400),
        rgb(0x006b_52a8),
        rgb(0x0060_6a78),
    ],
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    window: rgb(0x0010_1216),
    panel: rgb(0x0019_1c21),
    content: rgb(0x0014_161a),
    raised: rgb(0x0022_262d),
    sunken: rgb(0x000e_1013),
    button: rgb(0x002b_3038),
    hover: rgb(0x0038_3f49),
    selected: rgb(0x001f_3a5f),
    separator: rgb(0x002e_333b),
    text_strong: rgb(0x00f3_f5f8),
    text: rgb(0x00d5_dae1),
    text_weak: rgb(0x0098_a2b0),
    accent: rgb(0x006c_b2ff),
    on_accent: rgb(0x000b_1420),
    failed: rgb(0x00ff_8a7d),
    doubtful: rgb(0x00f0_bc5e),
    done: rgb(0x006f_d195),
    hit: rgb(0x0066_5414),
    date: rgb(0x007c_b8ff),
    target: rgb(0x003c_3520),
    published: rgb(0x00a9_b2bf),
    links: [rgb(0x0056_b4e9), rgb(0x003d_c9a0), rgb(0x00ee_a83c), rgb(0x00dd_93c0), rgb(0x00ff_7a66)],
    lanes: [
        rgb(0x0056_b4e9),
        rgb(0x00f0_8a4b),
        rgb(0x003d_c9a0),
        rgb(0x00dd_92bd),
        rgb(0x008f_c9f2),
        rgb(0x00e0_c04a),
        rgb(0x00a9_95e6),
        rgb(0x00a6_b0bd),
    ],
};

/// The tokens of the theme that `ui` is painted in.
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    tokens_for(ui.visuals().dark_mode)
}

/// The tokens of the dark or the light theme.
pub fn tokens_for(is_dark: bool) -> &'static Tokens {
    if is_dark { &DARK } else { &LIGHT }
}

/// `color` let through to `share` (0 to 1).
pub fn faded(color: Color32, share: f32) -> Color32 {
    color.gamma_multiply(share)
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

/// Sets both themes on a context.
pub fn install(ctx: &egui::Context) {
    for (theme, tokens) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.set_style_of(theme, style(theme, tokens));
    }
}

fn style(theme: egui::Theme, tokens: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(theme, tokens), ..Style::default() };
    style.text_styles = BTreeMap::from([
        (TextStyle::Small, FontId::proportional(size::SMALL)),
        (TextStyle::Body, FontId::proportional(size::BODY)),
        (TextStyle::Button, FontId::proportional(size::BODY)),
        (TextStyle::Monospace, FontId::proportional(size::BODY)),
        (TextStyle::Heading, strong(size::HEADING)),
    ]);
    style.spacing.item_spacing = Vec2::new(8.0, 6.0);
    style.spacing.button_padding = Vec2::new(10.0, 4.0);
    style.spacing.interact_size.y = 26.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.scroll = egui::style::ScrollStyle { bar_width: 8.0, ..egui::style::ScrollStyle::floating() };
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style.animation_time = 0.08;
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
        state.bg_stroke = Stroke::NONE;
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, tokens.separator);
    // What the keyboard is at.
    visuals.widgets.active.bg_stroke = Stroke::new(1.5, tokens.accent);
    visuals
}
