// Measures npm qrcode: `npm_codes.mjs NODE_MODULES SECONDS THREADS`.
import { createRequire } from "node:module";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const PIXELS = 600;
const QUIET = 4;
const WARM_UP = 0.3;
const CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const [modules, seconds, threads] = process.argv.slice(2);

function link() {
  const character = () => CHARACTERS[Math.floor(Math.random() * CHARACTERS.length)];
  return "HTTPS://QD.EXAMPLE/D/" + Array.from({ length: 12 }, character).join("");
}

async function repeat(qrcode, options, seconds) {
  let [codes, bytes] = [0, 0];
  const began = performance.now();
  const passed = () => (performance.now() - began) / 1000;
  while (passed() < seconds) {
    bytes += (await qrcode.toBuffer(link(), options)).length;
    codes += 1;
  }
  return [codes / passed(), bytes / codes];
}

async function alone(errorCorrectionLevel) {
  const qrcode = createRequire(`${modules}/`)("qrcode");
  const { size } = qrcode.create(link(), { errorCorrectionLevel }).modules;
  const scale = Math.floor(PIXELS / (size + 2 * QUIET));
  const options = { errorCorrectionLevel, margin: QUIET, scale };
  await repeat(qrcode, options, WARM_UP);
  return repeat(qrcode, options, Number(seconds));
}

function inThread(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData, argv: process.argv.slice(2) });
    worker.once("message", resolve).once("error", reject);
  });
}

if (isMainThread) {
  for (const [kind, level] of [["plain", "M"], ["icon", "H"]]) {
    const each = await Promise.all(Array.from({ length: Number(threads) }, () => inThread(level)));
    const sum = (at) => each.reduce((sum, one) => sum + one[at], 0);
    console.log(`npm ${kind} ${threads} ${sum(0).toFixed(1)} ${(sum(1) / Number(threads)).toFixed(1)}`);
  }
} else {
  parentPort.postMessage(await alone(workerData));
}
