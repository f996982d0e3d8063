import { z } from 'zod';
import { draftStatuses } from '../store/drafts.ts';

const path = z.string().max(300);
const entryOf = { collection: z.string().max(60), slug: z.string().max(120) };
const noteId = z.string().max(60);

/** Characters of one file: a hundred times what anybody reads. */
export const longestText = 400_000;

const dataFile = z.object({ path, raw: z.string().max(longestText), newPath: path.optional() });
const asset = z.object({ path, content: z.string(), encoding: z.literal('base64') });

/** What the client says it was looking at; added by our backend, because Decap's protocol has no version of its own. */
const expected = z.object({
	/** The draft's version, or `null` where there was no draft. */
	version: z.int().nullable(),
	/** For each file the published blob it was opened from; absent for a new file. */
	blobs: z.record(z.string(), z.string()),
});

/** The version that was read by who signs or publishes. */
const seen = expected.pick({ version: true });

function action<Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) {
	return z.object({ action: z.literal(name), params: z.object(shape) });
}

/** Decap's proxy protocol (decap-cms-backend-proxy 3.5), as far as the portal answers it: one POST, many actions. */
export const cmsRequestSchema = z.discriminatedUnion('action', [
	action('info', {}).extend({ params: z.object({}).optional() }),
	action('entriesByFolder', {
		folder: path,
		extension: z.string().max(40),
		depth: z.number().optional(),
		/** Only what a list shows; added by our backend, which reads the rest when an entry is opened. */
		heads: z.enum(['newest', 'all']).optional(),
	}),
	action('entriesByFiles', {
		files: z.array(z.object({ path, label: z.string().optional() })).max(50),
	}),
	action('getEntry', { path }),
	action('unpublishedEntries', {}),
	action('unpublishedEntry', {
		id: z.string().max(200).optional(),
		collection: z.string().max(60).optional(),
		slug: z.string().max(120).optional(),
	}),
	action('unpublishedEntryDataFile', { ...entryOf, path, id: z.string().optional() }),
	action('unpublishedEntryMediaFile', { ...entryOf, path, id: z.string().optional() }),
	action('deleteUnpublishedEntry', entryOf),
	action('persistEntry', {
		dataFiles: z.array(dataFile).min(1).max(20),
		assets: z.array(asset).max(20).default([]),
		options: z.object({
			collectionName: z.string().optional(),
			status: z.enum(draftStatuses).optional(),
			useWorkflow: z.boolean().optional(),
		}),
		expected: expected.optional(),
	}),
	action('updateUnpublishedEntryStatus', {
		...entryOf,
		newStatus: z.enum(draftStatuses),
		expected: seen.optional(),
	}),
	action('publishUnpublishedEntry', { ...entryOf, expected: seen.optional() }),
	action('getMedia', { mediaFolder: path }),
	action('getMediaFile', { path }),
	action('persistMedia', { asset }),
	action('deleteFile', { path }),
	action('deleteFiles', { paths: z.array(path).max(50) }),
	action('getDeployPreview', entryOf),
	action('getNotes', entryOf),
	action('addNote', {
		...entryOf,
		note: z.object({ content: z.string().trim().min(1).max(4000) }),
	}),
	action('updateNote', {
		...entryOf,
		noteId,
		updates: z.object({
			content: z.string().max(4000).optional(),
			resolved: z.boolean().optional(),
		}),
	}),
	action('deleteNote', { ...entryOf, noteId }),
	action('toggleNoteResolution', { ...entryOf, noteId }),
	action('getPRMetadata', entryOf),
]);

export type CmsRequest = z.output<typeof cmsRequestSchema>;

/** The parameters of one action. */
export type CmsParams<Name extends CmsRequest['action']> = NonNullable<
	Extract<CmsRequest, { action: Name }>['params']
>;
