use axum::http::{HeaderMap, header};
use polybius_formats::Format;

use crate::error::{ApiError, Code};

/// What a list of events can be had as, the first where a client does not care; `None` is the JSON that it is by itself.
const OFFERED: [(&str, Option<Format>); 5] = [
    ("application/json", None),
    ("text/csv", Some(Format::Csv)),
    ("application/geo+json", Some(Format::Geojson)),
    ("application/vnd.apache.parquet", Some(Format::Parquet)),
    ("application/vnd.apache.arrow.stream", Some(Format::Arrow)),
];

/// The format that `Accept` asks for (RFC 9110, 12.5.1).
///
/// # Errors
/// None of the types that it names can be had.
pub(crate) fn page_as(headers: &HeaderMap) -> Result<Option<Format>, ApiError> {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok());
    let ranges: Vec<Range<'_>> = lines.flat_map(|line| line.split(',')).filter_map(Range::read).collect();
    if ranges.is_empty() {
        return Ok(None);
    }
    let quality = |media: &str| {
        // The range that says most about the type decides.
        let naming = ranges.iter().filter(|range| range.names(media));
        naming.max_by_key(|range| range.precision()).map_or(0, |range| range.thousandths)
    };
    let mut best = None;
    for (media, format) in OFFERED {
        let quality = quality(media);
        if quality > 0 && best.is_none_or(|(_, other)| quality > other) {
            best = Some((format, quality));
        }
    }
    best.map(|(format, _)| format).ok_or_else(|| {
        let known: Vec<&str> = OFFERED.iter().map(|(media, _)| *media).collect();
        ApiError::new(Code::NotAcceptable, format!("this list can be had as {}", known.join(", ")))
    })
}

/// One of the types of an `Accept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range<'a> {
    media: &'a str,
    /// `q`, 1000 where nothing is said.
    thousandths: u16,
}

impl<'a> Range<'a> {
    fn read(words: &'a str) -> Option<Self> {
        let mut parts = words.split(';').map(str::trim);
        let media = parts.next().filter(|media| media.contains('/'))?;
        let q = parts.filter_map(|p| p.split_once('=')).find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
        let q =
            q.map_or(Some(1.0), |(_, value)| value.trim().parse::<f64>().ok().filter(|q| (0.0..=1.0).contains(q)))?;
        Some(Range { media, thousandths: (q * 1000.0).round() as u16 })
    }

    fn names(&self, media: &str) -> bool {
        match self.media.split_once('/') {
            Some(("*", "*")) => true,
            Some((kind, "*")) => media.split_once('/').is_some_and(|(k, _)| k.eq_ignore_ascii_case(kind)),
            _ => self.media.eq_ignore_ascii_case(media),
        }
    }

    fn precision(&self) -> u8 {
        match self.media.split_once('/') {
            Some(("*", _)) => 0,
            Some((_, "*")) => 1,
            _ => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_that_is_liked_best_is_chosen() {
        for (accept, expected) in [
            ("*/*", Ok(None)),
            ("application/json", Ok(None)),
            ("text/csv", Ok(Some(Format::Csv))),
            ("text/*", Ok(Some(Format::Csv))),
            ("text/html, application/xhtml+xml, */*;q=0.8", Ok(None)),
            ("text/csv;q=0.3, application/geo+json;q=0.9", Ok(Some(Format::Geojson))),
            ("application/json;q=0, */*", Ok(Some(Format::Csv))),
            ("application/*;q=0.5, application/vnd.apache.parquet", Ok(Some(Format::Parquet))),
            ("APPLICATION/VND.APACHE.ARROW.STREAM; q=1.0", Ok(Some(Format::Arrow))),
            ("image/png", Err(Code::NotAcceptable)),
            ("text/csv;q=0", Err(Code::NotAcceptable)),
            ("", Ok(None)),
        ] {
            let headers = [(header::ACCEPT, accept.parse().unwrap())].into_iter().collect();
            assert_eq!(page_as(&headers).map_err(|e| e.code()), expected, "{accept}");
        }
        assert_eq!(page_as(&HeaderMap::new()), Ok(None));
    }
}
