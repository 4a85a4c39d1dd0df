//! SVG: the timeline as a picture for reports and slides, with title, axis, lanes and what the marks mean.
//!
//! Light, without script or anything loaded; words of articles are text of XML. [`super::png`] paints the same.

use super::timeline_picture::{Bar, DOTS, Dot, DrawnLane, NamedEvent, Picture, RIGHT, WIDTH, counted, picture};
use super::{Selection, markup, sheet};
use crate::text::columns::shortened;
use crate::text::one_line;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Colours of lanes, by turns: told apart with every kind of colour vision (after Okabe and Ito), dark enough on white.
const COLOURS: [&str; 7] = ["#0072b2", "#b85c00", "#00795c", "#b23a80", "#7a5195", "#8c6d00", "#c0392b"];
const INK: &str = "#1d1c1a";
const SOFT: &str = "#5f5b54";
const LINE: &str = "#ddd9d0";
const FACES: &str = "Inter, 'Segoe UI', 'DejaVu Sans', 'Noto Sans', Arial, sans-serif";

/// Columns of the name of a lane.
const NAME: usize = 24;
/// Columns of a line of the title.
const TITLE: usize = 170;
/// Height of a row of events.
const EVENT: f64 = 17.0;

/// Writes the picture.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    out.write_all(drawing(selection).as_bytes())
}

/// The picture as one element.
pub(super) fn drawing(selection: &Selection<'_>) -> String {
    let mut page = Page::default();
    page.title(selection);
    match picture(selection) {
        Some(picture) => page.timeline(&picture),
        None => page.words(24.0, 12.0, SOFT, "No day is known of these articles"),
    }
    page.end(&sheet::heading(&selection.scope))
}

/// A page in the making, from top to bottom.
#[derive(Default)]
struct Page {
    elements: String,
    /// How far down it is filled.
    y: f64,
}

impl Page {
    fn title(&mut self, selection: &Selection<'_>) {
        let scope = &selection.scope;
        self.y = 40.0;
        let heading = format!("Timeline of {}", sheet::heading(scope));
        let _ = writeln!(
            self.elements,
            "<text x=\"24\" y=\"40\" font-size=\"20\" font-weight=\"600\" fill=\"{INK}\">{}</text>",
            markup::escaped(&heading)
        );
        let told = scope.lines().into_iter().filter(|(name, _)| name != "articles");
        let told: Vec<String> = told.map(|(name, value)| format!("{name}: {value}")).collect();
        self.y += 20.0;
        let line = shortened(&one_line(&told.join(" · ")), TITLE).into_owned();
        self.words(24.0, 12.0, SOFT, &line);
        self.y += 24.0;
    }

    /// A line of words at the height that is reached.
    fn words(&mut self, x: f64, size: f64, colour: &str, words: &str) {
        let _ = writeln!(
            self.elements,
            "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" fill=\"{colour}\">{}</text>",
            at(x),
            at(self.y),
            markup::escaped(words)
        );
    }

    fn timeline(&mut self, picture: &Picture) {
        self.y += 8.0;
        self.dates(picture);
        let top = self.y;
        self.y += 8.0;
        self.events(picture);
        for lane in &picture.lanes {
            self.lane(lane);
        }
        let bottom = self.y;
        let mut lines = String::new();
        for (x, _) in picture.axis.dates() {
            let _ = writeln!(
                lines,
                "<line x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\" stroke=\"{LINE}\"/>",
                at(x),
                at(top),
                at(bottom)
            );
        }
        // Below what stands on them.
        self.elements.insert_str(0, &lines);
        self.y += 18.0;
        self.dates(picture);
        self.y += 20.0;
        self.key(picture);
    }

    fn dates(&mut self, picture: &Picture) {
        for (x, label) in picture.axis.dates() {
            let (anchor, x) = if x > RIGHT - 40.0 { ("end", RIGHT) } else { ("middle", x) };
            let _ = writeln!(
                self.elements,
                "<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{SOFT}\" text-anchor=\"{anchor}\">{label}</text>",
                at(x),
                at(self.y)
            );
        }
        self.y += 6.0;
    }

    fn events(&mut self, picture: &Picture) {
        if picture.events.is_empty() {
            return;
        }
        let top = self.y;
        let _ = writeln!(
            self.elements,
            "<text x=\"24\" y=\"{}\" font-size=\"12\" font-weight=\"600\" fill=\"{INK}\">Events</text>",
            at(top + 13.0)
        );
        for event in &picture.events {
            self.event(event, top);
        }
        self.y = top + EVENT * picture.event_rows as f64 + 8.0;
        self.rule();
    }

    fn event(&mut self, event: &NamedEvent, top: f64) {
        let [from, to] = event.x;
        let y = top + EVENT * event.row as f64;
        let room = super::timeline_picture::width(&event.label) + 10.0;
        let (anchor, x) = if to + room <= RIGHT { ("start", to + 5.0) } else { ("end", from - 5.0) };
        let _ = writeln!(
            self.elements,
            "<g><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"9\" rx=\"2\" fill=\"{INK}\"/>\
             <text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{INK}\" text-anchor=\"{anchor}\">{}</text></g>",
            markup::escaped(&event.told),
            at(from),
            at(y + 5.0),
            at((to - from).max(3.0)),
            at(x),
            at(y + 13.0),
            markup::escaped(&event.label)
        );
    }

    fn lane(&mut self, lane: &DrawnLane) {
        let top = self.y;
        let colour = COLOURS.get(lane.rank % COLOURS.len()).copied().unwrap_or(INK);
        let articles = counted(lane.article_count, "article", "articles");
        let _ = writeln!(
            self.elements,
            "<g><title>{}, {articles}</title><text x=\"24\" y=\"{}\" font-size=\"12\" font-weight=\"600\" fill=\"{colour}\">{}\
             </text><text x=\"24\" y=\"{}\" font-size=\"10\" fill=\"{SOFT}\">{articles}</text></g>",
            markup::escaped(&lane.name),
            at(top + 15.0),
            markup::escaped(&shortened(&lane.name, NAME)),
            at(top + 28.0)
        );
        for bar in &lane.bars {
            self.bar(bar, top, colour);
        }
        for [from, to] in &lane.appearances {
            // A triangle, as wide as what is known of the day.
            let (middle, half) = (f64::midpoint(*from, *to), ((to - from) / 2.0).max(4.0));
            let y = top + DOTS - 4.0;
            let _ = writeln!(
                self.elements,
                "<path d=\"M{} {}L{} {}L{} {}Z\" fill=\"none\" stroke=\"{colour}\"/>",
                at(middle),
                at(y - 6.0),
                at(middle + half),
                at(y),
                at(middle - half),
                at(y)
            );
        }
        for dot in &lane.dots {
            self.dot(dot, top, colour);
        }
        self.y = top + lane.height.max(36.0);
        self.rule();
    }

    fn bar(&mut self, bar: &Bar, top: f64, colour: &str) {
        let [from, to] = bar.x;
        let height = thickness(bar.count);
        let look = look(bar.is_ahead, colour);
        let _ = writeln!(
            self.elements,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1.5\" {look} fill-opacity=\"0.55\"><title>{}</title></rect>",
            at(from),
            at(top + bar.y - height / 2.0),
            at(to - from),
            at(height),
            markup::escaped(&bar.told)
        );
    }

    fn dot(&mut self, dot: &Dot, top: f64, colour: &str) {
        let look = look(dot.is_ahead, colour);
        let _ = writeln!(
            self.elements,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {look} fill-opacity=\"0.8\"><title>{}</title></circle>",
            at(dot.x),
            at(top + 9.0),
            at(radius(dot.count)),
            markup::escaped(&dot.told)
        );
    }

    fn rule(&mut self) {
        let _ = writeln!(
            self.elements,
            "<line x1=\"24\" x2=\"{}\" y1=\"{1}\" y2=\"{1}\" stroke=\"{LINE}\"/>",
            at(RIGHT),
            at(self.y)
        );
    }

    /// What the marks mean, and what is not drawn.
    fn key(&mut self, picture: &Picture) {
        let y = self.y - 4.0;
        let _ = writeln!(
            self.elements,
            "<circle cx=\"30\" cy=\"{0}\" r=\"4\" fill=\"{SOFT}\"/>\
             <rect x=\"190\" y=\"{1}\" width=\"30\" height=\"4\" rx=\"1.5\" fill=\"{SOFT}\" fill-opacity=\"0.55\"/>\
             <circle cx=\"478\" cy=\"{0}\" r=\"4\" fill=\"none\" stroke=\"{SOFT}\"/>\
             <path d=\"M650 {2}L654 {3}L646 {3}Z\" fill=\"none\" stroke=\"{SOFT}\"/>",
            at(y),
            at(y - 2.0),
            at(y - 3.0),
            at(y + 3.0)
        );
        for (x, words) in [
            (40.0, "a day that is referred to"),
            (226.0, "not known to the day: as long as it may be"),
            (488.0, "still to come as it was told"),
            (660.0, "an article appeared"),
            (800.0, "the larger, the more often told"),
        ] {
            self.words(x, 11.0, SOFT, words);
        }
        if !picture.left_out.is_empty() {
            self.y += 18.0;
            self.words(24.0, 11.0, SOFT, &format!("Not drawn: {}", picture.left_out.join("; ")));
        }
    }

    fn end(self, heading: &str) -> String {
        let height = at(self.y + 24.0);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             font-family=\"{FACES}\" role=\"img\">\n<title>Timeline of {}</title>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            markup::escaped(heading),
            self.elements
        )
    }
}

/// What was still to come is hollow.
fn look(is_ahead: bool, colour: &str) -> String {
    if is_ahead { format!("fill=\"#ffffff\" stroke=\"{colour}\"") } else { format!("fill=\"{colour}\"") }
}

/// The area grows with the count.
fn radius(count: usize) -> f64 {
    (3.2 * (count as f64).sqrt()).min(8.5)
}

fn thickness(count: usize) -> f64 {
    (2.5 + (count as f64).sqrt()).min(8.0)
}

/// A place with one decimal: more is not seen.
fn at(place: f64) -> String {
    let rounded = (place * 10.0).round() / 10.0;
    format!("{rounded}")
}
