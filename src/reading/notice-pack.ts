import type { Localized } from '../domain/entry.ts';
import type { Standing } from '../domain/notice.ts';
import { standing } from '../domain/notice.ts';
import { folderOf, type NoticeFolder } from '../domain/notice-folder.ts';
import { type View, viewOf } from '../layouts/view.ts';
import type { Reading } from './reading.ts';

/** The forms of a notice beside its page, each with a page below it. */
export const packPages = ['text/', 'poster/', 'pass-on/'] as const;

/** A notice, how it stands, and the view of the page that shows a form of it. */
export interface NoticePack {
	readonly view: View;
	readonly notice: Localized<'notices'>;
	readonly standing: Standing;
	readonly folder: NoticeFolder;
	/** Marks a form of a draft, which nobody may put up or pass on. */
	readonly draft: boolean;
}

/** What a page of a form is about; `undefined` where its address names no notice, or one that stands in the other folder. */
export function noticePackOf(astro: {
	params: Record<string, string | undefined>;
	locals: { reading: Reading; answer?: { readonly preview?: unknown } | undefined };
}): NoticePack | undefined {
	const view = viewOf(astro);
	const { reading, answer } = astro.locals;
	const notice = view && reading.entry('notices', astro.params['ref'] ?? '', view.language);
	if (!view || !notice) return undefined;
	const folder = folderOf(notice);
	if (astro.params['folder'] !== folder) return undefined;
	const followers = reading.followers(notice, view.language);
	return {
		view,
		notice,
		standing: standing(notice, followers, reading.hasPassed),
		folder,
		draft: answer?.preview !== undefined,
	};
}
