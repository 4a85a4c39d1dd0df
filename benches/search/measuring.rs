//! Building and asking all engines in turns, so that what else the machine does falls on all alike.

use super::engine::{Answer, Engine};
use super::sampling::Class;
use crate::corpus_generator::GeneratedArticle;
use crate::cost::{Cost, cost_of, cost_of_programs, memory};

/// Articles that an engine takes in before it is the next one's turn.
const PORTION: usize = 2_000;
const ROUNDS: usize = 3;
/// Seconds that one measurement of a short answer goes on.
const LEAST_SECONDS: f64 = 0.000_2;

/// What making an index cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Build {
    pub(crate) add: Cost,
    pub(crate) finish: Cost,
    /// Bytes by which the memory in use grew.
    pub(crate) memory: i64,
}

/// Has every engine index the articles.
pub(crate) fn build(engines: &mut [Box<dyn Engine>], articles: &[GeneratedArticle]) -> Vec<Build> {
    let mut builds = vec![Build::default(); engines.len()];
    for portion in articles.chunks(PORTION) {
        for (engine, build) in engines.iter_mut().zip(&mut builds) {
            let before = memory();
            build.add += cost_of(|| engine.add(portion)).1;
            build.memory += memory() as i64 - before as i64;
        }
    }
    for (engine, build) in engines.iter_mut().zip(&mut builds) {
        let before = memory();
        build.finish =
            if engine.is_program() { cost_of_programs(|| engine.finish()).1 } else { cost_of(|| engine.finish()).1 };
        build.memory += memory() as i64 - before as i64;
        engine.prepare(articles);
    }
    builds
}

/// What an engine answered to the queries of a class, and what it took.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) name: &'static str,
    /// One for each query, nothing where the engine cannot.
    pub(crate) answers: Vec<Option<Answer>>,
    /// Seconds of the processor of each query, the median of the rounds, the shortest first.
    pub(crate) seconds: Vec<f64>,
    /// The same by the clock.
    pub(crate) walls: Vec<f64>,
    /// A program, of which only the clock tells finely enough.
    pub(crate) is_program: bool,
}

/// Asks every engine the queries of a class.
pub(crate) fn ask(engines: &mut [Box<dyn Engine>], articles: &[GeneratedArticle], class: &Class) -> Vec<Asked> {
    let mut asked: Vec<Asked> = engines
        .iter()
        .map(|engine| Asked {
            name: engine.name(),
            answers: Vec::new(),
            seconds: Vec::new(),
            walls: Vec::new(),
            is_program: engine.is_program(),
        })
        .collect();
    let mut repeats = vec![vec![0_usize; class.queries.len()]; engines.len()];
    for (place, query) in class.queries.iter().enumerate() {
        for (index, engine) in engines.iter_mut().enumerate() {
            if engine.is_program() {
                // Once: the time of a program's processor is told in hundredths, so that of the clock counts.
                let (answer, cost) = cost_of_programs(|| engine.ask(articles, class.ask, query));
                asked[index].seconds.extend(answer.as_ref().map(|_| cost.wall));
                asked[index].walls.extend(answer.as_ref().map(|_| cost.wall));
                asked[index].answers.push(answer);
                continue;
            }
            let (answer, cost) = cost_of(|| engine.ask(articles, class.ask, query));
            repeats[index][place] = if answer.is_none() {
                0
            } else {
                (LEAST_SECONDS / cost.cpu.max(1e-9)).ceil().clamp(1.0, 1_000.0) as usize
            };
            asked[index].answers.push(answer);
        }
    }
    for (place, query) in class.queries.iter().enumerate() {
        let mut rounds = vec![Vec::new(); engines.len()];
        for _ in 0..ROUNDS {
            for (index, engine) in engines.iter_mut().enumerate() {
                let times = repeats[index][place];
                if times == 0 {
                    continue;
                }
                let ((), cost) = cost_of(|| {
                    for _ in 0..times {
                        std::hint::black_box(engine.ask(articles, class.ask, std::hint::black_box(query)));
                    }
                });
                rounds[index].push((cost.cpu / times as f64, cost.wall / times as f64));
            }
        }
        for (asked, rounds) in asked.iter_mut().zip(rounds) {
            let median = |of: fn(&(f64, f64)) -> f64| {
                let mut times: Vec<f64> = rounds.iter().map(of).collect();
                times.sort_by(f64::total_cmp);
                times.get(times.len() / 2).copied()
            };
            asked.seconds.extend(median(|round| round.0));
            asked.walls.extend(median(|round| round.1));
        }
    }
    for asked in &mut asked {
        asked.seconds.sort_by(f64::total_cmp);
        asked.walls.sort_by(f64::total_cmp);
    }
    asked
}
