//! What the page may ask for, one module a noun. Commands are thin: parse, call the core, convert.
//!
//! A command stands in two places beside its own: [`all`] here, and `capabilities/main.json`, which grants
//! it to the window. `ui/src/ipc/bindings.ts` is made from [`all`].

pub mod app;
pub mod audit;
pub mod client;
pub mod client_list;
pub mod diagnosis;
pub mod document;
pub mod draft;
pub mod drop_folder;
pub mod erasure;
pub mod export;
pub mod import;
pub mod mapping;
pub mod palette;
pub mod preference;
pub mod sensitive;
pub mod setting;
pub mod today;
pub mod user;
pub mod vault;
pub mod view;
pub mod visit;

use tauri::Wry;
use tauri_specta::{Builder, collect_commands};

/// Every command the shell answers, with its types.
pub fn all() -> Builder<Wry> {
    Builder::new()
        .commands(collect_commands![
            app::app_close,
            app::app_copy_secret,
            app::app_copy_text,
            app::app_info,
            app::app_listen,
            app::app_lock,
            app::app_print,
            app::app_works,
            audit::audit_check_export,
            audit::audit_export,
            audit::audit_open,
            audit::audit_page,
            audit::audit_users,
            audit::audit_verify,
            client::client_page,
            client::client_enter,
            client::client_change,
            client::person_enter,
            client::person_change,
            client::number_reveal,
            client_list::client_list_export,
            client_list::client_list_facets,
            client_list::client_list_open,
            client_list::client_list_page,
            diagnosis::diagnosis_save,
            erasure::erasure_preview,
            erasure::erasure_erase,
            erasure::erasure_proofs,
            erasure::erasure_save_proof,
            erasure::hold_list,
            erasure::hold_set,
            erasure::hold_lift,
            erasure::retention_due,
            export::export_whole,
            import::import_checklist,
            import::import_choose_files,
            import::import_drops,
            import::import_open,
            import::import_cancel,
            import::import_current,
            import::import_discard,
            import::import_paste,
            import::import_preview,
            import::import_rows,
            import::import_cell,
            import::import_set,
            import::import_commit,
            import::import_finish,
            import::import_leave_out,
            import::import_overview,
            import::import_list,
            import::import_save_rejected,
            import::import_waiting,
            import::import_assign,
            import::import_undo,
            import::import_undo_together,
            import::import_value_options,
            import::import_value_remove,
            import::import_values,
            mapping::mapping_export,
            mapping::mapping_industries,
            mapping::mapping_read,
            mapping::mapping_set_value,
            mapping::mapping_take,
            drop_folder::drop_folder_look,
            drop_folder::drop_folder_pass_over,
            drop_folder::drop_folder_take_back,
            palette::palette_search,
            today::today_done,
            today::today_mark_undo,
            today::today_page,
            today::today_snooze,
            user::user_add,
            user::user_change,
            user::user_list,
            user::user_remove,
            user::user_reset_passphrase,
            vault::session,
            vault::vault_data_day,
            vault::vault_change_passphrase,
            vault::vault_confirm_recovery,
            vault::vault_create,
            vault::vault_demo,
            vault::vault_open,
            vault::vault_passphrase_strength,
            vault::vault_recover,
            vault::vault_renew_recovery,
            vault::vault_rotate_key,
            vault::backup::vault_backup,
            vault::backup::vault_backup_verify,
            vault::backup::vault_backups,
            vault::backup::vault_backups_kept,
            vault::backup::vault_restore_beside,
            vault::backup::vault_own_backups,
            vault::backup::vault_restore,
            vault::escrow::vault_escrow_choose,
            vault::escrow::vault_escrow_choose_private,
            vault::escrow::vault_escrow_recover,
            vault::escrow::vault_escrow_remove,
            vault::escrow::vault_escrow_set,
            vault::keychain::vault_keychain_look,
            vault::keychain::vault_keychain_off,
            vault::keychain::vault_keychain_on,
            vault::keychain::vault_keychain_open,
            vault::place::vault_choose_folder,
            vault::place::vault_default_folder,
            vault::place::vault_find,
            vault::place::vault_forget,
            vault::place::vault_look,
            vault::place::vault_recent,
            draft::draft_drop,
            draft::draft_load,
            draft::draft_save,
            preference::preference_get,
            preference::preference_set,
            sensitive::sensitive_warning,
            setting::setting_list,
            setting::setting_set,
            visit::visit_list,
            visit::visit_read,
            visit::visit_people,
            visit::visit_plan,
            visit::visit_change,
            visit::visit_cancel,
            visit::visit_reinstate,
            document::document_make,
            document::document_preview,
            document::document_bytes,
            document::document_save,
            document::document_print,
            document::document_finish,
            document::document_list,
            document::document_reopen,
            document::document_open_file,
            view::view_change,
            view::view_delete,
            view::view_rename,
            view::view_restore,
            view::view_save,
            view::view_tabs,
        ])
        .disable_serde_phases()
}

#[cfg(test)]
mod tests;
