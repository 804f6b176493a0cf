// Boxes, as maillage/foundation/vault/boxes.py opens them: 0x21 | ephemeral public key (65) | nonce (12) | ciphertext | tag (16).
// The ephemeral private key is dropped: who seals cannot read back.

const P256 = 0x21;
const STEP = 64;
const INFO = new TextEncoder().encode("maillage box 1|");

export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const joined = (...pieces) => {
  const whole = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
};

// Filled to a multiple of 64 bytes (0x80, then zeros), so that a length does not betray a word.
export const padded = (plain) => {
  const filled = joined(plain, new Uint8Array([0x80]));
  return joined(filled, new Uint8Array((STEP - (filled.length % STEP)) % STEP));
};

export async function sealTo(publicKey, plain, bound) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", publicKey, curve, false, []);
  const ephemeral = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const own = new Uint8Array(await crypto.subtle.exportKey("raw", ephemeral.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ephemeral.privateKey, 256);
  const input = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: joined(INFO, own, publicKey) };
  const key = await crypto.subtle.deriveKey(derived, input, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, key, padded(plain));
  return joined(new Uint8Array([P256]), own, nonce, new Uint8Array(sealed));
}
