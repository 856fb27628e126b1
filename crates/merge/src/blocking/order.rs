use polybius_records::CountKind;

use crate::features::Features;

/// Where a report stands in every block of its own, in 63 bits: by place, first day, number of dead, rarest word. Ties are
/// broken by the report's number.
pub(crate) fn order(report: &Features) -> u64 {
    let place = report.place.as_ref().map_or(0, |p| p.name_hash) & 0xf_ffff;
    let day = report.date.map(|d| d.start).or(report.published).unwrap_or(0);
    let day = u64::try_from(day).unwrap_or(0) & 0xf_ffff;
    let killed = report.count(CountKind::Killed).and_then(|k| k.best.or(k.low)).unwrap_or(0).min(255);
    let word = super::keys::telling(report).next().map_or(0, u64::from) & 0x7fff;
    place << 43 | day << 23 | killed << 15 | word
}
