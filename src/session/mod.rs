//! The only mutable state: actions in, snapshots out.
