import type { Language } from '../domain/languages.ts';

/** A feed of statements, whatever its format: what RSS 2.0 and JSON Feed 1.1 both say. */
export interface Feed {
	readonly title: string;
	/** What it holds and how to follow it, for a person who opened it in a browser. */
	readonly description: string;
	readonly language: Language;
	/** The page that shows the same. */
	readonly page: string;
	/** The feed's own address, without the ending of its format. */
	readonly address: string;
	/** How browsers show it to a person. */
	readonly stylesheet: string;
	readonly publisher: string;
	readonly items: readonly FeedItem[];
}

/** A statement in a feed. Texts are plain. */
export interface FeedItem {
	/** Never changes, whatever becomes of the address. */
	readonly id: string;
	/** The headline, with what kind of statement it is before it. */
	readonly title: string;
	readonly summary: string;
	/** All that a reader needs, in lines: the summary, what to do, until when. */
	readonly text: string;
	readonly url: string;
	readonly published: Date;
	readonly changed: Date;
	/** Names of areas and topics. */
	readonly tags: readonly string[];
	/** The same for programs; of notices alone. */
	readonly notice?: NoticeFacts;
}

/** What programs need to tell a new warning from the end of one. Times carry their offset. */
interface NoticeFacts {
	readonly ref: string;
	readonly lifecycle: string;
	/** How it stands: `current`, `scheduled`, `expired`, `updated`, `lifted` or `withdrawn`. */
	readonly state: string;
	readonly category: string;
	readonly warningColor?: string | undefined;
	readonly areas: readonly string[];
	readonly effective: string;
	readonly expires?: string | undefined;
	/** The refs of the notices that it updates, corrects, lifts or withdraws. */
	readonly references: readonly string[];
}
