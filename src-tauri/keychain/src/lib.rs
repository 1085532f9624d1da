//! What this computer keeps of vaults that open without their passphrase: the secret in the operating system's
//! keychain, and a note of which they are in the program's configuration folder. The window and the command line use
//! the same.
//!
//! The note also says whose vault may be opened at the next start: the one that was open last, until it is locked.
//! A lock is thus kept beyond the program's end: who closes a locked window and starts the program again is asked for
//! the passphrase.

mod system;

use jiff::Timestamp;
use jingwei_core::vault::{DeviceId, DeviceSecret, Vault, atomic, lets_in};
use jingwei_core::{Code, Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Of the program, as the operating system knows it.
pub const PROGRAM: &str = "app.jingwei.desktop";

const NOTE: &str = "keychain.json";

/// The keychain of who is logged in to this computer. Asking it may wait for the user, whom the system asks to unlock
/// it.
#[derive(Debug, Clone)]
pub struct Keychain {
    note: PathBuf,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Note {
    kept: Vec<DeviceId>,
    /// The one of these that was open last and was not locked.
    opens: Option<Uuid>,
}

impl Keychain {
    /// Where the program keeps its configuration.
    ///
    /// # Errors
    /// Where the system does not say where that is.
    pub fn of_this_computer() -> Result<Self> {
        let folder =
            dirs::config_dir().ok_or_else(|| Error::new(Code::Keychain, system::MISSING))?;
        Ok(Self::noted_in(&folder.join(PROGRAM)))
    }

    pub fn noted_in(folder: &Path) -> Self {
        Keychain {
            note: folder.join(NOTE),
        }
    }

    /// Whether there is a keychain that answers.
    ///
    /// # Errors
    /// [`Code::Keychain`], as everything here that asks it.
    pub async fn answers(&self) -> Result<()> {
        asked(|| system::store().map(drop)).await
    }

    /// Lets this computer open the vault for who is in, whose passphrase is asked again. The keychain first: where it
    /// refuses, nothing has changed.
    pub async fn turn_on(&self, vault: &Vault, passphrase: &str, now: Timestamp) -> Result<()> {
        if self.of(vault).is_some() {
            return Err(Error::new(
                Code::Exists,
                "这台电脑的钥匙串已经能打开这个保险库。什么也没有改动。",
            ));
        }
        let new = vault.new_device(passphrase, now)?;
        let new = asked(move || system::keep(&new.id, &new.secret).map(|()| new)).await?;
        let id = new.id;
        let turned_on = match vault.let_device_in(new, now).await {
            Ok(()) => self.note(&id),
            Err(error) => Err(error),
        };
        if turned_on.is_err() {
            // It opens nothing; the error at hand is the one to tell.
            let _ = asked(move || system::forget(&id)).await;
        }
        turned_on
    }

    /// Takes this computer's way in, and then what the keychain has of it; whether that went, too. Left there, it
    /// opens nothing.
    ///
    /// # Errors
    /// [`Code::NotFound`] where this computer does not open the vault.
    pub async fn turn_off(&self, vault: &Vault, now: Timestamp) -> Result<bool> {
        let Some(id) = self.of(vault) else {
            return Err(Error::new(
                Code::NotFound,
                "这台电脑的钥匙串并不打开这个保险库。什么也没有改动。",
            ));
        };
        vault.forget_device(id.device, now).await?;
        Ok(self.forget(id).await.is_ok())
    }

    /// Forgets it on this computer. It is off the note even where the keychain does not answer.
    pub async fn forget(&self, id: DeviceId) -> Result<()> {
        self.change(|note| note.kept.retain(|other| *other != id))?;
        asked(move || system::forget(&id)).await
    }

    /// What the keychain keeps; waits where the system asks its user to unlock it.
    pub async fn secret(&self, id: DeviceId) -> Result<DeviceSecret> {
        asked(move || system::secret(&id)).await
    }

    /// What this computer opens the vault with for who is in, where the vault lets it in.
    pub fn of(&self, vault: &Vault) -> Option<DeviceId> {
        self.noted(vault).filter(|id| lets_in(vault.dir(), id))
    }

    /// What may open the vault in this folder at a start.
    pub fn at_start(&self, dir: &Path) -> Option<DeviceId> {
        let Note { kept, opens } = self.read();
        let mut kept = kept.into_iter().filter(|id| Some(id.device) == opens);
        kept.find(|id| lets_in(dir, id))
    }

    /// The vault was opened: the next start may do so, too, where it is one that this computer opens. A copy restored
    /// from a backup is none, and takes nothing from the vault that it is of.
    pub fn opened(&self, vault: &Vault) {
        let opens = self.of(vault).map(|id| id.device);
        if self.read().opens != opens {
            // Unwritten, the next start asks for the passphrase or opens what was open before this.
            let _ = self.change(|note| note.opens = opens);
        }
    }

    /// The passphrase is asked at the next start, whatever happens meanwhile.
    pub fn lock(&self) {
        if self.read().opens.is_some() && self.change(|note| note.opens = None).is_err() {
            // On a full disk nothing is written; without its note the keychain opens nothing.
            let _ = std::fs::remove_file(&self.note);
        }
    }

    fn note(&self, id: &DeviceId) -> Result<()> {
        self.change(|note| {
            note.kept.retain(|other| !is_same_way(other, id));
            note.kept.push(*id);
            note.opens = Some(id.device);
        })
    }

    fn noted(&self, vault: &Vault) -> Option<DeviceId> {
        let (id, user): (Uuid, Uuid) = (vault.id().ok()?, vault.user().id.into());
        let mut kept = self.read().kept.into_iter();
        kept.find(|known| known.vault == id && known.user == user)
    }

    /// A note that is missing or unreadable is of nothing.
    fn read(&self) -> Note {
        let text = std::fs::read(&self.note).ok();
        let note = text.and_then(|text| serde_json::from_slice(&text).ok());
        note.unwrap_or_default()
    }

    fn change(&self, change: impl FnOnce(&mut Note)) -> Result<()> {
        let mut note = self.read();
        change(&mut note);
        let text = serde_json::to_vec_pretty(&note)
            .map_err(|error| Error::fault("本机的设置没有保存。", error))?;
        if let Some(folder) = self.note.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| atomic::from_io(error, "本机的设置没有保存"))?;
        }
        atomic::write(&self.note, &text)
    }
}

/// Away from the threads that commands run on: the answer may take as long as its user does.
async fn asked<T: Send + 'static>(ask: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let answer = tokio::task::spawn_blocking(ask).await;
    answer.unwrap_or_else(|error| {
        Err(Error::new(Code::Keychain, system::UNANSWERED).caused_by(error.to_string()))
    })
}

/// One entry a user and vault: what is kept anew takes the place of what was.
fn is_same_way(one: &DeviceId, other: &DeviceId) -> bool {
    (one.vault, one.user) == (other.vault, other.user)
}

#[cfg(test)]
mod tests;
