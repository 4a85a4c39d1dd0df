//! The faces: Inter for the interface, Source Serif for reading, the system's own for what they lack.

use crate::export::faces;
use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

const FACES: [(&str, &[u8]); 5] = [
    ("Inter", faces::REGULAR),
    ("Inter Semi-Bold", faces::SEMI_BOLD),
    ("Source Serif", include_bytes!("../../assets/fonts/SourceSerifPro-Regular.ttf")),
    ("Source Serif Semi-Bold", include_bytes!("../../assets/fonts/SourceSerifPro-Semibold.ttf")),
    ("Source Serif Italic", include_bytes!("../../assets/fonts/SourceSerifPro-It.ttf")),
];

/// Sets the faces on a context: the families `strong`, `reading`, `reading-strong` and `reading-italic` beside egui's own.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FACES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families = [
        (FontFamily::Proportional, ["Inter", "Source Serif"]),
        (FontFamily::Monospace, ["Inter", "Source Serif"]),
        (FontFamily::Name("strong".into()), ["Inter Semi-Bold", "Inter"]),
        (FontFamily::Name("reading".into()), ["Source Serif", "Inter"]),
        (FontFamily::Name("reading-strong".into()), ["Source Serif Semi-Bold", "Inter Semi-Bold"]),
        (FontFamily::Name("reading-italic".into()), ["Source Serif Italic", "Inter"]),
    ];
    for (family, names) in families {
        fonts.families.insert(family, names.iter().map(|&name| name.to_owned()).collect());
    }
    ctx.set_fonts(fonts);
}
