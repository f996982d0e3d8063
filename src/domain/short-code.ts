/** The characters of short codes: none that is easily taken for another, on paper or when read aloud. */
export const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A short code, as the stamp of a notice carries it. */
export const shortCode = /^[2-9A-HJ-NP-Z]{6}$/;
