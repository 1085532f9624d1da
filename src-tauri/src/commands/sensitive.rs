//! What a free text should not hold of a person, while it is typed.

use jingwei_core::language::Language;
use jingwei_core::sensitive;

/// What to tell whoever types this text; `null` where nothing is amiss. The answer never repeats the text.
#[tauri::command]
#[specta::specta]
pub async fn sensitive_warning(text: String, language: Language) -> Option<String> {
    sensitive::warning(&text, language)
}
