import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../../src/domain/audit-actions.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Note } from '../store/drafts.ts';
import { type CmsAnswer, ok, refused } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { draftKey } from './paths.ts';
import type { CmsRequest } from './protocol.schema.ts';

type NotesRequest = Extract<
	CmsRequest,
	{ action: 'getNotes' | 'addNote' | 'updateNote' | 'deleteNote' | 'toggleNoteResolution' }
>;

/** Notes between editor and publisher on a draft. */
export async function notesAction(
	{ drafts, audit, now }: CmsParts,
	{ staff, language }: CmsCaller,
	request: NotesRequest,
): Promise<CmsAnswer> {
	const { collection, slug } = request.params;
	const key = draftKey(collection, slug);
	if (!key) return refused(404, problem('no-draft'), language);
	const notes = await drafts.notes(key.collection, key.ref);
	const record = (action: Extract<AuditAction, `note.${string}`>, note: string) =>
		audit.append({
			at: now(),
			actor: staff.id,
			action,
			subject: `${collection}/${slug}`,
			details: { note },
		});
	switch (request.action) {
		case 'getNotes':
			return ok({ notes: notes.map((note) => shown(note, slug)) });
		case 'addNote': {
			if (!(await drafts.get(key.collection, key.ref)))
				return refused(404, problem('no-draft'), language);
			const { content } = request.params.note;
			const note: Note = {
				id: randomUUID(),
				author: staff.name,
				content,
				resolved: false,
				at: now(),
			};
			await drafts.addNote(key.collection, key.ref, note);
			await record('note.added', note.id);
			return ok({ note: shown(note, slug) });
		}
	}
	const { noteId } = request.params;
	const before = notes.find((note) => note.id === noteId);
	if (!before) return refused(404, problem('no-such-note'), language);
	// A reason for sending a draft back stays as its author wrote it; anyone may mark it as dealt with.
	const rewrites =
		request.action === 'deleteNote' ||
		(request.action === 'updateNote' && request.params.updates.content !== undefined);
	if (rewrites && before.author !== staff.name)
		return refused(403, problem('note-of-another'), language);
	switch (request.action) {
		case 'deleteNote':
			await drafts.deleteNote(noteId);
			await record('note.deleted', noteId);
			return ok();
		case 'updateNote':
		case 'toggleNoteResolution': {
			const change =
				request.action === 'updateNote'
					? given(request.params.updates)
					: { resolved: !before.resolved };
			const note = (await drafts.changeNote(noteId, change)) ?? before;
			const isMoved = note.resolved !== before.resolved;
			const resolution = note.resolved ? 'note.resolved' : 'note.reopened';
			await record(isMoved ? resolution : 'note.changed', noteId);
			return ok({ note: shown(note, slug) });
		}
	}
}

function given({
	content,
	resolved,
}: {
	content?: string | undefined;
	resolved?: boolean | undefined;
}) {
	return {
		...(content === undefined ? {} : { content }),
		...(resolved === undefined ? {} : { resolved }),
	};
}

function shown({ id, author, content, resolved, at }: Note, slug: string): object {
	return { id, author, content, resolved, timestamp: at.toISOString(), entrySlug: slug };
}
