import { stringify } from 'yaml';
import { entryPath } from '../../src/domain/collections.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Items } from '../store/items.ts';

export type ResponseDrafted =
	| { readonly kind: 'drafted'; readonly ref: string }
	| { readonly kind: 'no-such-item' | 'conflict' };

/** Opens a response to an item in the CMS, with the claim filled in. What residents wrote does not go into it. */
export async function draftResponse(
	parts: {
		readonly items: Items;
		readonly drafts: Drafts;
		readonly audit: Pick<AuditLog, 'append'>;
		readonly settings: Settings;
		readonly now: Date;
		readonly by: { readonly id: string; readonly name: string; readonly email: string };
	},
	id: string,
): Promise<ResponseDrafted> {
	const item = await parts.items.get(id);
	if (!item) return { kind: 'no-such-item' };
	if (item.draftRef && (await parts.drafts.get('rumors', item.draftRef)))
		return { kind: 'drafted', ref: item.draftRef };
	const ref = `${toOffsetString(parts.now).slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;
	const fields = {
		claim: item.claim,
		state: 'answered',
		status: 'actual',
		areas: parts.settings.areas.slice(0, 1).map((area) => area.code),
		heardAt: toOffsetString(item.firstSeenAt),
		item: item.id,
		version: 1,
	};
	const content = `---\n${stringify(fields, { lineWidth: 0 })}---\n`;
	const path = entryPath('rumors', ref, defaultLanguage);
	const file = { path, content, encoding: 'utf8' as const, base: null };
	const draft = {
		collection: 'rumors' as const,
		ref,
		status: 'draft' as const,
		files: [file],
		author: parts.by,
		updatedAt: parts.now,
	};
	if ((await parts.drafts.save(draft, 0)) === 'conflict') return { kind: 'conflict' };
	await parts.items.change(id, item.version, { draftRef: ref });
	await parts.audit.append({
		at: parts.now,
		actor: parts.by.id,
		action: 'response.drafted',
		subject: id,
		details: { ref },
	});
	return { kind: 'drafted', ref };
}
