//! The binary `polybius`.
fn main() {}
