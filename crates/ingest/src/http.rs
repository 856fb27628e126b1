//! The HTTP response inside a WARC record.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

/// A response, its transfer and content encodings undone.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub status: u16,
    /// Lower case, without parameters: "text/html".
    pub media_type: String,
    pub charset: Option<String>,
    pub body: Vec<u8>,
}

/// Parses a response; the body may have at most `limit` bytes.
pub(crate) fn parse_response(bytes: &[u8], limit: usize) -> Result<Response, String> {
    let (head_end, body_start) = head_end(bytes).ok_or("the HTTP header has no end")?;
    let head = String::from_utf8_lossy(&bytes[..head_end]);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)).and_then(|code| code.parse().ok());
    let mut response = Response {
        status: status.ok_or("the HTTP status is missing")?,
        media_type: String::new(),
        charset: None,
        body: Vec::new(),
    };
    let (mut chunked, mut packing) = (false, String::new());
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => (response.media_type, response.charset) = content_type(value),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => packing = value.trim().to_ascii_lowercase(),
            _ => {}
        }
    }
    let body = &bytes[body_start..];
    // Some crawlers undo the chunks and leave the header.
    let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    response.body = match packing.as_str() {
        "" | "identity" => body,
        "gzip" | "x-gzip" if !body.starts_with(b"\x1f\x8b") => body,
        "gzip" | "x-gzip" => inflated(GzDecoder::new(&body[..]), limit)?,
        "deflate" => {
            inflated(ZlibDecoder::new(&body[..]), limit).or_else(|_| inflated(DeflateDecoder::new(&body[..]), limit))?
        }
        other => return Err(format!("its content encoding \"{other}\" is not read")),
    };
    Ok(response)
}

/// Media type and charset of a `Content-Type`.
pub(crate) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media_type = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, label) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| label.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media_type, charset)
}

fn head_end(bytes: &[u8]) -> Option<(usize, usize)> {
    let find = |mark: &[u8]| bytes.windows(mark.len()).position(|w| w == mark).map(|at| (at, at + mark.len()));
    match (find(b"\r\n\r\n"), find(b"\n\n")) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a } else { b }),
        (a, b) => a.or(b),
    }
}

fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().take(64).position(|&b| b == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(bytes.get(..size)?);
        bytes = bytes[size..].strip_prefix(b"\r\n").unwrap_or(&bytes[size..]);
    }
}

fn inflated(reader: impl Read, limit: usize) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let cap = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    // A body cut short by the crawler is read as far as it goes.
    let result = reader.take(cap).read_to_end(&mut out);
    match result {
        _ if out.len() > limit => Err(format!("its body inflates to more than {limit} bytes")),
        Err(error) if out.is_empty() => Err(format!("its body cannot be inflated ({error})")),
        _ => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_responses() {
        let plain = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"utf-8\"\r\n\r\n<p>x";
        let expected = Response {
            status: 200,
            media_type: "text/html".to_owned(),
            charset: Some("utf-8".to_owned()),
            body: b"<p>x".to_vec(),
        };
        assert_eq!(parse_response(plain, 100), Ok(expected));

        let chunked = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
        assert_eq!(parse_response(chunked, 100).map(|r| r.body), Ok(b"abcde".to_vec()));
        let not_chunked = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nabc";
        assert_eq!(parse_response(not_chunked, 100).map(|r| r.body), Ok(b"abc".to_vec()));

        for bad in [&b""[..], b"HTTP/1.1 200 OK", b"nonsense\n\nx", b"HTTP/1.1 200 OK\nContent-Encoding: br\n\nx"] {
            assert!(parse_response(bad, 100).is_err(), "{bad:?}");
        }
    }
}
