// What a code of six digits protects: settings, and the counts of the round under way. It delays whoever holds the phone; what matters
// is sealed to the association and does not depend on it.

const ROUNDS = 600_000;
const encoder = new TextEncoder();

export const newSalt = () => crypto.getRandomValues(new Uint8Array(16));

export async function keyOf(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", encoder.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const stretched = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(stretched, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function lock(key, name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bound = encoder.encode(name);
  const content = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, key, encoder.encode(JSON.stringify(value)));
  return { iv, content };
}

// The value, or null when the code is not the one.
export async function unlock(key, name, locked) {
  try {
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: locked.iv, additionalData: encoder.encode(name) }, key, locked.content);
    return JSON.parse(new TextDecoder().decode(opened));
  } catch {
    return null;
  }
}
