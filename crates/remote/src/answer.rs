use serde_json::Value;

/// What an endpoint's reply holds: the answer as JSON, or why there is none. Nothing is mended.
pub(crate) fn answer(reply: &[u8]) -> Result<Value, &'static str> {
    // serde_json refuses what nests deeper than 128 levels.
    let reply: Value = serde_json::from_slice(reply).map_err(|_| "a reply that is not JSON")?;
    let choice = &reply["choices"][0];
    let content = choice["message"]["content"].as_str().ok_or("a reply without a message")?;
    if choice["finish_reason"] == "length" {
        return Err("an answer that was cut short");
    }
    let answer: Value = serde_json::from_str(unwrapped(content)).map_err(|_| "an answer that is not JSON")?;
    if answer["events"].is_array() { Ok(answer) } else { Err("an answer without a list of events") }
}

/// The answer without what some models put around it: their thoughts before it, a code fence.
fn unwrapped(content: &str) -> &str {
    let content = content.trim();
    let content = match content.strip_prefix("<think>").and_then(|rest| rest.split_once("</think>")) {
        Some((_, after)) => after.trim(),
        None => content,
    };
    let inner = content.strip_prefix("```json").or_else(|| content.strip_prefix("```"));
    inner.and_then(|rest| rest.strip_suffix("```")).unwrap_or(content).trim()
}

/// The items of a list field, at most `most` of them; a field that is no list has none.
pub(crate) fn items<'v>(value: &'v Value, field: &str, most: usize) -> impl Iterator<Item = &'v Value> {
    value[field].as_array().map_or(&[][..], Vec::as_slice).iter().take(most)
}

/// A text field with something in it.
pub(crate) fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value[field].as_str().map(str::trim).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(content: &str) -> Result<Value, &'static str> {
        answer(json!({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).to_string().as_bytes())
    }

    #[test]
    fn answers_are_unwrapped_and_never_mended() {
        let good = r#"{"events": []}"#;
        for content in [good.to_owned(), format!("```json\n{good}\n```"), format!("<think>hm</think>\n{good}\n")] {
            assert_eq!(of(&content), Ok(json!({"events": []})), "{content}");
        }
        let deep = format!(r#"{{"events": {}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
        for content in ["", "Sure! Here it is:", r#"{"events": ["#, "[]", r#"{"event": []}"#, "null", &deep] {
            assert!(of(content).is_err(), "{content:.40}");
        }
        for reply in ["", "<html>", "{}", r#"{"choices":[]}"#, r#"{"choices":[{"message":{"content":null}}]}"#] {
            assert!(answer(reply.as_bytes()).is_err(), "{reply}");
        }
        let cut = json!({"choices": [{"message": {"content": good}, "finish_reason": "length"}]}).to_string();
        assert_eq!(answer(cut.as_bytes()), Err("an answer that was cut short"));
    }

    #[test]
    fn fields_of_the_wrong_kind_are_empty() {
        let value = json!({"a": {"b": 1}, "c": [1, 2, 3], "d": "  "});
        assert_eq!(
            (items(&value, "a", 9).count(), items(&value, "c", 2).count(), items(&value, "x", 9).count()),
            (0, 2, 0)
        );
        assert_eq!((text(&value, "a"), text(&value, "d")), (None, None));
        assert_eq!(text(&Value::Null, "a"), None);
    }
}
