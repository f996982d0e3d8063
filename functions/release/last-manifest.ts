import type { Manifest, Manifests } from './manifest.ts';

/** The manifest of the live release; where it is not whole, or nobody knows which it is, the newest one that is whole. */
export async function lastManifest(
	manifests: Pick<Manifests, 'currentNumber' | 'numbers' | 'read'>,
	wanted?: number,
): Promise<Manifest | undefined> {
	const live = wanted ?? (await manifests.currentNumber());
	const others = [...(await manifests.numbers())].sort((a, b) => b - a);
	for (const number of live === undefined ? others : [live, ...others]) {
		const manifest = await manifests.read(number);
		if (manifest) return manifest;
	}
	return undefined;
}
