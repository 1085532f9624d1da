//! The OLE container of old Office files ([MS-CFB]): a small file system of sectors in chains.
//!
//! Nothing that the container says of itself is believed: a chain that comes to a sector again is a ring, a
//! sector past the end is not read, and the directory is counted while it is walked.

use crate::intake::reader::limits::Limits;
use crate::intake::reader::refusal::{Reason, Refusal};

const HEADER_BYTES: usize = 512;
/// FAT sectors that the header itself names.
const NAMED_IN_HEADER: usize = 109;
const ENTRY_BYTES: usize = 128;
const MINI_SECTOR_BYTES: usize = 64;
/// Values from here on are no sector numbers: end of chain, free, FAT, DIFAT.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const NO_ENTRY: u32 = 0xFFFF_FFFF;

/// A container whose tables are known; streams are read when asked for.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// Sectors the file has room for, the last perhaps cut short.
    sectors: usize,
    /// Where the FAT stands, in order.
    fat: Vec<u32>,
    /// Streams below this many bytes stand in the mini stream.
    mini_below: u64,
    mini_fat_start: u32,
    directory: Vec<Entry>,
}

/// The sectors a chain has come through.
struct Trail(Vec<bool>);

impl Trail {
    fn of(sectors: usize) -> Self {
        Trail(vec![false; sectors])
    }

    /// Refuses a sector that the chain came through before.
    fn step(&mut self, sector: u32) -> Result<(), Refusal> {
        let seen = self.0.get_mut(sector as usize).ok_or(Reason::Damaged)?;
        match std::mem::replace(seen, true) {
            true => Err(Reason::EndlessChain.into()),
            false => Ok(()),
        }
    }
}

#[derive(Debug, Clone)]
struct Entry {
    name: String,
    is_stream: bool,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refusal> {
        if bytes.len() < HEADER_BYTES {
            return Err(Reason::Damaged.into());
        }
        let shift = u16_at(bytes, 30)?;
        let sector_bytes = match shift {
            9 | 12 => 1_usize << shift,
            _ => return Err(Reason::Damaged.into()),
        };
        let body = bytes.len().saturating_sub(sector_bytes);
        let mut compound = Compound {
            bytes,
            sector_bytes,
            sectors: body.div_ceil(sector_bytes),
            fat: Vec::new(),
            mini_below: u64::from(u32_at(bytes, 56)?),
            mini_fat_start: u32_at(bytes, 60)?,
            directory: Vec::new(),
        };
        compound.fat = compound.fat_sectors()?;
        compound.directory = compound.entries(u32_at(bytes, 48)?, limits)?;
        Ok(compound)
    }

    /// Names at the top of the container: what is embedded further down does not count.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.top().map(|entry| entry.name.as_str())
    }

    /// A stream's bytes, whole; `None` where there is none of this name.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let named = |entry: &&Entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name);
        let Some(entry) = self.top().find(named) else {
            return Ok(None);
        };
        let size = usize::try_from(entry.size).unwrap_or(usize::MAX);
        // No stream is longer than the file it stands in.
        if size > self.bytes.len() {
            return Err(Reason::Damaged.into());
        }
        if entry.size < self.mini_below {
            return self.mini_stream(entry.start, size).map(Some);
        }
        let stream = self.chain(entry.start, Some(size))?;
        Ok(Some(stream))
    }

    fn sector(&self, number: u32) -> Result<&'a [u8], Refusal> {
        let at = number as usize;
        if number >= LAST_SECTOR || at >= self.sectors {
            return Err(Reason::Damaged.into());
        }
        let start = (at + 1) * self.sector_bytes;
        let end = (start + self.sector_bytes).min(self.bytes.len());
        Ok(&self.bytes[start..end])
    }

    /// Numbers in a sector of the FAT.
    fn per_sector(&self) -> usize {
        self.sector_bytes / 4
    }

    /// Where the FAT stands: by the header, then by a chain of sectors of its own. No more of them are
    /// taken than the file's sectors need.
    fn fat_sectors(&self) -> Result<Vec<u32>, Refusal> {
        let needed = self.sectors.div_ceil(self.per_sector());
        let header = &self.bytes[..HEADER_BYTES];
        let mut fat: Vec<u32> = (0..NAMED_IN_HEADER)
            .map_while(|at| u32_at(header, 76 + 4 * at).ok())
            .take_while(|&sector| sector < LAST_SECTOR)
            .collect();
        let mut next = u32_at(header, 68)?;
        let mut trail = Trail::of(self.sectors);
        while fat.len() < needed && next < LAST_SECTOR {
            let sector = self.sector(next)?;
            trail.step(next)?;
            let named = (0..self.per_sector() - 1).map_while(|at| u32_at(sector, 4 * at).ok());
            fat.extend(named.take_while(|&sector| sector < LAST_SECTOR));
            next = u32_at(sector, self.sector_bytes - 4).unwrap_or(END_OF_CHAIN);
        }
        fat.truncate(needed);
        Ok(fat)
    }

    fn after(&self, sector: u32) -> Result<u32, Refusal> {
        let at = sector as usize;
        let fat = self.fat.get(at / self.per_sector());
        let fat = self.sector(*fat.ok_or(Reason::Damaged)?)?;
        u32_at(fat, 4 * (at % self.per_sector()))
    }

    /// The bytes of a chain, up to `size` where it is known. Refuses rings.
    fn chain(&self, start: u32, size: Option<usize>) -> Result<Vec<u8>, Refusal> {
        let wanted = size.unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(size.unwrap_or_default());
        let mut sector = start;
        let mut trail = Trail::of(self.sectors);
        while sector != END_OF_CHAIN {
            bytes.extend_from_slice(self.sector(sector)?);
            if bytes.len() >= wanted {
                break;
            }
            trail.step(sector)?;
            sector = self.after(sector)?;
        }
        match size {
            Some(size) if bytes.len() < size => Err(Reason::Damaged.into()),
            Some(size) => {
                bytes.truncate(size);
                Ok(bytes)
            }
            None => Ok(bytes),
        }
    }

    /// A short stream, in the small sectors inside the root's own stream.
    fn mini_stream(&self, start: u32, size: usize) -> Result<Vec<u8>, Refusal> {
        let root = self.directory.first().ok_or(Reason::Damaged)?;
        let length = usize::try_from(root.size).unwrap_or(usize::MAX);
        if length > self.bytes.len() {
            return Err(Reason::Damaged.into());
        }
        let container = self.chain(root.start, Some(length))?;
        let fat = self.chain(self.mini_fat_start, None)?;
        let mut bytes = Vec::with_capacity(size);
        let mut sector = start;
        while bytes.len() < size && sector != END_OF_CHAIN {
            // A ring ends, too: each round adds bytes.
            let from = sector as usize * MINI_SECTOR_BYTES;
            let piece = container.get(from..).filter(|piece| !piece.is_empty());
            let piece = piece.ok_or(Reason::Damaged)?;
            bytes.extend_from_slice(&piece[..piece.len().min(MINI_SECTOR_BYTES)]);
            sector = u32_at(&fat, 4 * sector as usize)?;
        }
        if bytes.len() < size {
            return Err(Reason::Damaged.into());
        }
        bytes.truncate(size);
        Ok(bytes)
    }

    fn entries(&self, start: u32, limits: &Limits) -> Result<Vec<Entry>, Refusal> {
        let mut entries = Vec::new();
        let mut sector = start;
        let mut trail = Trail::of(self.sectors);
        while sector != END_OF_CHAIN {
            for bytes in self.sector(sector)?.chunks_exact(ENTRY_BYTES) {
                entries.push(Entry::of(bytes, self.sector_bytes == HEADER_BYTES)?);
            }
            trail.step(sector)?;
            if entries.len() as u64 > limits.parts {
                return Err(Reason::TooManyParts.at(format!("超过 {} 个", limits.parts)));
            }
            sector = self.after(sector)?;
        }
        Ok(entries)
    }

    /// The root's children: a tree of siblings, of whose order nothing is assumed.
    fn top(&self) -> impl Iterator<Item = &Entry> {
        let root = self.directory.first();
        let mut waiting: Vec<u32> = root.map(|root| root.child).into_iter().collect();
        let mut seen = vec![false; self.directory.len()];
        std::iter::from_fn(move || {
            loop {
                let at = waiting.pop()? as usize;
                if seen.get(at).is_none_or(|seen| *seen) {
                    continue;
                }
                seen[at] = true;
                let entry = &self.directory[at];
                let next = [entry.right, entry.left];
                waiting.extend(next.into_iter().filter(|&next| next != NO_ENTRY));
                return Some(entry);
            }
        })
    }
}

impl Entry {
    /// `narrow`: of version 3, whose sizes have 32 bits and anything in the upper half.
    fn of(bytes: &[u8], narrow: bool) -> Result<Entry, Refusal> {
        let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
        let units = bytes[..length].chunks_exact(2);
        let units = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let (low, high) = (u32_at(bytes, 120)?, u32_at(bytes, 124)?);
        let high = if narrow { 0 } else { high };
        Ok(Entry {
            name: char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
            is_stream: bytes[66] == 2,
            left: u32_at(bytes, 68)?,
            right: u32_at(bytes, 72)?,
            child: u32_at(bytes, 76)?,
            start: u32_at(bytes, 116)?,
            size: u64::from(high) << 32 | u64::from(low),
        })
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Refusal> {
    let pair = bytes.get(at..).and_then(<[u8]>::first_chunk);
    Ok(u16::from_le_bytes(*pair.ok_or(Reason::Damaged)?))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    let four = bytes.get(at..).and_then(<[u8]>::first_chunk);
    Ok(u32::from_le_bytes(*four.ok_or(Reason::Damaged)?))
}
