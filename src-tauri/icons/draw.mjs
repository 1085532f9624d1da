// Draws the icons of the program: the 经纬 weave, warps in white and wefts in brass on 藏青.
//
//     node src-tauri/icons/draw.mjs
//
// `icon.svg` is the drawing; every raster is drawn for its size on whole pixels, because a drawing that
// is merely shrunk turns the weave into mud at 16 to 48 pixels. Windows and Linux get a tile that fills
// its square; macOS gets the margin of its own icons (824 of 1024).

import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const GROUND = [0x1d, 0x4e, 0x89];
const WARP = [0xff, 0xff, 0xff];
const WEFT = [0xe3, 0xb8, 0x62];

/** One size: margin around the tile and its corner; line and gap between lines; how far lines reach
 * beyond the outer crossings; the slit beside a line that passes over another. All in pixels. */
const FILLING = new Map([
  [16, { margin: 0, corner: 3, line: 2, gap: 2, reach: 1, slit: 0 }],
  [24, { margin: 0, corner: 5, line: 2, gap: 4, reach: 2, slit: 1 }],
  [32, { margin: 0, corner: 6, line: 4, gap: 4, reach: 4, slit: 1 }],
  [48, { margin: 0, corner: 10, line: 6, gap: 6, reach: 5, slit: 1 }],
  [64, { margin: 2, corner: 12, line: 6, gap: 9, reach: 7, slit: 2 }],
  [128, { margin: 4, corner: 24, line: 12, gap: 18, reach: 14, slit: 3 }],
  [256, { margin: 8, corner: 48, line: 24, gap: 36, reach: 28, slit: 6 }],
  [512, { margin: 16, corner: 96, line: 48, gap: 72, reach: 56, slit: 12 }],
  [1024, { margin: 32, corner: 192, line: 96, gap: 144, reach: 112, slit: 24 }],
]);
const MAC = new Map([
  [16, { margin: 1, corner: 3, line: 2, gap: 2, reach: 1, slit: 0 }],
  [32, { margin: 3, corner: 6, line: 2, gap: 5, reach: 3, slit: 1 }],
  [64, { margin: 6, corner: 12, line: 6, gap: 7, reach: 5, slit: 1 }],
  [128, { margin: 12, corner: 23, line: 10, gap: 15, reach: 11, slit: 2 }],
  [256, { margin: 25, corner: 46, line: 20, gap: 29, reach: 22, slit: 5 }],
  [512, { margin: 50, corner: 93, line: 38, gap: 59, reach: 44, slit: 10 }],
  [1024, { margin: 100, corner: 185, line: 76, gap: 118, reach: 88, slit: 20 }],
]);

/** The weave as rectangles `[x, y, width, height]`: a plain weave, warp over weft where row and column
 * are both outer or both inner. */
function weave(size, { line, gap, reach, slit }) {
  const pitch = line + gap;
  const first = (size - 3 * line - 2 * gap) / 2;
  if (!Number.isInteger(first)) throw new Error(`the weave of ${size} px is not on whole pixels`);
  const from = first - reach;
  const to = size - from;
  const warps = [];
  const wefts = [];
  for (const i of [0, 1, 2]) {
    const at = first + i * pitch;
    // Where this warp passes under a weft, and where the weft of the same number passes under a warp.
    const under = (odd) =>
      [0, 1, 2].filter((j) => (i + j) % 2 === odd).map((j) => first + j * pitch);
    for (const [a, b] of pieces(from, to, under(1), line, slit)) warps.push([at, a, line, b - a]);
    for (const [a, b] of pieces(from, to, under(0), line, slit)) wefts.push([a, at, b - a, line]);
  }
  return { warps, wefts };
}

/** A line from `from` to `to` without the places where it passes under another. */
function pieces(from, to, under, line, slit) {
  const starts = [from, ...under.map((at) => at + line + slit)];
  const ends = [...under.map((at) => at - slit), to];
  return starts.map((start, i) => [start, ends[i]]).filter(([a, b]) => b > a);
}

/** How much of the pixel lies in the rounded tile, from 8 × 8 samples. */
function coverage(size, { margin, corner }, px, py) {
  const half = size / 2 - margin;
  let inside = 0;
  for (let i = 0; i < 64; i++) {
    const x = Math.abs(px + ((i % 8) + 0.5) / 8 - size / 2);
    const y = Math.abs(py + (Math.floor(i / 8) + 0.5) / 8 - size / 2);
    const dx = Math.max(0, x - (half - corner));
    const dy = Math.max(0, y - (half - corner));
    if (x <= half && y <= half && dx * dx + dy * dy <= corner * corner) inside++;
  }
  return inside / 64;
}

/** The icon in RGBA, row by row. */
function pixels(size, form) {
  const rgba = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      rgba.set([...GROUND, Math.round(255 * coverage(size, form, x, y))], (y * size + x) * 4);
  const { warps, wefts } = weave(size, form);
  for (const [colour, rectangles] of [
    [WARP, warps],
    [WEFT, wefts],
  ])
    for (const [left, top, width, height] of rectangles)
      for (let y = top; y < top + height; y++)
        for (let x = left; x < left + width; x++) rgba.set(colour, (y * size + x) * 4);
  return rgba;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function png(size, form) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
  };
  const rgba = pixels(size, form);
  const rows = [];
  for (let y = 0; y < size; y++)
    rows.push(Buffer.from([0]), rgba.subarray(y * size * 4, (y + 1) * size * 4));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    // Eight bits a channel, red, green, blue and alpha.
    chunk("IHDR", Buffer.concat([uint32(size), uint32(size), Buffer.from([8, 6, 0, 0, 0])])),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Windows: the first layer is the one that Tauri shows in the title bar. */
function ico(sizes) {
  const images = sizes.map((size) => png(size, FILLING.get(size)));
  const directory = Buffer.alloc(6 + 16 * sizes.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(sizes.length, 4);
  let offset = directory.length;
  sizes.forEach((size, i) => {
    const entry = 6 + 16 * i;
    directory.set([size % 256, size % 256], entry);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(images[i].length, entry + 8);
    directory.writeUInt32LE(offset, entry + 12);
    offset += images[i].length;
  });
  return Buffer.concat([directory, ...images]);
}

/** macOS: 16 and 32 px in the old form that every system reads (colours in runs, alpha apart), the others as PNG. */
function icns() {
  const block = (type, data) => Buffer.concat([Buffer.from(type), uint32(data.length + 8), data]);
  const channel = (rgba, offset) => Buffer.from(rgba.filter((_, i) => i % 4 === offset));
  const runs = (data) => {
    const parts = [];
    for (let i = 0; i < data.length; i += 128) {
      const run = data.subarray(i, i + 128);
      parts.push(Buffer.from([run.length - 1]), run);
    }
    return Buffer.concat(parts);
  };
  const old = [
    ["is32", "s8mk", 16],
    ["il32", "l8mk", 32],
  ].flatMap(([colours, mask, size]) => {
    const rgba = pixels(size, MAC.get(size));
    return [
      block(colours, Buffer.concat([0, 1, 2].map((offset) => runs(channel(rgba, offset))))),
      block(mask, channel(rgba, 3)),
    ];
  });
  const types = [
    ["ic11", 32],
    ["ic12", 64],
    ["ic07", 128],
    ["ic13", 256],
    ["ic08", 256],
    ["ic14", 512],
    ["ic09", 512],
    ["ic10", 1024],
  ];
  const blocks = types.map(([type, size]) => block(type, png(size, MAC.get(size))));
  return block("icns", Buffer.concat([...old, ...blocks]));
}

function svg(size, form) {
  const hex = (colour) => `#${Buffer.from(colour).toString("hex").toUpperCase()}`;
  const path = (rectangles) =>
    rectangles.map(([x, y, w, h]) => `M${x} ${y}h${w}v${h}h-${w}z`).join("");
  const { warps, wefts } = weave(size, form);
  const side = size - 2 * form.margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">
  <!-- Made by draw.mjs beside this file, like the rasters. -->
  <rect x="${form.margin}" y="${form.margin}" width="${side}" height="${side}" rx="${form.corner}" fill="${hex(GROUND)}"/>
  <path fill="${hex(WARP)}" d="${path(warps)}"/>
  <path fill="${hex(WEFT)}" d="${path(wefts)}"/>
</svg>
`;
}

const write = (name, data) => writeFileSync(new URL(name, import.meta.url), data);
write("icon.svg", svg(1024, FILLING.get(1024)));
write("32x32.png", png(32, FILLING.get(32)));
write("48x48.png", png(48, FILLING.get(48)));
write("128x128.png", png(128, FILLING.get(128)));
write("128x128@2x.png", png(256, FILLING.get(256)));
write("icon.png", png(512, FILLING.get(512)));
write("icon.ico", ico([32, 16, 24, 48, 64, 256]));
write("icon.icns", icns());
