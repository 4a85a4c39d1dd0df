//! How much every two of the articles in the reader share.

use super::lists::short_name;
use super::sieve::Sieve;
use crate::compare::Comparison;
use crate::session::Snapshot;
use crate::text::sentences;
use crate::ui::theme::{self, size, tokens};
use egui::{Grid, RichText, Ui};
use std::collections::BTreeSet;

/// Shows the table: of the sentences of a row's article, how many have a counterpart in a column's.
pub fn matrix_ui(ui: &mut Ui, snapshot: &Snapshot, sieve: &Sieve) {
    let tokens = tokens(ui);
    let count = snapshot.reader.columns.len();
    ui.label(RichText::new("Sentences with a counterpart").font(theme::strong(size::BODY)).color(tokens.text_strong));
    Grid::new("who shares what").num_columns(count + 1).spacing([18.0, 6.0]).show(ui, |ui| {
        ui.label("");
        for column in 0..count {
            ui.label(RichText::new(format!("in {}", column + 1)).color(tokens.text_weak));
        }
        ui.end_row();
        for row in 0..count {
            ui.label(format!("{}  {}", row + 1, short_name(snapshot, row)));
            let sentence_count = sentence_count(snapshot, row);
            for column in 0..count {
                let is_same = row == column;
                ui.label(if is_same {
                    "–".to_owned()
                } else {
                    shared(snapshot, sieve, (row, column), sentence_count)
                });
            }
            ui.end_row();
        }
    });
}

/// Sentences of a column's article outside boilerplate.
fn sentence_count(snapshot: &Snapshot, column: usize) -> Option<usize> {
    let article = snapshot.article(snapshot.reader.columns.get(column)?.article_id)?;
    Some(sentences(&article.text).into_iter().filter(|&sentence| !article.is_boilerplate(sentence)).count())
}

/// `12 of 40 (30 %)`.
fn shared(snapshot: &Snapshot, sieve: &Sieve, (row, column): (usize, usize), all: Option<usize>) -> String {
    let comparison = snapshot.reader.comparison(row.min(column), row.max(column));
    let (Some(all), Some(comparison)) = (all, comparison) else { return "…".to_owned() };
    let linked = linked_count(comparison, sieve, row < column);
    format!("{linked} of {all} ({:.0} %)", linked as f32 * 100.0 / all.max(1) as f32)
}

fn linked_count(comparison: &Comparison, sieve: &Sieve, is_left: bool) -> usize {
    let links = comparison.links.iter().filter(|link| sieve.passes(link));
    links.map(|link| if is_left { link.a } else { link.b }).collect::<BTreeSet<_>>().len()
}
