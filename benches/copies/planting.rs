//! The corpus with what is planted in it.

use super::corpus_generator::{GeneratedArticle, Generator, Random};
use parallax::corpus::{Article, ArticleId, Basis, ContentHash, Corpus, Known, Source};
use parallax::time::Interval;
use std::collections::HashMap;
use std::io::BufRead;
use std::path::PathBuf;
use std::sync::Arc;

/// Words changed, in percent.
pub(crate) const NOISES: [usize; 4] = [1, 3, 6, 10];

/// Something planted.
pub(crate) struct Planted {
    /// Which of [`NOISES`].
    pub(crate) noise: usize,
    pub(crate) original: ArticleId,
    pub(crate) copy: ArticleId,
}

/// A corpus that knows what was planted.
pub(crate) struct Shelf {
    pub(crate) corpus: Corpus,
    pub(crate) wholes: Vec<Planted>,
    pub(crate) parts: Vec<Planted>,
    /// The generator's own rewritten copies with their originals.
    pub(crate) copies_of: Vec<(ArticleId, ArticleId)>,
    roots: HashMap<ArticleId, ArticleId>,
    hosts: HashMap<ArticleId, ArticleId>,
    path: Arc<PathBuf>,
}

impl Shelf {
    /// The first `size` articles, read `from` a file where one is named, and behind them what is planted.
    pub(crate) fn new(generator: &Generator, size: usize, from: Option<&str>) -> Self {
        let mut shelf = Self {
            corpus: Corpus::new(),
            wholes: Vec::new(),
            parts: Vec::new(),
            copies_of: Vec::new(),
            roots: HashMap::new(),
            hosts: HashMap::new(),
            path: Arc::new(PathBuf::from("corpus.jsonl")),
        };
        match from {
            None => generator.articles(size as u64).for_each(|article| shelf.add_generated(&article)),
            Some(path) => {
                let file = std::fs::File::open(path).expect("a corpus");
                for line in std::io::BufReader::new(file).lines().take(size) {
                    shelf.add_line(&line.expect("a line"));
                }
                for id in 0..size as u64 {
                    shelf.note_original(id, generator.original_of(id));
                }
            }
        }
        shelf.plant(generator, size);
        shelf
    }

    /// The article that this one is a version of.
    pub(crate) fn root(&self, article_id: ArticleId) -> ArticleId {
        let root = self.roots.get(&article_id).copied().unwrap_or(article_id);
        self.roots.get(&root).copied().unwrap_or(root)
    }

    /// Versions of one article, or with a paragraph of one.
    pub(crate) fn are_related(&self, a: ArticleId, b: ArticleId) -> bool {
        let roots = |article_id: ArticleId| {
            let lent = self.hosts.get(&article_id).map(|&lender| self.root(lender));
            [Some(self.root(article_id)), lent]
        };
        roots(a).into_iter().flatten().any(|root| roots(b).contains(&Some(root)))
    }

    fn add_generated(&mut self, article: &GeneratedArticle) {
        self.note_original(article.id, article.copy_of);
        self.add(&article.text, &article.outlet, article.published);
    }

    fn note_original(&mut self, id: u64, original: Option<u64>) {
        if let Some(original) = original {
            let (copy, original) = (ArticleId(id as u32), ArticleId(original as u32));
            self.copies_of.push((copy, original));
            self.roots.insert(copy, original);
        }
    }

    fn add_line(&mut self, line: &str) {
        let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = |name: &str| object[name].as_str().unwrap_or_default();
        let day = text("published").parse().ok().map(days_of);
        self.add(text("text"), text("outlet"), day);
    }

    fn add(&mut self, text: &str, outlet: &str, published: Option<i32>) -> ArticleId {
        let basis = || Basis::Stated { place: "corpus".into() };
        let id: Arc<str> = self.corpus.slot_count().to_string().into();
        let source = Source { path: self.path.clone(), shown_path: "corpus.jsonl".into(), member: Some(id.clone()) };
        let mut article = Article::of_text(source, id, ContentHash([0; 32]), text.into());
        article.outlet = Some(Known { value: outlet.into(), basis: basis() });
        let day = published.and_then(|day| chrono::DateTime::from_timestamp(i64::from(day) * 86_400, 0));
        article.published = day.map(|day| Known { value: Interval::day(day.date_naive()), basis: basis() });
        let article_id = self.corpus.push(Arc::new(article));
        for full in self.corpus.give_out() {
            let block = Arc::new(full.pack());
            self.corpus.take_packed(&full, block);
        }
        article_id
    }

    fn plant(&mut self, generator: &Generator, size: usize) {
        let mut random = Random::new(42, 0x91a7);
        let mut by_number: HashMap<u64, ArticleId> = HashMap::new();
        let each = (size / 100).clamp(50, 1_000);
        for round in 0..each {
            for (noise, percent) in NOISES.into_iter().enumerate() {
                let original = ArticleId(random.below(size) as u32);
                let text = self.corpus.get(original).map(|article| article.text.to_string()).unwrap_or_default();
                let copy = self.add(&changed(generator, &text, percent, &mut random), "Planted", None);
                self.roots.insert(copy, original);
                self.wholes.push(Planted { noise, original, copy });
                let words = |paragraph: &&str| paragraph.split(' ').count();
                let lent = text.split("\n\n").max_by_key(words).unwrap_or_default();
                let host = generator.article((size + round * NOISES.len() + noise) as u64);
                let (host_id, host_copy_of) = (host.id, host.copy_of);
                let (front, back) = host.text.split_once("\n\n").unwrap_or((&host.text, ""));
                let lent = changed(generator, lent, percent, &mut random);
                let host = self.add(&format!("{front}\n\n{lent}\n\n{back}"), &host.outlet, None);
                self.hosts.insert(host, original);
                by_number.insert(host_id, host);
                if let Some(root) = host_copy_of {
                    // A host may be a copy of another host; of one that is not there it is none.
                    let root =
                        if root < size as u64 { Some(ArticleId(root as u32)) } else { by_number.get(&root).copied() };
                    self.roots.extend(root.map(|root| (host, root)));
                }
                self.parts.push(Planted { noise, original, copy: host });
            }
        }
    }
}

/// Each word for another with a chance of so many percent.
fn changed(generator: &Generator, text: &str, percent: usize, random: &mut Random) -> String {
    let mut changed = String::with_capacity(text.len());
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            changed.push(' ');
        }
        let is_changed = random.below(100) < percent;
        changed.push_str(if is_changed { generator.any_word(random) } else { word });
    }
    changed
}

fn days_of(day: chrono::NaiveDate) -> i32 {
    (day - chrono::NaiveDate::default()).num_days() as i32
}
