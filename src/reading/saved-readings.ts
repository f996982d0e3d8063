import { deserialize, serialize } from 'node:v8';
import type { EntryReading } from '../domain/entry.ts';
import type { IndexedContent } from './content.ts';

/** What groups of blobs were read as, by collection, ref and blobs. */
export type Readings = ReadonlyMap<string, EntryReading>;

/** The readings of content as bytes, so that a restart need not parse what was parsed before. */
export function saveReadings({ readings }: IndexedContent): Uint8Array {
	return serialize(readings);
}

/** Readings that `saveReadings` wrote; none when the bytes are anything else. */
export function loadReadings(bytes: Uint8Array): Readings {
	try {
		const loaded: unknown = deserialize(bytes);
		return loaded instanceof Map ? loaded : new Map();
	} catch {
		return new Map();
	}
}
