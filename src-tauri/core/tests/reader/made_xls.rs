//! Excel 97–2003 workbooks made on the fly: records in a stream, streams in a container.

/// Streams shorter than this go into the mini stream.
const MINI_BELOW: usize = 4_096;
const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const FAT: u32 = 0xFFFF_FFFD;

/// Where the only FAT sector and the directory begin in what [`container`] makes.
pub const FAT_AT: usize = SECTOR;
pub const DIRECTORY_AT: usize = 2 * SECTOR;
pub const ENTRY: usize = 128;

pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A cell's record: row, column, format, and what it holds.
pub fn cell(kind: u16, (row, column, format): (u16, u16, u16), rest: &[u8]) -> Vec<u8> {
    let place = [row, column, format].map(u16::to_le_bytes).concat();
    record(kind, &[&place[..], rest].concat())
}

/// A text with a length in two bytes, each character in two.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u16).to_le_bytes();
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    length.into_iter().chain([1]).chain(bytes).collect()
}

pub fn beginning(kind: u16) -> Vec<u8> {
    record(
        0x0809,
        &[&[0x00, 0x06][..], &kind.to_le_bytes(), &[0; 12]].concat(),
    )
}

/// A table of texts, and how many it says it has.
pub fn texts(said: u32, texts: &[&str]) -> Vec<u8> {
    let counts = [said, said].map(u32::to_le_bytes).concat();
    let texts: Vec<u8> = texts.iter().flat_map(|text| wide(text)).collect();
    record(0x00FC, &[counts, texts].concat())
}

/// A workbook stream of sheets, each a name, a state of visibility and records; `globals` come first.
pub fn stream(globals: &[u8], sheets: &[(&str, u8, &[u8])]) -> Vec<u8> {
    let bound = |start: u32, (name, hidden, _): &(&str, u8, &[u8])| {
        let name = wide(name);
        // Its length in one byte.
        let name = [&name[..1], &name[2..]].concat();
        record(
            0x0085,
            &[&start.to_le_bytes()[..], &[*hidden, 0], &name].concat(),
        )
    };
    let first = [beginning(5), globals.to_vec()].concat();
    let bounds: usize = sheets.iter().map(|sheet| bound(0, sheet).len()).sum();
    let mut start = first.len() + bounds + 4;
    let mut stream = first;
    let mut bodies = Vec::new();
    for sheet in sheets {
        stream.extend(bound(start as u32, sheet));
        let body = [&beginning(0x10)[..], sheet.2, &record(0x000A, &[])].concat();
        start += body.len();
        bodies.extend(body);
    }
    stream.extend(record(0x000A, &[]));
    stream.extend(bodies);
    stream
}

/// One sheet called 表.
pub fn workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    container(&[("Workbook", &stream(globals, &[("表", 0, sheet)]))])
}

/// A container of these streams, all at its top: header, one FAT sector after another, directory, streams.
pub fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let sectors = |bytes: usize| bytes.div_ceil(SECTOR);
    let directory_sectors = sectors((streams.len() + 1) * ENTRY);
    let (mut mini, mut mini_fat) = (Vec::new(), Vec::new());
    let mut starts = Vec::new();
    let mut body: Vec<u8> = Vec::new();
    let mut chains = vec![directory_sectors];
    let mut next = directory_sectors;
    for (_, bytes) in streams {
        if bytes.len() < MINI_BELOW {
            let first = mini_fat.len();
            starts.push(first as u32);
            mini.extend_from_slice(bytes);
            mini.resize(mini.len().next_multiple_of(64), 0);
            let last = mini.len() / 64;
            mini_fat
                .extend((first..last).map(|at| if at + 1 == last { END } else { at as u32 + 1 }));
        } else {
            starts.push(next as u32);
            push(&mut body, bytes);
            chains.push(sectors(bytes.len()));
            next += sectors(bytes.len());
        }
    }
    let (mini_start, mini_fat_start) = (next, next + sectors(mini.len()));
    push(&mut body, &mini);
    chains.push(sectors(mini.len()));
    let mini_fat: Vec<u8> = mini_fat.iter().flat_map(|at| at.to_le_bytes()).collect();
    push(&mut body, &mini_fat);
    chains.push(sectors(mini_fat.len()));
    let total: usize = chains.iter().sum();
    let mut fat_sectors = 1;
    while fat_sectors * 128 < total + fat_sectors {
        fat_sectors += 1;
    }
    assert!(fat_sectors <= 109, "no chain of FAT sectors is made here");
    let at = |sector: usize| (sector + fat_sectors) as u32;
    let mut fat = vec![FAT; fat_sectors];
    for chain in chains {
        let first = fat.len();
        fat.extend((first + 1..first + chain).map(|next| next as u32));
        fat.extend((chain > 0).then_some(END));
    }
    fat.resize(fat_sectors * 128, FREE);
    let entries: Vec<Entry> = (streams.iter().zip(starts))
        .map(|((name, bytes), start)| {
            let start = if bytes.len() < MINI_BELOW {
                start
            } else {
                at(start as usize)
            };
            (*name, 2, start, bytes.len())
        })
        .collect();
    let root = (
        "Root Entry",
        5,
        if mini.is_empty() { END } else { at(mini_start) },
        mini.len(),
    );
    let mini_fat_at = if mini.is_empty() {
        END
    } else {
        at(mini_fat_start)
    };
    let mut bytes = header(fat_sectors as u32, at(0), mini_fat_at);
    bytes.extend(fat.iter().flat_map(|next| next.to_le_bytes()));
    push(&mut bytes, &directory(root, &entries));
    bytes.extend(body);
    bytes
}

/// Appended, to the end of its last sector.
fn push(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(bytes);
    out.resize(out.len().next_multiple_of(SECTOR), 0);
}

fn header(fat_sectors: u32, directory: u32, mini_fat: u32) -> Vec<u8> {
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.extend([0; 16]);
    header.extend([0x3E_u16, 3, 0xFFFE, 9, 6].map(u16::to_le_bytes).concat());
    header.extend([0; 10]);
    let numbers = [
        fat_sectors,
        directory,
        0,
        MINI_BELOW as u32,
        mini_fat,
        1,
        END,
        0,
    ];
    header.extend(numbers.map(u32::to_le_bytes).concat());
    header.extend((0..109).flat_map(|at| (if at < fat_sectors { at } else { FREE }).to_le_bytes()));
    header
}

/// Name, kind, first sector, bytes.
type Entry<'a> = (&'a str, u8, u32, usize);

/// The root and, each to the right of the one before, its streams.
fn directory(root: Entry<'_>, streams: &[Entry<'_>]) -> Vec<u8> {
    let entry = |(name, kind, start, size): Entry<'_>, right: u32, child: u32| {
        let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = bytes.len() as u16 + 2;
        bytes.resize(64, 0);
        bytes.extend(length.to_le_bytes());
        bytes.extend([kind, 1]);
        bytes.extend([FREE, right, child].map(u32::to_le_bytes).concat());
        bytes.resize(116, 0);
        bytes.extend(start.to_le_bytes());
        bytes.extend((size as u64).to_le_bytes());
        bytes
    };
    let mut bytes = entry(root, FREE, 1);
    for (at, stream) in streams.iter().enumerate() {
        let last = at + 1 == streams.len();
        bytes.extend(entry(
            *stream,
            if last { FREE } else { at as u32 + 2 },
            FREE,
        ));
    }
    bytes
}
