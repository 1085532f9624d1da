//! Linux: logind on the system's bus says that the machine sleeps or the session locks; the desktop's screen saver on
//! the session's bus says that it locked the screen.

use super::Held;
use std::sync::Arc;
use std::thread;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Message;
use zbus::zvariant::{OwnedFd, OwnedObjectPath};
use zbus::{MatchRule, message};

type Leave = dyn Fn(Held) + Send + Sync;

const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_PATH: &str = "/org/freedesktop/login1";
const LOGIND_MANAGER: &str = "org.freedesktop.login1.Manager";

/// What desktops call the screen saver that says `ActiveChanged`.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

pub fn on_leaving(leave: Arc<Leave>) {
    let (own, other) = (leave.clone(), leave);
    // A bus that is not there, or ends, has nothing to say.
    thread::spawn(move || watch_session(&*own));
    thread::spawn(move || watch_system(&*other));
}

fn watch_session(leave: &Leave) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let messages = MessageIterator::from(&bus);
    for name in SCREEN_SAVERS {
        listen(&bus, name, "ActiveChanged")?;
    }
    for message in messages {
        if is_now_true(&message?, "ActiveChanged") {
            leave(Held::nothing());
        }
    }
    Ok(())
}

fn watch_system(leave: &Leave) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let messages = MessageIterator::from(&bus);
    let mut held = brake(&bus);
    let own = own_session(&bus);
    listen(&bus, LOGIND_MANAGER, "PrepareForSleep")?;
    listen(&bus, "org.freedesktop.login1.Session", "Lock")?;
    for message in messages {
        let message = message?;
        if is_now_true(&message, "PrepareForSleep") {
            leave(Held(held.take().map(|held| Box::new(held) as _)));
        } else if is_lock_of(&message, own.as_ref()) {
            leave(Held::nothing());
        } else if held.is_none() && is_signal(&message, "PrepareForSleep") {
            // Awake again.
            held = brake(&bus);
        }
    }
    Ok(())
}

fn listen(bus: &Connection, interface: &'static str, member: &'static str) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .interface(interface)?
        .member(member)?
        .build();
    zbus::blocking::fdo::DBusProxy::new(bus)?
        .add_match_rule(rule)
        .map_err(Into::into)
}

/// A brake on sleeping: logind waits for it, some seconds at most.
fn brake(bus: &Connection) -> Option<OwnedFd> {
    let what = ("sleep", "经纬 Jingwei", "锁定保险库", "delay");
    let answer = bus.call_method(
        Some(LOGIND),
        LOGIND_PATH,
        Some(LOGIND_MANAGER),
        "Inhibit",
        &what,
    );
    answer.ok()?.body().deserialize().ok()
}

/// On a machine of several people the session of another locks, too, and means nothing here.
fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let process = std::process::id();
    let method = "GetSessionByPID";
    let answer = bus.call_method(
        Some(LOGIND),
        LOGIND_PATH,
        Some(LOGIND_MANAGER),
        method,
        &process,
    );
    answer.ok()?.body().deserialize().ok()
}

fn member(message: &Message) -> Option<&str> {
    let header = message.header();
    // The names are compared here, and outlive the header nowhere.
    match header.member()?.as_str() {
        "ActiveChanged" => Some("ActiveChanged"),
        "PrepareForSleep" => Some("PrepareForSleep"),
        "Lock" => Some("Lock"),
        _ => None,
    }
}

fn is_signal(message: &Message, name: &str) -> bool {
    message.message_type() == message::Type::Signal && member(message) == Some(name)
}

fn is_now_true(message: &Message, name: &str) -> bool {
    is_signal(message, name) && message.body().deserialize::<bool>().unwrap_or(false)
}

fn is_lock_of(message: &Message, own: Option<&OwnedObjectPath>) -> bool {
    let header = message.header();
    is_signal(message, "Lock")
        && own.is_none_or(|own| header.path().is_some_and(|path| path == &**own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(path: &str, name: &'static str, is_true: Option<bool>) -> Message {
        let builder = Message::signal(path.to_owned(), "org.example.Any", name).unwrap();
        match is_true {
            Some(is_true) => builder.build(&is_true).unwrap(),
            None => builder.build(&()).unwrap(),
        }
    }

    #[test]
    fn only_the_beginning_of_a_sleep_or_a_locked_screen_is_one() {
        for name in ["ActiveChanged", "PrepareForSleep"] {
            assert!(is_now_true(&signal("/a", name, Some(true)), name));
            assert!(!is_now_true(&signal("/a", name, Some(false)), name));
            assert!(!is_now_true(&signal("/a", name, None), name));
        }
        assert!(!is_now_true(
            &signal("/a", "Other", Some(true)),
            "ActiveChanged"
        ));
    }

    #[test]
    fn the_session_of_another_user_locks_nothing_here() {
        let own = OwnedObjectPath::try_from("/session/_1").unwrap();
        let (mine, other) = (
            signal("/session/_1", "Lock", None),
            signal("/session/_2", "Lock", None),
        );
        assert!(is_lock_of(&mine, Some(&own)));
        assert!(!is_lock_of(&other, Some(&own)));
        assert!(
            is_lock_of(&other, None),
            "where it is not known whose it is"
        );
    }
}
