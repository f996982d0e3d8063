import type { Announcement } from '../../src/domain/announcement.ts';
import { concerning, type Settings } from '../../src/domain/settings.ts';

/** What a channel hears where it does not hear everything: the word of some sources, or what concerns some areas. */
export interface ChannelPart {
	readonly kind: 'source' | 'area';
	readonly codes: readonly string[];
}

/** Reads `source:CODE@` or `area:CODE+CODE@` before an address; without it a channel hears everything. */
export function splitPart(text: string): {
	readonly part: ChannelPart | undefined;
	readonly address: string;
} {
	const match = /^(source|area):([a-z0-9-]+(?:\+[a-z0-9-]+)*)@(.+)$/.exec(text);
	if (!match) return { part: undefined, address: text };
	const [, kind, codes = '', address = ''] = match;
	return { part: { kind: kind === 'area' ? 'area' : 'source', codes: codes.split('+') }, address };
}

/** What tells a channel from others at the same address: nothing where it hears everything. */
export function partName(part: ChannelPart | undefined): string {
	return part ? `${part.kind}:${part.codes.join('+')}@` : '';
}

/** Whether an announcement is for a channel. What concerns the whole county concerns each of its areas. */
export function hears(
	part: ChannelPart | undefined,
	{ areas, source }: Pick<Announcement, 'areas' | 'source'>,
	settings: Settings,
): boolean {
	if (!part) return true;
	if (part.kind === 'source') return source !== undefined && part.codes.includes(source);
	const concerned = new Set(part.codes.flatMap((code) => concerning(settings, code)));
	return areas.some((area) => concerned.has(area));
}
