//! Thresholds.

use crate::clock;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use jingwei_core::Code;
use jingwei_core::day::Day;
use jingwei_core::setting::{self, Threshold};
use tauri::State;

/// Every threshold as it stands today.
#[tauri::command]
#[specta::specta]
pub async fn setting_list(desk: State<'_, Desk>) -> Answer<Vec<Threshold>> {
    let open = desk.open().await?;
    Ok(setting::thresholds(&open.vault, clock::today()).await?)
}

/// Sets one from a day on. `value` is a whole number, or a decimal in quotes, as JSON.
#[tauri::command]
#[specta::specta]
pub async fn setting_set(
    desk: State<'_, Desk>,
    key: String,
    value: String,
    valid_from: Day,
) -> Answer<()> {
    let open = desk.open().await?;
    let value = serde_json::from_str(&value)
        .map_err(|_| Failure::new(Code::Refused, "取值不是数字，设置没有改变。请填写数字。"))?;
    Ok(setting::set(&open.vault, &key, value, valid_from, clock::now()).await?)
}
