//! Which signs stand where on a page.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

/// Signs of one document that are read.
pub(super) const MOST_GLYPHS: usize = 8_000_000;

/// One sign, or a few that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins, in points from the left edge of the page, and its base line, from the top.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the next one begins.
    pub(super) end_x: f64,
    /// Height of the type in points.
    pub(super) size: f64,
}

/// What one page holds, in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct PageGlyphs {
    pub(super) glyphs: Vec<Glyph>,
    /// Signs that run up or down the page, as if the page were turned.
    pub(super) turned: Vec<Glyph>,
    /// Signs of which the file does not say what they are.
    pub(super) unknown_count: usize,
    pub(super) height: f64,
}

/// Reads the signs of a page.
pub(super) fn read(page: &Page<'_>) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let mut found = PageGlyphs { height: f64::from(height), ..PageGlyphs::default() };
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), area, &cache, page.xref(), settings);
    interpret_page(page, &mut context, &mut Collector(&mut found));
    found
}

struct Collector<'f>(&'f mut PageGlyphs);

impl Collector<'_> {
    fn take(&mut self, glyph: &Drawn<'_>, transform: Affine) {
        if self.0.glyphs.len() + self.0.turned.len() >= MOST_GLYPHS {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.0.unknown_count += 1;
                return;
            }
        };
        let text: String = text.chars().filter(|c| !c.is_control() && *c != '\u{fffd}').map(letters).collect();
        let origin = transform * Point::ZERO;
        let turn = |vector: Vec2| transform * Point::new(vector.x, vector.y) - origin;
        let advance = match glyph {
            Drawn::Outline(outline) => f64::from(outline.advance_width().unwrap_or(500.0)),
            Drawn::Type3(type3) => f64::from(type3.advance_width().unwrap_or(500.0)),
        };
        let along = turn(Vec2::new(advance, 0.0));
        let size = turn(Vec2::new(0.0, 1000.0)).hypot();
        if text.is_empty() || !size.is_finite() || !origin.is_finite() || !along.is_finite() {
            return;
        }
        if along.x.abs() >= along.y.abs() {
            self.0.glyphs.push(Glyph { text, x: origin.x, y: origin.y, end_x: origin.x + along.x, size });
        } else {
            let sign = if along.y < 0.0 { 1.0 } else { -1.0 };
            let (x, end_x) = (-origin.y * sign, -(origin.y + along.y) * sign);
            self.0.turned.push(Glyph { text, x, y: origin.x * sign, end_x, size });
        }
    }
}

/// What a sign that sets several letters as one stands for, so that words can be found.
fn letters(c: char) -> String {
    match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return c.to_string(),
    }
    .to_owned()
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
