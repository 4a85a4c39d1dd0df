//! Which lines do many files of a folder share? Menus, share bars, newsletter boxes and footers of the sites they come from.
//!
//! A line belongs to the site, not to the article, when texts that are different stories have it. Versions of one story
//! share lines too, and these are what users compare: texts with a long paragraph in common count as one story. What
//! reads as a date or a byline is the article's own however often it stands, and so is whatever reads as running text
//! within running text.

use super::headline::is_date_line;
use super::page::{Line, Page};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Stories that must share a line before it is anybody's but the article's: two can agree by chance.
const FEWEST_STORIES: usize = 3;
/// At the edge of a page one in so many stories must have the line: a folder may hold many sites.
const EDGE_SHARE: usize = 50;
/// Within running text, where a subheading can be common, more stories and a larger share must have it.
const FEWEST_INSIDE: usize = 4;
const INSIDE_SHARE: usize = 5;
/// Running text at the edge of a page (what a site says of cookies, of itself): it could be quoted.
const FEWEST_PROSE: usize = 5;
const PROSE_SHARE: usize = 4;
/// The longest paragraphs by which a story is known again.
const STORY_PARAGRAPHS: usize = 3;

/// A line, as it is compared.
type LineHash = u64;

/// What is known of a line that many files share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Habit {
    is_inside_too: bool,
    is_usual: bool,
}

/// The lines that many files of one folder share.
#[derive(Debug, Default)]
pub struct HouseLines {
    habits: HashMap<LineHash, Habit>,
}

/// One text, as far as it is compared with others.
#[derive(Debug)]
pub struct Sheet {
    /// Its longest paragraphs.
    story: Vec<LineHash>,
    /// Its lines, each once, and how it stands there.
    lines: BTreeMap<LineHash, Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    is_edge: bool,
    is_prose: bool,
}

impl Sheet {
    /// The lines of one text.
    pub fn read(text: &str) -> Self {
        let page = Page::read(text);
        let mut paragraphs: Vec<&Line<'_>> = page.body().iter().filter(|line| line.is_prose).collect();
        paragraphs.sort_by_key(|line| std::cmp::Reverse(line.width));
        let story = paragraphs.iter().take(STORY_PARAGRAPHS).map(|line| number(line.text)).collect();
        let mut lines: BTreeMap<LineHash, Place> = BTreeMap::new();
        for (index, line) in page.lines.iter().enumerate().filter(|(_, line)| can_be_shared(line)) {
            let is_edge = page.is_edge(index);
            let place = lines.entry(number(&line.key)).or_insert(Place { is_edge, is_prose: line.is_prose });
            place.is_edge |= is_edge;
        }
        Self { story, lines }
    }
}

impl HouseLines {
    /// What `sheets`, texts of one folder, have in common. The order of the texts makes no difference that matters:
    /// give them in a fixed one.
    pub fn learn(sheets: &[Sheet]) -> Self {
        let mut story_of: HashMap<LineHash, usize> = HashMap::new();
        let mut sharers: BTreeMap<LineHash, (BTreeSet<usize>, Place)> = BTreeMap::new();
        let mut stories = BTreeSet::new();
        for (index, sheet) in sheets.iter().enumerate() {
            let story = sheet.story.iter().find_map(|paragraph| story_of.get(paragraph)).copied().unwrap_or(index);
            stories.insert(story);
            for paragraph in &sheet.story {
                story_of.entry(*paragraph).or_insert(story);
            }
            for (line, place) in sheet.lines.iter().filter(|(_, place)| place.is_edge || !place.is_prose) {
                sharers.entry(*line).or_insert_with(|| (BTreeSet::new(), *place)).0.insert(story);
            }
        }
        let habits = sharers
            .into_iter()
            .filter_map(|(line, (sharers, place))| Some((line, habit(sharers.len(), stories.len(), place.is_prose)?)));
        Self { habits: habits.collect() }
    }

    /// True when `line` is the site's: at the edge of a page, or within its running text.
    pub(super) fn holds(&self, line: &Line<'_>, is_edge: bool) -> bool {
        self.habit(line).is_some_and(|habit| is_edge || habit.is_inside_too)
    }

    /// True when most files have `line`: it is no headline.
    pub(super) fn is_usual(&self, line: &Line<'_>) -> bool {
        self.habit(line).is_some_and(|habit| habit.is_usual)
    }

    /// True when no line is known.
    pub fn is_empty(&self) -> bool {
        self.habits.is_empty()
    }

    fn habit(&self, line: &Line<'_>) -> Option<Habit> {
        if self.is_empty() || !can_be_shared(line) {
            return None;
        }
        self.habits.get(&number(&line.key)).copied()
    }
}

fn habit(sharers: usize, stories: usize, is_prose: bool) -> Option<Habit> {
    let enough = |fewest: usize, share: usize| sharers >= fewest && sharers * share >= stories;
    let is_known = if is_prose { enough(FEWEST_PROSE, PROSE_SHARE) } else { enough(FEWEST_STORIES, EDGE_SHARE) };
    let is_inside_too = !is_prose && enough(FEWEST_INSIDE, INSIDE_SHARE);
    let is_usual = sharers > FEWEST_STORIES && sharers * 2 >= stories;
    is_known.then_some(Habit { is_inside_too, is_usual })
}

/// Short enough to be compared, with letters, and neither a date nor a byline: those of one day or one author recur.
fn can_be_shared(line: &Line<'_>) -> bool {
    let letters = line.key.chars().filter(|c| c.is_alphabetic()).count();
    let is_copyright = line.text.contains('©') || line.key.contains("copyright");
    letters >= 2
        && (is_copyright || !line.key.contains(|c: char| c.is_numeric()))
        && !is_date_line(line.text)
        && super::byline::read(line.text).is_none()
}

fn number(text: &str) -> LineHash {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOPICS: [&str; 6] = ["harbour", "orchard", "railway", "library", "theatre", "hospital"];

    fn story(topic: &str) -> String {
        format!(
            "The {topic} of the old town will be closed for a year from the first of the month on, its owners told a crowd that had waited since noon."
        )
    }

    fn learnt(texts: &[String]) -> HouseLines {
        let sheets: Vec<Sheet> = texts.iter().map(|text| Sheet::read(text)).collect();
        HouseLines::learn(&sheets)
    }

    fn marks(house: &HouseLines, text: &str) -> Vec<String> {
        let page = Page::read(text);
        let is_marked = |(index, line): &(usize, &Line<'_>)| house.holds(line, page.is_edge(*index));
        page.lines.iter().enumerate().filter(is_marked).map(|(_, line)| line.text.to_owned()).collect()
    }

    #[test]
    fn what_three_stories_share_at_their_edge_is_the_sites() {
        let texts: Vec<String> = TOPICS
            .iter()
            .take(3)
            .map(|topic| format!("Bell Tower Weekly\n\nThe {topic} closes\n\n{}\n\nGive us a bell\n", story(topic)))
            .collect();
        assert_eq!(marks(&learnt(&texts), &texts[0]), ["Bell Tower Weekly", "Give us a bell"]);
        assert!(learnt(&texts[..2]).is_empty());
    }

    #[test]
    fn versions_of_one_story_share_what_is_theirs() {
        let texts: Vec<String> =
            (0..5).map(|_| format!("The harbour closes\n\n{}\n\nWhat comes next\n", story("harbour"))).collect();
        assert!(learnt(&texts).is_empty());
    }

    #[test]
    fn dates_bylines_and_running_text_within_the_text_stay_the_articles() {
        let quote =
            "“Nobody asked us about any of this before it was decided behind closed doors,” said the spokeswoman.";
        let texts: Vec<String> = TOPICS
            .iter()
            .map(|topic| {
                let end = format!("Nothing of the {topic} is to be sold, and the people who work there keep their places until then, so it was said.");
                format!("21 March 2022\n\nBy Jane Doe\n\nThe {topic} closes\n\n{}\n\n{quote}\n\n{end}\n", story(topic))
            })
            .collect();
        assert!(learnt(&texts).is_empty());
    }

    #[test]
    fn a_line_between_paragraphs_must_be_common() {
        let text = |topic: &str, between: &str| {
            format!("The {topic} closes\n\n{}\n\n{between}\n\nNot so the {topic}. {}\n", story(topic), story(topic))
        };
        let common: Vec<String> = TOPICS.iter().map(|topic| text(topic, "Tell a friend")).collect();
        assert_eq!(marks(&learnt(&common), &common[0]), ["Tell a friend"]);
        let mut rare = common;
        rare.truncate(3);
        assert!(marks(&learnt(&rare), &rare[0]).is_empty());
    }
}
