//! How does a selection leave, whole or not at all?
