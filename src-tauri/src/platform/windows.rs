//! Windows: a window that is never shown gets the messages of its session and of the power.

use super::Held;
use std::ptr::{null, null_mut};
use std::sync::{Arc, OnceLock};
use std::thread;
use windows_sys::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::Power::RegisterSuspendResumeNotification;
use windows_sys::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DispatchMessageW, GetMessageW,
    HWND_MESSAGE, MSG, PBT_APMSUSPEND, RegisterClassW, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE,
    WNDCLASSW, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
};

type Leave = dyn Fn(Held) + Send + Sync;

/// A window procedure takes no state of its own.
static LEAVE: OnceLock<Arc<Leave>> = OnceLock::new();

pub fn on_leaving(leave: Arc<Leave>) {
    if LEAVE.set(leave).is_ok() {
        thread::spawn(listen);
    }
}

/// Ends at once where the system refuses the window.
fn listen() {
    let name: Vec<u16> = "JingweiLeaving\0".encode_utf16().collect();
    // SAFETY: `name` and `class` outlive the calls that read them, the window belongs to this thread, which also takes
    // its messages, and `message` is written before it is read.
    unsafe {
        let instance = GetModuleHandleW(null());
        let class = WNDCLASSW {
            lpfnWndProc: Some(on_message),
            hInstance: instance,
            lpszClassName: name.as_ptr(),
            ..std::mem::zeroed()
        };
        if RegisterClassW(&class) == 0 {
            return;
        }
        let window = CreateWindowExW(
            0,
            name.as_ptr(),
            null(),
            0,
            0,
            0,
            0,
            0,
            HWND_MESSAGE,
            null_mut(),
            instance,
            null(),
        );
        if window.is_null() {
            return;
        }
        // Either that is refused leaves the other.
        WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION);
        RegisterSuspendResumeNotification(window, DEVICE_NOTIFY_WINDOW_HANDLE);
        let mut message: MSG = std::mem::zeroed();
        while GetMessageW(&mut message, null_mut(), 0, 0) > 0 {
            DispatchMessageW(&message);
        }
    }
}

unsafe extern "system" fn on_message(
    window: HWND,
    message: u32,
    word: WPARAM,
    long: LPARAM,
) -> LRESULT {
    if means_leaving(message, word as u32)
        && let Some(leave) = LEAVE.get()
    {
        leave(Held::nothing());
    }
    // SAFETY: the arguments are those that the system gave.
    unsafe { DefWindowProcW(window, message, word, long) }
}

fn means_leaving(message: u32, word: u32) -> bool {
    match message {
        // A session that goes to another screen, or to none, was left, too.
        WM_WTSSESSION_CHANGE => {
            matches!(
                word,
                WTS_SESSION_LOCK | WTS_CONSOLE_DISCONNECT | WTS_REMOTE_DISCONNECT
            )
        }
        WM_POWERBROADCAST => word == PBT_APMSUSPEND,
        _ => false,
    }
}
