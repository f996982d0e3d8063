import type { APIRoute } from 'astro';
import type { RecordsFile } from '../../domain/verification/notice-record.ts';
import { folderReading } from '../../reading/folder-reading.ts';
import { recordsWithCode } from '../../reading/notice-records.ts';

export const getStaticPaths = async () =>
	(await folderReading()).codeStarts().map((start) => ({ params: { start } }));

/** All notices whose short codes begin with two characters: a publication changes one of these files. */
export const GET: APIRoute = ({ params, locals: { reading } }) => {
	const file: RecordsFile = { notices: recordsWithCode(reading, params['start'] ?? '') };
	return new Response(JSON.stringify(file), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};
