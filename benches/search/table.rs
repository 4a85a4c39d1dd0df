//! The tables of the report, as Markdown.

use super::engine::Engine;
use super::measuring::{Asked, Build};
use super::sampling::Class;
use crate::cost::percentile;

/// What each index cost.
pub(crate) fn print_builds(engines: &[Box<dyn Engine>], builds: &[Build], articles: usize, text_bytes: usize) {
    println!(
        "| engine | articles/s a core | … with the merge | wall, s | index, % of the text | memory, % of the text |"
    );
    println!("|---|---|---|---|---|---|");
    for (engine, build) in engines.iter().zip(builds) {
        let whole = build.add.cpu + build.finish.cpu;
        if whole < 0.01 {
            continue;
        }
        let rate =
            |seconds: f64| if seconds < 0.01 { "–".to_owned() } else { format!("{:.0}", articles as f64 / seconds) };
        let share = |bytes: f64| format!("{:.1}", 100.0 * bytes / text_bytes as f64);
        println!(
            "| {} | {} | {} | {:.1} | {} | {} |",
            engine.name(),
            if engine.is_program() { "–".to_owned() } else { rate(build.add.cpu) },
            rate(whole),
            build.add.wall + build.finish.wall,
            share(engine.index_bytes() as f64),
            if engine.is_program() { "–".to_owned() } else { share(build.memory as f64) },
        );
    }
    println!();
}

/// The heading of the table of classes.
pub(crate) fn print_heading(engines: &[Box<dyn Engine>]) {
    print!("| p50 / p99, ms | hits |");
    for engine in engines {
        print!(" {} |", engine.name());
    }
    print!(" same answers |\n|---|---|");
    println!("{}---|", "---|".repeat(engines.len()));
}

/// A row of that table. The first engine is the measure: behind its times stands p99 by the clock, behind those of others how
/// many times as long they took, at p50 and p99 (programs by the clock), and how many of their answers are the first one's.
pub(crate) fn print_class(class: &Class, asked: &[Asked]) {
    print!("| {} ({}) | {} |", class.name, class.queries.len(), median_hits(asked));
    let measure = asked.first().filter(|first| !first.seconds.is_empty());
    for (index, engine) in asked.iter().enumerate() {
        if engine.seconds.is_empty() {
            print!(" – |");
            continue;
        }
        let at = |asked: &Asked, share: f64| percentile(&asked.seconds, share);
        print!(" {} / {}", milliseconds(at(engine, 0.5)), milliseconds(at(engine, 0.99)));
        if index == 0 {
            print!(" ({})", milliseconds(percentile(&engine.walls, 0.99)));
        }
        if let Some(measure) = measure.filter(|_| index > 0) {
            // Clock beside clock, processor beside processor.
            let times = if engine.is_program { &measure.walls } else { &measure.seconds };
            let ratio = |share: f64| factor(at(engine, share) / percentile(times, share));
            print!(" (× {}, {})", ratio(0.5), ratio(0.99));
        }
        print!(" |");
    }
    println!(" {} |", agreements(asked).join(", "));
}

/// For each engine but the first that answers, how many of its answers are those of the first one that does.
fn agreements(asked: &[Asked]) -> Vec<String> {
    let mut answering = asked.iter().filter(|asked| asked.answers.iter().any(Option::is_some));
    let Some(first) = answering.next() else { return Vec::new() };
    answering
        .map(|other| {
            let pairs = first.answers.iter().zip(&other.answers);
            let same = pairs.filter(|(one, other)| one == other).count();
            format!("{} {same}/{}", other.name, other.answers.len())
        })
        .collect()
}

fn median_hits(asked: &[Asked]) -> String {
    let counts = asked.first().into_iter().flat_map(|asked| asked.answers.iter().flatten());
    let mut counts: Vec<u64> = counts.map(|answer| answer.count).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).filter(|&&count| count > 0).map_or_else(|| "–".to_owned(), u64::to_string)
}

fn milliseconds(seconds: f64) -> String {
    let ms = seconds * 1_000.0;
    match ms {
        0.0..0.001 => format!("{ms:.5}"),
        0.001..1.0 => format!("{ms:.4}"),
        1.0..100.0 => format!("{ms:.2}"),
        _ => format!("{ms:.0}"),
    }
}

fn factor(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") }
}
