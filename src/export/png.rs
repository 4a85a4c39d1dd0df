//! PNG: the timeline of [`super::svg`], painted at twice its size.

use super::{Selection, svg};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::io::{self, Write};
use std::sync::Arc;

/// Pixels for a unit of the picture.
const SCALE: f32 = 2.0;

/// Pixels of the highest picture that is painted.
const HIGHEST: f32 = 16_000.0;

/// Paints the picture. Letters that the program's own face lacks are taken from those of the system.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    for face in super::faces::SANS {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    let options = Options { fontdb: Arc::new(fonts), font_family: "Inter".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&svg::drawing(selection), &options).map_err(io::Error::other)?;
    let size = tree.size();
    let scale = SCALE.min(HIGHEST / size.height());
    let (width, height) = ((size.width() * scale).ceil() as u32, (size.height() * scale).ceil() as u32);
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| io::Error::other("there is no room for the picture"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    out.write_all(&pixels.encode_png().map_err(io::Error::other)?)
}
