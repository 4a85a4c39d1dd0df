//! What was compared, side by side, as part of the HTML dossier.

use super::markup::escaped;
use super::side_by_side::SideBySide;
use std::io::{self, Write};

/// Writes two articles side by side: passages that say the same, then what each has alone.
pub(super) fn render(compared: &SideBySide, out: &mut dyn Write) -> io::Result<()> {
    let [a, b] = &compared.titles;
    writeln!(out, "<section class=\"compared\">\n<h2 dir=\"auto\">{} / {}</h2>", escaped(a), escaped(b))?;
    links(compared, out)?;
    for (what, lists) in [("Only here", &compared.alone), ("Stated only here", &compared.facts)] {
        if lists.iter().all(Vec::is_empty) {
            continue;
        }
        writeln!(out, "<div class=\"alone\">")?;
        for (title, list) in compared.titles.iter().zip(lists) {
            writeln!(out, "<div>\n<h3 dir=\"auto\">{what}: {}</h3>\n<ul>", escaped(title))?;
            for words in list {
                writeln!(out, "<li dir=\"auto\">{}</li>", escaped(words))?;
            }
            writeln!(out, "</ul>\n</div>")?;
        }
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

fn links(compared: &SideBySide, out: &mut dyn Write) -> io::Result<()> {
    if compared.links.is_empty() {
        return writeln!(out, "<p>No passage of one stands in the other.</p>");
    }
    let [a, b] = &compared.origins;
    writeln!(out, "<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">How</th>")?;
    writeln!(
        out,
        "<th scope=\"col\" dir=\"auto\">{}</th><th scope=\"col\" dir=\"auto\">{}</th></tr></thead>\n<tbody>",
        escaped(a),
        escaped(b)
    )?;
    for link in &compared.links {
        let [a, b] = &link.passages;
        writeln!(
            out,
            "<tr><td>{}<br><span class=\"soft\">{}</span></td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td></tr>",
            link.kind,
            escaped(&link.why),
            escaped(a),
            escaped(b)
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}
