// Reads a screenshot: 8-bit RGB or RGBA, not interlaced, as WebKit's driver writes it.

import { inflateSync } from "node:zlib";

/** @returns {{ width: number, height: number, channels: number, at: (x: number, y: number) => number[] }} */
export function decodePng(bytes) {
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[bytes[25]];
  if (bytes[24] !== 8 || !channels || bytes[28] !== 0) throw new Error("not a screenshot's PNG");
  const rows = unfilter(
    inflateSync(Buffer.concat(dataOf(bytes))),
    width * channels,
    height,
    channels,
  );
  return {
    width,
    height,
    channels,
    at: (x, y) => [...rows.subarray((y * width + x) * channels, (y * width + x) * channels + 3)],
  };
}

function dataOf(bytes) {
  const parts = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") {
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  return parts;
}

/** Undoes the filter of each row (PNG specification, 9.2). */
function unfilter(filtered, stride, height, channels) {
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const kind = filtered[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? rows[y * stride + x - channels] : 0;
      const above = y > 0 ? rows[(y - 1) * stride + x] : 0;
      const corner = x >= channels && y > 0 ? rows[(y - 1) * stride + x - channels] : 0;
      const expected = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][kind];
      rows[y * stride + x] = filtered[y * (stride + 1) + 1 + x] + expected;
    }
  }
  return rows;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** The share of a picture that is dark: the ink of a printed page. */
export function inkOf(bytes) {
  const picture = decodePng(bytes);
  let dark = 0;
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const [red, green, blue] = picture.at(x, y);
      if (red + green + blue < 3 * 128) dark += 1;
    }
  }
  return dark / (picture.width * picture.height);
}
