// How long a customer waits for the phone number's field after tapping the guide's button, on a slow phone and network.
// `tap.mjs NODE_MODULES BROWSER PAGE DELAY LOADS`: DELAY is the ms from opening to the tap (0: as soon as the button is
// painted). Prints the ms of each load as a JSON list.
import { createRequire } from 'node:module'

const [modules, executablePath, page, delay, loads] = process.argv.slice(2)
const puppeteer = createRequire(`${modules}/`)('puppeteer-core')

// What Lighthouse applies as its slow 4G: latency in ms, throughput in bytes a second.
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 184320, uploadThroughput: 84375 }
const CPU_SLOWDOWN = 4
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true }
const TIMEOUT = 30_000
const BUTTON = '.foot a.button'

// Runs in each document before its own scripts. The tap may lead to another document, so its moment is kept in the session.
function watch() {
  const now = () => performance.timeOrigin + performance.now()
  // Not the click by which the page goes on once its program is there.
  addEventListener('click', event => event.isTrusted && sessionStorage.setItem('tapped', now()), true)
  const look = () => {
    const tapped = sessionStorage.getItem('tapped')
    const field = document.querySelector('input[type=tel]')
    if (tapped && field && !field.disabled) window.waited = now() - tapped
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function load(browser) {
  const context = await browser.createBrowserContext()
  const tab = await context.newPage()
  await tab.setViewport(PHONE)
  const devtools = await tab.createCDPSession()
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  await tab.evaluateOnNewDocument(watch)
  const opened = Date.now()
  await tab.goto(page, { waitUntil: 'domcontentloaded', timeout: TIMEOUT })
  const button = await tab.waitForSelector(BUTTON, { visible: true, timeout: TIMEOUT })
  await new Promise(done => setTimeout(done, Math.max(0, opened + Number(delay) - Date.now())))
  await button.tap()
  const waited = await tab.waitForFunction('window.waited', { timeout: TIMEOUT })
  const result = await waited.jsonValue()
  await context.close()
  return result
}

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const browser = await puppeteer.launch({ executablePath, headless: true, args })
try {
  const waits = []
  while (waits.length < Number(loads)) waits.push(await load(browser))
  console.log(JSON.stringify(waits))
} finally {
  await browser.close()
}
