//! Does something change in the open folder? Says so once it has come to rest; what has changed is looked up elsewhere.
//!
//! The system is asked to tell of changes. Where it cannot (no watches left, a folder on another machine), names, sizes and
//! times are looked through every few seconds instead.

use super::Outbox;
use crate::ingest::fingerprint;
use crate::session::Report;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long nothing must have changed, so that a file is not read while it is being written.
const QUIET: Duration = Duration::from_millis(500);
/// After this time what never comes to rest is read all the same.
const LONGEST: Duration = Duration::from_secs(5);
/// Between two looks, where the system does not tell; a slow look makes it longer, see [`SHARE`].
const POLL: Duration = Duration::from_secs(8);
/// Between two looks at something that was just seen to change.
const SETTLE: Duration = Duration::from_secs(1);
/// Looking takes at most one part in so many of the time.
const SHARE: u32 = 20;

/// What the thread is told.
#[derive(Debug)]
enum Message {
    /// Watch these in place of others; none: nothing.
    Watch {
        import: u64,
        paths: Vec<PathBuf>,
    },
    /// The system tells of a change.
    Changed,
    /// The system tells of no more changes.
    Lost,
    Quit,
}

/// The thread that watches. Dropping it ends it.
#[derive(Debug)]
pub struct Watch {
    inbox: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Starts the thread; nothing is watched yet.
    ///
    /// # Errors
    /// When the system gives no thread.
    #[allow(clippy::disallowed_methods, reason = "threads start in this layer")]
    pub fn start(outbox: Outbox) -> std::io::Result<Self> {
        let (inbox, messages) = unbounded();
        let sender = inbox.clone();
        let work = move || run(&messages, &sender, &outbox);
        let thread = std::thread::Builder::new().name("watching".to_owned()).spawn(work)?;
        Ok(Self { inbox, thread: Some(thread) })
    }

    /// Watches `paths` in place of others; without any, nothing.
    pub fn watch(&self, import: u64, paths: Vec<PathBuf>) {
        // The thread lives as long as this does.
        let _ = self.inbox.send(Message::Watch { import, paths });
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.inbox.send(Message::Quit);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(messages: &Receiver<Message>, sender: &Sender<Message>, outbox: &Outbox) {
    let mut watched: Option<Watched> = None;
    loop {
        let next = match watched.as_ref().and_then(Watched::wake) {
            Some(at) => messages.recv_deadline(at),
            None => messages.recv().map_err(|_closed| RecvTimeoutError::Disconnected),
        };
        match (next, &mut watched) {
            (Ok(Message::Watch { import, paths }), watched) => {
                *watched = (!paths.is_empty()).then(|| Watched::new(import, paths, sender));
            }
            (Ok(Message::Changed), Some(watched)) => watched.noticed(Instant::now()),
            (Ok(Message::Lost), Some(watched)) => watched.look_from_now_on(Instant::now()),
            (Err(RecvTimeoutError::Timeout), Some(watched)) => {
                if watched.has_changed(Instant::now()) {
                    outbox.send(Report::FolderChanged(watched.import));
                }
            }
            (Ok(Message::Quit) | Err(RecvTimeoutError::Disconnected), _) => return,
            (Ok(Message::Changed | Message::Lost) | Err(RecvTimeoutError::Timeout), None) => {}
        }
    }
}

/// What is watched, and what was noticed.
struct Watched {
    import: u64,
    paths: Vec<PathBuf>,
    /// Tells of changes for as long as it lives.
    _watcher: Option<RecommendedWatcher>,
    /// The first and the latest change that has not been told yet.
    unrest: Option<(Instant, Instant)>,
    /// When to look, where the system does not tell.
    next_look: Option<Instant>,
    /// What was seen when it was last told, and what was seen since.
    told: Option<u64>,
    seen: Option<u64>,
}

impl Watched {
    fn new(import: u64, paths: Vec<PathBuf>, sender: &Sender<Message>) -> Self {
        let watcher = if paths.iter().any(|path| is_remote(path)) { None } else { watcher(&paths, sender) };
        let next_look = watcher.is_none().then(|| Instant::now() + POLL);
        Self { import, paths, _watcher: watcher, unrest: None, next_look, told: None, seen: None }
    }

    /// When to wake without having been told of anything.
    fn wake(&self) -> Option<Instant> {
        let rest = self.unrest.map(|(first, last)| (last + QUIET).min(first + LONGEST));
        rest.into_iter().chain(self.next_look).min()
    }

    fn noticed(&mut self, now: Instant) {
        self.unrest = Some((self.unrest.map_or(now, |(first, _)| first), now));
    }

    fn look_from_now_on(&mut self, now: Instant) {
        self.next_look.get_or_insert(now + SETTLE);
    }

    /// True when something has changed and come to rest.
    fn has_changed(&mut self, now: Instant) -> bool {
        if self.unrest.is_some_and(|(first, last)| (last + QUIET).min(first + LONGEST) <= now) {
            self.unrest = None;
            return true;
        }
        if self.next_look.is_none_or(|at| at > now) {
            return false;
        }
        let print = fingerprint(&self.paths);
        let took = now.elapsed();
        let (is_new, is_settled) = (self.told != Some(print), self.seen == Some(print));
        self.seen = Some(print);
        let pause = if is_new && !is_settled { SETTLE } else { POLL };
        self.next_look = Some(now + took + pause.max(took * SHARE));
        if is_new && is_settled {
            self.told = Some(print);
        }
        is_new && is_settled
    }
}

/// Asks the system to tell of changes below `paths`; nothing when it does not.
fn watcher(paths: &[PathBuf], sender: &Sender<Message>) -> Option<RecommendedWatcher> {
    let sender = sender.clone();
    let listen = move |event: notify::Result<notify::Event>| {
        let message = match event {
            Ok(event) if is_change(event.kind) || event.need_rescan() => Message::Changed,
            Ok(_) => return,
            Err(_) => Message::Lost,
        };
        // Nobody listening any more is no error: the program is closing.
        let _ = sender.send(message);
    };
    let mut watcher = notify::recommended_watcher(listen).ok()?;
    for path in paths {
        // A file that is replaced by another of its name is noticed by its folder only.
        let (path, mode) = match path.parent().filter(|_| path.is_file()) {
            Some(folder) if folder.as_os_str().is_empty() => (Path::new("."), RecursiveMode::NonRecursive),
            Some(folder) => (folder, RecursiveMode::NonRecursive),
            None => (path.as_path(), RecursiveMode::Recursive),
        };
        watcher.watch(path, mode).ok()?;
    }
    Some(watcher)
}

/// Reading is no change, and this program reads.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// True where another machine may change a folder without this one's system noticing.
fn is_remote(path: &Path) -> bool {
    const REMOTE: [&str; 10] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "vboxsf", "afs", "ceph"];
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return false };
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mounted = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (place, kind) = (words.next()?.replace("\\040", " "), words.next()?);
        path.starts_with(&place).then_some((place.len(), kind))
    });
    let nearest = mounted.max_by_key(|(length, _)| *length);
    nearest.is_some_and(|(_, kind)| REMOTE.contains(&kind) || kind.starts_with("fuse."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(next_look: Option<Instant>, paths: Vec<PathBuf>) -> Watched {
        Watched { import: 1, paths, _watcher: None, unrest: None, next_look, told: None, seen: None }
    }

    #[test]
    fn a_change_is_told_once_it_has_come_to_rest_or_has_gone_on_for_long() {
        let start = Instant::now();
        let mut watched = watched(None, Vec::new());
        watched.noticed(start);
        watched.noticed(start + Duration::from_millis(400));
        assert!(!watched.has_changed(start + Duration::from_millis(600)), "it is still going on");
        assert!(watched.has_changed(start + Duration::from_millis(900)));
        assert!(!watched.has_changed(start + Duration::from_mins(1)), "it is told once");
        for tenth in 0..=50 {
            watched.noticed(start + Duration::from_millis(tenth * 100));
        }
        assert!(watched.has_changed(start + LONGEST), "it never comes to rest");
    }

    #[test]
    fn looking_tells_of_what_is_the_same_in_two_looks_and_other_than_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let start = Instant::now();
        let mut watched = watched(Some(start), vec![folder.path().to_owned()]);
        let mut look = || {
            let at = watched.next_look.expect("it looks again");
            watched.has_changed(at)
        };
        assert_eq!([look(), look(), look()], [false, true, false], "the first state is told, once");
        std::fs::write(folder.path().join("a.txt"), "half").expect("written");
        assert!(!look());
        std::fs::write(folder.path().join("a.txt"), "half and half").expect("written");
        assert_eq!([look(), look(), look()], [false, true, false], "what is being written is waited for");
    }
}
