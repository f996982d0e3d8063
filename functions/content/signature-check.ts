import type { Announcement } from '../../src/domain/announcement.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { EmergencyPublications } from '../store/emergency-publications.ts';
import type { SignOffs } from '../store/sign-offs.ts';
import { publishedEntry, signedHash } from './published-entry.ts';
import type { Repository } from './repository.ts';

/** Whether the live text of a statement carries the signatures it needs, or went out in an emergency. A text that nobody signed has none. */
export function createSignatureCheck(parts: {
	readonly repository: Repository;
	readonly signOffs: SignOffs;
	readonly emergencies: Pick<EmergencyPublications, 'has'>;
	readonly settings: () => Settings;
	readonly liveCommit: () => string | undefined;
}) {
	return async ({ collection, ref }: Announcement): Promise<boolean> => {
		const commit = parts.liveCommit();
		const entry = commit && (await publishedEntry(parts.repository, commit, collection, ref));
		if (!entry) return false;
		const hash = signedHash(entry);
		const given = await parts.signOffs.of(collection, ref, hash);
		const needed = await signaturesNeeded(parts.repository, commit, entry, parts.settings());
		if (given.length >= needed) return true;
		return given.length > 0 && (await parts.emergencies.has({ collection, ref, hash }));
	};
}

/** How many different people must sign an entry: as many as the gravest warning it is about, its own or one that it lifts. */
export async function signaturesNeeded(
	repository: Repository,
	commit: string | undefined,
	entry: Entry,
	settings: Settings,
): Promise<number> {
	let needed = signaturesFor(colorOf(entry), settings);
	const chain = new Set(referencesOf(entry));
	// A set is walked in the order of entering, with what is entered on the way.
	for (const ref of chain) {
		const notice = commit && (await publishedEntry(repository, commit, 'notices', ref));
		if (!notice) continue;
		needed = Math.max(needed, signaturesFor(colorOf(notice), settings));
		for (const further of referencesOf(notice)) chain.add(further);
	}
	return needed;
}

const alwaysTwo: readonly Announcement['warningColor'][] = ['red', 'orange'];

/** How many different people must sign a statement of a warning color. Settings may ask two for more colors, never for fewer. */
export function signaturesFor(color: Announcement['warningColor'], settings: Settings): number {
	if (color === undefined) return 1;
	return alwaysTwo.includes(color) || settings.twoSignatures.includes(color) ? 2 : 1;
}

function colorOf({ data }: Entry): Announcement['warningColor'] {
	return 'warningColor' in data ? data.warningColor : undefined;
}

function referencesOf({ data }: Entry): readonly string[] {
	return 'references' in data ? data.references : [];
}
