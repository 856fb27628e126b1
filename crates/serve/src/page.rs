use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use polybius_store::{After, KeyValue};

use crate::error::{ApiError, Code};

/// Rows of a page where nothing is said, and at most.
pub(crate) const PAGE: usize = 50;
pub(crate) const LARGEST_PAGE: usize = 1000;

/// A cursor as clients have it: opaque to them, and bound to the sort that it came from.
pub(crate) fn write(sort: &str, after: &After) -> String {
    let key = match &after.key {
        KeyValue::Integer(n) => format!("i{n}"),
        KeyValue::Real(x) => format!("r{:016x}", x.to_bits()),
        KeyValue::Text(text) => format!("t{text}"),
        KeyValue::Null | KeyValue::Blob(_) => "n".to_owned(),
    };
    URL_SAFE_NO_PAD.encode(format!("{sort}\n{key}\n{}", after.id))
}

pub(crate) fn read(sort: &str, cursor: &str) -> Result<After, ApiError> {
    let wrong = || ApiError::new(Code::BadCursor, "this list gave no such cursor; start again without it");
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
    let words = String::from_utf8(bytes).map_err(|_| wrong())?;
    let mut parts = words.splitn(3, '\n');
    let (Some(of), Some(key), Some(id)) = (parts.next(), parts.next(), parts.next()) else { return Err(wrong()) };
    if of != sort {
        return Err(ApiError::new(
            Code::BadCursor,
            format!("the cursor is of a list sorted by {of:?}, not by {sort:?}"),
        ));
    }
    let (kind, rest) = key.split_at_checked(1).ok_or_else(wrong)?;
    let key = match kind {
        "i" => KeyValue::Integer(rest.parse().map_err(|_| wrong())?),
        "r" => KeyValue::Real(f64::from_bits(u64::from_str_radix(rest, 16).map_err(|_| wrong())?)),
        "t" => KeyValue::Text(rest.to_owned()),
        "n" => KeyValue::Null,
        _ => return Err(wrong()),
    };
    Ok(After { key, id: id.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back_as_they_were() {
        for key in [
            KeyValue::Integer(-7),
            KeyValue::Real(0.1 + 0.2),
            KeyValue::Text("2031-05-06".to_owned()),
            KeyValue::Text(String::new()),
        ] {
            let after = After { key, id: "event-00ff".to_owned() };
            assert_eq!(read("-date", &write("-date", &after)), Ok(after.clone()));
            assert!(read("date", &write("-date", &after)).is_err());
        }
        for wrong in ["", "!!", "aGVsbG8", "LWRhdGUKeApi"] {
            assert_eq!(read("-date", wrong).map_err(|e| e.code()), Err(Code::BadCursor), "{wrong}");
        }
    }
}
