import type { Problem } from '../../src/domain/problem.ts';
import type { MediaFolder, TakenMedia } from '../cms/media.ts';
import type { AuditLog } from '../store/audit.ts';

/** Takes a file in, re-encoded and named by its content, or says why it cannot be used. */
export async function uploadMedia(
	{ media, audit }: { readonly media: MediaFolder; readonly audit: Pick<AuditLog, 'append'> },
	{ bytes, by, now }: { bytes: Uint8Array; by: { readonly id: string }; now: Date },
): Promise<TakenMedia | { readonly problem: Problem }> {
	const taken = await media.take(bytes);
	if ('problem' in taken) return taken;
	const event = { actor: by.id, action: 'media.uploaded' as const, subject: taken.name };
	await audit.append({ at: now, ...event, details: { bytes: taken.bytes.length } });
	return taken;
}
