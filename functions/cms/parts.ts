import type { Language } from '../../src/domain/languages.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Content } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import type { SignNotice } from '../signing/sign-notice.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { EmergencyPublications } from '../store/emergency-publications.ts';
import type { Publications } from '../store/publications.ts';
import type { SignOffs } from '../store/sign-offs.ts';
import type { MediaFolder } from './media.ts';
import type { DraftCollection } from './paths.ts';

export interface CmsParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly emergencies: EmergencyPublications;
	readonly repository: Repository;
	readonly media: MediaFolder;
	/** Signs a notice when it is published. */
	readonly sign: SignNotice;
	readonly audit: Pick<AuditLog, 'append'>;
	/** The content that is live, to check drafts against. */
	readonly content: () => Content;
	/** Releases what was published; resolves when it is live, and proves it afterwards. */
	readonly release: () => Promise<unknown>;
	readonly publications: Pick<Publications, 'add'>;
	/** Tells who counts on a draft that it was thrown away. */
	readonly onThrownAway: (draft: {
		readonly collection: DraftCollection;
		readonly ref: string;
	}) => Promise<unknown>;
	/** Whether an exercise runs now. */
	readonly exerciseRuns: () => Promise<boolean>;
	readonly now: () => Date;
	/** The address at which a draft can be seen; pages of the site follow it. */
	readonly previewUrl: (collection: DraftCollection, ref: string) => string;
}

/** Who asks, and in which language refusals are said. */
export interface CmsCaller {
	readonly staff: {
		readonly id: string;
		readonly name: string;
		readonly email: string;
		readonly roles: readonly Role[];
		readonly signedInAt: Date;
	};
	readonly language: Language;
}
