//! macOS: the workspace says that the machine sleeps, the distributed notifications that the screen is locked.

use super::Held;
use block2::RcBlock;
use objc2_app_kit::{
    NSWorkspace, NSWorkspaceSessionDidResignActiveNotification, NSWorkspaceWillSleepNotification,
};
use objc2_foundation::{
    NSDistributedNotificationCenter, NSNotification, NSNotificationCenter, NSNotificationName,
    NSString,
};
use std::ptr::NonNull;
use std::sync::Arc;

type Leave = dyn Fn(Held) + Send + Sync;

pub fn on_leaving(leave: Arc<Leave>) {
    let workspace = NSWorkspace::sharedWorkspace().notificationCenter();
    let distributed = NSDistributedNotificationCenter::defaultCenter();
    // SAFETY: the names are constants of the system.
    let (sleeps, switched) = unsafe {
        (
            NSWorkspaceWillSleepNotification,
            NSWorkspaceSessionDidResignActiveNotification,
        )
    };
    observe(&workspace, sleeps, leave.clone());
    observe(&workspace, switched, leave.clone());
    observe(
        &distributed,
        &NSString::from_str("com.apple.screenIsLocked"),
        leave,
    );
}

/// For as long as the program runs: nobody takes the observer away.
fn observe(center: &NSNotificationCenter, name: &NSNotificationName, leave: Arc<Leave>) {
    let block = RcBlock::new(move |_: NonNull<NSNotification>| leave(Held::nothing()));
    // SAFETY: the block may be called from any thread, and is kept by the center.
    let observer = unsafe {
        center.addObserverForName_object_queue_usingBlock(Some(name), None, None, &block)
    };
    std::mem::forget(observer);
}
