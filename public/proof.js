// Shows that a phone has worked for a one-time code: finds a number that, behind the server's challenge, makes a SHA-256 begin
// with so many zero bits (`domain::proof`). It runs as a worker. The SHA-256 is our own, since WebCrypto is for HTTPS alone
// and answers each hash by a promise. In words that Chrome 87 and Safari 14 know.
(() => {
  const primes = []
  for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime)) primes.push(n)
  const fraction = root => primes.map(prime => (Math.pow(prime, 1 / root) % 1) * 4294967296 | 0)
  const START = Int32Array.from(fraction(2)), K = Int32Array.from(fraction(3)), w = new Int32Array(64)

  // How many zero bits, of the first 32, the SHA-256 of the one block in `w` begins with.
  const zeros = () => {
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2]
      w[i] = w[i - 16] + w[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
        + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0
    }
    let a = START[0], b = START[1], c = START[2], d = START[3], e = START[4], f = START[5], g = START[6], h = START[7]
    for (let i = 0; i < 64; i++) {
      const t = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + w[i] | 0
      const u = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0
      h = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0
    }
    return Math.clz32(START[0] + a)
  }

  // The first number that is good enough: a block is 32 bytes of challenge, 4 of number, and what SHA-256 adds.
  const solve = (challenge, bits) => {
    for (let i = 0; i < 8; i++) w[i] = parseInt(challenge.substr(8 * i, 8), 16)
    w[9] = 0x80000000
    w[15] = 288
    for (let nonce = 0; nonce < 4294967296; nonce++) {
      w[8] = nonce
      if (zeros() >= bits) return nonce
    }
    throw new Error("no number is good enough")
  }

  // Takes a request's body and the problem that it was answered with, as JSON; answers the body with the proof inside.
  onmessage = event => {
    const [body, { proof: asked }] = JSON.parse(event.data)
    body.proof = { minute: asked.minute, nonce: solve(asked.challenge, asked.bits) }
    postMessage(JSON.stringify(body))
  }
})()
