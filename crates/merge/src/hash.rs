//! Numbers for words, names and ids: the same on every machine, and small enough for a signed 64-bit column.

/// FNV-1a with the finaliser of SplitMix64, in 63 bits.
pub(crate) fn hash(words: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mixed(hash) >> 1
}

/// One number of several, in their order, in 63 bits.
pub(crate) fn combined(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |hash, part| mixed(hash ^ mixed(*part))) >> 1
}

fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
