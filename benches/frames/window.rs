//! The window without a screen, given events as a desktop gives them.

#![allow(dead_code, reason = "every measurement uses its part")]

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, Vec2,
    pos2,
};
use parallax::app::{Folders, Workbench, fonts};
use parallax::session::{Action, Column, Snapshot, Sort, clock};
use parallax::ui::theme;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A frame of a screen.
const FRAME: Duration = Duration::from_millis(16);
/// Longer than opening may take.
const LONGEST: Duration = Duration::from_hours(1);

/// A place within each panel.
pub(crate) const TABLE: Pos2 = pos2(500.0, 250.0);
pub(crate) const TIMELINE: Pos2 = pos2(600.0, 720.0);
pub(crate) const READER: Pos2 = pos2(1100.0, 600.0);

/// What one frame took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Frame {
    /// By the clock.
    pub(crate) taken: Duration,
    /// Of that, what the thread of the window computed; nothing where the system does not tell.
    pub(crate) computed: Duration,
    /// Of that, what it waited while others had the processors; nothing where the system does not tell.
    pub(crate) queued: Duration,
    /// What the machine below this one took from all processors meanwhile, in steps of 10 ms: a thread seems to compute
    /// then; nothing where the system does not tell.
    pub(crate) stolen: Duration,
    /// Pages of memory that it waited for because they had to be read from the disk; 0 where the system does not tell.
    pub(crate) pages_read: u64,
}

impl Frame {
    /// What is not due to others that want the processors: computing, and waiting for locks and for the disk.
    pub(crate) fn own(self) -> Duration {
        self.taken.saturating_sub(self.queued)
    }
}

pub(crate) struct Window {
    ctx: egui::Context,
    workbench: Workbench,
    start: Instant,
    /// What each frame took since this was last cleared.
    pub(crate) frames: Vec<Frame>,
}

impl Window {
    /// The window as it is started, with what it keeps below `home`, and what it reads in `cache` where that is given.
    pub(crate) fn start(home: &Path, cache: Option<PathBuf>) -> Self {
        let folders = Folders { data: home.join("data"), settings: home.join("settings.json") };
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        theme::install(&ctx);
        let mut workbench = Workbench::start(&folders, clock::system, Arc::new(|| {})).expect("threads");
        workbench.keep_caches_in(cache);
        Self { ctx, workbench, start: Instant::now(), frames: Vec::new() }
    }

    /// Opens the window on `path` and waits until all is read, indexed, sorted and grouped; what is read is kept in `cache`,
    /// where that is given.
    pub(crate) fn open(home: &Path, path: PathBuf, cache: Option<PathBuf>) -> Self {
        let mut window = Self::start(home, cache);
        window.act(Action::Open(vec![path]));
        assert!(window.workbench.wait_until(is_open, LONGEST), "the corpus is not read");
        window.rest(60);
        window
    }

    pub(crate) fn snapshot(&mut self) -> Arc<Snapshot> {
        self.workbench.snapshot()
    }

    /// Asks for something; counts with the frame that follows.
    pub(crate) fn act(&mut self, action: Action) {
        let asked = timed(|| self.workbench.apply(action)).1;
        self.frame(Vec::new());
        if let Some(last) = self.frames.last_mut() {
            last.taken += asked.taken;
            last.computed += asked.computed;
            last.queued += asked.queued;
            last.stolen += asked.stolen;
            last.pages_read += asked.pages_read;
        }
    }

    /// So many frames without an event.
    pub(crate) fn rest(&mut self, count: usize) {
        (0..count).for_each(|_| {
            self.frame(Vec::new());
        });
    }

    /// Types a query letter by letter, as a fast typist does, and deletes it.
    pub(crate) fn type_and_delete_query(&mut self) {
        self.keys(Key::Slash, Modifiers::NONE, 1);
        for letter in ["g", "o", "v", "e", "r", "n", "m", "e", "n", "t"] {
            self.type_text(letter);
            self.rest(3);
        }
        self.settle();
        self.keys(Key::Backspace, Modifiers::NONE, 10);
        self.settle();
    }

    /// Sorts by one column after another, the usual one last.
    pub(crate) fn sort_by_each_column(&mut self) {
        for column in [Column::Outlet, Column::Title, Column::Words, Column::Mentions, Column::Published] {
            self.act(Action::SortBy(Sort::by(column, false)));
            self.settle();
        }
    }

    /// Frames until nothing is pending and some more.
    pub(crate) fn settle(&mut self) {
        self.settle_until(|snapshot| snapshot.view.is_settled());
    }

    /// Frames until something is reached and stays for some more.
    pub(crate) fn settle_until(&mut self, is_reached: impl Fn(&Snapshot) -> bool) {
        let start = Instant::now();
        let mut quiet = 0;
        while quiet < 5 && start.elapsed() < LONGEST {
            self.frame(Vec::new());
            quiet = if is_reached(&self.workbench.snapshot()) { quiet + 1 } else { 0 };
        }
    }

    pub(crate) fn wheel(&mut self, at: Pos2, delta: Vec2, count: usize) {
        for _ in 0..count {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![Event::PointerMoved(at), wheel]);
        }
        self.rest(20);
    }

    pub(crate) fn glide(&mut self, from: Pos2, to: Pos2, count: usize) {
        for step in 0..count {
            self.frame(vec![Event::PointerMoved(from + (to - from) * (step as f32 / count as f32))]);
        }
    }

    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2, count: usize) {
        self.frame(vec![Event::PointerMoved(from)]);
        self.frame(vec![button(from, true)]);
        self.glide(from, to, count);
        self.frame(vec![Event::PointerMoved(to), button(to, false)]);
        self.rest(3);
    }

    pub(crate) fn click(&mut self, at: Pos2) {
        self.drag(at, at, 1);
    }

    /// A key pressed and let go, once a frame.
    pub(crate) fn keys(&mut self, key: Key, modifiers: Modifiers, count: usize) {
        for _ in 0..count {
            let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
            let held = Event::ModifiersChanged;
            self.frame(vec![held(modifiers), press(true), press(false), held(Modifiers::NONE)]);
        }
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.frame(vec![Event::Text(text.to_owned())]);
    }

    /// How often another frame is asked for at once within `time`, when nothing happens.
    pub(crate) fn idle_repaints(&mut self, time: Duration) -> usize {
        self.settle();
        let start = Instant::now();
        let mut count = 0;
        while start.elapsed() < time {
            count += usize::from(self.frame(Vec::new()) < Duration::from_millis(100));
        }
        count
    }

    /// One frame. Gives after what time the window wants another one.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1440.0, 900.0))),
            time: Some(self.start.elapsed().as_secs_f64()),
            events,
            focused: true,
            ..RawInput::default()
        };
        let (viewports, frame) = timed(|| {
            self.workbench.absorb();
            let mut output = self.ctx.run_ui(input, |ui| self.workbench.frame(ui));
            // Here is no card that they could go to.
            output.textures_delta.clear();
            std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
            output.viewport_output
        });
        self.frames.push(frame);
        self.workbench.take_requests();
        std::thread::sleep(FRAME.saturating_sub(frame.taken));
        viewports.values().map(|viewport| viewport.repaint_delay).min().unwrap_or(Duration::MAX)
    }
}

/// Whether everything has been read, indexed, sorted and grouped.
pub(crate) fn is_open(snapshot: &Snapshot) -> bool {
    let opened = &snapshot.opened;
    let is_indexed = !opened.catalogue.is_indexing_due(opened.reading.is_none());
    opened.reading.is_none() && !opened.corpus.is_empty() && snapshot.view.is_settled() && is_indexed
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Frame) {
    let (pages_read, stolen, (computed, queued), start) = (pages_read(), stolen(), thread_times(), Instant::now());
    let result = work();
    let (taken, now) = (start.elapsed(), thread_times());
    let (computed, queued) = (now.0.saturating_sub(computed), now.1.saturating_sub(queued));
    let stolen = self::stolen().saturating_sub(stolen);
    (result, Frame { taken, computed, queued, stolen, pages_read: self::pages_read().saturating_sub(pages_read) })
}

/// Pages that this thread has waited for because they were not in memory.
fn pages_read() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    fields.split_ascii_whitespace().nth(9).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// What the machine below has taken from all processors since it started.
fn stolen() -> Duration {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let ticks: u64 = stat.split_ascii_whitespace().nth(8).and_then(|count| count.parse().ok()).unwrap_or(0);
    Duration::from_millis(ticks * 10)
}

/// What this thread has computed, and what it has waited for a processor.
fn thread_times() -> (Duration, Duration) {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let mut times = times.split_ascii_whitespace().map(|time| Duration::from_nanos(time.parse().unwrap_or_default()));
    (times.next().unwrap_or_default(), times.next().unwrap_or_default())
}
