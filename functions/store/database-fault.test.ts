import { expect, test } from 'vitest';
import { databaseFault, databaseFaultAt } from './database-fault.ts';

const url = 'postgres://mingbai:SECRET@db.county.example:5433/portal';
const withCode = (code: string) => Object.assign(new Error('failed'), { code });

test.each([
	['28P01', 'has a password that db.county.example:5433 does not take for the user mingbai'],
	['28000', 'is not let in at db.county.example:5433 as the user mingbai (failed)'],
	['3D000', 'names the database portal, which is not at db.county.example:5433'],
	['42501', 'names the user mingbai, who lacks rights on the database portal'],
	['ECONNREFUSED', 'names db.county.example:5433, where no PostgreSQL answers (ECONNREFUSED)'],
])(
	'a database that fails with %s is told of by its address, without its password',
	(code, text) => {
		const cause = withCode(code);
		for (const error of [cause, new Error('not brought up to date', { cause })]) {
			const said = databaseFault(error, url);
			expect(said).toContain(text);
			expect(said).not.toContain('SECRET');
		}
	},
);

test('what is wrong with something else is not put down to the database', () => {
	expect(databaseFault(new TypeError('bug'), url)).toBeUndefined();
	expect(databaseFault(withCode('ENOSPC'), url)).toBeUndefined();
	expect(databaseFault(withCode('ECONNREFUSED'), undefined)).toBeUndefined();
});

test('a database is tried out by asking it', async () => {
	expect(await databaseFaultAt('postgres://mingbai@127.0.0.1:1/portal')).toContain(
		'names 127.0.0.1:1, where no PostgreSQL answers (ECONNREFUSED)',
	);
});
