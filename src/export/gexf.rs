//! GEXF: outlets and the events that they tell of, as a network for Gephi and the like.
//!
//! A node for every outlet and every event of the selection; a line between them weighs how many articles of the outlet tell
//! of the event. (GEXF 1.2; gexf.net.)

use super::markup::escaped_line;
use super::record::days;
use super::{Selection, sheet};
use crate::corpus::ArticleId;
use crate::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

/// Name of the node of articles whose outlet is unknown.
const UNKNOWN: &str = "unknown";

/// Attributes of nodes, as they are numbered.
const ATTRIBUTES: [(&str, &str); 5] =
    [("kind", "string"), ("articles", "integer"), ("from", "string"), ("to", "string"), ("precision", "string")];

/// Writes the network.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let chosen: BTreeMap<ArticleId, Option<Arc<str>>> = selection
        .articles()
        .map(|(article_id, article)| (article_id, article.outlet.as_ref().map(|outlet| outlet.value.clone())))
        .collect();
    let mut outlets: BTreeMap<Option<Arc<str>>, usize> = BTreeMap::new();
    for outlet in chosen.values() {
        *outlets.entry(outlet.clone()).or_default() += 1;
    }
    let numbers: BTreeMap<&Option<Arc<str>>, usize> =
        outlets.keys().enumerate().map(|(number, name)| (name, number)).collect();
    let told: Vec<(&Event, BTreeSet<ArticleId>)> = selection
        .events
        .iter()
        .map(|event| (event, event.article_ids().into_iter().filter(|id| chosen.contains_key(id)).collect()))
        .filter(|(_, articles): &(_, BTreeSet<ArticleId>)| !articles.is_empty())
        .collect();
    head(selection, out)?;
    writeln!(out, "<nodes>")?;
    for (outlet, count) in &outlets {
        let name = outlet.as_deref().unwrap_or(UNKNOWN);
        let number = numbers.get(outlet).copied().unwrap_or_default();
        node(&format!("o{number}"), name, &["outlet".to_owned(), count.to_string()], out)?;
    }
    for (event, articles) in &told {
        let (from, to) = days(event.interval);
        let precision = event.interval.precision().name().to_owned();
        let values = ["event".to_owned(), articles.len().to_string(), from, to, precision];
        node(&format!("e{}", event.event_id.0), &event.label, &values, out)?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    let mut edge_count = 0;
    for (event, articles) in &told {
        let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
        for outlet in articles.iter().filter_map(|article_id| chosen.get(article_id)) {
            *weights.entry(numbers.get(outlet).copied().unwrap_or_default()).or_default() += 1;
        }
        for (outlet, weight) in weights {
            let event = event.event_id.0;
            writeln!(out, "<edge id=\"{edge_count}\" source=\"o{outlet}\" target=\"e{event}\" weight=\"{weight}\"/>")?;
            edge_count += 1;
        }
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn head(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let scope = &selection.scope;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">")?;
    let moment = scope.exported_at.map(|at| format!(" lastmodifieddate=\"{}\"", at.format("%Y-%m-%d")));
    let told: Vec<String> = scope.told().collect();
    writeln!(
        out,
        "<meta{}>\n<creator>Parallax {}</creator>\n<description>Outlets and events, {}. {}</description>\n</meta>",
        moment.unwrap_or_default(),
        escaped_line(&scope.program_version),
        sheet::heading(scope),
        escaped_line(&told.join("; ")),
    )?;
    writeln!(out, "<graph defaultedgetype=\"undirected\" mode=\"static\">\n<attributes class=\"node\">")?;
    for (number, (name, kind)) in ATTRIBUTES.iter().enumerate() {
        writeln!(out, "<attribute id=\"{number}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "</attributes>")
}

fn node(id: &str, label: &str, values: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<node id=\"{id}\" label=\"{}\">\n<attvalues>", escaped_line(label))?;
    for (number, value) in values.iter().enumerate() {
        writeln!(out, "<attvalue for=\"{number}\" value=\"{}\"/>", escaped_line(value))?;
    }
    writeln!(out, "</attvalues>\n</node>")
}
