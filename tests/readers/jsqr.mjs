// What jsQR reads: a PGM file's path a line in, its text as JSON a line out, null for none.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

// The folder of the installed packages is the first argument.
const jsQR = createRequire(`${process.argv[2]}/`)("jsqr").default;

for await (const path of createInterface({ input: process.stdin })) {
  const file = readFileSync(path);
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString("latin1", 0, 40));
  const grey = file.subarray(head.length);
  const pixels = new Uint32Array(grey.length);
  for (let at = 0; at < grey.length; at++) pixels[at] = 0xff000000 + 0x010101 * grey[at];
  // None of our codes is light on dark.
  const options = { inversionAttempts: "dontInvert" };
  const found = jsQR(new Uint8ClampedArray(pixels.buffer), +width, +height, options);
  console.log(JSON.stringify(found?.data ?? null));
}
