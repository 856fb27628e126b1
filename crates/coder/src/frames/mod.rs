//! Frames: clauses that tell of one act.
