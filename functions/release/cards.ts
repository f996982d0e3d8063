import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Renderer, SiteState } from '../../src/domain/site.ts';
import type { Logger } from '../log.ts';
import { type BackgroundWork, inBackground, type Pace, type Turn } from './background.ts';
import type { Manifest } from './manifest.ts';
import { writeDurably } from './objects.ts';

/** The share cards of notices: they follow a release in the background, beside its manifest, and are never waited for. */
export interface Cards extends BackgroundWork {
	/** The PNG at a path; `undefined` while it is not drawn, and for what is no card. */
	read(path: string): Promise<Uint8Array | undefined>;
}

const cardName = /^\/cards\/([a-z0-9-]+\.[a-zA-Z-]+\.[a-f0-9]{12}\.png)$/;

export function createCards({
	folder,
	renderer,
	state,
	log,
	...background
}: {
	folder: string;
	renderer: Pick<Renderer, 'cards' | 'render'>;
	/** The live content, and the moment it is shown at. */
	state: () => Promise<SiteState | undefined>;
	isSending: () => Promise<boolean>;
	onDone?: () => void;
	log: Logger;
	pace?: Pace;
}): Cards {
	async function drawFor(_: Manifest, { untilCalm }: Turn): Promise<boolean> {
		const live = await state();
		if (!live) return false;
		const wanted = renderer.cards(live.content, live.moment);
		await mkdir(folder, { recursive: true });
		const there = new Set(await readdir(folder));
		let drawn = 0;
		for (const path of wanted) {
			const [, name] = cardName.exec(path) ?? [];
			if (!name || there.delete(name)) continue;
			await untilCalm();
			const { status, body } = await renderer.render(path, live.content, live.moment);
			drawn += 1;
			if (status === 200) await writeDurably(join(folder, name), body);
			else log.error('a share card was not drawn', { path, status });
		}
		// What no page names any more; whoever has its address gets the general card.
		for (const name of there) await rm(join(folder, name), { force: true });
		return drawn > 0 || there.size > 0;
	}

	return {
		...inBackground({ name: 'share cards', work: drawFor, log, ...background }),
		read: (path) => readCard(folder, path),
	};
}

/** A card that has been drawn, by its path. */
export async function readCard(folder: string, path: string): Promise<Uint8Array | undefined> {
	const [, name] = cardName.exec(path) ?? [];
	return name ? readFile(join(folder, name)).catch(() => undefined) : undefined;
}
