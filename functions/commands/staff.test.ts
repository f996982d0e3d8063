import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { type Config, readConfig } from '../config.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { openStore } from '../store/store.ts';
import { resetSecondFactor } from './staff.ts';

let config: Config;

beforeEach(async () => {
	const DATA_DIR = await mkdtemp(join(tmpdir(), 'mingbai-staff-'));
	const read = readConfig({ DATA_DIR });
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	config = read.config;
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockReturnValue(true);
});

afterEach(async () => {
	vi.restoreAllMocks();
	await rm(config.dataDir, { recursive: true });
});

/** An account with a second factor, in the store of a portal that runs. */
async function withSecondFactor() {
	const store = await openStore(config);
	const staff = await aStaffMember(store, { email: 'li@example.gov.cn', roles: ['admin'] });
	await store.db
		.updateTable('user')
		.set({ twoFactorEnabled: true })
		.where('id', '=', staff.id)
		.execute();
	return { store, find: () => staffAccounts(store.db).find(staff.id) };
}

test('an operator takes the second factor from an account, while the portal runs, and that is recorded', async () => {
	const { store, find } = await withSecondFactor();
	expect((await find())?.twoFactor).toBe(true);
	expect(await resetSecondFactor(config, ['Li@example.gov.cn'])).toBe(0);
	expect((await find())?.twoFactor).toBe(false);
	expect((await auditLog(store.db).list()).at(-1)).toMatchObject({
		actor: 'operator',
		action: 'staff.two-factor-reset',
	});
	await store.close();
});

test('an address that nobody has, or none, changes nothing', async () => {
	const { store, find } = await withSecondFactor();
	expect(await resetSecondFactor(config, ['chen@example.gov.cn'])).toBe(1);
	expect(await resetSecondFactor(config, [])).toBe(2);
	expect((await find())?.twoFactor).toBe(true);
	await store.close();
});
