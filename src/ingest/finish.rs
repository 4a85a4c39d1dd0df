//! A draft becomes an article: what is stated is understood, what is missing is inferred.

use super::account::Stamp;
use super::infer::{self, Hints, HouseLines, OutletList};
use super::language;
use super::readers::Draft;
use super::statement::{Statement, Statements};
use super::walk::FoundFile;
use crate::corpus::{Article, ContentHash, Field, Known, Source};
use crate::time::{self, Context, Interval};
use crate::work::{Problem, ProblemKind};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;

/// What is known of a file before it is read.
#[derive(Clone, Debug)]
pub(super) struct FileFacts {
    pub(super) path: Arc<PathBuf>,
    pub(super) shown_path: Arc<str>,
    pub(super) folders: Vec<String>,
    /// What `metadata.csv` states.
    pub(super) statements: Option<Box<Statements>>,
    /// By what a later change is noticed.
    pub(super) stamp: Stamp,
    /// The lines that many files of its folder share, where it is a plain text among others.
    pub(super) house_lines: Option<Arc<HouseLines>>,
    /// The outlets that are known in the opened folder, where that has a list of its own.
    pub(super) outlets: Option<OutletList>,
}

impl From<FoundFile> for FileFacts {
    fn from(found: FoundFile) -> Self {
        let FoundFile { path, shown_path, folders, size_bytes, modified, statements, outlets, .. } = found;
        let stamp = Stamp::new(size_bytes, modified, statements.as_deref(), outlets);
        Self { path, shown_path, folders, statements, stamp, house_lines: None, outlets }
    }
}

impl FileFacts {
    /// Name of the file without its folders.
    pub(super) fn file_name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// The article that `draft` describes, or the reason why it is none; with what was doubtful on the way.
///
/// Texts come from anywhere: should one of them make an inference panic, it costs this article and nothing else.
pub(super) fn finish(draft: Draft, file: &FileFacts, problems: &mut Vec<Problem>) -> Option<Article> {
    let member = draft.member.clone();
    let understood = std::panic::catch_unwind(AssertUnwindSafe(|| understand(draft, file, problems)));
    understood.unwrap_or_else(|_| {
        let doc = member.map_or_else(|| file.shown_path.to_string(), |member| format!("{}#{member}", file.shown_path));
        problems.push(Problem::new(doc, ProblemKind::Crashed, "understanding its text failed"));
        None
    })
}

fn understand(draft: Draft, file: &FileFacts, problems: &mut Vec<Problem>) -> Option<Article> {
    let source = Source {
        path: Arc::clone(&file.path),
        shown_path: Arc::clone(&file.shown_path),
        member: draft.member.map(Arc::from),
    };
    let doc = source.doc();
    if draft.text.trim().is_empty() {
        problems.push(Problem::new(doc, ProblemKind::Empty, "it holds no text"));
        return None;
    }
    let sha256 = draft.sha256.unwrap_or(ContentHash([0; 32]));
    let stated = file.statements.as_deref().cloned().unwrap_or_default().or(draft.statements);
    let language = language_of(stated.language, &draft.text);
    let context = Context { published: None, language: language.as_ref().map(|known| &*known.value), country: None };
    let published = published_of(stated.published, &context, &doc, problems);
    let mut article = Article {
        source,
        id: draft.id.map_or_else(|| sha256.to_string().chars().take(12).collect::<String>().into(), Arc::from),
        sha256,
        text: draft.text.into(),
        title: text_of(stated.title),
        outlet: text_of(stated.outlet),
        byline: text_of(stated.byline),
        published,
        language,
        url: text_of(stated.url),
        boilerplate: draft.boilerplate,
        word_count: 0,
    };
    let url = article.url.as_ref().map(|known| known.value.to_string());
    infer::fill(&mut article, &hints(draft.file_name.as_deref(), file, url));
    Some(article)
}

/// What the names of the file and its folders, in an archive those of the member, may tell.
fn hints(member: Option<&str>, file: &FileFacts, url: Option<String>) -> Hints {
    let mut folders = file.folders.clone();
    let Some(path) = member else {
        return Hints {
            file_name: file.file_name(),
            folders,
            url,
            house_lines: file.house_lines.clone(),
            outlets: file.outlets,
        };
    };
    let mut parts: Vec<String> = path.split(['/', '\\']).map(str::to_owned).collect();
    let file_name = parts.pop().unwrap_or_default();
    folders.extend(parts);
    Hints { file_name, folders, url, house_lines: None, outlets: file.outlets }
}

fn text_of(statement: Option<Statement>) -> Field<Arc<str>> {
    statement.map(|stated| Known::new(stated.value.into(), stated.basis))
}

fn language_of(stated: Option<Statement>, text: &str) -> Field<Arc<str>> {
    let known = stated.and_then(|stated| Some(Known::new(language::stated_code(&stated.value)?.into(), stated.basis)));
    known.or_else(|| language::infer(text))
}

fn published_of(
    stated: Option<Statement>,
    context: &Context<'_>,
    doc: &str,
    problems: &mut Vec<Problem>,
) -> Field<Interval> {
    let stated = stated?;
    if let Some(interval) = time::stated::parse(&stated.value, context) {
        return Some(Known::new(interval, stated.basis));
    }
    let shown: String = stated.value.chars().take(60).collect();
    let reason = format!("its stated date “{shown}” is not understood ({})", stated.basis.rule());
    problems.push(Problem::new(doc, ProblemKind::Doubtful, reason));
    None
}
