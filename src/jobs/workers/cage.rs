//! What a worker takes from itself before it sees a document: memory, computing time, files, and nearly all of the system.
//!
//! On Linux, four layers, each of which holds where the others are missing: limits on what the process uses, Landlock
//! (no file, no TCP port, no signal to others), a list of the few system calls that parsing takes (nothing that opens, connects or
//! starts; no memory that can be written and then run), and an end with the parent. Elsewhere a worker has its process and the
//! parent's patience, no more; [`Layers`] says which hold.

use crate::session::log::Field;

/// One of the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Memory and computing time are limited by the system.
    Limits = 1,
    /// Neither files nor ports can be opened (Landlock).
    NoFiles = 2,
    /// Nothing but a few system calls passes (seccomp).
    FewCalls = 4,
    /// It ends with its parent even when it does not listen.
    EndsWithParent = 8,
}

/// Which layers hold in a worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers(pub(super) u8);

impl Layers {
    /// True when `layer` is among them.
    pub fn hold(self, layer: Layer) -> bool {
        self.0 & layer as u8 != 0
    }

    /// As the log tells it.
    pub(super) fn told(self) -> [(&'static str, Field); 4] {
        [
            ("limits", Layer::Limits),
            ("no-files", Layer::NoFiles),
            ("few-calls", Layer::FewCalls),
            ("ends-with-parent", Layer::EndsWithParent),
        ]
        .map(|(name, layer)| (name, Field::Word(if self.hold(layer) { "holds" } else { "missing" })))
    }

    #[cfg(target_os = "linux")]
    fn with(self, layer: Layer, holds: bool) -> Self {
        if holds { Self(self.0 | layer as u8) } else { self }
    }
}

pub(super) use platform::{lock_up, renew_computing};

#[cfg(target_os = "linux")]
mod platform {
    use super::{Layer, Layers};
    use crate::jobs::workers::limits;
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    /// The newest version of Landlock whose rights are known here; an older kernel gives what it has.
    const LANDLOCK: ABI = ABI::V6;

    /// Descriptors that a worker has: its three pipes.
    const DESCRIPTORS: u64 = 3;

    /// Locks this process up, for good.
    pub(in super::super) fn lock_up() -> Layers {
        let ends_with_parent = set_parent_process_death_signal(Some(Signal::KILL)).is_ok();
        let has_limits = limit(Resource::Core, 0)
            && limit(Resource::Fsize, 0)
            && limit(Resource::As, limits::MEMORY_MEBIBYTES * 1024 * 1024);
        renew_computing();
        let is_without_files = without_files();
        // Landlock has opened and closed a descriptor of its own.
        let has_limits = limit(Resource::Nofile, DESCRIPTORS) && has_limits;
        let has_few_calls = super::calls::allow_few();
        Layers::default()
            .with(Layer::Limits, has_limits)
            .with(Layer::NoFiles, is_without_files)
            .with(Layer::FewCalls, has_few_calls)
            .with(Layer::EndsWithParent, ends_with_parent)
    }

    /// Gives this process its computing time anew. One that is not given any more is ended by the system.
    pub(in super::super) fn renew_computing() {
        let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
        // Used time is counted in whole seconds, so the one that has begun does not count.
        let current = Some(used + 1 + limits::COMPUTING_SECONDS);
        let _ = setrlimit(Resource::Cpu, Rlimit { current, maximum: None });
    }

    fn limit(resource: Resource, most: u64) -> bool {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
    }

    fn without_files() -> bool {
        let restricted = Ruleset::default()
            .handle_access(AccessFs::from_all(LANDLOCK))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(LANDLOCK)))
            .and_then(|rules| rules.scope(Scope::from_all(LANDLOCK)))
            .and_then(Ruleset::create)
            .and_then(landlock::RulesetCreated::restrict_self);
        restricted.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use super::Layers;

    /// Locks this process up as far as the system allows: here not at all.
    pub(in super::super) fn lock_up() -> Layers {
        Layers::default()
    }

    /// Gives this process its computing time anew: here it is not counted.
    pub(in super::super) fn renew_computing() {}
}

/// The system calls that pass.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
mod calls {
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    };

    /// Calls that pass whatever they ask for: pipes that are open, memory, signals to oneself, time, chance, the end.
    const PASSING: [i64; 22] = [
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_brk,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Lets few calls pass from here on; all others are refused, as if the user had no right to them.
    pub(super) fn allow_few() -> bool {
        filter().is_some_and(|program| seccompiler::apply_filter(&program).is_ok())
    }

    fn filter() -> Option<BpfProgram> {
        let is_not_run =
            || rule(2, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(u64::from(libc::PROT_EXEC.unsigned_abs())), 0);
        let is_own = |own: u64| rule(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own);
        let mut rules: std::collections::BTreeMap<i64, Vec<SeccompRule>> =
            PASSING.into_iter().map(|call| (call, Vec::new())).collect();
        rules.insert(libc::SYS_mmap, vec![is_not_run()?]);
        rules.insert(libc::SYS_mprotect, vec![is_not_run()?]);
        // Ending oneself by a signal, and one's own limits.
        rules.insert(libc::SYS_tgkill, vec![is_own(u64::from(std::process::id()))?]);
        rules.insert(libc::SYS_prlimit64, vec![is_own(0)?]);
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter =
            SeccompFilter::new(rules, refused, SeccompAction::Allow, std::env::consts::ARCH.try_into().ok()?).ok()?;
        filter.try_into().ok()
    }

    fn rule(argument: u8, length: SeccompCmpArgLen, operator: SeccompCmpOp, value: u64) -> Option<SeccompRule> {
        SeccompRule::new(vec![SeccompCondition::new(argument, length, operator, value).ok()?]).ok()
    }
}

/// No list of calls is known for this processor.
#[cfg(all(target_os = "linux", not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))))]
mod calls {
    pub(super) fn allow_few() -> bool {
        false
    }
}
