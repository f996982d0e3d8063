import type { APIRoute } from 'astro';
import type { RecordsFile } from '../../domain/verification/notice-record.ts';
import { recentRecords } from '../../reading/notice-records.ts';

/** What the check page keeps for reading without a network. */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const file: RecordsFile = { notices: recentRecords(reading) };
	return new Response(JSON.stringify(file), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};
